//! What can go wrong with accounts.

use crate::{DbError, tr};

/// Something that was not done to an account.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum AccountError {
    /// Fields that are wrong, each with what is wrong in words.
    #[error("{}", .0.iter().map(|(_, words)| words.as_str()).collect::<Vec<_>>().join(" "))]
    Invalid(Vec<(&'static str, String)>),
    /// There is no such user or role.
    #[error("{}", tr!("accounts-not-there"))]
    NotFound,
    /// Whoever asks may not.
    #[error("{0}")]
    Forbidden(String),
    /// Afterwards nobody could do everything any more.
    #[error("{}", tr!("accounts-last-superuser"))]
    LastSuperuser,
    /// Too many passwords are being checked at once.
    #[error("{}", tr!("accounts-busy"))]
    Busy,
    /// The database refused.
    #[error(transparent)]
    Database(#[from] DbError),
}

impl AccountError {
    pub(super) fn invalid(field: &'static str, words: impl Into<String>) -> Self {
        Self::Invalid(vec![(field, words.into())])
    }
}
