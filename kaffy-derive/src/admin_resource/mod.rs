//! `#[derive(AdminResource)]`: from a struct and its attributes to metadata.

mod attr;
mod check;
mod expand;
mod model;

use proc_macro2::TokenStream;
use syn::DeriveInput;

use self::{attr::ResourceAttrs, model::ResourceModel};
use crate::{receive, wording::compile_errors};

pub(crate) fn derive(input: TokenStream) -> TokenStream {
    let input: DeriveInput = match syn::parse2(input) {
        Ok(input) => input,
        Err(error) => return error.into_compile_error(),
    };
    match receive::all::<ResourceAttrs, _>(&input, ResourceModel::new) {
        Ok(model) => expand::resource(&model),
        Err(errors) => expand::stub(&input, &compile_errors(errors)),
    }
}
