//! What a person may write on a newtype. No rules here.

use darling::{FromDeriveInput, FromField, ast::Data, util::Ignored};
use syn::{Generics, Ident, Type};

use crate::syntax::RootPath;

#[derive(Debug, FromDeriveInput)]
#[darling(attributes(admin))]
pub(super) struct ValueAttrs {
    pub(super) ident: Ident,
    pub(super) generics: Generics,
    pub(super) data: Data<Ignored, InnerAttrs>,

    #[darling(rename = "crate")]
    pub(super) root: Option<RootPath>,
    pub(super) validate: Option<RootPath>,
}

#[derive(Debug, FromField)]
#[darling(attributes(admin))]
pub(super) struct InnerAttrs {
    pub(super) ident: Option<Ident>,
    pub(super) ty: Type,
}
