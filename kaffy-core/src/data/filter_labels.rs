//! What people call the rows that filters name.

use crate::{Allowed, DbError, ListQuery, View};

impl Allowed<View> {
    /// For each filter of the list a text for each of its values, for
    /// [`Filter::words`](crate::Filter::words): rows of other resources by their labels, in one statement; no statement
    /// when no filter names one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn filter_labels(&self, query: &ListQuery) -> Result<Vec<Vec<String>>, DbError> {
        let plain = query
            .filters()
            .iter()
            .map(|filter| filter.values().iter().map(|value| filter.value_words(value)).collect());
        Ok(plain.collect())
    }
}
