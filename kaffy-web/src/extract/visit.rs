//! What is known of a request before it reaches a handler: where, from whom, in which theme.

use std::{
    net::{IpAddr, SocketAddr},
    sync::{Arc, OnceLock},
};

use axum::{
    extract::{ConnectInfo, FromRequestParts, OriginalUri},
    http::{StatusCode, header, request::Parts},
};
use kaffy_core::{Actor, Origin, accounts::SignedIn, i18n::Localizer, tr};
use percent_encoding::percent_decode_str;
use serde::Serialize;

use crate::{
    WebError, cookies,
    csrf::Token,
    error::Complaint,
    extract::Form,
    flash::Flash,
    handlers::{keys, language, recent},
    links::{Links, with_query},
    pages::Web,
    session,
};

/// One request. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Visit(Arc<Inner>);

pub(crate) struct Inner {
    pub(crate) links: Links,
    /// Names the request in the log and on its error page.
    pub(crate) number: String,
    pub(crate) theme: Theme,
    pub(crate) token: Token,
    pub(crate) flash: Option<Flash>,
    /// Path and query as the browser sees them.
    pub(crate) here: String,
    /// The path below the prefix, as it came, in segments.
    segments: Vec<String>,
    /// The query string as it came.
    pub(crate) query: String,
    /// The cookie of a session, where accounts are built in; whether there is such a session is yet to be seen.
    pub(crate) session: Option<String>,
    signed: OnceLock<SignedIn>,
    /// Set once the password came with this very request.
    proven: OnceLock<()>,
    actor: OnceLock<Actor>,
    /// The address of the client, where the application is served such that it is known.
    pub(crate) client: Option<IpAddr>,
    /// Records that were opened lately, as the browser keeps them.
    pub(crate) recent: Option<String>,
    /// Whether single keys do something.
    pub(crate) has_keys: bool,
    /// The language that was picked on a page.
    chosen: Option<String>,
    /// The header `Accept-Language`.
    accepted: Option<String>,
    /// Whom the answer is said to while nobody knows who asks.
    stranger: Localizer,
    /// Whom it is said to.
    localizer: OnceLock<Localizer>,
}

impl Visit {
    pub(crate) fn new(web: &Web, parts: &Parts) -> Self {
        let original = parts.extensions.get::<OriginalUri>().map_or(&parts.uri, |original| &original.0);
        let links = match &web.prefix {
            Some(prefix) => Links::new(prefix.clone()),
            None => Links::from_paths(original.path(), parts.uri.path()),
        };
        let https = web.admin.is_https();
        let session = web.admin.accounts().and_then(|_| session::read(&parts.headers, https));
        let query = parts.uri.query().unwrap_or_default().to_owned();
        let number: u64 = rand::random();
        let chosen = cookies::read(&parts.headers, language::COOKIE);
        let accepted = parts.headers.get(header::ACCEPT_LANGUAGE).and_then(|it| it.to_str().ok()).map(str::to_owned);
        Self(Arc::new(Inner {
            number: format!("{number:016x}"),
            theme: Theme::of(cookies::read(&parts.headers, Theme::COOKIE).as_deref()),
            token: session.as_deref().map_or_else(|| Token::of(&parts.headers, https), session::token),
            flash: Flash::read(&parts.headers, &links, https),
            recent: cookies::read(&parts.headers, &cookies::name(recent::COOKIE, https)),
            has_keys: cookies::read(&parts.headers, keys::COOKIE).as_deref() != Some(keys::OFF),
            here: with_query(&format!("{}{}", links.prefix(), parts.uri.path()), &query),
            segments: parts.uri.path().split('/').skip(1).map(str::to_owned).collect(),
            query,
            links,
            session,
            signed: OnceLock::new(),
            proven: OnceLock::new(),
            actor: OnceLock::new(),
            client: client(web, parts),
            stranger: web.admin.localizer(None, chosen.as_deref(), accepted.as_deref()),
            chosen,
            accepted,
            localizer: OnceLock::new(),
        }))
    }

    /// Who asks; nobody until the guard has found out.
    pub(crate) fn actor(&self) -> Option<&Actor> {
        self.0.actor.get()
    }

    pub(crate) fn identify(&self, web: &Web, actor: Actor) {
        let localizer = web.admin.localizer(Some(&actor), self.0.chosen.as_deref(), self.0.accepted.as_deref());
        // A second guard on the same request would find the same actor.
        let _ = self.0.localizer.set(localizer);
        let _ = self.0.actor.set(actor.asking_from(self.origin()));
    }

    /// Where it comes from, for the audit log.
    pub(crate) fn origin(&self) -> Origin {
        Origin::new(self.0.number.as_str(), self.0.client)
    }

    /// Notes the account of whoever asks.
    pub(crate) fn sign_in(&self, mut signed: SignedIn) {
        signed.actor = signed.actor.asking_from(self.origin());
        let _ = self.0.signed.set(signed);
    }

    /// The account of whoever asks, where accounts are built in.
    pub(crate) fn signed(&self) -> Option<&SignedIn> {
        self.0.signed.get()
    }

    /// Whether whoever asks has to type the password again before something is destroyed.
    pub(crate) fn has_to_prove(&self) -> bool {
        self.0.proven.get().is_none() && self.signed().is_some_and(SignedIn::has_to_prove)
    }

    /// Notes that they did.
    pub(crate) fn prove(&self) {
        let _ = self.0.proven.set(());
    }

    /// Whom a form is read from: as the page was drawn that it was typed into, which may be some time ago.
    pub(crate) fn reading(&self, form: Option<&Form>) -> Localizer {
        let mut localizer = self.localizer();
        if let Some(zone) = form.and_then(|form| form.get("_zone")?.parse().ok()) {
            localizer = localizer.in_zone(zone);
        }
        // A tag is short; anything else is no page of ours.
        match form.and_then(|form| form.get("_region")).filter(|tag| tag.len() <= 35) {
            Some(tag) => localizer.written_as(tag),
            None => localizer,
        }
    }

    /// Whom the answer is said to.
    pub(crate) fn localizer(&self) -> Localizer {
        self.0.localizer.get().unwrap_or(&self.0.stranger).clone()
    }

    /// Whether it asks for style or script.
    pub(crate) fn is_for_an_asset(&self) -> bool {
        matches!(self.segments.as_slice(), [first, _, _] if first == "assets")
    }

    /// A segment of the path below the prefix, still percent-encoded.
    pub(crate) fn raw_segment(&self, at: usize) -> &str {
        self.0.segments.get(at).map_or("", String::as_str)
    }

    /// A segment of the path below the prefix as text.
    pub(crate) fn segment(&self, at: usize) -> Result<String, WebError> {
        match percent_decode_str(self.raw_segment(at)).decode_utf8() {
            Ok(text) => Ok(text.into_owned()),
            Err(_) => Err(WebError::bad_request(tr!("error-address-utf8"))),
        }
    }

    /// Notes a failure under the number that its page names.
    pub(crate) fn log(&self, status: StatusCode, complaint: &Complaint) {
        let cause = complaint.cause.as_deref().unwrap_or("none");
        let (number, client) = (&self.number, self.client.map(tracing::field::display));
        let path = self.here.split('?').next().unwrap_or_default();
        if status.is_server_error() {
            tracing::error!(number, client, path, status = status.as_u16(), cause, "{}", complaint.log);
        } else {
            tracing::debug!(number, client, path, status = status.as_u16(), cause, "{}", complaint.log);
        }
    }
}

impl std::ops::Deref for Visit {
    type Target = Inner;

    fn deref(&self) -> &Inner {
        &self.0
    }
}

impl<S: Sync> FromRequestParts<S> for Visit {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, WebError> {
        parts
            .extensions
            .get::<Self>()
            .cloned()
            .ok_or_else(|| WebError::Internal("no visit: the frame is missing".into()))
    }
}

/// The address of the client: `ConnectInfo` has that of the peer, which may be a proxy.
fn client(web: &Web, parts: &Parts) -> Option<IpAddr> {
    let ConnectInfo(peer) = parts.extensions.get::<ConnectInfo<SocketAddr>>()?;
    let headers = parts.headers.get_all("x-forwarded-for").iter().filter_map(|it| it.to_str().ok());
    Some(web.admin.transport().client(peer.ip(), &headers.collect::<Vec<_>>()))
}

/// A request whose actor is known; pages that are not about one resource ask for this.
pub(crate) struct Signed(pub(crate) Actor);

impl<S: Sync> FromRequestParts<S> for Signed {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, WebError> {
        let visit = Visit::from_request_parts(parts, state).await?;
        let actor = visit.actor().cloned().map(Self);
        actor.ok_or_else(|| WebError::Forbidden(tr!("error-signed-out")))
    }
}

/// Light, dark, or what the system says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// As the system says.
    Auto,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    pub(crate) const COOKIE: &'static str = "kaffy_theme";

    pub(crate) fn of(name: Option<&str>) -> Self {
        match name {
            Some("light") => Self::Light,
            Some("dark") => Self::Dark,
            _ => Self::Auto,
        }
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}
