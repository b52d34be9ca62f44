//! The jobs of an application: enqueueing, reading and changing them.

mod changing;
mod queues;
mod reading;
mod storing;
mod waking;
mod with_jobs;

use std::{collections::HashMap, fmt, sync::Arc};

use apalis_core::task::extensions::Extensions;
use kaffy_core::{Admin, Database};
use tokio::sync::broadcast;

pub(crate) use self::changing::short;
pub use self::{
    reading::{COUNT_LIMIT, MAX_PAGE},
    with_jobs::WithJobs,
};
use crate::{
    Enqueue, Job, JobEvents, JobMeta, JobRegistry, JobsBuilder, Limit, Retention, Worker,
    builder::JobService,
    chores::{ChoreRegistry, RunChore},
    clock::Clock,
    engine::Hooks,
    runs::Admins,
    schedules::CodeSchedules,
};

/// The jobs of an application. Cheap to clone.
///
/// ```
/// # use std::time::Duration;
/// # use kaffy_jobs::{Job, JobFilter, JobState, Jobs};
/// # async fn example(jobs: Jobs, send_welcome: impl Job) -> Result<(), Box<dyn std::error::Error>> {
/// // With `#[job_handler]` a function is a type of its own name: `jobs.enqueue(send_welcome { user_id: 7 })`.
/// let enqueued = jobs.enqueue(send_welcome).after(Duration::from_secs(60)).record(7).await?;
///
/// // Whoever looks after them.
/// for job in jobs.list(&JobFilter::new().state(JobState::Failed), None, 50).await? {
///     println!("{} failed in {}", job.job_type, job.queue);
///     jobs.retry(job.id).await?;
/// }
/// jobs.cancel(enqueued.id(), Some("Ann")).await?;
/// jobs.pause_queue("mail", "Ann", "The mail server moves.").await?;
/// # Ok(()) }
/// ```
#[derive(Clone)]
pub struct Jobs(Arc<Inner>);

struct Inner {
    parts: Parts,
    clock: Clock,
    admins: Admins,
    wake: broadcast::Sender<Arc<str>>,
    hooks: Hooks,
}

pub(crate) struct Parts {
    pub(crate) db: Database,
    pub(crate) registry: JobRegistry,
    pub(crate) chores: ChoreRegistry,
    /// The version of the program.
    pub(crate) build: String,
    pub(crate) service: JobService,
    pub(crate) data: Extensions,
    pub(crate) limits: HashMap<String, Limit>,
    pub(crate) events: Option<Arc<dyn JobEvents>>,
    pub(crate) max_args: usize,
    pub(crate) retention: Retention,
    pub(crate) schedules: CodeSchedules,
}

impl Jobs {
    /// Starts jobs over a database.
    pub fn builder(db: &Database) -> JobsBuilder {
        JobsBuilder::new(db)
    }

    pub(crate) fn of(parts: Parts, clock: Clock) -> Self {
        let hooks = Hooks::new(parts.events.clone());
        Self(Arc::new(Inner { parts, clock, admins: Admins::default(), wake: broadcast::channel(1024).0, hooks }))
    }

    // Here and not with the others, since the compiler calls it `Jobs::enqueue` then where a job is none.
    /// A job that is stored when what this returns is awaited:
    /// `jobs.enqueue(send_welcome { user_id: 7 }).after(Duration::from_secs(60)).await?`.
    pub fn enqueue<J: Job>(&self, job: J) -> Enqueue<'_, J> {
        Enqueue::new(self, job)
    }

    /// A worker that runs these jobs, to be configured.
    pub fn worker(&self) -> Worker {
        Worker::new(self.clone())
    }

    /// The handlers.
    pub fn registry(&self) -> &JobRegistry {
        &self.parts().registry
    }

    pub(crate) fn chore_registry(&self) -> &ChoreRegistry {
        &self.parts().chores
    }

    /// The version of the program; see [`JobsBuilder::build_version`](crate::JobsBuilder::build_version).
    pub fn build_version(&self) -> &str {
        &self.parts().build
    }

    /// The database.
    pub fn database(&self) -> &Database {
        &self.parts().db
    }

    /// What the handlers say of which this process can do jobs: those of actions of the admin and of chores only where
    /// there are such.
    #[doc(hidden)]
    pub fn metas(&self) -> impl Iterator<Item = &'static JobMeta> {
        let has_actions = self.admins().all().iter().any(Admin::has_background_actions);
        let has_chores = self.chore_registry().all().next().is_some();
        let is_done = move |meta: &&'static JobMeta| match meta.job_type {
            _ if !meta.is_own => true,
            own if own == RunChore::META.job_type => has_chores,
            _ => has_actions,
        };
        self.registry().metas().filter(is_done)
    }

    /// Their types.
    pub(crate) fn types(&self) -> Vec<String> {
        self.metas().map(|meta| meta.job_type.to_owned()).collect()
    }

    /// What code and configuration say about schedules.
    pub(crate) fn code(&self) -> &CodeSchedules {
        &self.parts().schedules
    }

    /// The admins that know these jobs.
    pub(crate) fn admins(&self) -> &Admins {
        &self.0.admins
    }

    pub(crate) fn parts(&self) -> &Parts {
        &self.0.parts
    }

    pub(crate) fn clock(&self) -> &Clock {
        &self.0.clock
    }

    /// Lets the clock of these jobs go wrong by so many microseconds: for tests of other machines' clocks.
    #[doc(hidden)]
    pub fn clock_off(&self, micros: i64) {
        self.clock().skew(micros);
        self.wake("!due");
    }

    pub(crate) fn hooks(&self) -> &Hooks {
        &self.0.hooks
    }
}

impl fmt::Debug for Jobs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Jobs").field("handlers", self.registry()).finish_non_exhaustive()
    }
}
