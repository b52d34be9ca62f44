//! One page of a list.

use std::sync::Arc;

use super::{
    condition,
    filter_labels::FilterLabels,
    linked_cells::{LinkedRows, MOST_LINKED},
    shown::{KeyAt, LabelAt, LinkAt},
};
use crate::{
    Allowed, Cell, Cursor, DbError, Key, ListColumn, ListQuery, Order, Path, Position, Record, Resource, Shown, View,
    columns::Drawing,
    i18n::Here,
    query::sql::{Narrowing, Rows, Source, Statement},
    value,
};

/// The rows of one page, and the way to its neighbours.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Page {
    /// The columns that the actor sees.
    pub columns: Vec<Arc<ListColumn>>,
    /// Its rows, in order.
    pub rows: Vec<Row>,
    /// Where the next page begins, if there is one.
    pub after: Option<Cursor>,
    /// Where the previous page ends, if there is one.
    pub before: Option<Cursor>,
}

/// One row of a list.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Row {
    /// Its key; `None` when it is unreadable, and then the row has no page of its own.
    pub key: Option<Key>,
    /// What people call it.
    pub label: String,
    /// Its cells, one for each of [`Page::columns`].
    pub cells: Vec<ListCell>,
}

/// One cell of a list.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ListCell {
    /// The value of the column; NULL in a computed and a many-to-many one.
    pub value: Cell,
    /// What code shows in place of it.
    pub shown: Option<Shown>,
    /// The row of another resource that the column names.
    pub link: Option<Link>,
    /// The rows of another resource that are joined to the record, in a many-to-many column.
    pub linked: Option<LinkedRows>,
}

/// A row of another resource.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Link {
    /// The other resource.
    pub target: Arc<Resource>,
    /// The key of the row.
    pub key: Key,
    /// What people call it.
    pub label: String,
    /// Whether the actor may view the other resource.
    pub may_view: bool,
    /// Whether the row is in the trash; its label says so.
    pub in_trash: bool,
}

impl Allowed<View> {
    /// One page of the list, in one statement that costs the same wherever the page is (W3), and a second one
    /// for its many-to-many columns. On PostgreSQL a search in a full-text index takes one more.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn page(&self, query: &ListQuery) -> Result<Page, DbError> {
        let mut page = self.plain_page(query).await?;
        self.fill_linked(&mut page, &mut FilterLabels::default(), MOST_LINKED, None).await?;
        Ok(page)
    }

    /// The page without what is in its many-to-many columns.
    pub(super) async fn plain_page(&self, query: &ListQuery) -> Result<Page, DbError> {
        let columns = self.shown_columns(query);
        let list_scope = self.list_scope();
        let found = self.found_first(Narrowing::of(query, &list_scope, Here::now())).await?;
        let (statement, layout) = self.page_statement(query, columns, found.as_deref());
        let rows = self.database().fetch(&statement.select, &statement.reads).await?;
        Ok(layout.page(self, query, rows))
    }

    /// The rows with these keys as this list shows them, in the order of the keys and without those that are not
    /// there or not for this actor; in as many statements as a [`page`](Self::page).
    ///
    /// # Errors
    /// When the database fails.
    pub async fn page_of(&self, keys: &[Key], query: &ListQuery) -> Result<Page, DbError> {
        let columns = self.shown_columns(query);
        let mut page = Page { rows: Vec::with_capacity(keys.len()), after: None, before: None, columns };
        let at_once = if self.resource().key().len() == 1 { keys.len() } else { condition::KEYS };
        for keys in keys.chunks(at_once.max(1)) {
            let (statement, layout) = self.with_source(|source| {
                let mut rows = Rows::new(source, Narrowing::none(), &[]);
                rows.only(condition::keys(source.resource, keys, source.resource.dialect));
                let layout = Layout::show(&mut rows, source, page.columns.clone(), Vec::new());
                (rows.cut(None, false, keys.len() as u64), layout)
            });
            let found = self.database().fetch(&statement.select, &statement.reads).await?;
            let mut found: Vec<_> = found.iter().map(|row| Some(layout.row(self, row))).collect();
            for key in keys {
                let row = found.iter_mut().find(|row| row.as_ref().is_some_and(|row| row.key.as_ref() == Some(key)));
                page.rows.extend(row.and_then(Option::take));
            }
        }
        self.fill_linked(&mut page, &mut FilterLabels::default(), MOST_LINKED, None).await?;
        Ok(page)
    }

    /// The statement of a page, for a look at how the database runs it.
    #[cfg(test)]
    pub(crate) fn statement_of_page(&self, query: &ListQuery) -> sea_query::SelectStatement {
        self.page_statement(query, self.list_columns(), None).0.select
    }

    /// `found` are the keys of all rows that pass, where they are known.
    fn page_statement(
        &self,
        query: &ListQuery,
        columns: Vec<Arc<ListColumn>>,
        found: Option<&[Key]>,
    ) -> (Statement, Layout) {
        let list_scope = self.list_scope();
        self.with_source(|source| {
            let keys = query.keys(source.resource);
            let narrowing = Narrowing::of(query, &list_scope, Here::now());
            let mut rows = Rows::new(source, narrowing, &keys);
            if let Some(found) = found {
                rows.only(condition::keys(source.resource, found, source.resource.dialect));
            }
            let layout = Layout::show(&mut rows, source, columns, keys.clone());
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
pub(super) struct Layout {
    keys: Vec<Order>,
    columns: Vec<Arc<ListColumn>>,
    cells: Vec<Option<(usize, Option<LinkAt>)>>,
    /// All fields, where code asks for the record.
    record: Option<Vec<usize>>,
    key: KeyAt,
    label: LabelAt,
    pub(super) sort: Vec<usize>,
}

impl Layout {
    pub(super) fn show(
        rows: &mut Rows<'_>,
        source: Source<'_>,
        columns: Vec<Arc<ListColumn>>,
        keys: Vec<Order>,
    ) -> Self {
        let resource = source.resource;
        let mut cell = |path: &Path| {
            let value = rows.show(&path.hops, &path.column);
            (value, LinkAt::show(rows, source, path))
        };
        let cells = columns.iter().map(|column| column.path.as_ref().map(&mut cell)).collect();
        let needs_record = columns.iter().any(|column| column.needs_record());
        let record = needs_record.then(|| resource.columns().iter().map(|column| rows.show(&[], column)).collect());
        Self {
            keys,
            columns,
            cells,
            record,
            key: KeyAt::show(rows, resource),
            label: LabelAt::show(rows, &[], resource.label()),
            sort: rows.show_keys(),
        }
    }

    fn page(self, allowed: &Allowed<View>, query: &ListQuery, mut found: Vec<Vec<Cell>>) -> Page {
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
        let rows = found.iter().map(|row| self.row(allowed, row)).collect();
        Page { rows, after, before, columns: self.columns }
    }

    fn cursor(&self, resource: &Resource, row: &[Cell]) -> Option<Cursor> {
        let values = self.sort.iter().map(|at| row.get(*at)?.as_ref().ok().cloned());
        Some(Cursor::new(resource, &self.keys, values.collect::<Option<_>>()?))
    }

    pub(super) fn row(&self, allowed: &Allowed<View>, row: &[Cell]) -> Row {
        let key = self.key.read(row);
        let label = self.label.read(row).unwrap_or_else(|| match &key {
            Some(key) => allowed.resource().fallback_label(key),
            None => allowed.resource().meta().singular.to_owned(),
        });
        let cell = |at: &Option<(usize, Option<LinkAt>)>| {
            let (value, link) = match at {
                Some((value, link)) => (row[*value].clone(), link.as_ref()),
                None => (Ok(value::NULL), None),
            };
            let link = link.and_then(|link| link.read(row, allowed.admin(), allowed.actor()));
            ListCell { value, shown: None, link, linked: None }
        };
        let mut cells: Vec<_> = self.cells.iter().map(cell).collect();
        if let Some(drawing) = &allowed.resource().drawing {
            self.draw(allowed.resource(), &**drawing, row, &mut cells);
        }
        Row { cells, key, label }
    }

    /// Lets code show what it wants to show.
    fn draw(&self, resource: &Resource, drawing: &dyn Drawing, row: &[Cell], cells: &mut [ListCell]) {
        let fields = |places: &Vec<usize>| places.iter().map(|at| row[*at].clone()).collect();
        let record = self.record.as_ref().map(|places| Record::new(resource.meta(), fields(places)));
        let asked = self.columns.iter().zip(cells).filter_map(|(column, cell)| {
            let at = column.drawn()?;
            Some((at, &cell.value, &mut cell.shown))
        });
        drawing.row(record.as_ref(), &mut { asked });
    }
}
