//! The history of runs (J81).

use chrono::{DateTime, TimeDelta, Utc};
use kaffy_jobs::chores::ChoreRunRecord;
use serde::Serialize;

use super::{ChoresNav, named, status_view, via_words};
use crate::{
    extract::Visit,
    listing::Kept,
    view::{
        ListParts, MomentView,
        jobs::{StateView, cut, length},
    },
};

/// Characters of a text in a row.
const TEXT: usize = 160;

/// `chores/runs.html`: all runs.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct ChoreRunsView {
    /// The pages beside it.
    pub nav: ChoresNav,
    /// What is around its rows.
    #[serde(flatten)]
    pub list: ListParts,
    /// How many match, in words.
    pub count: String,
    /// The runs, the latest first.
    pub runs: Vec<RunLine>,
}

/// A run in the list.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct RunLine {
    /// Its id.
    pub id: String,
    /// Its page.
    pub href: String,
    /// What people call its chore.
    pub title: String,
    /// Its chore's name in addresses.
    pub chore: String,
    /// Where it is.
    pub state: StateView,
    /// When it was started.
    pub created_at: MomentView,
    /// Who started it.
    pub actor: String,
    /// How it was started.
    pub via: String,
    /// The beginning of what was typed.
    pub inputs: String,
    /// How long it took, or takes so far; none before it began.
    pub took: Option<String>,
    /// The beginning of why it failed or was stopped.
    pub error: Option<String>,
}

impl RunLine {
    pub(crate) fn new(visit: &Visit, list: &Kept, run: &ChoreRunRecord, now: DateTime<Utc>) -> Self {
        Self {
            id: run.id.to_string(),
            href: list.on(&visit.links.chore_run(run.id, "")),
            title: named(&run.title, run.is_dry),
            chore: run.chore.clone(),
            state: status_view(run.status),
            created_at: MomentView::new(run.created_at),
            actor: run.actor_name.clone(),
            via: via_words(run.via),
            inputs: cut(&inputs(run), TEXT).0,
            took: took(run, now).map(length),
            error: run.error.as_deref().map(|error| cut(error, TEXT).0),
        }
    }
}

/// What was typed, in one line: `Category: 3, Factor: 1.1`.
pub(crate) fn inputs(run: &ChoreRunRecord) -> String {
    let line = |input: &kaffy_jobs::chores::ShownInput| {
        input.text.as_ref().map(|text| format!("{}: {}", input.label, text.replace(['\n', '\r'], " ")))
    };
    run.inputs.iter().filter_map(line).collect::<Vec<_>>().join(", ")
}

/// How long it took from its beginning to its end, or takes so far.
pub(crate) fn took(run: &ChoreRunRecord, now: DateTime<Utc>) -> Option<TimeDelta> {
    let begun = run.started_at?;
    Some(run.finished_at.unwrap_or(now) - begun)
}
