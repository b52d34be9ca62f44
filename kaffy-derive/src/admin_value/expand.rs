//! A checked newtype as tokens. Nothing here can fail.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::{DeriveInput, spanned::Spanned};

use super::model::ValueModel;
use crate::{
    shape,
    span::{at, local},
};

pub(super) fn value(model: &ValueModel) -> TokenStream {
    let ValueModel { ident, root, inner, validate } = model;
    let inner_type = {
        let span = at(inner.span());
        quote_spanned!(span=> <#inner as _kaffy::FieldType>)
    };
    let inner_value = local("inner");
    let accepts = validate.as_ref().map(|path| {
        let span = at(path.span());
        let asked = quote_spanned!(span=> #path(#inner_value));
        quote! {
            fn __accepts(#inner_value: &#inner) -> _kaffy::Result<(), _kaffy::String> {
                _kaffy::in_words(#asked)
            }
        }
    });
    let check = validate.as_ref().map(|_| quote!(.check(|value| __accepts(&_kaffy::checked_inner::<#inner>(value)?))));
    let refuse = validate.as_ref().map(|_| quote!(__accepts(&inner).map_err(_kaffy::ValueError::new)?;));
    quote! {
        #[doc(hidden)]
        const _: () = {
            use #root::__private as _kaffy;
            #accepts
            #[automatically_derived]
            impl _kaffy::FieldType for #ident {
                const TYPE: _kaffy::TypeMeta = #inner_type::TYPE #check;
                fn to_value(&self) -> _kaffy::Value {
                    #inner_type::to_value(&self.0)
                }
                fn from_value(value: _kaffy::Value) -> _kaffy::Result<Self, _kaffy::ValueError> {
                    let inner = #inner_type::from_value(value)?;
                    #refuse
                    _kaffy::Result::Ok(Self(inner))
                }
            }
            #[automatically_derived]
            impl _kaffy::ListItem for #ident {}
        };
    }
}

/// Beside errors: the trait without content, so that one mistake is not a page of others.
pub(super) fn stub(input: &DeriveInput, errors: &TokenStream) -> TokenStream {
    shape::field_type_stub(input, errors)
}
