//! One row by its key.

use crate::{Allowed, DbError, Key, Record, View};

/// One row with what people call the rows it names.
#[derive(Clone, Debug)]
pub struct Found {
    /// The row.
    pub record: Record,
    /// For each field the label of the row of another resource that it names, if it names one.
    pub labels: Vec<Option<String>>,
}

impl Allowed<View> {
    /// The row with this key, in one statement; `None` when there is none or it is not for this actor.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn find(&self, _key: &Key) -> Result<Option<Found>, DbError> {
        Ok(None)
    }

    /// What people call the row with this key.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn label_for(&self, _key: &Key) -> Result<Option<String>, DbError> {
        Ok(None)
    }
}
