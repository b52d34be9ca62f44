//! Running jobs. apalis executes: a worker of its own for each queue, whose `Backend` is a [`Lane`](lane::Lane) here. What
//! makes it survive crashes stands beside it, each part a task of its own:
//!
//! | part | does | on |
//! |---|---|---|
//! | `claimer` | takes jobs for the free places of each lane, when woken and each second | its own connection |
//! | `runner` | one attempt: time limit, panic guard, stopping; says how it ended | a task for each job |
//! | `acker` | writes down how attempts ended, many at a time | its own connection |
//! | `heart` | beats, and takes back what silent workers held | its own thread, runtime and connections |
//! | `ticker` | fires schedules that are due, on every node alike | its own connection |
//! | `ear` | hears PostgreSQL's notifications | its own connection |
//!
//! No failure of the database ends any of them. What the database does not know for sure, the token of each claim
//! decides.

mod acker;
mod claimer;
mod ear;
mod events;
mod health;
mod heart;
mod lane;
mod panics;
mod runner;
mod running;
mod shared;
mod shutdown;
mod supervise;
mod ticker;
mod worker;

pub(crate) use events::Hooks;
pub use events::{JobEvent, JobEvents};
pub use health::Health;
pub(crate) use lane::task;
pub(crate) use panics::{Panicked, guarded, unwinding};
pub(crate) use runner::{attempt, outcome_of};
pub(crate) use running::End;
pub use shutdown::{ShutdownReport, Unfinished};
pub(crate) use worker::host_name;
pub use worker::{Worker, WorkerHandle};
