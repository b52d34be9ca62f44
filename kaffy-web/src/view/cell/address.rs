//! Addresses and colours as the database holds them: what may become a link is decided here (S34, S36).

use kaffy_core::is_web_address;

/// Whether an address stays on the site, or starts a mail or a call.
pub(super) fn is_near(href: &str) -> bool {
    is_place(href) || href.starts_with("mailto:") || href.starts_with("tel:")
}

fn is_place(href: &str) -> bool {
    href.starts_with('/') && !href.starts_with("//") && !href.contains(['\\', '\t', '\n', '\r'])
}

/// A page of the same site, or of another one over http(s).
pub(crate) fn is_site_address(href: &str) -> bool {
    is_place(href) || is_web_address(href)
}

pub(super) fn is_color(text: &str) -> bool {
    text.strip_prefix('#').is_some_and(|hex| hex.len() == 6 && hex.bytes().all(|byte| byte.is_ascii_hexdigit()))
}
