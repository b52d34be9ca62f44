//! One page of a list.

use std::sync::Arc;

use chrono::Utc;

use super::shown::{KeyAt, LabelAt, LinkAt};
use crate::{
    Allowed, Cell, Cursor, DbError, Key, ListQuery, Order, Path, Position, Resource, View,
    query::sql::{Narrowing, Rows, Source, Statement},
};

/// The rows of one page, and the way to its neighbours.
#[derive(Clone, Debug)]
pub struct Page {
    /// Its rows, in order.
    pub rows: Vec<Row>,
    /// Where the next page begins, if there is one.
    pub after: Option<Cursor>,
    /// Where the previous page ends, if there is one.
    pub before: Option<Cursor>,
}

/// One row of a list.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its key; `None` when it is unreadable, and then the row has no page of its own.
    pub key: Option<Key>,
    /// What people call it.
    pub label: String,
    /// Its cells, one for each of [`Resource::list`].
    pub cells: Vec<ListCell>,
}

/// One cell of a list.
#[derive(Clone, Debug)]
pub struct ListCell {
    /// The value of the column.
    pub value: Cell,
    /// The row of another resource that the column names.
    pub link: Option<Link>,
}

/// A row of another resource.
#[derive(Clone, Debug)]
pub struct Link {
    /// The other resource.
    pub target: Arc<Resource>,
    /// The key of the row.
    pub key: Key,
    /// What people call it.
    pub label: String,
    /// Whether the actor may view the other resource.
    pub may_view: bool,
}

impl Allowed<View> {
    /// One page of the list, in one statement that costs the same wherever the page is (W3).
    ///
    /// # Errors
    /// When the database fails.
    pub async fn page(&self, query: &ListQuery) -> Result<Page, DbError> {
        let (statement, layout) = self.page_statement(query);
        let rows = self.database().fetch(&statement.select, &statement.reads).await?;
        Ok(layout.page(self, query, rows))
    }

    fn page_statement(&self, query: &ListQuery) -> (Statement, Layout) {
        self.with_source(|source| {
            let keys = query.keys(source.resource);
            let mut rows = Rows::new(source, Narrowing::of(query, Utc::now().date_naive()), &keys);
            let layout = Layout::show(&mut rows, source, keys.clone());
            let (place, reversed) = match query.position() {
                Position::First => (None, false),
                Position::After(cursor) => (Some(cursor.values()), false),
                Position::Before(cursor) => (Some(cursor.values()), true),
                Position::Last => (None, true),
            };
            // One row more tells whether there is another page.
            (rows.cut(place, reversed, u64::from(query.size()) + 1), layout)
        })
    }
}

/// Where in a result the parts of a page stand.
struct Layout {
    keys: Vec<Order>,
    cells: Vec<(usize, Option<LinkAt>)>,
    key: KeyAt,
    label: LabelAt,
    sort: Vec<usize>,
}

impl Layout {
    fn show(rows: &mut Rows<'_>, source: Source<'_>, keys: Vec<Order>) -> Self {
        let resource = source.resource;
        let mut cell = |path: &Path| {
            let value = rows.show(&path.hops, &path.column);
            (value, LinkAt::show(rows, source, path))
        };
        let cells = resource.list().iter().map(&mut cell).collect();
        Self {
            keys,
            cells,
            key: KeyAt::show(rows, resource),
            label: LabelAt::show(rows, &[], resource.label()),
            sort: rows.show_keys(),
        }
    }

    fn page(&self, allowed: &Allowed<View>, query: &ListQuery, mut found: Vec<Vec<Cell>>) -> Page {
        let more = found.len() > usize::from(query.size());
        found.truncate(usize::from(query.size()));
        let backwards = matches!(query.position(), Position::Before(_) | Position::Last);
        if backwards {
            found.reverse();
        }
        let resource = allowed.resource();
        // A row whose keys cannot be read gives no place; its neighbour does.
        let after = || found.iter().rev().find_map(|row| self.cursor(resource, row));
        let before = || found.iter().find_map(|row| self.cursor(resource, row));
        let (before, after) = match query.position() {
            Position::First => (None, more.then(after).flatten()),
            // There is at least the row that this page was asked to come after.
            Position::After(place) => (before().or_else(|| Some(place.clone())), more.then(after).flatten()),
            Position::Before(place) => (more.then(before).flatten(), after().or_else(|| Some(place.clone()))),
            Position::Last => (more.then(before).flatten(), None),
        };
        Page { rows: found.iter().map(|row| self.row(allowed, row)).collect(), after, before }
    }

    fn cursor(&self, resource: &Resource, row: &[Cell]) -> Option<Cursor> {
        let values = self.sort.iter().map(|at| row.get(*at)?.as_ref().ok().cloned());
        Some(Cursor::new(resource, &self.keys, values.collect::<Option<_>>()?))
    }

    fn row(&self, allowed: &Allowed<View>, row: &[Cell]) -> Row {
        let key = self.key.read(row);
        let label = self.label.read(row).unwrap_or_else(|| match &key {
            Some(key) => allowed.resource().fallback_label(key),
            None => allowed.resource().meta().singular.to_owned(),
        });
        let cells = self.cells.iter().map(|(value, link)| ListCell {
            value: row[*value].clone(),
            link: link.as_ref().and_then(|link| link.read(row, allowed.admin(), allowed.actor())),
        });
        Row { cells: cells.collect(), key, label }
    }
}
