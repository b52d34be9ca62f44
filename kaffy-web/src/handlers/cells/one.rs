//! One cell, for the script: its input, and after it was saved the row as the list shows it.

use axum::{http::StatusCode, response::Response};
use kaffy_core::{FormField, Key, SavedCells, tr};

use super::{drawn::Cells, is_changed, version, wrong::WrongRow};
use crate::{
    WebError,
    extract::Form,
    handlers::respond,
    view::{CellFormView, HeadView, RowHtml, RowView, Screen, changed_here},
};

/// The input of a cell.
pub(super) async fn ask(cells: &Cells<'_>, name: &str, id: &str) -> Result<Response, WebError> {
    let key = Key::parse(cells.seen.resource(), id)?;
    draw(cells, StatusCode::OK, name, &key, None).await
}

/// The row, or the input once more with what is wrong.
pub(super) async fn saved(
    cells: &Cells<'_>,
    name: &str,
    form: &Form,
    mut saved: Vec<SavedCells>,
) -> Result<Response, WebError> {
    let resource = cells.seen.resource();
    let field = input(cells, name)?;
    let (Some(row), true) = (saved.pop(), saved.is_empty()) else {
        return Err(WebError::bad_request(tr!("cells-one")));
    };
    let changed = is_changed(&row);
    if let Err(error) = row.outcome {
        return match WrongRow::of(error, version(form, &row.name)) {
            Some((wrong, status)) => draw(cells, status, name, &row.key, Some(wrong)).await,
            None => Err(WebError::no_record(resource.meta().singular)),
        };
    }
    let query = cells.back.query(cells.seen);
    let page = cells.seen.page_of(std::slice::from_ref(&row.key), &query).await?;
    let links = &cells.visit.links;
    let heads = HeadView::all(links, cells.seen, &query, &page.columns, &changed_here(cells.seen));
    let rows = RowView::all(links, cells.seen, &page, cells.back.text());
    let label = rows.first().map(|row| row.label.clone()).unwrap_or_default();
    let message = if changed { "cell-saved" } else { "cell-unchanged" };
    let drawn = Saved {
        rows: RowHtml::new(cells.web.press(), &heads).values(&rows)?,
        words: tr!(message, field = field.column.meta.label, label = label),
    };
    let screen = Screen::new(cells.web, cells.visit, String::new());
    Ok(respond::page(StatusCode::OK, screen.render(cells.web, "resource/cell_saved.html", &drawn)?))
}

/// What became of a cell.
#[derive(serde::Serialize)]
struct Saved {
    rows: Vec<tera::Value>,
    words: String,
}

/// The input of a field whose cells the actor changes.
pub(super) fn input(cells: &Cells<'_>, name: &str) -> Result<FormField, WebError> {
    let input = cells.inputs.iter().find(|field| field.column.meta.name == name).cloned();
    input.ok_or_else(WebError::no_page)
}

async fn draw(
    cells: &Cells<'_>,
    status: StatusCode,
    name: &str,
    key: &Key,
    wrong: Option<WrongRow>,
) -> Result<Response, WebError> {
    let (resource, input) = (cells.seen.resource(), input(cells, name)?);
    let no_record = || WebError::no_record(resource.meta().singular);
    let query = cells.with_inputs(&cells.back.query(cells.seen));
    let page = cells.seen.page_of(std::slice::from_ref(key), &query).await?;
    let (_, found) = cells.seen.find_all(std::slice::from_ref(key)).await?.pop().ok_or_else(no_record)?;
    let rows = RowView::all(&cells.visit.links, cells.seen, &page, cells.back.text());
    let row = rows.first().ok_or_else(no_record)?;
    let mut row = cells.row((0, key), &found, row, &page, wrong, std::slice::from_ref(&input)).await?;
    let Some(field) = row.cells.iter_mut().find_map(|cell| cell.field.take()) else {
        return Err(WebError::Forbidden(tr!("access-change-one", thing = resource.meta().singular)));
    };
    let view = CellFormView {
        action: cells.visit.links.cells(resource),
        back: cells.back.text().to_owned(),
        cell: name.to_owned(),
        row,
        field,
    };
    let screen = Screen::new(cells.web, cells.visit, String::new());
    Ok(respond::page(status, screen.render(cells.web, "resource/cell_form.html", &view)?))
}
