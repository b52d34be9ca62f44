//! The resource of an address, with the proof that the actor may do what the handler is about to.
//!
//! An unknown address and a missing permission are settled here and nowhere else.

use std::sync::Arc;

use axum::{extract::FromRequestParts, http::request::Parts};
use kaffy_core::{Action, Allowed, Key, Resource};

use crate::{
    WebError,
    extract::{Signed, Visit},
    pages::Web,
};

/// The proof that the actor may do `A` to the resource of the address.
pub(crate) struct Permitted<A: Action> {
    allowed: Allowed<A>,
    segment: String,
}

impl<A: Action> Permitted<A> {
    /// The key of the record that the address names.
    pub(crate) fn key(&self) -> Result<Key, WebError> {
        Ok(Key::parse(self.allowed.resource(), &self.segment)?)
    }
}

impl<A: Action> std::ops::Deref for Permitted<A> {
    type Target = Allowed<A>;

    fn deref(&self) -> &Allowed<A> {
        &self.allowed
    }
}

impl<A: Action> FromRequestParts<Web> for Permitted<A> {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, WebError> {
        let visit = Visit::from_request_parts(parts, web).await?;
        let Signed(actor) = Signed::from_request_parts(parts, web).await?;
        let resource = find(web, &visit)?;
        let allowed = web.admin.authorize::<A>(&actor, &resource)?;
        Ok(Self { allowed, segment: visit.raw_segment(2).to_owned() })
    }
}

/// The resource of the address.
fn find(web: &Web, visit: &Visit) -> Result<Arc<Resource>, WebError> {
    let (context, slug) = (visit.segment(0)?, visit.segment(1)?);
    web.admin.registry().find(&context, &slug).cloned().ok_or_else(WebError::no_page)
}
