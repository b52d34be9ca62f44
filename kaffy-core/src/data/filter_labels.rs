//! What people call the rows that filters name.

use std::sync::Arc;

use sea_query::Value;

use crate::{
    Allowed, Cell, DbError, Filter, ListQuery, Operator, Resource, View,
    query::sql::{Source, labels, linked},
    registry::label_text,
    value,
    views::{SavedView, Views},
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
        let mut labels = self.with_source(|source| FilterLabels::of(source, query));
        self.find_labels(&mut labels, None).await?;
        Ok(labels.texts)
    }

    /// Finds the labels, and saved views beside them, in one statement; none when there is nothing to find.
    pub(super) async fn find_labels(
        &self,
        found: &mut FilterLabels,
        views: Option<&Views>,
    ) -> Result<Vec<SavedView>, DbError> {
        let keys = found.keys();
        let statement = match views {
            Some(views) if keys.is_empty() => return views.all().await,
            Some(views) => self.with_source(|source| linked(source, &[], &[], 0, &keys, Some(views.beside()))),
            None if keys.is_empty() => return Ok(Vec::new()),
            None => self.with_source(|source| labels(source, &keys)),
        };
        let rows = self.database().fetch(&statement.select, &statement.reads).await?;
        found.read(rows.first().map_or(&[], Vec::as_slice));
        let Some(views) = views else { return Ok(Vec::new()) };
        Ok(views.read(rows.into_iter().map(|mut row| row.split_off(found.width())).collect()))
    }
}

/// A text for each value of each filter, and what is left to be looked up.
#[derive(Default)]
pub(super) struct FilterLabels {
    pub(super) texts: Vec<Vec<String>>,
    named: Vec<Named>,
}

/// A row that a filter names, with its place among the filters.
struct Named {
    filter: usize,
    value: usize,
    target: Arc<Resource>,
    key: Value,
}

impl FilterLabels {
    pub(super) fn of(source: Source<'_>, query: &ListQuery) -> Self {
        let words = |filter: &Filter| filter.values().iter().map(|value| filter.value_words(value)).collect();
        Self { texts: query.filters().iter().map(words).collect(), named: named(source, query) }
    }

    /// The rows to look up, as [`labels`] wants them.
    pub(super) fn keys(&self) -> Vec<(&Resource, Value)> {
        self.named.iter().map(|named| (&*named.target, named.key.clone())).collect()
    }

    /// How many columns of a result are about them.
    pub(super) fn width(&self) -> usize {
        self.named.iter().map(|named| named.target.label().len()).sum()
    }

    /// Takes the labels from the first columns of a result.
    pub(super) fn read(&mut self, row: &[Cell]) {
        let mut cells = row.iter();
        for named in &self.named {
            let fields = cells.by_ref().take(named.target.label().len()).map(|cell| cell.as_ref().ok());
            let kinds = named.target.label().iter().map(|path| path.column.kind());
            if let Some(label) = label_text(kinds.zip(fields)) {
                self.texts[named.filter][named.value] = label;
            }
        }
    }
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
