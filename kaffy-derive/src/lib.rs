//! The macros of kaffy. Use the `kaffy` crate, which re-exports them.

mod admin_choice;
mod admin_fields;
mod admin_resource;
mod admin_value;
mod call;
mod chore;
mod doc;
mod function;
mod job_handler;
mod nearest;
mod receive;
mod schedule;
mod scheduled_task;
mod shape;
mod span;
mod syntax;
#[cfg(test)]
mod tests;
mod wording;
mod words;

use proc_macro::TokenStream;

/// Makes a struct a resource of the admin: a table with a list, a search, filters and forms.
///
#[doc = include_str!("../docs/admin_resource.md")]
#[proc_macro_derive(AdminResource, attributes(admin))]
pub fn derive_admin_resource(input: TokenStream) -> TokenStream {
    admin_resource::derive(input.into()).into()
}

/// Lets a form fill in a struct that is no table: the inputs of an action, the inside of a JSON column.
///
#[doc = include_str!("../docs/admin_fields.md")]
#[proc_macro_derive(AdminFields, attributes(admin))]
pub fn derive_admin_fields(input: TokenStream) -> TokenStream {
    admin_fields::derive(input.into()).into()
}

/// Lets a field of a resource hold a unit enum.
///
#[doc = include_str!("../docs/admin_choice.md")]
#[proc_macro_derive(AdminChoice, attributes(admin))]
pub fn derive_admin_choice(input: TokenStream) -> TokenStream {
    admin_choice::derive(input.into()).into()
}

/// Lets a field of a resource hold a newtype.
///
#[doc = include_str!("../docs/admin_value.md")]
#[proc_macro_derive(AdminValue, attributes(admin))]
pub fn derive_admin_value(input: TokenStream) -> TokenStream {
    admin_value::derive(input.into()).into()
}

/// Makes a job of a function: typed, stored, tried again, run by a worker.
///
#[doc = include_str!("../docs/job_handler.md")]
#[proc_macro_attribute]
pub fn job_handler(options: TokenStream, function: TokenStream) -> TokenStream {
    job_handler::attribute(options.into(), function.into()).into()
}

/// Says when a job runs by itself. It stands beside [`macro@job_handler`], as often as there are times.
///
#[doc = include_str!("../docs/schedule.md")]
#[proc_macro_attribute]
pub fn schedule(options: TokenStream, function: TokenStream) -> TokenStream {
    schedule::attribute(options.into(), function.into()).into()
}

/// Makes a simple task of a function: it runs again and again, and is given what it returned last.
///
#[doc = include_str!("../docs/scheduled_task.md")]
#[proc_macro_attribute]
pub fn scheduled_task(options: TokenStream, function: TokenStream) -> TokenStream {
    scheduled_task::attribute(options.into(), function.into()).into()
}

/// Makes a chore of a function: code that is reviewed, and run rarely and by hand, with a form for its inputs.
///
#[doc = include_str!("../docs/chore.md")]
#[proc_macro_attribute]
pub fn chore(options: TokenStream, function: TokenStream) -> TokenStream {
    chore::attribute(options.into(), function.into()).into()
}
