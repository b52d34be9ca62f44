//! The list of jobs.

use axum::{extract::State, http::StatusCode, response::Response};
use kaffy_core::{Actor, job_rights::View, tr};
use kaffy_jobs::JobState;

use super::{Permitted, asked, may, nav, respond, tabs};
use crate::{
    WebError,
    extract::{Params, Visit},
    listing::{self, Around, Asked, JOBS, Offer, Opened},
    pages::Web,
    view::{
        ActionOption, Screen, SelectionView,
        jobs::{JobLine, JobsView, count_words, state_label},
    },
};

/// What the list of all that match is signed for.
pub(super) const ALL: &str = "all that match";

pub(crate) async fn page(
    State(web): State<Web>,
    visit: Visit,
    at: Permitted<View>,
    Params(params): Params,
) -> Result<Response, WebError> {
    let (links, actor) = (&visit.links, at.right.actor());
    let views = |list| at.right.views(list);
    let (asked, views) = match listing::open(&web, &visit, &JOBS, &params, views, &asked::fits).await? {
        Opened::List(asked, views) => (asked, views),
        Opened::View(response) => return Ok(response),
    };
    let (filter, place) = (asked::filter(&asked)?, asked::place(&asked)?);
    let found = at.desk().list(&at.right, &filter, place, asked.size()).await?;
    let counts = found.counts.iter().map(|(state, count)| (state.word(), state_label(*state), *count));
    let list = asked.parts(Around {
        offers: &|name| offers(&at, name),
        search_help: tr!("jobs-search-help"),
        previous: found.newer.map(asked::at),
        next: found.older.map(asked::at),
        is_empty: found.jobs.is_empty(),
        none: tr!("jobs-none-yet"),
        export: Some(links.jobs("export")),
        views,
    });
    let kept = asked.kept();
    let view = JobsView {
        nav: nav(&web, &visit, actor),
        tabs: tabs(&asked, "state", counts),
        looked: found.looked.map(|looked| tr!("jobs-looked", count = count_words(looked, false))),
        selection: selection(&web, &visit, &at, &asked, found.jobs.len()),
        jobs: found.jobs.iter().map(|job| JobLine::new(&visit, &kept, job)).collect(),
        list,
    };
    let screen = Screen::new(&web, &visit, tr!("jobs-title"));
    Ok(respond::page(StatusCode::OK, screen.render(&web, "jobs/list.html", &view)?))
}

/// The words that can be chosen.
fn offers(at: &Permitted<View>, name: &str) -> Vec<Offer> {
    let mut names: Vec<&str> = match name {
        "state" => return JobState::ALL.map(|state| (state.word().to_owned(), state_label(state))).to_vec(),
        "type" => at.jobs.metas().map(|meta| meta.job_type).collect(),
        "queue" => at.jobs.metas().map(|meta| meta.queue).collect(),
        _ => Vec::new(),
    };
    names.sort_unstable();
    names.dedup();
    names.into_iter().map(|name| (name.to_owned(), name.to_owned())).collect()
}

/// The bar of the ticked jobs, for somebody who may do something to them.
fn selection(web: &Web, visit: &Visit, at: &Permitted<View>, asked: &Asked<'_>, rows: usize) -> Option<SelectionView> {
    let actions = actions(web, at.right.actor());
    (!actions.is_empty() && rows > 0).then(|| SelectionView {
        action: visit.links.jobs("bulk"),
        export: None,
        back: asked.kept().text().to_owned(),
        actions,
        rows,
        token: Some(at.right.seal(ALL, &asked.narrowing())),
        all: tr!("selection-many-match"),
        select_all: tr!("selection-select", all = tr!("selection-many-match")),
        selected_all: tr!("selection-selected", all = tr!("selection-many-match")),
        script: visit.links.asset(web.assets().hash(), "actions.js"),
    })
}

fn actions(web: &Web, actor: &Actor) -> Vec<ActionOption> {
    let all = [("retry", tr!("jobs-retry")), ("cancel", tr!("jobs-cancel")), ("delete", tr!("jobs-delete"))];
    let mine = all.into_iter().filter(|(right, _)| may(web, actor, right));
    mine.map(|(key, label)| ActionOption { key: key.to_owned(), label }).collect()
}
