//! The table, and what people call its rows.

use darling::{Error, Result};
use heck::{ToKebabCase, ToSnakeCase};

use crate::{
    admin_resource::attr::ResourceAttrs,
    syntax::{Count, Text},
    words::{in_words, plain, plural},
};

/// Where the rows are.
#[derive(Debug, Default)]
pub(crate) struct TableModel {
    pub(crate) schema: Option<String>,
    pub(crate) name: String,
}

impl TableModel {
    /// `table = "schema.name"`, or the two apart; by default the plural of the struct in snake case.
    pub(super) fn new(attrs: &ResourceAttrs) -> Result<Self> {
        let schema = attrs.schema.as_ref().map(not_empty).transpose()?;
        let Some(table) = &attrs.table else {
            return Ok(Self { schema, name: plural(&plain(&attrs.ident).to_snake_case()) });
        };
        let name = not_empty(table)?;
        if schema.is_some() {
            return Ok(Self { schema, name });
        }
        match name.split('.').collect::<Vec<_>>().as_slice() {
            [_] => Ok(Self { schema, name }),
            [schema, name] if !schema.is_empty() && !name.is_empty() => {
                Ok(Self { schema: Some((*schema).to_owned()), name: (*name).to_owned() })
            }
            _ => {
                let message =
                    "expected `table` or `schema.table`; for a name with dots write `schema = \"…\"` beside it";
                Err(Error::custom(message).with_span(&table.span()))
            }
        }
    }
}

fn not_empty(text: &Text) -> Result<String> {
    let value = text.value();
    if value.trim().is_empty() {
        return Err(Error::custom("this name is empty; leave the option out for the default").with_span(&text.span()));
    }
    Ok(value)
}

/// What people call it, and its part of the address.
#[derive(Debug, Default)]
pub(crate) struct Naming {
    pub(crate) context: Option<String>,
    pub(crate) singular: String,
    pub(crate) plural: String,
    pub(crate) slug: String,
}

impl Naming {
    pub(super) fn new(attrs: &ResourceAttrs) -> Result<Self> {
        let mut errors = Error::accumulator();
        let mut text = |option: &Option<Text>| errors.handle(option.as_ref().map(not_empty).transpose()).flatten();
        let context = text(&attrs.context);
        let singular = text(&attrs.name).unwrap_or_else(|| in_words(&plain(&attrs.ident)));
        let plural = text(&attrs.plural).unwrap_or_else(|| plural(&singular));
        let slug = errors.handle(slug(attrs, &plural)).unwrap_or_default();
        errors.finish_with(Self { context, singular, plural, slug })
    }
}

/// `slug = "…"`, or the plural as an address; one that has no such form falls back to the struct's name.
fn slug(attrs: &ResourceAttrs, many: &str) -> Result<String> {
    let Some(slug) = &attrs.slug else {
        let from_plural = many.to_kebab_case();
        let of_struct = || plural(&plain(&attrs.ident).to_kebab_case());
        return Ok(if is_slug(&from_plural) { from_plural } else { of_struct() });
    };
    let value = slug.value();
    if is_slug(&value) {
        return Ok(value);
    }
    let message = "a slug is a part of the address: lower-case letters, digits, `-` and `_`, starting with a letter";
    Err(Error::custom(message).with_span(&slug.span()))
}

fn is_slug(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_lowercase())
        && text.chars().all(|letter| matches!(letter, 'a'..='z' | '0'..='9' | '-' | '_'))
}

/// 25 to 200 rows, as the pages offer.
pub(super) fn page_size(size: Option<Count>) -> Result<Option<u16>> {
    let Some(size) = size else { return Ok(None) };
    match u16::try_from(size.number) {
        Ok(rows @ 25..=200) => Ok(Some(rows)),
        _ => Err(Error::custom("a page has 25 to 200 rows").with_span(&size.span)),
    }
}
