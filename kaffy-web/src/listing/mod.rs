//! Lists that are no resource: jobs and their groups, schedules, runs of chores, the audit log.
//!
//! A list is a constant, [`ListMeta`]: where it is and what narrows it. [`Asked`] is what an address asks of it, read
//! strictly, and every variation of that address; `drawn` makes chips, inputs and pages of it, [`file`] a file of its rows,
//! and [`Kept`] carries it along while one of them is looked at. What a filter means to a store is said where the list is
//! handled, and nowhere here. [`open`] reads its saved views beside it, and leads to one where an address asks for it.
#![cfg_attr(not(feature = "jobs"), allow(dead_code, unused_imports, reason = "the audit log alone asks for less"))]

mod asked;
mod drawn;
mod export;
mod kept;
mod lists;
mod viewed;

pub(crate) use asked::{Asked, Place, bad};
pub(crate) use drawn::{Around, Offer};
pub(crate) use export::{Rows, file};
pub(crate) use kept::Kept;
#[cfg(feature = "jobs")]
pub(crate) use lists::SCHEDULES;
pub(crate) use lists::{AUDIT, GROUPS, JOBS, RUNS, USERS};
pub(crate) use viewed::{Opened, Viewed, open};

use crate::links::Links;

/// A list that is no resource.
pub(crate) struct ListMeta {
    /// Where it is.
    pub(crate) href: fn(&Links) -> String,
    /// What its page is called.
    pub(crate) title: fn() -> String,
    /// All that it lists: `Jobs`.
    pub(crate) plural: fn() -> String,
    /// What narrows it, in the order of its inputs and chips.
    pub(crate) filters: &'static [FilterMeta],
    /// The longest text of a filter, in characters.
    pub(crate) longest: usize,
    /// Rows of a page, unless somebody asks for another number.
    pub(crate) size: u16,
    /// Whether its newest rows come first.
    pub(crate) is_by_time: bool,
    /// Whether its store knows the way back to the page before.
    pub(crate) goes_back: bool,
    /// What its saved views know it by; none where no views of it are saved.
    pub(crate) views: Option<&'static str>,
}

/// Something that narrows a list.
pub(crate) struct FilterMeta {
    /// Its name in addresses.
    pub(crate) name: &'static str,
    /// What people call it.
    label: fn() -> String,
    kind: FilterKind,
}

/// What a filter takes, and so what its input, its chip and its check are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FilterKind {
    /// Words in the search box.
    Search,
    /// One of the words of the tabs above the list.
    Tab,
    /// One of the words that the list offers.
    Choice,
    /// Exactly this text.
    Text,
    /// A text with this in it.
    Part,
    /// A time on the reader's clock, and what is later; one that ends a span stands behind it.
    Since,
    /// What is earlier than a time.
    Before,
    /// A day, and later ones.
    FromDay,
    /// A day, and earlier ones.
    UntilDay,
}

impl FilterMeta {
    pub(crate) const fn new(name: &'static str, kind: FilterKind, label: fn() -> String) -> Self {
        Self { name, label, kind }
    }
}
