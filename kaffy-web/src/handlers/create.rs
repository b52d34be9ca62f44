//! Adding a record.

use axum::{extract::State, response::Response};
use kaffy_core::{Add, View};

use super::{
    editing::Editing,
    filled::Filled,
    picking, related, rows,
    save::{Button, Done, saved},
};
use crate::{
    WebError,
    extract::{Form, Permitted, Visit},
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
            Err(error) => editing.draw_again(&form, error).await,
        },
    }
}
