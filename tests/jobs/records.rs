//! What PhoenixKit's scheduled jobs did, row by row: P1 to P22 as far as no other file has them.

use std::time::Duration;

use chrono::{TimeDelta, Utc};
use kaffy::{
    Database, JobState,
    jobs::{EnqueueError, JobFilter, JobsBuildError, Options, Retention, testing::TestJobs},
    prelude::*,
};
use serde_json::json;

use crate::{
    handlers::{fails, gives_up, jobs, note, panics, publish, typed},
    waiting::{quick, reaches, until, working},
};

mod double {
    use kaffy::prelude::*;

    /// Another one with the type of `note`.
    #[job_handler(job_type = "note")]
    pub(crate) async fn other() -> Result<(), JobError> {
        Ok(())
    }
}

pub(crate) async fn p1_two_handlers_of_a_type_are_refused(db: Database) {
    let built = Jobs::builder(&db).handler::<note>().handler::<double::other>().build().await;
    let Err(JobsBuildError::Problems(problems)) = built else { panic!("{built:?}") };
    let both = problems.iter().find(|it| it.contains("both do jobs of the type `note`")).unwrap();
    assert!(both.contains("handlers::note") && both.contains("double::other"), "{both}");
}

pub(crate) async fn p2_p15_what_a_handler_returns_is_kept_and_the_attempt_counts(db: Database) {
    let (jobs, _) = jobs(&db).await;
    let mut test = TestJobs::new(&jobs).await.unwrap();
    let id = jobs.enqueue(typed { number: 4 }).await.unwrap().id();
    let job = test.perform(id).await.unwrap();
    assert_eq!((job.state, job.result, job.attempt), (JobState::Succeeded, Some(json!(4)), 1));
    assert!(job.finished_at.is_some());
    let id = jobs.enqueue(note { text: "nothing to say".into() }).await.unwrap().id();
    assert_eq!(test.perform(id).await.unwrap().result, None);
    let id = jobs.enqueue(fails { times: 1 }).await.unwrap().id();
    assert_eq!(test.perform(id).await.unwrap().state, JobState::Retrying, "an error, and attempts are left");
}

pub(crate) async fn p3_p18_a_type_without_a_handler_waits_and_the_doctor_says_so(db: Database) {
    let (all, _) = jobs(&db).await;
    let id = all.enqueue(typed { number: 4 }).await.unwrap().id();
    let few = Jobs::builder(&db).handler::<gives_up>().build().await.unwrap();
    let worker = working(&few).await;
    until("the worker is heard", async || worker.health().is_ready).await;
    let seen = few.enqueue(gives_up {}).await.unwrap().id();
    reaches(&few, seen, JobState::Cancelled).await;
    let waits = few.find(id).await.unwrap().unwrap();
    assert_eq!((waits.state, waits.attempt), (JobState::Available, 0), "nobody took it, nothing was charged");
    let found: Vec<_> = few.doctor().await.into_iter().map(|it| (it.id, it.words)).collect();
    assert!(found.iter().any(|(id, words)| *id == "handlers" && words.contains("`typed`")), "{found:?}");
    worker.stop().await;
}

pub(crate) async fn p4_p5_a_row_and_its_defaults(db: Database) {
    let (jobs, _) = jobs(&db).await;
    let before = Utc::now() - TimeDelta::seconds(1);
    let id = jobs.enqueue(publish {}).record(7).created_by("ada").await.unwrap().id();
    let job = jobs.find(id).await.unwrap().unwrap();
    assert_eq!(id.get_version_num(), 7, "a UUID that sorts by time");
    assert_eq!((job.job_type.as_str(), job.queue.as_str()), ("publish", "default"));
    assert_eq!((job.resource_type.as_deref(), job.resource_id.as_deref()), (Some("product"), Some("7")));
    assert_eq!((job.state, job.attempt, job.priority, job.max_attempts), (JobState::Available, 0, 0, 3));
    assert_eq!((job.args, job.last_error, job.finished_at), (json!({}), None, None));
    assert_eq!(job.created_by.as_deref(), Some("ada"));
    assert!(job.run_at >= before && job.created_at >= before);
    let other = jobs.enqueue(note { text: "x".into() }).await.unwrap().id();
    assert_eq!(jobs.find(other).await.unwrap().unwrap().max_attempts, 5, "what this project says where nobody does");
}

pub(crate) async fn p6_what_is_out_of_bounds_is_refused_and_the_past_is_now(db: Database) {
    let (jobs, _) = jobs(&db).await;
    let one = || publish {};
    let error = jobs.enqueue(one()).record(1).priority(-1).await.unwrap_err();
    assert!(error.to_string().contains("priority"), "{error}");
    let error = jobs.enqueue(one()).record(1).max_attempts(0).await.unwrap_err();
    assert!(error.to_string().contains("attempt"), "{error}");
    let error = jobs.enqueue(one()).record("x".repeat(201)).await.unwrap_err();
    assert!(matches!(error, EnqueueError::TooLong { .. }), "{error}");
    let past = jobs.enqueue(one()).record(1).at(Utc::now() - TimeDelta::days(2)).await.unwrap().id();
    let worker = working(&jobs).await;
    reaches(&jobs, past, JobState::Succeeded).await;
    worker.stop().await;
}

pub(crate) async fn p8_the_words_of_the_states(_: Database) {
    let words: Vec<_> = JobState::ALL.iter().map(|state| state.word()).collect();
    let expected = ["scheduled", "available", "running", "retrying", "succeeded", "failed", "cancelled"];
    assert_eq!(words, expected, "pending is three, executed is succeeded");
}

pub(crate) async fn p9_p13_j11_a_job_for_a_record_is_found_by_it(db: Database) {
    let (jobs, _) = jobs(&db).await;
    let mut test = TestJobs::new(&jobs).await.unwrap();
    let (soon, late) = (Utc::now() + TimeDelta::days(1), Utc::now() + TimeDelta::days(2));
    let later = jobs.enqueue(publish {}).record(7).at(late).priority(3).max_attempts(2).await.unwrap().id();
    let first = jobs.enqueue(publish {}).record(7).at(soon).await.unwrap().id();
    let due = jobs.enqueue(publish {}).record(8).await.unwrap().id();
    assert_eq!(jobs.waiting_for_record("product", 7).await.unwrap().map(|job| job.id), Some(first));
    let of_seven = jobs.list(&JobFilter::new().record("product", "7"), None, 10).await.unwrap();
    assert_eq!(of_seven.iter().map(|job| job.id).collect::<Vec<_>>(), [first, later]);
    assert_eq!((of_seven[1].priority, of_seven[1].max_attempts), (3, 2));
    let now = jobs.list(&JobFilter::new().state(JobState::Available), None, 10).await.unwrap();
    assert_eq!(now.iter().map(|job| job.id).collect::<Vec<_>>(), [due], "those that are due");
    test.perform(first).await.unwrap();
    assert_eq!(jobs.waiting_for_record("product", 7).await.unwrap().map(|job| job.id), Some(later));
    jobs.cancel_waiting(later, None).await.unwrap();
    assert!(jobs.waiting_for_record("product", 7).await.unwrap().is_none());
    assert!(jobs.waiting_for_record("product", "nobody").await.unwrap().is_none());
}

pub(crate) async fn p14_p16_a_sweep_goes_by_priority_and_time_and_tries_nothing_twice(db: Database) {
    let (jobs, done) = jobs(&db).await;
    let mut test = TestJobs::new(&jobs).await.unwrap();
    let at = |seconds| Utc::now() - TimeDelta::seconds(seconds);
    for (text, seconds, priority) in [("third", 1, 0), ("second", 5, 0), ("first", 1, 2)] {
        jobs.enqueue(note { text: text.into() }).at(at(seconds)).priority(priority).await.unwrap();
    }
    let failing = jobs.enqueue(fails { times: 9 }).max_attempts(2).await.unwrap().id();
    let drained = test.drain("default").await.unwrap();
    assert_eq!((drained.succeeded, drained.failed), (3, 1), "the failing one once");
    assert_eq!(done.all(), ["first", "second", "third", "attempt 1"]);
    let job = jobs.find(failing).await.unwrap().unwrap();
    assert_eq!((job.state, job.attempt), (JobState::Retrying, 1));
    assert!(job.run_at > job.started_at.unwrap(), "it waits for its backoff");
    test.advance(Duration::from_secs(3600));
    assert_eq!(test.drain("default").await.unwrap().failed, 1);
    assert_eq!(jobs.find(failing).await.unwrap().unwrap().state, JobState::Failed, "no attempt is left");
}

pub(crate) async fn p17_a_panic_ends_no_sweep(db: Database) {
    let (jobs, done) = jobs(&db).await;
    let mut test = TestJobs::new(&jobs).await.unwrap();
    for how in ["text", "other"] {
        jobs.enqueue(panics { how: how.into() }).priority(5).await.unwrap();
    }
    jobs.enqueue(note { text: "behind it".into() }).await.unwrap();
    let drained = test.drain("default").await.unwrap();
    assert_eq!((drained.failed, drained.succeeded), (2, 1));
    assert_eq!(done.all(), ["behind it"]);
    assert!(jobs.list(&JobFilter::new().state(JobState::Running), None, 1).await.unwrap().is_empty());
}

/// Seconds, where it was a minute: woken at once, and without being woken with the next poll.
pub(crate) async fn p21_a_job_is_started_within_a_poll(db: Database) {
    let (jobs, _) = jobs(&db).await;
    let (elsewhere, _) = crate::handlers::jobs(&db).await;
    let worker = quick(&jobs).poll(Duration::from_secs(1)).listen(false).start().await.unwrap();
    until("the worker is ready", async || worker.health().is_ready).await;
    let id = elsewhere.enqueue(typed { number: 1 }).await.unwrap().id();
    let job = reaches(&jobs, id, JobState::Succeeded).await;
    let waited = job.started_at.unwrap() - job.created_at;
    assert!(waited < TimeDelta::seconds(10), "nobody waits for a minute: {waited}");
    worker.stop().await;
}

/// Seven days, as there, in slices (R28): a worker goes on while thousands are taken away.
pub(crate) async fn p22_r28_a_week_is_kept_and_pruning_blocks_nobody(db: Database) {
    let (jobs, done) = jobs(&db).await;
    let kept = Retention::for_ever().succeeded(WEEK).failed(WEEK).cancelled(WEEK).ticks(WEEK);
    assert_eq!(Retention::default(), kept.chores(Duration::from_secs(365 * 24 * 3600)));
    let mut test = TestJobs::new(&jobs).await.unwrap();
    let old = jobs.enqueue_all((0..2_500).map(|_| gives_up {}), Options::new().queue("old")).await.unwrap();
    for one in &old {
        jobs.cancel_waiting(one.id(), None).await.unwrap();
    }
    let kept = jobs.enqueue(typed { number: 1 }).await.unwrap().id();
    test.advance(WEEK - Duration::from_secs(60));
    test.perform(kept).await.unwrap();
    // A worker looks when it starts, and every hour.
    let worker = working(&jobs).await;
    let seen = jobs.enqueue(note { text: "first".into() }).await.unwrap().id();
    reaches(&jobs, seen, JobState::Succeeded).await;
    worker.stop().await;
    assert!(jobs.find(old[0].id()).await.unwrap().is_some(), "a week is not over");
    test.advance(Duration::from_secs(3600));
    let worker = working(&jobs).await;
    for _ in 0..20 {
        jobs.enqueue(note { text: "meanwhile".into() }).await.unwrap();
    }
    until("what came meanwhile is done", async || done.count("meanwhile") == 20).await;
    until("all old ones are gone", async || {
        jobs.find(old[2_499].id()).await.unwrap().is_none() && jobs.find(old[0].id()).await.unwrap().is_none()
    })
    .await;
    assert!(jobs.find(kept).await.unwrap().is_some(), "it ended an hour ago");
    worker.stop().await;
}

const WEEK: Duration = Duration::from_secs(7 * 24 * 3600);
