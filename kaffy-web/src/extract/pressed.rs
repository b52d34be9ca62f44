//! Forms from which a page takes what it has asked for, and nothing else (S29).

use axum::{extract::FromRequestParts, http::request::Parts};
use kaffy_core::tr;

use super::Form;
use crate::WebError;

impl Form {
    /// Refuses a field that the page does not have: whatever it was to do, it would not be done.
    pub(crate) fn only(&self, known: &[&str]) -> Result<(), WebError> {
        match self.fields().find(|(name, _)| !known.contains(name)) {
            Some((name, _)) => Err(WebError::bad_request(tr!("jobs-unknown-field", name = name))),
            None => Ok(()),
        }
    }
}

/// A form that is a button, and has no field.
pub(crate) struct Pressed;

impl<S: Sync> FromRequestParts<S> for Pressed {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, WebError> {
        Form::from_request_parts(parts, state).await?.only(&[])?;
        Ok(Self)
    }
}
