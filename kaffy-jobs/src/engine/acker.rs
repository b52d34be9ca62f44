//! Writes down how attempts ended, many at a time: as soon as the last batch is written, and no later than 50
//! milliseconds after the end. What a crash loses of it runs again.

use std::{
    collections::HashMap,
    sync::{Arc, atomic::Ordering::Relaxed},
    time::Duration,
};

use tokio::{
    sync::{Mutex, mpsc},
    time::{Instant, sleep, timeout_at},
};

use super::{events::JobEvent, lane::Lane, shared::Shared};
use crate::store::{self, Acknowledged, Finish};

/// How long the first waits for others.
const LINGER: Duration = Duration::from_millis(2);
/// The most that one transaction writes.
const MOST: usize = 1_000;
/// How often progress is stored at most.
const PROGRESS: Duration = Duration::from_secs(1);

pub(super) type Finished = Arc<Mutex<mpsc::UnboundedReceiver<(Arc<Lane>, Finish)>>>;

/// Writes until the worker has ended and nothing is left.
pub(super) async fn run(shared: Arc<Shared>, finished: Finished) {
    // Held for as long as this runs; a successor takes over what is left.
    let mut finished = finished.lock().await;
    loop {
        let first = tokio::select! {
            biased;
            first = finished.recv() => first,
            () = shared.ended.cancelled() => finished.try_recv().ok(),
        };
        let Some(first) = first else { return };
        let mut batch = vec![first];
        let end = Instant::now() + LINGER;
        while batch.len() < MOST {
            match timeout_at(end, finished.recv()).await {
                Ok(Some(next)) => batch.push(next),
                _ => break,
            }
        }
        write(&shared, batch).await;
    }
}

async fn write(shared: &Shared, batch: Vec<(Arc<Lane>, Finish)>) {
    let (lanes, finishes): (Vec<_>, Vec<_>) = batch.into_iter().unzip();
    let mut wait = Duration::from_millis(50);
    loop {
        match shared.ask("acknowledge", async |db| store::acknowledge(&db, &finishes).await).await {
            Ok(Acknowledged { lost, published }) => {
                shared.jobs.wake_for(&published);
                for id in &lost {
                    tracing::warn!(job = %id, "an attempt ended after its job had been given to another worker, and does not count");
                }
                shared.pulse.lost(lost.len());
                shared.jobs.hooks().tell_each(lost.iter().map(|id| JobEvent::late(*id)));
                break;
            }
            // Its jobs are taken back by others then.
            Err(_) if shared.ended.is_cancelled() => break,
            Err(_) => {
                sleep(wait).await;
                wait = (wait * 2).min(Duration::from_secs(1));
            }
        }
    }
    shared.running.written(&finishes);
    let mut places: HashMap<*const Lane, (Arc<Lane>, u32)> = HashMap::new();
    for (lane, finish) in lanes.into_iter().zip(&finishes) {
        if finish.is_limited {
            lane.has_limited.store(true, Relaxed);
        }
        places.entry(Arc::as_ptr(&lane)).or_insert((lane, 0)).1 += 1;
    }
    for (lane, places) in places.into_values() {
        lane.free(places);
    }
    shared.look.notify_one();
}

/// Stores how far jobs are, while the worker runs.
pub(super) async fn keep_progress(shared: Arc<Shared>) {
    while !shared.ended.is_cancelled() {
        tokio::select! {
            () = sleep(PROGRESS) => {}
            () = shared.ended.cancelled() => return,
        }
        let news: Vec<_> = shared
            .running
            .all()
            .into_iter()
            .filter_map(|one| {
                let text = serde_json::to_string(&one.told.news()?).ok()?;
                Some((one, text.replace("\\u0000", "␀")))
            })
            .collect();
        if news.is_empty() {
            continue;
        }
        let steps: Vec<_> = news.iter().map(|(one, text)| (one.claimed.id, one.claimed.token, text.clone())).collect();
        if shared.ask("progress", async |db| store::save_progress(&db, &steps).await).await.is_err() {
            news.iter().for_each(|(one, _)| one.told.say_again());
        }
    }
}
