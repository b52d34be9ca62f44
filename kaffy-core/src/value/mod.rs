//! Canonical values as text and as JSON, both ways: one decoder and one printer per [`Kind`](crate::Kind).
//!
//! Forms, keys in addresses, cursors and filters all use these, so a value that was printed parses
//! back to itself, and a rule about what is a number stands once.

mod json;
mod parse;
mod print;
#[cfg(test)]
mod tests;

use sea_query::Value;

pub use json::{from_json, to_json};
pub use parse::{InvalidText, parse};
pub use print::print;

/// NULL, whatever the kind.
pub const NULL: Value = Value::String(None);

/// Whether a value is NULL, whatever its variant.
pub fn is_null(value: &Value) -> bool {
    *value == value.as_null()
}
