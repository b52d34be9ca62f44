//! What a database refuses, sorted by what a caller can do about it.

/// A statement or connection that failed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DbError {
    /// A second row with the same value under a unique index.
    #[error("another record has the same value")]
    Unique {
        /// The constraint or index, where the database names it.
        constraint: Option<String>,
        /// The columns, where the database names them.
        columns: Vec<String>,
    },
    /// A reference to a row that is not there, or from a row that is.
    #[error("a reference between records would break")]
    ForeignKey {
        /// The constraint, where the database names it.
        constraint: Option<String>,
    },
    /// NULL for a column that takes none.
    #[error("a value is missing")]
    NotNull {
        /// The column, where the database names it.
        column: Option<String>,
    },
    /// A rule of the table was broken.
    #[error("a rule of the table does not allow this")]
    Check {
        /// The constraint, where the database names it.
        constraint: Option<String>,
    },
    /// A value that the column's type cannot hold: too long, too large, of another form.
    #[error("a value does not fit its column")]
    Unfit {
        /// The column, where the database names it.
        column: Option<String>,
    },
    /// A trigger or a function of the database refused, in its own words.
    #[error("{0}")]
    Refused(String),
    /// The table takes no changes: a view, or one that the database's user may only read.
    #[error("the table is read-only")]
    ReadOnly,
    /// An address that is not understood, or whose database is not compiled in.
    #[error("{0}")]
    Address(String),
    /// The database is locked, out of connections, or cannot be reached.
    #[error("the database is busy or cannot be reached")]
    Unavailable(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// A statement took longer than it may.
    #[error("the database took too long")]
    Timeout,
    /// Anything else.
    #[error("the database refused a statement")]
    Other(#[source] Box<dyn std::error::Error + Send + Sync>),
}
