//! `many_to_many(Tag, through = ProductTag, by = product_id, to = tag_id)`.

use darling::{Error, FromMeta, Result};
use proc_macro2::Span;
use syn::{
    Ident, LitStr, Meta, Path, Token,
    parse::{Parse, ParseStream},
    spanned::Spanned,
};

use super::has_many::named;
use crate::nearest::suggest;

/// Rows of another resource that share rows of a third one with this.
#[derive(Clone, Debug)]
pub(crate) struct ManyToMany {
    pub(crate) target: Path,
    pub(crate) through: Option<Path>,
    pub(crate) by: Option<Ident>,
    pub(crate) to: Option<Ident>,
    pub(crate) name: Option<Ident>,
    pub(crate) label: Option<LitStr>,
    pub(crate) span: Span,
}

const OPTIONS: [&str; 5] = ["through", "by", "to", "name", "label"];
const EXAMPLE: &str = "write it as `many_to_many(Tag, through = ProductTag)`";

impl FromMeta for ManyToMany {
    fn from_meta(item: &Meta) -> Result<Self> {
        let Meta::List(list) = item else { return Err(Error::custom(EXAMPLE).with_span(item)) };
        let mut parsed: Self = list.parse_args()?;
        parsed.span = item.path().span();
        Ok(parsed)
    }
}

impl Parse for ManyToMany {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        if input.is_empty() || input.peek(LitStr) {
            return Err(input.error(format!("the resource at the other end comes first; {EXAMPLE}")));
        }
        let (target, span) = (input.parse()?, Span::call_site());
        let mut many = Self { target, through: None, by: None, to: None, name: None, label: None, span };
        while !input.is_empty() {
            input.parse::<Token![,]>()?;
            if input.is_empty() {
                break;
            }
            many.option(input)?;
        }
        Ok(many)
    }
}

impl ManyToMany {
    fn option(&mut self, input: ParseStream<'_>) -> syn::Result<()> {
        let option: Ident = input.parse()?;
        let word = option.to_string();
        let is_set = match word.as_str() {
            "through" => self.through.is_some(),
            "by" => self.by.is_some(),
            "to" => self.to.is_some(),
            "name" => self.name.is_some(),
            "label" => self.label.is_some(),
            other => {
                let message = format!("unknown option `{other}` of `many_to_many`{}", suggest(other, OPTIONS));
                return Err(syn::Error::new(option.span(), message));
            }
        };
        if is_set {
            return Err(syn::Error::new(option.span(), format!("`{option}` is written twice; keep one")));
        }
        match word.as_str() {
            "by" => self.by = Some(named(input, &option, "product_id")?),
            "to" => self.to = Some(named(input, &option, "tag_id")?),
            "name" => self.name = Some(named(input, &option, "tags")?),
            "label" => {
                input.parse::<Token![=]>()?;
                self.label = Some(input.parse()?);
            }
            _ => {
                input.parse::<Token![=]>()?;
                if input.peek(LitStr) {
                    let message = "`through` is the struct of the table between the two, without quotes";
                    return Err(input.error(message));
                }
                self.through = Some(input.parse()?);
            }
        }
        Ok(())
    }
}
