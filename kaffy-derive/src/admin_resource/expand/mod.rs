//! A checked resource as tokens. Nothing here can fail.

mod field_meta;
mod inlines;
mod resource_meta;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::{Data, DeriveInput, Fields, Type, spanned::Spanned};

pub(crate) use self::{field_meta::field_meta, resource_meta::layout_meta};

use self::resource_meta::resource_meta;
use super::model::{FieldModel, RelationModel, ResourceModel};
use crate::{
    shape,
    span::{at, local},
    words::plain,
};

/// The whole expansion. The closure in it reads each field, as the admin does in ways that the
/// compiler's search for dead code cannot follow.
pub(super) fn resource(model: &ResourceModel) -> TokenStream {
    let ResourceModel { ident, root, fields, skipped, .. } = model;
    let handles = format_ident!("FieldsOf{}", ident);
    let typed = fields.iter().map(|field| (&field.ident, &field.ty));
    let relations = fields.iter().filter_map(|field| field.relation.as_ref());
    let (fields_type, names) = typed_names(ident, &handles, typed, relations);
    let meta = resource_meta(model);
    let record = local("record");
    let read = fields.iter().map(|FieldModel { ident, name, ty, .. }| {
        let span = at(ty.span());
        quote_spanned!(span=> #ident: _kaffy::read::<#ty>(#record, #name)?)
    });
    let skipped = skipped.iter().map(|ident| {
        let span = at(ident.span());
        quote_spanned!(span=> #ident: _kaffy::Default::default())
    });
    let read_once = fields.iter().map(|field| &field.ident);
    let behaviour = model.admin.iter().map(|admin| {
        let span = at(admin.span());
        let behaviour = quote_spanned!(span=> _kaffy::Behaviour::about::<#ident, _>(#admin));
        quote! {
            fn behaviour() -> _kaffy::Option<_kaffy::Behaviour> {
                _kaffy::Option::Some(#behaviour)
            }
        }
    });
    let referrers = inlines::referrers(ident, fields);
    let inline_checks = inlines::inline_checks(ident, &model.inlines);
    let many_checks = inlines::many_checks(ident, &model.links);
    let checks = model.checks.iter().map(|check| check.tokens(ident));
    quote! {
        #[doc(hidden)]
        const _: () = {
            use #root::__private as _kaffy;
            #fields_type
            #[automatically_derived]
            impl _kaffy::AdminResource for #ident {
                type Fields = #handles;
                const FIELDS: #handles = #names;
                const META: &'static _kaffy::ResourceMeta = &#meta;
                fn from_record(#record: &_kaffy::Record) -> _kaffy::Result<Self, _kaffy::RecordError> {
                    _kaffy::Result::Ok(Self {
                        #(#read,)*
                        #(#skipped,)*
                    })
                }
                #(#behaviour)*
            }
            const _: fn(&#ident) = |#record| { #(let _ = &#record.#read_once;)* };
            #referrers
            #(#checks)*
            #inline_checks
            #many_checks
            _kaffy::submit!(_kaffy::ResourceEntry::of::<#ident>());
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
            impl _kaffy::AdminResource for #ident {
                type Fields = #handles;
                const FIELDS: #handles = #names;
                const META: &'static _kaffy::ResourceMeta = &_kaffy::ResourceMeta::new("", _kaffy::TableMeta::new(""));
                fn from_record(_: &_kaffy::Record) -> _kaffy::Result<Self, _kaffy::RecordError> {
                    loop {}
                }
            }
            #[automatically_derived]
            impl<T, const FIELD: _kaffy::usize> _kaffy::Refers<T, FIELD> for #ident {}
        };
    }
}

/// The named fields of an input that could not be read.
pub(crate) fn named(input: &DeriveInput) -> Vec<(&Ident, &Type)> {
    match &input.data {
        Data::Struct(data) => match &data.fields {
            Fields::Named(named) => {
                named.named.iter().filter_map(|field| Some((field.ident.as_ref()?, &field.ty))).collect()
            }
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}

/// The struct behind `Product::fields()`, and its value.
///
/// Its fields are declared with the spans of the macro: the user's lints have nothing to say about them.
pub(crate) fn typed_names<'a>(
    resource: &Ident,
    handles: &Ident,
    fields: impl Iterator<Item = (&'a Ident, &'a Type)> + Clone,
    relations: impl Iterator<Item = &'a RelationModel> + Clone,
) -> (TokenStream, TokenStream) {
    let declared = fields.clone().map(|(ident, ty)| {
        let ident = quiet(ident);
        quote!(pub #ident: _kaffy::Field<#resource, #ty>)
    });
    let related = relations.clone().map(|RelationModel { ident, target, .. }| {
        let ident = quiet(ident);
        quote!(pub #ident: _kaffy::Relation<#resource, #target>)
    });
    let span = Span::mixed_site();
    let declaration = quote_spanned! {span=>
        #[doc(hidden)]
        #[derive(_kaffy::Clone, _kaffy::Copy)]
        pub struct #handles {
            #(#declared,)*
            #(#related,)*
        }
    };
    let names = fields.map(|(ident, _)| {
        let name = plain(ident);
        quote!(#ident: _kaffy::Field::new(#name))
    });
    let related = relations.map(|RelationModel { ident, name, .. }| quote!(#ident: _kaffy::Relation::new(#name)));
    (declaration, quote!(#handles { #(#names,)* #(#related,)* }))
}

/// The same name, not the user's to be linted.
fn quiet(ident: &Ident) -> Ident {
    let mut ident = ident.clone();
    ident.set_span(at(ident.span()));
    ident
}
