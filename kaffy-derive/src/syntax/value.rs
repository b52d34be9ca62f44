//! Options that take one value: `label = "…"`, `create = hidden`, `page_size = 50`.

use darling::{Error, FromMeta, Result};
use proc_macro2::Span;
use quote::ToTokens;
use syn::{Expr, ExprLit, Ident, Lit, LitStr, Meta, Path, Type, spanned::Spanned};

use crate::{nearest::suggest, words::RenameAll};

/// The value of `option = value`, or an error that shows how the option is written.
pub(crate) fn value_of<'a>(item: &'a Meta, example: &str) -> Result<&'a Expr> {
    match item {
        Meta::NameValue(pair) => Ok(ungrouped(&pair.value)),
        other => Err(expected(&other.path().get_ident().map(Ident::to_string).unwrap_or_default(), example, other)),
    }
}

/// Without the invisible parentheses around what a `macro_rules!` passed on.
pub(super) fn ungrouped(expr: &Expr) -> &Expr {
    match expr {
        Expr::Group(group) => ungrouped(&group.expr),
        other => other,
    }
}

pub(crate) fn expected(option: &str, example: &str, at: &impl Spanned) -> Error {
    Error::custom(format!("write it as `{option}{example}`")).with_span(at)
}

fn name(item: &Meta) -> String {
    item.path().get_ident().map(Ident::to_string).unwrap_or_default()
}

/// A text: `label = "Headline"`.
#[derive(Clone, Debug)]
pub(crate) struct Text {
    literal: LitStr,
    /// The name of the option.
    pub(crate) option: Span,
}

impl Text {
    pub(crate) fn value(&self) -> String {
        self.literal.value()
    }

    pub(crate) fn span(&self) -> Span {
        self.literal.span()
    }
}

impl FromMeta for Text {
    fn from_meta(item: &Meta) -> Result<Self> {
        match value_of(item, " = \"…\"")? {
            Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => {
                Ok(Self { literal: text.clone(), option: item.path().span() })
            }
            other => Err(Error::custom(format!("`{}` takes a text in quotes", name(item))).with_span(other)),
        }
    }
}

/// A whole number that is not negative: `page_size = 50`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Count {
    pub(crate) number: u32,
    pub(crate) span: Span,
    /// The name of the option.
    pub(crate) option: Span,
}

impl FromMeta for Count {
    fn from_meta(item: &Meta) -> Result<Self> {
        let value = value_of(item, " = 50")?;
        let wrong = || Error::custom(format!("`{}` takes a whole number, without quotes", name(item))).with_span(value);
        match value {
            Expr::Lit(ExprLit { lit: Lit::Int(number), .. }) => {
                let (span, option) = (number.span(), item.path().span());
                number.base10_parse().map(|number| Self { number, span, option }).map_err(|_| wrong())
            }
            _ => Err(wrong()),
        }
    }
}

/// One of a few words: `create = hidden`.
fn one_of<T: Copy>(item: &Meta, words: &[(&str, T)]) -> Result<(T, Span)> {
    let example = words.first().map_or(String::new(), |(word, _)| format!(" = {word}"));
    let value = value_of(item, &example)?;
    let written = match value {
        Expr::Path(path) => path.path.get_ident().map(Ident::to_string),
        Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text.value()),
        _ => None,
    };
    let valid = words.iter().map(|(word, _)| *word);
    let written = written.ok_or_else(|| {
        let all = valid.clone().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
        Error::custom(format!("`{}` takes one of {all}", name(item))).with_span(value)
    })?;
    words.iter().find(|(word, _)| *word == written).map(|(_, meaning)| (*meaning, value.span())).ok_or_else(|| {
        let message = format!("`{}` cannot be `{written}`{}", name(item), suggest(&written, valid));
        Error::custom(message).with_span(value)
    })
}

/// `create = …` and `update = …`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AccessWord {
    Editable,
    ReadOnly,
    Hidden,
}

impl FromMeta for AccessWord {
    fn from_meta(item: &Meta) -> Result<Self> {
        let words = [("editable", Self::Editable), ("readonly", Self::ReadOnly), ("hidden", Self::Hidden)];
        one_of(item, &words).map(|(access, _)| access)
    }
}

/// `storage = …` of a field.
#[derive(Clone, Copy, Debug)]
pub(crate) enum StorageWord {
    Text(Span),
    Blob(Span),
}

impl StorageWord {
    pub(crate) fn span(self) -> Span {
        match self {
            Self::Text(span) | Self::Blob(span) => span,
        }
    }
}

impl FromMeta for StorageWord {
    fn from_meta(item: &Meta) -> Result<Self> {
        let (blob, span) = one_of(item, &[("text", false), ("blob", true)])?;
        Ok(if blob { Self::Blob(span) } else { Self::Text(span) })
    }
}

/// `validate = garde` or `validate = validator`.
#[derive(Clone, Copy, Debug)]
pub(crate) enum ValidateWord {
    Garde(Span),
    Validator(Span),
}

impl FromMeta for ValidateWord {
    fn from_meta(item: &Meta) -> Result<Self> {
        let (validator, span) = one_of(item, &[("garde", false), ("validator", true)])?;
        Ok(if validator { Self::Validator(span) } else { Self::Garde(span) })
    }
}

/// `restriction = self`, also in quotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RestrictionWord {
    None,
    Own,
    Global,
}

impl FromMeta for RestrictionWord {
    fn from_meta(item: &Meta) -> Result<Self> {
        one_of(item, &[("none", Self::None), ("self", Self::Own), ("global", Self::Global)]).map(|(word, _)| word)
    }
}

/// `rename_all = "PascalCase"`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rename(pub(crate) RenameAll);

impl FromMeta for Rename {
    fn from_meta(item: &Meta) -> Result<Self> {
        one_of(item, &RenameAll::SPELLINGS).map(|(rule, _)| Self(rule))
    }
}

/// `textarea` or `textarea(rows = 4)`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TextArea {
    pub(crate) rows: u16,
    pub(crate) span: Span,
}

impl FromMeta for TextArea {
    fn from_meta(item: &Meta) -> Result<Self> {
        let span = item.path().span();
        let wrong = || Error::custom("write it as `textarea` or `textarea(rows = 4)`, with 1 to 100 rows");
        let rows = match item {
            Meta::Path(_) => 5,
            Meta::NameValue(_) => return Err(wrong().with_span(item)),
            Meta::List(list) => {
                let inner: Meta = list.parse_args().map_err(|_| wrong().with_span(item))?;
                if !inner.path().is_ident("rows") {
                    return Err(wrong().with_span(&inner));
                }
                let rows = Count::from_meta(&inner)?;
                u16::try_from(rows.number)
                    .ok()
                    .filter(|rows| (1..=100).contains(rows))
                    .ok_or_else(|| wrong().with_span(&rows.span))?
            }
        };
        Ok(Self { rows, span })
    }
}

/// A bare word, with its span: `email`.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Word(pub(crate) Option<Span>);

impl FromMeta for Word {
    fn from_none() -> Option<Self> {
        Some(Self(None))
    }

    fn from_meta(item: &Meta) -> Result<Self> {
        match item {
            Meta::Path(path) => Ok(Self(Some(path.span()))),
            other => {
                Err(Error::custom(format!("`{}` is a bare word; it takes no value", name(other))).with_span(other))
            }
        }
    }
}

/// A type: `belongs_to = Category`.
#[derive(Clone, Debug)]
pub(crate) struct TypePath(pub(crate) Type);

impl FromMeta for TypePath {
    fn from_meta(item: &Meta) -> Result<Self> {
        match value_of(item, " = Type")? {
            Expr::Path(path) => Ok(Self(syn::parse2(path.to_token_stream())?)),
            other => Err(Error::custom(format!("`{}` takes a type: `{0} = Category`", name(item))).with_span(other)),
        }
    }
}

/// A path: `crate = ::their::path`, `validate = check`.
#[derive(Clone, Debug)]
pub(crate) struct RootPath(pub(crate) Path);

impl FromMeta for RootPath {
    fn from_meta(item: &Meta) -> Result<Self> {
        match value_of(item, " = ::path")? {
            Expr::Path(path) if path.qself.is_none() => Ok(Self(path.path.clone())),
            other => Err(Error::custom(format!("`{}` takes a path, without quotes", name(item))).with_span(other)),
        }
    }
}

/// A name: `relation = manager`.
#[derive(Clone, Debug)]
pub(crate) struct Name(pub(crate) Ident);

impl FromMeta for Name {
    fn from_meta(item: &Meta) -> Result<Self> {
        let value = value_of(item, " = name")?;
        let ident = match value {
            Expr::Path(path) => path.path.get_ident().cloned(),
            _ => None,
        };
        let wrong = || Error::custom(format!("`{}` takes a name, without quotes", name(item))).with_span(value);
        ident.map(Self).ok_or_else(wrong)
    }
}

/// A value of a type of one's own: `admin = ProductAdmin`, `admin = ProductAdmin::new()`.
#[derive(Clone, Debug)]
pub(crate) struct Instance(pub(crate) Expr);

impl FromMeta for Instance {
    fn from_meta(item: &Meta) -> Result<Self> {
        match value_of(item, " = ProductAdmin")? {
            expr @ (Expr::Path(_) | Expr::Call(_) | Expr::Struct(_)) => Ok(Self(expr.clone())),
            other => {
                let message =
                    format!("`{}` takes a value: `{0} = ProductAdmin`, or `{0} = ProductAdmin::new()`", name(item));
                Err(Error::custom(message).with_span(other))
            }
        }
    }
}
