//! The reason for which a queue or a schedule is paused.

use kaffy_core::tr;

/// The longest reason, in characters.
const REASON: usize = 500;

/// What is wrong with a reason, if anything.
pub(in crate::handlers) fn wrong_with(reason: &str) -> Option<String> {
    match reason.chars().count() {
        0 => Some(tr!("jobs-reason-needed")),
        1..=REASON => reason.contains('\0').then(|| tr!("jobs-nul")),
        _ => Some(tr!("jobs-too-long", limit = REASON.to_string())),
    }
}
