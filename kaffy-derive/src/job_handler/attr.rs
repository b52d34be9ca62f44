//! What a person may write in `#[job_handler(…)]`. No rules here.

use darling::FromMeta;

use crate::syntax::{Count, NameList, RootPath, Text, Time, TimeRange, UniqueRule};

#[derive(Debug, Default, FromMeta)]
pub(super) struct JobAttrs {
    #[darling(rename = "crate")]
    pub(super) root: Option<RootPath>,
    pub(super) queue: Option<Text>,
    pub(super) max_attempts: Option<Count>,
    pub(super) timeout: Option<Time>,
    pub(super) priority: Option<Count>,
    pub(super) backoff: Option<TimeRange>,
    pub(super) unique: Option<UniqueRule>,
    pub(super) job_type: Option<Text>,
    pub(super) resource: Option<Text>,
    pub(super) mask: Option<NameList>,
}
