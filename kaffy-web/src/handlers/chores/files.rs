//! Files of a run: handed out to save (J80, S18), and taken away before their time.

use axum::{
    body::Body,
    extract::State,
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use kaffy_core::{
    chore_rights::{Stop, View},
    tr,
};
use kaffy_jobs::chores::RunFile;
use tokio_util::io::ReaderStream;
use uuid::Uuid;

use super::{Permitted, form_page, id_at, no_run, page_of, respond, run_id, screen_of_runs};
use crate::{
    WebError,
    extract::{Pressed, Proven, Visit},
    flash::Flash,
    handlers::files::{POLICY, disposition},
    pages::Web,
    view::jobs::JobFormView,
};

pub(crate) async fn file(_: State<Web>, visit: Visit, at: Permitted<View>) -> Result<Response, WebError> {
    let found = at.desk().download(&at.right, run_id(&visit)?, file_id(&visit)?).await?;
    let (file, content) = found.ok_or_else(no_file)?;
    let place = HeaderValue::from_str(&disposition("attachment", &file.name));
    let headers = [
        (header::CONTENT_TYPE, kind(&file.media_type)),
        (header::CONTENT_LENGTH, HeaderValue::from(content.size())),
        (header::CONTENT_DISPOSITION, place.map_err(|error| WebError::Internal(Box::new(error)))?),
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY)),
        (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin")),
    ];
    Ok((headers, Body::from_stream(ReaderStream::new(content))).into_response())
}

/// The type that a chore said, unless a browser would run it if it opened it after all.
fn kind(media_type: &str) -> HeaderValue {
    let name = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let runs = ["html", "xml", "script", "svg"].iter().any(|word| name.contains(word));
    let plain = HeaderValue::from_static("application/octet-stream");
    if runs { plain } else { HeaderValue::from_str(media_type).unwrap_or(plain) }
}

/// Asks before a file is taken away.
pub(crate) async fn ask(
    State(web): State<Web>,
    visit: Visit,
    seen: Permitted<View>,
    _: Permitted<Stop>,
) -> Result<Response, WebError> {
    let (id, file) = (run_id(&visit)?, there(&visit, &seen).await?);
    let view = JobFormView {
        heading: tr!("chores-file-delete-heading", name = file.name.as_str()),
        lead: Some(tr!("chores-file-delete-lead")),
        action: page_of(&visit, id, &format!("files/{}/delete", file.id)),
        submit: tr!("jobs-delete"),
        is_danger: true,
        cancel_href: page_of(&visit, id, ""),
        ..JobFormView::default()
    };
    let screen = screen_of_runs(&web, &visit, &*view.heading);
    form_page(&web, screen, StatusCode::OK, &view)
}

pub(crate) async fn delete(
    State(web): State<Web>,
    visit: Visit,
    seen: Permitted<View>,
    at: Permitted<Stop>,
    _: Proven,
    _: Pressed,
) -> Result<Response, WebError> {
    let (id, file) = (run_id(&visit)?, there(&visit, &seen).await?);
    if !at.desk().delete_download(&at.right, id, file.id).await? {
        return Err(no_file());
    }
    let flash = Flash::success(tr!("chores-file-deleted", name = file.name.as_str()));
    respond::see_other(&web, &visit, &page_of(&visit, id, ""), Some(flash))
}

async fn there(visit: &Visit, seen: &Permitted<View>) -> Result<RunFile, WebError> {
    let one = seen.desk().chore_run(&seen.right, run_id(visit)?).await?.ok_or_else(no_run)?;
    let id = file_id(visit)?;
    one.files.into_iter().find(|file| file.id == id && !file.is_input).ok_or_else(no_file)
}

fn file_id(visit: &Visit) -> Result<Uuid, WebError> {
    id_at(visit, 4).ok_or_else(no_file)
}

fn no_file() -> WebError {
    WebError::NotFound(tr!("chores-no-file"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s18_a_download_is_no_page() {
        for (said, sent) in [
            ("text/csv", "text/csv"),
            ("text/csv; charset=utf-8", "text/csv; charset=utf-8"),
            ("text/HTML; charset=utf-8", "application/octet-stream"),
            ("image/svg+xml", "application/octet-stream"),
            ("application/javascript", "application/octet-stream"),
            ("a\r\nb", "application/octet-stream"),
        ] {
            assert_eq!(kind(said), sent, "{said}");
        }
    }
}
