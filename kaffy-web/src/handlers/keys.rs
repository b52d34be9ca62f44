//! What keys do, as a page and for the script as a part of one; and switching single keys off, which is remembered by the
//! browser (A89, WCAG 2.1.4).

use axum::{extract::State, http::StatusCode, response::Response};
use kaffy_core::tr;

use super::{respond, theme};
use crate::{
    WebError,
    extract::{Form, Params, Signed, Visit},
    pages::Web,
    view::{KeysView, Screen},
};

pub(crate) const COOKIE: &str = "kaffy_keys";
pub(crate) const OFF: &str = "off";

pub(crate) async fn page(
    State(web): State<Web>,
    visit: Visit,
    Signed(_): Signed,
    params: Params,
) -> Result<Response, WebError> {
    let is_part = params.get("part").is_some();
    let view = KeysView::new(&web, &visit, params.get("q").unwrap_or_default().trim());
    let screen = Screen::new(&web, &visit, tr!("keys-title"));
    let template = if is_part { "keys_part.html" } else { "keys.html" };
    Ok(respond::page(StatusCode::OK, screen.render(&web, template, &view)?))
}

pub(crate) async fn choose(
    State(web): State<Web>,
    visit: Visit,
    Signed(_): Signed,
    form: Form,
) -> Result<Response, WebError> {
    let choice = if form.get("keys") == Some(OFF) { OFF } else { "on" };
    theme::remember(&web, &visit, &form, COOKIE, choice)
}
