//! Actions: what people do to one record or to a selection, beside saving and deleting.
//!
//! [`RecordAction`] is the typed trait for people, [`Actions`] the list a resource has of them. A
//! [`Selection`] says which rows are meant, [`SelectionToken`] carries one through a browser without a
//! list of keys, and [`AllowedAction`] is the proof that an actor may run one: previewing and running
//! are methods of it. A run in the background is a [`KeptRun`] between two batches; the jobs are `kaffy-jobs`'s.
//! No HTTP and no HTML here.

mod allowed;
mod asked;
mod background;
mod batch;
mod beside;
mod bulk_delete;
mod bulk_restore;
mod erased;
mod list;
mod meta;
mod noting;
mod preview;
mod record_action;
mod report;
mod run;
mod selection;
mod token;
mod walk;

pub use allowed::{AllowedAction, Given, NoAction};
pub(crate) use asked::seen_of;
pub use background::{KeptRun, NotResumed, Resumed};
pub use beside::{Beside, Doing, Turn};
pub(crate) use erased::ActionList;
pub use list::Actions;
pub use meta::{ActionMeta, ActionPlace};
pub use preview::Preview;
pub use record_action::RecordAction;
pub use report::{ActionError, ActionReport, RowFailure};
pub use selection::Selection;
pub use token::{BadToken, SelectionToken};
