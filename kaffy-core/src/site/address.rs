//! Addresses that a page may link to.

/// Whether a text is a path of this host, such as `/shop`, or an `http(s)` address. A scheme such as
/// `javascript:` is none, and neither is what a browser would take for another host.
pub fn is_address(text: &str) -> bool {
    is_path(text) || crate::is_web_address(text)
}

/// Whether a text is a path of this host.
pub(crate) fn is_path(text: &str) -> bool {
    let plain = text.bytes().all(|byte| !byte.is_ascii_control() && !matches!(byte, b'\\' | b' ' | b'"' | b'<' | b'>'));
    text.starts_with('/') && !text.starts_with("//") && plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn k34_only_paths_and_web_addresses_are_linked_to() {
        for good in ["/", "/shop?x=1#top", "https://example.org/a", "http://localhost:3000/"] {
            assert!(is_address(good), "{good}");
        }
        for bad in ["", "shop", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/a b", "/\n", "mailto:a@b"]
        {
            assert!(!is_address(bad), "{bad}");
        }
    }
}
