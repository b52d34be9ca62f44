//! Rows as they were when somebody was asked about them: should they have changed at the answer, the question is
//! asked again (A57).
//!
//! The page that asks carries a digest for each row that was picked. "All that match" is counted again instead.

use std::collections::BTreeMap;

use super::{AllowedAction, Preview};
use crate::{
    Admin, Cell, Column, Key, Record, Resource,
    form::{Versions, digest},
};

impl AllowedAction {
    /// The state of a record as the page that asks saw it, for the answer ([`Given::asked`](super::Given::asked)).
    pub fn seen_of(&self, key: &Key, record: &Record) -> String {
        seen_of(self.admin(), self.resource(), key, record)
    }

    pub(super) fn digest<'a>(&self, key: &Key, cells: impl Iterator<Item = (&'a Column, &'a Cell)>) -> String {
        let versions = Versions { secret: self.admin().secret(), resource: self.resource(), key };
        digest(versions, cells)
    }
}

/// The state of a record as somebody saw it who was asked about it.
pub(crate) fn seen_of(admin: &Admin, resource: &Resource, key: &Key, record: &Record) -> String {
    let cells = resource.asked_about().map(|column| (&**column, &record.cells()[column.index]));
    digest(Versions { secret: admin.secret(), resource, key }, cells)
}

impl Preview {
    /// The state of all rows that were picked, as a text for a form; nothing for all that match.
    pub fn seen(&self, resource: &Resource) -> String {
        let one = |(key, digest): &(Key, String)| format!("{digest}.{}", key.segment(resource));
        self.seen.iter().map(one).collect::<Vec<_>>().join(" ")
    }

    /// How many of the rows are not as they were when [`seen`](Self::seen) was written into a form.
    pub fn changed_since(&self, resource: &Resource, seen: &str) -> usize {
        let known = seen.split(' ').filter_map(|one| one.split_once('.')).map(|(digest, segment)| (segment, digest));
        let known: BTreeMap<_, _> = known.collect();
        let is_other = |(key, digest): &&(Key, String)| {
            known.get(key.segment(resource).as_str()).is_some_and(|known| known != digest)
        };
        self.seen.iter().filter(is_other).count()
    }
}
