//! "Why has it not run?" in words.

use kaffy_core::tr;
use kaffy_jobs::desk::Why;

use super::{MomentView, words::count_words};

/// A reason as a sentence.
pub(super) fn words(why: &Why) -> String {
    let at = |at: &chrono::DateTime<chrono::Utc>| MomentView::new(*at).words;
    match why {
        Why::Due(time) => tr!("jobs-why-due", when = at(time)),
        Why::NextTry(time) => tr!("jobs-why-next-try", when = at(time)),
        Why::Paused { since, by, reason } => tr!(
            "jobs-why-paused",
            when = at(since),
            who = by.clone().unwrap_or_else(|| "?".to_owned()),
            reason = reason.clone().unwrap_or_else(|| "?".to_owned())
        ),
        Why::NoWorker => tr!("jobs-why-no-worker"),
        Why::NobodyOnQueue => tr!("jobs-why-nobody-on-queue"),
        Why::NoHandler => tr!("jobs-why-no-handler"),
        Why::Lane(lane, _) => tr!("jobs-why-lane", name = lane.as_str()),
        Why::Limit(key, Some(_)) => tr!("jobs-why-limit", name = key.as_str()),
        Why::Limit(key, None) => tr!("jobs-why-rate", name = key.as_str()),
        Why::InLine { ahead: 0, .. } => tr!("jobs-why-next"),
        Why::InLine { ahead, is_more } => tr!("jobs-why-in-line", count = count_words(*ahead, *is_more)),
        Why::Silent(since) => tr!("jobs-why-silent", when = at(since)),
        Why::Stopping(since) => tr!("jobs-why-stopping", when = at(since)),
        _ => tr!("jobs-why-waiting"),
    }
}
