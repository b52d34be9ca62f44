//! What a person may write on an enum and its variants. No rules here.

use darling::{
    FromDeriveInput, FromVariant,
    ast::{Data, Fields},
    util::Ignored,
};
use syn::{Expr, Generics, Ident};

use crate::syntax::{ChoiceStorage, Literal, Rename, RootPath, Text};

#[derive(Debug, FromDeriveInput)]
#[darling(attributes(admin))]
pub(super) struct ChoiceAttrs {
    pub(super) ident: Ident,
    pub(super) generics: Generics,
    pub(super) data: Data<VariantAttrs, Ignored>,

    #[darling(rename = "crate")]
    pub(super) root: Option<RootPath>,
    pub(super) storage: Option<ChoiceStorage>,
    pub(super) rename_all: Option<Rename>,
}

#[derive(Debug, FromVariant)]
#[darling(attributes(admin))]
pub(super) struct VariantAttrs {
    pub(super) ident: Ident,
    pub(super) fields: Fields<Ignored>,
    pub(super) discriminant: Option<Expr>,

    pub(super) label: Option<Text>,
    pub(super) value: Option<Literal>,
    pub(super) order: Option<Literal>,
}
