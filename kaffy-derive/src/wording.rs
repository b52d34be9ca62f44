//! The few messages that darling words itself, said the way the others are.
//!
//! darling calls an option a field, which misleads where fields are what options talk about.

use darling::Error;
use proc_macro2::TokenStream;

/// All errors, each at its own word.
pub(crate) fn compile_errors(errors: Error) -> TokenStream {
    syn::Error::from(errors)
        .into_iter()
        .map(|error| syn::Error::new(error.span(), reword(&error.to_string())).into_compile_error())
        .collect()
}

/// The same errors, where the options of fields stand in an attribute of another name.
pub(crate) fn of_attribute(errors: Error, attribute: &str) -> Error {
    let said = syn::Error::from(errors).into_iter().map(|error| {
        let words = reword(&error.to_string()).replace("#[admin", &format!("#[{attribute}"));
        Error::custom(words).with_span(&error.span())
    });
    Error::multiple(said.collect())
}

fn reword(message: &str) -> String {
    if let Some(rest) = message.strip_prefix("Unknown field: ") {
        return match rest.split_once(". Did you mean ") {
            Some((option, nearest)) => format!("unknown option {option}; did you mean {nearest}"),
            None => match rest.split_once(". Available values: ") {
                Some((option, all)) => format!("unknown option {option}; there are {all}"),
                None => format!("unknown option {rest}; the macro's documentation lists them all"),
            },
        };
    }
    if let Some(option) = message.strip_prefix("Duplicate field ") {
        return format!("{option} is written twice; keep one");
    }
    if message.starts_with("Unexpected meta-item format `literal`") || message.starts_with("Unexpected type") {
        return "expected the name of an option: `#[admin(option = value)]`".to_owned();
    }
    if message.starts_with("Name-value arguments") {
        return "options stand in parentheses: `#[admin(…)]`".to_owned();
    }
    message.to_owned()
}
