//! Paths over relations, as far as the struct itself can answer.
//!
//! The first name is looked up here; the others are left to the compiler, as typed code.

use darling::{Error, Result};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::names::{NamedField, Names};
use crate::{
    span::{local, local_at},
    syntax::DotPath,
    words::plain,
};

/// A path that can be written down: `category.name`, or a field of the resource.
#[derive(Clone, Debug)]
pub(crate) struct PathModel {
    pub(crate) relations: Vec<Ident>,
    pub(crate) field: Ident,
}

impl PathModel {
    /// The dotted name, as it stands in addresses.
    pub(crate) fn name(&self) -> String {
        self.relations.iter().chain([&self.field]).map(plain).collect::<Vec<_>>().join(".")
    }

    /// Statements that bind the `Field<_, _>` at the end to `path`; a wrong name is an error under that
    /// name. One step each, since the span of an expression is that of its parts.
    pub(crate) fn bind(&self, resource: &Ident, path: &Ident) -> TokenStream {
        let (fields, relation) = (local("fields"), local("relation"));
        let steps = self.relations.iter().map(|name| {
            let followed = local_at("relation", name.span());
            quote! {
                let #relation = #fields.#name;
                let #fields = _kaffy::follow(#followed);
            }
        });
        let last = &self.field;
        quote! {
            let #fields = <#resource as _kaffy::AdminResource>::FIELDS;
            #(#steps)*
            let #path = #fields.#last;
        }
    }
}

/// What a path of an option turned out to be.
pub(super) enum Found<'n, 'a> {
    /// A field of the struct itself.
    Own(&'n NamedField<'a>),
    /// The field behind a relation that was named by itself.
    Relation(&'n NamedField<'a>),
    /// Over a relation.
    Over(PathModel),
}

impl<'a> Names<'a> {
    /// Looks up the first name of a path.
    pub(super) fn path(&self, path: &DotPath) -> Result<Found<'_, 'a>> {
        let [first, rest @ ..] = path.0.as_slice() else { return Err(Error::custom("expected the name of a field")) };
        let Some((field, relations)) = rest.split_last() else {
            return match self.relation(first) {
                Some(field) if self.field(first).is_none() => Ok(Found::Relation(field)),
                _ => self.usable_field(first).map(Found::Own),
            };
        };
        if self.relation(first).is_none() {
            return Err(match self.field(first).map(|field| (field, &field.relation)) {
                Some((own, Some(relation))) => {
                    let message = format!("`{}` is a field; its relation is called `{}`", own.name, relation.name);
                    Error::custom(message).with_span(first)
                }
                Some((own, None)) => {
                    let message = format!("`{}` is not a relation; only a field with `belongs_to` makes one", own.name);
                    Error::custom(message).with_span(first)
                }
                None => self.unknown(first),
            });
        }
        let relations = [first].into_iter().chain(relations).cloned().collect();
        Ok(Found::Over(PathModel { relations, field: field.clone() }))
    }

    /// Looks up a name where only a field of the struct itself will do.
    pub(super) fn own(&self, path: &DotPath, option: &str) -> Result<&NamedField<'a>> {
        match self.path(path)? {
            Found::Own(field) => Ok(field),
            Found::Relation(field) => {
                let message = format!("`{option}` names fields, and this is a relation; its field is `{}`", field.name);
                Err(spanned(message, path))
            }
            Found::Over(_) => {
                Err(spanned(format!("`{option}` takes fields of the struct itself, not of a relation"), path))
            }
        }
    }
}

/// An error under the first name of a path.
pub(super) fn spanned(message: impl std::fmt::Display, path: &DotPath) -> Error {
    match path.0.first() {
        Some(first) => Error::custom(message).with_span(first),
        None => Error::custom(message),
    }
}
