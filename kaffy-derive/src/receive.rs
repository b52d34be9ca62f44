//! Attributes into a checked model, with every mistake of both steps.
//!
//! darling gives nothing back when one option is wrong. The rules have something to say about the
//! others all the same, so they get a second look at what darling did understand.

use darling::{Error, FromDeriveInput, FromMeta, Result, ast::NestedMeta};
use proc_macro2::TokenStream;
use quote::quote;
use syn::{Attribute, Data, DeriveInput, Fields, Meta, parse_quote};

/// Reads `input` and checks it with `rules`.
pub(crate) fn all<A: FromDeriveInput, M>(input: &DeriveInput, rules: impl Fn(A) -> Result<M>) -> Result<M> {
    if let Data::Union(data) = &input.data {
        return Err(Error::custom("a union cannot be read from a database; use a struct").with_span(&data.union_token));
    }
    let mut errors = Error::accumulator();
    for attr in places(input).into_iter().flatten().filter(|attr| is_bare(attr)) {
        errors
            .push(Error::custom("`#[admin]` says nothing without options; write `#[admin(…)]`").with_span(attr.path()));
    }
    match A::from_derive_input(input) {
        Ok(attrs) => {
            let model = errors.handle(rules(attrs));
            errors.finish()?;
            return model.ok_or_else(unread);
        }
        Err(misread) => errors.push(misread),
    }
    if let Ok(attrs) = A::from_derive_input(&understood::<A>(input)) {
        errors.handle(rules(attrs));
    }
    errors.finish()?;
    Err(unread())
}

/// What was understood of the options of a function, and what was not. The rules have something to say about what was.
pub(crate) fn options<A: FromMeta + Default>(options: TokenStream) -> (A, Option<Error>) {
    let list = match NestedMeta::parse_meta_list(options) {
        Ok(list) => list,
        Err(error) => return (A::default(), Some(error.into())),
    };
    let misread = match A::from_list(&list) {
        Ok(attrs) => return (attrs, None),
        Err(misread) => misread,
    };
    let understood = list.into_iter().filter(|option| A::from_list(std::slice::from_ref(option)).is_ok());
    let mut kept: Vec<NestedMeta> = Vec::new();
    for option in understood {
        kept.push(option);
        if A::from_list(&kept).is_err() {
            kept.pop();
        }
    }
    (A::from_list(&kept).unwrap_or_default(), Some(misread))
}

/// Never said: without a model there is an error already.
fn unread() -> Error {
    Error::custom("the attributes could not be read")
}

fn is_bare(attr: &Attribute) -> bool {
    matches!(&attr.meta, Meta::Path(path) if path.is_ident("admin"))
}

/// The input with only those options that can be read by themselves.
fn understood<A: FromDeriveInput>(input: &DeriveInput) -> DeriveInput {
    let mut kept = without_options(input);
    for at in 0..places(input).len() {
        for option in written(places(input)[at]) {
            let mut alone = without_options(input);
            push(places_mut(&mut alone).swap_remove(at), &option);
            let mut with = kept.clone();
            push(places_mut(&mut with).swap_remove(at), &option);
            if A::from_derive_input(&alone).is_ok() && A::from_derive_input(&with).is_ok() {
                kept = with;
            }
        }
    }
    kept
}

/// The attributes of the item, its fields and its variants, in a fixed order.
fn places(input: &DeriveInput) -> Vec<&Vec<Attribute>> {
    let mut places = vec![&input.attrs];
    match &input.data {
        Data::Struct(data) => places.extend(data.fields.iter().map(|field| &field.attrs)),
        Data::Enum(data) => places.extend(data.variants.iter().map(|variant| &variant.attrs)),
        _ => {}
    }
    places
}

fn places_mut(input: &mut DeriveInput) -> Vec<&mut Vec<Attribute>> {
    let mut places = vec![&mut input.attrs];
    match &mut input.data {
        Data::Struct(data) => places.extend(fields_mut(&mut data.fields)),
        Data::Enum(data) => places.extend(data.variants.iter_mut().map(|variant| &mut variant.attrs)),
        _ => {}
    }
    places
}

fn fields_mut(fields: &mut Fields) -> impl Iterator<Item = &mut Vec<Attribute>> {
    fields.iter_mut().map(|field| &mut field.attrs)
}

fn without_options(input: &DeriveInput) -> DeriveInput {
    let mut bare = input.clone();
    for attrs in places_mut(&mut bare) {
        attrs.retain(|attr| !attr.path().is_ident("admin"));
    }
    bare
}

fn written(attrs: &[Attribute]) -> Vec<TokenStream> {
    let lists = attrs.iter().filter(|attr| attr.path().is_ident("admin")).filter_map(|attr| match &attr.meta {
        Meta::List(list) => NestedMeta::parse_meta_list(list.tokens.clone()).ok(),
        _ => None,
    });
    lists.flatten().map(|option| quote!(#option)).collect()
}

fn push(attrs: &mut Vec<Attribute>, option: &TokenStream) {
    attrs.push(parse_quote!(#[admin(#option)]));
}
