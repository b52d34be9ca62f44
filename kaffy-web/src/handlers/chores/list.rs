//! The list of chores, and what runs.

use axum::{extract::State, http::StatusCode, response::Response};
use kaffy_core::{chore_rights::View, tr};
use kaffy_jobs::chores::{ChoreRunRecord, LogLine, Restriction, RunFilter, RunStatus};

use super::{Permitted, may, respond};
use crate::{
    WebError,
    extract::{Params, Visit, is_mark, shown},
    listing::bad,
    pages::Web,
    view::{
        Screen, SearchView,
        chores::{ChoreLine, ChoresNav, ChoresView, RunCard, finds},
        jobs::count_words,
    },
};

/// Cards of what is not over.
const CARDS: u64 = 20;
/// Cards with the last line of their log, each of which is asked for.
const WITH_LINES: usize = 5;
/// Runs that are looked at for what keeps others out.
const READ: u64 = 100;
/// Characters of a search.
const LONGEST: usize = 200;

pub(crate) async fn page(
    State(web): State<Web>,
    visit: Visit,
    at: Permitted<View>,
    params: Params,
) -> Result<Response, WebError> {
    if let Some((name, _)) = params.0.iter().find(|(name, _)| name != "q" && !is_mark(name)) {
        let words = tr!("page-list-unknown", things = tr!("chores-title"), name = shown(name));
        let all = tr!("page-list-show-all", things = tr!("chores-title"));
        return Err(WebError::BadRequest { words, way_on: Some((all, visit.links.chores(""))) });
    }
    let search = params.get("q").unwrap_or_default().trim();
    if search.contains('\0') || search.chars().count() > LONGEST {
        return Err(bad(&tr!("chores-title"), &tr!("page-list-search")));
    }
    let chores = at.desk().chores(&at.right);
    let latest = at.desk().latest_chore_runs(&at.right).await?;
    let mut open = RunFilter::new();
    open.statuses = RunStatus::ALL.into_iter().filter(|status| !status.is_final()).collect();
    let found = at.desk().chore_runs(&at.right, &open, None, READ).await?;
    let running = found.runs;
    let is_global = |key: &str| {
        chores.iter().any(|entry| entry.meta().key == key && entry.meta().restriction == Restriction::Global)
    };
    let line = |entry: &kaffy_jobs::chores::ChoreEntry| {
        let last = latest.iter().find(|run| run.chore == entry.meta().key);
        ChoreLine::new(&visit, *entry, last, &running, is_global)
    };
    let lines: Vec<_> = chores.iter().filter(|entry| finds(**entry, search)).map(line).collect();
    let actor = at.right.actor();
    let mut cards = Vec::new();
    for (place, run) in running.iter().take(CARDS as usize).enumerate() {
        let line = if place < WITH_LINES { last_line(&at, run).await? } else { None };
        cards.push(RunCard::new(&visit, run, line.as_ref(), may(&web, actor, "stop")));
    }
    let rest = found.count.number.saturating_sub(CARDS);
    let view = ChoresView {
        nav: ChoresNav::new(&web, &visit),
        href: visit.links.chores(""),
        plural: tr!("chores-title"),
        search: Some(SearchView { value: search.to_owned(), help: tr!("chores-search-help"), carried: Vec::new() }),
        count: tr!("chores-count", count = lines.len(), number = count_words(lines.len() as u64, false)),
        chores: lines,
        running: cards,
        more: (rest > 0).then(|| tr!("chores-running-more", count = rest, number = count_words(rest, false))),
    };
    let screen = Screen::new(&web, &visit, tr!("chores-title"));
    Ok(respond::page(StatusCode::OK, screen.render(&web, "chores/list.html", &view)?))
}

async fn last_line(at: &Permitted<View>, run: &ChoreRunRecord) -> Result<Option<LogLine>, WebError> {
    match run.lines {
        0 => Ok(None),
        lines => Ok(at.jobs.chores().log(run.id, lines - 1, 1).await?.pop()),
    }
}
