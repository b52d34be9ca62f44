//! A run of a chore, as people see it.

use std::time::Duration;

use chrono::{DateTime, Utc};
use serde_json::Value;
use uuid::Uuid;

use super::{RunMove, RunStatus};

/// A run of a chore.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ChoreRunRecord {
    /// Its id.
    pub id: Uuid,
    /// The key of the chore.
    pub chore: String,
    /// What people called the chore when it was started.
    pub title: String,
    /// Where it is.
    pub status: RunStatus,
    /// Whether what it does is taken back.
    pub is_dry: bool,
    /// The id of whoever started it.
    pub actor: String,
    /// The name of whoever started it.
    pub actor_name: String,
    /// How it was started.
    pub via: StartedVia,
    /// What was typed, with the words of secrets left out.
    pub inputs: Vec<ShownInput>,
    /// When it was started.
    pub created_at: DateTime<Utc>,
    /// When it began to work.
    pub started_at: Option<DateTime<Utc>>,
    /// When it ended.
    pub finished_at: Option<DateTime<Utc>>,
    /// When it last said something, or moved.
    pub changed_at: DateTime<Utc>,
    /// Since when it is asked to pause or to stop.
    pub asked_at: Option<DateTime<Utc>>,
    /// Who asked for that.
    pub asked_by: Option<String>,
    /// The node that works, or worked, on it.
    pub node: Option<String>,
    /// How often it began to work.
    pub starts: u32,
    /// How long it has worked.
    pub busy: Duration,
    /// How many items are done.
    pub done: u64,
    /// How many there are, where that is known.
    pub total: Option<u64>,
    /// What it says about itself, if it does: that it waits for a database, for instance.
    pub message: Option<String>,
    /// What it counts, in the order of their names.
    pub counters: Vec<(String, f64)>,
    /// How many lines it logged.
    pub lines: u64,
    /// How many items failed, where it goes on after one.
    pub failures: u64,
    /// What it returned.
    pub result: Option<Value>,
    /// Why it failed or was stopped.
    pub error: Option<String>,
    /// The item that it failed at.
    pub element: Option<String>,
    /// The version of the program that it was started with.
    pub build: String,
    /// How many other people have to agree.
    pub approvals_needed: u32,
    /// Why what was agreed to does not count any more.
    pub dropped: Option<String>,
    /// The run that it was started again from, or that it is the real one of.
    pub again_of: Option<Uuid>,
    /// Whether one that is paused, or failed, may go on from where it was.
    pub can_resume: bool,
    /// Whether it has a place to go on from, so that nothing is done again.
    pub has_place: bool,
    /// Goes up with every change, so that a page knows whether it shows the latest.
    pub revision: i64,
}

/// How a run was started.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum StartedVia {
    /// On the page.
    Page,
    /// On the command line.
    CommandLine,
    /// By code of the application.
    Code,
}

impl StartedVia {
    /// The word that is stored.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::CommandLine => "command line",
            Self::Code => "code",
        }
    }

    pub(crate) fn of_word(word: &str) -> Self {
        match word {
            "page" => Self::Page,
            "command line" => Self::CommandLine,
            _ => Self::Code,
        }
    }
}

/// An input of a run, for people.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[non_exhaustive]
pub struct ShownInput {
    /// Its name.
    pub name: String,
    /// What people call it.
    pub label: String,
    /// What was typed, masked where it is secret; `None` for nothing.
    pub text: Option<String>,
}

impl ChoreRunRecord {
    /// How long it may be asked to pause or to stop before that may be forced.
    pub const STUCK_AFTER: Duration = Duration::from_secs(5 * 60);

    /// Items in a second, once there is something to tell it from.
    pub fn rate(&self) -> Option<f64> {
        let seconds = self.busy.as_secs_f64();
        (self.done > 0 && seconds > 0.0).then(|| self.done as f64 / seconds)
    }

    /// How long the rest takes at that rate, where it is known how much that is.
    pub fn time_left(&self) -> Option<Duration> {
        let left = self.total?.checked_sub(self.done)?;
        Duration::try_from_secs_f64(left as f64 / self.rate()?).ok()
    }

    /// What may be done to it now, in the order that people look for it.
    pub fn moves(&self, now: DateTime<Utc>) -> Vec<RunMove> {
        let may = |wanted: &RunMove| match wanted {
            RunMove::Resume => self.can_resume,
            RunMove::ForcePause => self.has_place && self.is_stuck(now),
            RunMove::ForceCancel => self.is_stuck(now),
            RunMove::Pause | RunMove::Cancel => true,
        };
        RunMove::ALL.into_iter().filter(|wanted| wanted.from().contains(&self.status) && may(wanted)).collect()
    }

    /// Whether it was asked to pause or to stop so long ago that it may be forced.
    pub fn is_stuck(&self, now: DateTime<Utc>) -> bool {
        matches!(self.status, RunStatus::Pausing | RunStatus::Cancelling)
            && self.asked_at.is_some_and(|at| (now - at).to_std().is_ok_and(|since| since >= Self::STUCK_AFTER))
    }
}

/// A line of the log of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct LogLine {
    /// Its number, counted from 1.
    pub number: u64,
    /// When it was said.
    pub at: DateTime<Utc>,
    /// What was said.
    pub text: String,
}

/// An item that a run was not done to, where it goes on after one (J86).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ItemFailure {
    /// Its place among them, counted from 1.
    pub number: u64,
    /// The item, as the chore calls it.
    pub element: String,
    /// Why.
    pub words: String,
}

/// Something that a dry run changed, and took back (J77).
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct DryChange {
    /// Its place among them, counted from 1.
    pub number: u64,
    /// The table.
    pub table: String,
    /// The key of the row, or what the statement was where rows are not known one by one.
    pub row: String,
    /// The row before; nothing where it was made.
    pub before: Option<Vec<(String, Option<String>)>>,
    /// The row after; nothing where it was deleted.
    pub after: Option<Vec<(String, Option<String>)>>,
    /// How many rows the statement changed, where rows are not known one by one.
    pub rows: Option<u64>,
}

/// Somebody who agreed to a run, or did not (J78).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Approval {
    /// The id of that one.
    pub actor: String,
    /// The name of that one.
    pub name: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Whether it was agreed to.
    pub agreed: bool,
    /// Why.
    pub reason: String,
    /// Whether it still counts.
    pub counts: bool,
}

/// A file that was given to a run, or that it made.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RunFile {
    /// Its id.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// Its media type.
    pub media_type: String,
    /// Its length in bytes.
    pub size: u64,
    /// Its SHA-256 in hexadecimal digits.
    pub digest: String,
    /// Whether it was given to the run, else made by it.
    pub is_input: bool,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it is taken away.
    pub expires_at: DateTime<Utc>,
}
