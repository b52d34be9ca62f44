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
pub(super) enum Subject {
    /// A field of the struct itself.
    Own(Type),
    /// A field over relations.
    Path(PathModel),
}

/// What must hold of a kind.
#[derive(Debug)]
pub(super) enum Rule {
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
    Typed,
    /// An enum must have this variant.
    Offers(String),
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
        let span = at(self.span);
        let message = &self.message;
        let path = match &self.subject {
            Subject::Path(path) => path,
            Subject::Own(ty) => {
                let asked = self.rule.asked_of(&quote!(_kaffy::kind_of::<#ty>()));
                return quote_spanned!(span=> const _: () = _kaffy::require(#asked, #message););
            }
        };
        let end = local_at("path", self.span);
        let bound = path.bind(resource, &local("path"));
        let asked = self.rule.asked_of(&quote!(_kaffy::kind_of_field(#end)));
        let field = plain(&path.field);
        let secret = format!("`{}` is a `password`, which is never shown; take it out", path.name());
        quote_spanned! {span=>
            const _: () = {
                #bound
                _kaffy::require(#asked, #message);
                _kaffy::require(_kaffy::is_shown(#end, #field), #secret);
            };
        }
    }
}

impl Rule {
    /// The question, put to an expression of type `Kind`.
    fn asked_of(&self, kind: &TokenStream) -> TokenStream {
        match self {
            Self::Exists => quote!(#kind.exists()),
            Self::Text => quote!(#kind.is_text()),
            Self::PlainText => quote!(#kind.is_plain_text()),
            Self::Ordered => quote!(#kind.is_ordered()),
            Self::Filterable => quote!(#kind.is_filterable()),
            Self::HasDate => quote!(#kind.has_date()),
            Self::TakesChoices => quote!(#kind.takes_choices()),
            Self::Key => quote!(#kind.is_key()),
            Self::HasStorage => quote!(#kind.has_storage()),
            Self::TakesText => quote!(#kind.takes_text()),
            Self::TakesInteger(number) => {
                let number = Literal::i128_suffixed(*number);
                quote!(#kind.takes_integer(#number))
            }
            Self::TakesFraction => quote!(#kind.takes_fraction()),
            Self::TakesLimitText => quote!(#kind.takes_limit_text()),
            Self::TakesBool => quote!(#kind.is_bool()),
            Self::Typed => quote!(#kind.is_typed()),
            Self::Offers(key) => quote!(#kind.offers(#key)),
        }
    }
}
