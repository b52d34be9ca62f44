//! The language of the pages, for somebody whose browser asks for another one.

use axum::{extract::State, response::Response};

use super::theme;
use crate::{
    WebError,
    extract::{Form, Visit},
    pages::Web,
};

pub(crate) const COOKIE: &str = "kaffy_language";

pub(crate) async fn choose(State(web): State<Web>, visit: Visit, form: Form) -> Result<Response, WebError> {
    let wanted = form.get("language").unwrap_or_default();
    let language =
        web.admin.languages().find(wanted).ok_or_else(|| WebError::bad_request(kaffy_core::tr!("language-unknown")))?;
    theme::remember(&web, &visit, &form, COOKIE, language.tag())
}
