//! What a person may write in `#[chore(…)]`. No rules here.

use darling::{Error, FromMeta, Result};
use syn::{LitStr, Meta, Token, punctuated::Punctuated};

use crate::syntax::{Count, RestrictionWord, RootPath, Text, Time, Word, expected};

#[derive(Debug, Default, FromMeta)]
pub(super) struct ChoreAttrs {
    #[darling(rename = "crate")]
    pub(super) root: Option<RootPath>,
    pub(super) restriction: Option<RestrictionWord>,
    pub(super) queue: Option<Text>,
    pub(super) timeout: Option<Time>,
    pub(super) requires: Option<Roles>,
    pub(super) title: Option<Text>,
    pub(super) approvals: Option<Count>,
    pub(super) dry_run: Word,
    pub(super) resumable: Word,
    pub(super) available: Option<RootPath>,
    pub(super) ended: Option<RootPath>,
}

/// `requires = "manager"`, `requires("manager", "owner")`.
#[derive(Clone, Debug)]
pub(super) struct Roles(pub(super) Vec<LitStr>);

impl FromMeta for Roles {
    fn from_meta(item: &Meta) -> Result<Self> {
        let wrong = || expected("requires", " = \"role\"` or `requires(\"role\", \"role\")", item);
        match item {
            Meta::NameValue(pair) => {
                Ok(Self(vec![syn::parse2(quote::ToTokens::to_token_stream(&pair.value)).map_err(|_| {
                    Error::custom("`requires` takes the name of a role, in quotes").with_span(&pair.value)
                })?]))
            }
            Meta::List(list) => {
                let roles = list.parse_args_with(Punctuated::<LitStr, Token![,]>::parse_terminated);
                let roles: Vec<_> = roles.map_err(|_| wrong())?.into_iter().collect();
                if roles.is_empty() { Err(wrong()) } else { Ok(Self(roles)) }
            }
            Meta::Path(_) => Err(wrong()),
        }
    }
}
