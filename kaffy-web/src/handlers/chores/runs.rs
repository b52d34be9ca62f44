//! The history of runs (J81).

use axum::{extract::State, http::StatusCode, response::Response};
use kaffy_core::{chore_rights::View, tr};
use kaffy_jobs::chores::{RunFilter, RunStatus};
use uuid::Uuid;

use super::{Permitted, respond, screen};
use crate::{
    WebError,
    extract::{Params, Visit},
    listing::{self, Around, Asked, Offer, Opened, Place, RUNS},
    pages::Web,
    view::{
        chores::{ChoreRunsView, ChoresNav, RunLine, status_label},
        jobs::count_words,
    },
};

pub(crate) async fn page(
    State(web): State<Web>,
    visit: Visit,
    at: Permitted<View>,
    Params(params): Params,
) -> Result<Response, WebError> {
    let views = |list| at.right.views(list);
    let (asked, views) = match listing::open(&web, &visit, &RUNS, &params, views, &fits).await? {
        Opened::List(asked, views) => (asked, views),
        Opened::View(response) => return Ok(response),
    };
    let before = match asked.place(|id| Uuid::parse_str(id).ok())? {
        Place::Before(id) => Some(id),
        _ => None,
    };
    let found = at.desk().chore_runs(&at.right, &filter(&asked)?, before, asked.size().into()).await?;
    let now = at.desk().now();
    let list = asked.parts(Around {
        offers: &|name| offers(&at, name),
        search_help: String::new(),
        previous: None,
        next: found.after.map(Place::Before),
        is_empty: found.runs.is_empty(),
        none: tr!("chores-runs-none-yet"),
        export: Some(visit.links.chores("runs/export")),
        views,
    });
    let (kept, number) = (asked.kept(), count_words(found.count.number, found.count.is_more));
    let view = ChoreRunsView {
        nav: ChoresNav::new(&web, &visit),
        list,
        count: tr!("chores-runs-count", count = found.count.number, number = number),
        runs: found.runs.iter().map(|run| RunLine::new(&visit, &kept, run, now)).collect(),
    };
    let screen = screen(&web, &visit, tr!("chores-runs"));
    Ok(respond::page(StatusCode::OK, screen.render(&web, "chores/runs.html", &view)?))
}

/// The runs that are asked for.
pub(super) fn filter(asked: &Asked<'_>) -> Result<RunFilter, WebError> {
    let mut filter = RunFilter::new();
    filter.chores = asked.owned("chore").map(|key| vec![key]);
    filter.statuses.extend(asked.word("status", RunStatus::of_word)?);
    filter.actor_name = asked.owned("who");
    filter.since = asked.moment("from")?;
    filter.until = asked.moment("until")?;
    Ok(filter)
}

/// Whether the list knows all that it is asked for.
pub(in crate::handlers) fn fits(asked: &Asked<'_>) -> Result<(), WebError> {
    filter(asked).map(drop)
}

/// The words that can be chosen.
fn offers(at: &Permitted<View>, name: &str) -> Vec<Offer> {
    match name {
        "chore" => {
            let chores = at.desk().chores(&at.right);
            chores.iter().map(|it| (it.meta().key.to_owned(), it.meta().title.to_owned())).collect()
        }
        "status" => RunStatus::ALL.into_iter().map(|it| (it.word().to_owned(), status_label(it))).collect(),
        _ => Vec::new(),
    }
}
