//! Rows that a full-text index finds, found before they are put in order.
//!
//! PostgreSQL takes it that a word by its beginning is in one row of fifty. Asked for the first of them in the order of
//! an index, it reads that index until it has a page, which in a large table where few rows have the word, or none, ends
//! with the time a statement may take. Without an order it asks the full-text index, so that is done first.

use super::shown::KeyAt;
use crate::{
    Allowed, DbError, Dialect, Key, SearchOperator, View,
    query::sql::{Narrowing, Rows},
};

/// More rows than this are soon met in any order.
const FEW: usize = 1_000;

impl Allowed<View> {
    /// The keys of all rows that pass, in no order, where a full-text index finds them and they are few; `None` where
    /// there is nothing to gain.
    pub(crate) async fn found_first(&self, narrowing: Narrowing<'_>) -> Result<Option<Vec<Key>>, DbError> {
        let resource = self.resource();
        let is_searched = narrowing.search.is_some_and(|search| !search.words().is_empty())
            && resource.search().iter().any(|target| target.operator == SearchOperator::FullText);
        if resource.dialect != Dialect::Postgres || !is_searched || resource.key().len() != 1 {
            return Ok(None);
        }
        let (statement, key) = self.with_source(|source| {
            let mut rows = Rows::new(source, narrowing, &[]);
            let key = KeyAt::show(&mut rows, source.resource);
            (rows.cut(None, false, FEW as u64 + 1), key)
        });
        let found = self.database().fetch(&statement.select, &statement.reads).await?;
        // A row whose key cannot be read would be missed.
        Ok(if found.len() > FEW { None } else { found.iter().map(|row| key.read(row)).collect() })
    }
}
