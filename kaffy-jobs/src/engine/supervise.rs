//! Starting again what ended though it should not have.

use std::{future::Future, time::Duration};

use tokio::time::sleep;
use tokio_util::sync::CancellationToken;

use super::panics::unwinding;

/// Runs a part of a worker until it ends by itself after `over`; starts it again whenever it panics or ends before.
pub(super) async fn keep<F>(what: &'static str, over: CancellationToken, part: impl Fn() -> F)
where
    F: Future<Output = ()>,
{
    loop {
        match unwinding(&mut Box::pin(part())).await {
            Ok(()) if over.is_cancelled() => return,
            Ok(()) => tracing::error!(what, "a part of the worker ended, and is started again"),
            Err(panicked) => tracing::error!(what, ?panicked, "a part of the worker panicked, and is started again"),
        }
        sleep(Duration::from_millis(500)).await;
    }
}
