//! One attempt and its end: J13, J16 to J24, J34, J89, R4, R17 to R21, R24, R34.

use std::{
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use kaffy::{
    Database, JobState,
    jobs::{JobEvent, JobEvents, JobRecord, Options, testing::TestJobs},
};
use serde_json::json;

use crate::{
    handlers::{
        blocks, completes, endless, fails, gives_up, holds, jobs, jobs_with, note, panics, slow, snoozes, tells, typed,
    },
    waiting::{quick, reaches, until, working},
};

pub(crate) async fn j19_a_result_is_kept(db: Database) {
    let (jobs, _) = jobs(&db).await;
    let worker = working(&jobs).await;
    let id = jobs.enqueue(typed { number: 7 }).await.unwrap().id();
    let job = reaches(&jobs, id, JobState::Succeeded).await;
    assert_eq!((job.result, job.attempt, job.starts), (Some(json!(7)), 1, 1));
    assert!(job.started_at.unwrap() <= job.finished_at.unwrap());
    assert_eq!(job.worker, Some(worker.id()));
    assert!(jobs.attempts(id).await.unwrap().is_empty(), "there is nothing more to say");
    worker.stop().await;
}

pub(crate) async fn j13_r17_a_failure_comes_back_later_and_then_ends(db: Database) {
    let (jobs, _) = jobs(&db).await;
    let worker = working(&jobs).await;
    let id = jobs.enqueue(fails { times: 99 }).await.unwrap().id();
    let job = reaches(&jobs, id, JobState::Failed).await;
    assert_eq!((job.attempt, job.starts), (5, 5));
    assert_eq!(job.last_error.as_deref(), Some("no luck in attempt 5"));
    let mut attempts = jobs.attempts(id).await.unwrap();
    attempts.reverse();
    let errors: Vec<_> = attempts.iter().map(|it| it.error.clone().unwrap()).collect();
    let expected: Vec<_> = (1..=5).map(|attempt| format!("no luck in attempt {attempt}")).collect();
    assert_eq!(errors, expected, "every attempt's error is kept (J14)");
    for (pair, least) in attempts.windows(2).zip([90, 180, 360, 720]) {
        let gap = pair[1].started_at.unwrap() - pair[0].finished_at;
        assert!(gap >= chrono::TimeDelta::milliseconds(least), "{gap} is less than {least} ms");
        assert!(gap < chrono::TimeDelta::milliseconds(least * 2 + 1_000), "{gap} is much more than {least} ms");
    }
    let lucky = jobs.enqueue(fails { times: 1 }).await.unwrap().id();
    let job = reaches(&jobs, lucky, JobState::Succeeded).await;
    assert_eq!((job.result, job.last_error), (Some(json!(2)), None));
    worker.stop().await;
}

pub(crate) async fn r18_j15_a_snooze_costs_no_attempt(db: Database) {
    let (jobs, done) = jobs(&db).await;
    let worker = working(&jobs).await;
    let id = jobs.enqueue(snoozes { times: 3 }).max_attempts(1).await.unwrap().id();
    let job = reaches(&jobs, id, JobState::Succeeded).await;
    assert_eq!((job.attempt, job.starts, job.snoozes), (1, 4, 3));
    assert_eq!(done.all(), ["start 1 attempt 1", "start 2 attempt 1", "start 3 attempt 1", "start 4 attempt 1"]);
    let mut attempts = jobs.attempts(id).await.unwrap();
    attempts.reverse();
    assert!(attempts.iter().all(|it| it.outcome == "snoozed"), "{attempts:?}");
    for pair in attempts.windows(2) {
        let gap = pair[1].started_at.unwrap() - pair[0].finished_at;
        assert!(gap >= chrono::TimeDelta::milliseconds(300) && gap < chrono::TimeDelta::milliseconds(1_300), "{gap}");
    }
    worker.stop().await;
}

pub(crate) async fn r19_panics_are_failed_attempts_with_their_place(db: Database) {
    let (jobs, done) = jobs(&db).await;
    let worker = working(&jobs).await;
    let mut all = Vec::new();
    for (how, expected) in [
        ("text", "a plain text"),
        ("string", "number 6"),
        ("other", "a panic with something that is no text"),
        ("spawned", "task"),
    ] {
        all.push((jobs.enqueue(panics { how: how.into() }).await.unwrap().id(), how, expected));
        jobs.enqueue(note { text: "beside it".into() }).await.unwrap();
    }
    for (id, how, expected) in all {
        let job = reaches(&jobs, id, JobState::Failed).await;
        assert!(job.last_error.as_deref().is_some_and(|error| error.contains(expected)), "{how}: {job:#?}");
        let attempt = jobs.attempts(id).await.unwrap().remove(0);
        if how == "spawned" {
            assert_eq!(attempt.outcome, "failed", "a task of its own is its own business");
        } else {
            assert_eq!(attempt.outcome, "panicked");
            assert!(attempt.place.is_some_and(|place| place.contains("handlers.rs:")), "{how}");
        }
    }
    // What is dropped because it took too long panics as well, and the worker lives.
    let id = jobs.enqueue(panics { how: "drop".into() }).timeout(Duration::from_millis(100)).await.unwrap().id();
    let job = reaches(&jobs, id, JobState::Failed).await;
    assert!(job.last_error.is_some_and(|error| error.contains("took longer than 100ms")));
    until("the others ran", async || done.count("beside it") == 4).await;
    assert!(worker.health().is_ready);
    worker.stop().await;
}

pub(crate) async fn j17_a_time_limit_ends_an_attempt(db: Database) {
    let (jobs, _) = jobs(&db).await;
    let worker = working(&jobs).await;
    let id = jobs.enqueue(slow { millis: 60_000 }).await.unwrap().id();
    let job = reaches(&jobs, id, JobState::Failed).await;
    assert_eq!(job.last_error.as_deref(), Some("took longer than 200ms"));
    assert_eq!(jobs.attempts(id).await.unwrap()[0].outcome, "timed out");
    let id = jobs.enqueue(slow { millis: 300 }).timeout(Duration::from_secs(20)).await.unwrap().id();
    reaches(&jobs, id, JobState::Succeeded).await;
    worker.stop().await;
}

/// On another node, without notifications: the poll of a second and half a second of patience.
pub(crate) async fn j16_r21_a_running_job_is_cancelled_within_two_seconds(db: Database) {
    let (jobs, done) = jobs(&db).await;
    let (elsewhere, _) = crate::handlers::jobs(&db).await;
    let worker = quick(&jobs).poll(Duration::from_secs(1)).listen(false).start().await.unwrap();
    for obeys in [true, false] {
        let id = jobs.enqueue(endless { obeys }).await.unwrap().id();
        reaches(&jobs, id, JobState::Running).await;
        let asked = Instant::now();
        assert_eq!(elsewhere.cancel(id, Some("ada")).await.unwrap(), JobState::Running);
        let job = reaches(&jobs, id, JobState::Cancelled).await;
        assert!(asked.elapsed() < Duration::from_secs(2), "{:?}", asked.elapsed());
        assert_eq!((job.cancel_by.as_deref(), job.attempt), (Some("ada"), 1));
        let reason = if obeys { "told to stop" } else { "stopped" };
        assert_eq!(job.last_error.as_deref(), Some(reason));
    }
    assert_eq!(done.count("obeyed"), 1);
    worker.stop().await;
}

pub(crate) async fn j23_a_handler_gives_up(db: Database) {
    let (jobs, _) = jobs(&db).await;
    let worker = working(&jobs).await;
    let id = jobs.enqueue(gives_up {}).await.unwrap().id();
    let job = reaches(&jobs, id, JobState::Cancelled).await;
    assert_eq!((job.last_error.as_deref(), job.starts), (Some("the account is closed"), 1));
    worker.stop().await;
}

pub(crate) async fn r24_unknown_handlers_are_left_alone_and_broken_payloads_say_where(db: Database) {
    let (jobs, _) = jobs(&db).await;
    let old = kaffy::Jobs::builder(&db).handler::<typed>().build().await.unwrap();
    let unknown = jobs.enqueue(note { text: "x".into() }).await.unwrap().id();
    let node = quick(&old).queue("default", 5).start().await.unwrap();
    let known = old.enqueue(typed { number: 1 }).await.unwrap().id();
    reaches(&jobs, known, JobState::Succeeded).await;
    let left = jobs.find(unknown).await.unwrap().unwrap();
    assert_eq!((left.state, left.starts), (JobState::Available, 0), "this node has no handler for it");
    let worker = working(&jobs).await;
    reaches(&jobs, unknown, JobState::Succeeded).await;
    // As an older version of the program wrote it.
    let broken = jobs.enqueue(typed { number: 2 }).after(Duration::from_secs(3600)).await.unwrap().id();
    db.execute("UPDATE kaffy_jobs SET args = '{\"number\": \"two\"}' WHERE state = 'scheduled'").await.unwrap();
    jobs.run_now(broken).await.unwrap();
    let job = reaches(&jobs, broken, JobState::Retrying).await;
    let error = job.last_error.unwrap();
    assert!(error.contains("`number`") && error.contains("two"), "{error}");
    assert!(job.run_at > chrono::Utc::now() + chrono::TimeDelta::minutes(50), "it backs off");
    assert_eq!(jobs.attempts(broken).await.unwrap()[0].outcome, "undecodable");
    worker.stop().await;
    node.stop().await;
}

pub(crate) async fn j20_j21_progress_and_log_lines(db: Database) {
    let (jobs, done) = jobs(&db).await;
    let worker = working(&jobs).await;
    let id = jobs.enqueue(tells {}).await.unwrap().id();
    until("its progress is stored", async || {
        let job = jobs.find(id).await.unwrap().unwrap();
        job.progress
            .is_some_and(|it| (it.done, it.total, it.message.as_deref()) == (4, Some(10), Some("at the fourth")))
    })
    .await;
    done.note("go on");
    reaches(&jobs, id, JobState::Succeeded).await;
    let attempt = jobs.attempts(id).await.unwrap().remove(0);
    let log = attempt.log.unwrap();
    let lines: Vec<_> = log.lines().map(|line| line.split_once(' ').unwrap().1).collect();
    assert_eq!(lines, ["the first line", "the last line"]);
    assert_eq!((attempt.outcome.as_str(), attempt.attempt), ("succeeded", 1));
    worker.stop().await;
}

pub(crate) async fn j34_completed_in_its_own_transaction(db: Database) {
    let (jobs, done) = jobs(&db).await;
    let worker = working(&jobs).await;
    let id = jobs.enqueue(completes { commits: false }).await.unwrap().id();
    reaches(&jobs, id, JobState::Cancelled).await;
    let id = jobs.enqueue(completes { commits: true }).await.unwrap().id();
    let job = reaches(&jobs, id, JobState::Succeeded).await;
    assert_eq!(job.starts, 1);
    until("what it enqueued ran", async || done.count("from inside") == 1).await;
    worker.stop().await;
    assert_eq!(jobs.find(id).await.unwrap().unwrap().state, JobState::Succeeded, "what came later changes nothing");
    assert_eq!(done.all(), ["from inside"], "once");
}

pub(crate) async fn r20_a_worker_that_stops_gives_back_what_runs(db: Database) {
    let (jobs, done) = jobs(&db).await;
    let worker = quick(&jobs).queue("default", 2).shutdown_limit(Duration::from_millis(800)).start().await.unwrap();
    let long = jobs.enqueue(endless { obeys: false }).await.unwrap().id();
    let short = jobs.enqueue(holds { key: "short".into(), millis: 300 }).await.unwrap().id();
    reaches(&jobs, long, JobState::Running).await;
    reaches(&jobs, short, JobState::Running).await;
    until("it has started", async || done.all() == ["started"]).await;
    let waiting = jobs.enqueue(note { text: "waits".into() }).await.unwrap().id();
    let asked = Instant::now();
    let report = worker.stop().await;
    assert!(asked.elapsed() < Duration::from_millis(2_500), "{:?}", asked.elapsed());
    assert_eq!(report.finished, 1);
    let unfinished = &report.unfinished[0];
    assert_eq!((report.unfinished.len(), unfinished.id, unfinished.is_given_back), (1, long, true));
    assert_eq!(unfinished.progress.as_ref().map(|it| it.done), Some(3), "where it got to");
    let state = async |id| jobs.find(id).await.unwrap().unwrap();
    assert_eq!(state(short).await.state, JobState::Succeeded);
    let given_back = state(long).await;
    assert_eq!((given_back.state, given_back.attempt, given_back.starts), (JobState::Available, 0, 1));
    assert_eq!(jobs.attempts(long).await.unwrap()[0].outcome, "interrupted");
    let untouched = state(waiting).await;
    assert_eq!((untouched.state, untouched.starts), (JobState::Available, 0));
    assert_eq!(done.all(), ["started", "short"]);
    assert!(jobs.workers().await.unwrap().is_empty(), "it said goodbye");
    // A second word makes it quicker.
    let worker = quick(&jobs).queue("default", 2).shutdown_limit(Duration::from_secs(60)).start().await.unwrap();
    until("it has started again", async || done.count("started") == 2).await;
    let hurry = worker.hurry();
    let asked = Instant::now();
    let stopping = tokio::spawn(worker.stop());
    hurry();
    assert_eq!(stopping.await.unwrap().unfinished.len(), 1);
    assert!(asked.elapsed() < Duration::from_secs(5), "{:?}", asked.elapsed());
}

#[derive(Clone, Default)]
struct Hears(Arc<Mutex<Vec<String>>>);

impl JobEvents for Hears {
    fn on(&self, event: &JobEvent) {
        let said = match event {
            JobEvent::Started { job_type, .. } => format!("{job_type} started"),
            JobEvent::Ended { job_type, outcome, .. } => format!("{job_type} {outcome}"),
            _ => return,
        };
        let count = {
            let mut heard = self.0.lock().unwrap();
            heard.push(said);
            heard.len()
        };
        match count {
            1 => panic!("a hook that panics"),
            // Longer than the test.
            4 => std::thread::sleep(Duration::from_secs(3600)),
            _ => {}
        }
    }
}

pub(crate) async fn r34_hooks_that_panic_or_hang_harm_nothing(db: Database) {
    let hears = Hears::default();
    let (jobs, done) = jobs_with(&db, |builder| builder.events(hears.clone())).await;
    let worker = working(&jobs).await;
    let first = jobs.enqueue(note { text: "a".into() }).await.unwrap().id();
    reaches(&jobs, first, JobState::Succeeded).await;
    until("it heard both", async || hears.0.lock().unwrap().len() == 2).await;
    assert_eq!(*hears.0.lock().unwrap(), ["note started", "note succeeded"]);
    let all = (0..200).map(|number| note { text: number.to_string() });
    jobs.enqueue_all(all, Options::new()).await.unwrap();
    until("all are done though it hangs", async || done.all().len() == 201).await;
    worker.stop().await;
    assert_eq!(hears.0.lock().unwrap().len(), 4);
}

pub(crate) async fn j89_a_worker_says_how_it_is(db: Database) {
    let (jobs, _) = jobs(&db).await;
    let worker = quick(&jobs).name("the one").start().await.unwrap();
    let probe = worker.probe();
    until("it is ready", async || probe().is_ready).await;
    let known = jobs.workers().await.unwrap().remove(0);
    assert_eq!((known.id, known.name.as_str(), known.pid), (worker.id(), "the one", std::process::id()));
    assert_eq!(known.queues, ["default"]);
    assert!(known.handlers.contains(&"note".to_owned()) && !known.is_stopping);
    let id = jobs.enqueue(endless { obeys: true }).await.unwrap().id();
    reaches(&jobs, id, JobState::Running).await;
    let stopping = tokio::spawn(worker.stop());
    until("it is not ready while it stops", async || !probe().is_ready && probe().is_stopping).await;
    assert!(probe().is_alive);
    until("and says so to others", async || {
        jobs.workers().await.unwrap().first().is_none_or(|worker| worker.is_stopping)
    })
    .await;
    jobs.cancel(id, None).await.unwrap();
    stopping.await.unwrap();
    let job: JobRecord = jobs.find(id).await.unwrap().unwrap();
    assert_ne!(job.state, JobState::Running);
}

/// Two nodes in one process whose runtime is blocked: nobody is given up.
pub(crate) async fn r4_a_blocking_handler_runs_once(db: Database) {
    let (jobs, done) = jobs(&db).await;
    let fast =
        || quick(&jobs).beat(Duration::from_millis(100)).dead_after(Duration::from_millis(700)).queue("default", 4);
    let (one, two) = (fast().start().await.unwrap(), fast().start().await.unwrap());
    let ids = (one.id(), two.id());
    let id = jobs.enqueue(blocks { millis: 2_100 }).await.unwrap().id();
    let job = reaches(&jobs, id, JobState::Succeeded).await;
    assert_eq!((job.starts, done.count("blocking")), (1, 1), "three times as long as a worker may be silent");
    assert_eq!((one.id(), two.id()), ids, "neither was given up");
    one.stop().await;
    two.stop().await;
}

pub(crate) async fn j24_helpers_for_tests(db: Database) {
    let (jobs, done) = jobs(&db).await;
    let mut test = TestJobs::new(&jobs).await.unwrap();
    jobs.enqueue(note { text: "first".into() }).await.unwrap();
    jobs.enqueue(note { text: "later".into() }).after(Duration::from_secs(3600)).await.unwrap();
    let found = test.assert_enqueued::<note>(json!({ "text": "later" })).await;
    assert_eq!(found.state, JobState::Scheduled);
    test.refute_enqueued::<note>(json!({ "text": "never" })).await;
    test.refute_enqueued::<typed>(json!({})).await;
    assert_eq!(test.drain("default").await.unwrap().succeeded, 1);
    test.advance(Duration::from_secs(3601));
    let failing = jobs.enqueue(fails { times: 1 }).await.unwrap().id();
    let drained = test.drain("default").await.unwrap();
    assert_eq!((drained.succeeded, drained.failed), (1, 1));
    let again = test.perform(failing).await.unwrap();
    assert_eq!((again.state, again.attempt), (JobState::Succeeded, 2));
    assert_eq!(done.all(), ["first", "later", "attempt 1", "attempt 2"]);
    let wrong = std::panic::AssertUnwindSafe(test.assert_enqueued::<note>(json!({ "text": "never" })));
    let message = futures_util::FutureExt::catch_unwind(wrong).await.unwrap_err();
    let message = message.downcast_ref::<String>().unwrap();
    assert!(message.contains("no `note` is enqueued with"), "{message}");
}

/// A layer that turns some jobs away.
#[derive(Clone)]
struct Closed(Arc<Mutex<u32>>);

impl<S: Clone> tower::Layer<S> for Closed {
    type Service = ClosedService<S>;

    fn layer(&self, inner: S) -> Self::Service {
        ClosedService { inner, calls: self.0.clone() }
    }
}

#[derive(Clone)]
struct ClosedService<S> {
    inner: S,
    calls: Arc<Mutex<u32>>,
}

type Task = kaffy::jobs::apalis_core::task::Task<kaffy::jobs::Envelope>;

impl<S> tower::Service<Task> for ClosedService<S>
where
    S: tower::Service<Task, Error = kaffy::jobs::BoxError>,
    S::Future: Send + 'static,
    S::Response: Send + 'static,
{
    type Response = S::Response;
    type Error = kaffy::jobs::BoxError;
    type Future = std::pin::Pin<Box<dyn Future<Output = Result<Self::Response, Self::Error>> + Send>>;

    fn poll_ready(&mut self, cx: &mut std::task::Context<'_>) -> std::task::Poll<Result<(), Self::Error>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, task: Task) -> Self::Future {
        *self.calls.lock().unwrap() += 1;
        if task.args.job_type() == "typed" {
            return Box::pin(async { Err("closed today".into()) });
        }
        Box::pin(self.inner.call(task))
    }
}

pub(crate) async fn j18_layers_are_around_every_job(db: Database) {
    let calls = Arc::new(Mutex::new(0));
    let (jobs, done) = jobs_with(&db, |builder| builder.layer(Closed(calls.clone()))).await;
    let worker = working(&jobs).await;
    let open = jobs.enqueue(note { text: "open".into() }).await.unwrap().id();
    let closed = jobs.enqueue(typed { number: 1 }).max_attempts(1).await.unwrap().id();
    reaches(&jobs, open, JobState::Succeeded).await;
    let job = reaches(&jobs, closed, JobState::Failed).await;
    assert_eq!(job.last_error.as_deref(), Some("closed today"), "a layer that refuses is a failed attempt");
    assert_eq!((*calls.lock().unwrap(), done.all().len()), (2, 1));
    worker.stop().await;
}
