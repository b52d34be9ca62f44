//! What people do with chores on the pages of the admin, with the entry in the audit log in the same transaction.
//!
//! Of chores that somebody may not see, by their roles or by what the chores say themselves, they see no run either.

use std::collections::BTreeMap;

use kaffy_core::{
    AreaRight, DbError, FileContent, FormErrors, Posted, Rejected, Right,
    accounts::Subject,
    chore_rights::{Approve, Run, Stop, View},
    inside::Told,
};
use serde_json::{Map, Value};
use tokio::io::AsyncRead;
use uuid::Uuid;

use super::Desk;
use crate::{
    Count, MAX_PAGE,
    chores::{
        Agreed, Approval, ChoreEntry, ChoreRunRecord, DryChange, FileError, Holder, ItemFailure, LogLine, MoveError,
        Opinion, RunFile, RunFilter, RunMove, RunOptions, RunStatus, StartError, StartedVia, Starting, agree_in,
        digest, inputs, is_own, lock_name, move_in, start_in, tries_again,
    },
    store::chores::{approvals, files, list, log, rows, rows::ChoreRow, start},
};

/// Runs are counted up to here.
const COUNTED: u64 = 10_000;

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

    /// The run that keeps others of a chore out now.
    ///
    /// # Errors
    /// What the database refuses; the same for all others that say no other.
    pub async fn chore_holder(&self, _: &Right<View>, entry: ChoreEntry) -> Result<Option<Holder>, DbError> {
        let Some(name) = lock_name(entry) else { return Ok(None) };
        let holder = start::holder_now(self.jobs.database(), &name, self.jobs.clock().now()).await?;
        Ok(holder.map(|row| Holder::from(&row)))
    }

    /// The latest run of each chore that the actor may see.
    pub async fn latest_chore_runs(&self, right: &Right<View>) -> Result<Vec<ChoreRunRecord>, DbError> {
        let keys: Vec<_> = self.chores(right).into_iter().map(|entry| entry.meta().key).collect();
        let rows = list::latest(self.jobs.database(), &keys, self.jobs.clock().now()).await?;
        Ok(rows.into_iter().map(|row| row.run).collect())
    }

    /// The runs that are to be worked on, or are, on all nodes, the newest first, at most a hundred (C32).
    pub async fn running_chores(&self, right: &Right<View>) -> Result<Vec<ChoreRunRecord>, DbError> {
        let filter = RunFilter { statuses: RunStatus::ACTIVE.to_vec(), ..RunFilter::default() };
        Ok(self.chore_runs_of(right, &filter, None, 100).await?.0)
    }

    /// A page of runs (J81): those older than `after`.
    pub async fn chore_runs(
        &self,
        right: &Right<View>,
        filter: &RunFilter,
        after: Option<Uuid>,
        limit: u64,
    ) -> Result<RunPage, DbError> {
        let (mut runs, filter) = self.chore_runs_of(right, filter, after, limit.saturating_add(1)).await?;
        let goes_on = runs.len() as u64 > limit;
        runs.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        let count = list::count(self.jobs.database(), &filter, COUNTED).await?;
        let after = runs.last().filter(|_| goes_on).map(|run| run.id);
        Ok(RunPage { runs, after, count })
    }

    async fn chore_runs_of(
        &self,
        right: &Right<View>,
        filter: &RunFilter,
        after: Option<Uuid>,
        limit: u64,
    ) -> Result<(Vec<ChoreRunRecord>, RunFilter), DbError> {
        let mut filter = filter.clone();
        let seen = self.seen(right);
        filter.chores = Some(match filter.chores.take() {
            Some(asked) => asked.into_iter().filter(|key| seen.contains(key)).collect(),
            None => seen,
        });
        let (db, now) = (self.jobs.database(), self.jobs.clock().now());
        let rows = list::list(db, &filter, after, limit.min(MAX_PAGE + 1), now).await?;
        Ok((rows.into_iter().map(|row| row.run).collect(), filter))
    }

    /// One run; `None` when it is not there, or of a chore that the actor may not see.
    pub async fn chore_run(&self, right: &Right<View>, id: Uuid) -> Result<Option<OneRun>, DbError> {
        let Some(row) = self.row(right, id).await? else { return Ok(None) };
        let entry = self.chore(right, &row.run.chore);
        let approvals = match row.run.approvals_needed {
            0 => Vec::new(),
            _ => approvals::of(self.jobs.database(), id, &row.digest).await?,
        };
        let holder = match (row.run.status, entry) {
            (RunStatus::Awaiting | RunStatus::Paused, Some(entry)) => self.chore_holder(right, entry).await?,
            _ => None,
        };
        let files = files::of(self.jobs.database(), id).await?;
        let is_own = is_own(&row, right.actor());
        Ok(Some(OneRun { run: row.run, approvals, files, holder, entry, is_own, digest: row.digest }))
    }

    /// Lines of the log of a run, those after a number.
    pub async fn chore_log(
        &self,
        right: &Right<View>,
        id: Uuid,
        after: u64,
        limit: u64,
    ) -> Result<Vec<LogLine>, DbError> {
        match self.sees(right, id).await? {
            true => self.jobs.chores().log(id, after, limit).await,
            false => Ok(Vec::new()),
        }
    }

    /// Items that a run was not done to, those after a number.
    pub async fn chore_failures(
        &self,
        right: &Right<View>,
        id: Uuid,
        after: u64,
        limit: u64,
    ) -> Result<Vec<ItemFailure>, DbError> {
        match self.sees(right, id).await? {
            true => self.jobs.chores().failures(id, after, limit).await,
            false => Ok(Vec::new()),
        }
    }

    /// What a dry run changed before it was taken back (J77), after a number.
    pub async fn dry_changes(
        &self,
        right: &Right<View>,
        id: Uuid,
        after: u64,
        limit: u64,
    ) -> Result<Vec<DryChange>, DbError> {
        match self.sees(right, id).await? {
            true => log::changes(self.jobs.database(), id, after, limit.min(MAX_PAGE)).await,
            false => Ok(Vec::new()),
        }
    }

    /// Starts a chore with what its form says.
    ///
    /// # Errors
    /// What is wrong with the form, who keeps it out; see [`StartError`].
    pub async fn start_chore(
        &self,
        right: &Right<Run>,
        key: &str,
        posted: &Posted,
        options: RunOptions,
    ) -> Result<Uuid, StartError> {
        let entry = self.chore(right, key).ok_or_else(|| StartError::Unknown(key.to_owned()))?;
        let given = inputs::read(entry, posted).map_err(StartError::Inputs)?;
        self.start(right, entry, &given, options.via(StartedVia::Page)).await
    }

    pub(crate) async fn start(
        &self,
        right: &Right<Run>,
        entry: ChoreEntry,
        given: &Map<String, Value>,
        options: RunOptions,
    ) -> Result<Uuid, StartError> {
        // A row that somebody may not see is none that they may name (S23).
        let record =
            inputs::from_json(entry, given).map_err(|words| refused(entry, given, FormErrors::new(), vec![words]))?;
        let errors = right.admin().check_references(right.actor(), &record).await?;
        if !errors.is_empty() {
            return Err(refused(entry, given, errors, Vec::new()));
        }
        // A commit whose answer is lost is no second run.
        let mut options = options;
        options.nonce.get_or_insert_with(|| Uuid::new_v4().to_string());
        let mut attempt = 1;
        loop {
            let done = self.start_once(right, entry, given, options.clone()).await;
            if !tries_again(&done, attempt).await {
                return done;
            }
            attempt += 1;
        }
    }

    async fn start_once(
        &self,
        right: &Right<Run>,
        entry: ChoreEntry,
        given: &Map<String, Value>,
        options: RunOptions,
    ) -> Result<Uuid, StartError> {
        let is_dry = options.is_dry;
        let mut tx = self.jobs.database().begin().await?;
        let what = Starting { entry, given, actor: right.actor(), admin: Some(right.admin()), options };
        let started = start_in(self.jobs, &mut tx, what).await?;
        if started.is_new {
            let meta = entry.meta();
            let mut note = told("chore-started", started.id, meta.title).field("chore", None, Some(meta.key));
            for input in inputs::shown(entry, given) {
                note = note.field(&input.name, None, input.text.as_deref());
            }
            right.commit(tx, [note.field("dry", None, is_dry.then_some("true"))]).await?;
            self.jobs.chores().tell_ended(started.ended);
        }
        Ok(started.id)
    }

    /// The chore of a run, and what its form was sent with, without secrets: to start it again (J85).
    pub async fn run_again(
        &self,
        right: &Right<Run>,
        id: Uuid,
    ) -> Result<Option<(ChoreEntry, BTreeMap<String, Vec<String>>)>, DbError> {
        let Some(row) = self.row(right, id).await? else { return Ok(None) };
        let given: Map<String, Value> = serde_json::from_str(&row.given).unwrap_or_default();
        Ok(self.chore(right, &row.run.chore).map(|entry| (entry, inputs::prefill(entry, &given))))
    }

    /// Starts for good what a dry run was tried with, by whoever tried it.
    ///
    /// # Errors
    /// When it was no dry run of the actor's, or what it was given is not kept any more; see [`StartError`].
    pub async fn start_exactly(&self, right: &Right<Run>, dry_run: Uuid) -> Result<Uuid, StartError> {
        let row = self.row(right, dry_run).await?;
        let row = row.filter(|row| row.run.is_dry && row.run.actor == right.actor().id);
        let row = row.ok_or_else(|| StartError::Unknown(dry_run.to_string()))?;
        let entry = self.chore(right, &row.run.chore).ok_or_else(|| StartError::Unknown(row.run.chore.clone()))?;
        let given: Map<String, Value> = serde_json::from_str(&row.given).unwrap_or_default();
        let mut tx = self.jobs.database().begin().await?;
        let now_digest = digest(self.jobs, &mut tx.lend(), entry, &given).await?;
        drop(tx);
        // Secrets were forgotten with the end of the dry run, and without them it would be another one.
        let lacks = entry.inputs().fields.iter().any(|field| !given.contains_key(field.name));
        if row.run.status != RunStatus::Succeeded || lacks || now_digest != row.digest {
            return Err(StartError::Changed);
        }
        let options = RunOptions::new().again_of(dry_run).via(StartedVia::Page).once(format!("exactly {dry_run}"));
        self.start(right, entry, &given, options).await
    }

    /// Pauses, stops or resumes a run.
    ///
    /// # Errors
    /// When it is in a state that this does not come from; see [`MoveError`].
    pub async fn move_run(&self, right: &Right<Stop>, id: Uuid, wanted: RunMove) -> Result<RunStatus, MoveError> {
        if !self.sees(right, id).await? {
            return Err(MoveError::NotFound(id));
        }
        let mut tx = self.jobs.database().begin().await?;
        let moved = move_in(self.jobs, &mut tx, id, wanted, right.actor()).await?;
        let what = match wanted {
            RunMove::Pause => "chore-paused",
            RunMove::Resume => "chore-resumed",
            RunMove::Cancel => "chore-stopped",
            RunMove::ForcePause | RunMove::ForceCancel => "chore-forced",
        };
        let note = told(what, id, &moved.title).field("status", Some(moved.before.word()), Some(moved.status.word()));
        right.commit(tx, [note]).await?;
        self.jobs.chores().tell_end(id, &moved.chore, moved.status);
        Ok(moved.status)
    }

    /// Agrees to a run of somebody else, or refuses it (J78). `seen` is the [digest](OneRun::digest) of what was looked
    /// at.
    ///
    /// # Errors
    /// [`MoveError::Changed`] when that is another one by now; see [`MoveError`].
    pub async fn approve_run(
        &self,
        right: &Right<Approve>,
        id: Uuid,
        agreed: bool,
        reason: &str,
        seen: &str,
    ) -> Result<RunStatus, MoveError> {
        if !self.sees(right, id).await? {
            return Err(MoveError::NotFound(id));
        }
        let mut tx = self.jobs.database().begin().await?;
        let opinion = Opinion { actor: right.actor(), agreed, reason, seen: Some(seen) };
        let moved = match agree_in(self.jobs, &mut tx, id, opinion).await? {
            Agreed::Noted(moved) => moved,
            Agreed::Changed => {
                tx.commit().await?;
                return Err(MoveError::Changed);
            }
        };
        let note = told(if agreed { "chore-agreed" } else { "chore-refused" }, id, &moved.title)
            .field("reason", None, Some(reason.trim()))
            .field("status", Some(moved.before.word()), Some(moved.status.word()));
        right.commit(tx, [note]).await?;
        self.jobs.chores().tell_end(id, &moved.chore, moved.status);
        Ok(moved.status)
    }

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
        if !self.sees(right, run).await? {
            return Ok(None);
        }
        Ok(self.jobs.chores().open_file(run, file).await?.filter(|(file, _)| !file.is_input))
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

fn refused(entry: ChoreEntry, given: &Map<String, Value>, errors: FormErrors, general: Vec<String>) -> StartError {
    StartError::Inputs(Box::new(Rejected {
        values: inputs::prefill(entry, given),
        errors,
        general,
        ..Rejected::default()
    }))
}

fn told(what: &'static str, run: Uuid, title: &str) -> Told {
    Told::new(what, Subject::ChoreRun, &run.to_string(), title)
}
