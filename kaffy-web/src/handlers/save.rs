//! Changing a record, and what follows on a save.

use axum::{extract::State, response::Response};
use kaffy_core::{Change, Key, SaveError, Saved, View, tr};

use super::{editing::Editing, filled::Filled, inlines, merging, picking, related, respond, rows};
use crate::{
    WebError,
    extract::{Form, Permitted, Proof, Visit},
    flash::Flash,
    links::row_id,
    list_state::ListState,
    pages::Web,
};

pub(crate) async fn save(
    State(web): State<Web>,
    visit: Visit,
    allowed: Permitted<Change>,
    proof: Proof,
    form: Form,
) -> Result<Response, WebError> {
    let key = allowed.key()?;
    let seen = web.admin.authorize::<View>(allowed.actor(), allowed.resource())?;
    let back = ListState::of_form(&seen, &form);
    let button = Button::pressed(&form);
    if matches!(button, Button::Save(_)) && form.deletes_rows() {
        proof.needed_by(inlines::has_secret(&web, seen.resource(), &form)).await?;
    }
    match button {
        Button::Pick(field) => picking::for_form(&web, &visit, &seen, &form, field).await,
        Button::Picked(field, value) => {
            let editing = Editing::open(&web, &visit, &seen, key, back).await?;
            editing.draw(Filled::posted(&form).picked(seen.resource(), field, value)).await
        }
        Button::Rows(button) => {
            let editing = Editing::open(&web, &visit, &seen, key, back).await?;
            editing.draw(rows::after(&form, button)).await
        }
        Button::AddRow(inline) => {
            let editing = Editing::open(&web, &visit, &seen, key, back).await?;
            editing.draw(Filled::posted(&form).add(inline)).await
        }
        Button::Related(button) => related::open(&web, &visit, &seen, &form, button).await,
        Button::Unrelated => related::back(&web, &visit, &seen, &form, None).await,
        Button::Save(then) => match allowed.update(&key, form.posted()).await {
            Ok(record) if related::is_inside(&form) => {
                related::back(&web, &visit, &seen, &form, Some(&record.key)).await
            }
            Ok(record) => {
                let editing = Editing { web: &web, visit: &visit, seen: &seen, record: None, back };
                saved(&editing, &form, &record, then, Done::Saved)
            }
            Err(error) if error.keeps_the_form() => {
                Editing::open(&web, &visit, &seen, key, back).await?.draw_again(&form, error).await
            }
            Err(SaveError::NotFound) => {
                merging::gone(&Editing { web: &web, visit: &visit, seen: &seen, record: None, back }, &form)
            }
            Err(error) => Err(WebError::of_save(error, &seen)),
        },
    }
}

/// The button that sent a form.
pub(super) enum Button<'a> {
    /// Save, and go where it says.
    Save(Then),
    /// Open the page to pick a row for this field.
    Pick(&'a str),
    /// Back from there, with a row for this field or without.
    Picked(&'a str, Option<&'a str>),
    /// Change the rows of a list inside a field.
    Rows(&'a str),
    /// One more row of these.
    AddRow(&'a str),
    /// Add or change the row that a field names.
    Related(&'a str),
    /// Back from there, with nothing done.
    Unrelated,
}

/// The button for one more row, by the name of the rows.
const ADD_ROW: &str = "_add_row";

/// Where a save leads (A54).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Then {
    /// To the list.
    List,
    /// To the same record.
    Stay,
    /// To the form for another one.
    Another,
}

/// What a save did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Done {
    /// It added a record.
    Added,
    /// It changed one, or left it as it was.
    Saved,
}

impl<'a> Button<'a> {
    pub(super) fn pressed(form: &'a Form) -> Self {
        match (form.get(picking::PICK).filter(|field| !field.is_empty()), form.get(picking::PICKED)) {
            (Some(field), Some(value)) => Self::Picked(field, Some(value)),
            (Some(field), None) if form.get(picking::LEAVE).is_some() => Self::Picked(field, None),
            (Some(field), None) => Self::Pick(field),
            (None, _) if form.get(rows::ROWS).is_some() => Self::Rows(form.get(rows::ROWS).unwrap_or_default()),
            (None, _) if related::is_inside(form) && form.get(picking::LEAVE).is_some() => Self::Unrelated,
            (None, _) if form.get(related::RELATED).is_some() => {
                Self::Related(form.get(related::RELATED).unwrap_or_default())
            }
            (None, _) if form.get(ADD_ROW).is_some() => Self::AddRow(form.get(ADD_ROW).unwrap_or_default()),
            (None, _) => Self::Save(match form.get("_save") {
                Some("stay") => Then::Stay,
                Some("another") => Then::Another,
                _ => Then::List,
            }),
        }
    }
}

/// The way on after a save, with what was done in words.
pub(super) fn saved(
    editing: &Editing<'_>,
    form: &Form,
    record: &Saved,
    then: Then,
    done: Done,
) -> Result<Response, WebError> {
    let resource = editing.seen.resource();
    let message = match done {
        Done::Added => "page-form-added",
        Done::Saved if record.changed.is_empty() => "page-form-unchanged",
        Done::Saved => "page-form-saved",
    };
    let mut words = tr!(message, thing = resource.meta().singular, label = record.label.as_str());
    if !record.meanwhile.is_empty() {
        words = format!("{words} {}", tr!("conflict-meanwhile", fields = record.meanwhile.join(", ")));
    }
    let place = place(editing, form, &record.key, then);
    respond::see_other(editing.web, editing.visit, &place, Some(Flash::success(words)))
}

/// Where a save of this record leads.
pub(super) fn place(editing: &Editing<'_>, form: &Form, key: &Key, then: Then) -> String {
    let (links, resource) = (&editing.visit.links, editing.seen.resource());
    match then {
        Then::List => format!("{}#{}", editing.back.href(links, resource), row_id(&key.segment(resource))),
        Then::Stay => inlines::stay(&editing.back.on(&links.record(resource, key)), form),
        Then::Another => editing.back.on(&links.new_record(resource)),
    }
}
