//! What the macro calls: what a function takes beside its inputs, what it returns, the rules of its inputs.

use std::fmt::Display;

use kaffy_core::FieldType;
use serde::Serialize;
use serde_json::Value;

use super::{ChoreError, ChoreRun, InputErrors};
use crate::Data;

/// What the function of a chore takes beside its inputs.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is nothing that a chore is given",
    note = "a chore is given its `ChoreRun` and `Data<T>`; everything else is an input"
)]
pub trait FromRun: Sized {
    /// Takes it.
    ///
    /// # Errors
    /// When it is not there.
    fn from_run(run: &ChoreRun) -> Result<Self, ChoreError>;
}

impl FromRun for ChoreRun {
    fn from_run(run: &ChoreRun) -> Result<Self, ChoreError> {
        Ok(run.clone())
    }
}

/// What the application gave to [`JobsBuilder::data`](crate::JobsBuilder::data).
impl<T: Clone + Send + Sync + 'static> FromRun for Data<T> {
    fn from_run(run: &ChoreRun) -> Result<Self, ChoreError> {
        run.data::<T>().map(Self::new)
    }
}

/// What a chore returned, as it is stored.
///
/// # Errors
/// Its own error, or that JSON has nothing for it.
#[doc(hidden)]
pub fn chore_returned<T: Serialize>(returned: Result<T, ChoreError>) -> Result<Value, ChoreError> {
    serde_json::to_value(returned?)
        .map_err(|error| ChoreError::failed(format!("what it returned cannot be written as JSON: {error}")))
}

/// Asks a rule about an input. All rules of an input are asked, each about what those before made of it (C17).
#[doc(hidden)]
pub fn validate_input<T: FieldType, E: Display>(
    value: &mut T,
    input: &'static str,
    errors: &mut InputErrors,
    rule: impl FnOnce(T) -> Result<T, E>,
) {
    // Through its canonical value, since not every type can be cloned and a rule takes what it looks at.
    let copy = match T::from_value(value.to_value()) {
        Ok(copy) => copy,
        Err(error) => return errors.add(input, error.to_string()),
    };
    match rule(copy) {
        Ok(new) => *value = new,
        Err(error) => errors.add(input, error.to_string()),
    }
}
