//! Changing cells of a list (A22): a page whose cells are inputs, with one button for all of it; and one cell, which
//! the script asks for and puts into the list. Both are saved by the same function.

mod drawn;
mod one;
mod wrong;

use axum::{extract::State, http::StatusCode, response::Response};
use kaffy_core::{Change, FormField, Key, Kind, SavedCells, View, tr};

use self::{drawn::Cells, wrong::Wrong};
use super::{naming, respond};
use crate::{
    WebError,
    extract::{Form, Params, Permitted, VERSION, Visit},
    flash::Flash,
    list_state::ListState,
    pages::Web,
};

/// The field of the one cell that the script is about.
const CELL: &str = "_cell";
/// The key of its record, as in its address.
const ID: &str = "_id";
/// The most fields that a page sends; a form may have a thousand.
const MOST_FIELDS: usize = 900;
/// The most rows of a page.
const MOST_ROWS: u16 = 200;

pub(crate) async fn page(
    State(web): State<Web>,
    visit: Visit,
    allowed: Permitted<Change>,
    params: Params,
) -> Result<Response, WebError> {
    let seen = web.admin.authorize::<View>(allowed.actor(), allowed.resource())?;
    let cells = Cells::open(&web, &visit, &allowed, &seen)?;
    if let Some(name) = params.get(CELL) {
        let back = ListState::of_params(&seen, &params);
        return one::ask(&Cells { back, ..cells }, name, params.get(ID).unwrap_or_default()).await;
    }
    let resource = seen.resource();
    let query = naming::list_query(&visit, &seen, params)?;
    if query.is_in_trash() {
        // What waits there is not changed.
        return Err(WebError::no_page());
    }
    let back = ListState::of_query(&query);
    let most = most_rows(&cells.inputs);
    let page = seen.page(&cells.with_inputs(&query).at_most(most)).await?;
    let keys: Vec<_> = page.rows.iter().filter_map(|row| row.key.clone()).collect();
    if keys.is_empty() {
        let words = tr!("cells-none", things = resource.meta().plural);
        return respond::see_other(&web, &visit, &back.href(&visit.links, resource), Some(Flash::warning(words)));
    }
    let some = (most < query.size() && page.after.is_some()).then(|| tr!("cells-first", count = keys.len()));
    Cells { back, ..cells }.draw(StatusCode::OK, keys, page, Wrong::saying(some)).await
}

pub(crate) async fn save(
    State(web): State<Web>,
    visit: Visit,
    allowed: Permitted<Change>,
    form: Form,
) -> Result<Response, WebError> {
    let seen = web.admin.authorize::<View>(allowed.actor(), allowed.resource())?;
    let back = ListState::of_form(&seen, &form);
    let cells = Cells { back, ..Cells::open(&web, &visit, &allowed, &seen)? };
    let one = form.get(CELL);
    if let Some(name) = one {
        // Before anything is saved.
        one::input(&cells, name)?;
    }
    let most = if one.is_some() { 1 } else { usize::from(MOST_ROWS) };
    let saved = allowed.save_cells(&form.posted(), most).await;
    let saved = saved.map_err(|error| WebError::of_save(error, &seen))?;
    if let Some(name) = one {
        return one::saved(&cells, name, &form, saved).await;
    }
    let resource = seen.resource();
    let changed = saved.iter().filter(|row| is_changed(row)).count();
    if saved.iter().all(|row| row.outcome.is_ok()) {
        let (words, list) = (saved_words(&cells, changed), cells.back.href(&visit.links, resource));
        return respond::see_other(&web, &visit, &list, Some(Flash::success(words)));
    }
    let keys: Vec<Key> = saved.iter().map(|row| row.key.clone()).collect();
    let wrong = Wrong::of(&cells, changed, saved, &|row| version(&form, row));
    let page = seen.page_of(&keys, &cells.with_inputs(&cells.back.query(&seen))).await?;
    cells.draw(wrong.status(), keys, page, wrong).await
}

/// The state that a row was sent with.
fn version(form: &Form, row: &str) -> String {
    form.get(&format!("{row}.{VERSION}")).unwrap_or_default().to_owned()
}

fn is_changed(row: &SavedCells) -> bool {
    row.outcome.as_ref().is_ok_and(|saved| saved.as_ref().is_some_and(|saved| !saved.changed.is_empty()))
}

fn saved_words(cells: &Cells<'_>, changed: usize) -> String {
    let meta = cells.seen.resource().meta();
    tr!("cells-saved", count = changed, thing = meta.singular, things = meta.plural)
}

/// The rows of a page whose cells are all inputs: a key, a state and what the inputs of each send. A box sends two
/// things, and several of them as many as are ticked.
fn most_rows(inputs: &[FormField]) -> u16 {
    let sent = |field: &FormField| match field.column.kind() {
        Kind::List(item) => {
            1 + match item.kind {
                Kind::Choice(choice) => choice.variants.len().max(field.column.meta.choices.len()),
                _ => field.column.meta.choices.len().max(1),
            }
        }
        _ => 2,
    };
    let fields: usize = inputs.iter().map(sent).sum();
    u16::try_from(MOST_FIELDS / (2 + fields)).unwrap_or(MOST_ROWS).clamp(1, MOST_ROWS)
}
