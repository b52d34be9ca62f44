//! What happened to a record, once it lasts.

/// What happened to a record, for [`ResourceAdmin::after_commit`](crate::ResourceAdmin::after_commit).
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Committed<R> {
    /// It was added.
    Inserted(R),
    /// It was changed.
    Updated {
        /// As it is now.
        record: R,
        /// The names of the fields that changed.
        changed: Vec<&'static str>,
    },
    /// It was deleted.
    Deleted(R),
}

impl<R> Committed<R> {
    /// The record: as it is now, or as it was when it was deleted.
    pub fn record(&self) -> &R {
        match self {
            Self::Inserted(record) | Self::Updated { record, .. } | Self::Deleted(record) => record,
        }
    }
}

/// Whether a hook did what it stands for, or leaves it to the admin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Replaced {
    /// The admin runs its own statement.
    No,
    /// The hook has done it.
    Yes,
}
