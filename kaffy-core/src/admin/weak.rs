//! An admin for those that it holds itself: they would keep each other for ever.

use std::{
    fmt,
    sync::{Arc, Weak},
};

use super::{Admin, AdminBuilder, Inner};

/// What is told of an admin once it is there.
pub(super) type Told = Box<dyn FnOnce(&Admin) + Send + Sync>;

/// An admin that is there as long as somebody else has it.
#[doc(hidden)]
#[derive(Clone)]
pub struct WeakAdmin(Weak<Inner>);

impl WeakAdmin {
    /// The admin, if it is still there.
    pub fn upgrade(&self) -> Option<Admin> {
        self.0.upgrade().map(Admin)
    }
}

impl fmt::Debug for WeakAdmin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("WeakAdmin")
    }
}

impl Admin {
    /// Whether any action of any resource runs as a job.
    #[doc(hidden)]
    pub fn has_background_actions(&self) -> bool {
        let mut all = self.registry().resources().iter().flat_map(|resource| &resource.actions.0);
        all.any(|action| action.meta().is_background())
    }

    /// Itself, for an extension of its own.
    #[doc(hidden)]
    pub fn downgrade(&self) -> WeakAdmin {
        WeakAdmin(Arc::downgrade(&self.0))
    }
}

impl AdminBuilder {
    /// Tells another crate of kaffy of the admin, once it is built.
    #[doc(hidden)]
    #[must_use]
    pub fn once_built(mut self, told: impl FnOnce(&Admin) + Send + Sync + 'static) -> Self {
        self.once_built.push(Box::new(told));
        self
    }
}
