//! Hints to the workers of this process, and what schedules did told to everybody.

use std::{collections::BTreeSet, sync::Arc, time::Duration};

use kaffy_core::inside::Lend;
use tokio::sync::broadcast;

use super::Jobs;
use crate::{JobEvent, JobState, new_job::NewJob, store::schedules::Fired};

impl Jobs {
    /// Wakes the workers of this process for jobs of a transaction, once that is committed.
    pub(crate) fn wake_once_committed(&self, tx: &mut impl Lend, jobs: Vec<NewJob>) {
        let own = self.clone();
        let wake: Box<dyn FnOnce() + Send> = Box::new(move || own.wake_for(&jobs));
        if let Err(wake) = tx.once_committed(wake) {
            // Nobody says when the application commits. To look soon costs little; each second it is looked anyway.
            if let Ok(runtime) = tokio::runtime::Handle::try_current() {
                let own = self.clone();
                runtime.spawn(async move {
                    tokio::time::sleep(Duration::from_millis(10)).await;
                    wake();
                    for wait in [30, 60, 150] {
                        tokio::time::sleep(Duration::from_millis(wait)).await;
                        own.wake("");
                    }
                });
            }
        }
    }

    pub(crate) fn wake_for(&self, jobs: &[NewJob]) {
        let payloads: BTreeSet<_> = jobs.iter().filter_map(NewJob::wakes).collect();
        for payload in payloads {
            self.wake(&payload);
        }
        if jobs.iter().any(|job| job.state == JobState::Scheduled) {
            self.wake("!due");
        }
    }

    /// Wakes the workers of this process: a hint, and nothing else.
    pub(crate) fn wake(&self, what: &str) {
        // Nobody may listen.
        let _ = self.0.wake.send(what.into());
    }

    pub(crate) fn wakes(&self) -> broadcast::Receiver<Arc<str>> {
        self.0.wake.subscribe()
    }

    pub(crate) fn tell(&self, event: impl FnOnce() -> JobEvent) {
        self.hooks().tell(event);
    }

    /// Tells everybody what schedules did: hooks, the log, and workers that wait.
    pub(crate) fn fired(&self, fired: &Fired) {
        self.wake_for(&fired.jobs);
        if fired.stops {
            self.wake("!stop");
        }
        for tick in &fired.ticks {
            for event in JobEvent::of_tick(tick, self.clock().now()) {
                self.tell(|| event);
            }
        }
    }
}
