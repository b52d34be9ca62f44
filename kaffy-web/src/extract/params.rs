//! Names and values of a query string or form body, strictly UTF-8.

use axum::{extract::FromRequestParts, http::request::Parts};
use kaffy_core::tr;
use percent_encoding::percent_decode;

use crate::{WebError, extract::Visit};

/// The most pairs a query string or form may have (S11).
pub(super) const MOST: usize = 1_000;

/// The parameters of the query string, in order.
pub(crate) struct Params(pub(crate) Vec<(String, String)>);

impl<S: Sync> FromRequestParts<S> for Params {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, WebError> {
        let visit = Visit::from_request_parts(parts, state).await?;
        pairs(visit.query.as_bytes()).map(Self)
    }
}

impl Params {
    /// The same without the marks of others, as a list reads it.
    pub(crate) fn without_marks(self) -> Self {
        Self(self.0.into_iter().filter(|(name, _)| !is_mark(name)).collect())
    }

    /// The first value of a name.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// Whether a parameter is a mark that programs for mail and advertising put on every link: it says who sent the link, and
/// nothing about what is asked for (D5).
pub(crate) fn is_mark(name: &str) -> bool {
    name.starts_with("utm_") || matches!(name, "fbclid" | "gclid" | "msclkid" | "mc_cid" | "mc_eid")
}

/// Something of an address, short and plain enough to repeat in words.
pub(crate) fn shown(text: &str) -> String {
    text.chars().filter(|sign| !sign.is_control()).take(40).collect()
}

/// Reads `a=1&b=2`.
///
/// # Errors
/// 400 for what is not UTF-8, which the parser itself would quietly replace, 413 for too many pairs.
pub(crate) fn pairs(text: &[u8]) -> Result<Vec<(String, String)>, WebError> {
    if percent_decode(text).decode_utf8().is_err() {
        return Err(WebError::bad_request(tr!("error-request-utf8")));
    }
    if text.iter().filter(|&&byte| byte == b'&').count() >= MOST {
        return Err(WebError::TooLarge(tr!("error-fields", most = MOST.to_string())));
    }
    Ok(form_urlencoded::parse(text).into_owned().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s7_bad_utf8_is_refused_and_not_replaced() {
        assert!(pairs(b"a=%ff").is_err());
        assert!(pairs(b"a=\xff").is_err());
        assert!(pairs(b"a=%C3&b=%A4").is_err());
        assert_eq!(pairs(b"a=%C3%A4+b").expect("valid"), [("a".to_owned(), "ä b".to_owned())]);
    }

    #[test]
    fn s11_the_number_of_fields_is_limited() {
        assert!(pairs("a=1&".repeat(999).as_bytes()).is_ok());
        assert!(pairs("a=1&".repeat(1_000).as_bytes()).is_err());
    }
}
