//! What an autocomplete asks for: some words, and where the page before ended.

use super::{BadQuery, Cursor, keys::total_order, search::Search};
use crate::{Direction, Order, Resource};

/// A search among the rows of a resource that is to be picked from (A45).
#[derive(Clone, Debug)]
pub struct OptionsQuery {
    search: Search,
    after: Option<Cursor>,
}

impl OptionsQuery {
    /// Reads `q` and `after`; other parameters are somebody else's.
    ///
    /// # Errors
    /// When the search holds control characters or the cursor is not one of this resource.
    pub fn parse(resource: &Resource, params: &[(String, String)]) -> Result<Self, BadQuery> {
        let last = |name| params.iter().rev().find(|(param, _)| param == name).map(|(_, value)| value.as_str());
        let keys = Self::order(resource);
        let after = last("after").filter(|token| !token.is_empty());
        Ok(Self {
            search: Search::parse(last("q").unwrap_or_default())?,
            after: after.map(|token| Cursor::parse(resource, &keys, token)).transpose()?,
        })
    }

    /// What is searched for, as it was typed.
    pub fn search(&self) -> &str {
        self.search.text()
    }

    pub(crate) fn terms(&self) -> &Search {
        &self.search
    }

    pub(crate) fn after(&self) -> Option<&Cursor> {
        self.after.as_ref()
    }

    /// Options come by their label, then by their key.
    pub(crate) fn order(resource: &Resource) -> Vec<Order> {
        let labels = resource.label().iter().filter(|path| path.column.kind().is_ordered());
        let asked: Vec<_> = labels.map(|path| Order { path: path.clone(), direction: Direction::Asc }).collect();
        total_order(resource, &asked)
    }
}
