//! Rows to pick from (A45): found by the resource's own search, inside its own row scope.

use super::{
    condition,
    shown::{KeyAt, LabelAt},
};
use crate::{
    Allowed, Cell, Cursor, DbError, Key, OptionsQuery, View,
    query::sql::{Narrowing, Rows},
};

/// Rows of one answer.
const PAGE: usize = 20;

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
#[non_exhaustive]
pub struct Options {
    /// The rows, by label.
    pub rows: Vec<OptionRow>,
    /// Where the next ones begin, if there are more.
    pub after: Option<Cursor>,
}

impl Allowed<View> {
    /// Rows to pick from, in one statement; on PostgreSQL a search in a full-text index takes one more.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn options(&self, query: &OptionsQuery) -> Result<Options, DbError> {
        let keys = OptionsQuery::order(self.resource());
        let found = self.found_first(Narrowing::of_options(query)).await?;
        let (statement, key, label, sort) = self.with_source(|source| {
            let mut rows = Rows::new(source, Narrowing::of_options(query), &keys);
            if let Some(found) = &found {
                rows.only(condition::keys(source.resource, found, source.resource.dialect));
            }
            let key = KeyAt::show(&mut rows, source.resource);
            let label = LabelAt::show(&mut rows, &[], source.resource.label());
            let sort = rows.show_keys();
            (rows.cut(query.after().map(Cursor::values), false, PAGE as u64 + 1), key, label, sort)
        });
        let mut found = self.database().fetch(&statement.select, &statement.reads).await?;
        let more = found.len() > PAGE;
        found.truncate(PAGE);
        let place = |row: &Vec<Cell>| {
            let values = sort.iter().map(|at| row[*at].as_ref().ok().cloned());
            Some(Cursor::new(self.resource(), &keys, values.collect::<Option<_>>()?))
        };
        let after = if more { found.iter().rev().find_map(place) } else { None };
        let option = |row: &Vec<Cell>| {
            let key = key.read(row)?;
            let label = label.read(row).unwrap_or_else(|| self.resource().fallback_label(&key));
            Some(OptionRow { key, label })
        };
        Ok(Options { rows: found.iter().filter_map(option).collect(), after })
    }
}
