//! `#[derive(AdminChoice)]`: a unit enum as the value of a field.

mod attr;
mod expand;
mod model;

use proc_macro2::TokenStream;
use syn::DeriveInput;

use self::{attr::ChoiceAttrs, model::ChoiceModel};
use crate::{receive, wording::compile_errors};

pub(crate) fn derive(input: TokenStream) -> TokenStream {
    let input: DeriveInput = match syn::parse2(input) {
        Ok(input) => input,
        Err(error) => return error.into_compile_error(),
    };
    match receive::all::<ChoiceAttrs, _>(&input, ChoiceModel::new) {
        Ok(model) => expand::choice(&model),
        Err(errors) => expand::stub(&input, &compile_errors(errors)),
    }
}
