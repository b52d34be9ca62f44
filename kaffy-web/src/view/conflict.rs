//! What somebody else did while a form was open: changed what it would write over, or deleted the record.

use kaffy_core::{AuditEntry, FieldChange, tr};
use serde::Serialize;

use super::{CellView, MomentView};

/// What to choose from, in `resource/conflict.html`.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct ConflictView {
    /// The fields that somebody else changed.
    pub clashes: Vec<ClashView>,
}

/// One field that somebody else changed.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct ClashView {
    /// The name of its input; that of the choice is `_take.` and this, and its values are `theirs` and `yours`.
    pub name: String,
    /// The `id` of the choice.
    pub id: String,
    /// The `id` of its input.
    pub input: String,
    /// The field, with the row that it is in.
    pub label: String,
    /// Who changed it last and when, where a log is kept.
    pub by: Option<ByView>,
    /// What it held when the form was drawn, where that is known.
    pub base: Option<CellView>,
    /// What it holds now.
    pub theirs: CellView,
    /// What was typed.
    pub yours: CellView,
    /// Whether this form changes it, too; then its own side is chosen.
    pub is_yours: bool,
}

/// Who changed something, and when.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct ByView {
    /// Who.
    pub who: String,
    /// When.
    pub at: MomentView,
}

impl ByView {
    /// That of the newest entry with a change like this.
    pub(crate) fn of(entries: &[AuditEntry], is_it: impl Fn(&FieldChange) -> bool) -> Option<Self> {
        let entry = entries.iter().find(|entry| entry.changes.iter().any(&is_it))?;
        Some(Self { who: entry.actor.clone(), at: MomentView::new(entry.at) })
    }

    /// In one sentence.
    pub(crate) fn words(&self) -> String {
        tr!("conflict-by", who = self.who.as_str(), when = self.at.words.as_str())
    }
}

/// `resource/gone.html`: a record that was deleted while somebody filled in its form.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct GoneView {
    /// That it is gone.
    pub heading: String,
    /// What was typed.
    pub typed: Vec<TypedView>,
    /// The list.
    pub back_href: String,
}

/// One text that was typed.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct TypedView {
    /// The field.
    pub label: String,
    /// The text.
    pub text: String,
}
