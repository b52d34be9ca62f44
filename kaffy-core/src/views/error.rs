//! Why a view is not saved.

use super::{MOST_NAME, MOST_VIEWS};
use crate::{DbError, Denied, tr};

/// Why a view is not saved or changed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ViewError {
    /// It has no name, or one that is too long, has control characters in it or turns the direction of writing.
    #[error("{}", tr!("views-bad-name", most = MOST_NAME))]
    BadName,
    /// The actor has another view of this list with the same name.
    #[error("{}", tr!("views-name-taken"))]
    NameTaken,
    /// The role that it is for has no name, or one that is too long.
    #[error("{}", tr!("views-bad-role"))]
    BadRole,
    /// The actor has as many views of this list as there may be.
    #[error("{}", tr!("views-too-many", most = MOST_VIEWS))]
    TooMany,
    /// The list says more than a view holds.
    #[error("{}", tr!("views-too-long"))]
    TooLong,
    /// It shows something else by now than whoever replaces that saw.
    #[error("{}", tr!("views-replaced-meanwhile"))]
    Changed,
    /// There is no such view for the actor.
    #[error("{}", tr!("views-gone"))]
    NotFound,
    /// The actor may not share views, or not change this one.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DbError),
}
