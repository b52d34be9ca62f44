//! The table of a list: its headings with their sort links, its rows.

use kaffy_core::{Direction, Kind, ListCell, ListQuery, Path, Resource, Row};
use serde::Serialize;

use super::CellView;
use crate::links::{Links, below, query_string, row_id, with_query};

/// The heading of one column.
#[derive(Clone, Debug, Serialize)]
pub struct HeadView {
    /// What it says.
    pub label: String,
    /// The class of its cells: `number`, aligned right, `words`, which want room, or nothing.
    pub class: &'static str,
    /// `ascending`, `descending` or `none`; empty where the list cannot be sorted by it.
    pub aria_sort: &'static str,
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
    pub(crate) fn all(links: &Links, resource: &Resource, query: &ListQuery) -> Vec<Self> {
        resource.list().iter().map(|path| Self::new(links, resource, query, path)).collect()
    }

    fn new(links: &Links, resource: &Resource, query: &ListQuery, path: &Path) -> Self {
        let to = |query: ListQuery| links.list_at(resource, &query.to_query_string());
        let is_sortable = resource.sortable().iter().any(|known| known.name == path.name);
        let order = query.order();
        let at = order.iter().position(|order| order.path.name == path.name);
        let aria_sort = match at.map(|at| order[at].direction) {
            _ if !is_sortable => "",
            // Only one column may be announced as sorted: the first.
            Some(Direction::Asc) if at == Some(0) => "ascending",
            Some(Direction::Desc) if at == Some(0) => "descending",
            _ => "none",
        };
        Self {
            label: path.label.clone(),
            class: match path.column.kind() {
                kind if kind.is_number() && path.column.meta.belongs_to.is_none() => "number",
                Kind::Text if path.hops.is_empty() => "words",
                _ => "",
            },
            aria_sort,
            sort_href: is_sortable.then(|| to(query.sorted_by(path))),
            priority: at.filter(|_| order.len() > 1).map(|at| at + 1),
            also_href: (is_sortable && !order.is_empty() && at != Some(0)).then(|| to(query.also_sorted_by(path))),
            remove_href: at.filter(|_| query.is_sorted()).map(|_| to(query.not_sorted_by(path))),
        }
    }
}

/// One row.
///
/// A template also sees `cells_html`: its cells as the built-in list draws them, a `<th>` and a `<td>` for
/// each other one. Ours show that and look at no cell, so `cells` is there only where the application has
/// templates of its own.
#[derive(Clone, Debug)]
pub struct RowView {
    /// Its `id`, which marks it after a save.
    pub id: Option<String>,
    /// What people call the record.
    pub label: String,
    /// Its page; none when its key could not be read.
    pub href: Option<String>,
    /// Its cells, one for each heading.
    pub cells: Vec<CellView>,
}

impl RowView {
    /// The rows of a page; each leads back to the list as it is, whose query string is `state`.
    pub(crate) fn all(links: &Links, resource: &Resource, rows: &[Row], state: &str) -> Vec<Self> {
        let list = links.list(resource);
        let back = if state.is_empty() { String::new() } else { query_string([("_back", state)]) };
        let cell = |cell: &ListCell, path: &Path| match &cell.link {
            Some(link) if link.may_view => CellView::link(&link.label, links.record(&link.target, &link.key)),
            Some(link) => CellView::plain(&link.label),
            None => CellView::of(path.column.meta, &cell.value),
        };
        let row = |row: &Row| {
            let segment = row.key.as_ref().map(|key| key.segment(resource));
            Self {
                id: segment.as_deref().map(row_id),
                label: row.label.clone(),
                href: segment.map(|segment| with_query(&below(&list, [segment.as_str()]), &back)),
                cells: row.cells.iter().zip(resource.list()).map(|(held, path)| cell(held, path)).collect(),
            }
        };
        rows.iter().map(row).collect()
    }
}
