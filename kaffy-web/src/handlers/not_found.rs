//! An address that no page has, or that one has without the slash at its end.

use axum::{extract::State, http::Method, response::Response};

use super::respond;
use crate::{WebError, extract::Visit, pages::Web};

pub(crate) async fn page(State(web): State<Web>, method: Method, visit: Visit) -> Result<Response, WebError> {
    match without_slash(&visit.here) {
        Some(place) if method == Method::GET || method == Method::HEAD => {
            respond::see_other(&web, &visit, &place, None)
        }
        _ => Err(WebError::no_page()),
    }
}

/// The address without the slashes at the end of its path; none where nothing is left or where it
/// would name another host, as `//example.org/` does (S12).
fn without_slash(here: &str) -> Option<String> {
    let (path, query) = here.split_at(here.find('?').unwrap_or(here.len()));
    let bare = path.trim_end_matches('/');
    (bare.len() < path.len() && !bare.is_empty() && !bare.contains("//")).then(|| format!("{bare}{query}"))
}

#[cfg(test)]
mod tests {
    use super::without_slash;

    #[test]
    fn s12_only_the_slash_at_the_end_goes() {
        assert_eq!(without_slash("/admin/shop/products/?q=a/").as_deref(), Some("/admin/shop/products?q=a/"));
        for here in ["/admin/shop", "/", "//", "//evil.example/", "/admin//evil.example/", "/admin?q=/"] {
            assert_eq!(without_slash(here), None, "{here}");
        }
    }
}
