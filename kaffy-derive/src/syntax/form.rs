//! `form(title, section("More", collapsed, description = "…", views))`.

use darling::{FromMeta, Result};
use syn::{
    Ident, LitStr, Meta, Token,
    parse::{Parse, ParseStream},
    token,
};

use super::names::{DotPath, list_of};

/// Some fields under one heading.
#[derive(Clone, Debug)]
pub(crate) struct SectionAttrs {
    pub(crate) title: LitStr,
    pub(crate) description: Option<LitStr>,
    pub(crate) collapsed: bool,
    pub(crate) fields: Vec<DotPath>,
}

impl Parse for SectionAttrs {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let title: LitStr = input.parse().map_err(|error| {
            syn::Error::new(error.span(), "a section starts with its heading: `section(\"Price\", price)`")
        })?;
        let mut section = Self { title, description: None, collapsed: false, fields: Vec::new() };
        while !input.is_empty() {
            input.parse::<Token![,]>()?;
            if input.is_empty() {
                break;
            }
            section.part(input)?;
        }
        if section.fields.is_empty() {
            return Err(syn::Error::new(
                section.title.span(),
                "this section has no fields; name some after the heading",
            ));
        }
        Ok(section)
    }
}

impl SectionAttrs {
    /// A field, `collapsed` (a field of that name is `r#collapsed`) or `description = "…"`.
    fn part(&mut self, input: ParseStream<'_>) -> syn::Result<()> {
        if input.peek(Ident) && input.peek2(Token![=]) {
            let option: Ident = input.parse()?;
            if option == "collapsed" {
                return Err(syn::Error::new(option.span(), "`collapsed` is a bare word; it takes no value"));
            }
            if option != "description" {
                let message = format!("unknown option `{option}`; a section has `collapsed` and `description = \"…\"`");
                return Err(syn::Error::new(option.span(), message));
            }
            input.parse::<Token![=]>()?;
            self.description = Some(input.parse()?);
            return Ok(());
        }
        let path: DotPath = input.parse()?;
        match path.0.as_slice() {
            [word] if word == "collapsed" => self.collapsed = true,
            _ => self.fields.push(path),
        }
        Ok(())
    }
}

/// A field by itself, or a section.
#[derive(Clone, Debug)]
pub(crate) enum FormItem {
    Field(DotPath),
    Section(SectionAttrs),
}

impl Parse for FormItem {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        if !(input.peek(Ident) && input.peek2(token::Paren)) {
            return input.parse().map(Self::Field);
        }
        let word: Ident = input.parse()?;
        let inner;
        syn::parenthesized!(inner in input);
        if word != "section" {
            let message = format!("unknown part `{word}` of a form; there are fields and `section(\"Title\", …)`");
            return Err(syn::Error::new(word.span(), message));
        }
        inner.parse().map(Self::Section)
    }
}

/// The whole of `form(…)`.
#[derive(Clone, Debug)]
pub(crate) struct FormList(pub(crate) Vec<FormItem>);

impl FromMeta for FormList {
    fn from_meta(item: &Meta) -> Result<Self> {
        list_of(item, "title, section(\"More\", views)").map(Self)
    }
}
