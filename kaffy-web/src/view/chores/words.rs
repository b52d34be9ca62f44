//! Where a run is, and what a chore says about itself, in words.

use kaffy_core::tr;
use kaffy_jobs::chores::{Holder, Restriction, RunStatus, StartedVia};

use crate::{
    extract::Visit,
    view::{MomentView, jobs::StateView},
};

/// Where a run is, with its colour.
pub(crate) fn status_view(status: RunStatus) -> StateView {
    let tone = match status {
        RunStatus::Succeeded => 0,
        RunStatus::Awaiting | RunStatus::Pausing | RunStatus::Interrupted | RunStatus::Cancelling => 1,
        RunStatus::Enqueued => 2,
        RunStatus::Running => 4,
        RunStatus::Paused => 5,
        RunStatus::Errored => 6,
        _ => 3,
    };
    StateView { word: status.word(), label: status_label(status), tone }
}

/// What people call where a run is.
pub(crate) fn status_label(status: RunStatus) -> String {
    match status {
        RunStatus::Awaiting => tr!("chores-status-awaiting"),
        RunStatus::Enqueued => tr!("chores-status-enqueued"),
        RunStatus::Running => tr!("chores-status-running"),
        RunStatus::Pausing => tr!("chores-status-pausing"),
        RunStatus::Paused => tr!("chores-status-paused"),
        RunStatus::Interrupted => tr!("chores-status-interrupted"),
        RunStatus::Cancelling => tr!("chores-status-cancelling"),
        RunStatus::Cancelled => tr!("chores-status-cancelled"),
        RunStatus::Succeeded => tr!("chores-status-succeeded"),
        RunStatus::Errored => tr!("chores-status-errored"),
        other => other.word().to_owned(),
    }
}

/// The same by its word, as it is stored.
pub(crate) fn status_words(word: &str) -> String {
    RunStatus::of_word(word).map_or_else(|| word.to_owned(), status_label)
}

/// The same as a sentence that says what comes next; none where the word says all.
pub(super) fn explained(status: RunStatus, is_dry: bool) -> Option<String> {
    Some(match status {
        RunStatus::Awaiting => tr!("chores-now-awaiting"),
        RunStatus::Enqueued => tr!("chores-now-enqueued"),
        RunStatus::Pausing => tr!("chores-now-pausing"),
        RunStatus::Paused => tr!("chores-now-paused"),
        RunStatus::Interrupted => tr!("chores-now-interrupted"),
        RunStatus::Cancelling => tr!("chores-now-cancelling"),
        RunStatus::Succeeded if is_dry => tr!("chores-now-dry-succeeded"),
        RunStatus::Cancelled => tr!("chores-now-cancelled"),
        _ => return None,
    })
}

/// How a run was started.
pub(crate) fn via(via: StartedVia) -> String {
    match via {
        StartedVia::Page => tr!("chores-via-page"),
        StartedVia::CommandLine => tr!("chores-via-command-line"),
        _ => tr!("chores-via-code"),
    }
}

/// What a chore may not run beside.
pub(crate) fn restriction(restriction: Restriction) -> String {
    match restriction {
        Restriction::None => tr!("chores-restriction-none"),
        Restriction::Own => tr!("chores-restriction-self"),
        Restriction::Global => tr!("chores-restriction-global"),
    }
}

/// Which run keeps another out (C23).
#[derive(Clone, Debug)]
pub(crate) struct HolderView {
    /// The same in words.
    pub(crate) words: String,
    /// Its page, for somebody who may see it.
    pub(crate) href: Option<String>,
}

impl HolderView {
    /// Of a chore that is not there for whoever reads this, they hear no more than that one runs (C33).
    pub(crate) fn new(visit: &Visit, holder: &Holder, is_seen: bool) -> Self {
        if !is_seen {
            return Self { words: tr!("chores-held-unseen"), href: None };
        }
        let words = tr!(
            "chores-held",
            title = holder.title.as_str(),
            status = status_label(holder.status),
            who = holder.actor_name.as_str(),
            when = MomentView::new(holder.created_at).words
        );
        Self { words, href: Some(visit.links.chore_run(holder.run, "")) }
    }

    /// The words and the page, as templates have them.
    pub(crate) fn parts(this: Option<Self>) -> (Option<String>, Option<String>) {
        this.map_or((None, None), |it| (Some(it.words), it.href))
    }
}
