//! The defence against forged requests: a secret in cookie and form, and where the request came from.
//!
//! Both must hold. A token alone falls with a cookie planted by a sibling domain; the headers alone
//! are not sent by every client.

use axum::http::{HeaderMap, header};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use subtle::ConstantTimeEq;

use crate::cookies;

/// The field of every form that posts.
pub(crate) const FIELD: &str = "_csrf";
const COOKIE: &str = "kaffy_csrf";

/// The secret of one browser.
#[derive(Clone)]
pub(crate) struct Token {
    /// Its text.
    pub(crate) value: String,
    /// Whether the browser does not have it yet.
    pub(crate) is_new: bool,
}

impl Token {
    /// The browser's token, or a new one.
    pub(crate) fn of(headers: &HeaderMap, https: bool) -> Self {
        match cookies::read(headers, &cookie_name(https)).filter(|value| is_token(value)) {
            Some(value) => Self { value, is_new: false },
            None => {
                let secret: [u8; 32] = rand::random();
                Self { value: BASE64_URL_SAFE_NO_PAD.encode(secret), is_new: true }
            }
        }
    }

    /// Whether a form carried it. Takes the same time whatever the text.
    pub(crate) fn matches(&self, posted: &str) -> bool {
        !self.is_new && bool::from(self.value.as_bytes().ct_eq(posted.as_bytes()))
    }
}

pub(crate) fn cookie_name(https: bool) -> String {
    cookies::name(COOKIE, https)
}

fn is_token(text: &str) -> bool {
    BASE64_URL_SAFE_NO_PAD.decode(text).is_ok_and(|bytes| bytes.len() == 32)
}

/// Says why a request did not come from a page of this very site.
///
/// # Errors
/// The message for the page that refuses it.
pub(crate) fn check_origin(headers: &HeaderMap, host: Option<&str>) -> Result<(), &'static str> {
    let text = |name| headers.get(name).map(|value: &header::HeaderValue| value.to_str().unwrap_or_default());
    let (site, origin) = (text(header::HeaderName::from_static("sec-fetch-site")), text(header::ORIGIN));
    if site.is_some_and(|site| !matches!(site, "same-origin" | "none")) {
        return Err("error-forged-site");
    }
    match (origin, site) {
        (Some(origin), _) if same_host(origin, host.unwrap_or_default()) => Ok(()),
        (Some(_), _) => Err("error-forged-host"),
        (None, Some(_)) => Ok(()),
        (None, None) => Err("error-forged-unknown"),
    }
}

/// The scheme is left aside: a proxy may have taken https off.
fn same_host(origin: &str, host: &str) -> bool {
    let authority = origin.strip_prefix("https://").or_else(|| origin.strip_prefix("http://"));
    authority.is_some_and(|authority| !authority.is_empty() && authority.eq_ignore_ascii_case(host))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (name.parse().expect("name"), value.parse().expect("value"))).collect()
    }

    #[test]
    fn s2_a_request_must_say_that_it_comes_from_here() {
        for (good, pairs) in [
            (true, vec![("origin", "https://shop.example")]),
            (true, vec![("sec-fetch-site", "same-origin")]),
            (true, vec![("sec-fetch-site", "none")]),
            (false, vec![]),
            (false, vec![("origin", "null")]),
            (false, vec![("origin", "https://shop.example.evil.example")]),
            (false, vec![("origin", "https://evil.example"), ("sec-fetch-site", "same-origin")]),
            (false, vec![("sec-fetch-site", "same-site")]),
            (false, vec![("sec-fetch-site", "cross-site"), ("origin", "https://shop.example")]),
        ] {
            assert_eq!(check_origin(&headers(&pairs), Some("shop.example")).is_ok(), good, "{pairs:?}");
        }
    }

    #[test]
    fn s2_a_token_is_only_good_when_the_browser_already_has_it() {
        let fresh = Token::of(&HeaderMap::new(), false);
        assert!(fresh.is_new && !fresh.matches(&fresh.value));
        let held = Token::of(&headers(&[]), false).value;
        let cookie = format!("kaffy_csrf={held}").parse().expect("cookie");
        let known = Token::of(&HeaderMap::from_iter([(header::COOKIE, cookie)]), false);
        assert!(known.matches(&held) && !known.matches("") && !known.matches(&held[1..]));
        let planted = "kaffy_csrf=short".parse().expect("cookie");
        assert!(Token::of(&HeaderMap::from_iter([(header::COOKIE, planted)]), false).is_new);
    }
}
