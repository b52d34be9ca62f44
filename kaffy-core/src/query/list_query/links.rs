//! Changed copies of a list, for its links.

use std::sync::Arc;

use super::{ListQuery, MOST_SORTS};
use crate::{Cursor, Direction, Filter, Operator, Order, Path, Position, Resource, ViewMark};

/// Changed copies, for links. All but the last four go back to the first page; none changes how it looks.
impl ListQuery {
    /// Sorted by this column alone; the other way round if it was the first one already.
    #[must_use]
    pub fn sorted_by(&self, path: &Path) -> Self {
        let direction = match self.order().first() {
            Some(first) if first.path.name == path.name => first.direction.reversed(),
            _ => Direction::Asc,
        };
        Self { sort: [Order { path: path.clone(), direction }].into(), ..self.first_page() }
    }

    /// Sorted by this column after the present ones; the other way round if it was one of them.
    #[must_use]
    pub fn also_sorted_by(&self, path: &Path) -> Self {
        let mut sort = self.order().to_vec();
        match sort.iter_mut().find(|order| order.path.name == path.name) {
            Some(order) => order.direction = order.direction.reversed(),
            None => {
                // The least important one makes room.
                sort.truncate(MOST_SORTS - 1);
                sort.push(Order { path: path.clone(), direction: Direction::Asc });
            }
        }
        Self { sort: sort.into(), ..self.first_page() }
    }

    /// No longer sorted by this column.
    #[must_use]
    pub fn not_sorted_by(&self, path: &Path) -> Self {
        let mut sort = self.order().to_vec();
        sort.retain(|order| order.path.name != path.name);
        Self { sort: sort.into(), ..self.first_page() }
    }

    /// In the resource's own order.
    #[must_use]
    pub fn unsorted(&self) -> Self {
        Self { sort: [].into(), ..self.first_page() }
    }

    /// Without the filter at this place among [`filters`](Self::filters).
    #[must_use]
    pub fn without_filter(&self, at: usize) -> Self {
        let mut filters = self.filters.to_vec();
        if at < filters.len() {
            filters.remove(at);
        }
        Self { filters: filters.into(), ..self.first_page() }
    }

    /// Without one value of a filter; without the filter if it was the only one.
    #[must_use]
    pub fn without_value(&self, at: usize, value: usize) -> Self {
        match self.filters.get(at).and_then(|filter| filter.without_value(value)) {
            Some(filter) => {
                let mut filters = self.filters.to_vec();
                filters[at] = filter;
                Self { filters: filters.into(), ..self.first_page() }
            }
            None => self.without_filter(at),
        }
    }

    /// With this filter in place of any other with the same operator on the same path.
    #[must_use]
    pub fn with_filter(&self, path: &Path, operator: Operator, values: Vec<String>) -> Self {
        let mut filters = self.filters.to_vec();
        filters.retain(|filter| !filter.is_on(path, operator));
        if !values.is_empty() {
            filters.push(Filter::new(path.clone(), operator, values));
        }
        Self { filters: filters.into(), ..self.first_page() }
    }

    /// Without any filter on this path.
    #[must_use]
    pub fn without_filters_on(&self, path: &Path) -> Self {
        let mut filters = self.filters.to_vec();
        filters.retain(|filter| filter.path().name != path.name);
        Self { filters: filters.into(), ..self.first_page() }
    }

    /// In the tab with this key; in the same one where there is none.
    #[must_use]
    pub fn in_tab(&self, key: &str) -> Self {
        let tabs = self.tabs.at(key).unwrap_or_else(|| self.tabs.clone());
        Self { tabs, ..self.first_page() }
    }

    /// Without the search.
    #[must_use]
    pub fn without_search(&self) -> Self {
        Self { search: Arc::default(), ..self.first_page() }
    }

    /// Without search and filters; order and page size stay.
    #[must_use]
    pub fn cleared(&self) -> Self {
        Self { filters: [].into(), ..self.without_search() }
    }

    /// With pages of this size, if it is one of [`sizes`](Self::sizes).
    #[must_use]
    pub fn with_size(&self, size: u16) -> Self {
        let size = if self.sizes().contains(&size) { size } else { self.size };
        Self { size, ..self.first_page() }
    }

    /// All of the plain list, or of that of the trash where the resource has one: in no view, and in the tab for all
    /// rows where there is one.
    #[must_use]
    pub fn plain(&self, resource: &Resource, in_trash: bool) -> Self {
        let in_trash = in_trash && resource.soft_delete().is_some();
        let whole = Self { tabs: self.tabs.whole(), ..self.cleared() };
        Self { sort: [].into(), size: self.own_size, in_trash, ..whole }.in_view(ViewMark::Unsaid)
    }

    /// The same place with so many rows at most; no address says that.
    #[must_use]
    pub fn at_most(&self, rows: u16) -> Self {
        Self { size: self.size.min(rows), ..self.clone() }
    }

    /// The first page.
    #[must_use]
    pub fn first_page(&self) -> Self {
        self.at(Position::First)
    }

    /// The last page.
    #[must_use]
    pub fn last_page(&self) -> Self {
        self.at(Position::Last)
    }

    /// The page after this place.
    #[must_use]
    pub fn after(&self, cursor: Cursor) -> Self {
        self.at(Position::After(cursor))
    }

    /// The page before this place.
    #[must_use]
    pub fn before(&self, cursor: Cursor) -> Self {
        self.at(Position::Before(cursor))
    }

    fn at(&self, position: Position) -> Self {
        Self {
            position,
            search: self.search.clone(),
            sort: self.sort.clone(),
            own_order: self.own_order.clone(),
            filters: self.filters.clone(),
            tabs: self.tabs.clone(),
            look: self.look.clone(),
            ..*self
        }
    }
}
