//! Rules about the item itself that the derives share.

use darling::{Error, FromMeta, Result, ast::NestedMeta};
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Attribute, DeriveInput, Generics, Meta};

use crate::syntax::RootPath;

/// No type parameters, lifetimes or `where`; `because` says why.
pub(crate) fn reject_generics(generics: &Generics, because: &str) -> Result<()> {
    match generics.params.first() {
        None => Ok(()),
        Some(parameter) => {
            let message = format!("{because}, so it cannot be generic; derive on a type without parameters");
            Err(Error::custom(message).with_span(parameter))
        }
    }
}

/// Where the crate's own names are: `::kaffy`, unless `crate = …` says otherwise.
pub(crate) fn root(path: Option<&RootPath>) -> TokenStream {
    path.map_or_else(|| quote!(::kaffy), |path| path.0.to_token_stream())
}

/// [`root`], for a stub: as far as it can be read.
pub(crate) fn root_of(attrs: &[Attribute]) -> TokenStream {
    let options = attrs.iter().filter(|attr| attr.path().is_ident("admin")).filter_map(|attr| match &attr.meta {
        Meta::List(list) => NestedMeta::parse_meta_list(list.tokens.clone()).ok(),
        _ => None,
    });
    let path = options.flatten().find_map(|option| match option {
        NestedMeta::Meta(meta) if meta.path().is_ident("crate") => RootPath::from_meta(&meta).ok(),
        _ => None,
    });
    root(path.as_ref())
}

/// Beside errors: `FieldType` without content, so that one mistake is not a page of others.
pub(crate) fn field_type_stub(input: &DeriveInput, errors: &TokenStream) -> TokenStream {
    if !input.generics.params.is_empty() {
        return errors.clone();
    }
    let ident = &input.ident;
    let root = root_of(&input.attrs);
    quote! {
        #errors
        #[doc(hidden)]
        const _: () = {
            use #root::__private as _kaffy;
            #[automatically_derived]
            impl _kaffy::FieldType for #ident {
                const TYPE: _kaffy::TypeMeta = _kaffy::TypeMeta::new(_kaffy::Kind::Text);
                fn to_value(&self) -> _kaffy::Value {
                    loop {}
                }
                fn from_value(_: _kaffy::Value) -> _kaffy::Result<Self, _kaffy::ValueError> {
                    loop {}
                }
            }
            #[automatically_derived]
            impl _kaffy::ListItem for #ident {}
        };
    }
}
