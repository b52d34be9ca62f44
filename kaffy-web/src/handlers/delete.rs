//! Deleting a record: the question, and the answer.

use axum::{extract::State, http::StatusCode, response::Response};
use kaffy_core::{Delete, DeleteError, Key, View, tr};

use super::{actions::SEEN, respond};
use crate::{
    WebError,
    extract::{Form, Params, Permitted, Proven, Visit},
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

pub(crate) async fn delete(
    State(web): State<Web>,
    visit: Visit,
    allowed: Permitted<Delete>,
    _: Proven,
    form: Form,
) -> Result<Response, WebError> {
    let (key, resource) = (allowed.key()?, allowed.resource());
    let back = ListState::of_form(&allowed, &form);
    let singular = resource.meta().singular;
    let again = async |status, refusals| draw(&web, &visit, &allowed, &key, &back, Answer { status, refusals }).await;
    let done = match form.get(SEEN) {
        Some(seen) => allowed.delete_asked(&key, seen).await,
        None => allowed.delete(&key).await,
    };
    match done {
        Ok(deleted) => {
            let words = tr!("page-delete-done", thing = singular, label = deleted.label);
            respond::see_other(&web, &visit, &back.href(&visit.links, resource), Some(Flash::success(words)))
        }
        // Something refers to it: the page says what.
        Err(DeleteError::Blocked) => again(StatusCode::CONFLICT, Vec::new()).await,
        Err(DeleteError::Forbidden) => again(StatusCode::FORBIDDEN, Vec::new()).await,
        Err(DeleteError::Changed) => {
            let seen = web.admin.authorize::<View>(allowed.actor(), resource)?;
            let by = ByView::of(&seen.last_changes(&key).await?, |_| true);
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
    allowed: &Permitted<Delete>,
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
    let view = DeleteView {
        singular: meta.singular.to_lowercase(),
        thing: meta.singular.to_owned(),
        label: preview.label.clone(),
        action: links.delete(resource, key),
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
    let mut screen = Screen::new(web, visit, tr!("page-delete-title", thing = meta.singular))
        .below(web, visit, resource)
        .after(meta.plural, back.href(links, resource))
        .after(preview.label.clone(), record);
    if !view.refusals.is_empty() {
        screen = screen.failed();
    }
    Ok(respond::page(answer.status, screen.render(web, "resource/delete.html", &view)?))
}
