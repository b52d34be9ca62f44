//! Chores by their names.

use std::collections::BTreeMap;

use super::{ChoreEntry, ChoreMeta};

/// Chores by their names, checked against each other.
#[derive(Clone, Debug, Default)]
pub(crate) struct ChoreRegistry {
    chores: BTreeMap<&'static str, ChoreEntry>,
}

impl ChoreRegistry {
    /// Checks entries. The same chore twice is no mistake, the same name for two is.
    pub(crate) fn new(entries: Vec<ChoreEntry>, problems: &mut Vec<String>) -> Self {
        let mut chores: BTreeMap<&'static str, ChoreEntry> = BTreeMap::new();
        for entry in entries {
            let meta = entry.meta();
            match chores.get(meta.key) {
                Some(other) if other.meta().rust_name == meta.rust_name => continue,
                Some(other) => {
                    problems.push(format!(
                        "`{}` and `{}` are both the chore `{}`: give one of the functions another name",
                        other.meta().rust_name,
                        meta.rust_name,
                        meta.key
                    ));
                    continue;
                }
                None => drop(chores.insert(meta.key, entry)),
            }
            for (what, text, limit) in [("name", meta.key, 100), ("title", meta.title, 100), ("queue", meta.queue, 64)]
            {
                let length = text.chars().count();
                if length == 0 || length > limit {
                    problems
                        .push(format!("the {what} of `{}` has {length} characters, not 1 to {limit}", meta.rust_name));
                }
            }
        }
        Self { chores }
    }

    /// The chore of a name.
    pub(crate) fn get(&self, key: &str) -> Option<ChoreEntry> {
        self.chores.get(key).copied()
    }

    /// All of them, by name.
    pub(crate) fn all(&self) -> impl Iterator<Item = ChoreEntry> {
        self.chores.values().copied()
    }

    /// What every chore says about itself, by name.
    pub(crate) fn metas(&self) -> impl Iterator<Item = &'static ChoreMeta> {
        self.all().map(ChoreEntry::meta)
    }
}
