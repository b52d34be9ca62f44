//! What an address may not say.

use crate::{Resource, tr};

/// An address that no link or form of the admin makes: a 400 in words, with the way to the plain list.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct BadQuery(String);

impl BadQuery {
    pub(crate) fn new(words: impl Into<String>) -> Self {
        Self(words.into())
    }

    pub(crate) fn no_column(resource: &Resource, name: &str) -> Self {
        Self(tr!("list-no-column", things = resource.meta().plural, name = quoted(name)))
    }

    pub(crate) fn unsortable(resource: &Resource, name: &str) -> Self {
        Self(tr!("list-unsortable", things = resource.meta().plural, name = quoted(name)))
    }

    /// A sort that would read more than a million rows without an index.
    pub(crate) fn too_slow(label: &str) -> Self {
        Self(tr!("list-too-slow", label = label))
    }
}

/// Something a client sent, short enough and plain enough to repeat in a message.
pub(crate) fn quoted(text: &str) -> String {
    const LONGEST: usize = 40;
    let mut shown: String = text.chars().filter(|c| !c.is_control()).take(LONGEST).collect();
    if text.chars().count() > LONGEST {
        shown.push('…');
    }
    format!("`{shown}`")
}
