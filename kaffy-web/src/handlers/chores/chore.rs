//! A chore: its form, and its start.

use axum::{extract::State, http::StatusCode, response::Response};
use kaffy_core::{
    FormErrors, Inputs, Mode, Rejected,
    chore_rights::{Run, View},
    tr,
};
use kaffy_jobs::chores::{ChoreEntry, RunOptions, StartError};
use uuid::Uuid;

use super::{
    Permitted,
    asking::{AGAIN, Asking, entry_of},
    held, not_started, respond, screen,
    uploads::{self, Taken},
};
use crate::{
    WebError,
    extract::{Form, NONCE, Params, Visit},
    flash::Flash,
    handlers::{filled::Filled, picking, rows, save::Button},
    pages::Web,
};

/// The button; its value says whether nothing is to be changed.
const START: &str = "_start";
const DRY: &str = "dry";

/// The form, with what an address or an earlier run says.
pub(crate) async fn page(
    State(web): State<Web>,
    visit: Visit,
    at: Permitted<View>,
    Params(params): Params,
) -> Result<Response, WebError> {
    let entry = entry_of(&visit, &at)?;
    let earlier = params.iter().find(|(name, _)| name == "again").and_then(|(_, id)| Uuid::parse_str(id).ok());
    let mut filled = match earlier {
        Some(id) => as_earlier(&web, &at, entry, id).await?,
        None => None,
    };
    let again = earlier.filter(|_| filled.is_some());
    let asking = Asking { web: &web, visit: &visit, at: &at, entry, again, status: StatusCode::OK };
    filled.get_or_insert_default().values.extend(asking.prefilled(&params));
    asking.draw(filled.unwrap_or_default()).await
}

/// What was typed for an earlier run of the same chore, without its secrets (J85); nothing for somebody who may start
/// none.
async fn as_earlier(web: &Web, at: &Permitted<View>, entry: ChoreEntry, id: Uuid) -> Result<Option<Filled>, WebError> {
    let Ok(right) = web.admin.authorize_area::<Run>(at.right.actor()) else { return Ok(None) };
    let found = at.desk().run_again(&right, id).await?.filter(|(of, _)| of.meta().key == entry.meta().key);
    let Some((_, values)) = found else { return Ok(None) };
    let mut filled = Filled { values, ..Filled::default() };
    let files = at.desk().chore_run(&at.right, id).await?.map(|one| one.files).unwrap_or_default();
    for field in uploads::fields(entry) {
        let held = filled.values.remove(field.name).and_then(|mut values| values.pop());
        let kept = held.and_then(|id| uploads::of_earlier(&at.right, entry, field.name, &id, &files));
        filled.kept.extend(kept.map(|kept| (field.name.to_owned(), kept)));
    }
    Ok(Some(filled))
}

/// Starts it, or draws the form again with what is wrong.
pub(crate) async fn start(
    State(web): State<Web>,
    visit: Visit,
    seen: Permitted<View>,
    at: Permitted<Run>,
    form: Form,
) -> Result<Response, WebError> {
    let entry = entry_of(&visit, &seen)?;
    let again = form.get(AGAIN).and_then(|id| Uuid::parse_str(id).ok());
    let mut asking = Asking { web: &web, visit: &visit, at: &seen, entry, again, status: StatusCode::OK };
    let taken = Taken::of(&at, &seen.right, entry, &form).await?;
    // Buttons that only change the form: files were kept, so none has to be chosen again.
    let without_errors = |filled| Filled { errors: FormErrors::new(), ..filled };
    match Button::pressed(&form) {
        Button::Rows(button) => return asking.draw(taken.on(without_errors(rows::after(&form, button)))).await,
        Button::Picked(field, value) => {
            let filled = without_errors(Filled::posted(&form)).with(field, value);
            return asking.draw(taken.on(filled)).await;
        }
        Button::Pick(field) => {
            let inputs = Inputs::new(entry.inputs(), Mode::Create);
            let actor = at.right.actor();
            let page = picking::question(&web, &visit, actor, inputs.resource(), &form, field, taken.hidden()).await?;
            let screen = screen(&web, &visit, page.heading.clone())
                .after(entry.meta().title, visit.links.chore(entry.meta().key, []));
            return Ok(respond::page(StatusCode::OK, screen.render(&web, "resource/pick.html", &page)?));
        }
        _ => {}
    }
    let is_dry = form.get(START) == Some(DRY);
    let mut options = RunOptions::new();
    if is_dry {
        options = options.dry();
    }
    if let Some(id) = again {
        options = options.again_of(id);
    }
    // An impatient click starts one run (S19).
    if let Some(nonce) = form.get(NONCE).filter(|nonce| (1..=100).contains(&nonce.len())) {
        options = options.once(nonce);
    }
    asking.status = StatusCode::UNPROCESSABLE_ENTITY;
    let posted = taken.posted(entry, &form);
    if let Some(rejected) = taken.rejected(entry, &posted) {
        return asking.draw(taken.on(Filled::keeping(&form, rejected))).await;
    }
    let rejected = match at.desk().start_chore(&at.right, entry.meta().key, &posted, options).await {
        Ok(id) => {
            let words = match (is_dry, entry.meta().approvals) {
                (true, _) => tr!("chores-started-dry", title = entry.meta().title),
                (false, 0) => tr!("chores-started", title = entry.meta().title),
                (false, _) => tr!("chores-started-awaiting", title = entry.meta().title),
            };
            return respond::see_other(&web, &visit, &visit.links.chore_run(id, ""), Some(Flash::success(words)));
        }
        Err(StartError::Inputs(rejected)) => *rejected,
        Err(StartError::Restricted(holder)) => {
            asking.status = StatusCode::CONFLICT;
            Rejected {
                general: vec![held(&visit, &at, &holder).words],
                values: posted.into_values(),
                ..Rejected::default()
            }
        }
        Err(StartError::NotDry(_)) => return Err(WebError::bad_request(tr!("chores-not-dry"))),
        Err(other) => return Err(not_started(&visit, &at, other)),
    };
    asking.draw(taken.on(Filled::keeping(&form, rejected))).await
}
