//! Rows of a CSV file as values, looked at before the first one is handed out.

use std::{fmt, marker::PhantomData};

use csv::{DeserializeErrorKind, ErrorKind, StringRecord};
use kaffy_core::tr;
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use super::reading::Records;
use crate::{
    chores::{ChoreError, ChoreFile, ChoreItems, ChoreRun},
    store::chores::files::Content,
};

/// How many wrong rows are told of.
const TOLD: usize = 20;
/// How many rows are read before it is asked whether somebody wants the run to stop.
const ROUND: u64 = 10_000;

/// Where a row stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct CsvPlace {
    /// Its number, the first one below the headings being 1.
    pub row: u64,
    /// The line that it begins on, that of the headings being 1.
    pub line: u64,
}

/// The rows of a file, as items of a run: `run.walk(file.rows(&run).await?)`.
pub struct CsvRows<Row> {
    records: Records<Content>,
    headings: StringRecord,
    total: u64,
    row: u64,
    of: PhantomData<fn() -> Row>,
}

impl<Row: DeserializeOwned + Send> CsvRows<Row> {
    pub(super) async fn open(file: ChoreFile, run: &ChoreRun) -> Result<Self, ChoreError> {
        let (mut records, headings) = begun(file.content(run).await?).await?;
        let mut checked = Checked::default();
        while let Some((line, record)) = records.next().await? {
            checked.look::<Row>(&headings, line, &record)?;
            if checked.rows % ROUND == 0 {
                run.leave()?;
            }
        }
        let total = checked.done()?;
        let (records, headings) = begun(file.content(run).await?).await?;
        Ok(Self { records, headings, total, row: 0, of: PhantomData })
    }

    /// How many there are.
    pub const fn len(&self) -> u64 {
        self.total
    }

    /// Whether there is none below the headings.
    pub const fn is_empty(&self) -> bool {
        self.total == 0
    }
}

impl<Row: DeserializeOwned + Send> ChoreItems for CsvRows<Row> {
    type Item = Row;
    type Cursor = CsvPlace;

    fn total(&self) -> Option<u64> {
        Some(self.total)
    }

    fn name(&self, cursor: &CsvPlace, _: &Row) -> String {
        tr!("import-at-line", line = cursor.line)
    }

    async fn next(&mut self, after: Option<&CsvPlace>) -> Result<Option<(CsvPlace, Row)>, ChoreError> {
        while self.row < after.map_or(0, |place| place.row) {
            if self.records.next().await?.is_none() {
                return Ok(None);
            }
            self.row += 1;
        }
        let Some((line, record)) = self.records.next().await? else { return Ok(None) };
        self.row += 1;
        let row = value(&self.headings, line, &record).map_err(|wrong| ChoreError::failed(wrong.words))?;
        Ok(Some((CsvPlace { row: self.row, line }, row)))
    }
}

impl<Row> fmt::Debug for CsvRows<Row> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CsvRows").field("total", &self.total).field("row", &self.row).finish_non_exhaustive()
    }
}

/// A file behind its headings.
async fn begun(content: Content) -> Result<(Records<Content>, StringRecord), ChoreError> {
    let mut records = Records::open(content).await?;
    let first = records.next().await?.ok_or_else(|| ChoreError::failed(tr!("import-empty")))?;
    Ok((records, headings(&first.1)?))
}

/// What stands above the columns, each once.
fn headings(record: &StringRecord) -> Result<StringRecord, ChoreError> {
    let headings: StringRecord = record.iter().map(str::trim).collect();
    let mut wrong = Vec::new();
    for (at, heading) in headings.iter().enumerate() {
        if heading.is_empty() {
            wrong.push(tr!("csv-no-heading", number = at + 1));
        } else if headings.iter().take(at).any(|other| other == heading) {
            wrong.push(tr!("csv-heading-twice", name = heading));
        }
    }
    if wrong.is_empty() { Ok(headings) } else { Err(ChoreError::failed(wrong.join("\n"))) }
}

/// What looking at all rows has found.
#[derive(Default)]
struct Checked {
    rows: u64,
    wrong: u64,
    told: Vec<String>,
}

impl Checked {
    /// Looks at a row. A column that is not there is wrong in all of them, so it is said once.
    fn look<Row: DeserializeOwned>(
        &mut self,
        headings: &StringRecord,
        line: u64,
        record: &StringRecord,
    ) -> Result<(), ChoreError> {
        self.rows += 1;
        match value::<Row>(headings, line, record) {
            Ok(_) => Ok(()),
            Err(wrong) if wrong.is_everywhere => Err(ChoreError::failed(wrong.words)),
            Err(wrong) => {
                self.wrong += 1;
                if self.told.len() < TOLD {
                    self.told.push(wrong.words);
                }
                Ok(())
            }
        }
    }

    fn done(mut self) -> Result<u64, ChoreError> {
        if self.wrong == 0 {
            return Ok(self.rows);
        }
        let more = self.wrong - self.told.len() as u64;
        if more > 0 {
            self.told.push(tr!("csv-more", count = more));
        }
        Err(ChoreError::failed(self.told.join("\n")))
    }
}

/// What is wrong with a row.
struct Wrong {
    words: String,
    is_everywhere: bool,
}

fn value<Row: DeserializeOwned>(headings: &StringRecord, line: u64, record: &StringRecord) -> Result<Row, Wrong> {
    if record.len() != headings.len() {
        let words = tr!("csv-cells", line = line, cells = record.len(), headings = headings.len());
        return Err(Wrong { words, is_everywhere: false });
    }
    record.deserialize(Some(headings)).map_err(|error| wrong(headings, line, record, &error))
}

fn wrong(headings: &StringRecord, line: u64, record: &StringRecord, error: &csv::Error) -> Wrong {
    let ErrorKind::Deserialize { err, .. } = error.kind() else {
        return Wrong { words: tr!("csv-row", line = line, reason = error.to_string()), is_everywhere: false };
    };
    if let DeserializeErrorKind::Message(message) = err.kind()
        && let Some(name) = message.strip_prefix("missing field `").and_then(|rest| rest.strip_suffix('`'))
    {
        let there = headings.iter().collect::<Vec<_>>().join(", ");
        return Wrong { words: tr!("csv-no-column", name = name, there = there), is_everywhere: true };
    }
    let reason = reason(err.kind());
    let at = err.field().and_then(|field| usize::try_from(field).ok());
    let cell = at.and_then(|at| Some((headings.get(at)?, record.get(at)?)));
    let words = match cell {
        Some((column, held)) => {
            let held: String = held.chars().take(60).collect();
            tr!("csv-cell", line = line, column = column, held = held, reason = reason)
        }
        None => tr!("csv-row", line = line, reason = reason),
    };
    Wrong { words, is_everywhere: false }
}

fn reason(kind: &DeserializeErrorKind) -> String {
    use std::num::IntErrorKind::{NegOverflow, PosOverflow};
    match kind {
        DeserializeErrorKind::ParseBool(_) => tr!("csv-not-bool"),
        DeserializeErrorKind::ParseInt(error) if matches!(error.kind(), PosOverflow | NegOverflow) => {
            tr!("csv-out-of-range")
        }
        DeserializeErrorKind::ParseInt(_) => tr!("value-not-integer"),
        DeserializeErrorKind::ParseFloat(_) => tr!("value-not-number", sign = "point", example = "12.5"),
        DeserializeErrorKind::Message(message) => message.clone(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Deserialize)]
    #[expect(dead_code, reason = "it is read, and that is all")]
    struct Price {
        sku: String,
        price: f64,
        stock: Option<u8>,
    }

    fn check(rows: &[&[&str]]) -> Result<u64, String> {
        let record = |cells: &&[&str]| cells.iter().copied().collect::<StringRecord>();
        let headings = headings(&record(&rows[0])).map_err(|error| error.to_string())?;
        let mut checked = Checked::default();
        for (at, row) in rows.iter().enumerate().skip(1) {
            checked.look::<Price>(&headings, at as u64 + 1, &record(row)).map_err(|error| error.to_string())?;
        }
        checked.done().map_err(|error| error.to_string())
    }

    #[test]
    fn j72_rows_are_values_of_their_type() {
        let rows: &[&[&str]] = &[&["price", " sku ", "stock", "more"], &["1.5", "a", "", "x"], &["2", "b", "7", ""]];
        assert_eq!(check(rows), Ok(2));
        assert_eq!(check(&[&["sku", "price"]]), Ok(0));
    }

    #[test]
    fn j72_everything_that_is_wrong_is_said_with_its_line_and_column() {
        let head: &[&str] = &["sku", "price", "stock"];
        let words = check(&[head, &["a", "1,5", "1"], &["b", "2"], &["c", "3", "300"], &["d", "4", "x"]])
            .expect_err("it is wrong");
        let lines: Vec<_> = words.lines().collect();
        assert_eq!(lines.len(), 4, "{words}");
        assert!(lines[0].contains("Line 2") && lines[0].contains("price") && lines[0].contains("1,5"), "{words}");
        assert!(lines[1].contains("Line 3") && lines[1].contains('2'), "{words}");
        assert!(lines[2].contains("Line 4") && lines[2].contains("stock"), "{words}");
        assert!(lines[3].contains("Line 5") && lines[3].contains("stock"), "{words}");
        let many: Vec<&[&str]> = std::iter::once(head).chain(std::iter::repeat_n(&["a", "b", ""][..], 100)).collect();
        let words = check(&many).expect_err("it is wrong");
        assert_eq!(words.lines().count(), TOLD + 1);
        assert!(words.ends_with("80 more rows are wrong."), "{words}");
    }

    #[test]
    fn j72_headings_are_there_and_once() {
        let words = check(&[&["sku", "", "sku"], &["a", "b", "c"]]).expect_err("it is wrong");
        assert!(words.contains("2") && words.contains("“sku”"), "{words}");
        let words = check(&[&["sku", "prize"], &["a", "1"], &["b", "2"]]).expect_err("it is wrong");
        assert!(words.contains("“price”") && words.contains("prize") && words.lines().count() == 1, "{words}");
    }
}
