//! Which rows of a long form are shown: a place in the order of another resource, as an address has it.

use super::{BadQuery, Cursor, Position, keys::total_order};
use crate::{Direction, Order, Resource, query::keys::own};

impl Position {
    /// Reads `after.…` or `before.…`; nothing is the first page.
    ///
    /// # Errors
    /// When it is no place among the rows of this resource.
    pub fn of_rows(child: &Resource, text: &str) -> Result<Self, BadQuery> {
        let keys = row_order(child);
        match text.split_once('.') {
            Some(("after", token)) => Cursor::parse(child, &keys, token).map(Self::After),
            Some(("before", token)) => Cursor::parse(child, &keys, token).map(Self::Before),
            _ if text.is_empty() => Ok(Self::First),
            _ => Err(BadQuery::new(crate::tr!("list-bad-place"))),
        }
    }

    /// What [`of_rows`](Self::of_rows) reads.
    pub fn rows_text(&self) -> String {
        match self {
            Self::After(cursor) => format!("after.{cursor}"),
            Self::Before(cursor) => format!("before.{cursor}"),
            Self::First | Self::Last => String::new(),
        }
    }
}

/// Rows of a form come as their own list has them, else in the order in which they were added.
pub(crate) fn row_order(child: &Resource) -> Vec<Order> {
    if !child.order().is_empty() {
        return total_order(child, child.order());
    }
    child.key().iter().map(|column| Order { path: own(column), direction: Direction::Asc }).collect()
}
