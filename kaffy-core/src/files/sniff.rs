//! What a file is, by its content.

/// As much of a file as is looked at.
pub(crate) const HEAD: usize = 8 * 1024;

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct FileType {
    /// Its media type.
    pub(crate) mime: &'static str,
    /// What names of such files end in.
    pub(crate) extension: Option<&'static str>,
}

const fn file_type(mime: &'static str, extension: &'static str) -> FileType {
    FileType { mime, extension: Some(extension) }
}

const UNKNOWN: FileType = FileType { mime: "application/octet-stream", extension: None };

impl FileType {
    /// What a file starting like this is.
    pub(crate) fn of(head: &[u8]) -> Self {
        let head = &head[..head.len().min(HEAD)];
        match (infer::get(head), text_of(head)) {
            // What `infer` says of texts is looked at more closely.
            (Some(found), _) if !found.mime_type().starts_with("text/") => {
                file_type(found.mime_type(), found.extension())
            }
            (_, Some(text)) => of_text(text),
            (Some(found), None) => file_type(found.mime_type(), found.extension()),
            (None, None) => UNKNOWN,
        }
    }

    /// A picture that a browser draws and cannot be led astray by.
    pub(crate) fn is_raster_image(self) -> bool {
        matches!(self.mime, "image/png" | "image/jpeg" | "image/gif" | "image/webp")
    }

    /// The type of the list that this file is of, if any. Texts of one sort look like those of another, so
    /// any text but a page fits `text/csv`, `text/markdown` and `application/json`.
    pub(crate) fn among(self, allowed: &[&'static str]) -> Option<&'static str> {
        let exact = allowed.iter().find(|it| **it == self.mime);
        let is_plain = |it: &&&'static str| {
            self.mime == "text/plain"
                && (it.starts_with("text/") || **it == "application/json")
                && !matches!(**it, "text/html" | "text/xml")
        };
        let group =
            |it: &&&'static str| it.strip_suffix("/*").is_some_and(|group| self.mime.split('/').next() == Some(group));
        exact
            .or_else(|| allowed.iter().find(is_plain))
            .copied()
            .or_else(|| allowed.iter().find(group).map(|_| self.mime))
    }
}

/// The start of a file as text, if it is text: UTF-8 without control characters, but for a letter that is
/// cut in two.
fn text_of(head: &[u8]) -> Option<&str> {
    let text = match std::str::from_utf8(head) {
        Ok(text) => text,
        Err(error) if error.error_len().is_none() => std::str::from_utf8(&head[..error.valid_up_to()]).ok()?,
        Err(_) => return None,
    };
    let is_text = |c: char| !c.is_control() || matches!(c, '\t' | '\n' | '\r' | '\u{c}');
    text.chars().all(is_text).then_some(text)
}

fn of_text(text: &str) -> FileType {
    let lower = text.trim_start_matches('\u{feff}').trim_start().to_ascii_lowercase();
    if lower.contains("<svg") && lower.starts_with('<') {
        file_type("image/svg+xml", "svg")
    } else if lower.starts_with("<?xml") {
        file_type("text/xml", "xml")
    } else if lower.starts_with('<') {
        file_type("text/html", "html")
    } else {
        file_type("text/plain", "txt")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";

    #[test]
    fn s18_a_type_is_what_the_content_says() {
        for (head, mime) in [
            (PNG, "image/png"),
            (b"GIF89a/*<script>*/", "image/gif"),
            (b"\xff\xd8\xff\xe0", "image/jpeg"),
            (b"%PDF-1.7\n", "application/pdf"),
            (b"PK\x03\x04\0\0\0\0", "application/zip"),
            (b"MZ\x90\0", "application/vnd.microsoft.portable-executable"),
            (b"<svg xmlns='http://www.w3.org/2000/svg'>", "image/svg+xml"),
            (b"\xef\xbb\xbf <!-- --><SVG onload=1>", "image/svg+xml"),
            (b"<?xml version='1.0'?><a/>", "text/xml"),
            (b"<!doctype html><p>", "text/html"),
            (b"  <script>alert(1)</script>", "text/html"),
            (b"id,name\n1,Rye\n", "text/plain"),
            (b"=1+1", "text/plain"),
            ("Brötchen".as_bytes(), "text/plain"),
            (b"a\0b", "application/octet-stream"),
            (b"", "text/plain"),
        ] {
            assert_eq!(FileType::of(head).mime, mime, "{}", String::from_utf8_lossy(head));
        }
        assert_eq!(FileType::of(&"ä".repeat(HEAD).as_bytes()[..HEAD - 1]).mime, "text/plain", "a letter in two");
    }

    #[test]
    fn s18_only_what_is_allowed_passes() {
        let of = |head: &[u8], allowed: &[&'static str]| FileType::of(head).among(allowed);
        assert_eq!(of(PNG, &["image/jpeg", "image/png"]), Some("image/png"));
        assert_eq!(of(PNG, &["image/*"]), Some("image/png"));
        assert_eq!(of(PNG, &["application/pdf"]), None);
        assert_eq!(of(b"a,b", &["text/csv"]), Some("text/csv"));
        assert_eq!(of(b"{}", &["application/json"]), Some("application/json"));
        assert_eq!(of(b"<script>", &["text/csv", "text/plain"]), None);
        assert_eq!(of(b"a,b", &["text/html"]), None);
    }
}
