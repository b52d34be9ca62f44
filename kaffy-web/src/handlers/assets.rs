//! Style, script and icon.

use axum::{
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};

use crate::{WebError, extract::Visit, pages::Web};

pub(crate) async fn file(State(web): State<Web>, visit: Visit) -> Result<Response, WebError> {
    let (hash, name) = (visit.segment(1)?, visit.segment(2)?);
    let asset = web.asset(&hash, &name).ok_or_else(WebError::no_page)?;
    let headers = [(header::CONTENT_TYPE, asset.kind), (header::CACHE_CONTROL, "public, max-age=31536000, immutable")];
    Ok((headers, asset.body.clone()).into_response())
}
