//! What became of the rows of a file.

/// The most rows that are named; all are counted, and all that failed are in a file of their own.
const NAMED: usize = 100;

/// What became of the rows of a file, or would.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ImportReport {
    /// Rows that had their turn.
    pub seen: u64,
    /// Records added.
    pub added: u64,
    /// Records changed.
    pub changed: u64,
    /// Records that were as the file has them.
    pub unchanged: u64,
    /// Rows with which something is wrong.
    pub wrong: u64,
    /// The first hundred of them.
    pub failures: Vec<ImportFailure>,
    /// All of them as a CSV file, each with its line and what is wrong.
    pub failed_rows: Vec<u8>,
    /// Why it ended early.
    pub stopped: Option<String>,
    /// Whether anything was written.
    pub is_written: bool,
}

/// A row with which something is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ImportFailure {
    /// Its line in the file.
    pub line: u64,
    /// What is wrong, in words.
    pub reasons: Vec<String>,
}

impl ImportReport {
    pub(super) fn fail(&mut self, line: u64, reasons: Vec<String>) {
        self.wrong += 1;
        if self.failures.len() < NAMED {
            self.failures.push(ImportFailure { line, reasons });
        }
    }
}
