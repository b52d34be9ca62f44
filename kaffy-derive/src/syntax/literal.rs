//! Literal values of fields: `default = 5`, `min = "2020-01-01"`, `choices("a", "b" = "Label")`.

use darling::{Error, FromMeta, Result};
use proc_macro2::Span;
use syn::{
    Expr, ExprLit, ExprUnary, Lit, LitStr, Meta, Token, UnOp,
    parse::{Parse, ParseStream},
    punctuated::Punctuated,
    spanned::Spanned,
};

use super::value::{ungrouped, value_of};

/// What sort of literal was written; a rule asks whether the field's kind takes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LiteralKind {
    Text,
    Integer,
    Float,
    Bool,
}

/// A literal as the text a form would send.
#[derive(Clone, Debug)]
pub(crate) struct Literal {
    pub(crate) text: String,
    pub(crate) kind: LiteralKind,
    pub(crate) span: Span,
}

impl Literal {
    fn of(expr: &Expr) -> Option<Self> {
        let span = expr.span();
        let (text, kind) = match ungrouped(expr) {
            Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => (text.value(), LiteralKind::Text),
            Expr::Lit(ExprLit { lit: Lit::Char(letter), .. }) => (letter.value().to_string(), LiteralKind::Text),
            Expr::Lit(ExprLit { lit: Lit::Int(number), .. }) => {
                (number.base10_digits().to_owned(), LiteralKind::Integer)
            }
            Expr::Lit(ExprLit { lit: Lit::Float(number), .. }) => {
                (number.base10_digits().to_owned(), LiteralKind::Float)
            }
            Expr::Lit(ExprLit { lit: Lit::Bool(flag), .. }) => (flag.value.to_string(), LiteralKind::Bool),
            Expr::Unary(ExprUnary { op: UnOp::Neg(_), expr, .. }) => {
                let number = Self::of(expr)?;
                if !matches!(number.kind, LiteralKind::Integer | LiteralKind::Float) {
                    return None;
                }
                (format!("-{}", number.text), number.kind)
            }
            _ => return None,
        };
        Some(Self { text, kind, span })
    }
}

impl FromMeta for Literal {
    fn from_meta(item: &Meta) -> Result<Self> {
        let value = value_of(item, " = …")?;
        Self::of(value).ok_or_else(|| {
            Error::custom("expected a literal: a text in quotes, a number, `true` or `false`").with_span(value)
        })
    }
}

/// One of `choices("a", "b" = "Label B", 3 = "Three")`.
#[derive(Clone, Debug)]
pub(crate) struct ChoiceAttrs {
    pub(crate) value: Literal,
    pub(crate) label: Option<LitStr>,
}

impl Parse for ChoiceAttrs {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let negative: Option<Token![-]> = input.parse()?;
        let lit: Lit = input.parse().map_err(|error| {
            syn::Error::new(
                error.span(),
                "expected a text or a whole number: `choices(\"small\", \"large\" = \"Very large\")`",
            )
        })?;
        let span = lit.span();
        let (text, kind) = match &lit {
            Lit::Str(text) if negative.is_none() => (text.value(), LiteralKind::Text),
            Lit::Int(number) if negative.is_some() => (format!("-{}", number.base10_digits()), LiteralKind::Integer),
            Lit::Int(number) => (number.base10_digits().to_owned(), LiteralKind::Integer),
            _ => return Err(syn::Error::new(span, "a choice is a text or a whole number")),
        };
        let label = match input.parse::<Option<Token![=]>>()? {
            Some(_) => Some(input.parse()?),
            None => None,
        };
        Ok(Self { value: Literal { text, kind, span }, label })
    }
}

/// The whole of `choices(…)`.
#[derive(Clone, Debug)]
pub(crate) struct ChoiceList {
    pub(crate) choices: Vec<ChoiceAttrs>,
    pub(crate) span: Span,
}

impl FromMeta for ChoiceList {
    fn from_meta(item: &Meta) -> Result<Self> {
        let Meta::List(list) = item else {
            return Err(Error::custom("write it as `choices(\"small\", \"large\" = \"Very large\")`").with_span(item));
        };
        let choices = list.parse_args_with(Punctuated::<ChoiceAttrs, Token![,]>::parse_terminated)?;
        Ok(Self { choices: choices.into_iter().collect(), span: item.path().span() })
    }
}
