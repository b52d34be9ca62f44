//! Workers that are asked to end: R20, X12.

use std::time::Duration;

use kaffy::JobState;

use crate::{
    handlers::{effects, takes},
    process::Settings,
    rig::Rig,
};

pub(crate) async fn r20_j28_j29_sigterm_gives_back_what_does_not_end_in_time(rig: Rig) {
    let settings = Settings { shutdown_limit: 2_000, ..Settings::default() };
    let mut worker = rig.worker(&settings).await;
    let short = rig.jobs.enqueue(takes { millis: 1_000 }).await.unwrap().id();
    let long = rig.jobs.enqueue(takes { millis: 60_000 }).await.unwrap().id();
    // To be running in the database is not to have been started.
    rig.until("both have started", async || effects(&rig.db).await.0 == 2).await;
    worker.signal("TERM");
    let took = worker.ends().await;
    assert!(took < Duration::from_secs(4), "it ended after {took:?}");
    assert_eq!(worker.says("finished: ").await, "finished: 1");
    assert_eq!(worker.says("unfinished: ").await, format!("unfinished: takes {long} given back: true"));
    assert_eq!(rig.job(short).await.state, JobState::Succeeded);
    let job = rig.job(long).await;
    assert_eq!((job.state, job.attempt, job.starts), (JobState::Available, 0, 1));
    assert_eq!(rig.jobs.attempts(long).await.unwrap()[0].outcome, "interrupted");
    assert!(rig.jobs.workers().await.unwrap().is_empty());
    rig.check(2).await;
}

pub(crate) async fn r20_a_second_signal_is_quicker(rig: Rig) {
    let settings = Settings { shutdown_limit: 60_000, ..Settings::default() };
    let mut worker = rig.worker(&settings).await;
    let long = rig.jobs.enqueue(takes { millis: 60_000 }).await.unwrap().id();
    rig.until("it has started", async || effects(&rig.db).await.0 == 1).await;
    worker.signal("TERM");
    rig.until("it says that it stops", async || {
        rig.jobs.workers().await.unwrap().first().is_some_and(|worker| worker.is_stopping)
    })
    .await;
    assert!(!worker.is_over());
    worker.signal("TERM");
    let took = worker.ends().await;
    assert!(took < Duration::from_secs(4), "it ended after {took:?}");
    assert_eq!(rig.job(long).await.state, JobState::Available);
    rig.check(1).await;
}

/// Three deploys in the middle of one job cost no attempt.
pub(crate) async fn x12_a_long_job_survives_a_deploy(rig: Rig) {
    let settings = Settings { shutdown_limit: 100, ..Settings::default() };
    let id = rig.jobs.enqueue(takes { millis: 1_200 }).max_attempts(1).await.unwrap().id();
    for deploys in 1..=3 {
        let mut worker = rig.worker(&settings).await;
        rig.until("it is started", async || effects(&rig.db).await.0 == deploys).await;
        worker.signal("TERM");
        worker.ends().await;
        assert_eq!(rig.job(id).await.attempt, 0);
    }
    let _worker = rig.worker(&settings).await;
    let job = rig.reaches(id, JobState::Succeeded).await;
    assert_eq!((job.attempt, job.starts), (1, 4));
    rig.check(1).await;
}
