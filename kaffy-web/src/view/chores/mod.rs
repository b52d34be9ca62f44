//! The pages of chores.

mod approvals;
mod changes;
mod chore;
mod list;
mod live;
mod log;
mod moves;
mod progress;
mod run;
mod runs;
mod words;

use kaffy_core::{Actor, Area, tr};
use serde::Serialize;

pub use approvals::{ApprovalForm, ApprovalLine, ApprovalsView};
pub use changes::{ColumnView, RowChangeView};
pub use chore::{ChoreView, SourceView};
pub(crate) use list::finds;
pub use list::{ChoreLine, ChoresView, RunCard};
pub use live::LiveView;
pub(crate) use live::shape;
pub use log::LineView;
pub use moves::MoveButton;
pub(crate) use moves::move_label;
pub use progress::{CounterView, RunProgressView};
pub(crate) use run::RunRights;
pub use run::{ChoreRunView, FailureLine, FileLine, RunErrorView, ShownInputView};
pub use runs::{ChoreRunsView, RunLine};
pub(crate) use runs::{inputs as run_inputs, took as run_took};
pub(crate) use words::{
    HolderView, restriction as restriction_words, status_label, status_view, status_words, via as via_words,
};

use crate::{extract::Visit, pages::Web};

/// The pages beside one another, and what refreshes them.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct ChoresNav {
    /// All chores.
    pub chores: String,
    /// All their runs.
    pub runs: String,
    /// Which of them this is: `chores` or `runs`; neither below them.
    pub current: &'static str,
    /// The address of the script that refreshes a page by asking for it again.
    pub script: String,
    /// The address of the script of these pages.
    pub own_script: String,
}

impl ChoresNav {
    pub(crate) fn new(web: &Web, visit: &Visit) -> Self {
        let (links, hash) = (&visit.links, web.assets().hash());
        Self {
            chores: links.chores(""),
            runs: links.chores("runs"),
            current: match (visit.raw_segment(1), visit.raw_segment(2)) {
                ("", _) => "chores",
                ("runs", "") => "runs",
                _ => "",
            },
            script: links.asset(hash, "jobs.js"),
            own_script: links.asset(hash, "chores.js"),
        }
    }
}

/// Whether the actor has a right, for a button.
pub(crate) fn may(web: &Web, actor: &Actor, right: &str) -> bool {
    web.admin.may_in(actor, Area::Chores, right)
}

/// `Set the opening hours`, or the same without changing anything.
fn named(title: &str, is_dry: bool) -> String {
    if is_dry { tr!("chores-dry-title", title = title) } else { title.to_owned() }
}
