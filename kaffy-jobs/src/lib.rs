//! Background jobs: typed, durable, safe against crashes.
//!
//! Use the `kaffy` crate, which re-exports all of this with the macro.
//!
//! A job is a row in the application's own database. It is started at least once and at most `max_attempts` times; what
//! its handler writes in [the job's own transaction](JobContext::complete_in) is there exactly once. Attempts count from
//! the moment a worker takes the job, and are given back only when it is interrupted cleanly. Higher priority runs
//! first.

mod builder;
pub mod chores;
mod clock;
mod context;
pub mod desk;
mod dispatch;
mod doctor;
mod engine;
mod enqueue;
mod error;
mod group;
mod job;
mod jobs;
mod limit;
mod log;
mod meta;
mod new_job;
mod registry;
mod retention;
mod runs;
mod schedules;
mod state;
mod store;
pub mod testing;
mod unique;

pub use apalis_core;
pub use apalis_core::task::data::Data;
pub use builder::{JobService, JobsBuildError, JobsBuilder};
pub use context::JobContext;
pub use dispatch::{BoxError, Done, Envelope};
pub use engine::{Health, JobEvent, JobEvents, ShutdownReport, Unfinished, Worker, WorkerHandle};
pub use enqueue::{Enqueue, EnqueueInCtx, Enqueued};
pub use error::{EnqueueError, JobError, ManageError};
pub use group::{
    CallbackRecord, CallbackWhen, FieldPath, GroupEnd, GroupError, GroupStatus, MoreTasks, NewGroup, Page, Rule,
    Search, SearchError, Strategy, TaskStatus,
};
#[doc(hidden)]
pub use job::returned;
pub use job::{FromContext, Job, JobEntry};
pub use jobs::{COUNT_LIMIT, Jobs, MAX_PAGE, WithJobs};
pub use kaffy_cron as cron;
pub use limit::Limit;
pub use log::JobLogs;
pub use meta::{Backoff, JobMeta, Need};
#[doc(hidden)]
pub use new_job::JobOptions;
pub use new_job::{MAX_PRIORITY, Options};
pub use registry::JobRegistry;
pub use retention::Retention;
pub use runs::{ActionRun, MOST_FAILURES, RunFailure};
pub use schedules::{
    Added, Changed, Every, MAX_NAME, Missed, NewSchedule, Origin, Overlap, RunNow, RunOn, ScheduleError, ScheduleMeta,
    ScheduleProblem, ScheduleRecord, ScheduleState, ScheduledRun, ScheduledTaskRecord, Schedules, TickJob, TickOutcome,
    TickRecord, Trigger, WhySchedule, storage,
};
pub use state::JobState;
pub use store::schedules::ScheduleFilter;
pub use store::{
    AttemptRecord, Count, GroupRecord, JobFilter, JobRecord, Minute, Progress, QueueRecord, TaskCounts, TaskRecord,
    WorkerRecord,
};
pub use unique::{Replace, Unique};

/// What the macro writes paths to. Not for people.
#[doc(hidden)]
pub mod __private {
    pub use serde;
    pub use serde_json::{Value as JsonValue, to_value as to_json};

    pub use crate::schedules::run_task;
}

#[cfg(feature = "discover")]
#[doc(hidden)]
pub use inventory as __inventory;

/// Registers a handler for `.discover()`; nothing without the feature `discover`.
#[cfg(feature = "discover")]
#[doc(hidden)]
#[macro_export]
macro_rules! submit_job {
    ($entry:expr) => {
        $crate::__inventory::submit! { $entry }
    };
}

/// Registers a handler for `.discover()`; nothing without the feature `discover`.
#[cfg(not(feature = "discover"))]
#[doc(hidden)]
#[macro_export]
macro_rules! submit_job {
    ($entry:expr) => {};
}

/// Registers a chore for `.discover()`; nothing without the feature `discover`.
#[cfg(feature = "discover")]
#[doc(hidden)]
#[macro_export]
macro_rules! submit_chore {
    ($entry:expr) => {
        $crate::__inventory::submit! { $entry }
    };
}

/// Registers a chore for `.discover()`; nothing without the feature `discover`.
#[cfg(not(feature = "discover"))]
#[doc(hidden)]
#[macro_export]
macro_rules! submit_chore {
    ($entry:expr) => {};
}
