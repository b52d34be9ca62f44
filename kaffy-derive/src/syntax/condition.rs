//! `show_if(kind = Physical)`, `show_if(kind = Physical | Bundle)`, `slug_from = title`, `slug_from(a, b)`.

use darling::{Error, FromMeta, Result};
use heck::ToSnakeCase;
use proc_macro2::Span;
use syn::{
    Expr, Ident, Lit, Meta, Token,
    parse::{Parse, ParseStream},
    spanned::Spanned,
};

use super::{
    literal::LiteralKind,
    names::{DotPath, list_of},
    value::ungrouped,
};
use crate::words::plain;

/// What a field is compared with.
#[derive(Clone, Debug)]
pub(crate) enum Wanted {
    /// A variant of an enum, by its name; a form sends it in snake case.
    Variant { key: String, written: String, span: Span },
    /// A text, a whole number, `true` or `false`.
    Literal { text: String, kind: LiteralKind, span: Span },
}

impl Wanted {
    pub(crate) fn text(&self) -> &str {
        match self {
            Self::Variant { key, .. } => key,
            Self::Literal { text, .. } => text,
        }
    }

    /// As it stands in the condition.
    pub(crate) fn written(&self) -> String {
        match self {
            Self::Variant { written, .. } => format!("`{written}`"),
            Self::Literal { text, kind: LiteralKind::Text, .. } => format!("{text:?}"),
            Self::Literal { text, .. } => format!("`{text}`"),
        }
    }

    pub(crate) fn span(&self) -> Span {
        match self {
            Self::Variant { span, .. } | Self::Literal { span, .. } => *span,
        }
    }
}

impl Parse for Wanted {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        if input.peek(Ident) {
            let variant: Ident = input.parse()?;
            let written = plain(&variant);
            return Ok(Self::Variant { key: written.to_snake_case(), written, span: variant.span() });
        }
        let lit: Lit = input.parse().map_err(|error| {
            syn::Error::new(error.span(), "expected a variant, a text in quotes, a whole number, `true` or `false`")
        })?;
        let span = lit.span();
        let (text, kind) = match &lit {
            Lit::Str(text) => (text.value(), LiteralKind::Text),
            Lit::Int(number) => (number.base10_digits().to_owned(), LiteralKind::Integer),
            Lit::Bool(flag) => (flag.value.to_string(), LiteralKind::Bool),
            _ => {
                return Err(syn::Error::new(
                    span,
                    "a condition compares with a variant, a text, a whole number or a boolean",
                ));
            }
        };
        Ok(Self::Literal { text, kind, span })
    }
}

/// The whole of `show_if(…)`.
#[derive(Clone, Debug)]
pub(crate) struct ShowIf {
    pub(crate) field: DotPath,
    pub(crate) wanted: Vec<Wanted>,
    pub(crate) option: Span,
}

struct Condition(DotPath, Vec<Wanted>);

impl Parse for Condition {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let field: DotPath = input.parse()?;
        if input.peek(Token![==]) {
            return Err(input.error("write one `=`: `show_if(kind = Physical)`"));
        }
        let end = field.0.last().map_or_else(|| input.span(), Ident::span);
        input
            .parse::<Token![=]>()
            .map_err(|_| syn::Error::new(end, "say what this field must be: `show_if(kind = Physical)`"))?;
        let mut wanted = vec![input.parse()?];
        while input.parse::<Option<Token![|]>>()?.is_some() {
            wanted.push(input.parse()?);
        }
        if !input.is_empty() {
            return Err(input.error("`show_if` takes one condition; several values are written `Physical | Bundle`"));
        }
        Ok(Self(field, wanted))
    }
}

impl FromMeta for ShowIf {
    fn from_meta(item: &Meta) -> Result<Self> {
        let Meta::List(list) = item else {
            return Err(Error::custom("write it as `show_if(kind = Physical)`").with_span(item));
        };
        let Condition(field, wanted) = list.parse_args()?;
        Ok(Self { field, wanted, option: item.path().span() })
    }
}

/// The fields that a slug is made of.
#[derive(Clone, Debug)]
pub(crate) struct SlugFrom {
    pub(crate) paths: Vec<DotPath>,
    pub(crate) option: Span,
}

impl FromMeta for SlugFrom {
    fn from_meta(item: &Meta) -> Result<Self> {
        let option = item.path().span();
        let Meta::NameValue(pair) = item else { return Ok(Self { paths: list_of(item, "title, code")?, option }) };
        match ungrouped(&pair.value) {
            Expr::Path(path) if path.path.get_ident().is_some() => {
                let ident = path.path.get_ident().cloned();
                Ok(Self { paths: vec![DotPath(ident.into_iter().collect())], option })
            }
            other => {
                let message = "name a field without quotes, so that the compiler can check it: `slug_from = title`";
                Err(Error::custom(message).with_span(other))
            }
        }
    }
}
