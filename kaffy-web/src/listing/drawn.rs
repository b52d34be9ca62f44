//! What is around the rows of a list: search box, filters, chips, pages, and what stands in place of rows.

use chrono::NaiveDateTime;
use kaffy_core::{i18n::Localizer, tr};

use super::{
    Asked, FilterKind, FilterMeta, Place, Viewed,
    asked::{day, instant},
};
use crate::view::{
    ChipView, EmptyView, FilterView, Hidden, LinkView, ListParts, MomentView, OptionView, PagerView, RangeView,
    SearchView,
};

/// A word of a filter, and what people call it.
pub(crate) type Offer = (String, String);

/// What only the list itself knows about its page.
pub(crate) struct Around<'a, T> {
    /// The words of a filter.
    pub(crate) offers: &'a dyn Fn(&str) -> Vec<Offer>,
    /// Where the search box looks.
    pub(crate) search_help: String,
    /// The page before.
    pub(crate) previous: Option<Place<T>>,
    /// The page after.
    pub(crate) next: Option<Place<T>>,
    /// Whether the page has no row.
    pub(crate) is_empty: bool,
    /// What is said where there is nothing at all.
    pub(crate) none: String,
    /// Where its rows are a file.
    pub(crate) export: Option<String>,
    /// Its saved views; none where no views are saved.
    pub(crate) views: Option<Box<Viewed<'a>>>,
}

impl Asked<'_> {
    /// What templates see beside the rows.
    pub(crate) fn parts<T: std::fmt::Display>(&self, around: Around<'_, T>) -> ListParts {
        let filters = self.filters(around.offers);
        let is_in_panel = |kind| !matches!(kind, FilterKind::Search | FilterKind::Tab);
        let in_panel = |name: &str| self.list.filters.iter().any(|it| it.name == name && is_in_panel(it.kind));
        ListParts {
            plural: (self.list.plural)(),
            href: (self.list.href)(self.links),
            search: self.search(around.search_help),
            filters_on: self.pairs.iter().filter(|(name, _)| in_panel(name)).count(),
            filters,
            carried: hidden(self.carried_by_form(|name| !in_panel(name))),
            chips: self.pairs.iter().map(|pair| self.chip(pair, around.offers)).collect(),
            clear_href: self.cleared(),
            pager: self.pager(around.previous, around.next),
            empty: around.is_empty.then(|| self.empty(around.none)),
            export_href: around.export.map(|path| self.same_at(&path)),
            views: around.views.map(|views| views.menu(self)),
        }
    }

    fn search(&self, help: String) -> Option<SearchView> {
        let filter = self.list.filters.iter().find(|filter| filter.kind == FilterKind::Search)?;
        Some(SearchView {
            value: self.owned(filter.name).unwrap_or_default(),
            help,
            carried: hidden(self.carried_by_form(|name| name != filter.name)),
        })
    }

    fn chip(&self, (name, value): &(&'static str, String), offers: &dyn Fn(&str) -> Vec<Offer>) -> ChipView {
        let filter = self.list.filters.iter().find(|filter| filter.name == *name);
        ChipView {
            words: filter.map(|filter| words(filter, value, offers)).unwrap_or_default(),
            remove_href: self.with(name, None),
            error: None,
        }
    }

    /// The groups of inputs. A time that ends a span stands beside the one before it.
    fn filters(&self, offers: &dyn Fn(&str) -> Vec<Offer>) -> Vec<FilterView> {
        let mut groups: Vec<FilterView> = Vec::new();
        for filter in self.list.filters {
            let input = match filter.kind {
                FilterKind::Search | FilterKind::Tab => continue,
                _ => self.input(filter, offers),
            };
            let is_on = !input.value.is_empty();
            match groups.last_mut().filter(|_| matches!(filter.kind, FilterKind::Before | FilterKind::UntilDay)) {
                Some(group) => {
                    group.is_on |= is_on;
                    group.texts.push(input);
                }
                None => groups.push(FilterView {
                    label: (filter.label)(),
                    id: format!("filter-{}", filter.name),
                    is_on,
                    texts: vec![input],
                    ..FilterView::default()
                }),
            }
        }
        groups
    }

    fn input(&self, filter: &FilterMeta, offers: &dyn Fn(&str) -> Vec<Offer>) -> RangeView {
        let value = self.owned(filter.name).unwrap_or_default();
        // An input for times cannot show a text that is written otherwise, and then it would be lost.
        let fits = value.is_empty()
            || ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]
                .iter()
                .any(|format| NaiveDateTime::parse_from_str(&value, format).is_ok());
        RangeView {
            label: match filter.kind {
                FilterKind::Part => tr!("page-filter-contains"),
                FilterKind::Since | FilterKind::FromDay => tr!("page-filter-from"),
                FilterKind::Before => tr!("page-filter-before"),
                FilterKind::UntilDay => tr!("page-filter-to"),
                _ => tr!("page-filter-is"),
            },
            name: filter.name.to_owned(),
            input_type: match filter.kind {
                FilterKind::Since | FilterKind::Before if fits => "datetime-local",
                FilterKind::FromDay | FilterKind::UntilDay => "date",
                _ => "text",
            },
            inputmode: "text",
            options: match filter.kind {
                FilterKind::Choice => options(offers(filter.name), &value),
                _ => Vec::new(),
            },
            value,
        }
    }

    fn pager<T: std::fmt::Display>(&self, previous: Option<Place<T>>, next: Option<Place<T>>) -> PagerView {
        let size =
            |size: u16| LinkView { label: size.to_string(), href: self.sized(size), is_current: size == self.size() };
        PagerView {
            first: (!self.is_first()).then(|| self.href()),
            previous: previous.map(|place| self.at(&place)),
            next: next.map(|place| self.at(&place)),
            last: None,
            sizes: self.sizes().into_iter().map(size).collect(),
            is_by_time: self.list.is_by_time,
            goes_back: self.list.goes_back,
            has_last: false,
        }
    }

    fn empty(&self, none: String) -> EmptyView {
        let things = (self.list.plural)();
        let link = |label: String, href: String| Some(LinkView { label, href, is_current: false });
        if self.is_narrowed() {
            return EmptyView {
                heading: tr!("page-list-no-match", things = things),
                words: tr!("page-list-no-match-why"),
                action: link(tr!("page-list-clear"), self.cleared()),
            };
        }
        if !self.is_first() {
            return EmptyView {
                heading: tr!("page-list-gone", things = things),
                words: tr!("page-list-gone-why"),
                action: link(tr!("page-list-first-page"), self.href()),
            };
        }
        EmptyView { heading: tr!("page-list-none", things = things), words: none, action: None }
    }
}

fn hidden(pairs: Vec<(&'static str, String)>) -> Vec<Hidden> {
    Hidden::from_pairs(pairs.into_iter().map(|(name, value)| (name.to_owned(), value)))
}

/// What can be chosen, and what was although it is not offered.
fn options(offers: Vec<Offer>, chosen: &str) -> Vec<OptionView> {
    let option = |(value, label): Offer| OptionView { is_on: value == chosen, value, label };
    let any = option((String::new(), tr!("page-filter-any")));
    let mut all: Vec<_> = std::iter::once(any).chain(offers.into_iter().map(option)).collect();
    if !all.iter().any(|option| option.is_on) {
        all.push(option((chosen.to_owned(), chosen.to_owned())));
    }
    all
}

/// A filter as a sentence.
fn words(filter: &FilterMeta, value: &str, offers: &dyn Fn(&str) -> Vec<Offer>) -> String {
    let label = (filter.label)();
    let is = |values: String| tr!("filter-is", label = &*label, values = values);
    let compares = |operator: String, values: String| {
        tr!("filter-compares", label = &*label, operator = operator, values = values)
    };
    let quoted = || tr!("text-quoted", text = value);
    let time = || instant(value).map_or_else(|| value.to_owned(), |at| MomentView::new(at).words);
    let date = || {
        let ways = Localizer::current();
        day(value).map_or_else(|| value.to_owned(), |day| ways.conventions().date(day))
    };
    match filter.kind {
        FilterKind::Search => tr!("page-list-searched", text = value),
        FilterKind::Tab | FilterKind::Choice => {
            let offered = offers(filter.name).into_iter().find(|(word, _)| word == value);
            is(offered.map_or_else(|| value.to_owned(), |(_, label)| label))
        }
        FilterKind::Text => is(quoted()),
        FilterKind::Part => compares(tr!("operator-contains"), quoted()),
        FilterKind::Since => compares(tr!("operator-from"), time()),
        FilterKind::Before => compares(tr!("operator-before"), time()),
        FilterKind::FromDay => compares(tr!("operator-from"), date()),
        FilterKind::UntilDay => compares(tr!("operator-until"), date()),
    }
}
