//! What a person may write in `#[scheduled_task(…)]`. No rules here.

use darling::{Error, FromMeta, Result, ast::NestedMeta};
use proc_macro2::TokenStream;
use syn::{Expr, Meta};

use crate::syntax::{RootPath, Text, Time, value_of};

#[derive(Debug, Default, FromMeta)]
pub(super) struct TaskAttrs {
    #[darling(rename = "crate")]
    pub(super) root: Option<RootPath>,
    pub(super) name: Option<Text>,
    pub(super) every: Option<Text>,
    pub(super) cron: Option<Text>,
    pub(super) timezone: Option<Text>,
    pub(super) initial: Option<Initial>,
    pub(super) queue: Option<Text>,
    pub(super) timeout: Option<Time>,
}

/// `initial = 0`: any expression.
#[derive(Clone, Debug)]
pub(super) struct Initial(pub(super) Expr);

impl FromMeta for Initial {
    fn from_meta(item: &Meta) -> Result<Self> {
        value_of(item, " = 0").map(|value| Self(value.clone()))
    }
}

pub(super) fn read(options: TokenStream) -> Result<TaskAttrs> {
    let list = NestedMeta::parse_meta_list(options).map_err(Error::from)?;
    TaskAttrs::from_list(&list)
}
