//! The actions of a resource, in the order they are offered.

use std::{fmt, marker::PhantomData, sync::Arc};

use super::{
    RecordAction,
    erased::{DynAction, Erased},
};
use crate::AdminResource;

/// The actions of a resource: what [`ResourceAdmin::actions`](crate::ResourceAdmin::actions) returns.
///
/// Their order is that of the buttons. See [`RecordAction`] for one.
pub struct Actions<R> {
    pub(crate) all: Vec<Arc<dyn DynAction>>,
    of: PhantomData<fn() -> R>,
}

impl<R: AdminResource> Actions<R> {
    /// None yet.
    pub fn new() -> Self {
        Self { all: Vec::new(), of: PhantomData }
    }

    /// With one more.
    #[must_use]
    pub fn with<A: RecordAction<Record = R>>(mut self, action: A) -> Self {
        self.all.push(Arc::new(Erased::new(action)));
        self
    }
}

impl<R: AdminResource> Default for Actions<R> {
    fn default() -> Self {
        Self::new()
    }
}

impl<R> fmt::Debug for Actions<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.all.iter().map(|action| action.meta().key())).finish()
    }
}
