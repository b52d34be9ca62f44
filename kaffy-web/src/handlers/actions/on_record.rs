//! An action on one record.

use axum::{extract::State, http::StatusCode, response::Response};
use kaffy_core::{ActionError, ActionPlace, AllowedAction, Key, Posted, Record, View};

use super::{RUN, SEEN, allowed_action, asking::Asking, failed, has_secret};
use crate::{
    WebError,
    extract::{Form, Params, Permitted, Proof, Visit},
    flash::Flash,
    handlers::{filled::Filled, picking, respond, save::Button},
    list_state::ListState,
    pages::Web,
    view::done_to,
};

/// The page that asks.
pub(crate) async fn page(
    State(web): State<Web>,
    visit: Visit,
    seen: Permitted<View>,
    params: Params,
) -> Result<Response, WebError> {
    let action = allowed_action(&seen, ActionPlace::Record, &visit.segment(4)?)?;
    let back = ListState::of_params(&seen, &params);
    let key = seen.key()?;
    let record = record(&action, &key).await?;
    let asking = Asking { web: &web, visit: &visit, action: &action, back: &back, status: StatusCode::OK };
    asking.record(&key, &record, Filled::default()).await
}

/// The page that asks, or its answer. An action that asks for nothing runs at once.
pub(crate) async fn post(
    State(web): State<Web>,
    visit: Visit,
    seen: Permitted<View>,
    proof: Proof,
    form: Form,
) -> Result<Response, WebError> {
    let action = allowed_action(&seen, ActionPlace::Record, &visit.segment(4)?)?;
    let back = state(&seen, &visit, &form);
    let key = seen.key()?;
    let mut asking = Asking { web: &web, visit: &visit, action: &action, back: &back, status: StatusCode::OK };
    if let (Some(inputs), Button::Pick(field)) = (action.inputs(), Button::pressed(&form)) {
        return picking::for_inputs(&web, &visit, &seen, inputs.resource(), &form, field).await;
    }
    if let Button::Picked(field, value) = Button::pressed(&form) {
        let record = record(&action, &key).await?;
        return asking.record(&key, &record, Filled::posted(&form).with(field, value)).await;
    }
    if action.asks() && form.get(RUN).is_none() {
        return asking.record(&key, &record(&action, &key).await?, Filled::default()).await;
    }
    if action.meta().is_dangerous() {
        proof.needed_by(has_secret(&web, &action, &form)).await?;
    }
    let done = match action.read(Posted::new(form.fields())).await {
        #[cfg(feature = "jobs")]
        Ok(given) if action.meta().is_background() => match action.check_on(&key, given.asked(form.get(SEEN))).await {
            Ok(given) => {
                let this = kaffy_core::Selection::Keys(vec![key]);
                return super::background::start(&web, &visit, &action, &this, &given).await;
            }
            Err(error) => Err(error),
        },
        Ok(given) => action.run_on(&key, given.asked(form.get(SEEN))).await,
        Err(error) => Err(error),
    };
    match done {
        Ok(label) => {
            let place = back.on(&visit.links.record(seen.resource(), &key));
            respond::see_other(
                &web,
                &visit,
                &place,
                Some(Flash::success(done_to(action.meta(), action.resource().meta(), &label))),
            )
        }
        Err(error) => {
            let (status, rejected) = match error {
                ActionError::Changed(rejected) => (StatusCode::CONFLICT, rejected),
                ActionError::Invalid(rejected) => (StatusCode::UNPROCESSABLE_ENTITY, rejected),
                ActionError::Panicked(rejected) => (StatusCode::INTERNAL_SERVER_ERROR, rejected),
                ActionError::TooSlow(rejected) => (StatusCode::SERVICE_UNAVAILABLE, rejected),
                error => return Err(failed(&action, error)),
            };
            asking.status = status;
            asking.record(&key, &record(&action, &key).await?, Filled::rejected(&form, *rejected)).await
        }
    }
}

/// The record, if the action is for it.
async fn record(action: &AllowedAction, key: &Key) -> Result<Record, WebError> {
    let found = action.seen().find(key).await?;
    let found = found.ok_or_else(|| WebError::no_record(action.resource().meta().singular))?;
    if !action.allows(&found.record) {
        return Err(failed(action, ActionError::NotAllowed));
    }
    Ok(found.record)
}

/// The list to go back to: a button carries it in its address, a page in its form.
fn state(seen: &Permitted<View>, visit: &Visit, form: &Form) -> ListState {
    match form.get(crate::list_state::NAME) {
        Some(_) => ListState::of_form(seen, form),
        None => match crate::extract::pairs(visit.query.as_bytes()) {
            Ok(pairs) => ListState::of_params(seen, &Params(pairs)),
            Err(_) => ListState::default(),
        },
    }
}
