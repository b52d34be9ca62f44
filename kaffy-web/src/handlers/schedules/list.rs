//! The list of schedules, and the simple tasks among them.

use axum::{extract::State, http::StatusCode, response::Response};
use kaffy_core::{Area, schedule_rights::View, tr};
use kaffy_jobs::{MAX_NAME, Origin, ScheduleFilter, ScheduleState};

use super::{Permitted, may, nav, respond};
use crate::{
    WebError,
    extract::{Params, Visit},
    pages::Web,
    view::{
        OptionView, Screen,
        jobs::{FilterInput, count_words},
        schedules::{ScheduleLineView, SchedulesView, TaskView},
    },
};

/// What narrows the list, in the order of the form.
const NAMES: [&str; 5] = ["q", "state", "origin", "kind", "type"];

pub(crate) async fn page(
    State(web): State<Web>,
    visit: Visit,
    at: Permitted<View>,
    params: Params,
) -> Result<Response, WebError> {
    let (filter, after) = asked(&params)?;
    let found = at.desk().schedules(&at.right, &filter, after).await?;
    let schedules = || found.schedules.iter().map(|line| &line.schedule);
    // What a task is doing is read from the database, and no task is waited for (K133).
    let tasks = match schedules().any(|schedule| schedule.is_task) {
        true => at.jobs.schedules().tasks().await?,
        false => Vec::new(),
    };
    let (links, actor) = (&visit.links, at.right.actor());
    let may_jobs = web.admin.may_in(actor, Area::Jobs, "view");
    let typed = |name: &str| params.get(name).unwrap_or_default().trim().to_owned();
    let narrowed: Vec<_> = NAMES.into_iter().map(|name| (name, typed(name))).filter(|(_, it)| !it.is_empty()).collect();
    let at_page = |after: Option<&str>| {
        let pairs = narrowed.iter().map(|(name, value)| (*name, value.as_str()));
        links.schedules(pairs.chain(after.map(|after| ("after", after))))
    };
    let view = SchedulesView {
        nav: nav(&web, &visit, actor),
        href: links.schedules([]),
        new_href: may(&web, actor, "edit").then(|| links.new_schedule("")),
        filters: filters(&at, &typed),
        is_narrowed: !narrowed.is_empty(),
        count: tr!("schedules-count", number = count_words(found.count, found.count >= 10_000), count = found.count),
        schedules: found.schedules.iter().map(|line| ScheduleLineView::new(&visit, line, may_jobs)).collect(),
        tasks: schedules()
            .filter(|schedule| schedule.is_task)
            .map(|it| TaskView::new(&visit, it, tasks.iter().find(|task| task.name == it.name), may_jobs))
            .collect(),
        next_href: found.after.as_deref().map(|after| at_page(Some(after))),
        first_href: after.is_some().then(|| at_page(None)),
    };
    let screen = Screen::new(&web, &visit, tr!("schedules-title"));
    Ok(respond::page(StatusCode::OK, screen.render(&web, "schedules/list.html", &view)?))
}

/// What the address asks for: the address, and nothing else, says it.
fn asked(params: &Params) -> Result<(ScheduleFilter, Option<&str>), WebError> {
    let bad = |name: &str| WebError::bad_request(tr!("schedules-bad-query", name = label(name)));
    for name in NAMES.into_iter().chain(["after"]) {
        let given = params.get(name).unwrap_or_default();
        if given.contains('\0') || given.chars().count() > MAX_NAME {
            return Err(bad(name));
        }
    }
    let given = |name: &str| params.get(name).map(str::trim).filter(|value| !value.is_empty());
    let mut filter = ScheduleFilter::new();
    (filter.state, filter.is_gone) = match given("state") {
        None => (None, None),
        Some("active") => (Some(ScheduleState::Active), Some(false)),
        Some("inactive") => (Some(ScheduleState::Inactive), Some(false)),
        Some("gone") => (None, Some(true)),
        Some(_) => return Err(bad("state")),
    };
    filter.origin = match given("origin") {
        None => None,
        Some("code") => Some(Origin::Code),
        Some("user") => Some(Origin::User),
        Some(_) => return Err(bad("origin")),
    };
    filter.is_task = match given("kind") {
        None => None,
        Some("task") => Some(true),
        Some("job") => Some(false),
        Some(_) => return Err(bad("kind")),
    };
    filter.job_type = given("type").map(str::to_owned);
    filter.search = given("q").map(str::to_owned);
    Ok((filter, params.get("after").filter(|after| !after.is_empty())))
}

fn label(name: &str) -> String {
    match name {
        "q" => tr!("schedules-name"),
        "state" => tr!("jobs-state"),
        "origin" => tr!("schedules-origin"),
        "kind" => tr!("schedules-kind"),
        "type" => tr!("jobs-type"),
        _ => tr!("schedules-pages"),
    }
}

fn filters(at: &Permitted<View>, typed: &dyn Fn(&str) -> String) -> Vec<FilterInput> {
    let input = |name: &'static str| {
        let value = typed(name);
        let choices: Vec<(String, String)> = match name {
            "state" => vec![
                ("active".to_owned(), tr!("schedules-state-active")),
                ("inactive".to_owned(), tr!("schedules-state-paused")),
                ("gone".to_owned(), tr!("schedules-state-gone")),
            ],
            "origin" => vec![
                ("code".to_owned(), tr!("schedules-origin-code")),
                ("user".to_owned(), tr!("schedules-origin-user")),
            ],
            "kind" => {
                vec![("task".to_owned(), tr!("schedules-kind-task")), ("job".to_owned(), tr!("schedules-kind-job"))]
            }
            "type" => {
                let named = at.jobs.registry().metas().filter(|meta| !meta.is_own);
                let mut types: Vec<_> = named.map(|meta| meta.job_type.to_owned()).collect();
                types.extend(Some(value.clone()).filter(|it| !it.is_empty() && !types.contains(it)));
                types.sort();
                types.into_iter().map(|it| (it.clone(), it)).collect()
            }
            _ => Vec::new(),
        };
        let option = |(name, label): (String, String)| OptionView { is_on: name == value, value: name, label };
        let any = (String::new(), tr!("jobs-any"));
        FilterInput {
            id: format!("schedules-filter-{name}"),
            name,
            label: label(name),
            kind: if name == "q" { "search" } else { "select" },
            options: std::iter::once(any).chain(choices).map(option).collect(),
            is_usual: true,
            value,
        }
    };
    NAMES.into_iter().map(input).collect()
}
