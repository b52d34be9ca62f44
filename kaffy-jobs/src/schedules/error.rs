//! Why a schedule was not stored.

use kaffy_core::DbError;

use super::ScheduleProblem;

/// Why a schedule was not stored.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ScheduleError {
    /// Everything that is wrong with it.
    #[error("{}", in_words(.0))]
    Problems(Vec<ScheduleProblem>),
    /// The code says what it is: it can be paused, resumed and run at run time, not changed.
    #[error("`{0}` is a schedule of the code, which says what it is: change it there")]
    IsCode(String),
    /// Somebody else changed it meanwhile.
    #[error("somebody changed the schedule meanwhile: read it again, then change it")]
    Changed,
    /// There is none of the name.
    #[error("there is no schedule `{0}`")]
    NotFound(String),
    /// There is one of the name.
    #[error("there is a schedule `{0}` already: choose another name")]
    Exists(String),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DbError),
}

fn in_words(problems: &[ScheduleProblem]) -> String {
    problems.iter().map(|problem| format!("{}: {problem}", problem.field())).collect::<Vec<_>>().join("; ")
}
