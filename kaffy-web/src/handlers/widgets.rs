//! One widget: for the script a part of a page, for people a page of its own.

use std::{collections::HashMap, time::Duration};

use axum::{extract::State, http::StatusCode, response::Response};
use kaffy_core::{
    DbError, Reader, Refusal,
    dashboard::{Content, PlacedWidget},
    i18n::Localizer,
    tr,
};
use tokio::task::JoinSet;

use super::respond;
use crate::{
    WebError,
    extract::{Params, Signed, Visit},
    pages::Web,
    view::{BoardView, Outcome, Screen, WidgetView},
};

/// A page that holds all of its widgets does not wait longer than this.
const PATIENCE: Duration = Duration::from_secs(5);

pub(crate) async fn page(
    State(web): State<Web>,
    visit: Visit,
    Signed(actor): Signed,
    params: Params,
) -> Result<Response, WebError> {
    let id = visit.segment(2)?;
    let placed = web.admin.widget(&actor, &id).ok_or_else(WebError::no_page)?;
    let reader = Reader::new(web.admin.clone(), actor.clone());
    let outcome = ask(&visit.number, placed.clone(), reader, placed.widget().time_limit()).await;
    let view = WidgetView::new(&web, &visit, placed, Some(outcome));
    let screen = Screen::new(&web, &visit, &*view.title);
    let template = if params.get("part").is_some() { "widget_part.html" } else { "widget.html" };
    Ok(respond::page(StatusCode::OK, screen.render(&web, template, &view)?))
}

/// The dashboard of a context or the main one, with its widgets waiting; or, for `?whole`, in it.
pub(super) async fn board(web: &Web, visit: &Visit, params: &Params, context: Option<&str>) -> BoardView {
    let Some(actor) = visit.actor() else { return BoardView::new(web, visit, &[], None) };
    let placed: Vec<PlacedWidget> = web.admin.widgets(actor, context).cloned().collect();
    let outcomes = match params.get("whole") {
        Some(_) => Some(all(web, visit, &placed).await),
        None => None,
    };
    BoardView::new(web, visit, &placed, outcomes)
}

/// All of them side by side, each with its own limit.
async fn all(web: &Web, visit: &Visit, placed: &[PlacedWidget]) -> HashMap<String, Outcome> {
    let Some(actor) = visit.actor() else { return HashMap::new() };
    let mut asked = JoinSet::new();
    for widget in placed.iter().cloned() {
        let (reader, number) = (Reader::new(web.admin.clone(), actor.clone()), visit.number.clone());
        asked.spawn(Localizer::current().scope(async move {
            let limit = widget.widget().time_limit().min(PATIENCE);
            (widget.id().to_owned(), ask(&number, widget, reader, limit).await)
        }));
    }
    asked.join_all().await.into_iter().collect()
}

/// What a widget shows, or why it shows nothing, in words. A task of its own: what panics or never
/// yields there does no harm here, and what takes too long is dropped.
async fn ask(number: &str, placed: PlacedWidget, reader: Reader, limit: Duration) -> Outcome {
    let (title, actor) = (placed.widget().title().to_owned(), reader.actor().id.clone());
    let mut task = JoinSet::new();
    task.spawn(Localizer::current().scope(async move { placed.content(reader).await }));
    let (words, cause) = match tokio::time::timeout(limit, task.join_next()).await {
        Ok(Some(Ok(Ok(content)))) => return Ok::<Content, _>(content),
        Ok(Some(Ok(Err(refusal)))) => said(&refusal),
        Ok(Some(Err(broken))) => (tr!(OURS), Some(broken.to_string())),
        Ok(None) => (tr!(OURS), Some("the task is gone".to_owned())),
        Err(_) => (tr!("widget-slow", seconds = limit.as_secs_f64()), Some("too slow".to_owned())),
    };
    if let Some(cause) = cause {
        tracing::error!(number, widget = title, actor, cause, "a widget failed");
    }
    Err(words)
}

const OURS: &str = "widget-broken";

/// A refusal in words for people, and for the log if somebody has to look into it.
fn said(refusal: &Refusal) -> (String, Option<String>) {
    match refusal {
        Refusal::Database(DbError::Unavailable(_) | DbError::Timeout) => {
            (tr!("widget-database"), Some(refusal.to_string()))
        }
        Refusal::Database(error) => {
            let source = std::error::Error::source(error).map(|source| format!(": {source}")).unwrap_or_default();
            (tr!(OURS), Some(format!("{error}{source}")))
        }
        words => (words.to_string(), None),
    }
}
