//! What `#[derive(AdminValue)]` calls to ask the inner type and the rule of a newtype.

use std::fmt::Display;

use sea_query::Value;

use super::FieldType;

/// The inner value of a newtype, by the rules of its own type.
///
/// # Errors
/// In words, when the value does not fit the inner type.
pub fn checked_inner<T: FieldType>(value: &Value) -> Result<T, String> {
    if let Some(check) = T::TYPE.check {
        check(value)?;
    }
    T::from_value(value.clone()).map_err(|error| error.to_string())
}

/// The answer of a rule, whatever type its error has.
///
/// # Errors
/// The words of the rule's own error.
pub fn in_words<E: Display>(answer: Result<(), E>) -> Result<(), String> {
    answer.map_err(|error| error.to_string())
}
