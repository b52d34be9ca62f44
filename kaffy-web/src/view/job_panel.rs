//! The jobs of a record, on its page.

use serde::Serialize;

use super::{LinkView, MomentView};

/// The jobs that are about a record.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct JobPanelView {
    /// The newest of them.
    pub jobs: Vec<JobPanelLine>,
    /// All of them.
    pub all_href: String,
    /// Where a new one is added, by type; for somebody who may.
    pub new: Vec<LinkView>,
}

/// One job of a record.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct JobPanelLine {
    /// The name of its handler.
    pub name: String,
    /// Its page.
    pub href: String,
    /// What people call its state.
    pub state: String,
    /// The number of its colour.
    pub tone: u8,
    /// When it may run, or ran.
    pub at: MomentView,
    /// The page to run it at another time, for somebody who may.
    pub reschedule_href: Option<String>,
    /// Where it is cancelled, by a form that posts, for somebody who may.
    pub cancel: Option<String>,
}
