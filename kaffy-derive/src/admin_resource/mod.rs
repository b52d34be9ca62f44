//! `#[derive(AdminResource)]`: from a struct and its attributes to metadata.

mod attr;
mod check;
mod expand;
mod model;

use proc_macro2::TokenStream;
use syn::DeriveInput;

/// What `AdminFields` shares: a field is a field, with a table or without.
pub(crate) use self::{
    attr::{FieldAttrs, ResourceAttrs},
    check::Check,
    expand::{field_meta, layout_meta, named, typed_names},
    model::{FieldModel, LayoutModel, Names, alone, named_fields, others},
};

use self::model::ResourceModel;
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
