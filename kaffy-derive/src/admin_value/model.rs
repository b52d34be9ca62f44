//! What the attributes of a newtype mean. Every rule lives here.

use darling::{Error, Result, ast::Data};
use proc_macro2::{Ident, TokenStream};
use syn::{Path, Type};

use super::attr::ValueAttrs;
use crate::shape;

/// A checked newtype.
#[derive(Debug)]
pub(super) struct ValueModel {
    pub(super) ident: Ident,
    pub(super) root: TokenStream,
    pub(super) inner: Type,
    pub(super) validate: Option<Path>,
}

impl ValueModel {
    pub(super) fn new(attrs: ValueAttrs) -> Result<Self> {
        let mut errors = Error::accumulator();
        errors.handle(shape::reject_generics(&attrs.generics, "a value has one kind"));
        let Some(inner) = errors.handle(inner(&attrs)) else {
            return Err(errors.finish().err().unwrap_or_else(|| Error::custom("expected a newtype")));
        };
        errors.finish_with(Self {
            root: shape::root(attrs.root.as_ref()),
            inner,
            validate: attrs.validate.map(|path| path.0),
            ident: attrs.ident,
        })
    }
}

/// The type between the parentheses.
fn inner(attrs: &ValueAttrs) -> Result<Type> {
    let wrong = |message: &str| Err(Error::custom(message).with_span(&attrs.ident));
    let fields = match &attrs.data {
        Data::Enum(_) => return wrong("an enum is not a newtype; for a unit enum derive `AdminChoice`"),
        Data::Struct(fields) => &fields.fields,
    };
    match fields.as_slice() {
        [] => wrong("this struct holds nothing; a newtype is `struct Name(Inner);`"),
        [field] if field.ident.is_some() => wrong("a newtype has no field names; write `struct Name(Inner);`"),
        [field] => Ok(field.ty.clone()),
        _ => wrong("a newtype wraps one value; for several columns derive `AdminResource`, for JSON use `Json<T>`"),
    }
}
