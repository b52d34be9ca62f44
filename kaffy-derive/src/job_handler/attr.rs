//! What a person may write in `#[job_handler(…)]`. No rules here.

use darling::{Error, FromMeta, ast::NestedMeta};
use proc_macro2::TokenStream;

use crate::syntax::{Count, RootPath, Text, Time, TimeRange, UniqueRule};

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
}

/// What was understood, and what was not. The rules have something to say about what was.
pub(super) fn read(options: TokenStream) -> (JobAttrs, Option<Error>) {
    let list = match NestedMeta::parse_meta_list(options) {
        Ok(list) => list,
        Err(error) => return (JobAttrs::default(), Some(error.into())),
    };
    let misread = match JobAttrs::from_list(&list) {
        Ok(attrs) => return (attrs, None),
        Err(misread) => misread,
    };
    let understood = list.into_iter().filter(|option| JobAttrs::from_list(std::slice::from_ref(option)).is_ok());
    let mut kept: Vec<NestedMeta> = Vec::new();
    for option in understood {
        kept.push(option);
        if JobAttrs::from_list(&kept).is_err() {
            kept.pop();
        }
    }
    (JobAttrs::from_list(&kept).unwrap_or_default(), Some(misread))
}
