//! Ids that we made ourselves: of jobs, runs, files of runs and notifications.

use uuid::Uuid;

/// The id that a text says. There is one address for each: no braces, no capitals.
pub(crate) fn id_of(text: &str) -> Option<Uuid> {
    Uuid::parse_str(text).ok().filter(|id| id.to_string() == text)
}
