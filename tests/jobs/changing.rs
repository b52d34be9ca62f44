//! What people do to jobs: P10, P11, P12, J62, J63.

use std::time::Duration;

use chrono::{TimeDelta, Utc};
use kaffy::{
    Database, JobState,
    jobs::{JobFilter, ManageError, testing::TestJobs},
};
use serde_json::json;

use crate::{
    handlers::{endless, fails, gives_up, jobs, note, publish, typed},
    waiting::{reaches, working},
};

pub(crate) async fn p10_waiting_is_cancelled_and_all_else_says_why_not(db: Database) {
    let (jobs, _) = jobs(&db).await;
    let mut test = TestJobs::new(&jobs).await.unwrap();
    let waits = jobs.enqueue(note { text: "a".into() }).await.unwrap().id();
    jobs.cancel_waiting(waits, Some("ada")).await.unwrap();
    let cancelled = jobs.find(waits).await.unwrap().unwrap();
    assert_eq!((cancelled.state, cancelled.cancel_by.as_deref()), (JobState::Cancelled, Some("ada")));
    assert!(matches!(jobs.cancel_waiting(waits, None).await, Err(ManageError::Cancelled)));
    assert!(matches!(jobs.cancel(waits, None).await, Err(ManageError::Cancelled)));
    let done = jobs.enqueue(note { text: "b".into() }).await.unwrap().id();
    test.perform(done).await.unwrap();
    assert!(matches!(jobs.cancel(done, None).await, Err(ManageError::Succeeded)));
    let failed = jobs.enqueue(fails { times: 9 }).max_attempts(1).await.unwrap().id();
    assert_eq!(test.perform(failed).await.unwrap().state, JobState::Failed);
    assert!(matches!(jobs.cancel(failed, None).await, Err(ManageError::Failed)));
    let nobody = uuid::Uuid::now_v7();
    assert!(matches!(jobs.cancel(nobody, None).await, Err(ManageError::NotFound(id)) if id == nobody));
    let runs = jobs.enqueue(endless { obeys: true }).await.unwrap().id();
    let worker = working(&jobs).await;
    reaches(&jobs, runs, JobState::Running).await;
    assert!(matches!(jobs.cancel_waiting(runs, None).await, Err(ManageError::Running)));
    assert_eq!(jobs.cancel(runs, Some("eve")).await.unwrap(), JobState::Running, "its worker is asked");
    reaches(&jobs, runs, JobState::Cancelled).await;
    worker.stop().await;
}

pub(crate) async fn p11_all_that_waits_for_a_record_is_cancelled(db: Database) {
    let (jobs, _) = jobs(&db).await;
    let mut test = TestJobs::new(&jobs).await.unwrap();
    let mut mine = Vec::new();
    for days in [0, 1, 2] {
        mine.push(jobs.enqueue(publish {}).record(7).at(Utc::now() + TimeDelta::days(days)).await.unwrap().id());
    }
    let other = jobs.enqueue(publish {}).record(8).await.unwrap().id();
    test.perform(mine[0]).await.unwrap();
    assert_eq!(jobs.cancel_for_record("product", 7, Some("ada")).await.unwrap(), 2);
    assert_eq!(jobs.cancel_for_record("product", 7, None).await.unwrap(), 0);
    let states = jobs.list(&JobFilter::new().record("product", "7"), None, 10).await.unwrap();
    let states: Vec<_> = states.iter().map(|job| job.state).collect();
    assert_eq!(states, [JobState::Cancelled, JobState::Cancelled, JobState::Succeeded], "the newest first");
    assert_eq!(jobs.find(other).await.unwrap().unwrap().state, JobState::Available);
}

pub(crate) async fn p12_j47_rescheduling_is_refused_while_it_runs_and_when_it_is_done(db: Database) {
    let (jobs, _) = jobs(&db).await;
    let mut test = TestJobs::new(&jobs).await.unwrap();
    let tomorrow = Utc::now() + TimeDelta::days(1);
    let failed = jobs.enqueue(fails { times: 9 }).max_attempts(1).await.unwrap().id();
    test.perform(failed).await.unwrap();
    jobs.reschedule(failed, tomorrow).await.unwrap();
    let again = jobs.find(failed).await.unwrap().unwrap();
    assert_eq!((again.state, again.attempt, again.last_error), (JobState::Scheduled, 0, None));
    assert_eq!((again.finished_at, again.run_at.timestamp_micros()), (None, tomorrow.timestamp_micros()));
    jobs.reschedule(failed, Utc::now() - TimeDelta::days(1)).await.unwrap();
    assert_eq!(jobs.find(failed).await.unwrap().unwrap().state, JobState::Available, "the past is now");
    jobs.cancel(failed, None).await.unwrap();
    jobs.reschedule(failed, tomorrow).await.unwrap();
    let done = jobs.enqueue(typed { number: 1 }).await.unwrap().id();
    test.perform(done).await.unwrap();
    assert!(matches!(jobs.reschedule(done, tomorrow).await, Err(ManageError::Succeeded)));
    let runs = jobs.enqueue(endless { obeys: true }).await.unwrap().id();
    let worker = working(&jobs).await;
    reaches(&jobs, runs, JobState::Running).await;
    assert!(matches!(jobs.reschedule(runs, tomorrow).await, Err(ManageError::Running)));
    assert!(matches!(jobs.retry(runs).await, Err(ManageError::Running)));
    assert!(matches!(jobs.delete(runs).await, Err(ManageError::Running)));
    assert!(matches!(jobs.edit_args(runs, &json!({ "obeys": true })).await, Err(ManageError::Running)));
    jobs.cancel(runs, None).await.unwrap();
    reaches(&jobs, runs, JobState::Cancelled).await;
    worker.stop().await;
    let far = Utc::now() + TimeDelta::days(365 * 9_000);
    assert!(matches!(jobs.reschedule(failed, far).await, Err(ManageError::Refused(_))));
}

pub(crate) async fn j63_other_arguments_must_fit(db: Database) {
    let (jobs, _) = jobs(&db).await;
    let mut test = TestJobs::new(&jobs).await.unwrap();
    let id = jobs.enqueue(typed { number: 1 }).after(Duration::from_secs(60)).await.unwrap().id();
    let error = jobs.edit_args(id, &json!({ "number": 256 })).await.unwrap_err().to_string();
    assert!(error.contains("`number`") && error.contains("256"), "{error}");
    let error = jobs.edit_args(id, &json!({ "number": 2, "more": 1 })).await.unwrap_err().to_string();
    assert!(error.contains("more"), "{error}");
    jobs.edit_args(id, &json!({ "number": 2 })).await.unwrap();
    let job = test.perform(id).await.unwrap();
    assert_eq!((job.state, job.result), (JobState::Succeeded, Some(json!(2))));
    assert!(matches!(jobs.edit_args(id, &json!({ "number": 3 })).await, Err(ManageError::Succeeded)));
    let by_name = jobs.enqueue_by_name("typed", &json!({ "number": 5 }), Default::default()).await.unwrap();
    assert_eq!(test.perform(by_name.id()).await.unwrap().result, Some(json!(5)));
    let error = jobs.enqueue_by_name("typed", &json!({ "number": "x" }), Default::default()).await.unwrap_err();
    assert!(matches!(error, ManageError::Args { .. }), "{error}");
    let error = jobs.enqueue_by_name("typo", &json!({}), Default::default()).await.unwrap_err();
    assert!(error.to_string().contains("no handler is registered for `typo`"), "{error}");
}

pub(crate) async fn j62_retry_run_now_and_delete(db: Database) {
    let (jobs, _) = jobs(&db).await;
    let mut test = TestJobs::new(&jobs).await.unwrap();
    let later = jobs.enqueue(typed { number: 1 }).after(Duration::from_secs(3600)).await.unwrap().id();
    assert!(matches!(jobs.retry(later).await, Err(ManageError::Waiting)));
    jobs.run_now(later).await.unwrap();
    assert!(matches!(jobs.run_now(later).await, Err(ManageError::Waiting)));
    assert_eq!(test.drain("default").await.unwrap().succeeded, 1);
    let gone = jobs.enqueue(gives_up {}).await.unwrap().id();
    test.perform(gone).await.unwrap();
    assert_eq!(jobs.attempts(gone).await.unwrap().len(), 1);
    jobs.retry(gone).await.unwrap();
    let again = jobs.find(gone).await.unwrap().unwrap();
    assert_eq!((again.state, again.attempt, again.starts), (JobState::Available, 0, 1));
    test.perform(gone).await.unwrap();
    assert_eq!(jobs.attempts(gone).await.unwrap().len(), 2, "the history stays");
    jobs.delete(gone).await.unwrap();
    assert!(jobs.find(gone).await.unwrap().is_none());
    assert!(jobs.attempts(gone).await.unwrap().is_empty());
    assert!(matches!(jobs.delete(gone).await, Err(ManageError::NotFound(_))));
}

pub(crate) async fn p10_of_two_changes_at_once_one_wins(db: Database) {
    let (jobs, _) = jobs(&db).await;
    for _ in 0..20 {
        let id = jobs.enqueue(note { text: "x".into() }).await.unwrap().id();
        let both = [0, 1, 2, 3].map(|_| {
            let jobs = jobs.clone();
            tokio::spawn(async move { jobs.cancel_waiting(id, None).await })
        });
        let mut won = 0;
        for one in both {
            match one.await.unwrap() {
                Ok(()) => won += 1,
                Err(error) => assert!(matches!(error, ManageError::Cancelled), "{error}"),
            }
        }
        assert_eq!(won, 1);
    }
}
