//! The file of a record, for those who may see the record (A61, S18).

use axum::{
    body::Body,
    extract::State,
    http::{HeaderName, HeaderValue, header},
    response::{IntoResponse, Response},
};
use kaffy_core::{OpenError, View};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use tokio_util::io::ReaderStream;

use crate::{
    WebError,
    extract::{Permitted, Visit},
};

/// What a parameter of a header may hold unescaped (RFC 8187).
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'!')
    .remove(b'#')
    .remove(b'$')
    .remove(b'&')
    .remove(b'+')
    .remove(b'-')
    .remove(b'.')
    .remove(b'^')
    .remove(b'_')
    .remove(b'`')
    .remove(b'|')
    .remove(b'~');

/// Nothing in a file is run, drawn with anything else, or read by another site.
pub(super) const POLICY: &str = "default-src 'none'; sandbox; frame-ancestors 'none'";

pub(crate) async fn file(
    _: State<crate::pages::Web>,
    visit: Visit,
    allowed: Permitted<View>,
) -> Result<Response, WebError> {
    let field = visit.segment(4)?;
    let opened = allowed.open_file(&allowed.key()?, &field).await.map_err(|error| match error {
        OpenError::Database(error) => error.into(),
        other => WebError::storage(other),
    })?;
    let file = opened.ok_or_else(|| WebError::NotFound(kaffy_core::tr!("page-file-gone")))?;
    let (kind, place) = if file.is_raster_image { (file.mime, "inline") } else { (download(file.mime), "attachment") };
    let place =
        HeaderValue::from_str(&disposition(place, &file.name)).map_err(|it| WebError::Internal(Box::new(it)))?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CONTENT_LENGTH, HeaderValue::from(file.content.size())),
        (header::CONTENT_DISPOSITION, place),
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY)),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache")),
        (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin")),
    ];
    Ok((headers, Body::from_stream(ReaderStream::new(file.content))).into_response())
}

/// The type of what is saved and not shown: nothing that a browser would run if it opened it after all.
fn download(mime: &'static str) -> &'static str {
    match mime {
        "text/html" | "text/xml" | "image/svg+xml" | "application/xhtml+xml" => "application/octet-stream",
        other => other,
    }
}

/// How a browser names the file (RFC 6266): in plain letters, and as it is called.
pub(super) fn disposition(place: &str, name: &str) -> String {
    let is_plain = |c: char| c.is_ascii_graphic() && !matches!(c, '"' | '\\' | '%' | ';' | '/') || c == ' ';
    let ascii: String = name.chars().map(|c| if is_plain(c) { c } else { '_' }).collect();
    format!("{place}; filename=\"{ascii}\"; filename*=UTF-8''{}", utf8_percent_encode(name, PLAIN))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s18_a_name_cannot_leave_its_place_in_the_header() {
        for (name, header) in [
            ("cat.png", "filename=\"cat.png\"; filename*=UTF-8''cat.png"),
            (
                "a\"; filename=\"b.html",
                "filename=\"a__ filename=_b.html\"; filename*=UTF-8''a%22%3B%20filename%3D%22b.html",
            ),
            ("Brötchen.pdf", "filename=\"Br_tchen.pdf\"; filename*=UTF-8''Br%C3%B6tchen.pdf"),
            ("a\r\nX: y", "filename=\"a__X: y\"; filename*=UTF-8''a%0D%0AX%3A%20y"),
        ] {
            let whole = disposition("attachment", name);
            assert_eq!(whole, format!("attachment; {header}"));
            assert!(HeaderValue::from_str(&whole).is_ok());
        }
    }
}
