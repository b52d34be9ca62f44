//! One attempt: run by apalis as a service that never fails, whatever the handler does.

use std::{
    convert::Infallible,
    future::Future,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
    time::{Duration, Instant},
};

use apalis_core::task::Task;
use tokio::{sync::watch, time::sleep};
use tokio_util::sync::CancellationToken;
use tower::{Service, ServiceExt};

use super::{
    events::JobEvent,
    lane::Lane,
    panics::{Panicked, guarded, unwinding},
    running::{End, OneRunning},
    shared::Shared,
};
use crate::{
    Envelope, JobContext, JobError, JobMeta, Jobs,
    clock::{self, Micros, micros},
    context::Told,
    dispatch::{BoxError, Done, Said},
    error::Failure,
    log::Log,
    store::{Claimed, Outcome},
};

/// Bytes of a result; a larger one is not stored.
const MOST_RESULT: usize = 64 * 1024;
/// Bytes of an error.
const MOST_ERROR: usize = 16 * 1024;

/// What apalis calls for each job.
#[derive(Clone)]
pub(super) struct Runner {
    pub(super) shared: Arc<Shared>,
    pub(super) lane: Arc<Lane>,
}

impl Service<Task<Envelope>> for Runner {
    type Response = ();
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<(), Infallible>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, task: Task<Envelope>) -> Self::Future {
        // A task of its own: a handler that blocks its thread blocks no other.
        let run = tokio::spawn(self.clone().run(task));
        Box::pin(async move {
            let _ = run.await;
            Ok(())
        })
    }
}

impl Runner {
    async fn run(self, task: Task<Envelope>) {
        let Self { shared, lane } = self;
        let (end, ended) = watch::channel(End::No);
        let one = OneRunning {
            claimed: Arc::new(task.args.0.clone()),
            worker: shared.worker(),
            lane: lane.clone(),
            cancel: CancellationToken::new(),
            end,
            told: Arc::default(),
            log: Arc::default(),
            since: Instant::now(),
        };
        shared.running.add(one.clone());
        if shared.stopping.is_cancelled() {
            // Taken a moment before the end, and not started.
            if let Some(one) = shared.running.take(&one.claimed) {
                shared.finish(&lane, one.finish(Outcome::Released, shared.jobs.clock().now()));
            }
            return;
        }
        shared.jobs.hooks().tell(|| JobEvent::started(&one.claimed));
        let ended = attempt(
            &shared.jobs,
            task,
            (&one.cancel, &shared.stopping),
            ended,
            &one.told,
            &one.log,
            shared.config.grace,
        )
        .await;
        let meta = shared.jobs.registry().meta(&one.claimed.job_type);
        let now = shared.jobs.clock().now();
        // Whoever takes it away says how it ended.
        if let Some(one) = shared.running.take(&one.claimed)
            && let Some(outcome) = outcome_of(ended, &one.claimed, meta, now)
        {
            shared.jobs.hooks().tell(|| JobEvent::ended(&one.claimed, &outcome, one.runs_for()));
            shared.finish(&lane, one.finish(outcome, now));
        }
    }
}

/// How an attempt ended.
#[derive(Debug)]
pub(crate) enum Ended {
    /// The handler returned.
    Returned(Result<Done, BoxError>),
    /// It panicked.
    Panicked(Panicked),
    /// It took too long.
    TimedOut(Duration),
    /// It was asked to stop and did not, and was ended.
    Stopped,
    /// It was ended from outside.
    FromOutside(End),
    /// It returned after it was asked to stop.
    ReturnedAfterStop(Result<Done, BoxError>),
}

/// Runs one attempt to its end.
pub(crate) async fn attempt(
    jobs: &Jobs,
    mut task: Task<Envelope>,
    (cancel, stopping): (&CancellationToken, &CancellationToken),
    mut end: watch::Receiver<End>,
    told: &Arc<Told>,
    log: &Arc<Log>,
    grace: Duration,
) -> Ended {
    let claimed = task.args.0.clone();
    let declared = jobs.registry().meta(&claimed.job_type).and_then(|meta| meta.timeout);
    let limit = claimed.timeout.map(clock::duration).or(declared);
    let parts = jobs.parts();
    let ctx = JobContext::new(
        jobs.clone(),
        claimed,
        parts.data.clone(),
        (cancel.clone(), stopping.clone()),
        log.clone(),
        told.clone(),
    );
    task.inject_data(ctx);
    let service = parts.service.clone();
    let work = async move { service.oneshot(task).await };
    let mut work: Pin<Box<dyn Future<Output = _> + Send>> = Box::pin(log.clone().scope(work));
    let ended = tokio::select! {
        // An attempt that is over is over, whatever else happened meanwhile.
        biased;
        done = unwinding(&mut work) => match done {
            Ok(done) if cancel.is_cancelled() => Ended::ReturnedAfterStop(done),
            Ok(done) => Ended::Returned(done),
            Err(panicked) => Ended::Panicked(panicked),
        },
        end = ended(&mut end) => Ended::FromOutside(end),
        () = stopped(cancel, grace) => Ended::Stopped,
        limit = past(limit) => Ended::TimedOut(limit),
    };
    // What it held may panic, too, when it is dropped.
    match guarded(|| drop(work)) {
        Err(panicked) if matches!(ended, Ended::Returned(Ok(_))) => Ended::Panicked(panicked),
        _ => ended,
    }
}

async fn ended(end: &mut watch::Receiver<End>) -> End {
    match end.wait_for(|end| *end != End::No).await.map(|end| *end) {
        Ok(end) => end,
        // Nobody can end it any more.
        Err(_) => std::future::pending().await,
    }
}

async fn stopped(cancel: &CancellationToken, grace: Duration) {
    cancel.cancelled().await;
    sleep(grace).await;
}

async fn past(limit: Option<Duration>) -> Duration {
    match limit {
        Some(limit) => {
            sleep(limit).await;
            limit
        }
        None => std::future::pending().await,
    }
}

/// What becomes of the job; `None` when that is for another worker to say.
pub(crate) fn outcome_of(ended: Ended, job: &Claimed, meta: Option<&JobMeta>, now: Micros) -> Option<Outcome> {
    Some(match ended {
        Ended::Returned(Ok(done)) | Ended::ReturnedAfterStop(Ok(done)) => Outcome::Succeeded(result(done)),
        Ended::ReturnedAfterStop(Err(error)) => Outcome::Cancelled(clean(&error.to_string())),
        Ended::Stopped => Outcome::Cancelled("stopped".to_owned()),
        Ended::FromOutside(End::Lost) => return None,
        Ended::FromOutside(_) => Outcome::Interrupted,
        Ended::TimedOut(limit) => failed("timed out", format!("took longer than {limit:?}"), None, job, meta, now),
        Ended::Panicked(Panicked { message, place }) => failed("panicked", message, place, job, meta, now),
        Ended::Returned(Err(error)) => match error.downcast::<Said>() {
            Ok(said) => said_no(said.0, job, meta, now),
            // A layer.
            Err(error) => failed("failed", JobError::from(AsError(error)).to_string(), None, job, meta, now),
        },
    })
}

fn said_no(error: JobError, job: &Claimed, meta: Option<&JobMeta>, now: Micros) -> Outcome {
    match error.0 {
        Failure::Failed(reason) => failed("failed", reason, None, job, meta, now),
        Failure::Undecodable(reason) => failed("undecodable", reason, None, job, meta, now),
        Failure::Cancel(reason) => Outcome::Cancelled(clean(&reason)),
        Failure::Snooze(time) => Outcome::Snoozed(clock::in_range(now.saturating_add(micros(time))).unwrap_or(now)),
    }
}

fn failed(
    how: &'static str,
    error: String,
    place: Option<String>,
    job: &Claimed,
    meta: Option<&JobMeta>,
    now: Micros,
) -> Outcome {
    let error = clean(&error);
    if job.attempt >= job.max_attempts {
        return Outcome::Failed { how, error, place };
    }
    let backoff = meta.map_or(crate::Backoff::DEFAULT, |meta| meta.backoff);
    Outcome::Retry { how, error, place, run_at: now.saturating_add(micros(backoff.after(job.attempt))) }
}

/// Of a length that can be stored, and without what no database takes.
fn clean(text: &str) -> String {
    let mut end = text.len().min(MOST_ERROR);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text[..end].replace('\0', "␀")
}

fn result(done: Done) -> Option<String> {
    if done.0.is_null() {
        return None;
    }
    let text = done.0.to_string();
    if text.len() > MOST_RESULT {
        return Some(serde_json::json!({ "too_large": text.len() }).to_string());
    }
    Some(text)
}

/// A boxed error as one that has causes.
#[derive(Debug)]
struct AsError(BoxError);

impl std::fmt::Display for AsError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for AsError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.source()
    }
}
