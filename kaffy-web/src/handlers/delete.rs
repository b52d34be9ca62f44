//! Deleting a record: the question, and the answer.

use axum::{extract::State, http::StatusCode, response::Response};
use kaffy_core::{Allowed, Delete, DeleteError, Key, Permission, View, tr};

use super::{actions::SEEN, respond};
use crate::{
    WebError,
    extract::{Form, Params, Permitted, Proof, Proven, Visit},
    flash::Flash,
    list_state::ListState,
    pages::Web,
    view::{ByView, DeleteView, ReferenceView, Screen},
};

pub(crate) async fn page(
    State(web): State<Web>,
    visit: Visit,
    allowed: Permitted<Delete>,
    params: Params,
) -> Result<Response, WebError> {
    let back = ListState::of_params(&allowed, &params);
    draw(&web, &visit, &allowed, &allowed.key()?, &back, Answer::default()).await
}

/// What can be taken back needs no password.
pub(crate) async fn delete(
    State(web): State<Web>,
    visit: Visit,
    allowed: Permitted<Delete>,
    proof: Proof,
    form: Form,
) -> Result<Response, WebError> {
    if allowed.resource().soft_delete().is_none() {
        proof.needed().await?;
    }
    answer(&web, &visit, &allowed, &allowed.key()?, &form).await
}

/// The question for a record in the trash: what deleting it for ever would do.
pub(crate) async fn ask_purge(
    State(web): State<Web>,
    visit: Visit,
    allowed: Permitted<Delete>,
    params: Params,
) -> Result<Response, WebError> {
    let back = ListState::of_params(&allowed, &params);
    let trash = allowed.in_trash().ok_or_else(WebError::no_page)?;
    draw(&web, &visit, &trash, &allowed.key()?, &back, Answer::default()).await
}

pub(crate) async fn purge(
    State(web): State<Web>,
    visit: Visit,
    allowed: Permitted<Delete>,
    _: Proven,
    form: Form,
) -> Result<Response, WebError> {
    let trash = allowed.in_trash().ok_or_else(WebError::no_page)?;
    answer(&web, &visit, &trash, &allowed.key()?, &form).await
}

async fn answer(
    web: &Web,
    visit: &Visit,
    allowed: &Allowed<Delete>,
    key: &Key,
    form: &Form,
) -> Result<Response, WebError> {
    let resource = allowed.resource();
    let back = ListState::of_form(allowed, form);
    let singular = resource.meta().singular;
    let again = async |status, refusals| draw(web, visit, allowed, key, &back, Answer { status, refusals }).await;
    let done = match form.get(SEEN) {
        Some(seen) => allowed.delete_asked(key, seen).await,
        None => allowed.delete(key).await,
    };
    match done {
        Ok(deleted) => {
            let message = if deleted.in_trash { "trash-moved" } else { "page-delete-done" };
            let mut flash = Flash::success(tr!(message, thing = singular, label = deleted.label));
            if deleted.in_trash && web.admin.may(allowed.actor(), resource.meta(), Permission::Change) {
                flash = flash.with_undo(resource, key);
            }
            respond::see_other(web, visit, &back.href(&visit.links, resource), Some(flash))
        }
        // Something refers to it: the page says what.
        Err(DeleteError::Blocked) => again(StatusCode::CONFLICT, Vec::new()).await,
        Err(DeleteError::Forbidden) => again(StatusCode::FORBIDDEN, Vec::new()).await,
        Err(DeleteError::Changed) => {
            let seen = web.admin.authorize::<View>(allowed.actor(), resource)?;
            let by = ByView::of(&seen.last_changes(key).await?, |_| true);
            let words = [tr!("page-delete-changed", thing = singular)].into_iter().chain(by.map(|by| by.words()));
            again(StatusCode::CONFLICT, words.collect()).await
        }
        Err(DeleteError::Refused(words)) => again(StatusCode::CONFLICT, words).await,
        Err(DeleteError::Panicked(words)) => again(StatusCode::INTERNAL_SERVER_ERROR, vec![words]).await,
        Err(DeleteError::TooSlow(words)) => again(StatusCode::SERVICE_UNAVAILABLE, vec![words]).await,
        Err(DeleteError::Denied(denied)) => Err(denied.into()),
        Err(DeleteError::NotFound) => Err(WebError::no_record(singular)),
        Err(DeleteError::Database(error)) => Err(error.into()),
        Err(other) => Err(WebError::Internal(Box::new(other))),
    }
}

/// What the page says above the question.
#[derive(Default)]
struct Answer {
    status: StatusCode,
    refusals: Vec<String>,
}

async fn draw(
    web: &Web,
    visit: &Visit,
    allowed: &Allowed<Delete>,
    key: &Key,
    back: &ListState,
    answer: Answer,
) -> Result<Response, WebError> {
    let (resource, links) = (allowed.resource(), &visit.links);
    let meta = resource.meta();
    let preview = allowed.references(key).await?.ok_or_else(|| WebError::no_record(meta.singular))?;
    if let Some(denied) = preview.denied {
        return Err(denied.into());
    }
    let record = back.on(&links.record(resource, key));
    let in_trash = allowed.is_in_trash();
    let moves = resource.soft_delete().is_some() && !in_trash;
    let heading = match (in_trash, moves) {
        (true, _) => "trash-purge-ask",
        (_, true) => "trash-ask",
        _ => "page-delete-heading",
    };
    let heading = tr!(heading, thing = meta.singular, label = preview.label.as_str());
    let view = DeleteView {
        singular: meta.singular.to_lowercase(),
        thing: meta.singular.to_owned(),
        label: preview.label.clone(),
        action: if in_trash { links.purge(resource, key) } else { links.delete(resource, key) },
        heading,
        moves,
        seen: preview.seen.clone(),
        back: back.text().to_owned(),
        cancel_href: record.clone(),
        blockers: ReferenceView::all(web, links, &preview.blockers),
        cascades: ReferenceView::all(web, links, &preview.cascades),
        unlinked: ReferenceView::all(web, links, &preview.unlinked),
        forbidden: preview.forbidden.iter().map(|name| (*name).to_owned()).collect(),
        is_possible: DeleteView::is_possible(&preview),
        refusals: answer.refusals,
    };
    let title = if moves { "trash-ask-title" } else { "page-delete-title" };
    let screen = Screen::new(web, visit, tr!(title, thing = meta.singular))
        .below(web, visit, resource)
        .after(meta.plural, back.href(links, resource))
        .after(preview.label.clone(), record)
        .failed_if(!view.refusals.is_empty());
    Ok(respond::page(answer.status, screen.render(web, "resource/delete.html", &view)?))
}
