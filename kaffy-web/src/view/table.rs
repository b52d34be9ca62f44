//! The table of a list: its headings with their sort links, its rows.

use std::sync::Arc;

use kaffy_core::{
    Allowed, Direction, Kind, Link, ListCell, ListColumn, ListQuery, Page, Resource, Row, Shown, View, tr,
};
use serde::Serialize;

use super::{
    CellKind, CellView, RowLink,
    cell::{CellWords, shortened},
};
use crate::links::{Links, below, query_string, row_id, with_query};

/// The heading of one column.
#[derive(Clone, Debug, Hash, Serialize)]
#[non_exhaustive]
pub struct HeadView {
    /// What it says.
    pub label: String,
    /// Whether its cells lead to the record.
    pub opens: bool,
    /// The class of its cells: `number`, aligned right, `words`, which want room, or nothing.
    pub class: &'static str,
    /// The field whose cells are changed in the list, below it.
    pub edit: Option<&'static str>,
    /// `ascending`, `descending` or `none`; empty where the list cannot be sorted by it.
    pub aria_sort: &'static str,
    /// Why the list is not sorted by it although it has an order; empty else.
    pub why: String,
    /// The list sorted by this column alone.
    pub sort_href: Option<String>,
    /// Where this column stands among several that the list is sorted by.
    pub priority: Option<usize>,
    /// The list sorted by this column as well, or by it the other way round.
    pub also_href: Option<String>,
    /// The list no longer sorted by this column.
    pub remove_href: Option<String>,
}

impl HeadView {
    pub(crate) fn all(
        links: &Links,
        allowed: &Allowed<View>,
        query: &ListQuery,
        columns: &[Arc<ListColumn>],
        cells: &[&'static str],
    ) -> Vec<Self> {
        let resource = allowed.resource();
        let has_chosen = columns.iter().any(|column| column.opens());
        let head = |(at, column): (usize, &Arc<ListColumn>)| {
            let opens = !resource.has_no_links() && if has_chosen { column.opens() } else { at == 0 };
            let label = column.label_for(allowed.actor());
            let is_slow = allowed.is_slow_sort(column.name);
            let why = if is_slow { tr!("table-too-slow", label = label.as_str()) } else { String::new() };
            let edit = cells.iter().copied().find(|name| *name == column.name);
            Self { opens, label, edit, why, ..Self::new(links, resource, query, column, is_slow) }
        };
        columns.iter().enumerate().map(head).collect()
    }

    fn new(links: &Links, resource: &Resource, query: &ListQuery, column: &ListColumn, is_slow: bool) -> Self {
        let to = |query: ListQuery| links.list_at(resource, &query.to_query_string());
        let sortable = resource.sortable().iter().find(|known| known.name == column.name && !is_slow);
        let order = query.order();
        let at = order.iter().position(|order| order.path.name == column.name);
        let aria_sort = match at.map(|at| order[at].direction) {
            _ if sortable.is_none() => "",
            // Only one column may be announced as sorted: the first.
            Some(Direction::Asc) if at == Some(0) => "ascending",
            Some(Direction::Desc) if at == Some(0) => "descending",
            _ => "none",
        };
        Self {
            label: String::new(),
            opens: false,
            why: String::new(),
            edit: None,
            class: class(column),
            aria_sort,
            sort_href: sortable.map(|path| to(query.sorted_by(path))),
            priority: at.filter(|_| order.len() > 1).map(|at| at + 1),
            also_href: sortable
                .filter(|_| !order.is_empty() && at != Some(0))
                .map(|path| to(query.also_sorted_by(path))),
            remove_href: sortable
                .filter(|_| at.is_some() && query.is_sorted())
                .map(|path| to(query.not_sorted_by(path))),
        }
    }
}

/// The class of the cells of a column.
fn class(column: &ListColumn) -> &'static str {
    let kind = column.path.as_ref().map(|path| (path, path.column.kind()));
    match kind {
        _ if column.is_number() == Some(true) => "number",
        Some((path, kind)) if kind.is_number() && path.column.meta.belongs_to.is_none() => "number",
        Some((path, Kind::Text)) if path.hops.is_empty() => "words",
        None if column.many.is_some() => "words",
        _ => "",
    }
}

/// One row.
///
/// A template also sees `cells_html`: its cells as the built-in list draws them, a `<th>` and a `<td>` for
/// each other one. Ours show that and look at no cell, so `cells` is there only where the application has
/// templates of its own.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct RowView {
    /// Its `id`, which marks it after a save.
    pub id: Option<String>,
    /// The segment of its key, which selects it.
    pub key: Option<String>,
    /// What people call the record.
    pub label: String,
    /// Its page; none when its key could not be read.
    pub href: Option<String>,
    /// Its cells, one for each heading.
    pub cells: Vec<CellView>,
}

impl RowView {
    /// The rows of a page; each leads back to the list as it is, whose query string is `state`.
    pub(crate) fn all(links: &Links, allowed: &Allowed<View>, page: &Page, state: &str) -> Vec<Self> {
        let resource = allowed.resource();
        let list = links.list(resource);
        let back = if state.is_empty() { String::new() } else { query_string([("_back", state)]) };
        let usual_empty = allowed.admin().empty_text();
        let said = CellWords::default();
        let cell = |(held, column): (&ListCell, &Arc<ListColumn>)| {
            let view = cell(links, held, column, &said);
            match column.empty_text().or(usual_empty) {
                Some(text) if view.kind == CellKind::Empty => CellView::empty(text),
                _ => view,
            }
        };
        let row = |row: &Row| {
            let segment = row.key.as_ref().map(|key| key.segment(resource));
            Self {
                id: segment.as_deref().map(row_id),
                label: shortened(&row.label),
                key: segment.clone(),
                href: segment.map(|segment| with_query(&below(&list, [segment.as_str()]), &back)),
                cells: row.cells.iter().zip(&page.columns).map(cell).collect(),
            }
        };
        page.rows.iter().map(row).collect()
    }
}

/// One cell.
fn cell(links: &Links, held: &ListCell, column: &ListColumn, said: &CellWords) -> CellView {
    let opened = held.link.as_ref().filter(|link| link.may_view).map(|link| links.record(&link.target, &link.key));
    if let Some(linked) = &held.linked {
        let row = |link: &Link| RowLink { text: shortened(&link.label), href: links.record(&link.target, &link.key) };
        return CellView::rows(
            linked.rows.iter().map(row).collect(),
            usize::try_from(linked.total).unwrap_or(usize::MAX),
        );
    }
    match (&held.shown, &held.link, opened, &column.path) {
        // Other words for the row it names lead there as well.
        (Some(Shown::Text(text)), _, Some(href), _) if !text.trim().is_empty() => CellView::link(text, href),
        (Some(shown), ..) => CellView::shown_in(shown, said),
        (None, Some(link), Some(href), _) => CellView::link(&link.label, href),
        (None, Some(link), None, _) => CellView::plain(&link.label),
        (None, None, _, Some(path)) => CellView::of_in(path.column.meta, &held.value, said),
        (None, None, _, None) => CellView::empty("—"),
    }
}
