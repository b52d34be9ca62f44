//! Rows as a file: the page that asks which columns and how, and the download (A28).
//!
//! The page is a GET with the query of the list; a selection of the list posts to it. The download is a POST
//! with the token of the browser: it changes nothing, but no other site should make it begin.

mod asked;
mod download;
#[cfg(feature = "xlsx")]
mod xlsx;

use axum::{extract::State, http::StatusCode, response::Response};
use kaffy_core::{Allowed, NoExport, View, tr};

use self::asked::Asked;
pub(crate) use self::download::{attachment, file_name};
use super::{actions::narrowed, respond};
use crate::{
    WebError,
    extract::{Form, Params, Permitted, Visit},
    links::with_query,
    pages::Web,
    view::{ExportView, Screen, count_words},
};

/// The button that begins the download.
const RUN: &str = "_run";

/// The page, for all that a list shows.
pub(crate) async fn page(
    State(web): State<Web>,
    visit: Visit,
    seen: Permitted<View>,
    params: Params,
) -> Result<Response, WebError> {
    allowed(&seen)?;
    draw(&web, &visit, &seen, &Asked::of_params(&visit, &seen, params)?, None).await
}

/// The page, for what is selected in a list; or the file.
pub(crate) async fn post(
    State(web): State<Web>,
    visit: Visit,
    seen: Permitted<View>,
    form: Form,
) -> Result<Response, WebError> {
    allowed(&seen)?;
    let asked = Asked::of_form(&visit, &seen, &form)?;
    if form.get(RUN).is_none() {
        return draw(&web, &visit, &seen, &asked, None).await;
    }
    let owned = web.admin.authorize::<View>(seen.actor(), seen.resource())?;
    match owned.export(asked.selection.clone(), &asked.columns(&seen), asked.style()) {
        #[cfg(feature = "xlsx")]
        Ok(export) if asked.format == "xlsx" => xlsx::answer(&seen, export).await,
        Ok(export) => download::answer(&visit, &seen, export, &asked).await,
        Err(NoExport::Forbidden(_)) => Err(forbidden(&seen)),
        Err(NoExport::Nothing) => draw(&web, &visit, &seen, &asked, Some(NoExport::Nothing.to_string())).await,
        Err(other) => Err(WebError::bad_request(other.to_string())),
    }
}

fn allowed(seen: &Allowed<View>) -> Result<(), WebError> {
    if seen.may_export() { Ok(()) } else { Err(forbidden(seen)) }
}

fn forbidden(seen: &Allowed<View>) -> WebError {
    WebError::Forbidden(NoExport::Forbidden(seen.resource().meta().plural).to_string())
}

async fn draw(
    web: &Web,
    visit: &Visit,
    seen: &Allowed<View>,
    asked: &Asked,
    problem: Option<String>,
) -> Result<Response, WebError> {
    let (resource, links) = (seen.resource(), &visit.links);
    let count = asked.count(seen).await?;
    let list = with_query(&links.list(resource), &asked.query.to_query_string());
    let status = if problem.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let view = ExportView {
        action: links.export(resource),
        cancel_href: list.clone(),
        narrowed: asked.narrowed(narrowed(seen, &asked.query).await?),
        count: count_words(count, resource.meta()),
        problem,
        ..ExportView::new(seen, count, &asked.query, asked.chosen.as_deref(), asked.style(), asked.is_for_excel())
    };
    let view = ExportView { selected: asked.hidden.clone(), back: asked.query.to_query_string(), ..view };
    let screen = Screen::new(web, visit, tr!("export-title"))
        .below(web, visit, resource)
        .after(resource.meta().plural, list)
        .failed_if(view.problem.is_some());
    Ok(respond::page(status, screen.render(web, "resource/export.html", &view)?))
}
