//! `#[job_handler]`: a job of a function.

mod attr;
mod expand;
mod model;

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::ItemFn;

use self::model::JobModel;
use crate::{receive, wording::compile_errors};

pub(crate) fn attribute(options: TokenStream, function: TokenStream) -> TokenStream {
    let item: ItemFn = match syn::parse2(function.clone()) {
        Ok(item) => item,
        Err(_) => {
            let message = "`#[job_handler]` makes a job of a function: put it on an `async fn`";
            let error = syn::Error::new_spanned(&function, message).into_compile_error();
            return quote!(#function #error);
        }
    };
    let (attrs, misread) = receive::options(options);
    match JobModel::new(attrs, &item, misread) {
        Ok(model) => expand::job(&model, &item),
        Err(errors) => {
            // The function as it is, so that one mistake is not a page of others.
            let errors = compile_errors(errors);
            let item = model::without_marks(item).into_token_stream();
            quote!(#item #errors)
        }
    }
}
