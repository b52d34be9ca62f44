//! What stands around every handler, from outside in: headers, the frame that draws errors, the guard. The
//! frame calls the other two.

pub(crate) mod frame;
pub(crate) mod guard;
pub(crate) mod headers;
mod limits;
mod local;

use axum::http::{header, request::Parts};

/// The host that a request was sent to. HTTP/2 has it in the address and not in a header.
fn host(parts: &Parts) -> Option<&str> {
    let header = parts.headers.get(header::HOST).and_then(|host| host.to_str().ok());
    header.or_else(|| parts.uri.authority().map(|authority| authority.as_str()))
}

#[cfg(test)]
mod tests {
    use axum::http::Request;

    use super::*;

    #[test]
    fn s2_the_host_is_known_over_http_2_as_well() {
        let parts = |request: axum::http::request::Builder| request.body(()).expect("a request").into_parts().0;
        let first = parts(Request::get("/admin").header("host", "shop.example:81"));
        let second = parts(Request::get("https://shop.example:81/admin"));
        assert_eq!(host(&first), Some("shop.example:81"));
        assert_eq!(host(&second), Some("shop.example:81"));
        assert_eq!(host(&parts(Request::get("/admin"))), None);
    }
}
