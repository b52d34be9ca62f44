//! The resources of an admin, resolved against each other and against the live database.

mod build;
mod check;
mod column;
mod inline;
mod list_column;
mod listing;
mod many;
mod path;
mod problem;
mod resource;
#[cfg(test)]
mod tests;

use std::sync::Arc;

pub use column::{Column, Storage};
pub use inline::Inline;
pub use list_column::ListColumn;
pub use many::Many;
pub use path::{Hop, Order, Path, SearchTarget};
pub use problem::{BuildError, Problem};
pub use resource::Resource;
pub(crate) use resource::{display, label_text};

pub(crate) use build::{resolve, slugify};

use crate::{ForeignKey, ResourceMeta, TableName};

/// All resources of an admin, sorted by context and name.
#[derive(Debug)]
pub struct Registry {
    resources: Vec<Arc<Resource>>,
    foreign_keys: Vec<ForeignKey>,
}

impl Registry {
    /// What lists are sorted by that is an expression, with the resource.
    pub(crate) fn sort_expressions(
        &mut self,
    ) -> impl Iterator<Item = (&'static ResourceMeta, &'static str, &mut Path)> {
        self.resources.iter_mut().filter_map(Arc::get_mut).flat_map(|resource| {
            let meta = resource.meta;
            let parts = resource.sorts.iter_mut().flat_map(|(name, by)| by.iter_mut().map(|part| (*name, part)));
            parts
                .filter(|(_, part)| part.path.column.expr.is_some())
                .map(move |(name, part)| (meta, name, &mut part.path))
        })
    }

    /// All of them, grouped by context.
    pub fn resources(&self) -> &[Arc<Resource>] {
        &self.resources
    }

    /// The resource at `/{context}/{slug}`.
    pub fn find(&self, context: &str, slug: &str) -> Option<&Arc<Resource>> {
        self.resources.iter().find(|resource| resource.context_slug == context && resource.slug() == slug)
    }

    /// Foreign keys of any table that refer to this one.
    pub fn references_to(&self, table: &TableName) -> impl Iterator<Item = &ForeignKey> {
        self.foreign_keys.iter().filter(move |key| key.references == *table)
    }

    /// The resource of this metadata.
    pub fn of(&self, meta: &'static ResourceMeta) -> Option<&Arc<Resource>> {
        self.resources.iter().find(|resource| resource.meta.id() == meta.id())
    }
}
