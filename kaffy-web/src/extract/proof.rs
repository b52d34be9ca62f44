//! The proof that whoever sits at a session is still its owner, asked for before something is destroyed or power given
//! away (A78).
//!
//! A handler that takes [`Proven`] is not reached without; one where it depends takes [`Proof`] and asks for it. Either
//! way the guard draws the page that asks, with the form that was posted, and lets it in again with the password.

use axum::{extract::FromRequestParts, http::request::Parts};

use crate::{WebError, extract::Visit, pages::Web};

/// How it stands with the proof.
pub(crate) struct Proof {
    visit: Visit,
    /// Where the application's own login says.
    host: Option<(Web, Parts)>,
}

impl Proof {
    /// Goes on only with the proof.
    pub(crate) async fn needed(&self) -> Result<(), WebError> {
        self.needed_by(false).await
    }

    /// The same for a form; `has_secret` is whether a secret was typed into it. The page that asks must not send that back
    /// (S25), so the form stays behind.
    pub(crate) async fn needed_by(&self, has_secret: bool) -> Result<(), WebError> {
        if self.visit.has_to_prove() {
            return Err(WebError::Unproven { place: None, is_alone: has_secret });
        }
        let Some((web, parts)) = &self.host else { return Ok(()) };
        match web.admin.auth().unconfirmed(parts.clone()).await {
            Some(place) => Err(WebError::Unproven { place: Some(place), is_alone: has_secret }),
            None => Ok(()),
        }
    }
}

impl FromRequestParts<Web> for Proof {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, WebError> {
        let visit = Visit::from_request_parts(parts, web).await?;
        let host = web.admin.auth().confirms().then(|| (web.clone(), parts.clone()));
        Ok(Self { visit, host })
    }
}

/// The proof, for a handler that is not reached without. It stands behind what says whether the actor may.
pub(crate) struct Proven;

impl FromRequestParts<Web> for Proven {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, WebError> {
        Proof::from_request_parts(parts, web).await?.needed().await?;
        Ok(Self)
    }
}
