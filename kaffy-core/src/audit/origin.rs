//! Where a request comes from.

use std::{net::IpAddr, sync::Arc};

/// The number of a request and the address it came from. Cheap to clone.
///
/// It goes with the [`Actor`](crate::Actor) of the request, and so wherever what the actor asked for is done: also
/// into a task of its own. Without a request, in a test or a program, there is none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin(Option<Arc<(String, Option<IpAddr>)>>);

impl Origin {
    /// That of a request with this number, from this address where it is known.
    pub fn new(request: impl Into<String>, address: Option<IpAddr>) -> Self {
        Self(Some(Arc::new((request.into(), address))))
    }

    /// The number of the request; nothing without one.
    pub fn request(&self) -> &str {
        self.0.as_ref().map_or("", |of| &of.0)
    }

    /// The address it came from.
    pub fn address(&self) -> Option<IpAddr> {
        self.0.as_ref().and_then(|of| of.1)
    }
}
