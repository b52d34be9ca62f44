//! Where a request comes from, for whoever signs in; and the account that it comes from.

use axum::{
    extract::FromRequestParts,
    http::{header, request::Parts},
};
use kaffy_core::accounts::{Accounts, Managing, Network, SignedIn};

use crate::{WebError, extract::Visit, pages::Web};

/// Where a request comes from.
pub(crate) struct Caller {
    pub(crate) network: Network,
    /// The browser, as it calls itself.
    pub(crate) agent: Option<String>,
}

impl FromRequestParts<Web> for Caller {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, WebError> {
        built_in(web)?;
        let network = Network::of(Visit::from_request_parts(parts, web).await?.client);
        let agent = parts.headers.get(header::USER_AGENT).and_then(|agent| agent.to_str().ok()).map(str::to_owned);
        Ok(Self { network, agent })
    }
}

/// The account of whoever asks, with all accounts.
pub(crate) struct Account {
    pub(crate) accounts: Accounts,
    pub(crate) signed: SignedIn,
}

impl Account {
    /// What they may do to the accounts of others.
    pub(crate) fn managing(&self) -> Managing {
        self.accounts.managing(&self.signed.actor)
    }
}

impl FromRequestParts<Web> for Account {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, WebError> {
        let visit = Visit::from_request_parts(parts, web).await?;
        let accounts = built_in(web)?.clone();
        let signed = visit.signed().cloned().ok_or_else(|| WebError::SignedOut { login: visit.links.login() })?;
        Ok(Self { accounts, signed })
    }
}

/// The built-in accounts; without them these addresses are no pages.
pub(crate) fn built_in(web: &Web) -> Result<&Accounts, WebError> {
    web.admin.accounts().ok_or_else(WebError::no_page)
}
