//! Spans: where the words of the expansion say they come from.

use proc_macro2::{Ident, Span};

/// Places a token at the user's word: a compiler error lands there, the user's lints do not.
pub(crate) fn at(user: Span) -> Span {
    Span::mixed_site().located_at(user)
}

/// A local variable that no name of the user's can mean.
pub(crate) fn local(name: &str) -> Ident {
    Ident::new(&format!("__{name}"), Span::mixed_site())
}

/// The same variable, where an error about it should land on the user's word.
pub(crate) fn local_at(name: &str, user: Span) -> Ident {
    Ident::new(&format!("__{name}"), at(user))
}
