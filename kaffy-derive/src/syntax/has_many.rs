//! `has_many(Ingredient, by = product_id, tabular, min = 0, max = 20, extra = 1, fields(name, organic))`.

use darling::{Error, FromMeta, Result};
use proc_macro2::Span;
use syn::{
    Ident, LitInt, LitStr, Meta, Path, Token,
    parse::{Parse, ParseStream},
    punctuated::Punctuated,
    spanned::Spanned,
    token,
};

use crate::nearest::suggest;

/// Rows of another resource on the form of the one they belong to.
#[derive(Clone, Debug)]
pub(crate) struct HasMany {
    pub(crate) child: Path,
    pub(crate) by: Option<Ident>,
    pub(crate) name: Option<Ident>,
    pub(crate) label: Option<LitStr>,
    /// `tabular` or `stacked`, as it was written.
    pub(crate) layout: Option<Ident>,
    pub(crate) min: Option<Number>,
    pub(crate) max: Option<Number>,
    pub(crate) extra: Option<Number>,
    pub(crate) fields: Vec<Ident>,
    pub(crate) span: Span,
}

/// A number of rows.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Number {
    pub(crate) value: u16,
    pub(crate) span: Span,
}

const OPTIONS: [&str; 9] = ["by", "name", "label", "tabular", "stacked", "min", "max", "extra", "fields"];
const EXAMPLE: &str = "write it as `has_many(Ingredient, by = product_id)`";

impl FromMeta for HasMany {
    fn from_meta(item: &Meta) -> Result<Self> {
        let Meta::List(list) = item else { return Err(Error::custom(EXAMPLE).with_span(item)) };
        let mut parsed: Self = list.parse_args()?;
        parsed.span = item.path().span();
        Ok(parsed)
    }
}

impl Parse for HasMany {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        if input.is_empty() || input.peek(LitStr) {
            return Err(input.error(format!("the resource that is many comes first; {EXAMPLE}")));
        }
        let mut inline = Self {
            child: input.parse()?,
            by: None,
            name: None,
            label: None,
            layout: None,
            min: None,
            max: None,
            extra: None,
            fields: Vec::new(),
            span: Span::call_site(),
        };
        while !input.is_empty() {
            input.parse::<Token![,]>()?;
            if input.is_empty() {
                break;
            }
            inline.option(input)?;
        }
        Ok(inline)
    }
}

impl HasMany {
    fn option(&mut self, input: ParseStream<'_>) -> syn::Result<()> {
        let option: Ident = input.parse()?;
        let twice = |is_set: bool| match is_set {
            true => Err(syn::Error::new(option.span(), format!("`{option}` is written twice; keep one"))),
            false => Ok(()),
        };
        let word = option.to_string();
        match word.as_str() {
            "by" => {
                twice(self.by.is_some())?;
                self.by = Some(named(input, &option, "product_id")?);
            }
            "name" => {
                twice(self.name.is_some())?;
                self.name = Some(named(input, &option, "parts")?);
            }
            "label" => {
                twice(self.label.is_some())?;
                input.parse::<Token![=]>()?;
                self.label = Some(input.parse()?);
            }
            "tabular" | "stacked" => {
                if self.layout.is_some() {
                    let message = "rows are drawn one way: keep `tabular` or `stacked`";
                    return Err(syn::Error::new(option.span(), message));
                }
                self.layout = Some(option);
            }
            "min" | "max" | "extra" => {
                let place = match word.as_str() {
                    "min" => &mut self.min,
                    "max" => &mut self.max,
                    _ => &mut self.extra,
                };
                twice(place.is_some())?;
                *place = Some(number(input, &option)?);
            }
            "fields" => {
                twice(!self.fields.is_empty())?;
                self.fields = fields(input, &option)?;
            }
            other => {
                let message = format!("unknown option `{other}` of `has_many`{}", suggest(other, OPTIONS));
                return Err(syn::Error::new(option.span(), message));
            }
        }
        Ok(())
    }
}

/// `by = product_id`.
pub(super) fn named(input: ParseStream<'_>, option: &Ident, example: &str) -> syn::Result<Ident> {
    let wrong = || format!("write it as `{option} = {example}`, without quotes");
    if !input.peek(Token![=]) {
        return Err(syn::Error::new(option.span(), wrong()));
    }
    input.parse::<Token![=]>()?;
    input.parse().map_err(|error| syn::Error::new(error.span(), wrong()))
}

fn number(input: ParseStream<'_>, option: &Ident) -> syn::Result<Number> {
    let wrong = |span| syn::Error::new(span, format!("`{option}` takes a number of rows: `{option} = 3`, up to 1000"));
    if !input.peek(Token![=]) {
        return Err(wrong(option.span()));
    }
    input.parse::<Token![=]>()?;
    let literal: LitInt = input.parse().map_err(|error: syn::Error| wrong(error.span()))?;
    match literal.base10_parse() {
        Ok(value @ 0..=1000) => Ok(Number { value, span: literal.span() }),
        _ => Err(wrong(literal.span())),
    }
}

/// `fields(name, organic)`.
fn fields(input: ParseStream<'_>, option: &Ident) -> syn::Result<Vec<Ident>> {
    let wrong = |span| syn::Error::new(span, "write it as `fields(name, organic)`, with fields of the child");
    if !input.peek(token::Paren) {
        return Err(wrong(option.span()));
    }
    let inner;
    syn::parenthesized!(inner in input);
    let names = Punctuated::<Ident, Token![,]>::parse_terminated(&inner).map_err(|error| wrong(error.span()))?;
    if names.is_empty() {
        return Err(wrong(option.span()));
    }
    Ok(names.into_iter().collect())
}
