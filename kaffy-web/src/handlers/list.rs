//! The list of a resource.

use axum::{extract::State, http::StatusCode, response::Response};
use kaffy_core::{BadQuery, Count, Resource, View, tr};

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
    let resource = allowed.resource();
    let query = allowed.list_query(&params.0).map_err(|bad| no_such_list(&visit, resource, bad))?;
    if let Some(path) = params.get(picking::PICK).filter(|path| !path.is_empty()) {
        return picking::for_filter(&web, &visit, &allowed, &query, path, &params).await;
    }
    if let Some(counts) = facets::for_script(&allowed, &query, &params).await? {
        return Ok(counts);
    }
    // None waits for another, where the pool has a connection for each; where not, the slowest is last.
    let ((page, labels), count) = tokio::try_join!(allowed.page_with_labels(&query), allowed.count(&query))?;
    // What takes too long to count takes too long to look through for dates.
    let drill_down = if count == Count::Many { None } else { allowed.drill_down(&query).await? };
    let facets = Facets::of_page(&allowed, &query, &params).await?;
    #[cfg(feature = "jobs")]
    let news = super::actions::background::news(&web, &visit, &allowed).await?;
    #[cfg(not(feature = "jobs"))]
    let news = Vec::new();
    let listing = Listing { query, page, count, labels, drill_down, news, facets };
    let screen = Screen::new(&web, &visit, resource.meta().plural).below(&web, &visit, resource);
    let view = ListView::new(&web, &visit.links, &allowed, &listing);
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
