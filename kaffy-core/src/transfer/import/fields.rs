//! Which fields an import may set: the inputs of the form, and the key to find records by (S8, S38).

use std::{collections::BTreeMap, sync::Arc};

use super::Sheet;
use crate::{Column, FormField};

/// What an import does with the rows of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImportMode {
    /// Every row is a new record.
    Add,
    /// Every row is a record that is there, by its key.
    Change,
    /// A row whose key is there changes that record; any other one is new.
    Both,
}

impl ImportMode {
    /// What a form posts.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Add => "add",
            Self::Change => "change",
            Self::Both => "both",
        }
    }

    /// Whether it may add records.
    pub fn adds(self) -> bool {
        self != Self::Change
    }

    /// Whether it may change records.
    pub fn changes(self) -> bool {
        self != Self::Add
    }
}

/// A field that a column of a file can be.
#[derive(Clone, Debug)]
pub struct ImportField {
    pub(crate) column: Arc<Column>,
    pub(crate) create: Option<FormField>,
    pub(crate) update: Option<FormField>,
    pub(crate) is_key: bool,
}

impl ImportField {
    /// Its name.
    pub fn name(&self) -> &'static str {
        self.column.meta.name
    }

    /// What people call it.
    pub fn label(&self) -> &'static str {
        self.column.meta.label
    }

    /// Whether records are found by it.
    pub fn is_key(&self) -> bool {
        self.is_key
    }

    /// Whether a new record needs it.
    pub fn is_required(&self) -> bool {
        self.create.as_ref().is_some_and(|field| field.required && field.column.meta.default.is_none())
    }

    /// Whether a mode has a use for it.
    pub fn is_for(&self, mode: ImportMode) -> bool {
        (self.is_key && mode.changes())
            || (mode.adds() && self.create.is_some())
            || (mode.changes() && self.update.is_some())
    }

    /// Whether it is set in new records only, although the mode changes others.
    pub fn is_for_new_ones(&self, mode: ImportMode) -> bool {
        mode == ImportMode::Both && self.update.is_none() && !self.is_key
    }

    /// What it looks like in a file.
    pub fn example(&self) -> String {
        use crate::Kind::*;
        if let Some(choice) = self.column.meta.choices.first() {
            return choice.value.to_owned();
        }
        match self.column.kind() {
            Bool => "true",
            Int(_) => "12",
            Float(_) | Decimal => "12.5",
            Uuid => "3f2504e0-4f89-41d3-9a0c-0305e82c3301",
            Date => "2026-03-29",
            Time => "14:05:00",
            DateTime => "2026-03-29T14:05:00",
            Timestamp => "2026-03-29T14:05:00Z",
            Json => "{}",
            List(_) => "[]",
            Char => "x",
            Choice(choice) => choice.variants.first().map_or("", |variant| variant.key),
            _ => "",
        }
        .to_owned()
    }
}

/// Which column of a file each field is, as its headings suggest: by the name or the label of the field,
/// whatever the case. A heading that is there twice suggests nothing.
pub(crate) fn guess(fields: &[ImportField], sheet: &Sheet) -> BTreeMap<&'static str, usize> {
    let same = |heading: &str, word: &str| heading.to_lowercase() == word.to_lowercase();
    let only = |word: &str| {
        let mut found = sheet.headings().iter().enumerate().filter(|(_, heading)| same(heading, word));
        found.next().map(|(at, _)| at).filter(|_| found.next().is_none())
    };
    let mut taken = Vec::new();
    let mut guessed = BTreeMap::new();
    for field in fields {
        let at = only(field.name()).or_else(|| only(field.label())).filter(|at| !taken.contains(at));
        if let Some(at) = at {
            taken.push(at);
            guessed.insert(field.name(), at);
        }
    }
    guessed
}
