//! What the macros write, token for token. What they refuse stands in `trybuild/`.

mod choice;
mod chore;
mod fields;
mod job;
mod resource;
mod schedule;
mod value;
mod words;

use proc_macro2::TokenStream;

/// The expansion as `cargo expand` would show it.
fn pretty(tokens: TokenStream) -> String {
    match syn::parse2(tokens) {
        Ok(file) => prettyplease::unparse(&file),
        Err(error) => format!("not Rust: {error}"),
    }
}
