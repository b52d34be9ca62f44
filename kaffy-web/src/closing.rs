//! Ends answers that stay open, for servers that wait for all of theirs when they shut down (S33).

use tokio_util::sync::CancellationToken;

/// Ends answers that stay open; [`Pages::closing`](crate::Pages::closing). Cheap to clone.
///
/// The page of a run of a chore listens to one such answer. A server that shuts down gracefully waits for the end of
/// each, which comes after a minute by itself.
#[derive(Clone, Debug, Default)]
pub struct Closing(CancellationToken);

impl Closing {
    /// Ends them all, and every one that is begun from now on. Browsers try again for as long as the page is open.
    pub fn close(&self) {
        self.0.cancel();
    }

    /// Waits until somebody ends them.
    #[cfg(feature = "jobs")]
    pub(crate) async fn closed(&self) {
        self.0.cancelled().await;
    }
}
