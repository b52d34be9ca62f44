//! What people do with jobs on the pages of the admin: the one way there, and it asks for proofs.
//!
//! Each function takes the [`Right`](kaffy_core::Right) that it needs. What changes something runs in one transaction
//! with its entry in the audit log. Values that a handler masks leave here masked, in whatever is read, compared or
//! noted.

mod adding;
mod bulk;
mod changing;
mod chores;
mod fields;
mod groups;
mod masking;
mod preview;
mod queues;
mod reading;
mod schedules;
mod strict;
mod why;

pub use bulk::{Bulk, BulkPreview, BulkReport, MOST_AT_ONCE, Which};
pub use chores::{OneRun, RunPage};
pub use fields::{ArgField, ArgKind};
pub use groups::{GroupFilter, GroupPage, OneGroup};
pub use masking::{MASK, masked};
pub use preview::SchedulePreview;
pub use reading::{JobPage, JobPlace, OneJob, QueueLine, WorkerLine};
pub use schedules::{OneSchedule, ScheduleLine, SchedulePage};
pub use why::Why;
// What the pages ask of a job or of a text of JSON before they draw it.
#[doc(hidden)]
pub use changing::{changeable, run_of};
#[doc(hidden)]
pub use strict::json;
pub(crate) use why::is_alive;

use crate::Jobs;

/// What people do with jobs; [`Jobs::desk`].
///
/// ```
/// # use kaffy_core::{Actor, Admin, job_rights::Retry};
/// # use kaffy_jobs::Jobs;
/// # use uuid::Uuid;
/// async fn retry(admin: &Admin, jobs: &Jobs, actor: &Actor, id: Uuid) -> Result<(), Box<dyn std::error::Error>> {
///     let right = admin.authorize_area::<Retry>(actor)?;
///     Ok(jobs.desk().retry(&right, id).await?)
/// }
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Desk<'j> {
    jobs: &'j Jobs,
}

impl Jobs {
    /// What people do with these jobs, by their rights.
    pub fn desk(&self) -> Desk<'_> {
        Desk { jobs: self }
    }
}
