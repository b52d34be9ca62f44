//! A posted form that has passed the guard.

use std::sync::Arc;

use axum::{extract::FromRequestParts, http::request::Parts};
use kaffy_core::{Posted, Upload};

use crate::WebError;

/// The button-like field that says which file is to be removed.
const CLEAR: &str = "_clear";
/// From which state of the record the form was drawn.
pub(crate) const VERSION: &str = "_version";
/// What a form for a new record is known by when it is sent once more.
pub(crate) const NONCE: &str = "_form";
/// The answer to a conflict about a field: `_take.price=theirs`.
pub(crate) const TAKE: &str = "_take.";
/// Says on the way to another page and back which file has to be chosen again.
pub(crate) const AGAIN: &str = "_again";

/// The fields of a form, in order. Only the guard makes one, after it has checked where the form
/// comes from.
#[derive(Clone)]
pub(crate) struct Form(Arc<Fields>);

struct Fields {
    pairs: Vec<(String, String)>,
    uploads: Vec<(String, Arc<Upload>)>,
}

impl Form {
    pub(crate) fn new(pairs: Vec<(String, String)>, uploads: Vec<(String, Arc<Upload>)>) -> Self {
        Self(Arc::new(Fields { pairs, uploads }))
    }

    /// All texts, in order.
    pub(crate) fn pairs(&self) -> &[(String, String)] {
        &self.0.pairs
    }

    /// What belongs to the record: texts, files, and files to be removed.
    pub(crate) fn posted(&self) -> Posted {
        let mut posted = Posted::new(self.fields());
        for (name, upload) in &self.0.uploads {
            posted = posted.with_upload(name, upload.clone());
        }
        let posted = self.cleared().fold(posted, Posted::with_cleared);
        let posted = posted.drawn_from(self.get(VERSION)).sent_as(self.get(NONCE));
        self.theirs().fold(posted, Posted::with_theirs)
    }

    /// The inputs whose fields are to stay as somebody else made them.
    pub(crate) fn theirs(&self) -> impl Iterator<Item = &str> {
        let answers = self.pairs().iter().filter_map(|(name, answer)| Some((name.strip_prefix(TAKE)?, answer)));
        answers.filter(|(_, answer)| *answer == "theirs").map(|(name, _)| name)
    }

    /// The fields whose file is to be removed.
    pub(crate) fn cleared(&self) -> impl Iterator<Item = &str> {
        self.pairs().iter().filter(|(name, _)| name == CLEAR).map(|(_, field)| field.as_str())
    }

    /// Whether rows below the record are to be deleted with it.
    pub(crate) fn deletes_rows(&self) -> bool {
        self.pairs().iter().any(|(name, value)| name.ends_with("._delete") && value == "true")
    }

    /// The fields whose files were sent and are not kept unless the form is saved, with their names.
    pub(crate) fn files(&self) -> impl Iterator<Item = (&str, &str)> {
        let carried = self.pairs().iter().filter(|(name, _)| name == AGAIN);
        let carried = carried.filter_map(|(_, both)| both.split_once('/'));
        self.0.uploads.iter().map(|(field, upload)| (field.as_str(), upload.name())).chain(carried)
    }

    /// The file that was chosen in an input.
    pub(crate) fn upload(&self, name: &str) -> Option<&Arc<Upload>> {
        self.0.uploads.iter().find(|(known, _)| known == name).map(|(_, upload)| upload)
    }

    /// The same without some fields.
    pub(crate) fn without(&self, names: &[&str]) -> Self {
        let pairs = self.pairs().iter().filter(|(name, _)| !names.contains(&name.as_str()));
        Self::new(pairs.cloned().collect(), self.0.uploads.clone())
    }

    /// The last value of a name.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0.pairs.iter().rev().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The fields that belong to the record, without those that belong to the page.
    pub(crate) fn fields(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .pairs
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .filter(|(name, _)| !name.starts_with('_'))
    }
}

impl<S: Sync> FromRequestParts<S> for Form {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, WebError> {
        parts.extensions.get::<Self>().cloned().ok_or(WebError::NotAForm)
    }
}
