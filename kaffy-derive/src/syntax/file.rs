//! `file(types("text/csv"), max_size = "5MB", folder = "manuals")` and `image(…)`.

use darling::{Error, FromMeta, Result};
use proc_macro2::Span;
use syn::{Expr, ExprLit, Lit, LitStr, Meta, Token, punctuated::Punctuated, spanned::Spanned};

use super::value::{Text, value_of};
use crate::nearest::suggest;

const OPTIONS: [&str; 3] = ["types", "max_size", "folder"];

/// What may be uploaded.
#[derive(Clone, Debug)]
pub(crate) struct FileRule {
    pub(crate) types: Vec<LitStr>,
    pub(crate) max_size: Option<u64>,
    pub(crate) folder: Option<String>,
    pub(crate) span: Span,
}

impl FromMeta for FileRule {
    fn from_meta(item: &Meta) -> Result<Self> {
        let mut rule = Self { types: Vec::new(), max_size: None, folder: None, span: item.path().span() };
        let name = item.path().get_ident().map(ToString::to_string).unwrap_or_default();
        let list = match item {
            Meta::Path(_) => return Ok(rule),
            Meta::List(list) => list,
            Meta::NameValue(_) => {
                let message = format!("write it as `{name}` or `{name}(types(\"…\"), max_size = \"5MB\")`");
                return Err(Error::custom(message).with_span(item));
            }
        };
        let mut errors = Error::accumulator();
        let options = list.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated)?;
        for (place, option) in options.iter().enumerate() {
            if options.iter().take(place).any(|before| before.path() == option.path()) {
                let word = option.path().get_ident().map(ToString::to_string).unwrap_or_default();
                errors.push(Error::custom(format!("`{word}` is here twice; keep one")).with_span(option));
                continue;
            }
            errors.handle(rule.take(option));
        }
        if name == "image" {
            for mime in
                rule.types.iter().filter(|mime| !mime.value().starts_with("image/") && is_media_type(&mime.value()))
            {
                let message = format!("{:?} is no picture; `file` takes any type", mime.value());
                errors.push(Error::custom(message).with_span(mime));
            }
        }
        errors.finish_with(rule)
    }
}

impl FileRule {
    fn take(&mut self, option: &Meta) -> Result<()> {
        let word = option.path().get_ident().map(ToString::to_string).unwrap_or_default();
        match word.as_str() {
            "types" => self.types = types(option)?,
            "max_size" => self.max_size = Some(size(option)?),
            "folder" => self.folder = Some(folder(&Text::from_meta(option)?)?),
            _ => {
                let message = format!("no such option: `{word}`{}", suggest(&word, OPTIONS.into_iter()));
                return Err(Error::custom(message).with_span(option));
            }
        }
        Ok(())
    }
}

/// Media types in quotes.
fn types(option: &Meta) -> Result<Vec<LitStr>> {
    let wrong = || Error::custom("write it as `types(\"image/png\", \"application/pdf\")`");
    let Meta::List(list) = option else { return Err(wrong().with_span(option)) };
    let types = list.parse_args_with(Punctuated::<LitStr, Token![,]>::parse_terminated);
    let types: Vec<_> = types.map_err(|_| wrong().with_span(option))?.into_iter().collect();
    let mut errors = Error::accumulator();
    if types.is_empty() {
        errors.push(Error::custom("`types()` allows nothing; name the types, or leave it out").with_span(option));
    }
    for mime in &types {
        if !is_media_type(&mime.value()) {
            let message = format!("{:?} is no media type, such as \"image/png\" or \"image/*\"", mime.value());
            errors.push(Error::custom(message).with_span(mime));
        }
    }
    errors.finish_with(types)
}

fn is_media_type(text: &str) -> bool {
    let is_word = |word: &str| {
        !word.is_empty()
            && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"+-._".contains(&byte))
    };
    text.split_once('/').is_some_and(|(group, kind)| is_word(group) && (kind == "*" || is_word(kind)))
}

/// `500kB`, `5MB`, `1GB`.
fn size(option: &Meta) -> Result<u64> {
    let wrong = |span: Span| {
        Error::custom("a size is a whole number with its unit, in quotes: \"500kB\", \"5MB\" or \"1GB\"")
            .with_span(&span)
    };
    let text = match value_of(option, " = \"5MB\"")? {
        Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => text,
        other => return Err(wrong(other.span())),
    };
    let value = text.value();
    let (number, unit) = value.split_at(value.find(|c: char| !c.is_ascii_digit()).unwrap_or(value.len()));
    let unit = match unit.trim().to_ascii_lowercase().as_str() {
        "b" => 1,
        "kb" => 1_000,
        "mb" => 1_000_000,
        "gb" => 1_000_000_000,
        _ => 0,
    };
    let bytes = number.parse::<u64>().ok().and_then(|number| number.checked_mul(unit));
    bytes.filter(|bytes| *bytes > 0).ok_or_else(|| wrong(text.span()))
}

/// A relative path of plain names, the first part of every key.
fn folder(text: &Text) -> Result<String> {
    let value = text.value();
    let is_plain =
        |name: &str| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
    if value.len() <= 200 && value.split('/').all(is_plain) {
        return Ok(value);
    }
    let message = "a folder is letters, digits, `-` and `_`, with `/` between: \"manuals/current\"";
    Err(Error::custom(message).with_span(&text.span()))
}
