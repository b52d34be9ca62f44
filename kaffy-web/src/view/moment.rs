//! A time as pages show it, wherever it comes from.

use chrono::{DateTime, Utc};
use kaffy_core::i18n::Localizer;
use serde::Serialize;

/// A time on the reader's clock; the components `moment` and `maybe_moment` draw it.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct MomentView {
    /// To the minute, for people.
    pub words: String,
    /// As exactly as it is, with the zone.
    pub exact: String,
    /// For machines.
    pub machine: String,
}

impl MomentView {
    pub(crate) fn new(at: DateTime<Utc>) -> Self {
        let (words, exact) = Localizer::current().moment(at);
        Self { words, exact, machine: at.to_rfc3339() }
    }

    /// The same without the fraction of a second.
    #[cfg(feature = "jobs")]
    pub(crate) fn to_the_second(at: DateTime<Utc>) -> Self {
        Self::new(DateTime::from_timestamp(at.timestamp(), 0).unwrap_or(at))
    }
}
