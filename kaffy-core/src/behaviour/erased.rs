//! A [`ResourceAdmin`] whose types are forgotten: the sealed trait for the machine.
//!
//! Types come back in one place, the implementation for [`Erased`] below.

use std::{fmt, sync::Arc};

use super::ResourceAdmin;
use crate::{Actor, AdminResource};

/// What a resource does. Cheap to clone.
#[derive(Clone)]
pub struct Behaviour(Arc<dyn DynAdmin>);

impl Behaviour {
    /// That of a typed one.
    pub fn of<A: ResourceAdmin>(admin: A) -> Self {
        Self(Arc::new(Erased(admin)))
    }

    /// That of a typed one which has to be about `R`; what the derive writes.
    pub fn about<R: AdminResource, A: ResourceAdmin<Record = R>>(admin: A) -> Self {
        Self::of(admin)
    }

    pub(crate) fn get(&self) -> &dyn DynAdmin {
        &*self.0
    }
}

impl fmt::Debug for Behaviour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Behaviour")
    }
}

/// What the rest of the crate asks; see the function of the same name of [`ResourceAdmin`].
pub(crate) trait DynAdmin: Send + Sync {
    fn description(&self, actor: &Actor) -> Option<String>;
}

struct Erased<A>(A);

impl<A: ResourceAdmin> DynAdmin for Erased<A> {
    fn description(&self, actor: &Actor) -> Option<String> {
        self.0.description(actor)
    }
}
