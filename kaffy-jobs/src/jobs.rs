//! The jobs of an application: enqueueing, reading and changing them.

use std::{collections::HashMap, fmt, sync::Arc, time::Duration};

use apalis_core::task::extensions::Extensions;
use chrono::{DateTime, Utc};
use kaffy_core::{Admin, AdminBuilder, Area, Database, DbError, inside::Lend};
use serde_json::Value;
use tokio::sync::broadcast;
use uuid::Uuid;

use crate::{
    AttemptRecord, Count, Enqueue, EnqueueError, Enqueued, Job, JobEvent, JobEvents, JobFilter, JobMeta, JobOptions,
    JobRecord, JobRegistry, JobState, JobsBuilder, Limit, ManageError, Options, QueueRecord, Retention, Worker,
    WorkerRecord,
    builder::JobService,
    chores::{ChoreRegistry, RunChore},
    clock::{self, Clock},
    engine::Hooks,
    new_job::NewJob,
    runs::Admins,
    schedules::CodeSchedules,
    store::{self, Change, schedules::Fired},
};

/// The most that one page of jobs has.
pub const MAX_PAGE: u64 = 500;
/// Where counts of jobs end.
pub const COUNT_LIMIT: u64 = 100_000;

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

    /// A job that is stored when what this returns is awaited:
    /// `jobs.enqueue(send_welcome { user_id: 7 }).after(Duration::from_secs(60)).await?`.
    pub fn enqueue<J: Job>(&self, job: J) -> Enqueue<'_, J> {
        Enqueue::new(self, job)
    }

    /// Stores many jobs of a type at once, in one transaction (J4).
    ///
    /// ```
    /// # use kaffy_jobs::{EnqueueError, Job, Jobs, Options};
    /// # async fn example<SendWelcome: Job>(jobs: &Jobs, welcomes: Vec<SendWelcome>) -> Result<(), EnqueueError> {
    /// let enqueued = jobs.enqueue_all(welcomes, Options::new().tag("import").priority(10)).await?;
    /// println!("{} new ones", enqueued.iter().filter(|job| job.is_new()).count());
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    /// See [`EnqueueError`]; none is stored then.
    pub async fn enqueue_all<J: Job>(
        &self,
        jobs: impl IntoIterator<Item = J>,
        options: Options,
    ) -> Result<Vec<Enqueued>, EnqueueError> {
        let jobs = jobs.into_iter().map(|job| self.new_job(&job, &options.options)).collect::<Result<Vec<_>, _>>()?;
        self.store(jobs).await
    }

    /// Stores a job by the name of its type, with arguments that its handler decodes: for pages and programs that know
    /// no Rust types.
    ///
    /// ```
    /// # use kaffy_jobs::{Jobs, ManageError, Options};
    /// # async fn example(jobs: &Jobs) -> Result<(), ManageError> {
    /// jobs.enqueue_by_name("send_welcome", &serde_json::json!({ "user_id": 7 }), Options::new()).await?;
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    /// When no handler has the name, or the arguments are not what it takes; see [`ManageError`].
    pub async fn enqueue_by_name(
        &self,
        job_type: &str,
        args: &Value,
        options: Options,
    ) -> Result<Enqueued, ManageError> {
        let handler = self.registry().named(job_type).filter(|handler| !handler.meta().is_task());
        let handler = handler.ok_or_else(|| EnqueueError::Unknown(job_type.to_owned()))?;
        handler
            .check(&args.to_string())
            .map_err(|reason| ManageError::Args { job_type: job_type.to_owned(), reason })?;
        let job = NewJob::new(handler.meta(), args, &options.options, self.clock().now(), self.parts().max_args)?;
        Ok(self.store(vec![job]).await.map(crate::enqueue::first)?)
    }

    pub(crate) fn new_job<J: Job>(&self, job: &J, options: &JobOptions) -> Result<NewJob, EnqueueError> {
        let args = serde_json::to_value(job).map_err(EnqueueError::Args)?;
        NewJob::new(J::META, &args, options, self.clock().now(), self.parts().max_args)
    }

    pub(crate) async fn store(&self, jobs: Vec<NewJob>) -> Result<Vec<Enqueued>, EnqueueError> {
        let mut tx = self.database().begin().await?;
        let done = store::insert(&mut tx.lend(), &jobs, self.clock().now()).await?;
        tx.commit().await?;
        self.wake_for(&jobs);
        Ok(done)
    }

    pub(crate) async fn store_in(&self, tx: &mut impl Lend, jobs: Vec<NewJob>) -> Result<Vec<Enqueued>, EnqueueError> {
        let done = store::insert(&mut tx.lend(), &jobs, self.clock().now()).await?;
        self.wake_once_committed(tx, jobs);
        Ok(done)
    }

    /// Wakes the workers of this process for jobs of a transaction, once that is committed.
    pub(crate) fn wake_once_committed(&self, tx: &mut impl Lend, jobs: Vec<NewJob>) {
        let own = self.clone();
        let wake: Box<dyn FnOnce() + Send> = Box::new(move || own.wake_for(&jobs));
        if let Err(wake) = tx.once_committed(wake) {
            // Nobody says when the application commits. To look soon costs little; each second it is looked anyway.
            if let Ok(runtime) = tokio::runtime::Handle::try_current() {
                let own = self.clone();
                runtime.spawn(async move {
                    tokio::time::sleep(Duration::from_millis(10)).await;
                    wake();
                    for wait in [30, 60, 150] {
                        tokio::time::sleep(Duration::from_millis(wait)).await;
                        own.wake("");
                    }
                });
            }
        }
    }

    pub(crate) fn wake_for(&self, jobs: &[NewJob]) {
        let payloads: std::collections::BTreeSet<_> = jobs.iter().filter_map(NewJob::wakes).collect();
        for payload in payloads {
            self.wake(&payload);
        }
        if jobs.iter().any(|job| job.state == JobState::Scheduled) {
            self.wake("!due");
        }
    }

    /// Wakes the workers of this process: a hint, and nothing else.
    pub(crate) fn wake(&self, what: &str) {
        // Nobody may listen.
        let _ = self.0.wake.send(what.into());
    }

    pub(crate) fn wakes(&self) -> broadcast::Receiver<Arc<str>> {
        self.0.wake.subscribe()
    }

    /// A worker that runs these jobs, to be configured.
    pub fn worker(&self) -> Worker {
        Worker::new(self.clone())
    }

    /// Stops a job: one that waits at once, one that runs within two seconds. Says the state that it is in now:
    /// cancelled, or still running.
    ///
    /// # Errors
    /// When it is over; see [`ManageError`].
    pub async fn cancel(&self, id: Uuid, by: Option<&str>) -> Result<JobState, ManageError> {
        let change = Change::Cancel { by: short(by), even_running: true };
        let state = self.change(id, change).await?.unwrap_or(JobState::Cancelled);
        if state == JobState::Running {
            self.wake("!stop");
        }
        Ok(state)
    }

    /// Stops a job unless it runs (P10).
    ///
    /// # Errors
    /// When it runs or is over; see [`ManageError`].
    pub async fn cancel_waiting(&self, id: Uuid, by: Option<&str>) -> Result<(), ManageError> {
        self.change(id, Change::Cancel { by: short(by), even_running: false }).await.map(drop)
    }

    /// Stops all that waits for a record, and says how many that were (P11).
    ///
    /// # Errors
    /// What the database refuses.
    pub async fn cancel_for_record(
        &self,
        resource: &str,
        id: impl fmt::Display,
        by: Option<&str>,
    ) -> Result<u64, DbError> {
        let by = short(by);
        store::change_all_of_record(self.database(), resource, &id.to_string(), by.as_deref(), self.clock().now()).await
    }

    /// Runs a job again that failed or was cancelled, with all its attempts.
    ///
    /// # Errors
    /// When it is in another state, or another job has its unique key; see [`ManageError`].
    pub async fn retry(&self, id: Uuid) -> Result<(), ManageError> {
        self.change(id, Change::Retry).await.map(drop)
    }

    /// Runs a job now that waits for its time.
    ///
    /// # Errors
    /// When it is in another state; see [`ManageError`].
    pub async fn run_now(&self, id: Uuid) -> Result<(), ManageError> {
        self.change(id, Change::RunNow).await.map(drop)
    }

    /// Runs a job at another time, with all its attempts and without its errors: one that waits, failed or was
    /// cancelled (P12).
    ///
    /// # Errors
    /// When it runs or has succeeded, or the time is out of range; see [`ManageError`].
    pub async fn reschedule(&self, id: Uuid, at: DateTime<Utc>) -> Result<(), ManageError> {
        let at = clock::in_range(at.timestamp_micros()).ok_or(EnqueueError::Time)?;
        self.change(id, Change::Reschedule(at)).await?;
        self.wake("!due");
        Ok(())
    }

    /// Takes a job away with its history, unless it runs.
    ///
    /// # Errors
    /// When it runs; see [`ManageError`].
    pub async fn delete(&self, id: Uuid) -> Result<(), ManageError> {
        self.change(id, Change::Delete).await.map(drop)
    }

    /// Gives a waiting job other arguments, which its handler must take. Its type never changes.
    ///
    /// # Errors
    /// When it runs or is over, no handler is registered for it, or the arguments do not fit; see [`ManageError`].
    pub async fn edit_args(&self, id: Uuid, args: &Value) -> Result<(), ManageError> {
        let job = self.find(id).await?.ok_or(ManageError::NotFound(id))?;
        let handler = self.registry().named(&job.job_type).ok_or(EnqueueError::Unknown(job.job_type.clone()))?;
        let (text, limit) = (args.to_string(), self.parts().max_args);
        if text.len() > limit {
            return Err(EnqueueError::TooLarge { size: text.len(), limit }.into());
        }
        handler.check(&text).map_err(|reason| ManageError::Args { job_type: job.job_type, reason })?;
        self.change(id, Change::Args(text)).await.map(drop)
    }

    async fn change(&self, id: Uuid, change: Change) -> Result<Option<JobState>, ManageError> {
        let done = store::change(self.database(), id, &change, self.clock().now()).await;
        if let Err(ManageError::Exists(_)) = done {
            let holder = store::holder_of(self.database(), id).await?;
            return Err(ManageError::Exists(holder.unwrap_or(id)));
        }
        // One that is over may be what others waited for.
        if let Ok(Some(JobState::Available | JobState::Cancelled) | None) = done {
            self.wake("");
        }
        done
    }

    /// One job.
    ///
    /// # Errors
    /// What the database refuses.
    pub async fn find(&self, id: Uuid) -> Result<Option<JobRecord>, DbError> {
        store::find(self.database(), id).await
    }

    /// A page of jobs, the newest first: those older than `before`, at most [`MAX_PAGE`].
    ///
    /// # Errors
    /// What the database refuses.
    pub async fn list(&self, filter: &JobFilter, before: Option<Uuid>, limit: u64) -> Result<Vec<JobRecord>, DbError> {
        store::list(self.database(), filter, before, limit.min(MAX_PAGE)).await
    }

    /// The job that waits for a record, the one that is due first where there are several (P13).
    ///
    /// # Errors
    /// What the database refuses.
    pub async fn waiting_for_record(
        &self,
        resource: &str,
        id: impl fmt::Display,
    ) -> Result<Option<JobRecord>, DbError> {
        let filter = JobFilter::new().record(resource, id.to_string()).in_states(JobState::WAITING);
        let jobs = store::list(self.database(), &filter, None, MAX_PAGE).await?;
        Ok(jobs.into_iter().min_by_key(|job| (job.run_at, job.id)))
    }

    /// How many jobs are in each state, each counted up to [`COUNT_LIMIT`].
    ///
    /// # Errors
    /// What the database refuses.
    pub async fn counts(&self, filter: &JobFilter) -> Result<Vec<(JobState, Count)>, DbError> {
        store::counts(self.database(), filter, COUNT_LIMIT).await
    }

    /// What is kept of the attempts of a job, the newest first, at most 100.
    ///
    /// # Errors
    /// What the database refuses.
    pub async fn attempts(&self, id: Uuid) -> Result<Vec<AttemptRecord>, DbError> {
        store::attempts(self.database(), id, 100).await
    }

    /// All queues.
    ///
    /// # Errors
    /// What the database refuses.
    pub async fn queues(&self) -> Result<Vec<QueueRecord>, DbError> {
        store::queues(self.database()).await
    }

    /// For each of these queues how many jobs are available, counted up to [`COUNT_LIMIT`], and since when the oldest.
    ///
    /// # Errors
    /// What the database refuses.
    pub async fn queue_depths(&self, names: &[String]) -> Result<Vec<(String, u64, Option<DateTime<Utc>>)>, DbError> {
        store::queue_depths(self.database(), names, COUNT_LIMIT).await
    }

    /// Lets no node take jobs of a queue (J52). Stored, so that it outlives every restart. `false` when it was paused.
    ///
    /// # Errors
    /// What the database refuses.
    pub async fn pause_queue(&self, name: &str, by: &str, reason: &str) -> Result<bool, DbError> {
        store::pause(self.database(), name, by, reason, self.clock().now()).await
    }

    /// Lets nodes take jobs of a queue again; `false` when it was not paused.
    ///
    /// # Errors
    /// What the database refuses.
    pub async fn resume_queue(&self, name: &str) -> Result<bool, DbError> {
        let resumed = store::resume(self.database(), name).await?;
        self.wake("");
        Ok(resumed)
    }

    /// How many jobs of a queue each node runs at once, from now on (J49); `None` for what its code says.
    ///
    /// # Errors
    /// What the database refuses.
    pub async fn set_concurrency(&self, name: &str, concurrency: Option<u32>) -> Result<(), DbError> {
        store::set_concurrency(self.database(), name, concurrency).await?;
        self.wake("");
        Ok(())
    }

    /// All worker processes that have not been given up.
    ///
    /// # Errors
    /// What the database refuses.
    pub async fn workers(&self) -> Result<Vec<WorkerRecord>, DbError> {
        store::workers(self.database()).await
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

    /// What code and configuration say about schedules.
    pub(crate) fn code(&self) -> &CodeSchedules {
        &self.parts().schedules
    }

    pub(crate) fn hooks(&self) -> &Hooks {
        &self.0.hooks
    }

    pub(crate) fn tell(&self, event: impl FnOnce() -> JobEvent) {
        self.hooks().tell(event);
    }

    /// Tells everybody what schedules did: hooks, the log, and workers that wait.
    pub(crate) fn fired(&self, fired: &Fired) {
        self.wake_for(&fired.jobs);
        if fired.stops {
            self.wake("!stop");
        }
        for tick in &fired.ticks {
            for event in JobEvent::of_tick(tick, self.clock().now()) {
                self.tell(|| event);
            }
        }
    }
}

pub(crate) fn short(name: Option<&str>) -> Option<String> {
    name.map(|name| name.chars().take(200).collect())
}

impl fmt::Debug for Jobs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Jobs").field("handlers", self.registry()).finish_non_exhaustive()
    }
}

/// Telling the admin about its jobs: `Admin::builder(db).jobs(jobs.clone())`.
pub trait WithJobs {
    /// Lets hooks enqueue with `ctx.enqueue(…)`, gives the admin the pages of [`Area::Jobs`], [`Area::Schedules`] and
    /// [`Area::Chores`], and lets it run actions
    /// [in the background](kaffy_core::ActionMeta::background). These are done by workers of processes that have the
    /// admin, for as long as they have it.
    #[must_use]
    fn jobs(self, jobs: Jobs) -> Self;
}

impl WithJobs for AdminBuilder {
    fn jobs(self, jobs: Jobs) -> Self {
        let own = jobs.clone();
        let has_chores = !jobs.chores().list_all().is_empty();
        let mut builder = self.extension(jobs).with_area(Area::Jobs).with_area(Area::Schedules);
        if has_chores {
            builder = builder.with_area(Area::Chores);
        }
        builder.once_built(move |admin| own.admins().add(admin))
    }
}
