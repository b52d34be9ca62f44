//! What a database knows about its indexes and how long its tables are.

use super::TableName;

/// An index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct IndexFacts {
    /// The table.
    pub(crate) table: TableName,
    /// Its name.
    pub(crate) name: String,
    /// What it is sorted by, also what the database appends by itself: SQLite the rowid, MySQL the primary key.
    pub(crate) keys: Vec<IndexKey>,
    /// How many of the keys are unique together; 0 where they are not.
    pub(crate) unique: usize,
    /// Whether it is sorted at all: a b-tree.
    pub(crate) is_sorted: bool,
    /// The condition of the rows that are in it, as the database writes it; `None` for all rows.
    pub(crate) partial: Option<String>,
}

/// One key of an index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct IndexKey {
    /// The column; `None` for an expression.
    pub(crate) column: Option<String>,
    /// Whether it is sorted downwards.
    pub(crate) is_descending: bool,
    /// Whether it is in the order that a list asks for: the column's own collation, NULLs where they are by default,
    /// the whole value.
    pub(crate) is_plain: bool,
    /// Whether parts of a text are found by it: PostgreSQL's `gin_trgm_ops`.
    pub(crate) has_trigrams: bool,
    /// Whether it ignores case as `LIKE` does: SQLite's `NOCASE`.
    pub(crate) ignores_case: bool,
}

impl IndexKey {
    /// A key that is the column as it is.
    pub(crate) fn of(column: &str) -> Self {
        Self {
            column: Some(column.to_owned()),
            is_descending: false,
            is_plain: true,
            has_trigrams: false,
            ignores_case: false,
        }
    }
}

/// The indexes of a database, and about how many rows its tables have.
#[derive(Clone, Debug, Default)]
pub(crate) struct IndexCatalog {
    /// Indexes.
    pub(crate) indexes: Vec<IndexFacts>,
    /// Rows by table, as the database itself estimates them; a table without an estimate is not in it.
    pub(crate) rows: Vec<(TableName, u64)>,
}

impl IndexCatalog {
    /// The estimate for a table.
    pub(crate) fn rows_of(&self, table: &TableName) -> Option<u64> {
        self.rows.iter().find(|(name, _)| name == table).map(|(_, rows)| *rows)
    }

    /// The indexes of a table.
    pub(crate) fn of<'a>(&'a self, table: &'a TableName) -> impl Iterator<Item = &'a IndexFacts> {
        self.indexes.iter().filter(move |index| index.table == *table)
    }
}
