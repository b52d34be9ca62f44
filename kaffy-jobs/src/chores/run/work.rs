//! One going of a run: the function, and beside it whoever writes down what it says and hears what is wanted.

use std::{
    future::Future,
    pin::Pin,
    sync::{PoisonError, atomic::Ordering::Relaxed},
    time::Duration,
};

use kaffy_core::{Dialect, Record};
use serde_json::Value;
use tokio::{
    sync::oneshot,
    time::{Instant, MissedTickBehavior, interval_at, sleep},
};
use tokio_util::sync::CancellationToken;

use super::{ChoreRun, Wanted, changes::Changes};
use crate::{
    chores::{ChoreEntry, ChoreError, RunStatus, error::Broken},
    engine::{Panicked, guarded, unwinding},
    store::chores::working::{self, News},
};

/// How often what is new is written, and what is wanted is heard.
const EVERY: Duration = Duration::from_secs(1);
/// How often the time is written down of a run that says nothing.
const QUIET: u32 = 10;
/// How often the last words are tried to be written.
const TRIES: u32 = 5;

/// How a going ended.
#[derive(Debug)]
pub(crate) enum Worked {
    /// It returned.
    Returned(Value),
    /// It failed.
    Failed { reason: String, element: Option<String> },
    /// The database could not be reached or was busy.
    Database { reason: String, element: Option<String> },
    /// It left where it was asked to.
    Left(Wanted),
    /// It is not this worker's any more.
    Lost,
}

impl ChoreRun {
    /// Runs the function to its end, or to where it has to leave; and says what it said that is not written yet.
    pub(crate) async fn work(&self, entry: ChoreEntry, inputs: &Record, can_wait: bool) -> (Worked, Option<News>) {
        let mut work: Pin<Box<dyn Future<Output = _> + Send>> = match guarded(|| entry.run(inputs, self.clone())) {
            Ok(work) => work,
            Err(panicked) => return (self.panicked(panicked), None),
        };
        let (over, (force, forced)) = (CancellationToken::new(), oneshot::channel());
        // Also where this is dropped: a worker that stops waits for nobody.
        let _guard = over.clone().drop_guard();
        // On a task of its own: a function that blocks its thread is heard all the same.
        let teller = tokio::spawn(self.clone().told(can_wait, over.clone(), force));
        let limit = entry.meta().timeout;
        let ended = tokio::select! {
            biased;
            done = unwinding(&mut work) => match done {
                Ok(done) => self.ended(done),
                Err(panicked) => self.panicked(panicked),
            },
            () = self.0.broken.cancelled() => self.said_failed(),
            Ok(forced) = forced => forced,
            () = self.0.ctx.cancelled() => Worked::Left(Wanted::Cancel),
            limit = past(limit) => self.failed_at(format!("took longer than {limit:?}")),
        };
        // What it held may panic, too, when it is dropped.
        let ended = match guarded(|| drop(work)) {
            Err(panicked) if matches!(ended, Worked::Returned(_)) => self.panicked(panicked),
            _ => ended,
        };
        over.cancel();
        (ended, teller.await.ok().flatten())
    }

    fn ended(&self, done: Result<Value, ChoreError>) -> Worked {
        let failed_before = self.0.failed.lock().unwrap_or_else(PoisonError::into_inner).is_some();
        match done {
            _ if failed_before => self.said_failed(),
            Ok(value) => Worked::Returned(value),
            Err(error) => match error.0 {
                Broken::Failed { reason, element } => Worked::Failed { reason, element },
                Broken::Database { reason, element } => Worked::Database { reason, element },
                Broken::Lost => Worked::Lost,
                // Said by itself, without having been asked, it is a failure like others.
                Broken::Off => match self.wanted() {
                    Wanted::Nothing => failed(error.to_string()),
                    Wanted::Lost => Worked::Lost,
                    wanted => Worked::Left(wanted),
                },
            },
        }
    }

    fn said_failed(&self) -> Worked {
        let said = self.0.failed.lock().unwrap_or_else(PoisonError::into_inner).take();
        match said.map(|error| error.0) {
            Some(Broken::Failed { reason, .. }) => self.failed_at(reason),
            _ => failed("it failed".to_owned()),
        }
    }

    fn panicked(&self, panicked: Panicked) -> Worked {
        self.failed_at(panicked.to_string())
    }

    /// A failure that knows no item itself: the one that the run is at.
    fn failed_at(&self, reason: String) -> Worked {
        Worked::Failed { reason, element: self.0.item.lock().unwrap_or_else(PoisonError::into_inner).clone() }
    }

    pub(super) fn is_at(&self, item: Option<String>) {
        *self.0.item.lock().unwrap_or_else(PoisonError::into_inner) = item;
    }

    /// Writes down what is new once a second and hears what is wanted, until the function is over; says when it has to
    /// be ended where it is. What could not be written is returned.
    async fn told(self, can_wait: bool, over: CancellationToken, force: oneshot::Sender<Worked>) -> Option<News> {
        let mut clock = interval_at(Instant::now() + EVERY, EVERY);
        clock.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let (mut waiting, mut quiet, mut is_leaving): (Option<News>, u32, bool) = (None, 0, false);
        loop {
            tokio::select! {
                _ = clock.tick() => {}
                () = over.cancelled() => return waiting,
                () = self.0.ctx.stopping(), if !is_leaving => {
                    // One that never looks whether it should leave may come to its end in time.
                    is_leaving = true;
                    continue;
                }
            }
            // The one transaction of a dry run may be all that this database does at once.
            if self.is_dry() && self.db().dialect() == Dialect::Sqlite {
                continue;
            }
            if waiting.is_none() {
                waiting = self.0.said.news(self.jobs().clock().now());
            }
            quiet = if waiting.is_some() { 0 } else { quiet + 1 };
            let status = match (&waiting, quiet % QUIET) {
                (Some(news), _) => self.tell(news).await,
                (None, 0) => self.tell(&News::default()).await,
                (None, _) => working::look(self.db(), self.id(), self.0.ctx.token()).await,
            };
            match status {
                Ok(Some(status)) => {
                    waiting = None;
                    match status {
                        RunStatus::Pausing => self.want(Wanted::Pause),
                        RunStatus::Cancelling => self.want(Wanted::Cancel),
                        _ => {}
                    }
                    // One without checkpoints has no place where it may stop: any is as good as another.
                    if status == RunStatus::Cancelling && !can_wait && !self.has_place() {
                        let _ = force.send(Worked::Left(Wanted::Cancel));
                        return None;
                    }
                }
                Ok(None) => {
                    self.want(Wanted::Lost);
                    let _ = force.send(Worked::Lost);
                    return None;
                }
                Err(error) => tracing::warn!(%error, run = %self.id(), "what a chore said could not be written yet"),
            }
        }
    }

    /// Whether a later going may begin behind what this one did.
    pub(crate) fn has_place(&self) -> bool {
        self.0.phase.load(Relaxed) > 0 || self.saved().own.is_some()
    }

    async fn tell(&self, news: &News) -> Result<Option<RunStatus>, kaffy_core::DbError> {
        working::tell(self.db(), self.id(), self.0.ctx.token(), news, self.jobs().clock().now()).await
    }

    /// Writes down the last of what it said, after what is left.
    pub(crate) async fn last_words(&self, left: Option<News>) {
        for news in [left, self.0.said.news(self.jobs().clock().now())].into_iter().flatten() {
            for attempt in 1..=TRIES {
                match self.tell(&news).await {
                    Ok(_) => break,
                    Err(error) if attempt == TRIES => {
                        tracing::error!(%error, run = %self.id(), "the last words of a chore are lost");
                    }
                    Err(_) => sleep(EVERY / 2).await,
                }
            }
        }
    }

    /// Takes a dry run back, and says what it would have changed.
    pub(crate) async fn undo(&self) -> Option<Changes> {
        match &self.0.dry {
            Some(dry) => Some(dry.lock().await.undo()),
            None => None,
        }
    }
}

fn failed(reason: String) -> Worked {
    Worked::Failed { reason, element: None }
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
