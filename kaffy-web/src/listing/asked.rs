//! What a list is asked for: the address, and nothing else, says it.

use std::fmt::Display;

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use kaffy_core::{Kind, PAGE_SIZES, ViewMark, i18n::Localizer, tr};
use sea_query::Value;
use uuid::Uuid;

use super::{FilterKind, FilterMeta, ListMeta};
use crate::{
    WebError,
    extract::{is_mark, shown},
    links::{Links, query_string, with_query},
};

const SIZE: &str = "size";
const BEFORE: &str = "before";
const AFTER: &str = "after";
/// Which saved view the list is looked at in.
pub(super) const VIEW: &str = "view";

/// What a list is asked for.
#[derive(Clone)]
pub(crate) struct Asked<'a> {
    pub(super) list: &'static ListMeta,
    pub(super) links: &'a Links,
    pub(super) pairs: Vec<(&'static str, String)>,
    place: Place<String>,
    size: u16,
    pub(super) view: ViewMark,
}

/// Where a page begins.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum Place<T> {
    /// With the first row.
    #[default]
    Start,
    /// With those older than this one, or before it in the order of the list.
    Before(T),
    /// With those next newer than this one, or behind it.
    After(T),
}

/// 400 for something in an address that makes no sense, by what people call it.
pub(crate) fn bad(things: &str, name: &str) -> WebError {
    WebError::bad_request(tr!("page-list-bad", things = things, name = name))
}

impl<'a> Asked<'a> {
    /// The plain list.
    pub(crate) fn plain(list: &'static ListMeta, links: &'a Links) -> Self {
        Self { list, links, pairs: Vec::new(), place: Place::Start, size: list.size, view: ViewMark::Unsaid }
    }

    /// Reads the parameters of an address. What is left blank asks for nothing.
    ///
    /// # Errors
    /// 400 in words for a name that the list does not have, a text that is too long, a time or a number that is none.
    pub(crate) fn of(list: &'static ListMeta, links: &'a Links, params: &[(String, String)]) -> Result<Self, WebError> {
        let mut asked = Self::plain(list, links);
        let is_known = |name: &str| match name {
            SIZE | BEFORE | AFTER => true,
            VIEW => list.views.is_some(),
            name => list.filters.iter().any(|filter| filter.name == name) || is_mark(name),
        };
        if let Some((name, _)) = params.iter().find(|(name, _)| !is_known(name)) {
            return Err(asked.refused(tr!("page-list-unknown", things = (list.plural)(), name = shown(name))));
        }
        for filter in list.filters {
            if let Some(value) = asked.given(params, filter.name)? {
                asked.pairs.push((filter.name, value));
                asked.check(filter)?;
            }
        }
        if let Some(size) = asked.given(params, SIZE)? {
            let found = size.parse().ok().filter(|size| asked.sizes().contains(size));
            asked.size = found.ok_or_else(|| asked.bad(SIZE))?;
        }
        asked.place = match (asked.given(params, BEFORE)?, asked.given(params, AFTER)?) {
            (None, None) => Place::Start,
            (Some(before), None) if list.is_by_time => Place::Before(before),
            (None, Some(after)) if list.goes_back || !list.is_by_time => Place::After(after),
            _ => return Err(asked.bad(BEFORE)),
        };
        asked.view = match asked.given(params, VIEW)?.as_deref() {
            None => ViewMark::Unsaid,
            Some("none") => ViewMark::None,
            Some(id) => ViewMark::Saved(Uuid::try_parse(id).map_err(|_| asked.no_view(id))?),
        };
        Ok(asked)
    }

    fn given(&self, params: &[(String, String)], name: &str) -> Result<Option<String>, WebError> {
        let found = params.iter().rev().find(|(known, _)| known == name).map(|(_, value)| value.trim());
        match found.filter(|value| !value.is_empty()) {
            Some(value) if value.contains('\0') || value.chars().count() > self.list.longest => Err(self.bad(name)),
            found => Ok(found.map(str::to_owned)),
        }
    }

    fn check(&self, filter: &FilterMeta) -> Result<(), WebError> {
        match filter.kind {
            FilterKind::Since | FilterKind::Before => self.moment(filter.name).map(drop),
            FilterKind::FromDay | FilterKind::UntilDay => self.day(filter.name).map(drop),
            _ => Ok(()),
        }
    }

    /// 400, by what people call it.
    pub(crate) fn bad(&self, name: &str) -> WebError {
        let label = self.list.filters.iter().find(|filter| filter.name == name).map(|filter| (filter.label)());
        let label = label.unwrap_or_else(|| match name {
            SIZE => tr!("page-list-sizes"),
            VIEW => tr!("views-title"),
            _ => tr!("page-list-pages"),
        });
        self.refused(tr!("page-list-bad", things = (self.list.plural)(), name = label))
    }

    fn no_view(&self, id: &str) -> WebError {
        self.refused(tr!("list-view", view = format!("`{}`", shown(id))))
    }

    /// 400 in words, with the way to the plain list.
    fn refused(&self, words: String) -> WebError {
        let all = tr!("page-list-show-all", things = (self.list.plural)());
        WebError::BadRequest { words, way_on: Some((all, (self.list.href)(self.links))) }
    }

    /// What a filter holds, as it was typed.
    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        self.pairs.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    }

    /// The same as a text of one's own.
    pub(crate) fn owned(&self, name: &str) -> Option<String> {
        self.text(name).map(str::to_owned)
    }

    /// What a filter holds, as `read` knows it; 400 for what it does not know.
    pub(crate) fn word<T>(&self, name: &str, read: impl FnOnce(&str) -> Option<T>) -> Result<Option<T>, WebError> {
        self.text(name).map(|word| read(word).ok_or_else(|| self.bad(name))).transpose()
    }

    /// The time that a filter holds, on the reader's clock.
    pub(crate) fn moment(&self, name: &str) -> Result<Option<DateTime<Utc>>, WebError> {
        self.word(name, instant)
    }

    /// The day that a filter holds.
    pub(crate) fn day(&self, name: &str) -> Result<Option<NaiveDate>, WebError> {
        self.word(name, day)
    }

    /// Where the page begins; 400 for a place that there is not.
    pub(crate) fn place<T>(&self, read: impl FnOnce(&str) -> Option<T>) -> Result<Place<T>, WebError> {
        let bad = || self.bad(BEFORE);
        Ok(match &self.place {
            Place::Start => Place::Start,
            Place::Before(text) => Place::Before(read(text).ok_or_else(bad)?),
            Place::After(text) => Place::After(read(text).ok_or_else(bad)?),
        })
    }

    /// Whether this is the first page.
    pub(super) fn is_first(&self) -> bool {
        self.place == Place::Start
    }

    /// Rows of a page.
    pub(crate) fn size(&self) -> u16 {
        self.size
    }

    /// The numbers of rows that anybody may ask for.
    pub(super) fn sizes(&self) -> Vec<u16> {
        PAGE_SIZES.to_vec()
    }

    /// Whether something narrows the list.
    pub(crate) fn is_narrowed(&self) -> bool {
        !self.pairs.is_empty()
    }

    /// The list from its beginning, narrowed as it is.
    pub(crate) fn href(&self) -> String {
        self.at(&Place::<String>::Start)
    }

    /// The list from a place on.
    pub(crate) fn at<T: Display>(&self, place: &Place<T>) -> String {
        let place = match place {
            Place::Start => None,
            Place::Before(at) => Some((BEFORE, at.to_string())),
            Place::After(at) => Some((AFTER, at.to_string())),
        };
        self.address(self.carried(|_| true).into_iter().chain(place))
    }

    /// The list from its beginning with another value of a filter, or without it.
    pub(crate) fn with(&self, name: &'static str, value: Option<&str>) -> String {
        let value = value.map(|value| (name, value.to_owned()));
        self.address(self.carried(|other| other != name).into_iter().chain(value))
    }

    /// The list from its beginning with pages of another size.
    pub(super) fn sized(&self, size: u16) -> String {
        Self { size, ..self.clone() }.href()
    }

    /// The list without anything that narrows it.
    pub(super) fn cleared(&self) -> String {
        self.address(self.carried(|_| false))
    }

    /// Another address about the same rows, such as that of the file.
    pub(crate) fn same_at(&self, path: &str) -> String {
        with_query(path, &self.narrowing())
    }

    /// What narrows it, as a query string.
    pub(crate) fn narrowing(&self) -> String {
        query_string(self.pairs.iter().map(|(name, value)| (*name, value.as_str())))
    }

    /// All of it as a query string, its page, too.
    pub(super) fn state(&self) -> String {
        let whole = self.at(&self.place);
        whole.split_once('?').map(|(_, query)| query.to_owned()).unwrap_or_default()
    }

    /// What a saved view of it holds, as a query string: all but the place in it and the view it came from.
    pub(crate) fn view_string(&self) -> String {
        let pairs = self.carried(|_| true);
        query_string(pairs.iter().map(|(name, value)| (*name, value.as_str())))
    }

    /// The same list, looked at in a view.
    pub(super) fn in_view(self, view: ViewMark) -> Self {
        Self { view, ..self }
    }

    /// Pairs that an address takes along: what narrows the list, as far as it is wanted, and the size of a page.
    fn carried(&self, is_wanted: impl Fn(&str) -> bool) -> Vec<(&'static str, String)> {
        let size = (self.size != self.list.size).then(|| (SIZE, self.size.to_string()));
        self.pairs.iter().filter(|(name, _)| is_wanted(name)).cloned().chain(size).collect()
    }

    /// The same for a form, and the view.
    pub(super) fn carried_by_form(&self, is_wanted: impl Fn(&str) -> bool) -> Vec<(&'static str, String)> {
        let view = match self.view {
            ViewMark::Unsaid => None,
            ViewMark::None => Some("none".to_owned()),
            ViewMark::Saved(id) => Some(id.to_string()),
        };
        self.carried(is_wanted).into_iter().chain(view.map(|view| (VIEW, view))).collect()
    }

    fn address(&self, pairs: impl IntoIterator<Item = (&'static str, String)>) -> String {
        let mut pairs: Vec<_> = pairs.into_iter().collect();
        match self.view {
            ViewMark::Unsaid => {}
            // A view and nothing else asks for the view, so the plain list is in none.
            ViewMark::Saved(id) if !pairs.is_empty() => pairs.push((VIEW, id.to_string())),
            ViewMark::Saved(_) | ViewMark::None => pairs.push((VIEW, "none".to_owned())),
        }
        let pairs = pairs.iter().map(|(name, value)| (*name, value.as_str()));
        with_query(&(self.list.href)(self.links), &query_string(pairs))
    }
}

/// A time on the reader's clock.
pub(super) fn instant(text: &str) -> Option<DateTime<Utc>> {
    match Localizer::current().typed(Kind::Timestamp, text) {
        Ok(Value::ChronoDateTimeUtc(Some(at))) => Some(at),
        _ => None,
    }
}

/// A day, of years that the arithmetic of a zone leaves alone.
pub(super) fn day(text: &str) -> Option<NaiveDate> {
    text.parse().ok().filter(|day: &NaiveDate| (1..=9998).contains(&day.year()))
}
