//! One run: how far it is, what it says, what can be done to it.

use axum::{extract::State, http::StatusCode, response::Response};
use kaffy_core::{chore_rights::View, tr};
use kaffy_jobs::chores::RunStatus;

use super::{Permitted, held, no_run, page_of, respond, run_id, screen_of_runs};
use crate::{
    WebError,
    extract::{Params, Visit},
    links::{query_string, with_query},
    listing::{Kept, RUNS, bad},
    pages::Web,
    view::{
        PagerView,
        chores::{ApprovalForm, ChoreRunView, ChoresNav, RowChangeView, RunRights, may},
    },
};

/// Lines of a log on a page.
const LINES: u64 = 500;
/// Items that failed, and changes of a dry run, on a page.
const ITEMS: u64 = 100;

pub(crate) async fn page(
    State(web): State<Web>,
    visit: Visit,
    at: Permitted<View>,
    params: Params,
) -> Result<Response, WebError> {
    draw(&web, &visit, &at, &params, StatusCode::OK, None).await
}

/// The page, or once more with what is wrong with an answer.
pub(super) async fn draw(
    web: &Web,
    visit: &Visit,
    at: &Permitted<View>,
    params: &Params,
    status: StatusCode,
    asked: Option<ApprovalForm>,
) -> Result<Response, WebError> {
    let id = run_id(visit)?;
    let place = |name: &str| match params.get(name).map(str::parse::<u64>) {
        None => Ok(None),
        Some(Ok(number)) if i64::try_from(number).is_ok() => Ok(Some(number)),
        Some(_) => Err(bad(&tr!("chores-runs"), &tr!("page-list-pages"))),
    };
    let (before, changes_after, failures_after) = (place("before")?, place("changes")?, place("failures")?);
    let one = at.desk().chore_run(&at.right, id).await?.ok_or_else(no_run)?;
    let (run, actor) = (&one.run, at.right.actor());
    let rights = RunRights {
        run: may(web, actor, "run"),
        stop: may(web, actor, "stop"),
        approve: may(web, actor, "approve"),
        is_own: one.is_own,
    };
    // The last lines, or those before one.
    let last = before.map_or(run.lines, |before| before.saturating_sub(1).min(run.lines));
    let first = last.saturating_sub(LINES);
    let lines = if last == 0 { Vec::new() } else { at.desk().chore_log(&at.right, id, first, last - first).await? };
    let back = Kept::of(&RUNS, visit);
    let href = |name: &str, number: u64| {
        let number = number.to_string();
        back.on(&with_query(&visit.links.chore_run(id, ""), &query_string([(name, number.as_str())])))
    };
    let mut view = ChoreRunView::new(ChoresNav::new(web, visit), visit, run, at.desk().now(), rights)
        .with_lines(&lines)
        .with_files(visit, run, &one.files, rights.stop)
        .with_holder(one.holder.as_ref().map(|holder| held(visit, at, holder)))
        .with_approvals(visit, &one, actor, rights, asked);
    view.earlier_href = (first > 0).then(|| href("before", first + 1));
    view.latest_href = before.map(|_| page_of(visit, id, ""));
    if run.failures > 0 {
        let after = failures_after.unwrap_or(0);
        let items = at.desk().chore_failures(&at.right, id, after, ITEMS).await?;
        let next = items.last().filter(|it| it.number < run.failures).map(|it| href("failures", it.number));
        view.failures_pager = PagerView::onwards(failures_after.map(|_| page_of(visit, id, "")), next);
        view = view.with_failures(&items);
    }
    if run.is_dry && run.status != RunStatus::Awaiting {
        let after = changes_after.unwrap_or(0);
        let mut changes = at.desk().dry_changes(&at.right, id, after, ITEMS + 1).await?;
        let goes_on = changes.len() as u64 > ITEMS;
        changes.truncate(usize::try_from(ITEMS).unwrap_or(usize::MAX));
        let next = changes.last().filter(|_| goes_on).map(|it| href("changes", it.number));
        view.changes_pager = PagerView::onwards(changes_after.map(|_| page_of(visit, id, "")), next);
        view.changes = changes.iter().map(RowChangeView::new).collect();
    }
    if let Some(entry) = one.entry {
        let key = entry.meta().key;
        view.chore_href = Some(visit.links.chore(key, []));
        let again = id.to_string();
        view.again_href = rights.run.then(|| visit.links.chore(key, [("again", again.as_str())]));
    }
    let screen = screen_of_runs(web, visit, &*view.title).failed_if(status != StatusCode::OK);
    Ok(respond::page(status, screen.render(web, "chores/run.html", &view)?))
}
