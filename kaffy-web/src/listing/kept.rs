//! The state of a list that is no resource, carried along while one of its rows is looked at (A17).
//!
//! It travels as `_back` in the address, as that of a resource does: only a query string, read like one of the list and
//! written anew, never an address (S12).

use super::{Asked, ListMeta};
use crate::{
    extract::{Visit, pairs},
    links::{Links, query_string, with_query},
    list_state::NAME,
};

/// The state of the list to go back to.
#[derive(Clone, Debug, Default)]
pub(crate) struct Kept(String);

impl Kept {
    /// That which the address of a page carries.
    pub(crate) fn of(list: &'static ListMeta, visit: &Visit) -> Self {
        let params = pairs(visit.query.as_bytes()).unwrap_or_default();
        let text = params.iter().find(|(name, _)| name == NAME).map(|(_, text)| text.as_str());
        Self::read(list, visit, text)
    }

    /// That which a form carries. A text that is no state of this list is the plain list.
    pub(crate) fn read(list: &'static ListMeta, visit: &Visit, text: Option<&str>) -> Self {
        let state = text.and_then(|text| pairs(text.as_bytes()).ok());
        let asked = state.and_then(|state| Asked::of(list, &visit.links, &state).ok());
        Self(asked.map(|asked| asked.state()).unwrap_or_default())
    }

    /// For a hidden input.
    pub(crate) fn text(&self) -> &str {
        &self.0
    }

    /// The list.
    pub(crate) fn href(&self, list: &'static ListMeta, links: &Links) -> String {
        with_query(&(list.href)(links), &self.0)
    }

    /// A page that carries it on.
    pub(crate) fn on(&self, href: &str) -> String {
        match (self.0.as_str(), href.contains('?')) {
            ("", _) => href.to_owned(),
            (state, true) => [href, "&", &query_string([(NAME, state)])].concat(),
            (state, false) => with_query(href, &query_string([(NAME, state)])),
        }
    }
}

impl Asked<'_> {
    /// Its state, for the pages of its rows.
    pub(crate) fn kept(&self) -> Kept {
        Kept(self.state())
    }
}
