//! The way through the pages of a list, and how long they are.

use kaffy_core::{ListQuery, Page, Position, Resource};
use serde::Serialize;

use super::LinkView;
use crate::links::Links;

/// First, previous, next, last and the page sizes. Never "page 7 of 200,000": that would have to count. A way that leads
/// nowhere from here is drawn and switched off.
#[derive(Clone, Debug, Default, Hash, Serialize)]
#[non_exhaustive]
pub struct PagerView {
    /// The first page, unless this is it.
    pub first: Option<String>,
    /// The page before.
    pub previous: Option<String>,
    /// The page after.
    pub next: Option<String>,
    /// The last page, unless this is it.
    pub last: Option<String>,
    /// Rows of a page, to choose from.
    pub sizes: Vec<LinkView>,
    /// Whether it goes from the newest to the oldest, so that the ways are called newest, newer and older.
    pub is_by_time: bool,
    /// Whether the list has a way back to the page before.
    pub goes_back: bool,
    /// Whether the list has a way to its last page.
    pub has_last: bool,
}

impl PagerView {
    /// Of a list that goes on and begins anew, and nothing else; none where it is one page.
    pub(crate) fn onwards(first: Option<String>, next: Option<String>) -> Option<Self> {
        (first.is_some() || next.is_some()).then(|| Self { first, next, ..Self::default() })
    }

    /// The same, from the newest to the oldest.
    pub(crate) fn by_time(self) -> Self {
        Self { is_by_time: true, ..self }
    }

    pub(crate) fn new(links: &Links, resource: &Resource, query: &ListQuery, page: &Page) -> Self {
        let to = |query: ListQuery| links.list_at(resource, &query.to_query_string());
        let is_first = page.before.is_none() && *query.position() == Position::First;
        Self {
            first: (!is_first && (page.before.is_some() || page.rows.is_empty())).then(|| to(query.first_page())),
            previous: page.before.clone().map(|cursor| to(query.before(cursor))),
            next: page.after.clone().map(|cursor| to(query.after(cursor))),
            last: page.after.is_some().then(|| to(query.last_page())),
            sizes: query
                .sizes()
                .into_iter()
                .map(|size| LinkView {
                    label: size.to_string(),
                    href: to(query.with_size(size)),
                    is_current: size == query.size(),
                })
                .collect(),
            is_by_time: false,
            goes_back: true,
            has_last: true,
        }
    }
}
