//! Schedules: jobs at their times.
//!
//! | part | what |
//! |---|---|
//! | `meta`, `code` | what macros and configuration say, checked at `build()` and brought to the database |
//! | `new_schedule`, `rules` | what a schedule says, and what can be wrong with it |
//! | `timing`, `plan` | when it fires, and what happens at times that have come: no database |
//! | `calls`, `record` | adding, pausing, running and reading at run time |
//! | `run` | what a job knows of the schedule it is a run of |
//! | `task` | simple tasks, which carry a value from run to run |
//! | `why` | why one fires or does not |
//! | `storage` | the trait that adapters of Quantum know, over our tables and in memory |
//!
//! Statements are in `store/schedules`; who fires is `engine/ticker.rs`, on every node alike.

mod calls;
mod code;
mod error;
mod meta;
mod new_schedule;
mod plan;
mod record;
mod rules;
mod run;
pub mod storage;
mod task;
mod timing;
mod why;

pub use calls::{Added, Changed, RunNow, Schedules};
pub(crate) use code::CodeSchedules;
pub use error::ScheduleError;
pub use meta::ScheduleMeta;
pub use new_schedule::{MAX_NAME, NewSchedule, ScheduleProblem};
pub(crate) use plan::{Firing, Plan, plan};
pub use record::{ScheduleRecord, TaskRecord, TickJob, TickOutcome, TickRecord, Trigger};
pub use rules::{Every, Missed, Origin, Overlap, RunOn, ScheduleState};
pub use run::ScheduledRun;
pub(crate) use run::{node_queue, options_of};
pub use task::run_task;
pub(crate) use timing::Timing;
pub use why::WhySchedule;
