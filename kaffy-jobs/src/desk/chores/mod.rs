//! What people do with chores on the pages of the admin, with the entry in the audit log in the same transaction.
//!
//! Of chores that somebody may not see, by their roles or by what the chores say themselves, they see no run either.

mod files;
mod moving;
mod reading;
mod starting;

use kaffy_core::{AreaRight, DbError, Right, accounts::Subject, inside::Told};
use uuid::Uuid;

use super::Desk;
use crate::{
    Count,
    chores::{Approval, ChoreEntry, ChoreRunRecord, Holder, RunFile},
    store::chores::rows::{self, ChoreRow},
};

/// A page of runs, the newest first.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct RunPage {
    /// The runs.
    pub runs: Vec<ChoreRunRecord>,
    /// The run after which the next page begins.
    pub after: Option<Uuid>,
    /// How many there are.
    pub count: Count,
}

/// One run, with what the page about it says.
#[derive(Debug)]
#[non_exhaustive]
pub struct OneRun {
    /// The run.
    pub run: ChoreRunRecord,
    /// Who agreed to it, and who did not.
    pub approvals: Vec<Approval>,
    /// The files that it was given, and those that it made.
    pub files: Vec<RunFile>,
    /// Who keeps it out, where it waits for agreement.
    pub holder: Option<Holder>,
    /// Its chore, where this program has it.
    pub entry: Option<ChoreEntry>,
    /// Whether it is the actor's own, or of whoever acts as them: they do not agree to it.
    pub is_own: bool,
    /// What is agreed to; another one is something else.
    pub digest: String,
}

impl Desk<'_> {
    /// The chores that the actor may see, by title.
    pub fn chores<R: AreaRight>(&self, right: &Right<R>) -> Vec<ChoreEntry> {
        let mut chores = self.jobs.chores().list_available(right.actor());
        chores.sort_by_key(|entry| entry.meta().title);
        chores
    }

    /// A chore that the actor may see.
    pub fn chore<R: AreaRight>(&self, right: &Right<R>, key: &str) -> Option<ChoreEntry> {
        self.jobs.chores().find(key).filter(|entry| entry.is_available(right.actor()))
    }

    /// Keys of the chores that the actor may see.
    fn seen<R: AreaRight>(&self, right: &Right<R>) -> Vec<String> {
        self.chores(right).into_iter().map(|entry| entry.meta().key.to_owned()).collect()
    }

    /// A run of a chore that the actor may see.
    async fn row<R: AreaRight>(&self, right: &Right<R>, id: Uuid) -> Result<Option<ChoreRow>, DbError> {
        let row = rows::find(self.jobs.database(), id, self.jobs.clock().now()).await?;
        // A run of a chore that this program does not have any more is there for whoever has the right.
        let is_known = |key: &str| self.jobs.chores().find(key).is_some();
        Ok(row.filter(|row| self.chore(right, &row.run.chore).is_some() || !is_known(&row.run.chore)))
    }

    async fn sees<R: AreaRight>(&self, right: &Right<R>, id: Uuid) -> Result<bool, DbError> {
        Ok(self.row(right, id).await?.is_some())
    }

    /// What is read of a run that the actor may see; of another one nothing is asked, and there is nothing.
    async fn if_seen<R: AreaRight, T: Default>(
        &self,
        right: &Right<R>,
        id: Uuid,
        read: impl Future<Output = Result<T, DbError>>,
    ) -> Result<T, DbError> {
        match self.sees(right, id).await? {
            true => read.await,
            false => Ok(T::default()),
        }
    }
}

fn told(what: &'static str, run: Uuid, title: &str) -> Told {
    Told::new(what, Subject::ChoreRun, &run.to_string(), title)
}
