//! Databases that go away, hang or are busy: R5, R6, R7, R22, R25, X7.

use std::time::{Duration, Instant};

use kaffy::{JobState, jobs::Options};

use crate::{
    handlers::{greedy, takes},
    process::Settings,
    rig::Rig,
};

pub(crate) async fn r22_j32_without_notifications_the_poll_is_enough(rig: Rig) {
    let settings = Settings { listens: false, poll: 1_000, ..Settings::default() };
    let _worker = rig.worker(&settings).await;
    for _ in 0..3 {
        let asked = Instant::now();
        let id = rig.jobs.enqueue(takes { millis: 0 }).await.unwrap().id();
        rig.reaches(id, JobState::Succeeded).await;
        assert!(asked.elapsed() < Duration::from_millis(2_000), "{:?}", asked.elapsed());
    }
    rig.check(3).await;
}

pub(crate) async fn r25_handlers_that_take_every_connection(rig: Rig) {
    let settings = Settings { places: 50, connections: 1, ..Settings::default() };
    let worker = rig.worker(&settings).await;
    let workers = rig.jobs.workers().await.unwrap();
    rig.jobs.enqueue_all((0..20).map(|_| greedy {}), Options::new().timeout(Duration::from_secs(60))).await.unwrap();
    rig.until_over().await;
    // Waiting for the connection may have taken longer than it may: those come back. Nobody was given up.
    assert_eq!(rig.jobs.workers().await.unwrap()[0].id, workers[0].id);
    drop(worker);
    rig.check(20).await;
}

#[cfg(feature = "postgres")]
mod postgres {
    use super::*;
    use crate::server::Server;

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    #[ignore = "needs PostgreSQL: cargo xtask test"]
    async fn r5_j30_x7_a_restart_of_the_server_is_a_pause() {
        let server = Server::start().await;
        let rig = Rig::at(server.url()).await;
        let settings = Settings::default();
        let mut workers = Vec::new();
        for _ in 0..4 {
            workers.push(rig.worker(&settings).await);
        }
        let mut enqueued = 0;
        for _ in 0..3 {
            let jobs: Vec<_> = (0..40).map(|_| takes { millis: 300 }).collect();
            // What was answered was committed.
            while rig.jobs.enqueue_all(jobs.clone_all(), Options::new()).await.is_err() {
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
            enqueued += 40;
            server.restart();
        }
        rig.until_over().await;
        for worker in &workers {
            worker.says("ready: false").await;
        }
        // All of them take jobs again.
        let jobs = (0..40).map(|_| takes { millis: 1_000 });
        rig.until("jobs can be enqueued again", async || rig.jobs.workers().await.is_ok()).await;
        rig.jobs.enqueue_all(jobs, Options::new()).await.unwrap();
        rig.until_over().await;
        let by: std::collections::HashSet<_> = rig.all().await.iter().take(40).map(|job| job.worker).collect();
        assert_eq!(by.len(), 4, "each of the four");
        assert!(workers.iter_mut().all(|worker| !worker.is_over()));
        rig.check(enqueued + 40).await;
    }

    trait CloneAll {
        fn clone_all(&self) -> Vec<takes>;
    }

    impl CloneAll for Vec<takes> {
        fn clone_all(&self) -> Vec<takes> {
            self.iter().map(|job| takes { millis: job.millis }).collect()
        }
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    #[ignore = "needs PostgreSQL: cargo xtask test"]
    async fn r6_every_connection_is_ended_again_and_again() {
        let rig = Rig::postgres().await;
        let _workers = (rig.worker(&Settings::default()).await, rig.worker(&Settings::default()).await);
        rig.jobs.enqueue_all((0..60).map(|_| takes { millis: 200 }), Options::new()).await.unwrap();
        for _ in 0..8 {
            let end = "DO $$ BEGIN PERFORM pg_terminate_backend(pid) FROM pg_stat_activity \
                       WHERE datname = current_database() AND pid <> pg_backend_pid(); END $$";
            let _ = rig.db.execute(end).await;
            tokio::time::sleep(Duration::from_millis(500)).await;
        }
        rig.until_over().await;
        assert!(rig.all().await.iter().all(|job| job.state == JobState::Succeeded));
        rig.check(60).await;
    }

    /// Somebody's report stays open, so that no dead row may be taken away. How much slower that is, is printed by
    /// `cargo xtask bench jobs`.
    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    #[ignore = "needs PostgreSQL: cargo xtask test"]
    async fn r26_a_held_snapshot_stops_nothing() {
        use sqlx::{Connection, Executor};
        let rig = Rig::postgres().await;
        let mut report = sqlx::PgConnection::connect(&rig.url).await.unwrap();
        report.execute("BEGIN ISOLATION LEVEL REPEATABLE READ").await.unwrap();
        report.execute("SELECT COUNT(*) FROM kaffy_jobs").await.unwrap();
        let _workers = (rig.worker(&Settings::default()).await, rig.worker(&Settings::default()).await);
        for _ in 0..4 {
            rig.jobs.enqueue_all((0..500).map(|_| takes { millis: 0 }), Options::new()).await.unwrap();
            rig.until_over().await;
        }
        assert!(rig.all().await.iter().all(|job| job.state == JobState::Succeeded && job.starts == 1));
        rig.check(2_000).await;
        let seen: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM kaffy_jobs").fetch_one(&mut report).await.unwrap();
        assert_eq!(seen, 0, "the report still sees what was there when it began");
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    #[ignore = "needs PostgreSQL: cargo xtask test"]
    async fn r7_a_server_that_hangs_is_left_and_found_again() {
        let server = Server::start().await;
        let rig = Rig::at(server.url()).await;
        let worker = rig.worker(&Settings::default()).await;
        let id = rig.jobs.enqueue(takes { millis: 50 }).await.unwrap().id();
        rig.reaches(id, JobState::Succeeded).await;
        worker.says("ready: true").await;
        server.freeze();
        worker.says("ready: false").await;
        tokio::time::sleep(Duration::from_secs(12)).await;
        server.thaw();
        rig.until("the database answers", async || rig.jobs.workers().await.is_ok()).await;
        let id = rig.jobs.enqueue(takes { millis: 50 }).await.unwrap().id();
        rig.reaches(id, JobState::Succeeded).await;
        rig.check(2).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r5_a_locked_sqlite_file_is_a_pause() {
    let rig = Rig::sqlite().await;
    let worker = rig.worker(&Settings::default()).await;
    rig.jobs.enqueue_all((0..20).map(|_| takes { millis: 100 }), Options::new()).await.unwrap();
    // Longer than anybody waits for a lock.
    let tx = rig.db.begin().await.unwrap();
    worker.says("ready: false").await;
    drop(tx);
    rig.until_over().await;
    assert!(rig.all().await.iter().all(|job| job.state == JobState::Succeeded));
    rig.check(20).await;
}
