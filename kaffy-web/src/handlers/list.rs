//! The list of a resource.

use axum::{extract::State, http::StatusCode, response::Response};
use kaffy_core::{Allowed, BadQuery, Count, Resource, View, tr};

use super::{
    facets::{self, Facets},
    picking, respond,
};
use crate::{
    WebError,
    extract::{Params, Permitted, Visit},
    pages::Web,
    view::{ListView, Listing, Screen},
};

pub(crate) async fn page(
    State(web): State<Web>,
    visit: Visit,
    allowed: Permitted<View>,
    params: Params,
) -> Result<Response, WebError> {
    let query = allowed.list_query(&params.0).map_err(|bad| no_such_list(&visit, allowed.resource(), bad))?;
    let trash = if query.is_in_trash() { allowed.in_trash() } else { None };
    let seen: &Allowed<View> = trash.as_ref().unwrap_or(&allowed);
    let resource = seen.resource();
    if let Some(path) = params.get(picking::PICK).filter(|path| !path.is_empty()) {
        return picking::for_filter(&web, &visit, seen, &query, path, &params).await;
    }
    if let Some(counts) = facets::for_script(seen, &query, &params).await? {
        return Ok(counts);
    }
    // None waits for another, where the pool has a connection for each; where not, the slowest is last.
    let ((page, labels), count) = tokio::try_join!(seen.page_with_labels(&query), seen.count(&query))?;
    // What takes too long to count takes too long to look through for dates.
    let drill_down = if count == Count::Many { None } else { seen.drill_down(&query).await? };
    let facets = Facets::of_page(seen, &query, &params).await?;
    #[cfg(feature = "jobs")]
    let news = super::actions::background::news(&web, &visit, seen).await?;
    #[cfg(not(feature = "jobs"))]
    let news = Vec::new();
    let listing = Listing { query, page, count, labels, drill_down, news, facets };
    let plural = resource.meta().plural;
    let screen = match seen.is_in_trash() {
        false => Screen::new(&web, &visit, plural).below(&web, &visit, resource),
        true => Screen::new(&web, &visit, tr!("trash-title"))
            .below(&web, &visit, resource)
            .after(plural, visit.links.list(resource)),
    };
    let view = ListView::new(&web, &visit.links, seen, &listing);
    Ok(respond::page(StatusCode::OK, screen.render_value(&web, "resource/list.html", view.into_value(&web)?)?))
}

/// 400 in words, with the way to the plain list.
pub(super) fn no_such_list(visit: &Visit, resource: &Resource, bad: BadQuery) -> WebError {
    let plural = resource.meta().plural;
    WebError::BadRequest {
        words: bad.to_string(),
        way_on: Some((tr!("page-list-show-all", things = plural), visit.links.list(resource))),
    }
}
