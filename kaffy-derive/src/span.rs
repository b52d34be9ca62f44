//! Spans: where the words of the expansion say they come from.

use proc_macro2::Span;

/// Places a token at the user's word: a compiler error lands there, the user's lints do not.
pub(crate) fn at(user: Span) -> Span {
    Span::mixed_site().located_at(user)
}
