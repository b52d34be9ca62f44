//! The list of jobs.

use axum::{extract::State, http::StatusCode, response::Response};
use kaffy_core::{job_rights::View, tr};
use kaffy_jobs::JobState;

use super::{
    Permitted,
    asked::{self, Asked},
    may, nav, respond,
};
use crate::{
    WebError,
    extract::{Params, Visit},
    pages::Web,
    view::{
        OptionView, Screen,
        jobs::{BulkBar, FilterInput, JobLine, JobsView, StateTab, count_words},
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
    let (asked, place) = (Asked::of(&params)?, asked::place(&params)?);
    let found = at.desk().list(&at.right, &asked.filter, place).await?;
    let (links, actor) = (&visit.links, at.right.actor());
    let total =
        found.counts.iter().fold((0, false), |(sum, more), (_, count)| (sum + count.number, more || count.is_more));
    let tab = |state: Option<JobState>, number: u64, is_more: bool| StateTab {
        label: state.map_or_else(|| tr!("jobs-all-states"), crate::view::jobs::state_label),
        count: count_words(number, is_more),
        href: asked.href(links, state),
        is_current: asked.state == state,
    };
    let tabs = std::iter::once(tab(None, total.0, total.1))
        .chain(found.counts.iter().map(|(state, count)| tab(Some(*state), count.number, count.is_more)));
    let bulk = [("retry", tr!("jobs-retry")), ("cancel", tr!("jobs-cancel")), ("delete", tr!("jobs-delete"))];
    let bulk: Vec<_> = bulk.into_iter().filter(|(right, _)| may(&web, actor, right)).collect();
    let jobs: Vec<_> = found.jobs.iter().map(|job| JobLine::new(&web, &visit, job)).collect();
    let view = JobsView {
        nav: nav(&web, &visit, actor),
        href: links.jobs(""),
        tabs: tabs.collect(),
        filters: filters(&at, &asked),
        state: asked.state.map(|state| state.word().to_owned()),
        is_narrowed: asked.is_narrowed(),
        clear_href: Asked::default().href(links, asked.state),
        looked: found.looked.map(|looked| tr!("jobs-looked", count = count_words(looked, false))),
        bulk: (!bulk.is_empty() && !jobs.is_empty()).then(|| BulkBar {
            action: links.jobs("bulk"),
            actions: bulk.into_iter().map(|(value, label)| option(value, label, false)).collect(),
            token: at.right.seal(ALL, &asked.query()),
            script: links.asset(web.assets().hash(), "actions.js"),
            rows: jobs.len(),
        }),
        jobs,
        older_href: found.older.map(|place| asked.href_at(links, place)),
        newer_href: found.newer.map(|place| asked.href_at(links, place)),
        first_href: (place != kaffy_jobs::desk::JobPlace::Newest).then(|| asked.href(links, asked.state)),
    };
    let screen = Screen::new(&web, &visit, tr!("jobs-title"));
    Ok(respond::page(StatusCode::OK, screen.render(&web, "jobs/list.html", &view)?))
}

fn option(value: &str, label: impl Into<String>, is_on: bool) -> OptionView {
    OptionView { value: value.to_owned(), label: label.into(), is_on }
}

/// The inputs of the filter, but for the state, which has tabs.
fn filters(at: &Permitted<View>, asked: &Asked) -> Vec<FilterInput> {
    let metas = || at.jobs.metas();
    let choices = |name: &str, mut names: Vec<String>| {
        let typed = asked.typed(name);
        if !typed.is_empty() && !names.iter().any(|it| it == typed) {
            names.push(typed.to_owned());
        }
        names.sort();
        names.dedup();
        let all = option("", tr!("jobs-any"), typed.is_empty());
        std::iter::once(all).chain(names.into_iter().map(|it| option(&it, &*it, it == typed))).collect()
    };
    let input = |name: &'static str| FilterInput {
        id: format!("jobs-filter-{name}"),
        name,
        label: asked::label(name),
        value: asked.typed(name).to_owned(),
        kind: match name {
            "type" | "queue" => "select",
            "from" | "until" => "datetime-local",
            "args" => "search",
            _ => "text",
        },
        options: match name {
            "type" => choices(name, metas().map(|meta| meta.job_type.to_owned()).collect()),
            "queue" => choices(name, metas().map(|meta| meta.queue.to_owned()).collect()),
            _ => Vec::new(),
        },
        is_usual: matches!(name, "args" | "type" | "queue"),
    };
    asked::NAMES.into_iter().filter(|name| *name != "state").map(input).collect()
}
