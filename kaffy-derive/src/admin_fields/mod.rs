//! `#[derive(AdminFields)]`: a struct that a form fills in without being a table.
//!
//! Its fields are those of a resource, so their options, rules and metadata are too.

mod attr;
mod expand;
mod model;

use proc_macro2::TokenStream;
use syn::DeriveInput;

use self::attr::FieldsAttrs;
pub(crate) use self::{expand::fields, model::FieldsModel};
use crate::{receive, wording::compile_errors};

pub(crate) fn derive(input: TokenStream) -> TokenStream {
    let input: DeriveInput = match syn::parse2(input) {
        Ok(input) => input,
        Err(error) => return error.into_compile_error(),
    };
    match read(&input) {
        Ok(model) => fields(&model),
        Err(errors) => expand::stub(&input, &compile_errors(errors)),
    }
}

/// The checked fields of a struct.
pub(crate) fn read(input: &DeriveInput) -> darling::Result<FieldsModel> {
    receive::all::<FieldsAttrs, _>(input, FieldsModel::new)
}
