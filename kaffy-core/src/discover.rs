//! Resources that register themselves where they are derived.

use crate::{AdminResource, Behaviour, ResourceMeta};

/// A resource that was linked in; made by the derive.
#[derive(Clone, Copy, Debug)]
pub struct ResourceEntry {
    meta: &'static ResourceMeta,
    behaviour: fn() -> Option<Behaviour>,
}

impl ResourceEntry {
    /// The entry of `R`.
    pub const fn of<R: AdminResource>() -> Self {
        Self { meta: R::META, behaviour: R::behaviour }
    }

    /// What the resource says about itself.
    pub const fn meta(self) -> &'static ResourceMeta {
        self.meta
    }

    #[cfg_attr(not(feature = "discover"), expect(dead_code, reason = "only `discover` asks"))]
    pub(crate) fn behaviour(self) -> Option<Behaviour> {
        (self.behaviour)()
    }
}

#[cfg(feature = "discover")]
inventory::collect!(ResourceEntry);

#[cfg(feature = "discover")]
#[doc(hidden)]
pub use inventory;

/// Registers an entry for `.discover()`; nothing without the feature `discover`.
#[cfg(feature = "discover")]
#[doc(hidden)]
#[macro_export]
macro_rules! submit {
    ($entry:expr) => {
        $crate::__inventory::submit! { $entry }
    };
}

/// Registers an entry for `.discover()`; nothing without the feature `discover`.
#[cfg(not(feature = "discover"))]
#[doc(hidden)]
#[macro_export]
macro_rules! submit {
    ($entry:expr) => {};
}
