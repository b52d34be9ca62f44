//! What is enqueued once a group has ended.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use super::{GroupError, GroupStatus};
use crate::{
    Job, Jobs,
    new_job::{JobOptions, NewJob},
};

/// The argument that is filled in.
const ARGUMENT: &str = "group";

/// How a group ended: what a callback takes as its argument `group`.
///
/// ```
/// use kaffy_jobs::{GroupEnd, GroupStatus};
///
/// // With `#[job_handler]`.
/// async fn tell(address: String, group: GroupEnd) {
///     let word = if group.status == GroupStatus::Succeeded { "done" } else { "not done" };
///     println!("to {address}: the import {} is {word}", group.id);
/// }
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupEnd {
    /// The group.
    pub id: Uuid,
    /// What became of it.
    pub status: GroupStatus,
}

impl GroupEnd {
    /// Not known yet: to be filled in at the end, `.on_finish(tell { address, group: GroupEnd::later() })`.
    pub const fn later() -> Self {
        Self { id: Uuid::nil(), status: GroupStatus::Pending }
    }
}

/// Upon which end a callback is enqueued.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum When {
    /// All tasks succeeded.
    Success,
    /// One did not: it failed, crashed or was aborted.
    Failure,
    /// However it ended.
    Finish,
}

impl When {
    /// Whether this end is meant.
    pub(crate) fn holds(self, status: GroupStatus) -> bool {
        match self {
            Self::Success => status == GroupStatus::Succeeded,
            Self::Failure => status != GroupStatus::Succeeded,
            Self::Finish => true,
        }
    }
}

/// A callback of a group, as somebody reads it.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct CallbackRecord {
    /// Upon which end it is enqueued.
    pub when: When,
    /// The type of the job.
    pub job_type: String,
    /// The job, once it was enqueued.
    pub job_id: Option<Uuid>,
}

/// A callback, as it is stored.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Callback {
    pub(crate) when: When,
    pub(crate) job: NewJob,
    /// The job, once it was enqueued.
    pub(crate) job_id: Option<Uuid>,
}

impl Callback {
    pub(crate) fn new<J: Job>(jobs: &Jobs, when: When, job: &J) -> Result<Self, GroupError> {
        let mut stored = jobs.new_job(job, &JobOptions::default())?;
        // It is enqueued once for its group, whatever else there is.
        stored.held = None;
        let filled = fill(&stored.args, GroupEnd::later());
        serde_json::from_str::<J>(&filled)
            .map_err(|error| GroupError::Callback { job_type: J::META.job_type, reason: error.to_string() })?;
        Ok(Self { when, job: stored, job_id: None })
    }

    pub(crate) fn record(&self) -> CallbackRecord {
        CallbackRecord { when: self.when, job_type: self.job.job_type.clone(), job_id: self.job_id }
    }
}

/// Arguments that say how the group ended, if they have a place for it.
pub(crate) fn fill(args: &str, end: GroupEnd) -> String {
    let Ok(mut value) = serde_json::from_str::<Value>(args) else { return args.to_owned() };
    match value.get_mut(ARGUMENT).zip(serde_json::to_value(end).ok()) {
        Some((place, end)) => {
            *place = end;
            value.to_string()
        }
        None => args.to_owned(),
    }
}
