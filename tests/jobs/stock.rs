//! What the stock storages of apalis do when it hurts, each as a promise of ours (X). Those that need processes stand in
//! `tests/crashes/`; schedules (X9, X10) have their own tests.

use std::time::{Duration, Instant};

use kaffy::{
    Database, JobState, Jobs,
    jobs::{Enqueued, JobFilter, ManageError, Options, testing::TestJobs},
};

use crate::{
    handlers::{endless, fails, gives_up, holds, jobs, note, panics, single, snoozes, typed},
    waiting::{quick, reaches, until, working},
};

/// There: five attempts in 22 milliseconds.
pub(crate) async fn x3_a_failure_waits_for_its_backoff(db: Database) {
    let (jobs, done) = jobs(&db).await;
    let worker = working(&jobs).await;
    let id = jobs.enqueue(fails { times: 1 }).await.unwrap().id();
    let job = reaches(&jobs, id, JobState::Succeeded).await;
    let attempts = jobs.attempts(id).await.unwrap();
    assert!(job.started_at.unwrap() - attempts[0].finished_at >= chrono::TimeDelta::milliseconds(90));
    assert_eq!(done.all(), ["attempt 1", "attempt 2"]);
    worker.stop().await;
}

/// There: 862 executions in six seconds.
pub(crate) async fn x4_come_back_later_is_later(db: Database) {
    let (jobs, done) = jobs(&db).await;
    let mut test = TestJobs::new(&jobs).await.unwrap();
    jobs.enqueue(snoozes { times: 1 }).max_attempts(3).await.unwrap();
    assert_eq!(test.drain("default").await.unwrap().snoozed, 1);
    assert_eq!(test.drain("default").await.unwrap().snoozed, 0, "not yet");
    test.advance(Duration::from_millis(301));
    assert_eq!(test.drain("default").await.unwrap().succeeded, 1);
    assert_eq!(done.all().len(), 2);
}

/// There: the worker ends, or the row runs for ever.
pub(crate) async fn x5_a_panic_is_a_failed_attempt(db: Database) {
    let (jobs, _) = jobs(&db).await;
    let worker = working(&jobs).await;
    let id = jobs.enqueue(panics { how: "text".into() }).await.unwrap().id();
    assert_eq!(reaches(&jobs, id, JobState::Failed).await.last_error.as_deref(), Some("a plain text"));
    assert!(worker.health().is_alive);
    worker.stop().await;
}

/// There: up to 20 seconds at defaults.
pub(crate) async fn x8_at_defaults_a_job_starts_at_once(db: Database) {
    let (jobs, _) = jobs(&db).await;
    let worker = jobs.worker().start().await.unwrap();
    until("it is ready", async || worker.health().is_ready).await;
    let mut waits = Vec::new();
    for _ in 0..20 {
        let id = jobs.enqueue(typed { number: 1 }).await.unwrap().id();
        let job = reaches(&jobs, id, JobState::Succeeded).await;
        waits.push(job.started_at.unwrap() - job.created_at);
    }
    waits.sort();
    assert!(waits[10] < chrono::TimeDelta::milliseconds(200), "the median: {waits:?}");
    let id = jobs.enqueue(typed { number: 1 }).after(Duration::from_millis(1_500)).await.unwrap().id();
    let job = reaches(&jobs, id, JobState::Succeeded).await;
    assert!(job.started_at.unwrap() - job.run_at < chrono::TimeDelta::seconds(1));
    worker.stop().await;
}

/// There: a raw error of the database, and the key is taken for ever.
pub(crate) async fn x11_a_key_is_an_answer_and_is_free_again(db: Database) {
    let (jobs, _) = jobs(&db).await;
    let mut test = TestJobs::new(&jobs).await.unwrap();
    let first = jobs.enqueue(single { number: 1, text: None }).await.unwrap();
    let second = jobs.enqueue(single { number: 1, text: None }).await.unwrap();
    assert_eq!(second, Enqueued::Existing(first.id()));
    test.perform(first.id()).await.unwrap();
    assert!(jobs.enqueue(single { number: 1, text: None }).await.unwrap().is_new());
}

/// There: two counters that share one number.
pub(crate) async fn x15_one_authority_counts_attempts(db: Database) {
    let (jobs, done) = jobs(&db).await;
    let worker = working(&jobs).await;
    let id = jobs.enqueue(fails { times: 99 }).max_attempts(3).await.unwrap().id();
    let job = reaches(&jobs, id, JobState::Failed).await;
    assert_eq!((job.attempt, job.starts, done.all().len()), (3, 3, 3));
    worker.stop().await;
}

/// There: a worker that spawns its tasks cannot be spawned.
pub(crate) async fn x16_a_worker_can_be_spawned(db: Database) {
    let (jobs, _) = jobs(&db).await;
    let (end, ended) = tokio::sync::oneshot::channel::<()>();
    let worker = tokio::spawn(quick(&jobs).run_until(async {
        let _ = ended.await;
    }));
    let id = jobs.enqueue(typed { number: 1 }).await.unwrap().id();
    reaches(&jobs, id, JobState::Succeeded).await;
    end.send(()).unwrap();
    assert!(worker.await.unwrap().unwrap().unfinished.is_empty());
}

/// There: up to a heartbeat.
pub(crate) async fn x17_the_end_is_written_within_milliseconds(db: Database) {
    let (jobs, _) = jobs(&db).await;
    let worker = working(&jobs).await;
    let mut waits = Vec::new();
    for _ in 0..20 {
        let id = jobs.enqueue(typed { number: 1 }).await.unwrap().id();
        let asked = Instant::now();
        let job = reaches(&jobs, id, JobState::Succeeded).await;
        let took = job.finished_at.unwrap() - job.started_at.unwrap();
        waits.push(asked.elapsed().saturating_sub(took.to_std().unwrap()));
    }
    waits.sort();
    assert!(waits[10] < Duration::from_millis(200), "from enqueueing to its end being stored: {waits:?}");
    worker.stop().await;
}

/// There: the documentation says 2, the code 10.
pub(crate) async fn x18_x20_the_defaults_are_those_of_the_documentation(db: Database) {
    let (jobs, _) = jobs(&db).await;
    let worker = jobs.worker().start().await.unwrap();
    let known = jobs.workers().await.unwrap().remove(0);
    assert_eq!(known.dead_after, 15_000_000);
    let id = jobs.enqueue(note { text: "x".into() }).await.unwrap().id();
    let job = jobs.find(id).await.unwrap().unwrap();
    assert_eq!((job.max_attempts, job.priority, job.queue.as_str()), (5, 0, "default"));
    worker.stop().await;
}

/// There: average durations include waiting.
pub(crate) async fn x21_waiting_and_running_are_told_apart(db: Database) {
    let (jobs, _) = jobs(&db).await;
    let id = jobs.enqueue(holds { key: "k".into(), millis: 100 }).await.unwrap().id();
    until("it has waited", async || {
        chrono::Utc::now() - jobs.find(id).await.unwrap().unwrap().created_at > chrono::TimeDelta::milliseconds(300)
    })
    .await;
    let worker = working(&jobs).await;
    let job = reaches(&jobs, id, JobState::Succeeded).await;
    let (waited, ran) = (job.started_at.unwrap() - job.run_at, job.finished_at.unwrap() - job.started_at.unwrap());
    assert!(waited >= chrono::TimeDelta::milliseconds(300), "{waited}");
    assert!(ran >= chrono::TimeDelta::milliseconds(100) && ran < waited, "{ran} of {waited}");
    worker.stop().await;
}

/// There: no retry, cancel, delete or pause.
pub(crate) async fn x22_jobs_can_be_handled(db: Database) {
    let (jobs, _) = jobs(&db).await;
    let mut test = TestJobs::new(&jobs).await.unwrap();
    let id = jobs.enqueue(gives_up {}).await.unwrap().id();
    test.perform(id).await.unwrap();
    jobs.retry(id).await.unwrap();
    jobs.cancel(id, Some("ada")).await.unwrap();
    assert!(matches!(jobs.cancel(id, None).await, Err(ManageError::Cancelled)));
    jobs.delete(id).await.unwrap();
    assert!(jobs.pause_queue("default", "ada", "why").await.unwrap());
}

/// There: an extension that a managed server may refuse, and a table of migrations that others use, too.
pub(crate) async fn x23_plain_tables_are_enough(db: Database) {
    let (first, _) = jobs(&db).await;
    let (second, _) = jobs(&db).await;
    let id = first.enqueue(note { text: "x".into() }).await.unwrap().id();
    assert!(second.find(id).await.unwrap().is_some(), "building twice changes nothing");
}

/// One payload that does not decode ends nothing there is beside it, on any database (X24).
pub(crate) async fn x24_a_broken_row_harms_no_batch(db: Database) {
    let (jobs, done) = jobs(&db).await;
    jobs.enqueue_all((0..5).map(|number| note { text: number.to_string() }), Options::new()).await.unwrap();
    let broken = jobs.enqueue(typed { number: 1 }).max_attempts(1).await.unwrap().id();
    db.execute("UPDATE kaffy_jobs SET args = 'no JSON at all' WHERE job_type = 'typed'").await.unwrap();
    jobs.enqueue_all((5..10).map(|number| note { text: number.to_string() }), Options::new()).await.unwrap();
    let worker = working(&jobs).await;
    let job = reaches(&jobs, broken, JobState::Failed).await;
    assert_eq!(job.args, "no JSON at all", "shown as it is");
    until("all others are done", async || done.all().len() == 10).await;
    worker.stop().await;
}

/// An idle worker asks little, however many queues and types there are.
pub(crate) async fn x14_an_idle_worker_asks_at_most_three_times_a_second(db: Database) {
    let (jobs, _) = jobs(&db).await;
    let mut worker = jobs.worker();
    for number in 0..10 {
        worker = worker.queue(format!("queue {number}"), 5);
    }
    let worker = worker.start().await.unwrap();
    until("it is ready", async || worker.health().is_ready).await;
    // What is done once an hour is done at its start, too, and then it is idle.
    let ready = Instant::now();
    until("it has tidied up", async || ready.elapsed() > Duration::from_secs(1)).await;
    // The time that is measured over is what is waited for.
    let (before, start) = (db.statements(), Instant::now());
    until("three seconds have passed", async || start.elapsed() > Duration::from_secs(3)).await;
    let each_second = (db.statements() - before) as f64 / start.elapsed().as_secs_f64();
    assert!(each_second <= 3.0, "{each_second} statements a second");
    worker.stop().await;
}

/// A handle that is dropped is a crash without a crash: what ran comes back.
pub(crate) async fn x19_a_worker_that_vanishes_is_replaced(db: Database) {
    let (jobs, done) = jobs(&db).await;
    let worker = quick(&jobs).dead_after(Duration::from_millis(800)).start().await.unwrap();
    let id = jobs.enqueue(endless { obeys: true }).await.unwrap().id();
    until("it runs", async || done.count("started") == 1).await;
    let gone = worker.id();
    drop(worker);
    let other: (Jobs, _) = crate::handlers::jobs(&db).await;
    let worker = working(&other.0).await;
    until("the other has it", async || {
        let job = jobs.find(id).await.unwrap().unwrap();
        job.starts == 2 && job.worker == Some(worker.id())
    })
    .await;
    assert_ne!(gone, worker.id());
    jobs.cancel(id, None).await.unwrap();
    reaches(&jobs, id, JobState::Cancelled).await;
    assert_eq!(jobs.list(&JobFilter::new(), None, 10).await.unwrap().len(), 1);
    worker.stop().await;
}
