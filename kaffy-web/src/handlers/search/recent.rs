//! Records that somebody opened lately: keys in a signed cookie of their browser, and their names asked anew, so that
//! what they may not see any more is not there.

use axum::{
    http::{HeaderValue, header},
    response::Response,
};
use cookie::time::Duration;
use kaffy_core::{Actor, Key, RecentRecords, Resource, View};

use super::records::not_searched;
use crate::{
    cookies::{self, Life},
    extract::Visit,
    pages::Web,
    view::{CellView, SearchItem},
};

pub(crate) const COOKIE: &str = "kaffy_recent";
/// How long a browser keeps them.
const DAYS: i64 = 30;

/// What a browser says its reader opened lately.
pub(super) fn of(web: &Web, visit: &Visit, actor: &Actor) -> Vec<(String, String, String)> {
    let held = visit.recent.as_deref().map(|text| RecentRecords::read(&web.admin, actor, text)).unwrap_or_default();
    held.iter().map(|(context, slug, key)| (context.to_owned(), slug.to_owned(), key.to_owned())).collect()
}

/// Has the browser note that a record was opened.
pub(in crate::handlers) fn visited(web: &Web, visit: &Visit, resource: &Resource, key: &Key, response: &mut Response) {
    // What is opened in somebody else's name is nothing that the reader of this browser opened, and takes nothing away.
    let Some(actor) = visit.actor().filter(|actor| actor.who_acts().is_none()) else { return };
    let mut recent =
        visit.recent.as_deref().map(|text| RecentRecords::read(&web.admin, actor, text)).unwrap_or_default();
    if !recent.visit(resource, key) {
        return;
    }
    if let Some(text) = recent.text(&web.admin, actor) {
        keep(web, visit, text, Life::For(Duration::days(DAYS)), response);
    }
}

/// Has the browser forget them: they are signed, and can be read by whoever sits down there next.
pub(in crate::handlers) fn forget(web: &Web, visit: &Visit, response: &mut Response) {
    if visit.recent.is_some() {
        keep(web, visit, String::new(), Life::Over, response);
    }
}

fn keep(web: &Web, visit: &Visit, text: String, life: Life, response: &mut Response) {
    let https = web.admin.is_https();
    let cookie = cookies::write(cookies::name(COOKIE, https), text, &visit.links, https, life).to_string();
    if let Ok(value) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
}

/// Those that are still there for whoever asks, the latest first: a statement for each resource among them.
pub(super) async fn items(web: &Web, visit: &Visit, actor: &Actor) -> Vec<SearchItem> {
    let held = of(web, visit, actor);
    let mut found: Vec<Option<SearchItem>> = held.iter().map(|_| None).collect();
    let mut asked: Vec<(&str, &str)> = Vec::new();
    for (context, slug, _) in &held {
        if asked.contains(&(context, slug)) {
            continue;
        }
        asked.push((context, slug));
        let Some(resource) = web.admin.registry().find(context, slug) else { continue };
        let Ok(seen) = web.admin.authorize::<View>(actor, resource) else { continue };
        let here = held.iter().enumerate().filter(|(_, it)| it.0 == *context && it.1 == *slug);
        let keys: Vec<_> = here.filter_map(|(at, it)| Some((at, Key::parse(resource, &it.2).ok()?))).collect();
        let all: Vec<_> = keys.iter().map(|(_, key)| key.clone()).collect();
        let named = match seen.labels_for(&all).await {
            Ok(named) => named,
            Err(error) => {
                not_searched(seen.resource(), &error);
                continue;
            }
        };
        for (key, label) in named {
            if let Some((at, _)) = keys.iter().find(|(_, it)| *it == key) {
                let (label, href) = (CellView::plain(&label).text, visit.links.record(resource, &key));
                found[*at] = Some(SearchItem::to(label, resource.meta().singular, href));
            }
        }
    }
    found.into_iter().flatten().collect()
}
