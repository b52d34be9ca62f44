//! What `build()` found wrong, all of it at once.

use std::fmt;

/// One thing to mend before the admin can start.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Problem {
    /// Where: `Product.price`, `Product`, or the admin itself.
    pub place: String,
    /// The fact, then the way out.
    pub message: String,
}

impl Problem {
    pub(crate) fn new(place: impl Into<String>, message: impl Into<String>) -> Self {
        Self { place: place.into(), message: message.into() }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.message)
    }
}

/// Everything that is wrong with an admin.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BuildError {
    /// Mistakes in the resources or settings, all of them.
    #[error("the admin cannot start:{}", lines(.0))]
    Problems(Vec<Problem>),
    /// The database could not be asked about its tables.
    #[error("the database could not be read to check the resources against it: {0}")]
    Database(#[from] crate::DbError),
}

impl BuildError {
    /// The mistakes, none when the database could not be read.
    pub fn problems(&self) -> &[Problem] {
        match self {
            Self::Problems(problems) => problems,
            Self::Database(_) => &[],
        }
    }
}

fn lines(problems: &[Problem]) -> String {
    problems.iter().map(|problem| format!("\n  - {problem}")).collect()
}
