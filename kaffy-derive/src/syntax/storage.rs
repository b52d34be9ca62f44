//! `storage = text | integer | native("pg_type")` of an enum.

use darling::{Error, FromMeta, Result};
use proc_macro2::Span;
use syn::{Expr, ExprLit, Ident, Lit, Meta, spanned::Spanned};

use super::value::value_of;
use crate::nearest::suggest;

/// How an enum is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Stored {
    Text,
    Integer,
    Native(String),
}

/// The same, with its span.
#[derive(Clone, Debug)]
pub(crate) struct ChoiceStorage {
    pub(crate) stored: Stored,
    pub(crate) span: Span,
}

impl FromMeta for ChoiceStorage {
    fn from_meta(item: &Meta) -> Result<Self> {
        let value = value_of(item, " = text")?;
        let span = value.span();
        let word = |expr: &Expr| match expr {
            Expr::Path(path) => path.path.get_ident().map(Ident::to_string),
            _ => None,
        };
        let stored = match value {
            Expr::Call(call) if word(&call.func).as_deref() == Some("native") => match call.args.first() {
                Some(Expr::Lit(ExprLit { lit: Lit::Str(name), .. }))
                    if call.args.len() == 1 && !name.value().is_empty() =>
                {
                    Some(Stored::Native(name.value()))
                }
                _ => None,
            },
            other => match word(other).as_deref() {
                Some("text") => Some(Stored::Text),
                Some("integer") => Some(Stored::Integer),
                Some("native") | None => None,
                Some(wrong) => {
                    let nearest = suggest(wrong, ["text", "integer", "native"]);
                    return Err(Error::custom(format!("`storage` cannot be `{wrong}`{nearest}")).with_span(value));
                }
            },
        };
        let wrong = || {
            let message = "`storage` is `text`, `integer`, or `native(\"pg_type\")` with the name of a PostgreSQL enum";
            Error::custom(message).with_span(value)
        };
        stored.map(|stored| Self { stored, span }).ok_or_else(wrong)
    }
}
