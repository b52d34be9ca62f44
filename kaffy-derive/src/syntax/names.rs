//! Names of fields and paths over relations: `list(title, category.name)`, `order(desc(views))`.

use darling::{Error, FromMeta, Result};
use proc_macro2::Span;
use syn::{
    Ident, Meta, Token,
    parse::{Parse, ParseStream},
    punctuated::Punctuated,
    spanned::Spanned,
    token,
};

use crate::{nearest::suggest, words::plain};

/// `title`, `category.name`.
#[derive(Clone, Debug)]
pub(crate) struct DotPath(pub(crate) Vec<Ident>);

impl DotPath {
    /// The whole path, as it stands in addresses.
    pub(crate) fn name(&self) -> String {
        self.0.iter().map(plain).collect::<Vec<_>>().join(".")
    }
}

impl Parse for DotPath {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        if input.peek(syn::LitStr) {
            return Err(input.error("name a field without quotes, so that the compiler can check it"));
        }
        Ok(Self(Punctuated::<Ident, Token![.]>::parse_separated_nonempty(input)?.into_iter().collect()))
    }
}

/// Parses what stands between the parentheses of `option(…)`.
pub(super) fn list_of<T: Parse>(item: &Meta, example: &str) -> Result<Vec<T>> {
    let option = item.path().get_ident().map(plain).unwrap_or_default();
    let Meta::List(list) = item else {
        return Err(Error::custom(format!("write it as `{option}({example})`")).with_span(item));
    };
    let items = list.parse_args_with(Punctuated::<T, Token![,]>::parse_terminated)?;
    if items.is_empty() {
        let message = format!("`{option}()` names nothing; name a field, or leave the option out");
        return Err(Error::custom(message).with_span(item));
    }
    Ok(items.into_iter().collect())
}

/// `list(…)`, `filter(…)`, `label(…)`, `drill_down(…)`, `primary_key(…)`.
#[derive(Clone, Debug)]
pub(crate) struct NameList {
    pub(crate) paths: Vec<DotPath>,
    pub(crate) span: Span,
}

impl FromMeta for NameList {
    fn from_meta(item: &Meta) -> Result<Self> {
        Ok(Self { paths: list_of(item, "field, …")?, span: item.path().span() })
    }
}

/// A path in the parentheses of a word: `exact(id)`, `desc(views)`; or by itself.
fn called<T: Copy>(input: ParseStream<'_>, words: &[(&str, T)]) -> syn::Result<(Option<T>, DotPath)> {
    if !(input.peek(Ident) && input.peek2(token::Paren)) {
        return Ok((None, input.parse()?));
    }
    let word: Ident = input.parse()?;
    let inner;
    syn::parenthesized!(inner in input);
    let path = inner.parse()?;
    if !inner.is_empty() {
        return Err(inner.error(format!("`{word}(…)` takes one field; write it again for the next")));
    }
    match words.iter().find(|(name, _)| word == name) {
        Some((_, meaning)) => Ok((Some(*meaning), path)),
        None => {
            let nearest = suggest(&word.to_string(), words.iter().map(|(name, _)| *name));
            Err(syn::Error::new(word.span(), format!("unknown operator `{word}`{nearest}")))
        }
    }
}

/// How a search looks at a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Operator {
    Contains,
    Prefix,
    Exact,
    FullText,
}

/// One of `search(title, exact(id))`.
#[derive(Clone, Debug)]
pub(crate) struct SearchTerm {
    pub(crate) operator: Option<Operator>,
    pub(crate) path: DotPath,
}

impl Parse for SearchTerm {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let words = [
            ("contains", Operator::Contains),
            ("prefix", Operator::Prefix),
            ("exact", Operator::Exact),
            ("full_text", Operator::FullText),
        ];
        called(input, &words).map(|(operator, path)| Self { operator, path })
    }
}

/// The whole of `search(…)`.
#[derive(Clone, Debug)]
pub(crate) struct SearchList(pub(crate) Vec<SearchTerm>);

impl FromMeta for SearchList {
    fn from_meta(item: &Meta) -> Result<Self> {
        list_of(item, "title, exact(id)").map(Self)
    }
}

/// One of `order(desc(views), title)`.
#[derive(Clone, Debug)]
pub(crate) struct OrderTerm {
    pub(crate) descending: bool,
    pub(crate) path: DotPath,
}

impl Parse for OrderTerm {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let (descending, path) = called(input, &[("asc", false), ("desc", true)])?;
        Ok(Self { descending: descending.unwrap_or(false), path })
    }
}

/// The whole of `order(…)`.
#[derive(Clone, Debug)]
pub(crate) struct OrderList(pub(crate) Vec<OrderTerm>);

impl FromMeta for OrderList {
    fn from_meta(item: &Meta) -> Result<Self> {
        list_of(item, "desc(views), title").map(Self)
    }
}
