//! Files that runs are given, and those that they make.

use kaffy_core::{
    DbError, FileContent, Right,
    chore_rights::{Run, Stop, View},
};
use tokio::io::AsyncRead;
use uuid::Uuid;

use super::{Desk, told};
use crate::{
    chores::{FileError, RunFile},
    store::chores::files,
};

impl Desk<'_> {
    /// Keeps a file that a run is to be given: for a day, unless it is.
    ///
    /// # Errors
    /// When it is larger than `limit` bytes, or breaks off; see [`FileError`].
    pub async fn upload(
        &self,
        right: &Right<Run>,
        name: &str,
        media_type: &str,
        mut content: impl AsyncRead + Send + Unpin,
        limit: u64,
    ) -> Result<RunFile, FileError> {
        self.jobs.chores().upload(right.actor(), name, media_type, &mut content, limit).await
    }

    /// What is in a file that a run made; `None` when there is none.
    pub async fn download(
        &self,
        right: &Right<View>,
        run: Uuid,
        file: Uuid,
    ) -> Result<Option<(RunFile, FileContent)>, DbError> {
        let file = self.if_seen(right, run, self.jobs.chores().open_file(run, file)).await?;
        Ok(file.filter(|(file, _)| !file.is_input))
    }

    /// Takes a file away that a run made; `false` when there is none.
    pub async fn delete_download(&self, right: &Right<Stop>, run: Uuid, file: Uuid) -> Result<bool, DbError> {
        let Some(row) = self.row(right, run).await? else { return Ok(false) };
        let made = files::made_by(self.jobs.database(), run, file).await?;
        let Some(made) = made.filter(|file| !file.is_input) else { return Ok(false) };
        let mut tx = self.jobs.database().begin().await?;
        files::remove_in(&mut tx.lend(), &[file.to_string()], None).await?;
        right
            .commit(tx, [told("chore-file-deleted", run, &row.run.title).field("file", Some(&made.name), None)])
            .await?;
        Ok(true)
    }
}
