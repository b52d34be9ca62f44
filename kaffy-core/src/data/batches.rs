//! All rows of a selection with what columns show of them, some at a time and by primary key.
//!
//! Not in the list's own order, like the walk of an action: whoever changes what the list is sorted by would
//! make rows come twice or never, and an order without an index would be made anew for every batch. The last
//! row is looked up first, so that rows that are added meanwhile do not keep it going.

use std::sync::Arc;

use sea_query::Value;

use super::{condition, filter_labels::FilterLabels, page::Layout};
use crate::{
    Allowed, Cell, DbError, Direction, Key, ListColumn, ListQuery, Order, Page, Resource, Row, Selection, View,
    access::RowRule,
    i18n::Here,
    query::{
        keys::own,
        sql::{Narrowing, Rows, Source},
    },
};

/// As many rows of another resource as one cell names.
const MOST_LINKED: u64 = 100;

/// Where a walk through the rows of a selection is.
pub(crate) struct Batches {
    columns: Vec<Arc<ListColumn>>,
    query: Box<ListQuery>,
    /// Those that were picked one by one, as many to a statement as it takes; none for all of the query.
    picked: Option<Vec<Vec<Key>>>,
    /// All of the query, where they are few and had to be found first.
    found: Option<Vec<Key>>,
    list_scope: Vec<RowRule>,
    here: Here,
    place: Place,
}

enum Place {
    Start,
    Between { last: Vec<Value>, end: Vec<Value> },
    End,
}

impl Batches {
    pub(crate) fn new(seen: &Allowed<View>, selection: Selection, columns: Vec<Arc<ListColumn>>) -> Self {
        let (query, picked) = match selection {
            Selection::Query(query) => (query, None),
            Selection::Keys(keys) => {
                let chunks = keys.chunks(condition::KEYS).rev().map(<[Key]>::to_vec).collect();
                (Box::new(ListQuery::new(seen.resource())), Some(chunks))
            }
        };
        let list_scope = seen.list_scope();
        Self { columns, query, picked, found: None, list_scope, here: Here::now(), place: Place::Start }
    }

    /// The next rows; none at the end.
    pub(crate) async fn next(&mut self, seen: &Allowed<View>, limit: u64) -> Result<Vec<Row>, DbError> {
        loop {
            if matches!(&self.picked, Some(picked) if picked.is_empty()) {
                return Ok(Vec::new());
            }
            let rows = self.some(seen, limit).await?;
            match &mut self.picked {
                Some(picked) if matches!(self.place, Place::End) => {
                    picked.pop();
                    self.place = Place::Start;
                }
                _ => return Ok(rows),
            }
            if !rows.is_empty() {
                return Ok(rows);
            }
        }
    }

    async fn some(&mut self, seen: &Allowed<View>, limit: u64) -> Result<Vec<Row>, DbError> {
        let (last, end) = match &self.place {
            Place::End => return Ok(Vec::new()),
            Place::Between { last, end } => (Some(last.clone()), end.clone()),
            Place::Start => {
                if self.picked.is_none() {
                    let narrowing = Narrowing::of(&self.query, &self.list_scope, self.here);
                    self.found = seen.found_first(narrowing).await?;
                }
                match self.end(seen).await? {
                    Some(end) => (None, end),
                    None => {
                        self.place = Place::End;
                        return Ok(Vec::new());
                    }
                }
            }
        };
        let order = primary_key(seen.resource());
        let (statement, layout) = seen.with_source(|source| {
            let mut rows = self.rows(seen, source, &order);
            rows.until(&end);
            let layout = Layout::show(&mut rows, source, self.columns.clone(), order.clone());
            (rows.cut(last.as_deref(), false, limit), layout)
        });
        let found = seen.database().fetch(&statement.select, &statement.reads).await?;
        self.place = match found.last().map(|row| place(&layout.sort, row)) {
            None => Place::End,
            Some(Some(last)) if found.len() as u64 >= limit && last != end => Place::Between { last, end },
            Some(Some(_)) => Place::End,
            // Nobody knows where to go on: better no file than one that lacks rows.
            Some(None) => return Err(DbError::Other("the key of a row cannot be read".into())),
        };
        let rows = found.iter().map(|row| layout.row(seen, row)).collect();
        let mut page = Page { columns: self.columns.clone(), rows, after: None, before: None };
        seen.fill_linked(&mut page, &mut FilterLabels::default(), MOST_LINKED, None).await?;
        Ok(page.rows)
    }

    /// The place of the last row that there is now.
    async fn end(&self, seen: &Allowed<View>) -> Result<Option<Vec<Value>>, DbError> {
        let order = primary_key(seen.resource());
        let (statement, sort) = seen.with_source(|source| {
            let mut rows = self.rows(seen, source, &order);
            let sort = rows.show_keys();
            (rows.cut(None, true, 1), sort)
        });
        let row = seen.database().fetch_one(&statement.select, &statement.reads).await?;
        Ok(row.and_then(|row| place(&sort, &row)))
    }

    fn rows<'a>(&'a self, seen: &Allowed<View>, source: Source<'a>, order: &'a [Order]) -> Rows<'a> {
        let mut rows = Rows::new(source, Narrowing::of(&self.query, &self.list_scope, self.here), order);
        let picked = self.picked.as_ref().and_then(|picked| picked.last());
        if let Some(keys) = picked.or(self.found.as_ref()) {
            rows.only(condition::keys(source.resource, keys, seen.resource().dialect));
        }
        rows
    }
}

fn place(sort: &[usize], row: &[Cell]) -> Option<Vec<Value>> {
    sort.iter().map(|at| row.get(*at)?.as_ref().ok().cloned()).collect()
}

fn primary_key(resource: &Resource) -> Vec<Order> {
    resource.key().iter().map(|column| Order { path: own(column), direction: Direction::Asc }).collect()
}
