//! `#[scheduled_task]`: a function that runs again and again, and is given what it returned last.

mod attr;
mod expand;
mod model;

use proc_macro2::TokenStream;
use quote::quote;
use syn::ItemFn;

use self::model::TaskModel;
use crate::wording::compile_errors;

pub(crate) fn attribute(options: TokenStream, function: TokenStream) -> TokenStream {
    let item: ItemFn = match syn::parse2(function.clone()) {
        Ok(item) => item,
        Err(_) => {
            let message = "`#[scheduled_task]` makes a task of a function: put it on an `async fn`";
            let error = syn::Error::new_spanned(&function, message).into_compile_error();
            return quote!(#function #error);
        }
    };
    match attr::read(options).and_then(|attrs| TaskModel::new(attrs, &item)) {
        Ok(model) => expand::task(&model, &item),
        Err(errors) => {
            let errors = compile_errors(errors);
            quote!(#item #errors)
        }
    }
}
