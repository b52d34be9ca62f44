//! `#[derive(AdminFields)]`: a struct that a form fills in without being a table.
//!
//! Its fields are those of a resource, so their options, rules and metadata are too.

mod attr;
mod expand;
mod model;

use proc_macro2::TokenStream;
use syn::DeriveInput;

use self::{attr::FieldsAttrs, model::FieldsModel};
use crate::{receive, wording::compile_errors};

pub(crate) fn derive(input: TokenStream) -> TokenStream {
    let input: DeriveInput = match syn::parse2(input) {
        Ok(input) => input,
        Err(error) => return error.into_compile_error(),
    };
    match receive::all::<FieldsAttrs, _>(&input, FieldsModel::new) {
        Ok(model) => expand::fields(&model),
        Err(errors) => expand::stub(&input, &compile_errors(errors)),
    }
}
