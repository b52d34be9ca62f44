//! What a chore walks over, item by item.

use std::{fmt::Display, future::Future};

use serde::{Serialize, de::DeserializeOwned};

use crate::chores::ChoreError;

/// The next item with its place; nothing at the end.
pub type Next<I> = Result<Option<(<I as ChoreItems>::Cursor, <I as ChoreItems>::Item)>, ChoreError>;

/// Items that a chore walks over, each with a place to go on behind.
pub trait ChoreItems: Send + Sized {
    /// One of them.
    type Item: Send;
    /// The place of an item.
    type Cursor: Serialize + DeserializeOwned + Clone + Send;

    /// How many there are, where that is known.
    fn total(&self) -> Option<u64> {
        None
    }

    /// What people call an item, when something is wrong with it (J86).
    fn name(&self, cursor: &Self::Cursor, item: &Self::Item) -> String;

    /// The item after a place, at the start of a walk; the next one after that, where there is no place given.
    fn next(&mut self, after: Option<&Self::Cursor>) -> impl Future<Output = Next<Self>> + Send;
}

/// The items of an iterator, counted from 1; made by [`ChoreRun::each`](super::ChoreRun::each).
#[derive(Debug)]
pub struct Counted<I> {
    items: I,
    at: u64,
}

impl<I: Iterator<Item: Send> + Send> Counted<I> {
    pub(super) fn new(items: impl IntoIterator<IntoIter = I>) -> Self {
        Self { items: items.into_iter(), at: 0 }
    }
}

impl<I: Iterator<Item: Send> + Send> ChoreItems for Counted<I> {
    type Item = I::Item;
    type Cursor = u64;

    fn total(&self) -> Option<u64> {
        match self.items.size_hint() {
            (least, Some(most)) if least == most => Some(most as u64),
            _ => None,
        }
    }

    fn name(&self, cursor: &u64, _: &I::Item) -> String {
        format!("item {cursor}")
    }

    async fn next(&mut self, after: Option<&u64>) -> Result<Option<(u64, I::Item)>, ChoreError> {
        for _ in self.at..after.copied().unwrap_or(self.at) {
            self.items.next();
            self.at += 1;
        }
        self.at += 1;
        Ok(self.items.next().map(|item| (self.at, item)))
    }
}

/// Items that are fetched page by page, as rows of a table by their keys.
///
/// ```
/// # use kaffy_jobs::chores::{ChoreError, Pages};
/// async fn page(after: Option<i64>) -> Result<Vec<(i64, String)>, ChoreError> {
///     // SELECT id, name FROM products WHERE id > … ORDER BY id LIMIT 500
///     Ok(vec![(after.unwrap_or_default() + 1, "Rye bread".to_owned())])
/// }
/// let items = Pages::new(page).total(12);
/// ```
#[derive(Debug)]
pub struct Pages<K, T, F> {
    fetch: F,
    page: std::vec::IntoIter<(K, T)>,
    last: Option<K>,
    total: Option<u64>,
}

impl<K, T, F, Fetching> Pages<K, T, F>
where
    K: Serialize + DeserializeOwned + Clone + Display + Send + Sync,
    T: Send,
    F: FnMut(Option<K>) -> Fetching + Send,
    Fetching: Future<Output = Result<Vec<(K, T)>, ChoreError>> + Send,
{
    /// Those that a function fetches: each with its key, those after a key, an empty page at the end.
    pub fn new(fetch: F) -> Self {
        Self { fetch, page: Vec::new().into_iter(), last: None, total: None }
    }

    /// Says how many there are.
    #[must_use]
    pub fn total(mut self, total: impl Into<Option<u64>>) -> Self {
        self.total = total.into();
        self
    }
}

impl<K, T, F, Fetching> ChoreItems for Pages<K, T, F>
where
    K: Serialize + DeserializeOwned + Clone + Display + Send + Sync,
    T: Send,
    F: FnMut(Option<K>) -> Fetching + Send,
    Fetching: Future<Output = Result<Vec<(K, T)>, ChoreError>> + Send,
{
    type Item = T;
    type Cursor = K;

    fn total(&self) -> Option<u64> {
        self.total
    }

    fn name(&self, cursor: &K, _: &T) -> String {
        cursor.to_string()
    }

    async fn next(&mut self, after: Option<&K>) -> Result<Option<(K, T)>, ChoreError> {
        if let Some(after) = after {
            self.last = Some(after.clone());
        }
        if let Some((key, item)) = self.page.next() {
            return Ok(Some((key, item)));
        }
        let page = (self.fetch)(self.last.clone()).await?;
        self.last = page.last().map(|(key, _)| key.clone()).or(self.last.take());
        self.page = page.into_iter();
        Ok(self.page.next())
    }
}
