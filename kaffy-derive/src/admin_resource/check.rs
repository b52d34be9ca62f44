//! Rules that only the compiler can settle, since they ask for the kind of a type.
//!
//! The macro knows the words of the message and the user's word to put it under; the trait of the
//! field's type knows the answer. Each becomes a `const` assertion.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::Type;

use super::model::PathModel;
use crate::{
    span::{at, local, local_at},
    words::plain,
};

/// Something with a kind.
#[derive(Debug)]
pub(crate) enum Subject {
    /// A field of the struct itself.
    Own(Type),
    /// A field over relations.
    Path(PathModel),
}

/// What must hold of a kind.
#[derive(Debug)]
pub(crate) enum Rule {
    /// Any kind will do, as long as the path leads to a field.
    Exists,
    Text,
    PlainText,
    Ordered,
    Filterable,
    HasDate,
    TakesChoices,
    Key,
    HasStorage,
    TakesText,
    TakesInteger(i128),
    TakesFraction,
    TakesLimitText,
    TakesBool,
    Choice,
    Json,
    Typed,
    HoldsFile,
    Version,
    /// A point in time, for `soft_delete`.
    SoftDelete,
    /// An `Option`.
    Nullable,
    /// An enum must have this variant.
    Offers(String),
}

/// One assertion.
#[derive(Debug)]
pub(crate) struct Check {
    pub(crate) subject: Subject,
    pub(crate) rule: Rule,
    pub(crate) span: Span,
    pub(crate) message: String,
}

impl Check {
    pub(crate) fn tokens(&self, resource: &Ident) -> TokenStream {
        let span = at(self.span);
        match &self.subject {
            Subject::Own(ty) => {
                if matches!(self.rule, Rule::Nullable) {
                    let message = &self.message;
                    return quote_spanned!(span=> const _: () = _kaffy::require(_kaffy::is_nullable::<#ty>(), #message););
                }
                if matches!(self.rule, Rule::HoldsFile) {
                    let message = &self.message;
                    return quote_spanned!(span=> const _: () = _kaffy::require(_kaffy::holds_file::<#ty>(), #message););
                }
                let asked = self.asked_of(&quote!(_kaffy::kind_of::<#ty>()));
                quote_spanned!(span=> const _: () = { #asked };)
            }
            Subject::Path(path) => {
                let end = local_at("path", self.span);
                let bound = path.bind(resource, &local("path"));
                let asked = self.asked_of(&quote!(_kaffy::kind_of_field(#end)));
                let field = plain(&path.field);
                let secret = format!("`{}` is a `password`, which is never shown; take it out", path.name());
                quote_spanned!(span=> const _: () = {
                    #bound
                    #asked
                    _kaffy::require(_kaffy::is_shown(#end, #field), #secret);
                };)
            }
        }
    }

    /// The assertion about an expression of type `Kind`.
    fn asked_of(&self, kind: &TokenStream) -> TokenStream {
        let question = match &self.rule {
            Rule::Exists | Rule::HoldsFile | Rule::Nullable => return TokenStream::new(),
            Rule::TakesInteger(number) => {
                let number = Literal::i128_suffixed(*number);
                quote!(takes_integer(#number))
            }
            Rule::Offers(key) => quote!(offers(#key)),
            Rule::Text => quote!(is_text()),
            Rule::PlainText => quote!(is_plain_text()),
            Rule::Ordered => quote!(is_ordered()),
            Rule::Filterable => quote!(is_filterable()),
            Rule::HasDate => quote!(has_date()),
            Rule::TakesChoices => quote!(takes_choices()),
            Rule::Key => quote!(is_key()),
            Rule::Version => quote!(is_version()),
            Rule::SoftDelete => quote!(is_instant()),
            Rule::HasStorage => quote!(has_storage()),
            Rule::TakesText => quote!(takes_text()),
            Rule::TakesFraction => quote!(takes_fraction()),
            Rule::TakesLimitText => quote!(takes_limit_text()),
            Rule::TakesBool => quote!(is_bool()),
            Rule::Choice => quote!(is_choice()),
            Rule::Json => quote!(is_json()),
            Rule::Typed => quote!(is_typed()),
        };
        let message = &self.message;
        let span = at(self.span);
        quote_spanned!(span=> _kaffy::require(#kind.#question, #message);)
    }
}
