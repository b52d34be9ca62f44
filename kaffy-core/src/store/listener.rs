//! Hearing what other connections notify.

use super::{DbError, backend::Listening};

/// A connection that listens on a channel.
pub struct Listener(pub(super) Box<dyn Listening>);

impl Listener {
    /// The next payload. An empty one after a connection was lost: something may have been missed.
    pub async fn next(&mut self) -> Result<String, DbError> {
        self.0.next().await
    }
}

impl std::fmt::Debug for Listener {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Listener").finish_non_exhaustive()
    }
}
