//! Chores: reviewed code with a form, instead of a production shell.
//!
//! A chore is a function that is run rarely and by hand. Its run is a row: who started it with what, where it is, what
//! it logged and counted, what it returned. A job of its own does it, so that it survives the browser, a crash and a
//! deploy; what it writes in the transactions of [`ChoreRun`] lasts together with how far it is.

mod chore;
mod command;
mod csv;
mod error;
mod file;
mod function;
pub(crate) mod inputs;
mod job;
mod meta;
mod moves;
mod program;
mod record;
mod registry;
mod run;
mod runner;
mod start;
mod status;
mod telling;
mod tidy;

pub use self::{
    command::command_line,
    csv::{ChoreCsv, CsvPlace, CsvRows},
};
pub use chore::{Chore, ChoreEntry, InputErrors};
pub use error::{ChoreError, FileError, Holder, MoveError, StartError};
pub use file::ChoreFile;
pub use function::FromRun;
#[doc(hidden)]
pub use function::{chore_returned, validate_input};
pub(crate) use job::RunChore;
pub use meta::{ChoreMeta, ChoreSource, Restriction};
pub(crate) use moves::{Agreed, Opinion, agree_in, is_own, move_in};
pub(crate) use program::build_of_program;
pub use record::{Approval, ChoreRunRecord, DryChange, ItemFailure, LogLine, RunFile, ShownInput, StartedVia};
pub(crate) use registry::ChoreRegistry;
pub use run::{ChoreEnd, ChoreItems, ChoreRun, ChoreTx, Counted, Each, FromRow, Next, Pages, RowError};
pub use runner::ChoreRunner;
pub use start::RunOptions;
pub(crate) use start::{Starting, digest, lock_name, start_in, tries_again};
pub use status::{RunMove, RunStatus};
pub(crate) use telling::tell_starter;
pub(crate) use tidy::{prune, repair};

pub use crate::store::chores::list::RunFilter;
