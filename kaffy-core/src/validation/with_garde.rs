//! What garde finds wrong, in its own words or those that the struct gives it.

use crate::{AdminResource, Mistake, Record, RecordError};

/// Asks garde about a row.
///
/// # Errors
/// When the row does not fit the struct.
pub fn garde_of<R>(record: &Record) -> Result<Vec<Mistake>, RecordError>
where
    R: AdminResource + garde::Validate,
    R::Context: Default,
{
    let Err(report) = R::from_record(record)?.validate() else { return Ok(Vec::new()) };
    let mistake = |(path, error): (garde::Path, garde::Error)| {
        let path = if path.is_empty() { String::new() } else { path.to_string() };
        Mistake::new(path, error.message())
    };
    Ok(report.into_inner().into_iter().map(mistake).collect())
}
