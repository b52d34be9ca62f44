//! The history of runs (J81).

use axum::{extract::State, http::StatusCode, response::Response};
use kaffy_core::{chore_rights::View, tr};

use super::{Permitted, asked::Asked, respond, screen};
use crate::{
    WebError,
    extract::{Params, Visit},
    pages::Web,
    view::{
        chores::{ChoreRunsView, ChoresNav, RunLine},
        jobs::count_words,
    },
};

/// Runs of a page.
const PAGE: u64 = 50;

pub(crate) async fn page(
    State(web): State<Web>,
    visit: Visit,
    at: Permitted<View>,
    Params(params): Params,
) -> Result<Response, WebError> {
    let asked = Asked::of(&params)?;
    let found = at.desk().chore_runs(&at.right, &asked.filter, asked.before, PAGE).await?;
    let now = at.desk().now();
    let place = visit.links.chores("runs");
    let number = count_words(found.count.number, found.count.is_more);
    let view = ChoreRunsView {
        nav: ChoresNav::new(&web, &visit),
        filters: asked.filters(&at),
        is_narrowed: asked.is_narrowed(),
        count: tr!("chores-runs-count", count = found.count.number, number = number),
        runs: found.runs.iter().map(|run| RunLine::new(&visit, run, now)).collect(),
        older_href: found.after.map(|last| asked.href(&place, Some(last))),
        first_href: asked.before.is_some().then(|| asked.href(&place, None)),
        export_href: asked.href(&visit.links.chores("runs/export"), None),
        href: place,
    };
    let screen = screen(&web, &visit, tr!("chores-runs"));
    Ok(respond::page(StatusCode::OK, screen.render(&web, "chores/runs.html", &view)?))
}
