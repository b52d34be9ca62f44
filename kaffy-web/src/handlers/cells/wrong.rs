//! Rows of cells that were not saved, with what was typed and why.

use axum::http::StatusCode;
use kaffy_core::{Clash, Conflict, Key, Rejected, SaveError, SavedCells, tr};

use super::drawn::{Cells, said};
use crate::handlers::filled::Filled;

/// All of them, by the keys of their records.
#[derive(Default)]
pub(super) struct Wrong {
    rows: Vec<(Key, WrongRow)>,
    pub(super) general: Vec<String>,
    status: Option<StatusCode>,
}

/// One row.
#[derive(Default)]
pub(super) struct WrongRow {
    /// What was typed, and what is wrong with it.
    pub(super) filled: Filled,
    /// What is wrong with the row as a whole.
    pub(super) error: Option<String>,
    /// The state that it goes on from; that of the record as it is where it was saved.
    pub(super) version: Option<String>,
}

impl Wrong {
    /// Nothing is wrong, and this is to be said of all of them.
    pub(super) fn saying(words: Option<String>) -> Self {
        Self { general: words.into_iter().collect(), ..Self::default() }
    }

    /// Those that were not saved, and how many were. `version` is the state that a row was sent with.
    pub(super) fn of(
        cells: &Cells<'_>,
        changed: usize,
        saved: Vec<SavedCells>,
        version: &dyn Fn(&str) -> String,
    ) -> Self {
        let meta = cells.seen.resource().meta();
        let (mut wrong, mut gone) = (Self::default(), 0);
        for SavedCells { name, key, outcome, .. } in saved {
            let Err(error) = outcome else { continue };
            match WrongRow::of(error, version(&name)) {
                Some((row, status)) => {
                    wrong.status = Some(wrong.status.map_or(status, |known| known.max(status)));
                    wrong.rows.push((key, row));
                }
                None => gone += 1,
            }
        }
        let failed = wrong.rows.len() + gone;
        wrong.general.push(tr!("cells-some", saved = changed, failed = failed));
        if gone > 0 {
            wrong.general.push(tr!("cells-gone", count = gone, thing = meta.singular, things = meta.plural));
        }
        wrong
    }

    /// The status that says so: 409 where somebody else changed something, 422 for what is wrong with what was typed.
    pub(super) fn status(&self) -> StatusCode {
        self.status.unwrap_or(StatusCode::CONFLICT)
    }

    pub(super) fn take(&mut self, key: &Key) -> Option<WrongRow> {
        let at = self.rows.iter().position(|(known, _)| known == key)?;
        Some(self.rows.swap_remove(at).1)
    }
}

impl WrongRow {
    /// A row with why it was not saved, and the status for that; `None` when its record is gone.
    pub(super) fn of(error: SaveError, version: String) -> Option<(Self, StatusCode)> {
        let (rejected, status) = match error {
            SaveError::NotFound => return None,
            SaveError::Conflict(conflict) => {
                return Some((Self::of_conflict(*conflict, version), StatusCode::CONFLICT));
            }
            SaveError::Invalid(rejected) => (*rejected, StatusCode::UNPROCESSABLE_ENTITY),
            SaveError::Panicked(rejected) => (*rejected, StatusCode::INTERNAL_SERVER_ERROR),
            SaveError::TooSlow(rejected) => (*rejected, StatusCode::SERVICE_UNAVAILABLE),
            SaveError::Denied(denied) => {
                let error = Some(denied.to_string());
                return Some((Self { error, ..Self::default() }, StatusCode::FORBIDDEN));
            }
            other => {
                tracing::error!(error = &other as &dyn std::error::Error, "cells of a list could not be saved");
                let error = Some(tr!("cells-failed"));
                return Some((Self { error, ..Self::default() }, StatusCode::SERVICE_UNAVAILABLE));
            }
        };
        Some((Self { filled: filled(rejected), error: None, version: Some(version) }, status))
    }

    /// Somebody else changed what it would write over: what was typed is kept, and goes on from the state as it is
    /// now, beside words that say both.
    fn of_conflict(mut conflict: Conflict, version: String) -> Self {
        let mut filled = filled(std::mem::take(&mut conflict.rejected));
        for clash in conflict.clashes.iter().filter(|clash| clash.is_yours) {
            let typed = filled.last(&clash.name).unwrap_or_default().to_owned();
            filled.errors.entry(clash.name.clone().into()).or_insert_with(|| both(clash, &typed));
        }
        let error = match (conflict.is_unknown, filled.errors.is_empty()) {
            (true, _) => Some(tr!("conflict-unknown")),
            (false, true) => Some(tr!("conflict-other")),
            (false, false) => None,
        };
        // Where the row has another version and nobody knows of a newer one, the next page says which it is.
        let version = match conflict.is_stuck() {
            true => None,
            false => Some(conflict.versions.get("").cloned().unwrap_or(version)),
        };
        Self { filled, error, version }
    }
}

/// Both values of a cell, and the one before.
fn both(clash: &Clash, typed: &str) -> String {
    let theirs = said(&clash.field, &clash.theirs);
    let yours = clash.yours.as_ref().map_or_else(|| typed.to_owned(), |cell| said(&clash.field, cell));
    match &clash.base {
        Some(base) => tr!("cells-both", base = said(&clash.field, base), theirs = theirs, yours = yours),
        None => tr!("cells-both-unknown", theirs = theirs, yours = yours),
    }
}

fn filled(rejected: Rejected) -> Filled {
    let Rejected { values, errors, general, .. } = rejected;
    Filled { values, errors, general, is_posted: true, ..Filled::default() }
}
