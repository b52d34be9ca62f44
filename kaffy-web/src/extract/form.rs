//! A posted form that has passed the guard.

use std::sync::Arc;

use axum::{extract::FromRequestParts, http::request::Parts};

use crate::WebError;

/// The fields of a form, in order. Only the guard makes one, after it has checked where the form
/// comes from.
#[derive(Clone)]
pub(crate) struct Form(pub(crate) Arc<Vec<(String, String)>>);

impl Form {
    /// The last value of a name.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().rev().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The fields that belong to the record, without those that belong to the page.
    pub(crate) fn fields(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str())).filter(|(name, _)| !name.starts_with('_'))
    }
}

impl<S: Sync> FromRequestParts<S> for Form {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, WebError> {
        parts.extensions.get::<Self>().cloned().ok_or(WebError::NotAForm)
    }
}
