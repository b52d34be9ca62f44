//! What a chore says and does while it runs.

mod changes;
mod checkpoint;
mod download;
mod each;
mod end;
mod from_row;
mod items;
mod said;
mod tx;
mod typed;
mod work;

use std::{
    fmt,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, AtomicU8, AtomicU32, Ordering::Relaxed},
    },
};

use kaffy_core::Database;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use self::{checkpoint::Checkpoint, said::Said};
use crate::{
    JobContext, JobError, Jobs,
    chores::{ChoreError, error::Broken},
    store::chores::rows::ChoreRow,
};

pub(crate) use self::{changes::Dry, work::Worked};
pub use self::{
    each::Each,
    end::ChoreEnd,
    from_row::{FromRow, RowError},
    items::{ChoreItems, Counted, Next, Pages},
    tx::ChoreTx,
};

/// The run of a chore, in its function and in tasks spawned from it (C43, C44). Cheap to clone.
///
/// What it is told is written about once a second, so it may be told as much as one likes.
///
/// ```
/// # use kaffy_jobs::chores::{ChoreError, ChoreRun};
/// // With `#[chore]`.
/// async fn greet_all(names: Vec<String>, run: ChoreRun) -> Result<u64, ChoreError> {
///     run.log(format!("{} wants {} greeted", run.actor_name(), names.len()));
///     let all = names.len() as u64;
///     for (done, name) in (0..).zip(names) {
///         run.leave()?; // where somebody asked for a pause or an end
///         if name.is_empty() {
///             return Err(run.fail("somebody has no name"));
///         }
///         if !run.is_dry() {
///             run.message(format!("Hello, {name}"));
///         }
///         run.inc_counter("greeted", 1);
///         run.progress(done + 1, all);
///     }
///     Ok(all)
/// }
/// ```
#[derive(Clone)]
pub struct ChoreRun(Arc<Inner>);

struct Inner {
    id: Uuid,
    ctx: JobContext,
    actor: String,
    actor_name: String,
    start: u32,
    said: Said,
    wanted: AtomicU8,
    /// How often `each` was called in this going.
    phase: AtomicU32,
    checkpoint: Mutex<Checkpoint>,
    /// Whether it walks over items now.
    is_walking: AtomicBool,
    /// The item that it is at.
    item: Mutex<Option<String>>,
    failed: Mutex<Option<ChoreError>>,
    /// Ends the function, wherever it is.
    broken: CancellationToken,
    dry: Option<tokio::sync::Mutex<Dry>>,
}

/// What is wanted of a run between two items.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Wanted {
    Nothing,
    /// Somebody asked for a pause.
    Pause,
    /// Somebody asked for its end.
    Cancel,
    /// The worker is about to stop.
    Leave,
    /// It is another worker's, or was ended by force.
    Lost,
}

impl ChoreRun {
    pub(crate) fn new(ctx: JobContext, row: &ChoreRow, dry: Option<Dry>) -> Self {
        let run = &row.run;
        Self(Arc::new(Inner {
            id: run.id,
            ctx,
            actor: run.actor.clone(),
            actor_name: run.actor_name.clone(),
            start: run.starts,
            said: Said::new(run.lines, &run.counters),
            wanted: AtomicU8::new(Wanted::Nothing as u8),
            phase: AtomicU32::new(0),
            checkpoint: Mutex::new(Checkpoint::read(row.checkpoint.as_deref())),
            is_walking: AtomicBool::new(false),
            item: Mutex::new(None),
            failed: Mutex::new(None),
            broken: CancellationToken::new(),
            dry: dry.map(tokio::sync::Mutex::new),
        }))
    }

    /// The id of the run.
    pub fn id(&self) -> Uuid {
        self.0.id
    }

    /// Whether what it does is taken back: leave out what no database takes back, such as mails.
    pub fn is_dry(&self) -> bool {
        self.0.dry.is_some()
    }

    /// The id of whoever started it.
    pub fn actor_id(&self) -> &str {
        &self.0.actor
    }

    /// The name of whoever started it.
    pub fn actor_name(&self) -> &str {
        &self.0.actor_name
    }

    /// How often it has begun to work, counted from 1: more than once after a pause, a crash or a deploy.
    pub fn start(&self) -> u32 {
        self.0.start
    }

    /// Adds a line to its log (C40), of at most 8 KiB. A run keeps 64 MiB of lines; what is left out is counted and
    /// said.
    pub fn log(&self, line: impl fmt::Display) {
        let line = line.to_string();
        tracing::info!(run = %self.0.id, "{line}");
        self.0.said.log(&line, self.jobs().clock().now());
    }

    /// Sets a counter (C41). What is no number leaves it as it is; there may be a hundred of them.
    pub fn set_counter(&self, name: &str, to: impl Into<f64>) {
        self.0.said.set(name, to.into());
    }

    /// Adds to a counter, which begins at 0 (C41).
    pub fn inc_counter(&self, name: &str, by: impl Into<f64>) {
        self.0.said.add(name, by.into());
    }

    /// Says how far it is (J73). [`each`](Self::each) says it by itself.
    pub fn progress(&self, done: u64, total: impl Into<Option<u64>>) {
        self.0.said.progress(done, total.into());
    }

    /// Says in words what it is at; nothing with an empty text.
    pub fn message(&self, words: impl fmt::Display) {
        let words: String = words.to_string().chars().take(1_000).map(|it| if it == '\0' { '␀' } else { it }).collect();
        self.0.said.message(Some(words).filter(|words| !words.is_empty()));
    }

    /// Ends the run as failed, from wherever it is called: the function does not go on behind the next place where it
    /// waits (C42). Return what this returns, so that it does not go on before that either.
    pub fn fail(&self, reason: impl fmt::Display) -> ChoreError {
        let mut failed = self.0.failed.lock().unwrap_or_else(PoisonError::into_inner);
        failed.get_or_insert_with(|| ChoreError::failed(&reason));
        self.0.broken.cancel();
        ChoreError::failed(reason)
    }

    /// The jobs of the application, to enqueue others. Outside of [`transaction`](Self::transaction) that is not taken
    /// back in a dry run.
    pub fn jobs(&self) -> &Jobs {
        self.0.ctx.jobs()
    }

    /// What the application gave to [`JobsBuilder::data`](crate::JobsBuilder::data).
    ///
    /// # Errors
    /// When it gave nothing of this type.
    pub fn data<T: Clone + Send + Sync + 'static>(&self) -> Result<T, ChoreError> {
        self.0.ctx.data::<T>().map_err(|error: JobError| ChoreError::failed(error))
    }

    pub(crate) fn db(&self) -> &Database {
        self.jobs().database()
    }

    pub(crate) fn want(&self, wanted: Wanted) {
        self.0.wanted.store(wanted as u8, Relaxed);
    }

    pub(crate) fn wanted(&self) -> Wanted {
        match self.0.wanted.load(Relaxed) {
            0 if self.0.ctx.is_stopping() => Wanted::Leave,
            0 => Wanted::Nothing,
            1 => Wanted::Pause,
            2 => Wanted::Cancel,
            3 => Wanted::Leave,
            _ => Wanted::Lost,
        }
    }

    /// What it has to leave for now, if for anything. For a pause, or the end of its worker, it needs a place to go on
    /// from, and a dry run does not pause.
    fn leaves_for(&self) -> Wanted {
        match self.wanted() {
            Wanted::Pause if self.is_dry() || !self.has_place() => Wanted::Nothing,
            Wanted::Leave if !self.is_dry() && !self.has_place() => Wanted::Nothing,
            wanted => wanted,
        }
    }

    /// Whether the run has to leave its place: somebody asked it to pause or to stop, or its worker is about to end. A
    /// function with a loop of its own looks at it between two items, and returns [`leave`](Self::leave). One that has
    /// made no [`checkpoint`](Self::checkpoint) leaves for a stop only.
    pub fn should_leave(&self) -> bool {
        self.leaves_for() != Wanted::Nothing
    }

    /// Breaks the run off where it has to leave; it goes on from its last checkpoint.
    ///
    /// # Errors
    /// The one that says so: pass it on.
    pub fn leave(&self) -> Result<(), ChoreError> {
        match self.leaves_for() {
            Wanted::Nothing => Ok(()),
            Wanted::Lost => Err(ChoreError(Broken::Lost)),
            _ => Err(ChoreError(Broken::Off)),
        }
    }
}

impl fmt::Debug for ChoreRun {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ChoreRun").field("id", &self.0.id).field("is_dry", &self.is_dry()).finish_non_exhaustive()
    }
}
