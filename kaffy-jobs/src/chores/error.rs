//! Why a chore did not come to its end, was not started, or was not moved.

use std::{fmt, time::Duration};

use chrono::{DateTime, Utc};
use kaffy_core::{DbError, Rejected};
use uuid::Uuid;

use super::{RunMove, RunStatus};

/// Why a chore did not come to its end. Any error becomes one with `?`.
///
/// ```
/// use kaffy_jobs::chores::ChoreError;
///
/// fn price(text: &str) -> Result<f64, ChoreError> {
///     match text {
///         "" => Err(ChoreError::failed("there is no price")),
///         text => Ok(text.parse()?),
///     }
/// }
/// assert!(price("x").unwrap_err().to_string().contains("invalid float"));
/// ```
pub struct ChoreError(pub(crate) Broken);

/// What broke a run off.
pub(crate) enum Broken {
    /// It failed, at this item.
    Failed { reason: String, element: Option<String> },
    /// Somebody wants it to pause, or it has to leave its worker: it goes on from its last checkpoint.
    Off,
    /// The run is not this worker's any more.
    Lost,
    /// The database could not be reached or was busy. A run with a checkpoint may try again from there.
    Database { reason: String, element: Option<String> },
}

impl ChoreError {
    /// It failed.
    pub fn failed(reason: impl fmt::Display) -> Self {
        Self(Broken::Failed { reason: reason.to_string(), element: None })
    }

    /// The same at an item, unless it says one already.
    #[must_use]
    pub fn at(mut self, item: impl fmt::Display) -> Self {
        if let Broken::Failed { element, .. } | Broken::Database { element, .. } = &mut self.0 {
            element.get_or_insert_with(|| item.to_string());
        }
        self
    }

    /// Whether the run only has to leave its place: pass it on, and it goes on later.
    pub fn is_broken_off(&self) -> bool {
        matches!(self.0, Broken::Off | Broken::Lost)
    }
}

impl fmt::Display for ChoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Broken::Failed { reason, element } | Broken::Database { reason, element } => match element {
                Some(element) => write!(f, "{element}: {reason}"),
                None => f.write_str(reason),
            },
            Broken::Off => f.write_str("the run was asked to leave its place"),
            Broken::Lost => f.write_str("another worker goes on with this run"),
        }
    }
}

impl fmt::Debug for ChoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ChoreError({self})")
    }
}

/// With all its causes, since this is what people read later.
impl<E: std::error::Error + 'static> From<E> for ChoreError {
    fn from(error: E) -> Self {
        let is_database = (&error as &dyn std::any::Any)
            .downcast_ref::<DbError>()
            .is_some_and(|error| matches!(error, DbError::Unavailable(_) | DbError::Timeout));
        let reason = crate::error::with_causes(&error);
        Self(match is_database {
            true => Broken::Database { reason, element: None },
            false => Broken::Failed { reason, element: None },
        })
    }
}

/// Why a chore was not started.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StartError {
    /// There is none of this name, or not for this actor.
    #[error("there is no chore `{0}`, or none for whoever asks")]
    Unknown(String),
    /// Something is wrong with what was typed.
    #[error("the inputs are not what the chore takes: {}", said(.0))]
    Inputs(Box<Rejected>),
    /// A restriction keeps it out (C21–C23).
    #[error("{}", .0)]
    Restricted(Box<Holder>),
    /// What was tried is not what would run now.
    #[error(
        "the chore, its inputs or the program are other ones by now, or it was not tried to its end: try it once more"
    )]
    Changed,
    /// It cannot be started dry: it does not say that everything it does is taken back.
    #[error("`{0}` cannot be started dry: write `#[chore(dry_run)]` where all that it does can be taken back")]
    NotDry(String),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DbError),
    /// Its job could not be stored.
    #[error(transparent)]
    Enqueue(#[from] crate::EnqueueError),
}

fn said(rejected: &Rejected) -> String {
    let all = rejected.errors.iter().map(|(name, words)| format!("{name}: {words}"));
    all.chain(rejected.general.iter().cloned()).collect::<Vec<_>>().join("; ")
}

/// The run that keeps another out.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Holder {
    /// Its id.
    pub run: Uuid,
    /// The key of its chore.
    pub chore: String,
    /// What people call its chore.
    pub title: String,
    /// Who started it.
    pub actor_name: String,
    /// Where it is.
    pub status: RunStatus,
    /// When it was started.
    pub created_at: DateTime<Utc>,
    /// The node that works on it.
    pub node: Option<String>,
}

impl fmt::Display for Holder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { title, actor_name, status, created_at, .. } = self;
        write!(
            f,
            "`{title}` is {status}, started by {actor_name} at {}: wait for its end, or stop it",
            created_at.format("%Y-%m-%d %H:%M:%S UTC")
        )
    }
}

/// Why a run was not moved.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum MoveError {
    /// There is no such run.
    #[error("there is no run {0}: it may have been removed since")]
    NotFound(Uuid),
    /// It is somewhere else by now.
    #[error("a run that is {status} cannot {}", .wanted.word())]
    Illegal {
        /// What was wanted.
        wanted: RunMove,
        /// Where it is.
        status: RunStatus,
    },
    /// It cannot be forced yet.
    #[error(
        "it was asked {} s ago and has {} s to come to a place where it may stop: wait until then",
        .since.as_secs(),
        .limit.as_secs()
    )]
    NotStuck {
        /// How long ago it was asked.
        since: Duration,
        /// How long it has.
        limit: Duration,
    },
    /// What it would go on with is not there: secrets and files of an ended run are not kept.
    #[error("what was typed is not kept any more: start it again")]
    Forgotten,
    /// A restriction keeps it out.
    #[error("{}", .0)]
    Restricted(Box<Holder>),
    /// It does not wait for agreement.
    #[error("a run that is {status} waits for nobody's agreement")]
    NotAwaiting {
        /// Where it is.
        status: RunStatus,
    },
    /// It is about something else by now than what was looked at.
    #[error("the chore, its inputs or the program are other ones by now: look at it again")]
    Changed,
    /// It would be done again from its beginning.
    #[error("it has no place to go on from: stop it, and start it again if that does no harm")]
    NoPlace,
    /// Nobody agrees to a run of their own.
    #[error("nobody agrees to a run of their own: ask somebody else")]
    Own,
    /// That one has already said what they think.
    #[error("you have already said what you think of this run")]
    Twice,
    /// Why is missing.
    #[error("say why, in 1 to 2,000 characters")]
    Reason,
    /// The chore is no part of this program.
    #[error("this program has no chore `{0}`")]
    Unknown(String),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DbError),
    /// Its job could not be stored.
    #[error(transparent)]
    Enqueue(#[from] crate::EnqueueError),
}

/// Why a file was not kept.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FileError {
    /// It is too large.
    #[error("the file is larger than {limit} bytes: choose a smaller one")]
    TooLarge {
        /// The most bytes it may have.
        limit: u64,
    },
    /// It broke off.
    #[error("the file could not be read to its end")]
    Io(#[source] std::io::Error),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DbError),
}
