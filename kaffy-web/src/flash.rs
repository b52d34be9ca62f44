//! One message for the next page: "The product “Rye bread” was saved."

use axum::http::HeaderMap;
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use cookie::{Cookie, time::Duration};
use kaffy_core::{Key, Resource};
use serde::{Deserialize, Serialize};

use crate::{
    cookies::{self, Life},
    links::Links,
};

const COOKIE: &str = "kaffy_flash";
/// More would be no message, and might not fit a cookie.
const LENGTH: usize = 300;

/// A message that is shown once.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Flash {
    /// `success` or `warning`.
    pub level: Level,
    /// What happened, in words.
    pub text: String,
    /// Where it is undone by a form, where it can be.
    #[serde(default, skip_deserializing)]
    pub undo_href: Option<String>,
    /// The record that it was done to, by the parts of its address. An address as a whole would be one that
    /// somebody else may have written.
    #[serde(default)]
    pub(crate) undo: Option<[String; 3]>,
}

/// How a message is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// It was done.
    Success,
    /// Something to know.
    Warning,
}

impl Flash {
    pub(crate) fn success(text: impl Into<String>) -> Self {
        Self { level: Level::Success, text: text.into(), undo_href: None, undo: None }
    }

    pub(crate) fn warning(text: impl Into<String>) -> Self {
        Self { level: Level::Warning, text: text.into(), undo_href: None, undo: None }
    }

    /// With the way to take a record out of the trash that was moved there.
    pub(crate) fn with_undo(self, resource: &Resource, key: &Key) -> Self {
        let place = [resource.context_slug().to_owned(), resource.slug().to_owned(), key.segment(resource)];
        // What no cookie holds can be undone in the trash.
        let is_short = place.iter().map(String::len).sum::<usize>() < 1_000;
        Self { undo: is_short.then_some(place), ..self }
    }

    /// The message a browser brought along. Its text is drawn escaped, like everything else.
    pub(crate) fn read(headers: &HeaderMap, links: &Links, https: bool) -> Option<Self> {
        let held = cookies::read(headers, &cookies::name(COOKIE, https))?;
        let json = BASE64_URL_SAFE_NO_PAD.decode(held).ok()?;
        let mut flash: Self = serde_json::from_slice(&json).ok()?;
        let parts = flash.undo.take();
        flash.undo_href = parts.and_then(|it| links.restore_by(it.each_ref().map(String::as_str)));
        (flash.text.chars().count() <= LENGTH).then_some(flash)
    }

    /// As the cookie that brings it to the next page.
    pub(crate) fn cookie(&self, links: &Links, https: bool) -> Cookie<'static> {
        let short = Self { text: self.text.chars().take(LENGTH).collect(), ..self.clone() };
        let json = serde_json::to_vec(&short).unwrap_or_default();
        let value = BASE64_URL_SAFE_NO_PAD.encode(json);
        cookies::write(cookies::name(COOKIE, https), value, links, https, Life::For(Duration::minutes(1)))
    }

    /// The cookie that forgets it.
    pub(crate) fn spent(links: &Links, https: bool) -> Cookie<'static> {
        cookies::write(cookies::name(COOKIE, https), String::new(), links, https, Life::Over)
    }
}
