//! One queue in this process: its places, and apalis' `Backend` over it.

use std::{
    collections::VecDeque,
    convert::Infallible,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, AtomicU32, Ordering::Relaxed},
    },
    task::{Context, Poll},
};

use apalis_core::{
    backend::{Backend, BackendConfig},
    task::{Task, builder::TaskBuilder, task_id::TaskId},
    worker::context::WorkerContext,
};
use futures_util::task::AtomicWaker;
use tower::layer::util::Identity;
use uuid::Uuid;

use crate::{Envelope, store::Claimed};

/// One queue in this process.
#[derive(Debug)]
pub(crate) struct Lane {
    pub(super) queue: String,
    /// What the code says; the database may say otherwise.
    declared: u32,
    width: AtomicU32,
    /// Jobs that were taken and are not written down as ended: those count, too, so that no more are taken than the
    /// database keeps up with.
    load: AtomicU32,
    pub(super) is_paused: AtomicBool,
    /// Whether there may be free jobs to take.
    pub(super) has_free: AtomicBool,
    /// Whether there may be jobs to take that are under limits.
    pub(super) has_limited: AtomicBool,
    taken: Mutex<VecDeque<Claimed>>,
    waker: AtomicWaker,
}

impl Lane {
    pub(super) fn new(queue: String, width: u32) -> Self {
        Self {
            queue,
            declared: width,
            width: AtomicU32::new(width),
            load: AtomicU32::new(0),
            is_paused: AtomicBool::new(false),
            has_free: AtomicBool::new(true),
            has_limited: AtomicBool::new(true),
            taken: Mutex::default(),
            waker: AtomicWaker::new(),
        }
    }

    /// How many more jobs may be taken.
    pub(super) fn room(&self) -> u32 {
        if self.is_paused.load(Relaxed) { 0 } else { self.width.load(Relaxed).saturating_sub(self.load.load(Relaxed)) }
    }

    /// How many jobs run at once, if the database says; else what the code says.
    pub(super) fn set_width(&self, width: Option<u32>) {
        self.width.store(width.unwrap_or(self.declared), Relaxed);
    }

    /// Jobs that are not written down as ended.
    pub(super) fn load(&self) -> u32 {
        self.load.load(Relaxed)
    }

    /// Holds places for jobs that are being taken: until the database has answered nobody knows how many those are, and
    /// a worker that stops has to wait for it.
    pub(super) fn hold(&self, places: u32) {
        self.load.fetch_add(places, Relaxed);
    }

    /// Hands jobs to apalis.
    pub(super) fn add(&self, claimed: Vec<Claimed>) {
        self.load.fetch_add(u32::try_from(claimed.len()).unwrap_or(u32::MAX), Relaxed);
        self.taken.lock().unwrap_or_else(PoisonError::into_inner).extend(claimed);
        self.waker.wake();
    }

    /// Frees places: of jobs that are written down, or that were held.
    pub(super) fn free(&self, places: u32) {
        self.load.fetch_sub(places, Relaxed);
    }

    /// Those that were taken and have not been started.
    pub(super) fn unstarted(&self) -> Vec<Claimed> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner).drain(..).collect()
    }

    /// Forgets what was taken and has not been started.
    pub(super) fn empty(&self) {
        let forgotten = self.unstarted().len();
        self.free(u32::try_from(forgotten).unwrap_or(u32::MAX));
    }

    fn next(&self) -> Option<Claimed> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner).pop_front()
    }
}

/// What apalis polls. It never fails: the database is asked elsewhere.
#[derive(Debug)]
pub(crate) struct LaneBackend(pub(super) Arc<Lane>);

impl Backend for LaneBackend {
    type Task = Task<Envelope>;
    type Error = Infallible;

    fn poll_ready(&mut self, _: &mut Context<'_>, _: &WorkerContext) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn poll_next(
        &mut self,
        cx: &mut Context<'_>,
        _: &WorkerContext,
    ) -> Poll<Option<Result<Task<Envelope>, Infallible>>> {
        if let Some(claimed) = self.0.next() {
            return Poll::Ready(Some(Ok(task(claimed))));
        }
        self.0.waker.register(cx.waker());
        // One may have come before the waker was there.
        self.0.next().map_or(Poll::Pending, |claimed| Poll::Ready(Some(Ok(task(claimed)))))
    }

    fn poll_close(&mut self, _: &mut Context<'_>, _: &WorkerContext) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }
}

impl BackendConfig for LaneBackend {
    type Args = Envelope;
    type Id = Uuid;
    type Kind = ();
    type Config = ();
    type Layer = Identity;

    fn config(&self) -> &() {
        &()
    }

    fn middleware(&mut self, _: &mut WorkerContext) -> Identity {
        Identity::new()
    }
}

/// A job as apalis knows it.
pub(crate) fn task(claimed: Claimed) -> Task<Envelope> {
    let micros = u64::try_from(claimed.run_at).unwrap_or_default();
    TaskBuilder::new(Envelope(claimed.clone()))
        .task_id(TaskId::from_string(claimed.id.to_string()))
        .queue(claimed.queue.as_str().into())
        // apalis counts this one when it starts it.
        .attempt(claimed.attempt.saturating_sub(1) as usize)
        .max_attempts(claimed.max_attempts as usize)
        .run_at_timestamp(micros / 1_000_000)
        .build()
}
