//! What is around the rows of a list that is no resource, under the names that the list of a resource has them.

use serde::Serialize;

use super::{ChipView, EmptyView, FilterView, Hidden, PagerView, SearchView, ViewsMenu};

/// What the templates below `list/` draw; flattened into the view of each list.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct ListParts {
    /// All that is listed: `Jobs`.
    pub plural: String,
    /// The list with nothing that narrows it.
    pub href: String,
    /// The search box; none where nothing can be searched.
    pub search: Option<SearchView>,
    /// The filters to choose from.
    pub filters: Vec<FilterView>,
    /// How many of them are on.
    pub filters_on: usize,
    /// Hidden inputs of the filter form.
    pub carried: Vec<Hidden>,
    /// What narrows the list.
    pub chips: Vec<ChipView>,
    /// The list without any of it.
    pub clear_href: String,
    /// The way through its pages.
    pub pager: PagerView,
    /// What is shown in place of rows.
    pub empty: Option<EmptyView>,
    /// The file of all rows that match.
    pub export_href: Option<String>,
    /// The saved views; none where no views are saved.
    pub views: Option<ViewsMenu>,
}

/// A tab above a list.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct StateTab {
    /// What it says.
    pub label: String,
    /// How many, in words.
    pub count: String,
    /// Where it leads.
    pub href: String,
    /// Whether it is this one.
    pub is_current: bool,
}
