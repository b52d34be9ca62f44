//! Rules that a struct has from a validation crate, as what the derive writes down.

use crate::{Record, RecordError};

/// Asks a validation crate about a row as a struct.
///
/// # Errors
/// When the row does not fit the struct.
pub type Validation = fn(&Record) -> Result<Vec<Mistake>, RecordError>;

/// Something that a validation crate found wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Mistake {
    /// Where: a field, `settings.color` or `tags[2]` inside one, or nothing for the whole.
    pub path: String,
    /// What, in words.
    pub words: String,
}

impl Mistake {
    /// At a place, in words that become a sentence.
    pub fn new(path: impl Into<String>, words: &str) -> Self {
        let mut letters = words.trim().chars();
        let mut words: String = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
        if !words.ends_with(['.', '!', '?', '…']) {
            words.push('.');
        }
        Self { path: path.into(), words }
    }
}
