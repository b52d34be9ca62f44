//! The parameters of a list of a resource by their names. One that the list does not have is refused in words, as by all
//! other lists: left out in silence, it would show other rows than were meant (A73, S15).

use kaffy_core::{Allowed, ListQuery, Resource, View, tr};

use super::{choosing, facets, list::refused, picking};
use crate::{
    WebError,
    extract::{Params, Visit, shown},
};

/// Refuses an address with a name that the list does not have, and none of the forms and scripts on its page.
pub(super) fn of_page(visit: &Visit, resource: &Resource, params: &Params) -> Result<(), WebError> {
    let is_beside = |name: &str| choosing::reads(name) || picking::reads(name) || facets::reads(name);
    known(visit, resource, params, is_beside)
}

/// What an address asks that is about the rows of a list, and has no other names than it.
pub(super) fn list_query(visit: &Visit, seen: &Allowed<View>, params: Params) -> Result<ListQuery, WebError> {
    let (resource, params) = (seen.resource(), params.without_marks());
    known(visit, resource, &params, |_| false)?;
    seen.list_query(&params.0).map_err(|bad| refused(visit, resource, bad.to_string()))
}

fn known(
    visit: &Visit,
    resource: &Resource,
    params: &Params,
    is_beside: impl Fn(&str) -> bool,
) -> Result<(), WebError> {
    let is_there = |name: &str, value: &str| match name {
        // As a form sends it for an input left blank.
        "q" | "trash" if value.trim().is_empty() => true,
        "q" => !resource.search().is_empty(),
        "trash" => resource.soft_delete().is_some(),
        name => ListQuery::reads(name) || is_beside(name),
    };
    if let Some((name, _)) = params.0.iter().find(|(name, value)| !is_there(name, value)) {
        let words = tr!("page-list-unknown", things = resource.meta().plural, name = shown(name));
        return Err(refused(visit, resource, words));
    }
    Ok(())
}
