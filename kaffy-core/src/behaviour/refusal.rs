//! A no in words.

use crate::{DbError, Field, RecordError, tr};

/// Why something was not done, in words for the person who asked; nothing is written then.
///
/// Made of a text, or of a text beside a field: `Refusal::field(Product::fields().title, "is taken")`.
///
/// ```
/// # use kaffy_core::{Field, Refusal};
/// fn check<R>(field: Field<R, String>, title: &str, stock: i64) -> Result<(), Refusal> {
///     if title.is_empty() {
///         return Err(Refusal::field(field, "Give it a name."));
///     }
///     match stock {
///         ..0 => Err(format!("There cannot be {stock} of them.").into()),
///         _ => Ok(()),
///     }
/// }
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Refusal {
    /// A sentence about the whole.
    #[error("{0}")]
    Message(String),
    /// A sentence about one field, which is shown beside it.
    #[error("{field}: {message}")]
    Field {
        /// The name of the field.
        field: &'static str,
        /// The sentence.
        message: String,
    },
    /// The database failed, which is nobody's mistake.
    #[error(transparent)]
    Database(#[from] DbError),
}

impl Refusal {
    /// A sentence about the whole.
    pub fn message(words: impl Into<String>) -> Self {
        Self::Message(words.into())
    }

    /// A sentence about one field.
    pub fn field<R, T>(field: Field<R, T>, words: impl Into<String>) -> Self {
        Self::Field { field: field.name(), message: words.into() }
    }
}

impl From<String> for Refusal {
    fn from(words: String) -> Self {
        Self::Message(words)
    }
}

impl From<&str> for Refusal {
    fn from(words: &str) -> Self {
        Self::Message(words.to_owned())
    }
}

/// A row that does not fit its struct.
impl From<RecordError> for Refusal {
    fn from(error: RecordError) -> Self {
        tracing::warn!(%error, "a record does not fit its struct, so code that wants it refused");
        Self::Message(tr!("save-unreadable", field = error.label()))
    }
}
