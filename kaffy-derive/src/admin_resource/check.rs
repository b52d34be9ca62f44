//! Rules that only the compiler can settle, since they ask for the kind of a type.
//!
//! The macro knows the words of the message and the user's word to put it under; the trait of the
//! field's type knows the answer. Each becomes a `const` assertion.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::Type;

use super::model::PathModel;
use crate::span::at;

/// Something with a kind.
#[derive(Debug)]
pub(super) enum Subject {
    /// A field of the struct itself.
    Own(Type),
    /// A field over relations.
    Path(PathModel),
}

/// What must hold of a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rule {
    /// The path must lead to a field; any kind will do.
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
    TakesInteger,
    TakesFraction,
    TakesLimitText,
    TakesBool,
    Typed,
}

/// One assertion.
#[derive(Debug)]
pub(super) struct Check {
    pub(super) subject: Subject,
    pub(super) rule: Rule,
    pub(super) span: Span,
    pub(super) message: String,
}

impl Check {
    pub(super) fn tokens(&self, resource: &Ident) -> TokenStream {
        let Self { subject, rule, span, message } = self;
        let span = at(*span);
        let kind = match subject {
            Subject::Own(ty) => quote!(_kaffy::kind_of::<#ty>()),
            Subject::Path(path) => {
                let path = path.tokens(resource);
                quote_spanned!(span=> _kaffy::kind_of_field(#path))
            }
        };
        let Some(question) = rule.question() else {
            return quote_spanned!(span=> const _: _kaffy::Kind = #kind;);
        };
        let question = Ident::new(question, span);
        quote_spanned!(span=> const _: () = _kaffy::assert!(#kind.#question(), #message);)
    }
}

impl Rule {
    /// The method of `Kind` that answers.
    fn question(self) -> Option<&'static str> {
        Some(match self {
            Self::Exists => return None,
            Self::Text => "is_text",
            Self::PlainText => "is_plain_text",
            Self::Ordered => "is_ordered",
            Self::Filterable => "is_filterable",
            Self::HasDate => "has_date",
            Self::TakesChoices => "takes_choices",
            Self::Key => "is_key",
            Self::HasStorage => "has_storage",
            Self::TakesText => "takes_text",
            Self::TakesInteger => "is_number",
            Self::TakesFraction => "takes_fraction",
            Self::TakesLimitText => "takes_limit_text",
            Self::TakesBool => "is_bool",
            Self::Typed => "is_typed",
        })
    }
}
