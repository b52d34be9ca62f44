//! One database, some worker processes, and what must hold afterwards.

use std::{
    collections::BTreeMap,
    future::Future,
    time::{Duration, Instant},
};

use kaffy::{
    Database, Dialect, JobState, Jobs,
    jobs::{JobFilter, JobRecord},
};
use uuid::Uuid;

use crate::{
    handlers,
    process::{Process, Settings},
};

/// Longer than anything here takes on a busy machine.
const DEADLINE: Duration = Duration::from_secs(60);

/// A database with jobs.
pub(crate) struct Rig {
    pub(crate) url: String,
    pub(crate) db: Database,
    pub(crate) jobs: Jobs,
    _folder: Option<tempfile::TempDir>,
}

impl Rig {
    /// A database in a file, shared by all processes.
    pub(crate) async fn sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}?mode=rwc", folder.path().join("jobs.db").display());
        Self { _folder: Some(folder), ..Self::at(url).await }
    }

    /// A database of its own on the server that `cargo xtask test` started.
    #[cfg(feature = "postgres")]
    pub(crate) async fn postgres() -> Self {
        use sqlx::{Connection, Executor};
        let server = std::env::var("KAFFY_TEST_POSTGRES").expect("KAFFY_TEST_POSTGRES is set: cargo xtask test");
        let name = format!("kaffy_crashes_{}", Uuid::now_v7().simple());
        let mut connection = sqlx::PgConnection::connect(&server).await.unwrap();
        connection.execute(sqlx::AssertSqlSafe(format!("CREATE DATABASE {name}"))).await.unwrap();
        let (base, _) = server.rsplit_once('/').unwrap();
        Self::at(format!("{base}/{name}")).await
    }

    /// The same on the MySQL or MariaDB server.
    #[cfg(feature = "mysql")]
    pub(crate) async fn mysql() -> Self {
        use sqlx::{Connection, Executor};
        let server = std::env::var("KAFFY_TEST_MYSQL").expect("KAFFY_TEST_MYSQL is set: cargo xtask test");
        let name = format!("kaffy_crashes_{}", Uuid::now_v7().simple());
        let mut connection = sqlx::MySqlConnection::connect(&server).await.unwrap();
        connection.execute(sqlx::AssertSqlSafe(format!("CREATE DATABASE {name}"))).await.unwrap();
        let (base, _) = server.rsplit_once('/').unwrap();
        Self::at(format!("{base}/{name}")).await
    }

    pub(crate) async fn at(url: String) -> Self {
        let db = Database::connect(&url).await.unwrap();
        handlers::prepare(&db).await;
        let jobs = handlers::jobs(&db, &db).await.unwrap();
        Self { url, db, jobs, _folder: None }
    }

    /// The calls of the database at which something goes wrong in turn: each on SQLite, where a round is quick, and every
    /// third on the servers, others on each.
    pub(crate) fn calls(&self, all: u64) -> Vec<u64> {
        let (first, step) = match self.db.dialect() {
            Dialect::Sqlite => (1, 1),
            Dialect::Postgres => (1, 3),
            Dialect::MySql => (2, 3),
        };
        (first..=all).step_by(step).collect()
    }

    pub(crate) async fn worker(&self, settings: &Settings) -> Process {
        Process::ready(&self.url, settings).await
    }

    pub(crate) async fn job(&self, id: Uuid) -> JobRecord {
        self.jobs.find(id).await.unwrap().expect("what was committed is there")
    }

    /// All jobs, whatever happens to the database meanwhile.
    pub(crate) async fn all(&self) -> Vec<JobRecord> {
        let (mut all, mut before) = (Vec::<JobRecord>::new(), None);
        loop {
            let Ok(page) = self.jobs.list(&JobFilter::new(), before, 500).await else {
                tokio::time::sleep(Duration::from_millis(50)).await;
                continue;
            };
            let Some(last) = page.last() else { return all };
            before = Some(last.id);
            all.extend(page);
        }
    }

    /// Waits until a job is in a state.
    pub(crate) async fn reaches(&self, id: Uuid, state: JobState) -> JobRecord {
        let end = Instant::now() + DEADLINE;
        loop {
            let job = self.job(id).await;
            if job.state == state {
                return job;
            }
            assert!(Instant::now() < end, "the job never became {state}: {job:#?}");
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    /// Waits until something holds.
    pub(crate) async fn until<F: Future<Output = bool>>(&self, what: &str, holds: impl Fn() -> F) {
        let end = Instant::now() + DEADLINE;
        while !holds().await {
            assert!(Instant::now() < end, "{what}: not within {DEADLINE:?}; {:#?}", self.states().await);
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    /// Waits until all jobs are over.
    pub(crate) async fn until_over(&self) {
        self.until("all jobs are over", async || self.all().await.iter().all(|job| job.state.is_final())).await;
    }

    pub(crate) async fn states(&self) -> BTreeMap<JobState, u64> {
        let mut states = BTreeMap::new();
        for job in self.all().await {
            *states.entry(job.state).or_default() += 1;
        }
        states
    }

    /// What holds after each case: `enqueued` jobs are there; none runs without a worker that is alive; no job was
    /// started more often than it may; all are over or due; no start was made twice; pages count what is there.
    pub(crate) async fn check(&self, enqueued: usize) {
        let jobs = self.all().await;
        assert_eq!(jobs.len(), enqueued, "each committed job is there, and no other");
        let workers: Vec<_> = self.jobs.workers().await.unwrap().into_iter().map(|worker| worker.id).collect();
        for job in &jobs {
            if job.state == JobState::Running {
                assert!(job.worker.is_some_and(|worker| workers.contains(&worker)), "it runs on nobody: {job:#?}");
            }
            assert!(job.attempt <= job.max_attempts, "{job:#?}");
            assert!(job.starts >= job.attempt, "{job:#?}");
        }
        let (effects, different) = handlers::effects(&self.db).await;
        assert_eq!(effects, different, "no start was made twice");
        let counts = self.jobs.counts(&JobFilter::new()).await.unwrap();
        let shown: BTreeMap<_, _> = counts
            .into_iter()
            .filter(|(_, count)| count.number > 0)
            .map(|(state, count)| (state, count.number))
            .collect();
        assert_eq!(shown, self.states().await, "what pages show is what is there");
    }
}
