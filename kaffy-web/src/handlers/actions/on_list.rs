//! An action on the rows selected in a list.

use axum::{extract::State, http::StatusCode, response::Response};
use kaffy_core::{ActionError, ActionPlace, AllowedAction, Count, Posted, View, tr};

use super::{RUN, SEEN, allowed_action, asking::Asking, failed, has_secret, running::Running, selecting::Selected};
use crate::{
    WebError,
    extract::{Form, Params, Permitted, Proof, Visit},
    flash::Flash,
    handlers::{filled::Filled, picking, respond, save::Button},
    list_state::ListState,
    pages::Web,
};

/// The action chosen in the bar of a list.
const ACTION: &str = "_action";

/// The way back for somebody who opens the address of the bar.
pub(crate) async fn list(State(web): State<Web>, visit: Visit, seen: Permitted<View>) -> Result<Response, WebError> {
    respond::see_other(&web, &visit, &visit.links.list(seen.resource()), None)
}

/// From the bar of a list, whose select names the action.
pub(crate) async fn choose(
    State(web): State<Web>,
    visit: Visit,
    seen: Permitted<View>,
    proof: Proof,
    form: Form,
) -> Result<Response, WebError> {
    let back = ListState::of_form(&seen, &form);
    match form.get(ACTION).filter(|key| !key.is_empty()) {
        Some(key) => answer(&web, &visit, &seen, key, &form, &proof).await,
        None => {
            let words = tr!("page-action-unchosen");
            respond::see_other(&web, &visit, &back.href(&visit.links, seen.resource()), Some(Flash::warning(words)))
        }
    }
}

/// The page that asks, for a selection in the address.
pub(crate) async fn page(
    State(web): State<Web>,
    visit: Visit,
    seen: Permitted<View>,
    params: Params,
) -> Result<Response, WebError> {
    let action = allowed_action(&seen, ActionPlace::List, &visit.segment(3)?)?;
    let back = ListState::of_params(&seen, &params);
    match Selected::read(&visit, &action, &back, &params.0)? {
        Some(selected) => ask(&web, &visit, &action, &back, &selected, Filled::default()).await,
        None => nothing_selected(&web, &visit, &action, &back),
    }
}

/// The page that asks, or its answer.
pub(crate) async fn post(
    State(web): State<Web>,
    visit: Visit,
    seen: Permitted<View>,
    proof: Proof,
    form: Form,
) -> Result<Response, WebError> {
    answer(&web, &visit, &seen, &visit.segment(3)?, &form, &proof).await
}

async fn answer(
    web: &Web,
    visit: &Visit,
    seen: &Permitted<View>,
    key: &str,
    form: &Form,
    proof: &Proof,
) -> Result<Response, WebError> {
    let action = allowed_action(seen, ActionPlace::List, key)?;
    let back = ListState::of_form(seen, form);
    let Some(selected) = Selected::read(visit, &action, &back, form.pairs())? else {
        return nothing_selected(web, visit, &action, &back);
    };
    if let (Some(inputs), Button::Pick(field)) = (action.inputs(), Button::pressed(form)) {
        return picking::for_inputs(web, visit, seen, inputs.resource(), form, field).await;
    }
    if let Button::Picked(field, value) = Button::pressed(form) {
        return ask(web, visit, &action, &back, &selected, Filled::posted(form).with(field, value)).await;
    }
    if form.get(RUN).is_none() {
        return ask(web, visit, &action, &back, &selected, Filled::default()).await;
    }
    if action.meta().is_dangerous() {
        proof.needed_by(has_secret(web, &action, form)).await?;
    }
    match action.read(Posted::new(form.fields())).await {
        Ok(given) if form.get(SEEN).is_some_and(|seen| !seen.is_empty()) => {
            let seen = form.get(SEEN).unwrap_or_default();
            let preview = action.preview(&selected.selection).await?;
            let changed = preview.changed_since(action.resource(), seen);
            if changed == 0 {
                return Running { web, visit, back: &back }.start(action, selected, given).await;
            }
            let all = seen.split(' ').count();
            let mut filled = Filled::posted(form);
            filled.general.push(tr!("conflict-action-rows", count = changed, all = all));
            Asking { web, visit, action: &action, back: &back, status: StatusCode::CONFLICT }
                .rows(&selected, &preview, filled)
                .await
        }
        Ok(given) => Running { web, visit, back: &back }.start(action, selected, given).await,
        Err(ActionError::Invalid(rejected)) => {
            ask(web, visit, &action, &back, &selected, Filled::rejected(form, *rejected)).await
        }
        Err(error) => Err(failed(&action, error)),
    }
}

async fn ask(
    web: &Web,
    visit: &Visit,
    action: &AllowedAction,
    back: &ListState,
    selected: &Selected,
    filled: Filled,
) -> Result<Response, WebError> {
    let preview = action.preview(&selected.selection).await?;
    if preview.count == Count::Exact(0) {
        let words = tr!("page-action-unfound", things = action.resource().meta().plural);
        let list = back.href(&visit.links, action.resource());
        return respond::see_other(web, visit, &list, Some(Flash::warning(words)));
    }
    let status = if filled.is_wrong() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    Asking { web, visit, action, back, status }.rows(selected, &preview, filled).await
}

/// Back to the list, which says so (K143).
fn nothing_selected(web: &Web, visit: &Visit, action: &AllowedAction, back: &ListState) -> Result<Response, WebError> {
    let meta = action.resource().meta();
    let label = action.meta().label_for_many();
    let words = tr!("page-action-unselected", action = label, thing = meta.singular);
    respond::see_other(web, visit, &back.href(&visit.links, action.resource()), Some(Flash::warning(words)))
}
