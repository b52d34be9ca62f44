//! The same rows as an Excel file, which is whole before it is sent: its table of contents comes last.

use axum::{
    body::Body,
    http::{HeaderValue, header},
    response::Response,
};
use kaffy_core::{Allowed, Datum, Export, View, XlsxFile};
use tokio_util::io::ReaderStream;

use super::download::{attachment, file_name, left_out};
use crate::WebError;

const KIND: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

pub(super) async fn answer(seen: &Allowed<View>, export: Export) -> Result<Response, WebError> {
    let name = format!("{}.xlsx", file_name(seen.resource().meta().plural));
    let most = seen.admin().export_limit().min(XlsxFile::ROWS);
    let mut export = export.at_most(most);
    let mut file = XlsxFile::new(&export.headings()).map_err(WebError::storage)?;
    loop {
        let rows = export.next().await?;
        for row in &rows {
            file.row(row).map_err(WebError::storage)?;
        }
        if export.is_cut() {
            file.row(&[Datum::text(left_out(most))]).map_err(WebError::storage)?;
        }
        if rows.is_empty() || export.is_cut() {
            break;
        }
    }
    let whole = tokio::task::spawn_blocking(move || file.finish()).await.map_err(WebError::storage)?;
    let whole = tokio::fs::File::from_std(whole.map_err(WebError::storage)?);
    let size = whole.metadata().await.map_err(WebError::storage)?.len();
    let body = Body::from_stream(ReaderStream::new(whole));
    let mut response = attachment(&name, HeaderValue::from_static(KIND), body)?;
    response.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from(size));
    Ok(response)
}
