//! Sizes and types of files in words.

use crate::{i18n::Localizer, tr};

/// A media type as people call it.
pub(super) fn kind_of(mime: &str) -> String {
    match mime {
        "application/octet-stream" => tr!("file-is-unknown"),
        "image/svg+xml" => tr!("file-is-svg"),
        "text/html" => tr!("file-is-page"),
        "text/plain" => tr!("file-is-text"),
        mime => media_type_name(mime),
    }
}

/// `a PNG, JPEG or PDF file`.
pub(super) fn kinds(types: &[&str]) -> String {
    let names: Vec<_> = types.iter().map(|mime| media_type_name(mime)).collect();
    match names.as_slice() {
        [] => tr!("file-any"),
        [only] => tr!("file-of-type", of = only),
        [most @ .., last] => tr!("file-of-types", most = most.join(", "), last = last),
    }
}

/// A media type as people call it: `PNG`, `CSV`; itself where it has no other name.
pub fn media_type_name(mime: &str) -> String {
    let name = match mime {
        "image/png" => "PNG",
        "image/jpeg" => "JPEG",
        "image/gif" => "GIF",
        "image/webp" => "WebP",
        "application/pdf" => "PDF",
        "application/zip" => "ZIP",
        "text/csv" => "CSV",
        "text/plain" => return tr!("file-plain-text"),
        "application/json" => "JSON",
        other => other,
    };
    name.to_owned()
}

/// A number of bytes as people say it: `1.2 MB`.
pub fn size_in_words(count: u64) -> String {
    match count {
        0..1_000 => tr!("file-bytes", count = count),
        1_000..1_000_000 => tenths(count, 1_000, "kB"),
        1_000_000..1_000_000_000 => tenths(count, 1_000_000, "MB"),
        _ => tenths(count, 1_000_000_000, "GB"),
    }
}

fn tenths(count: u64, unit: u64, name: &str) -> String {
    let digits = match count % unit * 10 / unit {
        0 => (count / unit).to_string(),
        tenth => format!("{}.{tenth}", count / unit),
    };
    format!("{} {name}", Localizer::current().conventions().decimal(&digits))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::FileMeta;

    #[test]
    fn k96_sizes_are_said_as_people_do() {
        for (count, words) in [
            (0, "0 bytes"),
            (1, "1 byte"),
            (999, "999 bytes"),
            (1_000, "1 kB"),
            (1_250_000, "1.2 MB"),
            (3_000_000_000, "3 GB"),
        ] {
            assert_eq!(size_in_words(count), words);
        }
        assert_eq!(kinds(FileMeta::IMAGES), "a file of the type PNG, JPEG, GIF or WebP");
    }
}
