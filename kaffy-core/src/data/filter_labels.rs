//! What people call the rows that filters name.

use std::sync::Arc;

use sea_query::Value;

use crate::{
    Allowed, DbError, Filter, ListQuery, Operator, Resource, View,
    query::sql::{Source, labels},
    registry::label_text,
    value,
};

/// Databases join 61 tables at most; the rows of further filters are named by their keys.
const MOST: usize = 30;

impl Allowed<View> {
    /// For each filter of the list a text for each of its values, for
    /// [`Filter::words`](crate::Filter::words): rows of other resources by their labels, in one
    /// statement; no statement when no filter names one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn filter_labels(&self, query: &ListQuery) -> Result<Vec<Vec<String>>, DbError> {
        let words = |filter: &Filter| filter.values().iter().map(|value| filter.value_words(value)).collect();
        let mut texts: Vec<Vec<String>> = query.filters().iter().map(words).collect();
        let named = self.with_source(|source| named(source, query));
        if named.is_empty() {
            return Ok(texts);
        }
        let keys: Vec<_> = named.iter().map(|named| (&*named.target, named.key.clone())).collect();
        let statement = self.with_source(|source| labels(source, &keys));
        let rows = self.database().fetch(&statement.select, &statement.reads).await?;
        let mut cells = rows.into_iter().next().unwrap_or_default().into_iter();
        for named in named {
            let fields: Vec<_> = cells.by_ref().take(named.target.label().len()).collect();
            let kinds = named.target.label().iter().map(|path| path.column.kind());
            if let Some(label) = label_text(kinds.zip(fields.iter().map(|cell| cell.as_ref().ok()))) {
                texts[named.filter][named.value] = label;
            }
        }
        Ok(texts)
    }
}

/// A row that a filter names, with its place among the filters.
struct Named {
    filter: usize,
    value: usize,
    target: Arc<Resource>,
    key: Value,
}

fn named(source: Source<'_>, query: &ListQuery) -> Vec<Named> {
    let mut named = Vec::new();
    for (filter_at, filter) in query.filters().iter().enumerate() {
        let Some((target, hop)) = source.target(&filter.path().column) else { continue };
        if filter.operator() != Operator::Is || filter.error().is_some() {
            continue;
        }
        for (value_at, text) in filter.values().iter().enumerate() {
            if let Ok(key) = value::parse(hop.key.kind(), text) {
                named.push(Named { filter: filter_at, value: value_at, target: target.clone(), key });
            }
        }
    }
    named.truncate(MOST);
    named
}
