//! Takes jobs for the free places of each lane.

use std::{
    sync::{Arc, atomic::Ordering::Relaxed},
    time::{Duration, Instant},
};

use tokio::{
    sync::broadcast::{self, error::RecvError},
    time::sleep,
};

use super::{lane::Lane, shared::Shared};
use crate::{
    clock::{Micros, duration},
    store::{self, Asked, Claim},
};

/// A staging pass that moved so many jobs is followed by another.
const FULL_STAGE: u64 = 5_000;

/// Takes jobs until the worker stops.
pub(super) async fn run(shared: Arc<Shared>) {
    let mut claimer = Claimer { shared: shared.clone(), next_due: None, asked_at: None, is_unsure: false };
    let mut wakes = shared.jobs.wakes();
    while !shared.stopping.is_cancelled() {
        claimer.turn().await;
        tokio::select! {
            () = shared.stopping.cancelled() => {}
            () = shared.look.notified() => {}
            () = sleep(claimer.rest()) => {}
            woken = wakes.recv() => claimer.woken(woken, &mut wakes),
        }
    }
}

struct Claimer {
    shared: Arc<Shared>,
    next_due: Option<Micros>,
    asked_at: Option<Instant>,
    /// Whether jobs may have been taken without this process knowing: an answer that was lost.
    is_unsure: bool,
}

impl Claimer {
    async fn turn(&mut self) {
        let shared = self.shared.clone();
        shared.pulse.turned();
        let is_late = self.asked_at.is_none_or(|at| at.elapsed() >= shared.config.poll);
        let is_due = self.next_due.is_some_and(|due| due <= shared.jobs.clock().now());
        if (is_late || is_due || shared.ask.swap(false, Relaxed)) && !self.ask().await {
            // Not at once again, and not for long.
            sleep(Duration::from_millis(200)).await;
            return;
        }
        for lane in &shared.lanes {
            if !self.fill(lane).await {
                sleep(Duration::from_millis(200)).await;
                return;
            }
        }
    }

    /// How long nothing happens by itself.
    fn rest(&self) -> Duration {
        let poll = self.shared.config.poll;
        let left = self.asked_at.map_or(Duration::ZERO, |at| poll.saturating_sub(at.elapsed()));
        let due = self.next_due.map_or(poll, |due| duration(due.saturating_sub(self.shared.jobs.clock().now())));
        // A tick of the timer more than what is left, so that it is over then.
        left.min(due) + Duration::from_millis(1)
    }

    fn woken(&mut self, woken: Result<Arc<str>, RecvError>, wakes: &mut broadcast::Receiver<Arc<str>>) {
        let mut next = woken.ok();
        loop {
            match next.as_deref() {
                // Something was missed, or anything may have happened.
                None | Some("") => self.shared.ask.store(true, Relaxed),
                Some(what) => heard(&self.shared, what),
            }
            match wakes.try_recv() {
                Ok(what) => next = Some(what),
                Err(broadcast::error::TryRecvError::Lagged(_)) => next = None,
                Err(_) => break,
            }
        }
    }

    /// Asks what there is; `false` when nobody answered.
    async fn ask(&mut self) -> bool {
        let shared = self.shared.clone();
        let types = shared.jobs.types();
        let asked = Asked {
            worker: shared.worker(),
            queues: &shared.polled,
            types: &types,
            has_running: !shared.running.is_empty(),
        };
        self.asked_at = Some(Instant::now());
        let Ok(polled) = shared.ask("poll", async |db| store::poll(&db, asked).await).await else {
            shared.pulse.failed();
            return false;
        };
        shared.pulse.polled();
        shared.running.stop(&polled.to_stop);
        for lane in &shared.lanes {
            lane.is_paused.store(polled.paused.contains(&lane.queue), Relaxed);
            lane.set_width(polled.concurrency.get(&lane.queue).copied());
            lane.has_free.store(polled.free.contains(&lane.queue), Relaxed);
            lane.has_limited.store(polled.limited.contains(&lane.queue), Relaxed);
        }
        shared.next_tick.set(polled.next_tick);
        self.next_due = polled.next_due;
        let now = shared.jobs.clock().now();
        if self.next_due.is_some_and(|due| due <= now) {
            return self.stage(now).await;
        }
        true
    }

    /// Makes available what is due.
    async fn stage(&mut self, now: Micros) -> bool {
        let shared = &self.shared;
        let Ok(staged) = shared.ask("stage", async |db| store::stage(&db, now).await).await else {
            shared.pulse.failed();
            return false;
        };
        if staged > 0 {
            for lane in &shared.lanes {
                lane.has_free.store(true, Relaxed);
                lane.has_limited.store(true, Relaxed);
            }
        }
        // What is due after that is asked for once these are taken; jobs of other nodes stay due for a moment.
        self.next_due = None;
        if staged >= FULL_STAGE {
            shared.ask.store(true, Relaxed);
            shared.look.notify_one();
        } else if staged > 0 {
            // The next one may be due before the next second is over.
            self.asked_at = None;
        }
        true
    }

    /// Takes jobs for the free places of a lane; `false` when nobody answered.
    async fn fill(&mut self, lane: &Arc<Lane>) -> bool {
        let shared = self.shared.clone();
        if self.is_unsure && !self.reconcile().await {
            return false;
        }
        for is_limited in [false, true] {
            let flag = if is_limited { &lane.has_limited } else { &lane.has_free };
            let places = lane.room();
            if places == 0 || !flag.swap(false, Relaxed) {
                continue;
            }
            let room = u64::from(places);
            lane.hold(places);
            if shared.stopping.is_cancelled() {
                // Whoever stops it has looked before these places were held, or waits for them.
                lane.free(places);
                return true;
            }
            let now = shared.jobs.clock().now();
            let types = shared.jobs.types();
            let claim = Claim { worker: shared.worker(), queue: &lane.queue, types: &types, room, now };
            let limits = &shared.jobs.parts().limits;
            let taken = shared
                .ask("claim", async |db| match is_limited {
                    true => store::claim_limited(&db, claim, limits).await,
                    false => store::claim(&db, claim).await,
                })
                .await;
            match taken {
                Ok(taken) => {
                    if taken.len() as u64 >= room {
                        // There may be more, for the next place that is free.
                        flag.store(true, Relaxed);
                    }
                    if shared.worker() == claim.worker {
                        shared.running.took(&taken);
                        lane.add(taken);
                    }
                    lane.free(places);
                }
                Err(_) => {
                    lane.free(places);
                    flag.store(true, Relaxed);
                    shared.pulse.failed();
                    self.is_unsure = true;
                    return false;
                }
            }
        }
        true
    }

    /// Gives back what the database says this worker has and this process does not know of.
    async fn reconcile(&mut self) -> bool {
        let shared = &self.shared;
        let known = shared.running.tokens();
        let (worker, now) = (shared.worker(), shared.jobs.clock().now());
        let given = shared.ask("reconcile", async |db| store::give_back_unknown(&db, worker, &known, now).await).await;
        match given {
            Ok(given) => {
                if given > 0 {
                    tracing::info!(jobs = given, "jobs whose claim was not answered were given back");
                    shared.ask.store(true, Relaxed);
                }
                self.is_unsure = false;
                true
            }
            Err(_) => false,
        }
    }
}

/// What others said: `!stop`, `!due`, or the name of a queue, with `~` in front where the job is under a limit.
pub(super) fn heard(shared: &Shared, what: &str) {
    match what {
        "!stop" | "!due" | "" => shared.ask.store(true, Relaxed),
        what => {
            let limited = what.strip_prefix('~');
            for lane in shared.lanes.iter().filter(|lane| lane.queue == limited.unwrap_or(what)) {
                if limited.is_some() { &lane.has_limited } else { &lane.has_free }.store(true, Relaxed);
            }
        }
    }
}
