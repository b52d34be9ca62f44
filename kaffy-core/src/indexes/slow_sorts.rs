//! Sorts that would read a table of more than a million rows from its beginning to its end.

use std::collections::HashSet;

use super::{need, serves};
use crate::{Database, DbError, Registry, ResourceMeta, store::IndexCatalog};

/// More rows than this are not sorted without an index.
const MOST: u64 = 1_000_000;

/// The sorts that a list does not offer, by the `id` of its metadata and their names. Made once, at `build()`: an
/// index that is added later counts after the next start.
#[derive(Debug, Default)]
pub(crate) struct SlowSorts(HashSet<((&'static str, &'static str), &'static str)>);

impl SlowSorts {
    /// Looks for them: a statement or two for the indexes, and one for each long table that the database has no
    /// estimate for.
    pub(crate) async fn find(database: &Database, registry: &Registry) -> Result<Self, DbError> {
        let metas: Vec<_> = registry.resources().iter().map(|resource| resource.meta()).collect();
        let facts = database.indexes(&metas).await?;
        let mut slow = HashSet::new();
        for resource in registry.resources() {
            let sorts = resource.sortable().iter().filter_map(|path| Some((path.name, need::of_sort(resource, path)?)));
            let unserved: Vec<_> = sorts.filter(|(_, need)| !is_served(&facts, need, database)).collect();
            let Some((_, first)) = unserved.first() else { continue };
            let is_long = match facts.rows_of(&first.table) {
                Some(rows) => rows > MOST,
                None => database.has_more_than(resource.table(), MOST).await?,
            };
            if is_long {
                let names: Vec<_> = unserved.iter().map(|(name, _)| *name).collect();
                tracing::warn!(
                    resource = resource.meta().rust_name,
                    sorts = names.join(", "),
                    "these sorts would read more than a million rows without an index, and are not offered: \
                     `kaffy::doctor::indexes` says what to add"
                );
                slow.extend(names.into_iter().map(|name| (resource.meta().id(), name)));
            }
        }
        Ok(Self(slow))
    }

    /// Whether a sort is one of them.
    pub(crate) fn has(&self, meta: &ResourceMeta, name: &str) -> bool {
        !self.0.is_empty() && self.0.iter().any(|(id, known)| *id == meta.id() && *known == name)
    }
}

fn is_served(facts: &IndexCatalog, need: &need::Need, database: &Database) -> bool {
    facts.of(&need.table).any(|index| serves::serves(index, need, database.dialect()))
}
