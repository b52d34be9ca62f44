//! A file into records: choose it, say which column is which field, see what would happen, do it (A30, S38).
//!
//! Every step is a POST with the token of the browser. Between two of them the file lies in a folder
//! (`KeptFiles` of the core), and the page carries its name, signed. The right is checked first, the file read next,
//! and no column reaches a field that the form of this actor does not have.

mod asked;
mod running;

use axum::{
    body::Body,
    extract::State,
    http::{HeaderValue, StatusCode},
    response::Response,
};
use kaffy_core::{CsvText, Datum, Importer, NoImport, Sheet, View, size_in_words, tr};

use self::asked::Asked;
use super::{
    export::{attachment, file_name},
    respond,
};
use crate::{
    WebError,
    extract::{Form, Params, Permitted, Visit},
    pages::Web,
    view::{ImportView, Screen},
};

/// The file that was chosen.
pub(crate) const SHEET: &str = "_sheet";
/// The file that is kept, by the text that a page carries.
const FILE: &str = "_file";
const RUN: &str = "_run";

/// The page that asks for a file; an example of one; or the rows of one that failed.
pub(crate) async fn page(
    State(web): State<Web>,
    visit: Visit,
    seen: Permitted<View>,
    params: Params,
) -> Result<Response, WebError> {
    let importer = importer(&web, &seen)?;
    if let Some(carried) = params.get("_failed") {
        let bytes = importer.seen().kept_file(carried).await.map_err(WebError::storage)?;
        let bytes = bytes.ok_or_else(|| WebError::NotFound(tr!("import-failed-gone")))?;
        let name = format!("{} {}.csv", file_name(seen.resource().meta().plural), tr!("import-failed-name"));
        return file(&name, bytes);
    }
    if params.get("_example").is_some() {
        return file(&format!("{}.csv", file_name(seen.resource().meta().plural)), example(&importer));
    }
    draw(&web, &visit, &importer, None, None)
}

/// The next step.
pub(crate) async fn post(
    State(web): State<Web>,
    visit: Visit,
    seen: Permitted<View>,
    form: Form,
) -> Result<Response, WebError> {
    let importer = importer(&web, &seen)?;
    let again = |words: String| draw(&web, &visit, &importer, None, Some(words));
    if let Some(upload) = form.upload(SHEET) {
        if upload.is_too_large() {
            return again(tr!("import-too-large", most = size_in_words(Sheet::BYTES)));
        }
        let bytes = upload.bytes().await.map_err(WebError::storage)?;
        return match read(&bytes).await? {
            Ok(sheet) => {
                let carried = importer.seen().keep_file(bytes).await.map_err(WebError::storage)?.to_string();
                let asked = Asked::guessed(&importer, sheet, carried);
                draw(&web, &visit, &importer, Some(&asked), None)
            }
            Err(words) => again(words),
        };
    }
    let Some(carried) = form.get(FILE).filter(|carried| !carried.is_empty()) else {
        return again(tr!("import-no-file"));
    };
    let Some(bytes) = importer.seen().kept_file(carried).await.map_err(WebError::storage)? else {
        return again(tr!("import-gone"));
    };
    let sheet = match read(&bytes).await? {
        Ok(sheet) => sheet,
        Err(words) => return again(words),
    };
    let asked = Asked::of_form(&importer, sheet, &form).map_err(refused)?;
    let step = form.get(RUN).unwrap_or_default();
    if step != "check" && step != "import" {
        return draw(&web, &visit, &importer, Some(&asked), None);
    }
    match importer.check(&asked.sheet, &asked.plan) {
        Ok(()) => running::start(&web, &visit, importer, asked, step == "import").await,
        Err(no @ (NoImport::Unknown(_) | NoImport::Mode | NoImport::Forbidden(_))) => Err(refused(no)),
        Err(no) => draw(&web, &visit, &importer, Some(&asked), Some(no.to_string())),
    }
}

/// The right comes first, whatever else is asked.
fn importer(web: &Web, seen: &Permitted<View>) -> Result<Importer, WebError> {
    let owned = web.admin.authorize::<View>(seen.actor(), seen.resource())?;
    owned.importer().map_err(refused)
}

fn refused(no: NoImport) -> WebError {
    match no {
        NoImport::Forbidden(_) => WebError::Forbidden(no.to_string()),
        other => WebError::bad_request(other.to_string()),
    }
}

/// Reads a file beside the other requests: twenty megabytes are some work.
async fn read(bytes: &[u8]) -> Result<Result<Sheet, String>, WebError> {
    let (bytes, localizer) = (bytes.to_vec(), kaffy_core::i18n::Localizer::current());
    let read = move || localizer.run(|| Sheet::read(&bytes).map_err(|bad| bad.to_string()));
    tokio::task::spawn_blocking(read).await.map_err(|error| WebError::Internal(Box::new(error)))
}

fn file(name: &str, bytes: Vec<u8>) -> Result<Response, WebError> {
    attachment(name, HeaderValue::from_static("text/csv; charset=utf-8"), Body::from(bytes))
}

/// Headings, and one row that shows what belongs below them.
fn example(importer: &Importer) -> Vec<u8> {
    let fields = importer.fields();
    let mut text = CsvText::new(b',');
    text.row(&fields.iter().map(|field| Datum::text(field.name())).collect::<Vec<_>>());
    text.row(&fields.iter().map(|field| Datum::text(field.example())).collect::<Vec<_>>());
    text.take()
}

fn draw(
    web: &Web,
    visit: &Visit,
    importer: &Importer,
    asked: Option<&Asked>,
    problem: Option<String>,
) -> Result<Response, WebError> {
    let (resource, links) = (importer.seen().resource(), &visit.links);
    let status = if problem.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let list = links.list(resource);
    let view = ImportView {
        action: links.import(resource),
        example_href: format!("{}?_example=1", links.import(resource)),
        cancel_href: list.clone(),
        problem,
        mapping: asked.map(|asked| asked.view(importer)),
        ..ImportView::new(importer)
    };
    let screen = Screen::new(web, visit, tr!("import-title"))
        .below(web, visit, resource)
        .after(resource.meta().plural, list)
        .failed_if(view.problem.is_some());
    Ok(respond::page(status, screen.render(web, "resource/import.html", &view)?))
}
