//! Rows of another resource that share rows of a third one with a record.

use super::ResourceMeta;
use crate::AdminResource;

/// `many_to_many`: rows of another resource, each joined to a record by a row of the table between.
///
/// On a form, `tags` holds the keys that are chosen, and `tags.was` those that were when it was drawn.
#[non_exhaustive]
#[derive(Clone, Copy)]
pub struct ManyMeta {
    /// Its name in forms.
    pub name: &'static str,
    /// What a person reads: the plural of the other resource by default.
    pub label: Option<&'static str>,
    /// The other resource. A function, so that two resources may refer to each other.
    pub target: fn() -> &'static ResourceMeta,
    /// The resource of the rows between.
    pub through: fn() -> &'static ResourceMeta,
    /// The field of the rows between that names the record.
    pub by: &'static str,
    /// The field of the rows between that names the row of the other resource.
    pub to: &'static str,
}

impl ManyMeta {
    /// Rows of `T`, joined by rows of `J`.
    pub const fn of<T: AdminResource, J: AdminResource>(
        name: &'static str,
        by: &'static str,
        to: &'static str,
    ) -> Self {
        Self { name, label: None, target: || T::META, through: || J::META, by, to }
    }

    /// Sets what a person reads.
    pub const fn label(mut self, label: &'static str) -> Self {
        self.label = Some(label);
        self
    }
}

// By hand: printing the other resource would not end where two refer to each other.
impl std::fmt::Debug for ManyMeta {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ManyMeta").field("name", &self.name).finish_non_exhaustive()
    }
}
