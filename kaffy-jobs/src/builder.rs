//! What jobs are told before they are built.

use std::{collections::HashMap, error::Error, fmt, sync::Arc, time::Duration};

use apalis_core::task::{Task, extensions::Extensions};
use kaffy_core::{Database, DbError};
use tower::{Layer, Service, ServiceExt, util::BoxCloneSyncService};

use crate::{
    Envelope, Job, JobEntry, JobEvents, JobRegistry, Jobs, Limit, NewSchedule, Retention,
    chores::{Chore, ChoreEntry, ChoreRegistry, RunChore, build_of_program},
    clock::Clock,
    dispatch::{BoxError, Dispatch, Done},
    jobs::Parts,
    limit::LANE,
    runs::RunAction,
    schedules::CodeSchedules,
    store,
};

/// The service that does a job, with the layers around it.
pub type JobService = BoxCloneSyncService<Task<Envelope>, Done, BoxError>;

/// Why jobs were not built.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum JobsBuildError {
    /// Everything that is wrong.
    #[error("{}", in_lines(.0))]
    Problems(Vec<String>),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DbError),
}

fn in_lines(problems: &[String]) -> String {
    problems.iter().map(|problem| format!("- {problem}")).collect::<Vec<_>>().join("\n")
}

/// What jobs are told before they are built.
///
/// ```
/// # use std::time::Duration;
/// # use kaffy_core::Database;
/// # use kaffy_jobs::{Job, Jobs, JobsBuildError, Limit, Retention};
/// # async fn example<SendWelcome: Job>(db: Database) -> Result<Jobs, JobsBuildError> {
/// let jobs = Jobs::builder(&db)
///     .handler::<SendWelcome>() // or .discover()
///     .data("bakery@example.org".to_owned()) // what handlers take as `Data<String>`
///     .limit("mail", Limit::rate(100, Duration::from_secs(60)))
///     .retention(Retention::default().failed(Duration::from_secs(30 * 24 * 3600)))
///     .timezone("Europe/Berlin")
///     .build() // checks handlers and schedules, and brings the tables up to date
///     .await?;
/// # Ok(jobs) }
/// ```
pub struct JobsBuilder {
    db: Database,
    entries: Vec<JobEntry>,
    chores: Vec<ChoreEntry>,
    build: Option<String>,
    data: Extensions,
    limits: HashMap<String, Limit>,
    problems: Vec<String>,
    service: Box<dyn FnOnce(Dispatch) -> JobService + Send>,
    events: Option<Arc<dyn JobEvents>>,
    max_args: usize,
    retention: Retention,
    schedules: Vec<NewSchedule>,
    zone: Option<String>,
    clock: Clock,
}

impl JobsBuilder {
    pub(crate) fn new(db: &Database) -> Self {
        Self {
            db: db.clone(),
            entries: vec![JobEntry::of::<RunAction>(), JobEntry::of::<RunChore>()],
            chores: Vec::new(),
            build: None,
            data: Extensions::new(),
            limits: HashMap::new(),
            problems: Vec::new(),
            service: Box::new(JobService::new),
            events: None,
            max_args: 1024 * 1024,
            retention: Retention::default(),
            schedules: Vec::new(),
            zone: None,
            clock: Clock::default(),
        }
    }

    /// Adds a handler by hand. Adding one twice, or one that was discovered, is no mistake.
    #[must_use]
    pub fn handler<J: Job>(mut self) -> Self {
        self.entries.push(JobEntry::of::<J>());
        self
    }

    /// Adds a chore by hand. Adding one twice, or one that was discovered, is no mistake.
    #[must_use]
    pub fn chore<C: Chore>(mut self) -> Self {
        self.chores.push(ChoreEntry::of::<C>());
        self
    }

    /// Adds every handler and chore that was linked in.
    #[cfg(feature = "discover")]
    #[must_use]
    pub fn discover(mut self) -> Self {
        self.entries.extend(inventory::iter::<JobEntry>.into_iter().copied());
        self.chores.extend(inventory::iter::<ChoreEntry>.into_iter().copied());
        self
    }

    /// Gives handlers a value that they take as [`Data<T>`](crate::Data): a pool, a client, settings.
    #[must_use]
    pub fn data<T: Clone + Send + Sync + 'static>(mut self, value: T) -> Self {
        self.data.insert(value);
        self
    }

    /// Sets a limit that holds over all nodes; jobs come under it with `.limited("name", part)`.
    #[must_use]
    pub fn limit(mut self, name: &str, limit: Limit) -> Self {
        if name == LANE || name.contains(':') || name.is_empty() || name.len() > 64 {
            self.problems
                .push(format!("`{name}` cannot name a limit: 1 to 64 characters without a colon, and not `{LANE}`"));
        }
        let most_starts = crate::limit::MOST_STARTS;
        if limit.running == Some(0)
            || limit.rate.is_some_and(|(most, period)| most == 0 || most > most_starts || period.is_zero())
        {
            self.problems.push(format!(
                "the limit `{name}` lets nothing start, or counts more than {most_starts} starts: let one run at least, \
                 and count fewer"
            ));
        }
        if self.limits.insert(name.to_owned(), limit).is_some() {
            self.problems.push(format!("there are two limits named `{name}`: give one of them another name"));
        }
        self
    }

    /// Puts a layer of tower or apalis around every job, inside of its time limit and of what catches its panics. The
    /// last one added is the outermost.
    #[must_use]
    pub fn layer<L>(mut self, layer: L) -> Self
    where
        L: Layer<JobService> + Send + 'static,
        L::Service: Service<Task<Envelope>, Response = Done> + Clone + Send + Sync + 'static,
        <L::Service as Service<Task<Envelope>>>::Error: Into<BoxError> + 'static,
        <L::Service as Service<Task<Envelope>>>::Future: Send + 'static,
    {
        let inner = self.service;
        self.service = Box::new(move |dispatch| JobService::new(layer.layer(inner(dispatch)).map_err(Into::into)));
        self
    }

    /// Tells somebody what happens to jobs, for metrics. It runs on a thread of its own: what it does wrong harms no
    /// job (R34).
    #[must_use]
    pub fn events(mut self, events: impl JobEvents) -> Self {
        self.events = Some(Arc::new(events));
        self
    }

    /// The most bytes of JSON that the arguments of a job may have: a mebibyte by default.
    #[must_use]
    pub fn max_args(mut self, bytes: usize) -> Self {
        self.max_args = bytes;
        self
    }

    /// How long jobs are kept once they are over: seven days by default.
    #[must_use]
    pub fn retention(mut self, retention: Retention) -> Self {
        self.retention = retention;
        self
    }

    /// Adds a schedule that is not written at its handler, as from a configuration file. It counts as one of the code:
    /// brought up to date at each start, and marked as gone once it is said no more (J44).
    #[must_use]
    pub fn schedule(mut self, schedule: NewSchedule) -> Self {
        self.schedules.push(schedule);
        self
    }

    /// The time zone of cron expressions that name none: UTC by default (Q41).
    #[must_use]
    pub fn timezone(mut self, zone: impl Into<String>) -> Self {
        self.zone = Some(zone.into());
        self
    }

    /// Names the version of the program, which stands with each run of a chore and belongs to what people agreed to:
    /// another one asks for their agreement anew. By default it is told from when the file of the program was last
    /// written and how long it is, so give it a name where several nodes build their own.
    #[must_use]
    pub fn build_version(mut self, version: impl Into<String>) -> Self {
        self.build = Some(version.into());
        self
    }

    /// Lets the clock of these jobs go wrong by so many microseconds: for tests of other machines' clocks.
    #[doc(hidden)]
    #[must_use]
    pub fn clock_off(self, micros: i64) -> Self {
        self.clock.skew(micros);
        self
    }

    /// Checks the handlers and schedules, and brings the tables up to date.
    ///
    /// # Errors
    /// All problems together, or the database's own error.
    pub async fn build(self) -> Result<Jobs, JobsBuildError> {
        let mut problems = self.problems;
        let registry = JobRegistry::new(self.entries, &mut problems);
        let chores = ChoreRegistry::new(self.chores, &mut problems);
        let needs = registry.metas().map(|meta| (meta.rust_name, meta.needs));
        for (rust_name, needs) in needs.chain(chores.metas().map(|meta| (meta.rust_name, meta.needs))) {
            for need in needs.iter().filter(|need| !(need.is_there)(&self.data)) {
                problems.push(format!(
                    "`{rust_name}` takes `{}`, and nobody gave it one: add it with `Jobs::builder(&db).data(…)`",
                    need.type_name
                ));
            }
        }
        if self.build.as_ref().is_some_and(|build| !(1..=100).contains(&build.chars().count())) {
            problems.push("the version of the program has 1 to 100 characters".to_owned());
        }
        let schedules =
            CodeSchedules::new(&registry, self.schedules, self.zone.as_deref(), self.clock.now(), &mut problems);
        if !problems.is_empty() {
            return Err(JobsBuildError::Problems(problems));
        }
        store::prepare(&self.db).await?;
        self.clock.read(&self.db).await?;
        schedules.merge(&self.db, self.clock.now()).await?;
        let names: Vec<_> = registry.metas().map(|meta| meta.job_type).collect();
        let keys: Vec<_> = chores.metas().map(|meta| meta.key).collect();
        tracing::info!(handlers = names.join(", "), chores = keys.join(", "), "jobs are ready");
        let parts = Parts {
            db: self.db,
            service: (self.service)(Dispatch::new(registry.clone())),
            registry,
            chores,
            build: self.build.unwrap_or_else(build_of_program),
            data: self.data,
            limits: self.limits,
            events: self.events,
            max_args: self.max_args,
            retention: self.retention,
            schedules,
        };
        Ok(Jobs::of(parts, self.clock))
    }
}

impl fmt::Debug for JobsBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("JobsBuilder").field("handlers", &self.entries).finish_non_exhaustive()
    }
}

/// Any error as one that services have.
pub(crate) fn boxed(error: impl Error + Send + Sync + 'static) -> BoxError {
    Box::new(error)
}

/// A default that a unit test may read.
pub(crate) const WEEK: Duration = Duration::from_secs(7 * 24 * 3600);
