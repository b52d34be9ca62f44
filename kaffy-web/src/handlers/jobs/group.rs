//! One group, and stopping what is left of it.

use axum::{extract::State, http::StatusCode, response::Response};
use kaffy_core::{
    job_rights::{Cancel, View},
    tr,
};
use kaffy_jobs::{GroupError, TaskStatus};
use uuid::Uuid;

use super::{Permitted, may, nav, respond, screen};
use crate::{
    WebError,
    extract::{Params, Pressed, Visit, id_of},
    flash::Flash,
    listing::{GROUPS, Kept, bad},
    pages::Web,
    view::{
        PagerView, StateTab,
        jobs::{GroupView, TaskPaging, count_words, group_name, task_label},
    },
};

/// The id of the group that the address names.
fn id(visit: &Visit) -> Result<Uuid, WebError> {
    id_of(&visit.segment(2)?).ok_or_else(no_group)
}

fn no_group() -> WebError {
    WebError::NotFound(tr!("jobs-no-group"))
}

fn refused(visit: &Visit, id: Uuid, error: GroupError) -> WebError {
    match error {
        GroupError::NotFound(_) => no_group(),
        GroupError::Database(error) => error.into(),
        _ => WebError::NotNow { words: tr!("jobs-group-over"), way_on: (tr!("jobs-back"), page_of(visit, id, [])) },
    }
}

pub(crate) async fn page(
    State(web): State<Web>,
    visit: Visit,
    at: Permitted<View>,
    Params(params): Params,
) -> Result<Response, WebError> {
    let id = id(&visit)?;
    let given = |name: &str| params.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
    let bad = |name: String| bad(&tr!("jobs-group-tasks"), &name);
    let status = given("status").filter(|word| !word.is_empty());
    let status = status.map(|word| TaskStatus::of_word(word).ok_or_else(|| bad(tr!("jobs-state")))).transpose()?;
    let behind = given("behind").map(|it| it.parse::<i64>().map_err(|_| bad(tr!("jobs-task-place")))).transpose()?;
    let one = at.desk().group(&at.right, id, status, behind.unwrap_or(0)).await;
    let one = one.map_err(|error| refused(&visit, id, error))?;
    let group = &one.group;
    let tab = |of: Option<TaskStatus>, number: u64| StateTab {
        label: of.map_or_else(|| tr!("jobs-all-states"), task_label),
        count: count_words(number, group.tasks.is_more),
        href: page_of(&visit, id, of.map(|of| ("status", of.word()))),
        is_current: of == status,
    };
    let tabs = std::iter::once(tab(None, group.tasks.total()))
        .chain(TaskStatus::ALL.into_iter().map(|of| tab(Some(of), group.tasks.of(of))));
    let chosen = status.map(|of| ("status", of.word()));
    let next = one.next.map(|next| next.to_string());
    let next = next.map(|next| page_of(&visit, id, chosen.into_iter().chain([("behind", next.as_str())])));
    let pager = PagerView::onwards(behind.map(|_| page_of(&visit, id, chosen)), next);
    let paging = TaskPaging { tabs: tabs.collect(), pager };
    let actor = at.right.actor();
    let back = Kept::of(&GROUPS, &visit);
    let cancel = (may(&web, actor, "cancel") && group.ended_at.is_none())
        .then(|| back.on(&visit.links.jobs(&format!("groups/{id}/cancel"))));
    let view = GroupView::new(&visit, group, &one.tasks, paging, cancel, nav(&web, &visit, actor));
    let screen = screen(&web, &visit, group_name(group)).after(tr!("jobs-groups"), back.href(&GROUPS, &visit.links));
    Ok(respond::page(StatusCode::OK, screen.render(&web, "jobs/group.html", &view)?))
}

pub(crate) async fn cancel(
    State(web): State<Web>,
    visit: Visit,
    at: Permitted<Cancel>,
    _: Pressed,
) -> Result<Response, WebError> {
    let id = id(&visit)?;
    let stopped = at.desk().cancel_group(&at.right, id).await.map_err(|error| refused(&visit, id, error))?;
    let flash = Flash::success(tr!("jobs-group-stopped", count = stopped));
    respond::see_other(&web, &visit, &page_of(&visit, id, []), Some(flash))
}

/// The page of a group with some of its tasks, and with the list that leads there.
fn page_of<'a>(visit: &Visit, id: Uuid, pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    Kept::of(&GROUPS, visit).on(&visit.links.job_group_at(id, pairs))
}
