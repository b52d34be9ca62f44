//! Rows as the text of a CSV file, piece by piece.

use csv::{QuoteStyle, Terminator, Writer, WriterBuilder};

use super::{Datum, formula::guarded};

/// The text of a CSV file in the making (RFC 4180), its formulas disarmed.
///
/// ```
/// # use kaffy_core::{CsvText, Datum};
/// let mut text = CsvText::new(b',');
/// text.row(&[Datum::text("Rye, dark"), Datum::text("=1+1"), Datum::number("-3.5")]);
/// assert_eq!(text.take(), b"\"Rye, dark\",'=1+1,-3.5\r\n");
/// ```
#[derive(Debug)]
pub struct CsvText {
    writer: Writer<Vec<u8>>,
    separator: u8,
}

impl CsvText {
    /// An empty one with this sign between cells.
    pub fn new(separator: u8) -> Self {
        Self { writer: writer(separator), separator }
    }

    /// Adds a row. What is text and could be a formula gets an apostrophe; numbers stay numbers.
    pub fn row(&mut self, cells: &[Datum]) {
        let cells = cells.iter().map(|cell| if cell.is_text() { guarded(&cell.text) } else { (&*cell.text).into() });
        // A vector takes all that is written to it.
        let _ = self.writer.write_record(cells.map(|cell| cell.into_owned().into_bytes()));
    }

    /// What was written since the last time.
    pub fn take(&mut self) -> Vec<u8> {
        std::mem::replace(&mut self.writer, writer(self.separator)).into_inner().unwrap_or_default()
    }
}

fn writer(separator: u8) -> Writer<Vec<u8>> {
    WriterBuilder::new()
        .delimiter(separator)
        .terminator(Terminator::CRLF)
        .quote_style(QuoteStyle::Necessary)
        .flexible(true)
        .from_writer(Vec::new())
}
