//! The list of schedules, and the simple tasks among them.

use axum::{extract::State, http::StatusCode, response::Response};
use kaffy_core::{Area, schedule_rights::View, tr};
use kaffy_jobs::{Origin, ScheduleFilter, ScheduleState};

use super::{Permitted, may, nav, respond};
use crate::{
    WebError,
    extract::{Params, Visit},
    listing::{self, Around, Asked, Offer, Opened, Place, SCHEDULES},
    pages::Web,
    view::{
        Screen,
        jobs::count_words,
        schedules::{ScheduleLineView, SchedulesView, TaskView},
    },
};

pub(crate) async fn page(
    State(web): State<Web>,
    visit: Visit,
    at: Permitted<View>,
    Params(params): Params,
) -> Result<Response, WebError> {
    let (links, actor) = (&visit.links, at.right.actor());
    let views = |list| at.right.views(list);
    let (asked, views) = match listing::open(&web, &visit, &SCHEDULES, &params, views, &fits).await? {
        Opened::List(asked, views) => (asked, views),
        Opened::View(response) => return Ok(response),
    };
    let after = match asked.place(|name| Some(name.to_owned()))? {
        Place::After(name) => Some(name),
        _ => None,
    };
    let found = at.desk().schedules(&at.right, &filter(&asked)?, after.as_deref(), asked.size()).await?;
    let schedules = || found.schedules.iter().map(|line| &line.schedule);
    // What a task is doing is read from the database, and no task is waited for (K133).
    let tasks = match schedules().any(|schedule| schedule.is_task) {
        true => at.jobs.schedules().tasks().await?,
        false => Vec::new(),
    };
    let may_jobs = web.admin.may_in(actor, Area::Jobs, "view");
    let list = asked.parts(Around {
        offers: &|name| offers(&at, name),
        search_help: tr!("schedules-search-help"),
        previous: None,
        next: found.after.clone().map(Place::After),
        is_empty: found.schedules.is_empty(),
        none: tr!("schedules-none-yet"),
        export: Some(links.schedules_export()),
        views,
    });
    let kept = asked.kept();
    let view = SchedulesView {
        nav: nav(&web, &visit, actor),
        list,
        new_href: may(&web, actor, "edit").then(|| links.new_schedule("")),
        count: tr!("schedules-count", number = count_words(found.count, found.count >= 10_000), count = found.count),
        schedules: found.schedules.iter().map(|line| ScheduleLineView::new(&visit, &kept, line, may_jobs)).collect(),
        tasks: schedules()
            .filter(|schedule| schedule.is_task)
            .map(|it| TaskView::new(&visit, &kept, it, tasks.iter().find(|task| task.name == it.name), may_jobs))
            .collect(),
    };
    let screen = Screen::new(&web, &visit, tr!("schedules-title"));
    Ok(respond::page(StatusCode::OK, screen.render(&web, "schedules/list.html", &view)?))
}

/// The schedules that are asked for.
pub(super) fn filter(asked: &Asked<'_>) -> Result<ScheduleFilter, WebError> {
    let mut filter = ScheduleFilter::new();
    let state = asked.word("state", |word| match word {
        "active" => Some((Some(ScheduleState::Active), false)),
        "inactive" => Some((Some(ScheduleState::Inactive), false)),
        "gone" => Some((None, true)),
        _ => None,
    })?;
    if let Some((state, is_gone)) = state {
        (filter.state, filter.is_gone) = (state, Some(is_gone));
    }
    filter.origin = asked.word("origin", |word| match word {
        "code" => Some(Origin::Code),
        "user" => Some(Origin::User),
        _ => None,
    })?;
    filter.is_task = asked.word("kind", |word| match word {
        "task" => Some(true),
        "job" => Some(false),
        _ => None,
    })?;
    filter.job_type = asked.owned("type");
    filter.search = asked.owned("q");
    Ok(filter)
}

/// Whether the list knows all that it is asked for.
pub(in crate::handlers) fn fits(asked: &Asked<'_>) -> Result<(), WebError> {
    filter(asked).map(drop)
}

/// The words that can be chosen.
fn offers(at: &Permitted<View>, name: &str) -> Vec<Offer> {
    let words = match name {
        "state" => vec![
            ("active", tr!("schedules-state-active")),
            ("inactive", tr!("schedules-state-paused")),
            ("gone", tr!("schedules-state-gone")),
        ],
        "origin" => vec![("code", tr!("schedules-origin-code")), ("user", tr!("schedules-origin-user"))],
        "kind" => vec![("task", tr!("schedules-kind-task")), ("job", tr!("schedules-kind-job"))],
        "type" => {
            let named = at.jobs.registry().metas().filter(|meta| !meta.is_own);
            let mut types: Vec<_> = named.map(|meta| (meta.job_type, meta.job_type.to_owned())).collect();
            types.sort();
            types
        }
        _ => Vec::new(),
    };
    words.into_iter().map(|(word, label)| (word.to_owned(), label)).collect()
}
