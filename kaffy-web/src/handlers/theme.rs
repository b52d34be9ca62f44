//! Light, dark or auto; and what else is remembered by a browser.

use axum::{
    extract::State,
    http::{HeaderValue, header},
    response::Response,
};
use cookie::{SameSite, time::Duration};

use super::respond;
use crate::{
    WebError, cookies,
    cookies::Life,
    extract::{Form, Theme, Visit},
    pages::Web,
};

pub(crate) async fn choose(State(web): State<Web>, visit: Visit, form: Form) -> Result<Response, WebError> {
    remember(&web, &visit, &form, Theme::COOKIE, Theme::of(form.get("theme")).name())
}

/// Has the browser remember a choice for a year, and goes back to where it was made.
pub(super) fn remember(
    web: &Web,
    visit: &Visit,
    form: &Form,
    cookie: &str,
    choice: &str,
) -> Result<Response, WebError> {
    let place = form.get("_here").filter(|place| is_below(place, visit.links.prefix()));
    let home = visit.links.home();
    let mut response = respond::see_other(web, visit, place.unwrap_or(&home), None)?;
    let life = Life::For(Duration::days(365));
    let mut cookie = cookies::write(cookie.to_owned(), choice.to_owned(), &visit.links, false, life);
    cookie.set_secure(web.admin.is_https());
    cookie.set_same_site(SameSite::Lax);
    let value = HeaderValue::from_str(&cookie.to_string()).map_err(|error| WebError::Internal(Box::new(error)))?;
    response.headers_mut().append(header::SET_COOKIE, value);
    Ok(response)
}

/// Whether a text is one path of the admin, and nothing that a browser would take for a host (S12).
pub(super) fn is_below(place: &str, prefix: &str) -> bool {
    let plain = place.bytes().all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'\\' | b'"' | b'<' | b'>'));
    let path = place.split(['?', '#']).next().unwrap_or_default();
    let inside = path.strip_prefix(prefix).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    let is_path = path.starts_with('/') && !path.contains("//");
    let climbs = path
        .split('/')
        .any(|segment| matches!(segment.to_ascii_lowercase().as_str(), ".." | "%2e%2e" | ".%2e" | "%2e."));
    plain && inside && is_path && !climbs
}

#[cfg(test)]
mod tests {
    use super::is_below;

    #[test]
    fn s12_only_pages_of_the_admin_are_gone_back_to() {
        for good in ["/admin", "/admin/shop/products?q=a%20b", "/admin/shop/x//y".trim_end_matches("//y")] {
            assert!(is_below(good, "/admin"), "{good}");
        }
        assert!(is_below("/", "") && is_below("/shop", ""));
        for bad in [
            "https://evil.example",
            "//evil.example",
            "/\\evil.example",
            "/administrator",
            "/admin/../x",
            "/admin//x",
            "/admin/%2e%2E/x",
            "javascript:alert(1)",
            "",
            "/admin\r\nx: y",
            "/other",
        ] {
            assert!(!is_below(bad, "/admin"), "{bad}");
        }
        assert!(!is_below("//evil.example", ""));
    }
}
