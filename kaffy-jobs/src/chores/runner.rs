//! Starting, watching and stopping chores from code.

use kaffy_core::{Actor, DbError};
use serde_json::{Map, Value};
use tokio::io::AsyncRead;
use uuid::Uuid;

use super::{
    Chore, ChoreEntry, ChoreRunRecord, FileError, ItemFailure, LogLine, MoveError, RunFile, RunFilter, RunMove,
    RunOptions, RunStatus, StartError, inputs, job, moves,
    start::{Starting, start_in, tries_again},
};
use crate::{
    Jobs, clock,
    store::chores::{files, list, log, rows},
};

/// How long a file waits for a run that it is given to, and how long what a run makes is kept.
const UPLOAD: std::time::Duration = std::time::Duration::from_secs(24 * 3600);
pub(crate) const DOWNLOAD: std::time::Duration = std::time::Duration::from_secs(7 * 24 * 3600);

/// The chores of an application; [`Jobs::chores`].
///
/// What code asks for is done: roles and rights are asked on the page and on the command line.
///
/// ```
/// # use kaffy_core::Actor;
/// # use kaffy_jobs::{Jobs, chores::{Chore, RunMove, RunOptions}};
/// # async fn example(jobs: Jobs, reprice: impl Chore) -> Result<(), Box<dyn std::error::Error>> {
/// let ann = Actor::new("1", "Ann");
/// // With `#[chore]` a function is a type of its own name: `reprice { category: 3, factor: 1.1 }`.
/// let id = jobs.chores().run(&ann, reprice, RunOptions::new()).await?;
///
/// if let Some(run) = jobs.chores().find_run(id).await? {
///     println!("{}: {} done", run.status, run.done);
/// }
/// jobs.chores().move_run(id, RunMove::Pause, &ann).await?;
/// # Ok(()) }
/// ```
#[derive(Clone, Debug)]
pub struct ChoreRunner {
    pub(super) jobs: Jobs,
}

impl Jobs {
    /// The chores of this application.
    pub fn chores(&self) -> ChoreRunner {
        ChoreRunner { jobs: self.clone() }
    }
}

impl ChoreRunner {
    /// All chores, by name.
    pub fn list_all(&self) -> Vec<ChoreEntry> {
        self.jobs.chore_registry().all().collect()
    }

    /// The chores that somebody may see and start, by name (C33).
    pub fn list_available(&self, actor: &Actor) -> Vec<ChoreEntry> {
        self.jobs.chore_registry().all().filter(|entry| entry.is_available(actor)).collect()
    }

    /// The chore of a name.
    pub fn find(&self, key: &str) -> Option<ChoreEntry> {
        self.jobs.chore_registry().get(key)
    }

    /// Starts a chore, and says the id of its run: a worker does it (C30).
    ///
    /// # Errors
    /// What is wrong with its inputs, who keeps it out; see [`StartError`]. Nothing was started then.
    pub async fn run<C: Chore>(&self, actor: &Actor, chore: C, options: RunOptions) -> Result<Uuid, StartError> {
        let entry = self.find(C::CHORE.key).ok_or_else(|| StartError::Unknown(C::CHORE.key.to_owned()))?;
        let given = inputs::stored(entry, &chore.to_values());
        let given = inputs::read_json(entry, &given).map_err(StartError::Inputs)?;
        self.start(entry, actor, &given, options).await
    }

    /// Starts a chore by its name, with inputs by the rules of its form: those that are not given have their defaults,
    /// those that nobody declared are refused (C10).
    ///
    /// # Errors
    /// The same.
    pub async fn run_by_name(
        &self,
        actor: &Actor,
        key: &str,
        given: &Map<String, Value>,
        options: RunOptions,
    ) -> Result<Uuid, StartError> {
        let entry = self.find(key).ok_or_else(|| StartError::Unknown(key.to_owned()))?;
        let given = inputs::read_json(entry, given).map_err(StartError::Inputs)?;
        self.start(entry, actor, &given, options).await
    }

    async fn start(
        &self,
        entry: ChoreEntry,
        actor: &Actor,
        given: &Map<String, Value>,
        options: RunOptions,
    ) -> Result<Uuid, StartError> {
        // A commit whose answer is lost is no second run.
        let mut options = options;
        options.nonce.get_or_insert_with(|| Uuid::new_v4().to_string());
        let mut attempt = 1;
        loop {
            let done = self.start_once(entry, actor, given, options.clone()).await;
            if !tries_again(&done, attempt).await {
                return done;
            }
            attempt += 1;
        }
    }

    async fn start_once(
        &self,
        entry: ChoreEntry,
        actor: &Actor,
        given: &Map<String, Value>,
        options: RunOptions,
    ) -> Result<Uuid, StartError> {
        let mut tx = self.jobs.database().begin().await?;
        let what = Starting { entry, given, actor, admin: None, options };
        let started = start_in(&self.jobs, &mut tx, what).await?;
        if started.is_new {
            tx.commit().await?;
            self.tell_ended(started.ended);
        }
        Ok(started.id)
    }

    /// Stops a run (C31): one that waits at once, one that works at the next place where it may.
    ///
    /// # Errors
    /// When it is over; see [`MoveError`].
    pub async fn stop(&self, id: Uuid, actor: &Actor) -> Result<RunStatus, MoveError> {
        self.move_run(id, RunMove::Cancel, actor).await
    }

    /// Does something else to a run: pauses it, lets it go on.
    ///
    /// # Errors
    /// When it is in a state that this does not come from; see [`MoveError`].
    pub async fn move_run(&self, id: Uuid, wanted: RunMove, actor: &Actor) -> Result<RunStatus, MoveError> {
        let mut tx = self.jobs.database().begin().await?;
        let moved = moves::move_in(&self.jobs, &mut tx, id, wanted, actor).await?;
        tx.commit().await?;
        self.tell_end(id, &moved.chore, moved.status);
        Ok(moved.status)
    }

    /// Agrees to a run that waits for it, or refuses it, and says where the run is then.
    ///
    /// # Errors
    /// When it waits for nothing, or that one may not; see [`MoveError`].
    pub async fn approve(&self, id: Uuid, actor: &Actor, agreed: bool, reason: &str) -> Result<RunStatus, MoveError> {
        let mut tx = self.jobs.database().begin().await?;
        let opinion = moves::Opinion { actor, agreed, reason, seen: None };
        match moves::agree_in(&self.jobs, &mut tx, id, opinion).await? {
            moves::Agreed::Noted(moved) => {
                tx.commit().await?;
                self.tell_end(id, &moved.chore, moved.status);
                Ok(moved.status)
            }
            moves::Agreed::Changed => Err(MoveError::Changed),
        }
    }

    /// Lets the chore hear of an end that no worker writes.
    pub(crate) fn tell_end(&self, id: Uuid, chore: &str, status: RunStatus) {
        if status.is_final() {
            self.tell_ended(Some((id, chore.to_owned())));
        }
    }

    pub(crate) fn tell_ended(&self, ended: Option<(Uuid, String)>) {
        if let Some((id, chore)) = ended
            && let Some(entry) = self.find(&chore)
        {
            let jobs = self.jobs.clone();
            tokio::spawn(async move { job::tell(&jobs, entry, id).await });
        }
    }

    /// A run; `None` when there is none of this id.
    ///
    /// # Errors
    /// What the database refuses.
    pub async fn find_run(&self, id: Uuid) -> Result<Option<ChoreRunRecord>, DbError> {
        Ok(rows::find(self.jobs.database(), id, self.jobs.clock().now()).await?.map(|row| row.run))
    }

    /// The runs that are to be worked on, or are, on all nodes, the newest first, at most a hundred (C32).
    ///
    /// # Errors
    /// What the database refuses.
    pub async fn list_running(&self) -> Result<Vec<ChoreRunRecord>, DbError> {
        let filter = RunFilter { statuses: RunStatus::ACTIVE.to_vec(), ..RunFilter::default() };
        self.list_runs(&filter, None, 100).await
    }

    /// A page of runs, the newest first: those older than `before`, at most 500.
    ///
    /// # Errors
    /// What the database refuses.
    pub async fn list_runs(
        &self,
        filter: &RunFilter,
        before: Option<Uuid>,
        limit: u64,
    ) -> Result<Vec<ChoreRunRecord>, DbError> {
        let (db, now) = (self.jobs.database(), self.jobs.clock().now());
        let rows = list::list(db, filter, before, limit.min(crate::MAX_PAGE), now).await?;
        Ok(rows.into_iter().map(|row| row.run).collect())
    }

    /// Lines of the log of a run, those after a number, at most 10,000.
    ///
    /// # Errors
    /// What the database refuses.
    pub async fn log(&self, id: Uuid, after: u64, limit: u64) -> Result<Vec<LogLine>, DbError> {
        log::lines(self.jobs.database(), id, after, limit.min(10_000)).await
    }

    /// Items that a run was not done to, those after a number, at most 500.
    ///
    /// # Errors
    /// What the database refuses.
    pub async fn failures(&self, id: Uuid, after: u64, limit: u64) -> Result<Vec<ItemFailure>, DbError> {
        log::failures(self.jobs.database(), id, after, limit.min(crate::MAX_PAGE)).await
    }

    /// The files that a run was given, and those that it made.
    ///
    /// # Errors
    /// What the database refuses.
    pub async fn files(&self, id: Uuid) -> Result<Vec<RunFile>, DbError> {
        files::of(self.jobs.database(), id).await
    }

    /// Keeps a file that a run is to be given: for a day, unless it is.
    ///
    /// # Errors
    /// When it is larger than `limit` bytes, or breaks off; see [`FileError`].
    pub async fn upload(
        &self,
        actor: &Actor,
        name: &str,
        media_type: &str,
        content: &mut (impl AsyncRead + Unpin + Send),
        limit: u64,
    ) -> Result<RunFile, FileError> {
        let now = self.jobs.clock().now();
        let file = files::NewFile {
            run: None,
            name,
            media_type,
            is_input: true,
            actor: &actor.id,
            limit,
            now,
            expires_at: now.saturating_add(clock::micros(UPLOAD)),
        };
        files::add(self.jobs.database(), file, content).await
    }

    /// What is in a file of a run; `None` when there is none.
    ///
    /// # Errors
    /// What the database refuses.
    pub async fn open_file(
        &self,
        run: Uuid,
        file: Uuid,
    ) -> Result<Option<(RunFile, kaffy_core::FileContent)>, DbError> {
        let Some(file) = files::made_by(self.jobs.database(), run, file).await? else { return Ok(None) };
        let content = kaffy_core::FileContent::new(file.size, files::open(self.jobs.database(), &file));
        Ok(Some((file, content)))
    }
}
