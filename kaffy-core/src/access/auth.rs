//! Who is behind a request: the host's own login, or nobody but the developer.

use std::{fmt, future::Future, pin::Pin, sync::Arc};

use http::request::Parts;

use super::Actor;

type Login = dyn Fn(Parts) -> Pin<Box<dyn Future<Output = Option<Actor>> + Send>> + Send + Sync;

/// How the admin learns who is asking. [`AdminBuilder::build`](crate::AdminBuilder::build) fails
/// unless one was chosen.
#[derive(Clone)]
pub struct Auth(pub(crate) AuthKind);

#[derive(Clone)]
pub(crate) enum AuthKind {
    External(Arc<Login>),
    NoneForLocalDevelopment,
}

impl Auth {
    /// The host application's own login: from the head of a request to the actor, or `None` for
    /// somebody who is not signed in, who then gets 403.
    ///
    /// The closure gets a copy of the request's head with its extensions, so whatever a session layer
    /// of the host put there is at hand.
    ///
    /// ```
    /// # use kaffy_core::{Actor, Auth};
    /// #[derive(Clone)]
    /// struct CurrentUser { id: i64, name: String }
    ///
    /// let auth = Auth::external(|request| async move {
    ///     let user = request.extensions.get::<CurrentUser>()?;
    ///     Some(Actor::new(user.id.to_string(), user.name.clone()))
    /// });
    /// ```
    pub fn external<F, Fut>(login: F) -> Self
    where
        F: Fn(Parts) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Option<Actor>> + Send + 'static,
    {
        Self(AuthKind::External(Arc::new(move |parts| Box::pin(login(parts)))))
    }

    /// Nobody signs in and everything is allowed, for clients on this machine only.
    ///
    /// A request that does not come from a loopback address, that came through a proxy, or whose peer
    /// is unknown is refused. The peer is known when the application is served with
    /// `into_make_service_with_connect_info::<SocketAddr>()`.
    pub fn none_for_local_development() -> Self {
        Self(AuthKind::NoneForLocalDevelopment)
    }

    /// Whether this is [`none_for_local_development`](Self::none_for_local_development).
    pub fn is_local_development(&self) -> bool {
        matches!(self.0, AuthKind::NoneForLocalDevelopment)
    }

    /// The actor of a request. For local development it is the developer: the caller has to make sure
    /// that the request comes from this machine.
    pub async fn actor(&self, parts: &Parts) -> Option<Actor> {
        match &self.0 {
            AuthKind::External(login) => login(parts.clone()).await,
            AuthKind::NoneForLocalDevelopment => Some(Actor::new("local", "Local developer")),
        }
    }
}

impl fmt::Debug for Auth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            AuthKind::External(_) => "Auth::external",
            AuthKind::NoneForLocalDevelopment => "Auth::none_for_local_development",
        })
    }
}
