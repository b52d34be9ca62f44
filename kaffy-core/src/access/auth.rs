//! Who is behind a request: the host's own login, or nobody but the developer.

use std::{fmt, future::Future, pin::Pin, sync::Arc, time::Duration};

use http::request::Parts;

use super::Actor;
use crate::accounts::AccountSettings;

type Again = dyn Fn(String) -> Pin<Box<dyn Future<Output = Option<Actor>> + Send>> + Send + Sync;
type Confirm = dyn Fn(Parts) -> Pin<Box<dyn Future<Output = Option<String>> + Send>> + Send + Sync;
type Login = dyn Fn(Parts) -> Pin<Box<dyn Future<Output = Option<Actor>> + Send>> + Send + Sync;

/// How the admin learns who is asking. [`AdminBuilder::build`](crate::AdminBuilder::build) fails
/// unless one was chosen.
#[derive(Clone)]
pub struct Auth(pub(crate) AuthKind);

#[derive(Clone)]
pub(crate) enum AuthKind {
    External(External),
    BuiltIn(Box<AccountSettings>),
    NoneForLocalDevelopment,
}

/// The host's own login.
#[derive(Clone)]
pub(crate) struct External {
    login: Arc<Login>,
    again: Option<Arc<Again>>,
    confirm: Option<Arc<Confirm>>,
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
        let login: Arc<Login> = Arc::new(move |parts| Box::pin(login(parts)));
        Self(AuthKind::External(External { login, again: None, confirm: None }))
    }

    /// Says who somebody of [`external`](Self::external) is by now, from the id: for what goes on after the request, an
    /// action in the background. `None` is for somebody who may not do anything any more, and ends it.
    ///
    /// Without it such a run goes on with the name and the roles that the actor had when it was started; the rules of
    /// the admin (permissions, row scopes, fields) are asked again either way. With other kinds of login it does
    /// nothing: built-in accounts are looked up by themselves.
    ///
    /// ```
    /// # use kaffy_core::{Actor, Auth};
    /// # async fn user(id: &str) -> Option<(String, bool)> { None }
    /// let auth = Auth::external(|_| async { None }).by_id(|id| async move {
    ///     let (name, is_disabled) = user(&id).await?;
    ///     (!is_disabled).then(|| Actor::new(id, name))
    /// });
    /// ```
    #[must_use]
    pub fn by_id<F, Fut>(mut self, again: F) -> Self
    where
        F: Fn(String) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Option<Actor>> + Send + 'static,
    {
        if let AuthKind::External(external) = &mut self.0 {
            external.again = Some(Arc::new(move |id| Box::pin(again(id))));
        }
        self
    }

    /// Says, with [`external`](Self::external), whether whoever asks has to say once more who they are before they destroy
    /// something: `None` for somebody who did so lately, else the address of the application's page where they can. The
    /// admin then shows a page with a link there and a button that goes on with what was asked.
    ///
    /// It is asked before records are deleted, and before actions that are marked as dangerous. Without it nobody is
    /// asked. Built-in accounts have [`ask_again_after`](Self::ask_again_after).
    ///
    /// ```
    /// # use kaffy_core::{Actor, Auth};
    /// #[derive(Clone)]
    /// struct TypedLately(bool);
    ///
    /// let auth = Auth::external(|_| async { Some(Actor::new("1", "Ann")) }).confirmed(|request| async move {
    ///     let lately = request.extensions.get::<TypedLately>().is_some_and(|it| it.0);
    ///     (!lately).then(|| "/password".to_owned())
    /// });
    /// ```
    #[must_use]
    pub fn confirmed<F, Fut>(mut self, confirm: F) -> Self
    where
        F: Fn(Parts) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Option<String>> + Send + 'static,
    {
        if let AuthKind::External(external) = &mut self.0 {
            external.confirm = Some(Arc::new(move |parts| Box::pin(confirm(parts))));
        }
        self
    }

    /// Whether [`confirmed`](Self::confirmed) was said, so that the head of the request is needed.
    #[doc(hidden)]
    pub fn confirms(&self) -> bool {
        matches!(&self.0, AuthKind::External(External { confirm: Some(_), .. }))
    }

    /// Where whoever asks has to say once more who they are, by the application's rule.
    #[doc(hidden)]
    pub async fn unconfirmed(&self, parts: Parts) -> Option<String> {
        match &self.0 {
            AuthKind::External(External { confirm: Some(confirm), .. }) => confirm(parts).await,
            _ => None,
        }
    }

    /// How long after the password was typed nobody with a built-in account is asked for it again before they destroy
    /// something or give power away: 15 minutes by default. With `None` nobody ever is. See
    /// [`AccountSettings::ask_again_after`]; with other kinds of login it does nothing.
    ///
    /// ```
    /// # use std::time::Duration;
    /// # use kaffy_core::Auth;
    /// let short = Auth::built_in().ask_again_after(Duration::from_secs(5 * 60));
    /// let never = Auth::built_in().ask_again_after(None);
    /// ```
    #[must_use]
    pub fn ask_again_after(mut self, window: impl Into<Option<Duration>>) -> Self {
        if let AuthKind::BuiltIn(settings) = &mut self.0 {
            **settings = settings.as_ref().clone().ask_again_after(window);
        }
        self
    }

    /// Accounts of kaffy's own, for an application without a login: people sign in with address and password, and
    /// their roles say what they may do. `build()` makes the tables, all named `kaffy_…`.
    ///
    /// The first user, who may do everything, is made from the environment's `KAFFY_ADMIN_EMAIL` and
    /// `KAFFY_ADMIN_PASSWORD`; without a password a random one is printed once. Serve the application with
    /// `into_make_service_with_connect_info::<SocketAddr>()`, so that failed sign-ins are counted by address.
    ///
    /// ```
    /// # use kaffy_core::{Admin, Auth, Database};
    /// # fn app(db: Database) {
    /// let builder = Admin::builder(db).auth(Auth::built_in());
    /// # }
    /// ```
    pub fn built_in() -> Self {
        Self::built_in_with(AccountSettings::new())
    }

    /// The same with settings of one's own.
    pub fn built_in_with(settings: AccountSettings) -> Self {
        Self(AuthKind::BuiltIn(Box::new(settings)))
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

    /// Somebody of the application's own login as they are now, where it says.
    pub(crate) async fn again(&self, actor: Actor) -> Option<Actor> {
        match &self.0 {
            AuthKind::External(External { again: Some(again), .. }) => again(actor.id).await,
            _ => Some(actor),
        }
    }

    /// The settings of built-in accounts.
    pub(crate) fn account_settings(&self) -> Option<&AccountSettings> {
        match &self.0 {
            AuthKind::BuiltIn(settings) => Some(settings),
            _ => None,
        }
    }

    /// The actor of a request. With built-in accounts that is known to
    /// [`Accounts::signed_in`](crate::accounts::Accounts::signed_in) and not here. For local development it is the developer: the caller has to make sure
    /// that the request comes from this machine.
    pub async fn actor(&self, parts: &Parts) -> Option<Actor> {
        match &self.0 {
            AuthKind::External(external) => (external.login)(parts.clone()).await,
            AuthKind::BuiltIn(_) => None,
            AuthKind::NoneForLocalDevelopment => Some(Actor::new("local", "Local developer")),
        }
    }
}

impl fmt::Debug for Auth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            AuthKind::External(_) => "Auth::external",
            AuthKind::BuiltIn(_) => "Auth::built_in",
            AuthKind::NoneForLocalDevelopment => "Auth::none_for_local_development",
        })
    }
}
