//! Jobs and attempts as somebody reads them.

use chrono::{DateTime, Utc};
use kaffy_core::{Cell, DbError, inside::Read};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use super::cells::{Cells, NUMBER, TEXT};
use crate::{JobState, clock};

/// A job as it is now.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct JobRecord {
    /// Its id, in the order of time.
    pub id: Uuid,
    /// The name of its handler.
    pub job_type: String,
    /// Its queue.
    pub queue: String,
    /// Where it is in its life.
    pub state: JobState,
    /// Higher runs first.
    pub priority: i64,
    /// Attempts that count.
    pub attempt: u32,
    /// The most there may be.
    pub max_attempts: u32,
    /// How often it was started, with those that do not count.
    pub starts: u32,
    /// How often it was put off by its handler.
    pub snoozes: u32,
    /// When it may run.
    pub run_at: DateTime<Utc>,
    /// When it was enqueued.
    pub created_at: DateTime<Utc>,
    /// When its last attempt began.
    pub started_at: Option<DateTime<Utc>>,
    /// When it was over.
    pub finished_at: Option<DateTime<Utc>>,
    /// Its arguments.
    pub args: Value,
    /// What it can be found by.
    pub meta: Option<Value>,
    /// What it can be found by.
    pub tags: Vec<String>,
    /// The lane or limit that it is under: `lane:customer-7`.
    pub limit_key: Option<String>,
    /// What kind of record it is about.
    pub resource_type: Option<String>,
    /// Which one.
    pub resource_id: Option<String>,
    /// Who wanted it.
    pub created_by: Option<String>,
    /// The worker that has it, or had it last.
    pub worker: Option<Uuid>,
    /// What its handler returned.
    pub result: Option<Value>,
    /// How far it has come.
    pub progress: Option<Progress>,
    /// When somebody asked for it to stop while it ran.
    pub cancel_at: Option<DateTime<Utc>>,
    /// Who that was.
    pub cancel_by: Option<String>,
    /// What went wrong last.
    pub last_error: Option<String>,
    /// The group that it is a task of.
    pub group_id: Option<Uuid>,
}

/// How far a job has come.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// Steps that are done.
    pub done: u64,
    /// Steps that there are, if that is known.
    pub total: Option<u64>,
    /// What it is at, in words.
    pub message: Option<String>,
}

/// One attempt that did not simply succeed, or that said something.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct AttemptRecord {
    /// The job.
    pub job_id: Uuid,
    /// Counts every start.
    pub start: u32,
    /// The attempt, counted from 1.
    pub attempt: u32,
    /// `succeeded`, `failed`, `panicked`, `timed out`, `undecodable`, `cancelled`, `snoozed`, `interrupted`, `lost`.
    pub outcome: String,
    /// The worker.
    pub worker: Option<Uuid>,
    /// When it began.
    pub started_at: Option<DateTime<Utc>>,
    /// When it ended.
    pub finished_at: DateTime<Utc>,
    /// What went wrong.
    pub error: Option<String>,
    /// Where it panicked.
    pub place: Option<String>,
    /// What was logged.
    pub log: Option<String>,
}

pub(super) const COLUMNS: [&str; 28] = [
    "id",
    "job_type",
    "queue",
    "state",
    "priority",
    "attempt",
    "max_attempts",
    "starts",
    "snoozes",
    "run_at",
    "created_at",
    "started_at",
    "finished_at",
    "args",
    "meta",
    "tags",
    "limit_key",
    "resource_type",
    "resource_id",
    "created_by",
    "worker",
    "result",
    "progress",
    "cancel_at",
    "cancel_by",
    "last_error",
    "group_id",
    "timeout_us",
];
pub(super) const READS: [Read; 28] = [
    TEXT, TEXT, TEXT, TEXT, NUMBER, NUMBER, NUMBER, NUMBER, NUMBER, NUMBER, NUMBER, NUMBER, NUMBER, TEXT, TEXT, TEXT,
    TEXT, TEXT, TEXT, TEXT, TEXT, TEXT, TEXT, NUMBER, TEXT, TEXT, TEXT, NUMBER,
];

impl JobRecord {
    pub(super) fn read(row: Vec<Cell>) -> Result<Self, DbError> {
        let mut cells = Cells::new(row);
        let maybe_time = |micros: Option<i64>| micros.map(clock::time);
        Ok(Self {
            id: cells.id()?,
            job_type: cells.text()?,
            queue: cells.text()?,
            state: state(&cells.text()?)?,
            priority: cells.number()?,
            attempt: cells.count()?,
            max_attempts: cells.count()?,
            starts: cells.count()?,
            snoozes: cells.count()?,
            run_at: clock::time(cells.number()?),
            created_at: clock::time(cells.number()?),
            started_at: maybe_time(cells.maybe_number()?),
            finished_at: maybe_time(cells.maybe_number()?),
            args: json(&cells.text()?),
            meta: cells.maybe_text()?.map(|text| json(&text)),
            tags: cells.maybe_text()?.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default(),
            limit_key: cells.maybe_text()?,
            resource_type: cells.maybe_text()?,
            resource_id: cells.maybe_text()?,
            created_by: cells.maybe_text()?,
            worker: cells.maybe_id()?,
            result: cells.maybe_text()?.map(|text| json(&text)),
            progress: cells.maybe_text()?.and_then(|text| serde_json::from_str(&text).ok()),
            cancel_at: maybe_time(cells.maybe_number()?),
            cancel_by: cells.maybe_text()?,
            last_error: cells.maybe_text()?,
            group_id: cells.maybe_id()?,
        })
    }
}

pub(super) fn state(word: &str) -> Result<JobState, DbError> {
    JobState::of_word(word).ok_or_else(|| DbError::Other(format!("`{word}` is no state of a job").into()))
}

/// What is not JSON is shown as the text it is.
pub(super) fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|_| Value::String(text.to_owned()))
}
