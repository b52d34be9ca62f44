//! What cells say, looked up once for all of a list.

use std::cell::OnceCell;

use kaffy_core::{
    i18n::{Conventions, Localizer},
    tr,
};

/// What cells say and how they write numbers and dates, fetched once for all of a list.
#[derive(Default)]
pub(in crate::view) struct CellWords {
    yes: OnceCell<String>,
    no: OnceCell<String>,
    conventions: OnceCell<Conventions>,
}

impl CellWords {
    pub(super) fn yes(&self) -> &str {
        self.yes.get_or_init(|| tr!("cell-yes"))
    }

    pub(super) fn no(&self) -> &str {
        self.no.get_or_init(|| tr!("cell-no"))
    }

    /// The ways of the region; none without one, where a value is written as it is stored.
    pub(super) fn conventions(&self) -> Option<&Conventions> {
        let found = self.conventions.get_or_init(|| *Localizer::current().conventions());
        (*found != Conventions::default()).then_some(found)
    }
}
