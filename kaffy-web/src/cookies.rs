//! Cookies of the admin: their names and flags in one place (S3).

use axum::http::{HeaderMap, header};
use cookie::{Cookie, SameSite, time::Duration};

use crate::links::Links;

/// The cookie of this name that a browser sent.
pub(crate) fn read(headers: &HeaderMap, name: &str) -> Option<String> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(Cookie::split_parse)
        .filter_map(Result::ok)
        .find(|cookie| cookie.name() == name)
        .map(|cookie| cookie.value().to_owned())
}

/// A cookie that scripts cannot read and other sites do not send.
pub(crate) fn write(name: String, value: String, links: &Links, https: bool, life: Life) -> Cookie<'static> {
    let builder = Cookie::build((name, value)).http_only(true).same_site(SameSite::Lax).secure(https);
    // A prefix may come from the address (`nest("/{tenant}", …)`), and must not add flags of its own.
    let path = if https || links.prefix().contains(';') { "/" } else { links.cookie_path() };
    let builder = builder.path(path.to_owned());
    match life {
        Life::Session => builder,
        Life::For(span) => builder.max_age(span),
        Life::Over => builder.max_age(Duration::ZERO),
    }
    .build()
}

/// How long a cookie is kept.
pub(crate) enum Life {
    /// Until the browser is closed.
    Session,
    /// For some time.
    For(Duration),
    /// No longer.
    Over,
}

/// A name that a browser only takes from this very host over https.
pub(crate) fn name(base: &str, https: bool) -> String {
    if https { format!("__Host-{base}") } else { base.to_owned() }
}
