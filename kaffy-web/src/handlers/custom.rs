//! Pages and links of the application's own (K32, K48).

use axum::{
    extract::State,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use kaffy_core::{Reader, Refusal, site::PlacedLink};

use super::respond;
use crate::{
    WebError,
    extract::{Form, Signed, Visit},
    pages::Web,
    view::{CustomPageView, LinkQuestion, Screen},
};

pub(crate) async fn page(State(web): State<Web>, visit: Visit, Signed(actor): Signed) -> Result<Response, WebError> {
    let slug = visit.segment(1)?;
    let placed = web.admin.pages(&actor).find(|page| page.slug() == slug).ok_or_else(WebError::no_page)?;
    let reader = Reader::new(web.admin.clone(), actor.clone());
    let data = placed.data(reader).await.map_err(|refusal| match refusal {
        Refusal::Database(error) => error.into(),
        words => WebError::Conflict(words.to_string()),
    })?;
    let screen = Screen::new(&web, &visit, placed.name());
    let view = CustomPageView { slug: slug.clone(), name: placed.name().to_owned(), data };
    Ok(respond::page(StatusCode::OK, screen.render(&web, &format!("p/{slug}.html"), &view)?))
}

/// Asks before a link is followed, for somebody who came by its address as well.
pub(crate) async fn ask(State(web): State<Web>, visit: Visit, Signed(actor): Signed) -> Result<Response, WebError> {
    let link = find(&web, &visit, &actor)?;
    let view = LinkQuestion {
        name: link.name().to_owned(),
        question: link.question().map(str::to_owned),
        action: visit.links.link(link.id()),
        is_new_tab: link.is_new_tab(),
        cancel_href: visit.links.home(),
    };
    let screen = Screen::new(&web, &visit, link.name());
    Ok(respond::page(StatusCode::OK, screen.render(&web, "link.html", &view)?))
}

/// Goes on: a POST stays one, now that its token was checked.
pub(crate) async fn follow(
    State(web): State<Web>,
    visit: Visit,
    Signed(actor): Signed,
    _form: Form,
) -> Result<Response, WebError> {
    let link = find(&web, &visit, &actor)?;
    let status = if link.is_post() { StatusCode::TEMPORARY_REDIRECT } else { StatusCode::SEE_OTHER };
    let place = HeaderValue::from_str(link.url()).map_err(|error| WebError::Internal(Box::new(error)))?;
    Ok((status, [(header::LOCATION, place)]).into_response())
}

fn find<'a>(web: &'a Web, visit: &Visit, actor: &'a kaffy_core::Actor) -> Result<&'a PlacedLink, WebError> {
    let id = visit.segment(1)?;
    web.admin.links(actor).find(|link| link.id() == id).ok_or_else(WebError::no_page)
}
