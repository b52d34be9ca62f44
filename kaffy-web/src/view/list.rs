//! The list of a resource.

use kaffy_core::{
    ActionPlace, Allowed, Change, Count, DrillDown, ListQuery, Page, Path, Permission, SelectionToken, View, ViewMark,
    tr,
    views::{SavedView, Views},
};
use serde::Serialize;

use super::{
    ChipView, ColumnsView, FilterView, HeadView, PagerView, RowView, SelectionView, TabsView, ViewsMenu,
    filter::Filters, input::Hidden, run::RunNews,
};
use crate::{
    handlers::facets::{Facets, asked, has_listed},
    links::{Links, with_query},
    pages::Web,
};

/// `resource/list.html`: one page of a list.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct ListView {
    /// All of them: `Products`.
    pub plural: String,
    /// One of them, in running text: `product`.
    pub singular: String,
    /// One of them, as it stands alone, for messages: `Product`.
    pub thing: String,
    /// How many, in words: `about 1,000,000 products`.
    pub count: String,
    /// A sentence about the resource.
    pub help: Option<String>,
    /// The list without search, filters and order.
    pub href: String,
    /// The form for a new record, for somebody who may add one.
    pub new_href: Option<String>,
    /// The page that makes a file of the rows, for somebody who may.
    pub export_href: Option<String>,
    /// The page that makes records of a file, for somebody who may.
    pub import_href: Option<String>,
    /// Runs in the background that are over and were not looked at since.
    pub news: Vec<RunNews>,
    /// The search box; none when nothing can be searched.
    pub search: Option<SearchView>,
    /// The filters to choose from.
    pub filters: Vec<FilterView>,
    /// How many filters are on.
    pub filters_on: usize,
    /// Hidden inputs of the filter form.
    pub carried: Vec<Hidden>,
    /// What narrows the list.
    pub chips: Vec<ChipView>,
    /// The list without any of it.
    pub clear_href: String,
    /// Some of its rows under a name; none for most lists.
    pub tabs: Option<TabsView>,
    /// Whether the rows that each value of a filter leaves stand beside it.
    pub has_facets: bool,
    /// The list with them; none where they are there, or no filter lists values.
    pub facets_href: Option<String>,
    /// The page that changes cells of these rows all at once, for somebody who may.
    pub cells_href: Option<String>,
    /// Where the script of the list asks for a cell to change; none where nothing is changed in it.
    pub cells_at: Option<String>,
    /// The script of the list, where it has something to do.
    pub script: Option<String>,
    /// Narrowing by date.
    pub drill_down: Option<DrillView>,
    /// The form that chooses columns.
    pub columns: ColumnsView,
    /// The saved views; none where no views are saved.
    pub views: Option<ViewsMenu>,
    /// How close rows stand, as a class: `comfortable` or `compact`.
    pub density: &'static str,
    /// The headings.
    pub heads: Vec<HeadView>,
    /// The rows.
    #[serde(skip)]
    pub rows: Vec<RowView>,
    /// The same as templates see it: `cells_html` is their cells, drawn already.
    #[serde(rename = "rows")]
    pub(crate) drawn: Vec<tera::Value>,
    /// All rows as HTML, where no template of the application looks at them.
    pub(crate) rows_html: tera::Value,
    /// The list in the resource's own order, when it is in another one.
    pub unsort_href: Option<String>,
    /// The bar that runs an action on selected rows; none where there is no action.
    pub selection: Option<SelectionView>,
    /// First, previous, next, last, page sizes.
    pub pager: PagerView,
    /// What is shown in place of rows.
    pub empty: Option<EmptyView>,
    /// The trash of the resource, where it has one.
    pub trash: Option<TrashView>,
}

/// The trash beside a list, or the way back from it.
#[derive(Clone, Debug, Hash, Serialize)]
#[non_exhaustive]
pub struct TrashView {
    /// Whether this is the trash.
    pub is_here: bool,
    /// The other one of the two.
    pub href: String,
    /// What empties it, for somebody who may; none where it is empty.
    pub empty: Option<EmptyTrash>,
}

/// The form that asks before a trash is emptied.
#[derive(Clone, Debug, Hash, Serialize)]
#[non_exhaustive]
pub struct EmptyTrash {
    /// Where it is posted.
    pub action: String,
    /// All that is in the trash, signed; the field `_all`.
    pub token: String,
    /// The list to go back to; the hidden field `_back`.
    pub back: String,
}

impl TrashView {
    fn new(links: &Links, allowed: &Allowed<View>, listing: &Listing) -> Option<Self> {
        let (resource, is_here) = (allowed.resource(), allowed.is_in_trash());
        resource.soft_delete()?;
        let to = |in_trash| listing.query.plain(resource, in_trash);
        let may_purge = is_here && allowed.action(ActionPlace::List, "purge").is_ok();
        let is_something = !listing.page.rows.is_empty() || listing.query.is_narrowed();
        let empty = (may_purge && is_something).then(|| EmptyTrash {
            action: links.list_action(resource, "purge"),
            token: SelectionToken::new(allowed, &to(true), None).to_string(),
            back: to(true).to_query_string(),
        });
        Some(Self { is_here, href: links.list_at(resource, &to(!is_here).to_query_string()), empty })
    }
}

/// The search box.
#[derive(Clone, Debug, Hash, Serialize)]
#[non_exhaustive]
pub struct SearchView {
    /// What was searched for.
    pub value: String,
    /// Where it looks, and how.
    pub help: String,
    /// Hidden inputs that keep filters, order and page size.
    pub carried: Vec<Hidden>,
}

/// A link with words.
#[derive(Clone, Debug, Hash, Serialize)]
#[non_exhaustive]
pub struct LinkView {
    /// Its words.
    pub label: String,
    /// Where it leads.
    pub href: String,
    /// Whether it leads here.
    pub is_current: bool,
}

/// The drill-down above a list.
#[derive(Clone, Debug, Hash, Serialize)]
#[non_exhaustive]
pub struct DrillView {
    /// What it narrows by.
    pub label: String,
    /// The way back; the last one is where we are.
    pub trail: Vec<LinkView>,
    /// The periods below.
    pub periods: Vec<LinkView>,
}

/// What is shown in place of rows.
#[derive(Clone, Debug, Hash, Serialize)]
#[non_exhaustive]
pub struct EmptyView {
    /// The fact.
    pub heading: String,
    /// The way out in words.
    pub words: String,
    /// The way out as a link.
    pub action: Option<LinkView>,
}

/// What the core answered for one list.
pub(crate) struct Listing {
    pub(crate) query: ListQuery,
    pub(crate) page: Page,
    pub(crate) count: Count,
    pub(crate) labels: Vec<Vec<String>>,
    pub(crate) drill_down: Option<DrillDown>,
    pub(crate) views: Option<(Views, Vec<SavedView>)>,
    pub(crate) news: Vec<RunNews>,
    pub(crate) facets: Facets,
}

impl ListView {
    pub(crate) fn new(web: &Web, links: &Links, allowed: &Allowed<View>, listing: &Listing) -> Self {
        let (resource, query) = (allowed.resource(), &listing.query);
        let meta = resource.meta();
        let to = |query: ListQuery| links.list_at(resource, &query.to_query_string());
        let target = |path: &Path| {
            let target = web.admin.registry().of((path.column.meta.belongs_to?.target)())?;
            web.admin.may(allowed.actor(), target.meta(), Permission::View).then(|| links.options(target))
        };
        let filters =
            Filters { links, resource, query, labels: &listing.labels, facets: &listing.facets, target: &target };
        let groups = filters.groups();
        let state = query.to_query_string();
        let is_asked = listing.facets.is_asked();
        let facets_href = (!is_asked && has_listed(allowed, query)).then(|| links.list_at(resource, &asked(query)));
        let tabs = TabsView::new(links, resource, query, &listing.facets);
        let cells = changed_here(allowed);
        let has_cells = !cells.is_empty() && listing.page.rows.iter().any(|row| row.key.is_some());
        let needs_script = has_cells || facets_href.is_some() || tabs.is_some();
        let may_add = web.admin.may(allowed.actor(), meta, Permission::Add) && !allowed.is_in_trash();
        let new_href = may_add.then(|| links.new_record(resource));
        Self {
            plural: match allowed.is_in_trash() {
                true => tr!("trash-of", things = meta.plural),
                false => meta.plural.to_owned(),
            },
            singular: meta.singular.to_lowercase(),
            thing: meta.singular.to_owned(),
            count: counted(listing.count, meta, query.is_narrowed()),
            help: match allowed.is_in_trash() {
                true => Some(tr!("trash-lead")),
                false => resource.description(allowed.actor()),
            },
            href: links.list(resource),
            news: listing.news.clone(),
            import_href: (allowed.may_import() && !allowed.is_in_trash()).then(|| links.import(resource)),
            export_href: allowed
                .may_export()
                .then(|| with_query(&links.export(resource), &query.first_page().to_query_string())),
            search: (!resource.search().is_empty()).then(|| SearchView {
                value: query.search().to_owned(),
                help: search_help(resource),
                carried: Hidden::from_pairs(query.without_search().pairs()),
            }),
            filters_on: query.filters().len(),
            carried: filters.carried(&groups),
            filters: groups,
            chips: filters.chips(),
            clear_href: to(query.cleared()),
            tabs,
            has_facets: is_asked,
            facets_href,
            cells_href: has_cells.then(|| with_query(&links.cells(resource), &state)),
            cells_at: has_cells.then(|| links.cells(resource)),
            script: needs_script.then(|| links.asset(web.assets().hash(), "list.js")),
            drill_down: listing.drill_down.as_ref().map(|drill| {
                let link = |link: &kaffy_core::DateLink, is_current| LinkView {
                    label: link.label.clone(),
                    href: to(link.query.clone()),
                    is_current,
                };
                let last = drill.trail.len().saturating_sub(1);
                DrillView {
                    label: resource.drill_down().map(|path| path.label.clone()).unwrap_or_default(),
                    trail: drill.trail.iter().enumerate().map(|(at, step)| link(step, at == last)).collect(),
                    periods: drill.periods.iter().map(|period| link(period, false)).collect(),
                }
            }),
            columns: ColumnsView::new(links, allowed, query),
            views: listing.views.as_ref().map(|(views, saved)| {
                let current = if let ViewMark::Saved(id) = query.view() { Some(id) } else { None };
                let (list, shown) = (links.list(resource), query.to_view_string());
                let as_seen = |view: &SavedView| {
                    let (query, is_cut) = allowed.list_of(&view.query);
                    (query.to_view_string(), is_cut)
                };
                let roles = &allowed.actor().roles;
                ViewsMenu::new(links, views, saved, (meta.plural, &list), (current, &shown), as_seen, roles)
            }),
            density: query.density().key(),
            heads: HeadView::all(links, allowed, query, &listing.page.columns, &cells),
            rows: RowView::all(links, allowed, &listing.page, &state),
            drawn: Vec::new(),
            rows_html: tera::Value::none(),
            unsort_href: query.is_sorted().then(|| to(query.unsorted())),
            selection: SelectionView::new(web, links, allowed, query, &listing.page, listing.count),
            pager: PagerView::new(links, resource, query, &listing.page),
            empty: listing.page.rows.is_empty().then(|| EmptyView::new(query, meta, &new_href, &to)),
            trash: TrashView::new(links, allowed, listing),
            new_href,
        }
    }
}

/// The fields that the actor changes in the list.
pub(crate) fn changed_here(allowed: &Allowed<View>) -> Vec<&'static str> {
    if allowed.resource().meta().list_edit.is_empty() || allowed.is_in_trash() {
        return Vec::new();
    }
    let change = allowed.admin().authorize::<Change>(allowed.actor(), allowed.resource());
    let inputs = change.map(|change| change.cell_inputs()).unwrap_or_default();
    inputs.iter().map(|field| field.column.meta.name).collect()
}

impl EmptyView {
    fn new(
        query: &ListQuery,
        meta: &kaffy_core::ResourceMeta,
        new_href: &Option<String>,
        to: &dyn Fn(ListQuery) -> String,
    ) -> Self {
        let link = |label: String, href: String| Some(LinkView { label, href, is_current: false });
        if query.is_filtered() {
            return Self {
                heading: tr!("page-list-no-match", things = meta.plural),
                words: tr!("page-list-no-match-why"),
                action: link(tr!("page-list-clear"), to(query.cleared())),
            };
        }
        if let Some(tab) = query.tab().filter(|tab| !tab.is_whole()) {
            let all = query.tabs().iter().find(|tab| tab.key == "all");
            return Self {
                heading: tr!("tabs-none", tab = tab.label.as_str()),
                words: tr!("tabs-none-why"),
                action: all.and_then(|all| link(all.label.clone(), to(query.in_tab(&all.key)))),
            };
        }
        if *query.position() != kaffy_core::Position::First {
            return Self {
                heading: tr!("page-list-gone", things = meta.plural),
                words: tr!("page-list-gone-why"),
                action: link(tr!("page-list-first-page"), to(query.first_page())),
            };
        }
        if query.is_in_trash() {
            return Self { heading: tr!("trash-empty"), words: tr!("trash-empty-why"), action: None };
        }
        match new_href {
            Some(href) => Self {
                heading: tr!("page-list-none", things = meta.plural),
                words: tr!("page-list-none-add", thing = meta.singular),
                action: link(tr!("page-list-add", thing = meta.singular), href.clone()),
            },
            None => Self {
                heading: tr!("page-list-none", things = meta.plural),
                words: tr!("page-list-none-look", things = meta.plural),
                action: None,
            },
        }
    }
}

/// `1 product`, `10,000+ products match`, `about 1,000,000 products`.
pub(super) fn counted(count: Count, meta: &kaffy_core::ResourceMeta, is_narrowed: bool) -> String {
    let message = if is_narrowed { "page-list-count" } else { "page-count" };
    // Only one that was counted is one.
    let number = match count {
        Count::Exact(number) => number,
        Count::MoreThan(number) | Count::About(number) => number.max(2),
        Count::Many => 1_000_000,
    };
    tr!(message, number = number, count = count.to_string(), thing = meta.singular, things = meta.plural)
}

/// Says where a search looks (A8).
pub(crate) fn search_help(resource: &kaffy_core::Resource) -> String {
    let labels: Vec<_> = resource.search().iter().map(|target| in_running_text(&target.path.label)).collect();
    let places = match labels.as_slice() {
        [most @ .., last] if !most.is_empty() => tr!("page-and", most = most.join(", "), last = last.as_str()),
        labels => labels.concat(),
    };
    tr!("page-list-search-help", places = places)
}

/// A label inside a sentence; an abbreviation stays one.
fn in_running_text(label: &str) -> String {
    let mut chars = label.chars();
    match (chars.next(), chars.clone().next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => {
            tr!("page-list-place", first = first.to_string(), rest = chars.as_str())
        }
        _ => label.to_owned(),
    }
}
