//! A field that names a row of another resource.

use super::ResourceMeta;
use crate::AdminResource;

/// `belongs_to`: the field holds the key of one row of another resource.
#[non_exhaustive]
#[derive(Clone, Copy)]
pub struct RelationMeta {
    /// Its name in paths: the field's name without `_id`.
    pub name: &'static str,
    /// What a person reads in a column head: the name in words.
    pub label: &'static str,
    /// The other resource. A function, so that two resources may refer to each other.
    pub target: fn() -> &'static ResourceMeta,
}

impl RelationMeta {
    /// A relation to `T`.
    pub const fn to<T: AdminResource>(name: &'static str, label: &'static str) -> Self {
        Self { name, label, target: || T::META }
    }
}

// By hand: printing the target would not end where two resources refer to each other.
impl std::fmt::Debug for RelationMeta {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("RelationMeta").field("name", &self.name).finish_non_exhaustive()
    }
}
