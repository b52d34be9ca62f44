//! Tokens that the macros of functions share: the call of the function, and what metadata say of it.

use std::time::Duration;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::Type;

use crate::{
    function::{Takes, span_of},
    span::at,
};

/// The call of the function inside of a method of what it was given; `around` takes a value of a type from what
/// surrounds it.
pub(crate) fn call(
    ident: &Ident,
    takes: &[Takes],
    output: &Type,
    around: impl Fn(Span, &Type) -> TokenStream,
) -> TokenStream {
    let taken = takes.iter().map(|takes| match takes {
        // `self` is that of the function around it, not one of the span of the type.
        Takes::Stored(name, _) => {
            let own = quote!(self);
            quote!(#own.#name)
        }
        Takes::Around(ty) => around(at(span_of(ty)), ty),
    });
    quote_spanned!(at(span_of(output))=> #ident(#(#taken),*).await)
}

/// What the application has to provide, where that is anything.
pub(crate) fn needs(takes: &[Takes]) -> Option<TokenStream> {
    let needs: Vec<_> = takes
        .iter()
        .filter_map(Takes::needed)
        .map(|ty| {
            let (span, name) = (at(span_of(ty)), format!("Data<{}>", ty.to_token_stream()));
            quote_spanned!(span=> _kaffy::Need::of::<#ty>(#name))
        })
        .collect();
    (!needs.is_empty()).then(|| quote!(.needs(&[#(#needs),*])))
}

/// A time, to the millisecond.
pub(crate) fn millis(time: Duration) -> TokenStream {
    let millis = u64::try_from(time.as_millis()).unwrap_or(u64::MAX);
    quote!(_kaffy::Duration::from_millis(#millis))
}
