//! What a database refuses, sorted by what a caller can do about it.

use crate::tr;

/// A statement or connection that failed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DbError {
    /// A second row with the same value under a unique index.
    #[error("{}", tr!("db-error-unique"))]
    Unique {
        /// The constraint or index, where the database names it.
        constraint: Option<String>,
        /// The columns, where the database names them.
        columns: Vec<String>,
    },
    /// A reference to a row that is not there, or from a row that is.
    #[error("{}", tr!("db-error-foreign-key"))]
    ForeignKey {
        /// The constraint, where the database names it.
        constraint: Option<String>,
    },
    /// NULL for a column that takes none.
    #[error("{}", tr!("db-error-not-null"))]
    NotNull {
        /// The column, where the database names it.
        column: Option<String>,
    },
    /// A rule of the table was broken.
    #[error("{}", tr!("db-error-check"))]
    Check {
        /// The constraint, where the database names it.
        constraint: Option<String>,
    },
    /// A value that the column's type cannot hold: too long, too large, of another form.
    #[error("{}", tr!("db-error-unfit"))]
    Unfit {
        /// The column, where the database names it.
        column: Option<String>,
    },
    /// A trigger or a function of the database refused, in its own words.
    #[error("{0}")]
    Refused(String),
    /// The table takes no changes: a view, or one that the database's user may only read.
    #[error("{}", tr!("db-error-read-only"))]
    ReadOnly,
    /// An address that is not understood, or whose database is not compiled in.
    #[error("{0}")]
    Address(String),
    /// The database is locked, out of connections, or cannot be reached.
    #[error("{}", tr!("db-error-unavailable"))]
    Unavailable(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// A statement took longer than it may.
    #[error("{}", tr!("db-error-timeout"))]
    Timeout,
    /// Anything else.
    #[error("{}", tr!("db-error-other"))]
    Other(#[source] Box<dyn std::error::Error + Send + Sync>),
}
