//! Groups of tasks: several jobs under one name, one after the other or all at once, with an end of their own.
//!
//! A task is a job, with all that is promised of jobs. What a group is follows from what its tasks are, and is decided
//! in the transaction that writes down how one of them ended; so is whose turn comes next, and what is enqueued at the
//! end.

mod adding;
mod api;
mod callback;
mod error;
mod graph;
mod new_group;
mod search;
mod status;

pub use adding::MoreTasks;
pub(crate) use callback::{Callback, fill};
pub use callback::{CallbackRecord, GroupEnd, When as CallbackWhen};
pub use error::GroupError;
pub(crate) use graph::Waits;
pub use new_group::NewGroup;
pub(crate) use new_group::{Created, StoredTask};
pub(crate) use search::Condition;
pub use search::{FieldPath, Page, Rule, Search, SearchError};
pub use status::{GroupStatus, Strategy, TaskStatus};
