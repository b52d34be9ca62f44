//! Chores: reviewed code with a form, instead of a production shell.
//!
//! A chore is a function that is run rarely and by hand. Its run is a row: who started it with what, where it is, what
//! it logged and counted, what it returned. A job of its own does it, so that it survives the browser, a crash and a
//! deploy; what it writes in the transactions of [`ChoreRun`] lasts together with how far it is.

mod chore;
mod error;
mod meta;
mod record;
mod run;
mod status;

pub use chore::{Chore, ChoreEntry, InputErrors};
pub use error::{ChoreError, Holder, MoveError, StartError};
pub use meta::{ChoreMeta, ChoreSource, Restriction};
pub use record::{Approval, ChoreRunRecord, DryChange, ItemFailure, LogLine, RunFile, ShownInput, StartedVia};
pub use run::{ChoreEnd, ChoreRun};
pub use status::{RunMove, RunStatus};
