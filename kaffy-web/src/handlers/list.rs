//! The list of a resource.

use axum::{extract::State, http::StatusCode, response::Response};
use kaffy_core::{Allowed, BadQuery, Count, Resource, View, ViewMark, tr, views::SavedView};

use super::{
    choosing,
    facets::{self, Facets},
    naming, picking, respond,
};
use crate::{
    WebError,
    extract::{Params, Permitted, Visit},
    flash::Flash,
    pages::Web,
    view::{ListView, Listing, Screen},
};

pub(crate) async fn page(
    State(web): State<Web>,
    visit: Visit,
    allowed: Permitted<View>,
    params: Params,
) -> Result<Response, WebError> {
    let params = params.without_marks();
    naming::of_page(&visit, allowed.resource(), &params)?;
    let no_list = |bad| no_such_list(&visit, allowed.resource(), bad);
    if let Some(asked) = choosing::asked(&params) {
        let query = allowed.list_query(&asked).map_err(no_list)?;
        let place = visit.links.list_at(allowed.resource(), &query.to_query_string());
        return respond::see_other(&web, &visit, &place, None);
    }
    let mut query = allowed.list_query(&params.0).map_err(no_list)?;
    let trash = if query.is_in_trash() { allowed.in_trash() } else { None };
    let seen: &Allowed<View> = trash.as_ref().unwrap_or(&allowed);
    let resource = seen.resource();
    if let Some(path) = params.get(picking::PICK).filter(|path| !path.is_empty()) {
        return picking::for_filter(&web, &visit, seen, &query, path, &params).await;
    }
    if let Some(counts) = facets::for_script(seen, &query, &params).await? {
        return Ok(counts);
    }
    let views = allowed.views();
    if let (Some(views), ViewMark::Saved(id), [_]) = (&views, query.view(), &*params.0) {
        let view = views.find(id).await?.ok_or_else(|| WebError::NotFound(tr!("views-gone")))?;
        return open(&web, &visit, &allowed, &view);
    }
    // None waits for another, where the pool has a connection for each; where not, the slowest is last.
    let found = seen.page_with_views(&query, views.as_ref());
    let ((page, labels, saved), count) = tokio::try_join!(found, seen.count(&query))?;
    if let Some(first) = saved.iter().find(|view| view.is_default) {
        // What is read by then is lost; a statement before all others would cost everybody.
        if params.0.is_empty() {
            return open(&web, &visit, &allowed, first);
        }
        if query.view() == ViewMark::Unsaid {
            // From here on the plain list is meant where it is linked to.
            query = query.in_view(ViewMark::None);
        }
    }
    // What takes too long to count takes too long to look through for dates.
    let drill_down = if count == Count::Many { None } else { seen.drill_down(&query).await? };
    let facets = Facets::of_page(seen, &query, &params).await?;
    #[cfg(feature = "jobs")]
    let news = super::actions::background::news(&web, &visit, seen).await?;
    #[cfg(not(feature = "jobs"))]
    let news = Vec::new();
    let views = views.map(|views| (views, saved));
    let listing = Listing { query, page, count, labels, drill_down, views, news, facets };
    let plural = resource.meta().plural;
    let screen = match seen.is_in_trash() {
        false => Screen::new(&web, &visit, plural).below(&web, &visit, resource),
        true => Screen::new(&web, &visit, tr!("trash-title"))
            .below(&web, &visit, resource)
            .after(plural, visit.links.list(resource)),
    };
    let view = ListView::new(&web, &visit.links, seen, &listing);
    Ok(respond::page(StatusCode::OK, view.render(screen, &web)?))
}

/// Leads to the list as a saved view has it, as far as the actor may see that.
fn open(web: &Web, visit: &Visit, allowed: &Allowed<View>, view: &SavedView) -> Result<Response, WebError> {
    let (query, is_cut) = allowed.list_of(&view.query);
    let place = visit.links.list_at(allowed.resource(), &query.in_view(ViewMark::Saved(view.id)).to_query_string());
    // What was just done, and how to undo it, waits for the next page and is said once only; this is said each time.
    let is_said = is_cut && visit.flash.is_none();
    let flash = is_said.then(|| Flash::warning(tr!("views-left-out", name = view.name.as_str())));
    respond::see_other(web, visit, &place, flash)
}

/// 400 in words, with the way to the plain list.
pub(super) fn no_such_list(visit: &Visit, resource: &Resource, bad: BadQuery) -> WebError {
    refused(visit, resource, bad.to_string())
}

pub(super) fn refused(visit: &Visit, resource: &Resource, words: String) -> WebError {
    let all = tr!("page-list-show-all", things = resource.meta().plural);
    WebError::BadRequest { words, way_on: Some((all, visit.links.list(resource))) }
}
