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
//! Where Quantum, whose users know these words, does it otherwise, and why:
//!
//! - One left-out time is a row, a duplicate or a lost one is none: the key of a tick is its schedule and time (Q44). The
//!   node that runs it is chosen by claiming (Q42, Q43), the rule for overlaps is one for all nodes (Q45).
//! - By default runs do not overlap (Q2), missed times become one run (Q35), and a fixed time in a gap or a fold of the clock
//!   fires once (Q39, Q40). What a run is for, it can ask (Q36).
//! - Whatever could never fire is refused, not listed (Q10 to Q14); a writing call answers when it is committed, and says
//!   when there was no such schedule (Q18).
//! - Code and people have schedules beside each other (Q27 to Q29); the last time is known for each by itself (Q31).
//! - `every` counts from when the schedule was made, so a late run does not move those after it.
//! - Every process of an application says the same schedules: what the one that starts last does not say, is marked as
//!   gone.
//! - What is no more than five seconds late is late and not missed, so a rule for missed times begins there (Q38).
//! - `this node` is a worker by its name, which is the host and the process unless `Worker::name` says otherwise.
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
pub use record::{ScheduleRecord, ScheduledTaskRecord, TickJob, TickOutcome, TickRecord, Trigger};
pub use rules::{Every, Missed, Origin, Overlap, RunOn, ScheduleState};
pub use run::ScheduledRun;
pub(crate) use run::{node_queue, options_of};
pub use task::run_task;
pub(crate) use timing::Timing;
pub use why::WhySchedule;
