//! A checked enum as tokens. Nothing here can fail.

use proc_macro2::TokenStream;
use quote::quote;
use syn::DeriveInput;

use super::model::{ChoiceModel, StoredValue, VariantModel};
use crate::{shape, syntax::Stored, words::plain};

pub(super) fn choice(model: &ChoiceModel) -> TokenStream {
    let ChoiceModel { ident, root, storage, variants } = model;
    let name = plain(ident);
    let storage = match storage {
        Stored::Text => quote!(Text),
        Stored::Integer => quote!(Integer),
        Stored::Native(name) => quote!(Native(#name)),
    };
    let described = variants.iter().map(variant_meta);
    let index_of =
        variants.iter().enumerate().map(|(index, VariantModel { ident, .. })| quote!(Self::#ident => #index));
    let variant_at = variants.iter().map(|VariantModel { ident, .. }| quote!(Self::#ident));
    quote! {
        #[doc(hidden)]
        const _: () = {
            use #root::__private as _kaffy;
            #[automatically_derived]
            impl _kaffy::FieldType for #ident {
                const TYPE: _kaffy::TypeMeta = _kaffy::TypeMeta::new(_kaffy::Kind::Choice(&_kaffy::ChoiceMeta::new(
                    #name,
                    _kaffy::ChoiceStorage::#storage,
                    &[#(#described),*],
                )));
                fn to_value(&self) -> _kaffy::Value {
                    _kaffy::variant_value(&Self::TYPE, match self { #(#index_of,)* })
                }
                fn from_value(value: _kaffy::Value) -> _kaffy::Result<Self, _kaffy::ValueError> {
                    _kaffy::variant_of(&Self::TYPE, &value, [#(#variant_at),*])
                }
            }
            #[automatically_derived]
            impl _kaffy::ListItem for #ident {}
        };
    }
}

fn variant_meta(variant: &VariantModel) -> TokenStream {
    let VariantModel { ident, key, label, value, .. } = variant;
    let value = match value {
        StoredValue::Text(text) => quote!(Text(#text)),
        StoredValue::Integer(number) => quote!(Integer(#number)),
        StoredValue::Discriminant => quote!(Integer(Self::#ident as _kaffy::i64)),
    };
    quote!(_kaffy::VariantMeta::new(#key, #label, _kaffy::ChoiceValue::#value))
}

/// Beside errors: the trait without content, so that one mistake is not a page of others.
pub(super) fn stub(input: &DeriveInput, errors: &TokenStream) -> TokenStream {
    shape::field_type_stub(input, errors)
}
