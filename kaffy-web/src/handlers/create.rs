//! Adding a record.

use axum::{extract::State, response::Response};
use kaffy_core::{Add, Key, SaveError, View, tr};

use super::{
    editing::Editing,
    filled::Filled,
    picking, related, respond, rows,
    save::{Button, Done, Then, place, saved},
};
use crate::{
    WebError,
    extract::{Form, Permitted, Visit},
    flash::Flash,
    list_state::ListState,
    pages::Web,
};

pub(crate) async fn save(
    State(web): State<Web>,
    visit: Visit,
    allowed: Permitted<Add>,
    form: Form,
) -> Result<Response, WebError> {
    let seen = web.admin.authorize::<View>(allowed.actor(), allowed.resource())?;
    let back = ListState::of_form(&seen, &form);
    let editing = Editing { web: &web, visit: &visit, seen: &seen, record: None, back };
    match Button::pressed(&form) {
        Button::Pick(field) => picking::for_form(&web, &visit, &seen, &form, field).await,
        Button::Picked(field, value) => editing.draw(Filled::posted(&form).picked(seen.resource(), field, value)).await,
        Button::Rows(button) => editing.draw(rows::after(&form, button)).await,
        Button::AddRow(inline) => editing.draw(Filled::posted(&form).add(inline)).await,
        Button::Related(button) => related::open(&web, &visit, &seen, &form, button).await,
        Button::Unrelated => related::back(&web, &visit, &seen, &form, None).await,
        Button::Save(then) => match allowed.insert(form.posted()).await {
            Ok(record) if related::is_inside(&form) => {
                related::back(&web, &visit, &seen, &form, Some(&record.key)).await
            }
            Ok(record) => saved(&editing, &form, &record, then, Done::Added),
            Err(SaveError::SentBefore { key, is_same }) => sent_before(&editing, &form, &key, is_same, then).await,
            Err(error) => editing.draw_again(&form, error).await,
        },
    }
}

/// A form that made a record when it was sent first (S19): on to that one, or the form once more if it says something
/// else by now.
async fn sent_before(
    editing: &Editing<'_>,
    form: &Form,
    key: &Key,
    is_same: bool,
    then: Then,
) -> Result<Response, WebError> {
    let (web, visit, seen) = (editing.web, editing.visit, editing.seen);
    let thing = seen.resource().meta().singular;
    let label = seen.label_for(key).await?;
    let words = match (&label, is_same) {
        (Some(label), true) => tr!("page-form-added-before", thing = thing, label = label.as_str()),
        (Some(label), false) => tr!("page-form-sent-before", thing = thing, label = label.as_str()),
        (None, _) => tr!("page-form-added-and-gone", thing = thing),
    };
    match label {
        Some(_) if is_same && related::is_inside(form) => related::back(web, visit, seen, form, Some(key)).await,
        Some(_) if is_same => {
            respond::see_other(web, visit, &place(editing, form, key, then), Some(Flash::success(words)))
        }
        _ => editing.draw_anew(form, words).await,
    }
}
