//! Sizes and types of files in words.

/// A media type as people call it.
pub(super) fn kind_of(mime: &str) -> String {
    match mime {
        "application/octet-stream" => "of no type we know".to_owned(),
        "image/svg+xml" => "an SVG drawing".to_owned(),
        "text/html" => "a web page".to_owned(),
        "text/plain" => "a text".to_owned(),
        mime => media_type_name(mime).to_owned(),
    }
}

/// `a PNG, JPEG or PDF file`.
pub(super) fn kinds(types: &[&str]) -> String {
    let names: Vec<_> = types.iter().map(|mime| media_type_name(mime)).collect();
    match names.as_slice() {
        [] => "another file".to_owned(),
        [only] => format!("a file of the type {only}"),
        [most @ .., last] => format!("a file of the type {} or {last}", most.join(", ")),
    }
}

/// A media type as people call it: `PNG`, `CSV`; itself where it has no other name.
pub fn media_type_name(mime: &str) -> &str {
    match mime {
        "image/png" => "PNG",
        "image/jpeg" => "JPEG",
        "image/gif" => "GIF",
        "image/webp" => "WebP",
        "application/pdf" => "PDF",
        "application/zip" => "ZIP",
        "text/csv" => "CSV",
        "text/plain" => "plain text",
        "application/json" => "JSON",
        other => other,
    }
}

/// A number of bytes as people say it: `1.2 MB`.
pub fn size_in_words(count: u64) -> String {
    match count {
        1 => "1 byte".to_owned(),
        0..1_000 => format!("{count} bytes"),
        1_000..1_000_000 => tenths(count, 1_000, "kB"),
        1_000_000..1_000_000_000 => tenths(count, 1_000_000, "MB"),
        _ => tenths(count, 1_000_000_000, "GB"),
    }
}

fn tenths(count: u64, unit: u64, name: &str) -> String {
    match count % unit * 10 / unit {
        0 => format!("{} {name}", count / unit),
        tenth => format!("{}.{tenth} {name}", count / unit),
    }
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
