//! The state of a list, carried along while one of its records is looked at (A17).
//!
//! It travels as `_back`: only the query string of a list, read like one and written anew, never an
//! address (S12).

use kaffy_core::{Action, Allowed, ListQuery, Resource};

use crate::{
    extract::{Form, Params, pairs},
    links::{Links, query_string},
};

/// The name it travels under.
pub(crate) const NAME: &str = "_back";

/// The state of the list to go back to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ListState(String);

impl ListState {
    pub(crate) fn of_params<A: Action>(allowed: &Allowed<A>, params: &Params) -> Self {
        Self::read(allowed, params.get(NAME))
    }

    pub(crate) fn of_form<A: Action>(allowed: &Allowed<A>, form: &Form) -> Self {
        Self::read(allowed, form.get(NAME))
    }

    /// That of a list that was read.
    pub(crate) fn of_query(query: &ListQuery) -> Self {
        Self(query.to_query_string())
    }

    /// A text that is no state of this list is the plain list.
    fn read<A: Action>(allowed: &Allowed<A>, text: Option<&str>) -> Self {
        let pairs = text.and_then(|text| pairs(text.as_bytes()).ok());
        let query = pairs.and_then(|pairs| allowed.list_query(&pairs).ok());
        Self(query.map(|query| query.to_query_string()).unwrap_or_default())
    }

    /// The list as it was read.
    pub(crate) fn query<A: Action>(&self, allowed: &Allowed<A>) -> ListQuery {
        let pairs = pairs(self.0.as_bytes()).unwrap_or_default();
        allowed.list_query(&pairs).unwrap_or_else(|_| ListQuery::new(allowed.resource()))
    }

    /// For a hidden input.
    pub(crate) fn text(&self) -> &str {
        &self.0
    }

    /// The list.
    pub(crate) fn href(&self, links: &Links, resource: &Resource) -> String {
        links.list_at(resource, &self.0)
    }

    /// A page that carries it on.
    pub(crate) fn on(&self, href: &str) -> String {
        if self.0.is_empty() { href.to_owned() } else { format!("{href}?{}", query_string([(NAME, self.0.as_str())])) }
    }
}
