//! The text of a CSV file, read strictly: what is doubtful is refused in words, with its line.

use csv::{ReaderBuilder, StringRecord};

use crate::{size_in_words, tr};

/// The rows of a CSV file under their headings.
#[derive(Clone, Debug)]
pub struct Sheet {
    text: String,
    separator: u8,
    headings: Vec<String>,
    rows: usize,
}

/// One row of a file.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct SheetRow {
    /// The line on which it begins, the first one being 1.
    pub line: u64,
    /// Its cells, as they stand in the file.
    pub cells: Vec<String>,
}

/// A file that cannot be imported.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct BadFile(String);

/// The largest cell. A quote that is not closed makes one cell of the rest of the file.
const LARGEST_CELL: usize = 1024 * 1024;

impl Sheet {
    /// The most bytes of a file.
    pub const BYTES: u64 = 20_000_000;
    /// The most rows.
    pub const ROWS: usize = 100_000;
    /// The most columns.
    pub const COLUMNS: usize = 1_000;

    /// Reads a file: UTF-8 with or without a mark at its start, or UTF-16 with one; commas, semicolons or tabs
    /// between cells; the first row are headings.
    ///
    /// # Errors
    /// In words.
    pub fn read(bytes: &[u8]) -> Result<Self, BadFile> {
        let bad = |words: String| Err(BadFile(words));
        if bytes.len() as u64 > Self::BYTES {
            return bad(tr!("import-too-large", most = size_in_words(Self::BYTES)));
        }
        let text = decoded(bytes)?;
        if let Some(at) = text.find('\0') {
            return bad(tr!("import-nul", line = line_of(&text, at)));
        }
        let separator = separator(&text);
        if let Some(at) = unclosed(text.as_bytes(), separator) {
            return bad(tr!("import-unclosed", line = line_of(&text, at)));
        }
        let mut sheet = Self { text, separator, headings: Vec::new(), rows: 0 };
        let mut rows = sheet.records();
        let headings = match rows.next() {
            Some(row) => row?.1,
            None => return bad(tr!("import-empty")),
        };
        if headings.len() > Self::COLUMNS {
            return bad(tr!("import-columns", count = headings.len(), most = Self::COLUMNS));
        }
        let headings: Vec<_> = headings.iter().map(|heading| heading.trim().to_owned()).collect();
        let mut count = 0;
        for row in rows {
            row?;
            count += 1;
            if count > Self::ROWS {
                return bad(tr!("import-rows", most = Self::ROWS));
            }
        }
        if count == 0 {
            return bad(tr!("import-no-rows"));
        }
        (sheet.headings, sheet.rows) = (headings, count);
        Ok(sheet)
    }

    /// What stands above its columns.
    pub fn headings(&self) -> &[String] {
        &self.headings
    }

    /// How many rows there are below the headings.
    pub fn len(&self) -> usize {
        self.rows
    }

    /// Whether there is none; a file without rows is not read.
    pub fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// Its rows, in order.
    pub fn rows(&self) -> impl Iterator<Item = SheetRow> + Send + '_ {
        // All of it was read before.
        self.records()
            .skip(1)
            .filter_map(Result::ok)
            .map(|(line, record)| SheetRow { line, cells: record.iter().map(str::to_owned).collect() })
    }

    fn records(&self) -> impl Iterator<Item = Result<(u64, StringRecord), BadFile>> + Send + '_ {
        let reader = ReaderBuilder::new()
            .delimiter(self.separator)
            .has_headers(false)
            .flexible(true)
            .from_reader(self.text.as_bytes());
        let bytes = self.text.as_bytes();
        let (mut at, mut line) = (0, 1);
        reader.into_records().map(move |record| {
            let record = record.map_err(|_| BadFile(tr!("import-unreadable")))?;
            // The reader counts a line break to the row behind it.
            let from = record.position().and_then(|place| usize::try_from(place.byte()).ok()).unwrap_or(at);
            let breaks = bytes[from..].iter().take_while(|byte| matches!(byte, b'\n' | b'\r')).count();
            line += bytes[at..from + breaks].iter().filter(|byte| **byte == b'\n').count() as u64;
            at = from + breaks;
            match record.iter().any(|cell| cell.len() > LARGEST_CELL) {
                true => Err(BadFile(tr!("import-large-cell", line = line, most = size_in_words(LARGEST_CELL as u64)))),
                false => Ok((line, record)),
            }
        })
    }
}

fn line_of(text: &str, at: usize) -> u64 {
    text.as_bytes()[..at.min(text.len())].iter().filter(|byte| **byte == b'\n').count() as u64 + 1
}

fn decoded(bytes: &[u8]) -> Result<String, BadFile> {
    let wide = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
        let text: Result<String, _> = char::decode_utf16(units).collect();
        text.ok().filter(|_| bytes.len().is_multiple_of(2)).ok_or_else(|| BadFile(tr!("import-utf16")))
    };
    match bytes {
        [0xff, 0xfe, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => wide(rest, u16::from_be_bytes),
        _ => {
            let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
            let broken = |error: std::str::Utf8Error| {
                let line = bytes[..error.valid_up_to()].iter().filter(|byte| **byte == b'\n').count() + 1;
                BadFile(tr!("import-utf8", line = line))
            };
            std::str::from_utf8(bytes).map(str::to_owned).map_err(broken)
        }
    }
}

/// The sign that stands most often in the first line, outside of quotes.
fn separator(text: &str) -> u8 {
    let mut counts = [(b',', 0_usize), (b';', 0), (b'\t', 0)];
    let mut is_quoted = false;
    for byte in text.bytes() {
        match byte {
            b'"' => is_quoted = !is_quoted,
            b'\n' if !is_quoted => break,
            _ if !is_quoted => counts.iter_mut().filter(|(sign, _)| *sign == byte).for_each(|(_, count)| *count += 1),
            _ => {}
        }
    }
    // Of equals the first.
    counts.iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(sign, _)| *sign)
}

/// Where a quote begins that nothing closes.
fn unclosed(bytes: &[u8], separator: u8) -> Option<usize> {
    let (mut opened, mut at, mut is_start) = (None, 0, true);
    while at < bytes.len() {
        let byte = bytes[at];
        match opened {
            Some(_) if byte == b'"' && bytes.get(at + 1) == Some(&b'"') => at += 1,
            Some(_) if byte == b'"' => opened = None,
            Some(_) => {}
            None if is_start && byte == b'"' => opened = Some(at),
            None => {}
        }
        is_start = opened.is_none() && (byte == separator || byte == b'\n' || byte == b'\r');
        at += 1;
    }
    opened
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(bytes: &[u8]) -> String {
        Sheet::read(bytes).expect_err("it is bad").to_string()
    }

    #[test]
    fn s38_bad_files_are_refused_in_words() {
        assert!(words(b"").contains("empty"));
        assert!(words(b"title\n").contains("no row"));
        assert!(words(b"title\nBr\xf6tchen\n").contains("Line 2"));
        assert!(words(b"title\n\"Rye\nWheat\n").contains("line 2"), "{}", words(b"title\n\"Rye\nWheat\n"));
        assert!(words(b"title\nR\0ye\n").contains("Line 2"));
        assert!(words(b"\xff\xfet\0i\0t").contains("UTF-16"));
        let wide = [vec!["a"; 1_000_000].join(",").into_bytes(), b"\n1\n".to_vec()].concat();
        assert!(words(&wide).contains("1000000") || words(&wide).contains("1,000,000"), "{}", words(&wide));
        let open = [b"a\n\"".to_vec(), vec![b'x'; 5_000_000]].concat();
        assert!(words(&open).contains("line 2"));
        assert!(words(&vec![b'a'; 21 * 1024 * 1024]).contains("20"));
        let long = "a\n".to_owned() + &"1\n".repeat(100_001);
        assert!(words(long.as_bytes()).contains("100"));
    }

    #[test]
    fn a30_separators_and_encodings_are_told_apart() {
        for text in ["a,b\n1,\"x;y\"\n", "a;b\r\n1;\"x;y\"\r\n", "a\tb\n1\tx;y\n", "\u{feff}a,b\n1,x;y"] {
            let sheet = Sheet::read(text.as_bytes()).expect("it is good");
            assert_eq!(sheet.headings(), ["a", "b"], "{text}");
            let rows: Vec<_> = sheet.rows().collect();
            assert_eq!((rows[0].line, &*rows[0].cells), (2, &["1".to_owned(), "x;y".to_owned()][..]), "{text}");
        }
        let wide: Vec<u8> = "\u{feff}ä,b\n1,2\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(Sheet::read(&wide).expect("it is good").headings(), ["ä", "b"]);
        let sheet = Sheet::read(b"a,b\n5\" pipe,\"two\nlines\"\n\nx,y\n").expect("it is good");
        assert_eq!(sheet.rows().map(|row| row.line).collect::<Vec<_>>(), [2, 5], "empty lines are no rows");
    }
}
