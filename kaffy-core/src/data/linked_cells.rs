//! The cells of a many-to-many column: what is joined to each row of a page (A48, K62).

use std::{collections::HashMap, sync::Arc};

use sea_query::Value;

use super::{
    filter_labels::FilterLabels,
    page::{Link, Page},
};
use crate::{
    Action, Allowed, Cell, DbError, Key, ListColumn, ListQuery, Many, Permission, Resource, View,
    query::sql::{Between, linked},
    registry::label_text,
    value,
    views::{SavedView, Views},
};

/// Rows of another resource in one cell, the first ones by label.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct LinkedRows {
    /// As many as a cell shows: four at most in a list.
    pub rows: Vec<Link>,
    /// How many there are that the actor may see.
    pub total: u64,
}

/// As many as a cell of a list can show.
pub(super) const MOST_LINKED: u64 = 4;

/// A column with the resources at its ends.
struct Ends {
    /// Its place among the columns of the page.
    at: usize,
    many: Many,
    target: Arc<Resource>,
    through: Arc<Resource>,
}

impl Allowed<View> {
    /// A page, and the labels that [`filter_labels`](Self::filter_labels) finds for its filters: in two statements
    /// at most, whatever the columns are.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn page_with_labels(&self, query: &ListQuery) -> Result<(Page, Vec<Vec<String>>), DbError> {
        let (page, labels, _) = self.page_with_views(query, None).await?;
        Ok((page, labels))
    }

    /// The same with the saved views of the list, still in two statements at most. Only the default view and the one
    /// that the list is looked at in come with their queries.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn page_with_views(
        &self,
        query: &ListQuery,
        views: Option<&Views>,
    ) -> Result<(Page, Vec<Vec<String>>, Vec<SavedView>), DbError> {
        let views = views.map(|views| views.above(query.view()));
        let views = views.as_ref();
        let mut labels = self.with_source(|source| FilterLabels::of(source, query));
        let (page, views) = match self.shown_columns(query).iter().any(|column| column.many.is_some()) {
            false => tokio::try_join!(self.plain_page(query), self.find_labels(&mut labels, views))?,
            true => {
                let mut page = self.plain_page(query).await?;
                let views = self.fill_linked(&mut page, &mut labels, MOST_LINKED, views).await?;
                (page, views)
            }
        };
        Ok((page, labels.texts, views))
    }

    /// Finds what is joined to the rows of a page, and the labels of filters and saved views with it, in one statement;
    /// none when there is nothing to find.
    pub(super) async fn fill_linked(
        &self,
        page: &mut Page,
        labels: &mut FilterLabels,
        most: u64,
        views: Option<&Views>,
    ) -> Result<Vec<SavedView>, DbError> {
        let keys: Vec<Value> = page.rows.iter().filter_map(|row| key(row.key.as_ref()).cloned()).collect();
        let columns = page.columns.iter().enumerate();
        let ends: Vec<_> = columns.filter_map(|(at, column)| Ends::of(self, at, column)).collect();
        if ends.is_empty() || keys.is_empty() {
            return self.find_labels(labels, views).await;
        }
        let named = labels.keys();
        let statement = self.with_source(|source| {
            let columns: Vec<_> = ends.iter().map(Ends::between).collect();
            linked(source, &columns, &keys, most, &named, views.map(Views::beside))
        });
        let found = self.database().fetch(&statement.select, &statement.reads).await?;
        labels.read(found.first().map_or(&[], Vec::as_slice));
        let mut start = labels.width();
        for ends in &ends {
            let width = ends.between().width();
            let cells = found.iter().filter_map(|row| row.get(start..start + width));
            let mut by_key = ends.read(cells);
            for row in &mut page.rows {
                let held = key(row.key.as_ref()).and_then(|key| by_key.remove(&ends.text(key)));
                row.cells[ends.at].linked = Some(held.unwrap_or_default());
            }
            start += width;
        }
        Ok(match views {
            Some(views) => views.read(found.into_iter().map(|mut row| row.split_off(start)).collect()),
            None => Vec::new(),
        })
    }
}

impl<A: Action> Allowed<A> {
    /// Whether the actor may see what a column shows: rows of another resource only with the right to view both
    /// those and the rows between, as on the form.
    pub(crate) fn sees(&self, column: &ListColumn) -> bool {
        column.is_for(self.actor())
            && column.many.as_ref().is_none_or(|many| {
                [many.target(), many.through()]
                    .into_iter()
                    .all(|end| self.admin().may(self.actor(), end, Permission::View))
            })
    }
}

impl Ends {
    fn of(seen: &Allowed<View>, at: usize, column: &ListColumn) -> Option<Self> {
        let admin = seen.admin();
        let many = column.many.clone()?;
        let (target, through) = (admin.registry().of(many.target())?, admin.registry().of(many.through())?);
        // One column cannot name a row with more.
        let target = admin.seen_by(seen.actor(), target);
        (target.key().len() == 1).then(|| Self { at, target, through: through.clone(), many })
    }

    fn between(&self) -> Between<'_> {
        Between { many: &self.many, target: &self.target, through: &self.through }
    }

    fn text(&self, key: &Value) -> String {
        value::print(self.many.key.kind(), key)
    }

    /// What was found, by the key of the row of the page.
    fn read<'c>(&self, found: impl Iterator<Item = &'c [Cell]>) -> HashMap<String, LinkedRows> {
        let mut by_key: HashMap<String, LinkedRows> = HashMap::new();
        let given = |cell: &'c Cell| cell.as_ref().ok().filter(|held| !value::is_null(held));
        for row in found {
            let [of, total, key, label @ ..] = row else { continue };
            let (Some(of), Some(Value::BigInt(Some(total))), Some(key)) = (given(of), given(total), given(key)) else {
                continue;
            };
            let cell = by_key.entry(self.text(of)).or_default();
            cell.total = u64::try_from(*total).unwrap_or_default();
            let key = Key::new(vec![key.clone()]);
            let kinds = self.target.label().iter().map(|path| path.column.kind());
            let label = label_text(kinds.zip(label.iter().map(|cell| cell.as_ref().ok())));
            let label = label.unwrap_or_else(|| self.target.fallback_label(&key));
            cell.rows.push(Link { target: self.target.clone(), key, label, may_view: true, in_trash: false });
        }
        by_key
    }
}

/// The only part of a key.
fn key(key: Option<&Key>) -> Option<&Value> {
    match key?.parts() {
        [only] => Some(only),
        _ => None,
    }
}
