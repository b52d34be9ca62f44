//! The macros of kaffy. Use the `kaffy` crate, which re-exports them.

mod admin_choice;
mod admin_resource;
mod admin_value;
mod doc;
mod nearest;
mod receive;
mod shape;
mod span;
mod syntax;
#[cfg(test)]
mod tests;
mod wording;
mod words;

use proc_macro::TokenStream;

/// Makes a struct a resource of the admin.
#[proc_macro_derive(AdminResource, attributes(admin))]
pub fn derive_admin_resource(input: TokenStream) -> TokenStream {
    admin_resource::derive(input.into()).into()
}

/// Lets a field of a resource hold a unit enum.
#[proc_macro_derive(AdminChoice, attributes(admin))]
pub fn derive_admin_choice(input: TokenStream) -> TokenStream {
    admin_choice::derive(input.into()).into()
}

/// Lets a field of a resource hold a newtype.
#[proc_macro_derive(AdminValue, attributes(admin))]
pub fn derive_admin_value(input: TokenStream) -> TokenStream {
    admin_value::derive(input.into()).into()
}
