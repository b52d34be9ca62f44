//! `#[chore]`: a function with a form, which people run by hand.

mod attr;
mod expand;
mod inputs;
mod model;
mod source;

use proc_macro2::TokenStream;
use quote::quote;
use syn::ItemFn;

use self::model::ChoreModel;
use crate::{receive, wording::compile_errors};

pub(crate) fn attribute(options: TokenStream, function: TokenStream) -> TokenStream {
    let item: ItemFn = match syn::parse2(function.clone()) {
        Ok(item) => item,
        Err(_) => {
            let message = "`#[chore]` makes a chore of a function: put it on an `async fn`";
            let error = syn::Error::new_spanned(&function, message).into_compile_error();
            return quote!(#function #error);
        }
    };
    let (attrs, misread) = receive::options(options.clone());
    match ChoreModel::new(attrs, &item, misread) {
        Ok(model) => expand::chore(&model, &item, &source::text(&options, &function)),
        Err(errors) => {
            // The function as it is, so that one mistake is not a page of others.
            let errors = compile_errors(errors);
            let item = inputs::without_marks(item);
            quote!(#item #errors)
        }
    }
}
