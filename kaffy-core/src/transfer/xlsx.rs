//! Rows as an Excel file (feature `xlsx`): texts as texts whatever they begin with, numbers as numbers, days and times
//! as Excel's own (A28, S17).
//!
//! No cell is ever left to be guessed: a text is written by `write_string`, which makes no formula and no link of it,
//! so it needs no apostrophe. Rows go to a temporary file of the system as they come: what this holds in memory does not
//! depend on how many there are.

use std::{
    fmt,
    fs::File,
    io::{self, Seek, SeekFrom},
};

use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};

use super::{Datum, Typed};

/// The most signs of a cell, by the rules of Excel.
const LONGEST: usize = 32_767;
/// What stands for the rest of a longer text.
const REST: &str = "…";

/// An Excel file in the making, with one sheet.
pub struct XlsxFile {
    workbook: Workbook,
    row: u32,
    day: Format,
    time: Format,
    moment: Format,
}

impl XlsxFile {
    /// The most rows below the headings. Excel takes ten times as many, and nobody waits for them.
    pub const ROWS: u64 = 100_000;

    /// One with headings.
    ///
    /// # Errors
    /// When there is no room for temporary files.
    pub fn new(headings: &[Datum]) -> io::Result<Self> {
        let mut workbook = Workbook::new();
        workbook.add_worksheet_with_constant_memory().map_err(other)?.set_freeze_panes(1, 0).map_err(other)?;
        let format = |format: &str| Format::new().set_num_format(format);
        let (day, time) = (format("yyyy\\-mm\\-dd"), format("hh:mm:ss"));
        let mut file = Self { workbook, row: 0, day, time, moment: format("yyyy\\-mm\\-dd\\ hh:mm:ss") };
        file.row(headings)?;
        Ok(file)
    }

    /// Adds a row.
    ///
    /// # Errors
    /// When it does not fit the sheet, or there is no room for temporary files.
    pub fn row(&mut self, cells: &[Datum]) -> io::Result<()> {
        let sheet = self.workbook.worksheet_from_index(0).map_err(other)?;
        for (at, cell) in cells.iter().enumerate() {
            let place = (self.row, u16::try_from(at).map_err(io::Error::other)?);
            let formats = [&self.day, &self.time, &self.moment];
            write(sheet, place, cell, formats).map_err(other)?;
        }
        self.row += 1;
        Ok(())
    }

    /// The whole file, from its start. It takes its time, and blocks.
    ///
    /// # Errors
    /// When there is no room for it.
    pub fn finish(mut self) -> io::Result<File> {
        let mut file = tempfile::tempfile()?;
        self.workbook.save_to_writer(&mut file).map_err(other)?;
        file.seek(SeekFrom::Start(0))?;
        Ok(file)
    }
}

impl fmt::Debug for XlsxFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("XlsxFile").field("row", &self.row).finish_non_exhaustive()
    }
}

fn write(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Datum,
    [day, time, moment]: [&Format; 3],
) -> Result<(), XlsxError> {
    match cell.typed {
        Typed::Number(Some(number)) => sheet.write_number(row, column, number)?,
        Typed::Date(date) if is_known(date) => sheet.write_datetime_with_format(row, column, date, day)?,
        Typed::Time(at) => sheet.write_datetime_with_format(row, column, at, time)?,
        Typed::Moment(at) if is_known(at.date()) => sheet.write_datetime_with_format(row, column, at, moment)?,
        Typed::Text | Typed::Number(None) | Typed::Date(_) | Typed::Moment(_) => {
            sheet.write_string(row, column, fitted(&cell.text))?
        }
    };
    Ok(())
}

/// Whether Excel has a number for a day: it begins in 1900, and has one more in that February.
fn is_known(day: NaiveDate) -> bool {
    (1901..=9999).contains(&day.year())
}

/// As much of a text as a cell holds, which is said where there is more.
fn fitted(text: &str) -> String {
    // As Excel counts them; a text that is short in bytes is short in any case.
    if text.len() <= LONGEST || text.encode_utf16().count() <= LONGEST {
        return text.to_owned();
    }
    let mut left = LONGEST - REST.len();
    let kept = text.chars().take_while(|sign| {
        let size = sign.len_utf16();
        let fits = left >= size;
        left = left.saturating_sub(size);
        fits
    });
    kept.chain(REST.chars()).collect()
}

fn other(error: XlsxError) -> io::Error {
    io::Error::other(error)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a28_a_text_is_cut_where_a_cell_ends() {
        assert_eq!(fitted("Rye"), "Rye");
        assert_eq!(fitted(&"é".repeat(LONGEST)).chars().count(), LONGEST, "bytes do not count");
        let long = fitted(&"🥖".repeat(LONGEST));
        assert!(long.ends_with("🥖…") && long.encode_utf16().count() <= LONGEST, "{}", long.len());
    }
}
