//! Lines of the log of a run (J79).

use kaffy_core::i18n::Localizer;
use kaffy_jobs::chores::LogLine;
use serde::Serialize;

use crate::view::MomentView;

/// A line.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct LineView {
    /// Its number, counted from 1.
    pub number: u64,
    /// When it was said, on the reader's clock.
    pub time: String,
    /// The same with its day and zone.
    pub exact: String,
    /// The same for machines.
    pub machine: String,
    /// What was said.
    pub text: String,
}

impl LineView {
    pub(crate) fn new(line: &LogLine) -> Self {
        let at = MomentView::to_the_second(line.at);
        Self {
            number: line.number,
            time: line.at.with_timezone(&Localizer::current().zone()).format("%H:%M:%S").to_string(),
            exact: at.exact,
            machine: at.machine,
            text: line.text.clone(),
        }
    }
}
