//! `#[derive(AdminValue)]`: a newtype as the value of a field.

mod attr;
mod expand;
mod model;

use proc_macro2::TokenStream;
use syn::DeriveInput;

use self::{attr::ValueAttrs, model::ValueModel};
use crate::{receive, wording::compile_errors};

pub(crate) fn derive(input: TokenStream) -> TokenStream {
    let input: DeriveInput = match syn::parse2(input) {
        Ok(input) => input,
        Err(error) => return error.into_compile_error(),
    };
    match receive::all::<ValueAttrs, _>(&input, ValueModel::new) {
        Ok(model) => expand::value(&model),
        Err(errors) => expand::stub(&input, &compile_errors(errors)),
    }
}
