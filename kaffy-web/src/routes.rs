//! The table of addresses: what the router is made of, and what can be asked of it.
//!
//! A line adds a handler and says so in one go, so that no address is served which the list leaves out (W9).

use axum::{
    Router,
    handler::Handler,
    routing::{get, post},
};

use crate::pages::Web;

/// An address below the place where the admin is nested, and what may be sent to it.
///
/// `HEAD` goes wherever `GET` goes. Any other method is answered with 405.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Address {
    /// Its path, with what varies in braces: `/{context}/{resource}/{id}`.
    pub path: &'static str,
    /// Whether it can be read.
    pub get: bool,
    /// Whether a form can be sent to it.
    pub post: bool,
}

/// Handlers by address, in the order in which they were added.
pub(crate) struct Routes {
    pub(crate) router: Router<Web>,
    pub(crate) addresses: Vec<Address>,
}

impl Routes {
    pub(crate) fn new() -> Self {
        Self { router: Router::new(), addresses: Vec::new() }
    }

    /// An address that is only read.
    pub(crate) fn get<T: 'static>(mut self, path: &'static str, read: impl Handler<T, Web>) -> Self {
        self.router = self.router.route(path, get(read));
        self.note(Address { path, get: true, post: false })
    }

    /// An address that only takes a form.
    pub(crate) fn post<T: 'static>(mut self, path: &'static str, take: impl Handler<T, Web>) -> Self {
        self.router = self.router.route(path, post(take));
        self.note(Address { path, get: false, post: true })
    }

    /// An address that is read, and takes a form.
    pub(crate) fn both<T: 'static, U: 'static>(
        mut self,
        path: &'static str,
        read: impl Handler<T, Web>,
        take: impl Handler<U, Web>,
    ) -> Self {
        self.router = self.router.route(path, get(read).post(take));
        self.note(Address { path, get: true, post: true })
    }

    fn note(mut self, address: Address) -> Self {
        self.addresses.push(address);
        self
    }
}
