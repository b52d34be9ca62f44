//! The list of a resource.

use kaffy_core::{Allowed, Count, DrillDown, ListQuery, Page, Path, Permission, View};
use serde::Serialize;

use super::{
    ChipView, FilterView, HeadView, PagerView, RowView, SelectionView, filter::Filters, input::Hidden,
    row_html::RowHtml,
};
use crate::{WebError, links::Links, pages::Web};

/// `resource/list.html`: one page of a list.
#[derive(Clone, Debug, Serialize)]
pub struct ListView {
    /// All of them: `Products`.
    pub plural: String,
    /// One of them, in running text: `product`.
    pub singular: String,
    /// How many, in words: `about 1,000,000 products`.
    pub count: String,
    /// A sentence about the resource.
    pub help: Option<String>,
    /// The list without search, filters and order.
    pub href: String,
    /// The form for a new record, for somebody who may add one.
    pub new_href: Option<String>,
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
    /// Narrowing by date.
    pub drill_down: Option<DrillView>,
    /// The headings.
    pub heads: Vec<HeadView>,
    /// The rows.
    #[serde(skip)]
    pub rows: Vec<RowView>,
    /// The same as templates see it: `cells_html` is their cells, drawn already.
    #[serde(rename = "rows")]
    pub(crate) drawn: Vec<tera::Value>,
    /// The list in the resource's own order, when it is in another one.
    pub unsort_href: Option<String>,
    /// The bar that runs an action on selected rows; none where there is no action.
    pub selection: Option<SelectionView>,
    /// First, previous, next, last, page sizes.
    pub pager: PagerView,
    /// What is shown in place of rows.
    pub empty: Option<EmptyView>,
}

/// The search box.
#[derive(Clone, Debug, Serialize)]
pub struct SearchView {
    /// What was searched for.
    pub value: String,
    /// Where it looks, and how.
    pub help: String,
    /// Hidden inputs that keep filters, order and page size.
    pub carried: Vec<Hidden>,
}

/// A link with words.
#[derive(Clone, Debug, Serialize)]
pub struct LinkView {
    /// Its words.
    pub label: String,
    /// Where it leads.
    pub href: String,
    /// Whether it leads here.
    pub is_current: bool,
}

/// The drill-down above a list.
#[derive(Clone, Debug, Serialize)]
pub struct DrillView {
    /// What it narrows by.
    pub label: String,
    /// The way back; the last one is where we are.
    pub trail: Vec<LinkView>,
    /// The periods below.
    pub periods: Vec<LinkView>,
}

/// What is shown in place of rows.
#[derive(Clone, Debug, Serialize)]
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
        let filters = Filters { links, resource, query, labels: &listing.labels, target: &target };
        let groups = filters.groups();
        let state = query.to_query_string();
        let new_href = web.admin.may(allowed.actor(), meta, Permission::Add).then(|| links.new_record(resource));
        Self {
            plural: meta.plural.to_owned(),
            singular: meta.singular.to_lowercase(),
            count: count_words(listing.count, query.is_narrowed(), meta.singular, meta.plural),
            help: resource.description(allowed.actor()),
            href: links.list(resource),
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
            heads: HeadView::all(links, allowed, query, &listing.page.columns),
            rows: RowView::all(links, allowed, &listing.page, &state),
            drawn: Vec::new(),
            unsort_href: query.is_sorted().then(|| to(query.unsorted())),
            selection: SelectionView::new(web, links, allowed, query, &listing.page, listing.count),
            pager: PagerView::new(links, resource, query, &listing.page),
            empty: listing.page.rows.is_empty().then(|| EmptyView::new(query, meta, &new_href, &to)),
            new_href,
        }
    }
}

impl ListView {
    /// The view as templates see it, its rows drawn.
    pub(crate) fn into_value(mut self, web: &Web) -> Result<tera::Value, WebError> {
        self.drawn = RowHtml::new(web, &self.heads).values(&self.rows)?;
        Ok(tera::Value::try_from_serializable(&self)?)
    }
}

impl EmptyView {
    fn new(
        query: &ListQuery,
        meta: &kaffy_core::ResourceMeta,
        new_href: &Option<String>,
        to: &dyn Fn(ListQuery) -> String,
    ) -> Self {
        let (singular, plural) = (meta.singular.to_lowercase(), meta.plural.to_lowercase());
        let link = |label: &str, href: String| Some(LinkView { label: label.to_owned(), href, is_current: false });
        if query.is_narrowed() {
            return Self {
                heading: format!("No {plural} match"),
                words: "Nothing fits the search and filters as they are.".to_owned(),
                action: link("Clear search and filters", to(query.cleared())),
            };
        }
        if *query.position() != kaffy_core::Position::First {
            return Self {
                heading: format!("No {plural} on this page"),
                words: "They may have been deleted meanwhile.".to_owned(),
                action: link("Go to the first page", to(query.first_page())),
            };
        }
        match new_href {
            Some(href) => Self {
                heading: format!("No {plural} yet"),
                words: format!("The first {singular} will show up here."),
                action: link(&format!("Add {singular}"), href.clone()),
            },
            None => Self {
                heading: format!("No {plural} yet"),
                words: format!("You may look at {plural}, but not add any."),
                action: None,
            },
        }
    }
}

/// `1 product`, `10,000+ products match`, `about 1,000,000 products`.
fn count_words(count: Count, is_narrowed: bool, singular: &str, plural: &str) -> String {
    let (noun, verb) = if count == Count::Exact(1) { (singular, " matches") } else { (plural, " match") };
    format!("{count} {}{}", noun.to_lowercase(), if is_narrowed { verb } else { "" })
}

/// Says where a search looks (A8).
pub(crate) fn search_help(resource: &kaffy_core::Resource) -> String {
    let labels: Vec<_> = resource.search().iter().map(|target| in_running_text(&target.path.label)).collect();
    let places = match labels.as_slice() {
        [first @ .., last] if !first.is_empty() => format!("{} and {last}", first.join(", ")),
        labels => labels.concat(),
    };
    format!("Looks in {places}. Every word has to occur; “quotes” keep words together.")
}

/// A label inside a sentence; an abbreviation stays one.
fn in_running_text(label: &str) -> String {
    let mut chars = label.chars();
    match (chars.next(), chars.clone().next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => first.to_lowercase().chain(chars).collect(),
        _ => label.to_owned(),
    }
}
