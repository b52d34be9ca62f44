//! Hears PostgreSQL's notifications. They are hints: without them, each second is looked anyway.

use std::{sync::Arc, time::Duration};

use tokio::time::sleep;

use super::{claimer::heard, shared::Shared};
use crate::store::CHANNEL;

/// Listens while the worker takes jobs.
pub(super) async fn run(shared: Arc<Shared>) {
    if !shared.config.listens {
        return shared.stopping.cancelled().await;
    }
    while !shared.stopping.is_cancelled() {
        let listening = shared.jobs.database().reserve(1);
        let Ok(Some(mut listener)) = listening.listen(CHANNEL).await.inspect_err(|error| {
            tracing::debug!(%error, "the worker could not listen, and tries again");
        }) else {
            tokio::select! {
                () = sleep(Duration::from_secs(1)) => {}
                () = shared.stopping.cancelled() => {}
            }
            // The others have nothing to listen to.
            if shared.jobs.database().dialect() != kaffy_core::Dialect::Postgres {
                return shared.stopping.cancelled().await;
            }
            continue;
        };
        shared.ask_now();
        loop {
            let next = tokio::select! {
                next = listener.next() => next,
                () = shared.stopping.cancelled() => return,
            };
            let Ok(payload) = next else { break };
            heard(&shared, &payload);
            shared.look.notify_one();
        }
    }
}
