//! Says that this worker is alive, and takes back what silent ones held: on a thread, a runtime and connections of its
//! own, so that no handler and no load keeps it from beating (R4).

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use kaffy_core::{Database, DbError, inside::prune_notifications};
use tokio::time::{sleep, timeout};
use uuid::Uuid;

use super::{
    shared::{PATIENCE, Shared},
    supervise::keep,
};
use crate::{
    WorkerRecord,
    clock::{self, micros},
    store,
};

/// How often it is looked for jobs that are over for long.
const PRUNE: Duration = Duration::from_secs(3600);

/// Starts the thread. It ends once the worker has ended.
pub(super) fn start(shared: Arc<Shared>) -> std::io::Result<std::thread::JoinHandle<()>> {
    std::thread::Builder::new().name("kaffy-job-heart".to_owned()).spawn(move || {
        let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() else {
            return tracing::error!("the thread that beats for a worker could not start");
        };
        runtime.block_on(async {
            let heart = shared.clone();
            let beat = keep("heart", shared.ended.clone(), move || beat(heart.clone()));
            let sweeper = shared.clone();
            let sweep = keep("sweeper", shared.ended.clone(), move || sweep(sweeper.clone()));
            let pruner = shared.clone();
            let prune = keep("pruner", shared.ended.clone(), move || prune(pruner.clone()));
            tokio::join!(beat, sweep, prune);
        });
        // Not waiting for connections that hang.
        runtime.shutdown_background();
    })
}

/// What the database knows of this worker.
pub(super) fn record(shared: &Shared) -> WorkerRecord {
    let now = clock::time(shared.jobs.clock().now());
    WorkerRecord {
        id: shared.worker(),
        name: shared.config.name.clone(),
        host: shared.config.host.clone(),
        pid: std::process::id(),
        started_at: now,
        beat_at: now,
        dead_after: micros(shared.config.dead_after),
        queues: shared.queues.clone(),
        handlers: shared.jobs.types(),
        is_stopping: shared.stopping.is_cancelled(),
    }
}

async fn limited<T>(work: impl Future<Output = Result<T, DbError>>) -> Result<T, DbError> {
    timeout(PATIENCE, work).await.unwrap_or(Err(DbError::Timeout))
}

async fn beat(shared: Arc<Shared>) {
    let mut db = shared.jobs.database().reserve(1);
    loop {
        match limited(one_beat(&shared, &db)).await {
            Ok(()) => shared.pulse.beaten(),
            Err(error) => {
                tracing::warn!(%error, "the worker could not beat, and tries again");
                db = shared.jobs.database().reserve(1);
            }
        }
        let wait = if shared.pulse_is_late() { Duration::from_millis(200) } else { shared.config.beat };
        tokio::select! {
            () = sleep(wait.min(shared.config.beat)) => {}
            () = shared.ended.cancelled() => return,
        }
    }
}

async fn one_beat(shared: &Shared, db: &Database) -> Result<(), DbError> {
    shared.jobs.clock().read(db).await?;
    let now = shared.jobs.clock().now();
    if store::beat(db, shared.worker(), now, shared.stopping.is_cancelled()).await? {
        return Ok(());
    }
    if shared.ended.is_cancelled() {
        // It has said goodbye.
        return Ok(());
    }
    shared.reborn();
    store::add_worker(db, &record(shared)).await?;
    shared.ask_now();
    Ok(())
}

/// Looks for silent workers. After the database was away for long it waits as long as a worker may be silent: the
/// others could not beat either, and are given the time to (R5).
async fn sweep(shared: Arc<Shared>) {
    let mut db = shared.jobs.database().reserve(1);
    let mut answered = Instant::now();
    let mut fair_from = Instant::now();
    let (mut repaired, mut looked_up_to) = (Instant::now(), None);
    loop {
        tokio::select! {
            () = sleep(shared.config.beat.min(shared.config.dead_after / 4)) => {}
            () = shared.ended.cancelled() => return,
        }
        let now = Instant::now();
        let asleep_for = now.duration_since(answered);
        match limited(one_sweep(&shared, &db, now >= fair_from && asleep_for < shared.config.dead_after)).await {
            Ok(taken) => {
                if asleep_for >= shared.config.dead_after {
                    fair_from = Instant::now() + shared.config.dead_after;
                }
                answered = Instant::now();
                if taken > 0 {
                    shared.ask_now();
                }
                if repaired.elapsed() >= shared.config.dead_after {
                    looked_up_to = repair(&shared, &db, looked_up_to).await;
                    if let Err(error) = limited(crate::chores::repair(&shared.jobs, &db)).await {
                        tracing::warn!(%error, "the worker could not look after chores, and tries again");
                    }
                    repaired = Instant::now();
                }
            }
            Err(error) => {
                tracing::warn!(%error, "the worker could not look for silent ones, and tries again");
                db = shared.jobs.database().reserve(1);
            }
        }
    }
}

/// Tells groups what they did not hear, as after a deployment in which a program ended jobs that knew no groups.
/// Says where to go on looking.
async fn repair(shared: &Shared, db: &Database, after: Option<Uuid>) -> Option<Uuid> {
    match limited(store::groups::repair(db, after, shared.jobs.clock().now())).await {
        Ok(repaired) => {
            if repaired.groups > 0 {
                let groups = repaired.groups;
                tracing::warn!(groups, "groups did not know that tasks of theirs were over, and do now");
                shared.jobs.wake_for(&repaired.published);
            }
            repaired.next
        }
        Err(error) => {
            tracing::warn!(%error, "the worker could not look after groups, and tries again");
            after
        }
    }
}

async fn one_sweep(shared: &Shared, db: &Database, is_fair: bool) -> Result<u64, DbError> {
    let clock = shared.jobs.clock();
    let silent = store::silent_workers(db, clock.now()).await?;
    let orphans = store::orphans(db).await?;
    if !is_fair {
        return Ok(0);
    }
    let mut taken = 0;
    for (worker, since) in silent.into_iter().filter(|(worker, _)| *worker != shared.worker()) {
        if let Some(jobs) = store::sweep(db, worker, Some(since), clock.now()).await? {
            tracing::warn!(%worker, jobs, "a worker was silent for too long: its jobs were taken back");
            taken += jobs;
        }
    }
    for worker in orphans.into_iter().filter(|worker| *worker != shared.worker()) {
        taken += store::sweep(db, worker, None, clock.now()).await?.unwrap_or(0);
    }
    Ok(taken)
}

/// Takes away what has been over for long, a slice at a time.
async fn prune(shared: Arc<Shared>) {
    let db = shared.jobs.database().reserve(1);
    loop {
        for (state, kept) in shared.jobs.parts().retention.rules() {
            loop {
                let before = shared.jobs.clock().now().saturating_sub(micros(kept));
                match limited(store::prune(&db, state, before)).await {
                    Ok(0) | Err(_) => break,
                    Ok(gone) => tracing::debug!(gone, %state, "jobs that were over for long were taken away"),
                }
                tokio::select! {
                    () = sleep(Duration::from_millis(50)) => {}
                    () = shared.ended.cancelled() => return,
                }
            }
        }
        for (status, kept) in shared.jobs.parts().retention.group_rules() {
            let before = shared.jobs.clock().now().saturating_sub(micros(kept));
            while let Ok(1..) = limited(store::groups::prune(&db, status, before)).await {
                tokio::select! {
                    () = sleep(Duration::from_millis(50)) => {}
                    () = shared.ended.cancelled() => return,
                }
            }
        }
        while let Some(kept) = shared.jobs.parts().retention.of_ticks() {
            let before = shared.jobs.clock().now().saturating_sub(micros(kept));
            match limited(store::schedules::prune_ticks(&db, before)).await {
                Ok(0) | Err(_) => break,
                Ok(gone) => tracing::debug!(gone, "old times of schedules were taken away"),
            }
            tokio::select! {
                () = sleep(Duration::from_millis(50)) => {}
                () = shared.ended.cancelled() => return,
            }
        }
        while let Ok(true) = limited(crate::chores::prune(&shared.jobs, &db)).await {
            tokio::select! {
                () = sleep(Duration::from_millis(50)) => {}
                () = shared.ended.cancelled() => return,
            }
        }
        while let Ok(true) = limited(prune_notifications(&db, shared.jobs.clock().now())).await {
            tokio::select! {
                () = sleep(Duration::from_millis(50)) => {}
                () = shared.ended.cancelled() => return,
            }
        }
        // Not all nodes at the same moment.
        tokio::select! {
            () = sleep(PRUNE.mul_f64(rand::random_range(0.9..1.1))) => {}
            () = shared.ended.cancelled() => return,
        }
    }
}
