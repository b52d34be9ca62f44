//! What can be done to a run now.

use chrono::{DateTime, Utc};
use kaffy_core::tr;
use kaffy_jobs::chores::{ChoreRunRecord, RunMove};
use serde::Serialize;

use crate::{
    extract::Visit,
    listing::{Kept, RUNS},
};

/// Something that can be done to a run.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct MoveButton {
    /// Its word; the field `move`.
    pub word: &'static str,
    /// What the button says.
    pub label: String,
    /// Where it is posted, or the page that asks first.
    pub href: String,
    /// Whether a page asks first.
    pub asks: bool,
    /// Whether it is something to be careful with.
    pub is_danger: bool,
}

/// What is legal now, in the order of the buttons (J74).
pub(super) fn moves(visit: &Visit, run: &ChoreRunRecord, now: DateTime<Utc>) -> Vec<MoveButton> {
    let (back, href) = (Kept::of(&RUNS, visit), visit.links.chore_run(run.id, "move"));
    let button = |it: RunMove| {
        let asks = matches!(it, RunMove::ForcePause | RunMove::ForceCancel);
        MoveButton {
            word: it.word(),
            label: move_label(it),
            href: if asks { back.on(&format!("{href}?move={}", it.word())) } else { back.on(&href) },
            asks,
            is_danger: matches!(it, RunMove::Cancel | RunMove::ForceCancel),
        }
    };
    run.moves(now).into_iter().map(button).collect()
}

/// What a button says that does it.
pub(crate) fn move_label(it: RunMove) -> String {
    match it {
        RunMove::Pause => tr!("chores-pause"),
        RunMove::Resume => tr!("chores-resume"),
        RunMove::Cancel => tr!("chores-cancel"),
        RunMove::ForcePause => tr!("chores-force-pause"),
        RunMove::ForceCancel => tr!("chores-force-cancel"),
        other => other.word().to_owned(),
    }
}
