//! Narrowing a list by a date: year, month, day (A21).

use crate::{Allowed, DbError, ListQuery, View};

/// One step of a drill-down: a period and the list it leads to.
#[derive(Clone, Debug)]
pub struct DateLink {
    /// What a person reads: `2026`, `March 2026`, `5 March 2026`.
    pub label: String,
    /// The list narrowed to it.
    pub query: ListQuery,
}

/// The drill-down above a list.
#[derive(Clone, Debug)]
pub struct DrillDown {
    /// The way back: any date first, then the periods around the present one, then itself.
    pub trail: Vec<DateLink>,
    /// The periods below the present one that lie between its first and its last row.
    pub periods: Vec<DateLink>,
}

impl Allowed<View> {
    /// The drill-down of a list, in one statement; `None` when the resource has none or no row has a
    /// date.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn drill_down(&self, _query: &ListQuery) -> Result<Option<DrillDown>, DbError> {
        Ok(None)
    }
}
