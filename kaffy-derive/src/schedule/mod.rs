//! `#[schedule]`: when a job runs by itself. `#[job_handler]` reads it; standing alone it says where it belongs.

mod attr;
mod expand;
mod model;

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{ItemFn, Meta, parse_quote};

pub(crate) use self::{
    attr::{ScheduleAttrs, all, is_schedule},
    expand::{meta, warnings},
    model::ScheduleModel,
};

/// Written above `#[job_handler]`, it is put below. Without one it does nothing, and says so.
pub(crate) fn attribute(options: TokenStream, function: TokenStream) -> TokenStream {
    let is_handler =
        |attr: &syn::Attribute| attr.path().segments.last().is_some_and(|last| last.ident == "job_handler");
    match syn::parse2::<ItemFn>(function.clone()) {
        Ok(mut item) if item.attrs.iter().any(is_handler) => {
            let meta: Meta = if options.is_empty() { parse_quote!(schedule) } else { parse_quote!(schedule(#options)) };
            item.attrs.push(parse_quote!(#[#meta]));
            item.into_token_stream()
        }
        _ => {
            let message = "`#[schedule]` says when a job runs: put it on an `async fn` with `#[job_handler]`";
            let error = syn::Error::new(proc_macro2::Span::call_site(), message).into_compile_error();
            quote!(#function #error)
        }
    }
}
