//! What a list shows: search, filters, order, page size and place, all of it from the address.

mod links;
mod look;
mod names;
mod parse;

use std::{cell::Cell, sync::Arc};

pub use look::{Density, ViewMark};

use look::Look;

use super::{
    Filter, Operator, Position,
    keys::{total_order, word},
    search::Search,
};
use crate::{ListTab, Order, Path, Resource, access::RowRule, tabs::Tabs};

/// The page sizes anybody may ask for, beside the resource's own.
pub const PAGE_SIZES: [u16; 4] = [25, 50, 100, 200];

/// Columns a list is sorted by at most.
const MOST_SORTS: usize = 4;

/// What a list shows. Made from an address by [`parse`](Self::parse) and turned back into one by
/// [`to_query_string`](Self::to_query_string); links are made from changed copies.
#[derive(Clone, Debug)]
pub struct ListQuery {
    // Shared, since every link of a page is made from a copy.
    search: Arc<Search>,
    sort: Arc<[Order]>,
    own_order: Arc<[Order]>,
    filters: Arc<[Filter]>,
    size: u16,
    own_size: u16,
    position: Position,
    in_trash: bool,
    tabs: Tabs,
    look: Look,
}

impl ListQuery {
    /// The plain list of a resource.
    pub fn new(resource: &Resource) -> Self {
        let own_size = resource.meta().page_size;
        Self {
            search: Arc::default(),
            sort: [].into(),
            own_order: resource.order().into(),
            filters: [].into(),
            size: own_size,
            own_size,
            position: Position::First,
            in_trash: false,
            tabs: Tabs::default(),
            look: Look::default(),
        }
    }

    /// The same in another order, unless the address asks for one.
    pub(crate) fn in_order(self, order: Vec<Order>) -> Self {
        Self { own_order: order.into(), ..self }
    }

    /// The same below these tabs.
    pub(crate) fn below_tabs(self, tabs: Tabs) -> Self {
        Self { tabs, ..self }
    }

    /// The tabs above it that the actor sees; empty for a list without.
    pub fn tabs(&self) -> &[ListTab] {
        self.tabs.all()
    }

    /// The tab that is open, in a list with tabs.
    pub fn tab(&self) -> Option<&ListTab> {
        self.tabs.open()
    }

    /// Which rows the open tab leaves; `None` for all.
    pub(crate) fn tab_rule(&self) -> Option<&RowRule> {
        self.tabs.rule()
    }

    /// What is searched for, as it was typed; empty for nothing.
    pub fn search(&self) -> &str {
        self.search.text()
    }

    /// Says which words of the search were too many, to show beside it.
    pub fn search_note(&self) -> Option<String> {
        self.search.note()
    }

    /// What the list is sorted by: as asked, else as the resource declares. The primary key, which
    /// every order ends with, is not in it.
    pub fn order(&self) -> &[Order] {
        if self.sort.is_empty() { &self.own_order } else { &self.sort }
    }

    /// Whether the address asks for an order of its own.
    pub fn is_sorted(&self) -> bool {
        !self.sort.is_empty()
    }

    /// Its filters, those with an error among them.
    pub fn filters(&self) -> &[Filter] {
        &self.filters
    }

    /// The filter on this path with this operator.
    pub fn filter(&self, path: &Path, operator: Operator) -> Option<&Filter> {
        self.filters.iter().find(|filter| filter.is_on(path, operator))
    }

    /// Whether something narrows the list: a search, a filter or a tab.
    pub fn is_narrowed(&self) -> bool {
        self.is_filtered() || self.tab_rule().is_some()
    }

    /// Whether a search or a filter narrows it, so that an empty page means "no match".
    pub fn is_filtered(&self) -> bool {
        !self.search.text().is_empty() || !self.filters.is_empty()
    }

    /// Whether it is the list of the trash. Its rows are those of the proof, so read it with one
    /// [`in_trash`](crate::Allowed::in_trash).
    pub fn is_in_trash(&self) -> bool {
        self.in_trash
    }

    /// Rows of a page.
    pub fn size(&self) -> u16 {
        self.size
    }

    /// The sizes a person may pick: the usual ones and the resource's own.
    pub fn sizes(&self) -> Vec<u16> {
        let mut sizes = PAGE_SIZES.to_vec();
        sizes.push(self.own_size);
        sizes.sort_unstable();
        sizes.dedup();
        sizes
    }

    /// Where the page begins.
    pub fn position(&self) -> &Position {
        &self.position
    }

    /// The list as parameters of an address, in an order of their own. Defaults are left out.
    pub fn pairs(&self) -> Vec<(String, String)> {
        let mut pairs = Vec::new();
        self.each_pair(|name, value| pairs.push((name.to_owned(), value.to_owned())));
        pairs
    }

    /// The list as the query string of an address, without `?`; empty for the plain list.
    pub fn to_query_string(&self) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        self.each_pair(|name, value| {
            query.append_pair(name, value);
        });
        query.finish()
    }

    /// Hands over one parameter after the other.
    fn each_pair(&self, mut add: impl FnMut(&str, &str)) {
        let is_plain = Cell::new(true);
        let mut add = |name: &str, value: &str| {
            is_plain.set(false);
            add(name, value);
        };
        if self.in_trash {
            add("trash", "1");
        }
        if let Some(tab) = self.tabs.parameter() {
            add("tab", tab);
        }
        if !self.search.text().is_empty() {
            add("q", self.search.text());
        }
        for filter in self.filters() {
            let name = filter.operator().parameter(filter.path());
            filter.values().iter().for_each(|value| add(&name, value));
        }
        match &*self.sort {
            [] => {}
            [only] => add("sort", &word(only)),
            sort => add("sort", &sort.iter().map(word).collect::<Vec<_>>().join(",")),
        }
        if self.size != self.own_size {
            add("size", &self.size.to_string());
        }
        self.look.pairs().for_each(|(name, value)| add(name, &value));
        match &self.position {
            Position::First => {}
            Position::After(cursor) => add("after", cursor.token()),
            Position::Before(cursor) => add("before", cursor.token()),
            Position::Last => add("last", "1"),
        }
        match self.view() {
            ViewMark::Unsaid => {}
            // A view and nothing else asks for the view, so the plain list is in none.
            ViewMark::Saved(id) if !is_plain.get() => add("view", &id.to_string()),
            ViewMark::Saved(_) | ViewMark::None => add("view", "none"),
        }
    }

    pub(crate) fn terms(&self) -> &Search {
        &self.search
    }

    /// The keys of the total order.
    pub(crate) fn keys(&self, resource: &Resource) -> Vec<Order> {
        total_order(resource, self.order())
    }
}
