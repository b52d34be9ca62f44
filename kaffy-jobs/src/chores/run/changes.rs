//! What a dry run would change, before it is taken back (J77).

use kaffy_core::inside::Tx;

use super::tx::Shared;
use crate::chores::{ChoreError, DryChange};

/// The most changes that are kept; more are counted.
pub(crate) const MOST_CHANGES: usize = 1_000;

/// The one transaction of a dry run, and what was done in it.
pub(crate) struct Dry(Option<Shared>);

impl Dry {
    pub(crate) fn new(tx: Tx) -> Self {
        Self(Some(Shared::dry(tx)))
    }

    /// The transaction.
    pub(super) fn shared(&self) -> Result<Shared, ChoreError> {
        self.0.clone().ok_or_else(|| ChoreError::failed("the dry run is over"))
    }

    /// Takes all of it back, and says what it was.
    pub(super) fn undo(&mut self) -> Changes {
        // Rolled back when it is dropped.
        let open = self.0.take().and_then(|shared| shared.open().ok());
        open.and_then(|mut open| open.parts().changes.take()).unwrap_or_default()
    }
}

/// Changes in the order in which they were made.
#[derive(Debug, Default)]
pub(crate) struct Changes {
    kept: Vec<DryChange>,
    all: usize,
}

type Row = Vec<(String, Option<String>)>;

impl Changes {
    pub(super) fn len(&self) -> usize {
        self.all
    }

    /// Forgets what came after a place, since it was taken back.
    pub(super) fn cut(&mut self, at: usize) {
        self.kept.truncate(at);
        self.all = at;
    }

    /// How many there were, and those that are kept.
    pub(crate) fn into_kept(self) -> (usize, Vec<DryChange>) {
        (self.all, self.kept)
    }

    /// How many more rows are worth reading.
    pub(super) fn room(&self) -> usize {
        MOST_CHANGES.saturating_sub(self.kept.len())
    }

    fn add(&mut self, change: DryChange) {
        self.all += 1;
        if self.kept.len() < MOST_CHANGES {
            self.kept.push(DryChange { number: self.all as u64, ..change });
        }
    }

    pub(super) fn row(&mut self, table: &str, row: String, before: Option<Row>, after: Option<Row>) {
        self.add(DryChange { number: 0, table: table.to_owned(), row, before, after, rows: None });
    }

    /// Rows of a statement that were not read one by one.
    pub(super) fn statement(&mut self, sql: &str, rows: u64) {
        let sql: String = sql.chars().take(500).collect();
        self.add(DryChange { number: 0, table: String::new(), row: sql, before: None, after: None, rows: Some(rows) });
    }
}
