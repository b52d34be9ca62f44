//! A worker process: configured, started, stopped.

use std::{collections::BTreeMap, fmt, future::Future, sync::Arc, time::Duration};

use apalis_core::worker::{Worker as ApalisWorker, context::WorkerContext};
use kaffy_core::DbError;
use tokio::{
    sync::{Mutex, mpsc},
    task::JoinSet,
};
use tokio_util::sync::CancellationToken;
use tower::layer::util::Identity;
use uuid::Uuid;

use super::{
    acker, claimer, ear,
    health::Health,
    heart,
    lane::{Lane, LaneBackend},
    runner::Runner,
    shared::{Config, Shared},
    shutdown::{ShutdownReport, shut_down},
    supervise::keep,
    ticker,
};
use crate::{Envelope, Jobs, schedules::node_queue, store};

/// Jobs of a queue that a node runs at once, unless it is told otherwise.
const WIDTH: u32 = 10;

/// A worker, to be configured and [run](Self::run).
///
/// | method | default |
/// |---|---|
/// | [`queue`](Self::queue) | the queues that its handlers name, ten jobs at once in each |
/// | [`name`](Self::name) | host and process |
/// | [`beat`](Self::beat), [`dead_after`](Self::dead_after) | beats every 5 seconds; after 15 of silence others take its jobs |
/// | [`poll`](Self::poll) | looks every second, beside being woken |
/// | [`listen`](Self::listen) | on PostgreSQL, yes |
/// | [`grace`](Self::grace) | half a second for a job that was asked to stop |
/// | [`shutdown_limit`](Self::shutdown_limit) | 25 seconds for jobs that run when the worker is asked to stop |
///
/// ```
/// # use std::time::Duration;
/// # use kaffy_core::DbError;
/// # use kaffy_jobs::Jobs;
/// # async fn example(jobs: Jobs) -> Result<(), DbError> {
/// let report = jobs.worker().queue("mail", 20).queue("default", 5).shutdown_limit(Duration::from_secs(60)).run().await?;
/// for job in report.unfinished {
///     println!("{} was given back after {:?}", job.job_type, job.ran_for);
/// }
/// # Ok(()) }
/// ```
#[must_use = "a worker does nothing until it runs"]
pub struct Worker {
    jobs: Jobs,
    queues: BTreeMap<String, u32>,
    config: Config,
}

impl Worker {
    pub(crate) fn new(jobs: Jobs) -> Self {
        let host = host_name();
        let config = Config {
            name: format!("{host}:{}", std::process::id()),
            host,
            beat: Duration::from_secs(5),
            dead_after: Duration::from_secs(15),
            poll: Duration::from_secs(1),
            grace: Duration::from_millis(500),
            shutdown_limit: Duration::from_secs(25),
            listens: true,
        };
        Self { jobs, queues: BTreeMap::new(), config }
    }

    /// Works on this queue, at most so many of its jobs at once. Once one is named, only those that are named are
    /// worked on.
    pub fn queue(mut self, name: impl Into<String>, concurrency: u32) -> Self {
        self.queues.insert(name.into(), concurrency);
        self
    }

    /// What people call it. Two of a name do no harm: each start has an id of its own.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.config.name = name.into();
        self
    }

    /// How often it says that it is alive.
    pub fn beat(mut self, every: Duration) -> Self {
        self.config.beat = every.max(Duration::from_millis(50));
        self
    }

    /// After how long a silence others take its jobs: at least twice the time between two beats.
    pub fn dead_after(mut self, silence: Duration) -> Self {
        self.config.dead_after = silence;
        self
    }

    /// How often it looks for jobs, beside being woken.
    pub fn poll(mut self, every: Duration) -> Self {
        self.config.poll = every.max(Duration::from_millis(10));
        self
    }

    /// Whether it listens to notifications of PostgreSQL. Behind a pooler that keeps no sessions they do not arrive;
    /// then jobs start within the time of [`poll`](Self::poll).
    pub fn listen(mut self, listens: bool) -> Self {
        self.config.listens = listens;
        self
    }

    /// How long a job that was asked to stop may take for it, before it is ended.
    pub fn grace(mut self, time: Duration) -> Self {
        self.config.grace = time;
        self
    }

    /// How long jobs may go on once the worker is asked to stop, before they are given back.
    pub fn shutdown_limit(mut self, time: Duration) -> Self {
        self.config.shutdown_limit = time;
        self
    }

    /// Starts it in the background. [`WorkerHandle::stop`] ends it; when the handle is dropped it is ended, too, and
    /// what runs is given back at once.
    ///
    /// # Errors
    /// When the database does not answer, or no thread can be started.
    pub async fn start(mut self) -> Result<WorkerHandle, DbError> {
        if self.queues.is_empty() {
            self.queues = self.jobs.registry().metas().map(|meta| (meta.queue.to_owned(), WIDTH)).collect();
        }
        self.config.dead_after = self.config.dead_after.max(self.config.beat * 2);
        // What is to run on this node and no other (Q42).
        self.queues.insert(node_queue(&self.config.name), WIDTH);
        let lanes: Vec<_> = self.queues.into_iter().map(|(name, width)| Arc::new(Lane::new(name, width))).collect();
        let (sender, receiver) = mpsc::unbounded_channel();
        let shared = Arc::new(Shared::new(self.jobs, self.config, lanes, sender));
        let db = shared.db();
        store::add_queues(&db, &shared.queues).await?;
        let (record, now) = (heart::record(&shared), shared.jobs.clock().now());
        if store::schedules::join(&db, &record, now).await? {
            tracing::info!("the first worker of the cluster is there");
        }
        match store::schedules::run_here(&db, &shared.jobs, record.id, &shared.config.name, now).await {
            Ok(fired) => shared.jobs.fired(&fired),
            Err(error) => tracing::warn!(%error, "what is to run at each start of a node could not be enqueued"),
        }
        heart::start(shared.clone()).map_err(|error| DbError::Unavailable(Box::new(error)))?;
        tracing::info!(worker = %shared.worker(), name = shared.config.name, queues = shared.queues.join(", "), "a worker has started");
        let mut parts = JoinSet::new();
        let finished = Arc::new(Mutex::new(receiver));
        let of = |shared: &Arc<Shared>| (shared.clone(), shared.stopping.clone(), shared.ended.clone());
        let (own, stopping, ended) = of(&shared);
        parts.spawn(keep("claimer", stopping, move || claimer::run(own.clone())));
        let (own, stopping) = (shared.clone(), shared.stopping.clone());
        parts.spawn(keep("ticker", stopping.clone(), move || ticker::run(own.clone())));
        let own = shared.clone();
        parts.spawn(keep("ear", stopping, move || ear::run(own.clone())));
        let own = shared.clone();
        parts.spawn(keep("acker", ended.clone(), move || acker::run(own.clone(), finished.clone())));
        let own = shared.clone();
        parts.spawn(keep("progress", ended, move || acker::keep_progress(own.clone())));
        for lane in &shared.lanes {
            let (own, lane, ended) = (shared.clone(), lane.clone(), shared.ended.clone());
            parts.spawn(keep("lane", ended, move || execute(own.clone(), lane.clone())));
        }
        Ok(WorkerHandle { shared, parts, hurry: CancellationToken::new() })
    }

    /// Runs it until the process is asked to end (SIGINT or SIGTERM), then [stops](WorkerHandle::stop) it. A second
    /// signal makes it give back at once what still runs.
    ///
    /// # Errors
    /// When it cannot start; see [`start`](Self::start).
    pub async fn run(self) -> Result<ShutdownReport, DbError> {
        self.run_until(signal()).await
    }

    /// Runs it until something happens; see [`run`](Self::run).
    ///
    /// # Errors
    /// When it cannot start; see [`start`](Self::start).
    pub async fn run_until(self, end: impl Future<Output = ()>) -> Result<ShutdownReport, DbError> {
        let handle = self.start().await?;
        end.await;
        let hurry = handle.hurry.clone();
        let second = tokio::spawn(async move {
            signal().await;
            hurry.cancel();
        });
        let report = handle.stop().await;
        second.abort();
        Ok(report)
    }
}

impl fmt::Debug for Worker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Worker").field("config", &self.config).field("queues", &self.queues).finish_non_exhaustive()
    }
}

/// One lane, executed by apalis until the worker has ended.
async fn execute(shared: Arc<Shared>, lane: Arc<Lane>) {
    let context = WorkerContext::new(&format!("{} {}", shared.worker(), lane.queue));
    let runner = Runner { shared: shared.clone(), lane: lane.clone() };
    let worker: ApalisWorker<Envelope, _, _, _> =
        ApalisWorker::new(context.clone(), LaneBackend(lane), runner, Identity::new());
    tokio::select! {
        result = worker.run() => {
            if let Err(error) = result {
                tracing::error!(%error, "apalis ended a worker");
            }
        }
        () = shared.ended.cancelled() => {
            // Nothing is left that it could do.
            let _ = context.stop();
        }
    }
}

async fn signal() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut terminate) => {
                tokio::select! {
                    _ = terminate.recv() => {}
                    _ = tokio::signal::ctrl_c() => {}
                }
            }
            Err(_) => drop(tokio::signal::ctrl_c().await),
        }
    }
    #[cfg(not(unix))]
    drop(tokio::signal::ctrl_c().await);
}

/// A worker that runs.
///
/// ```
/// # use kaffy_core::DbError;
/// # use kaffy_jobs::Jobs;
/// # async fn example(jobs: Jobs) -> Result<(), DbError> {
/// // Beside the pages, in the same process.
/// let worker = jobs.worker().start().await?;
/// let probe = worker.probe(); // for `/healthz`
/// println!("ready: {}", probe().is_ready);
/// worker.stop().await;
/// # Ok(()) }
/// ```
pub struct WorkerHandle {
    shared: Arc<Shared>,
    parts: JoinSet<()>,
    hurry: CancellationToken,
}

impl WorkerHandle {
    /// Its id; another one after it was given up as silent.
    pub fn id(&self) -> Uuid {
        self.shared.worker()
    }

    /// How it is, for probes.
    pub fn health(&self) -> Health {
        let Shared { config, pulse, running, stopping, .. } = &*self.shared;
        pulse.health(config.poll, config.dead_after, stopping.is_cancelled(), running.all().len())
    }

    /// How it is, whenever that is asked.
    pub fn probe(&self) -> impl Fn() -> Health + Clone + Send + Sync + 'static {
        let shared = self.shared.clone();
        move || {
            let Shared { config, pulse, running, stopping, .. } = &*shared;
            pulse.health(config.poll, config.dead_after, stopping.is_cancelled(), running.all().len())
        }
    }

    /// Makes [`stop`](Self::stop) give back at once what still runs.
    pub fn hurry(&self) -> impl Fn() + Clone + Send + Sync + 'static {
        let hurry = self.hurry.clone();
        move || hurry.cancel()
    }

    /// Ends it: takes no more jobs, waits for those that run up to the limit, gives back the others without counting
    /// the attempt, and says which these were.
    pub async fn stop(mut self) -> ShutdownReport {
        let report = shut_down(&self.shared, self.hurry.clone()).await;
        while self.parts.join_next().await.is_some() {}
        report
    }
}

impl Drop for WorkerHandle {
    fn drop(&mut self) {
        // After `stop` nothing is left. Otherwise others take its jobs once it has been silent for long enough.
        self.shared.stopping.cancel();
        self.shared.ended.cancel();
    }
}

impl fmt::Debug for WorkerHandle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WorkerHandle").field("id", &self.id()).finish_non_exhaustive()
    }
}

/// What this machine is called.
pub(crate) fn host_name() -> String {
    let host = std::fs::read_to_string("/proc/sys/kernel/hostname").map(|name| name.trim().to_owned());
    host.ok().or_else(|| std::env::var("HOSTNAME").ok()).unwrap_or_else(|| "localhost".to_owned())
}
