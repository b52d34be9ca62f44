//! Waiting for something with a deadline, never for a time.

use std::{future::Future, time::Duration};

use kaffy::{
    JobState, Jobs,
    jobs::{JobRecord, Worker, WorkerHandle},
};
use tokio::time::Instant;
use uuid::Uuid;

/// Longer than anything here takes on a busy machine.
const DEADLINE: Duration = Duration::from_secs(30);

/// Waits until something holds.
pub(crate) async fn until<F: Future<Output = bool>>(what: &str, holds: impl Fn() -> F) {
    let end = Instant::now() + DEADLINE;
    while !holds().await {
        assert!(Instant::now() < end, "{what}: not within {DEADLINE:?}");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

/// Waits until a job is in a state, and says what it is then.
pub(crate) async fn reaches(jobs: &Jobs, id: Uuid, state: JobState) -> JobRecord {
    let end = Instant::now() + DEADLINE;
    loop {
        let job = jobs.find(id).await.unwrap().expect("the job is there");
        if job.state == state {
            return job;
        }
        assert!(Instant::now() < end, "the job never became {state}: {job:#?}");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

/// A worker that is quick to notice.
pub(crate) fn quick(jobs: &Jobs) -> Worker {
    jobs.worker()
        .poll(Duration::from_millis(100))
        .beat(Duration::from_millis(200))
        .dead_after(Duration::from_secs(2))
        .shutdown_limit(Duration::from_secs(5))
}

/// One that runs.
pub(crate) async fn working(jobs: &Jobs) -> WorkerHandle {
    quick(jobs).start().await.unwrap()
}
