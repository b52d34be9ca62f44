//! The page of one run.

use chrono::{DateTime, TimeDelta, Utc};
use kaffy_core::tr;
use kaffy_jobs::chores::{ChoreRunRecord, ItemFailure, LogLine, RunFile, RunStatus};
use serde::Serialize;

use super::{
    ApprovalsView, ChoresNav, CounterView, HolderView, LineView, MoveButton, RowChangeView, RunProgressView, live,
    moves::moves, named, runs, status_view, via_words, words,
};
use crate::{
    extract::Visit,
    listing::{Kept, RUNS},
    view::{
        LinkView, MomentView, PagerView, bytes,
        jobs::{FactView, StateView, count_words, cut, length, pretty},
    },
};

/// Characters of an error (S32).
const ERROR: usize = 10_000;

/// What somebody may do to a run.
#[derive(Clone, Copy)]
pub(crate) struct RunRights {
    pub(crate) run: bool,
    pub(crate) stop: bool,
    pub(crate) approve: bool,
    /// Whether the run is their own.
    pub(crate) is_own: bool,
}

/// `chores/run.html`: one run.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct ChoreRunView {
    /// The pages beside it.
    pub nav: ChoresNav,
    /// Its id.
    pub id: String,
    /// This page.
    pub href: String,
    /// What people call its chore.
    pub title: String,
    /// The page of its chore, for somebody who may see it.
    pub chore_href: Option<String>,
    /// Where it is.
    pub state: StateView,
    /// What comes next, as a sentence.
    pub now: Option<String>,
    /// Whether what it does is taken back.
    pub is_dry: bool,
    /// Whether nothing happens to it any more.
    pub is_over: bool,
    /// The run that keeps it out.
    pub holder: Option<String>,
    /// The page of that run, for somebody who may see it.
    pub holder_href: Option<String>,
    /// What it says about itself.
    pub message: Option<String>,
    /// How far it is.
    pub progress: Option<RunProgressView>,
    /// What it counts.
    pub counters: Vec<CounterView>,
    /// Why it failed or was stopped.
    pub error: Option<RunErrorView>,
    /// What it returned, as JSON.
    pub result: Option<String>,
    /// What was typed, with secrets masked.
    pub inputs: Vec<ShownInputView>,
    /// More about it.
    pub facts: Vec<FactView>,
    /// The run that it was started again from.
    pub again_of: Option<LinkView>,
    /// Who agreed to it; none where nobody has to.
    pub approvals: Option<ApprovalsView>,
    /// What a dry run would have changed.
    pub changes: Vec<RowChangeView>,
    /// The way through them, where they are more than a page.
    pub changes_pager: Option<PagerView>,
    /// Where exactly this is run for real, by a form that posts.
    pub exactly: Option<String>,
    /// The items that it was not done to.
    pub failures: Vec<FailureLine>,
    /// How many there are, in words.
    pub failures_count: String,
    /// The way through them, where they are more than a page.
    pub failures_pager: Option<PagerView>,
    /// All of them as a file.
    pub failures_href: String,
    /// Files that it was given and that it made.
    pub files: Vec<FileLine>,
    /// Some lines of its log, in their order.
    pub lines: Vec<LineView>,
    /// How many lines there are, in words.
    pub lines_count: String,
    /// The page with earlier ones.
    pub earlier_href: Option<String>,
    /// The page with the last ones, unless this is it.
    pub latest_href: Option<String>,
    /// The whole log as a file.
    pub log_href: String,
    /// The number of the last line here.
    pub last_line: u64,
    /// What can be done to it.
    pub moves: Vec<MoveButton>,
    /// Where the form with the same inputs is, for somebody who may.
    pub again_href: Option<String>,
    /// Where the page hears of changes, while there can be some.
    pub live_href: Option<String>,
    /// What the page looks like: see [`LiveView`](super::LiveView).
    pub shape: String,
}

/// Why a run failed.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct RunErrorView {
    /// The reason.
    pub words: String,
    /// Whether that is only the beginning.
    pub is_cut: bool,
    /// The item that it failed at (J86).
    pub element: Option<String>,
}

/// What was typed into an input.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct ShownInputView {
    /// What people call it.
    pub label: String,
    /// The text; none for nothing.
    pub text: Option<String>,
}

/// An item that a run was not done to (J86).
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct FailureLine {
    /// The item, as the chore calls it.
    pub element: String,
    /// Why.
    pub words: String,
}

/// A file of a run (J80).
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct FileLine {
    /// Its name.
    pub name: String,
    /// Where it is handed out; nowhere for one that was given to the run.
    pub href: Option<String>,
    /// How large it is.
    pub size: String,
    /// Whether it was given to the run, else made by it.
    pub is_input: bool,
    /// When it is taken away.
    pub expires_at: MomentView,
    /// The page that takes it away now, for somebody who may.
    pub delete_href: Option<String>,
}

impl ChoreRunView {
    /// What the record itself says; the rest is for the handler to fill in.
    pub(crate) fn new(
        nav: ChoresNav,
        visit: &Visit,
        run: &ChoreRunRecord,
        now: DateTime<Utc>,
        rights: RunRights,
    ) -> Self {
        let back = Kept::of(&RUNS, visit);
        let place = |below: &str| back.on(&visit.links.chore_run(run.id, below));
        let is_over = run.status.is_final();
        Self {
            nav,
            id: run.id.to_string(),
            href: place(""),
            title: named(&run.title, run.is_dry),
            chore_href: None,
            state: status_view(run.status),
            now: words::explained(run.status, run.is_dry),
            is_dry: run.is_dry,
            is_over,
            holder: None,
            holder_href: None,
            message: run.message.clone().filter(|_| !is_over),
            progress: RunProgressView::of(run),
            counters: CounterView::all(run),
            error: run.error.as_deref().map(|error| {
                let (words, is_cut) = cut(error, ERROR);
                RunErrorView { words, is_cut, element: run.element.clone() }
            }),
            result: run.result.as_ref().filter(|result| !result.is_null()).map(pretty),
            inputs: run
                .inputs
                .iter()
                .map(|it| ShownInputView { label: it.label.clone(), text: it.text.clone() })
                .collect(),
            facts: facts(run, now),
            again_of: run.again_of.map(|id| LinkView {
                label: tr!("chores-earlier-run"),
                href: visit.links.chore_run(id, ""),
                is_current: false,
            }),
            approvals: None,
            changes: Vec::new(),
            changes_pager: None,
            exactly: (run.is_dry && rights.run && rights.is_own && run.status == RunStatus::Succeeded)
                .then(|| place("exactly")),
            failures: Vec::new(),
            failures_count: tr!("chores-failures", count = run.failures, items = count_words(run.failures, false)),
            failures_pager: None,
            failures_href: place("failures"),
            files: Vec::new(),
            lines: Vec::new(),
            lines_count: tr!("chores-lines", count = run.lines, lines = count_words(run.lines, false)),
            earlier_href: None,
            latest_href: None,
            log_href: place("log.txt"),
            last_line: 0,
            moves: if rights.stop { moves(visit, run, now) } else { Vec::new() },
            again_href: None,
            live_href: (!is_over).then(|| place("live")),
            shape: live::shape(run, now),
        }
    }

    /// With lines of its log.
    #[must_use]
    pub(crate) fn with_lines(mut self, lines: &[LogLine]) -> Self {
        self.last_line = lines.last().map_or(0, |line| line.number);
        self.lines = lines.iter().map(LineView::new).collect();
        self
    }

    /// With items that it was not done to.
    #[must_use]
    pub(crate) fn with_failures(mut self, failures: &[ItemFailure]) -> Self {
        let view = |it: &ItemFailure| FailureLine { element: it.element.clone(), words: cut(&it.words, ERROR).0 };
        self.failures = failures.iter().map(view).collect();
        self
    }

    /// With its files.
    #[must_use]
    pub(crate) fn with_files(
        mut self,
        visit: &Visit,
        run: &ChoreRunRecord,
        files: &[RunFile],
        may_delete: bool,
    ) -> Self {
        let back = Kept::of(&RUNS, visit);
        let view = |file: &RunFile| {
            let href = visit.links.chore_run(run.id, &format!("files/{}", file.id));
            FileLine {
                name: file.name.clone(),
                delete_href: (may_delete && !file.is_input).then(|| back.on(&format!("{href}/delete"))),
                href: (!file.is_input).then_some(href),
                size: bytes(file.size),
                is_input: file.is_input,
                expires_at: MomentView::new(file.expires_at),
            }
        };
        self.files = files.iter().map(view).collect();
        self
    }

    /// With what keeps it out.
    #[must_use]
    pub(crate) fn with_holder(mut self, holder: Option<HolderView>) -> Self {
        (self.holder, self.holder_href) = HolderView::parts(holder);
        self
    }
}

fn facts(run: &ChoreRunRecord, now: DateTime<Utc>) -> Vec<FactView> {
    let exact = |at: DateTime<Utc>| MomentView::to_the_second(at).exact;
    let asked = run.asked_at.zip(run.asked_by.as_deref()).filter(|_| !run.status.is_final());
    let busy = TimeDelta::from_std(run.busy).ok().filter(|busy| !busy.is_zero() && run.starts > 1);
    let facts = [
        (tr!("chores-by"), Some(run.actor_name.clone()), false),
        (tr!("chores-via"), Some(via_words(run.via)), false),
        (tr!("chores-created-at"), Some(exact(run.created_at)), false),
        (tr!("chores-started-at"), run.started_at.map(exact), false),
        (tr!("chores-finished-at"), run.finished_at.map(exact), false),
        (tr!("chores-took"), runs::took(run, now).map(length), false),
        (tr!("chores-busy"), busy.map(length), false),
        (tr!("chores-asked"), asked.map(|(at, by)| tr!("chores-asked-by", who = by, when = exact(at))), false),
        (tr!("chores-node"), run.node.clone(), true),
        (tr!("chores-starts"), (run.starts > 1).then(|| run.starts.to_string()), false),
        (tr!("chores-build"), Some(run.build.clone()).filter(|build| !build.is_empty()), true),
        (tr!("chores-run-id"), Some(run.id.to_string()), true),
    ];
    facts.into_iter().filter_map(|(name, value, is_code)| Some(FactView { name, value: value?, is_code })).collect()
}
