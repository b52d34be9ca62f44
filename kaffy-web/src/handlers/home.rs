//! The first page, and the dashboard.

use axum::{extract::State, http::StatusCode, response::Response};

use kaffy_core::{Actor, Permission, site::Home, tr};

use super::{audit, respond, widgets};
use crate::{
    WebError,
    extract::{Params, Signed, Visit},
    pages::Web,
    view::{ContextView, DashboardView, HomeView, Screen, shows_dashboard},
};

pub(crate) async fn page(State(web): State<Web>, visit: Visit, Signed(actor): Signed) -> Result<Response, WebError> {
    if let Some(place) = elsewhere(&web, &visit, &actor) {
        return respond::see_other(&web, &visit, &place, None);
    }
    let mut screen = Screen::new(&web, &visit, tr!("layout-home"));
    // This is where every other way begins.
    screen.crumbs.clear();
    let view = HomeView::new(&web, &visit, web.admin.title(), audit::recent(&web, &visit).await?);
    Ok(respond::page(StatusCode::OK, screen.render(&web, "home.html", &view)?))
}

/// The first page, where that is not the overview. Nobody is sent to what they may not see, so nobody is
/// sent in circles (K160).
fn elsewhere(web: &Web, visit: &Visit, actor: &Actor) -> Option<String> {
    let (admin, links) = (&web.admin, &visit.links);
    match admin.home() {
        Home::Usual => shows_dashboard(admin, actor).then(|| links.dashboard()),
        Home::Dashboard => Some(links.dashboard()),
        Home::List(meta) => {
            let resource = admin.registry().of(meta).filter(|_| admin.may(actor, meta, Permission::View));
            resource.map(|resource| links.list(resource))
        }
        Home::Page(slug) => admin.pages(actor).find(|page| page.slug() == slug).map(|page| links.page(page.slug())),
        _ => None,
    }
}

pub(crate) async fn dashboard(
    State(web): State<Web>,
    visit: Visit,
    Signed(_): Signed,
    params: Params,
) -> Result<Response, WebError> {
    if !web.admin.has_dashboard() {
        return Err(WebError::no_page());
    }
    let view = DashboardView {
        heading: tr!("layout-dashboard"),
        board: widgets::board(&web, &visit, &params, None).await,
        contexts: ContextView::all(&web, &visit),
        recent: audit::recent(&web, &visit).await?,
    };
    let screen = Screen::new(&web, &visit, tr!("layout-dashboard"));
    Ok(respond::page(StatusCode::OK, screen.render(&web, "dashboard.html", &view)?))
}
