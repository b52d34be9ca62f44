//! Checked fields as tokens. Nothing here can fail.

use proc_macro2::TokenStream;
use quote::{format_ident, quote, quote_spanned};
use syn::{DeriveInput, spanned::Spanned};

use super::model::FieldsModel;
use crate::{
    admin_resource::{FieldModel, field_meta, layout_meta, named, typed_names},
    shape,
    span::{at, local},
    words::plain,
};

/// The whole expansion.
pub(crate) fn fields(model: &FieldsModel) -> TokenStream {
    let FieldsModel { ident, root, singular, fields, skipped, .. } = model;
    let handles = format_ident!("FieldsOf{}", ident, span = at(ident.span()));
    let typed = fields.iter().map(|field| (&field.ident, &field.ty));
    let relations = fields.iter().filter_map(|field| field.relation.as_ref());
    let (fields_type, names) = typed_names(ident, &handles, typed, relations);
    let rust_name = plain(ident);
    let help = model.help.iter().map(|help| quote!(.help(#help)));
    let metas = fields.iter().map(field_meta);
    let layout = layout_meta(&model.layout);
    let record = local("record");
    let read = fields.iter().map(|FieldModel { ident, name, ty, .. }| {
        let span = at(ty.span());
        quote_spanned!(span=> #ident: _kaffy::read::<#ty>(#record, #name)?)
    });
    let skipped = skipped.iter().map(|ident| {
        let span = at(ident.span());
        quote_spanned!(span=> #ident: _kaffy::Default::default())
    });
    let written = fields.iter().map(|FieldModel { ident, ty, .. }| {
        // `self` is that of the function around it, not one of the span of the type.
        let (span, own) = (at(ty.span()), quote!(self));
        quote_spanned!(span=> <#ty as _kaffy::FieldType>::to_value(&#own.#ident))
    });
    let checks = model.checks.iter().map(|check| check.tokens(ident));
    quote! {
        #[doc(hidden)]
        const _: () = {
            use #root::__private as _kaffy;
            #fields_type
            #[automatically_derived]
            impl _kaffy::AdminFields for #ident {
                type Fields = #handles;
                const FIELDS: #handles = #names;
                const META: &'static _kaffy::ResourceMeta =
                    &_kaffy::ResourceMeta::new(#rust_name, _kaffy::TableMeta::new(""))
                        .names(#singular, #singular)
                        #(#help)*
                        .fields(&[#(#metas),*])
                        #layout;
                fn from_record(#record: &_kaffy::Record) -> _kaffy::Result<Self, _kaffy::RecordError> {
                    _kaffy::Result::Ok(Self {
                        #(#read,)*
                        #(#skipped,)*
                    })
                }
                fn to_values(&self) -> _kaffy::Vec<_kaffy::Value> {
                    _kaffy::Vec::from([#(#written,)*])
                }
            }
            #(#checks)*
        };
    }
}

/// Beside errors: the trait without content, so that one mistake is not a page of others.
pub(super) fn stub(input: &DeriveInput, errors: &TokenStream) -> TokenStream {
    let ident = &input.ident;
    if !input.generics.params.is_empty() {
        return errors.clone();
    }
    let handles = format_ident!("FieldsOf{}", ident);
    let (fields_type, names) = typed_names(ident, &handles, named(input).into_iter(), [].into_iter());
    let root = shape::root_of(&input.attrs);
    quote! {
        #errors
        #[doc(hidden)]
        const _: () = {
            use #root::__private as _kaffy;
            #fields_type
            #[automatically_derived]
            impl _kaffy::AdminFields for #ident {
                type Fields = #handles;
                const FIELDS: #handles = #names;
                const META: &'static _kaffy::ResourceMeta = &_kaffy::ResourceMeta::new("", _kaffy::TableMeta::new(""));
                fn from_record(_: &_kaffy::Record) -> _kaffy::Result<Self, _kaffy::RecordError> {
                    loop {}
                }
                fn to_values(&self) -> _kaffy::Vec<_kaffy::Value> {
                    loop {}
                }
            }
        };
    }
}
