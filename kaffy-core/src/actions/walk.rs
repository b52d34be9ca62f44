//! All rows that a list shows, a few at a time, by their primary key.
//!
//! Not in the list's own order: an action that changes what the list is sorted by would meet rows twice
//! or never. The last row is looked up first, so that an action that adds rows comes to an end.

use std::collections::{HashSet, VecDeque};

use sea_query::Value;

use crate::{
    Allowed, Cell, DbError, Direction, Key, ListQuery, Order, Resource, View,
    access::RowRule,
    data::{condition, shown::KeyAt},
    i18n::Here,
    query::{
        keys::own,
        sql::{Narrowing, Rows, Statement},
    },
    store::Tx,
};

/// The rows of a selection on their way past, in memory that does not depend on how many there are.
pub(super) enum Walk {
    /// What is left of the keys that were picked.
    Keys(VecDeque<Key>),
    /// Where the walk through a list is.
    Query { list: List, place: Option<Vec<Value>>, end: Option<Vec<Value>> },
}

/// What narrows the walk, from its beginning to its end.
pub(super) struct List {
    query: Box<ListQuery>,
    rows: Vec<RowRule>,
    here: Here,
    /// The keys of all of it, where they are few and had to be found first; none before that was asked.
    found: Option<Option<Vec<Key>>>,
}

impl List {
    fn new(seen: &Allowed<View>, query: Box<ListQuery>) -> Self {
        Self { query, rows: seen.list_scope(), here: Here::now(), found: None }
    }

    fn narrowing(&self) -> Narrowing<'_> {
        Narrowing::of(&self.query, &self.rows, self.here)
    }

    /// Some of its rows by primary key, each with its place.
    async fn rows(
        &mut self,
        seen: &Allowed<View>,
        place: Option<&[Value]>,
        end: Option<&[Value]>,
        reversed: bool,
        limit: u64,
    ) -> Result<Vec<(Option<Key>, Vec<Value>)>, DbError> {
        if self.found.is_none() {
            self.found = Some(seen.found_first(self.narrowing()).await?);
        }
        let order = primary_key(seen.resource());
        let (statement, key, sort): (Statement, KeyAt, Vec<usize>) = seen.with_source(|source| {
            let mut rows = Rows::new(source, self.narrowing(), &order);
            if let Some(Some(found)) = &self.found {
                rows.only(condition::keys(source.resource, found, source.resource.dialect));
            }
            if let Some(end) = end {
                rows.until(end);
            }
            let key = KeyAt::show(&mut rows, source.resource);
            let sort = rows.show_keys();
            (rows.cut(place, reversed, limit), key, sort)
        });
        let found = seen.database().fetch(&statement.select, &statement.reads).await?;
        let place =
            |row: &[Cell]| sort.iter().map(|at| row.get(*at)?.as_ref().ok().cloned()).collect::<Option<Vec<_>>>();
        Ok(found.iter().filter_map(|row| Some((key.read(row), place(row)?))).collect())
    }
}

impl Walk {
    pub(super) fn keys(keys: Vec<Key>) -> Self {
        Self::Keys(keys.into())
    }

    /// A walk through the rows that are there now.
    pub(super) async fn query(seen: &Allowed<View>, query: Box<ListQuery>) -> Result<Self, DbError> {
        let mut list = List::new(seen, query);
        let last = list.rows(seen, None, None, true, 1).await?;
        Ok(match last.into_iter().next() {
            Some((_, end)) => Self::Query { list, place: None, end: Some(end) },
            None => Self::Keys(VecDeque::new()),
        })
    }

    /// A walk that goes on after a row, up to the one that was the last when it began.
    pub(super) fn between(seen: &Allowed<View>, query: Box<ListQuery>, after: Option<Key>, end: Key) -> Self {
        let list = List::new(seen, query);
        let place = |key: Key| key.parts().to_vec();
        Self::Query { list, place: after.map(place), end: Some(place(end)) }
    }

    /// The row that it ends with.
    pub(super) fn end_key(&self) -> Option<Key> {
        match self {
            Self::Query { end, .. } => end.clone().map(Key::new),
            Self::Keys(_) => None,
        }
    }

    /// The next rows; none at the end.
    pub(super) async fn next(&mut self, seen: &Allowed<View>, limit: usize) -> Result<Vec<Key>, DbError> {
        match self {
            Self::Keys(keys) => Ok(keys.drain(..limit.min(keys.len())).collect()),
            Self::Query { list, place, end } => loop {
                let found = list.rows(seen, place.as_deref(), end.as_deref(), false, limit as u64).await?;
                let Some((_, last)) = found.last() else { return Ok(Vec::new()) };
                *place = Some(last.clone());
                let keys: Vec<_> = found.into_iter().filter_map(|(key, _)| key).collect();
                // A row without a readable key cannot be named, let alone changed.
                if !keys.is_empty() {
                    return Ok(keys);
                }
            },
        }
    }

    /// Whether rows are in it for what they hold, which may change.
    pub(super) fn is_narrowed(&self) -> bool {
        matches!(self, Self::Query { list, .. } if list.query.is_narrowed() || !list.rows.is_empty())
    }

    /// Which of some locked rows still match; `None` where they need not be asked.
    pub(super) async fn matching(
        &self,
        seen: &Allowed<View>,
        tx: &mut Tx,
        keys: &[Key],
    ) -> Result<Option<HashSet<String>>, DbError> {
        let Self::Query { list, .. } = self else { return Ok(None) };
        if !self.is_narrowed() {
            return Ok(None);
        }
        let (statement, key) = seen.with_source(|source| {
            let mut rows = Rows::new(source, list.narrowing(), &[]);
            rows.only(condition::keys(source.resource, keys, source.resource.dialect));
            let key = KeyAt::show(&mut rows, source.resource);
            (rows.cut(None, false, keys.len() as u64), key)
        });
        let found = tx.fetch(&statement.select, &statement.reads).await?;
        Ok(Some(found.iter().filter_map(|row| Some(key.read(row)?.segment(seen.resource()))).collect()))
    }
}

fn primary_key(resource: &Resource) -> Vec<Order> {
    resource.key().iter().map(|column| Order { path: own(column), direction: Direction::Asc }).collect()
}
