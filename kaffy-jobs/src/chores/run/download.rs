//! Files that a run makes for people to fetch (C60, J80).

use tokio::io::AsyncRead;

use super::ChoreRun;
use crate::{
    chores::{ChoreError, RunFile, runner::DOWNLOAD},
    clock,
    store::chores::files,
};

/// The most bytes of a file that a run makes.
const MOST: u64 = 1024 * 1024 * 1024;

impl ChoreRun {
    /// Makes a file that whoever sees the run may fetch for a week. It lies in the database, so every node has it.
    ///
    /// ```
    /// # use kaffy_jobs::chores::{ChoreError, ChoreRun};
    /// async fn report(run: ChoreRun) -> Result<(), ChoreError> {
    ///     if !run.is_dry() {
    ///         run.download("prices.csv", "title,price\nRye,4\n").await?;
    ///     }
    ///     Ok(())
    /// }
    /// ```
    ///
    /// # Errors
    /// What the database refuses.
    pub async fn download(&self, name: &str, content: impl Into<Vec<u8>>) -> Result<RunFile, ChoreError> {
        let media_type = match name.rsplit('.').next() {
            Some("csv") => "text/csv; charset=utf-8",
            Some("txt" | "log") => "text/plain; charset=utf-8",
            Some("json") => "application/json",
            _ => "application/octet-stream",
        };
        let content = content.into();
        self.download_from(name, media_type, &mut content.as_slice()).await
    }

    /// The same of content that is read piece by piece, up to a gibibyte.
    ///
    /// # Errors
    /// When it is larger, or breaks off; what the database refuses.
    pub async fn download_from(
        &self,
        name: &str,
        media_type: &str,
        content: &mut (impl AsyncRead + Unpin + Send),
    ) -> Result<RunFile, ChoreError> {
        if self.is_dry() {
            return Err(ChoreError::failed("a dry run makes no files: leave it out where `run.is_dry()`"));
        }
        let now = self.jobs().clock().now();
        let file = files::NewFile {
            run: Some(self.id()),
            name,
            media_type,
            is_input: false,
            actor: self.actor_id(),
            limit: MOST,
            now,
            expires_at: now.saturating_add(clock::micros(DOWNLOAD)),
        };
        Ok(files::add(self.db(), file, content).await?)
    }
}
