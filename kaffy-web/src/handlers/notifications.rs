//! What somebody was told: their page, what they do to it, and what a script asks now and then (A90).

use axum::{
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use kaffy_core::{Actor, Count, tr};
use serde::Serialize;
use uuid::Uuid;

use super::respond;
use crate::{
    WebError,
    extract::{Form, Params, Signed, Visit, id_of},
    flash::Flash,
    pages::Web,
    view::{NotificationLine, NotificationsView, Screen},
};

/// Those of a page.
const PAGE: u64 = 25;
/// Those that a script hears of at once.
const NEWS: u64 = 3;

/// Notifications are kept, and they are those of whoever asks.
fn own(web: &Web, actor: &Actor) -> Result<(), WebError> {
    if !web.admin.has_notifications() {
        return Err(WebError::no_page());
    }
    match actor.who_acts() {
        Some(_) => Err(WebError::Forbidden(tr!("notice-acting"))),
        None => Ok(()),
    }
}

/// What is done to one, or to all.
enum Move {
    Read,
    Delete,
}

fn wanted(form: &Form) -> Result<Move, WebError> {
    match form.get("do") {
        Some("read") => Ok(Move::Read),
        Some("delete") => Ok(Move::Delete),
        _ => Err(WebError::bad_request(tr!("notice-bad"))),
    }
}

/// Back to the page, which says what was done.
fn done(web: &Web, visit: &Visit, words: String) -> Result<Response, WebError> {
    respond::see_other(web, visit, &visit.links.notifications(""), Some(Flash::success(words)))
}

pub(crate) async fn page(
    State(web): State<Web>,
    visit: Visit,
    Signed(actor): Signed,
    params: Params,
) -> Result<Response, WebError> {
    own(&web, &actor)?;
    let before = match params.get("before").filter(|text| !text.is_empty()) {
        Some(text) => Some(id_of(text).ok_or_else(|| WebError::bad_request(tr!("notice-gone")))?),
        None => None,
    };
    let mut records = web.admin.notifications(&actor, before, PAGE + 1).await?;
    let has_more = records.len() as u64 > PAGE;
    records.truncate(PAGE as usize);
    let last = records.last().map(|record| record.id.to_string()).filter(|_| has_more);
    // Older pages are handed it on: what is done to all is done to the newer ones as well.
    let handed = before.and_then(|_| params.get("newest").and_then(id_of));
    let newest = handed.or_else(|| records.first().map(|record| record.id)).map(|id| id.to_string());
    let newest = newest.unwrap_or_default();
    let older = |id: String| visit.links.notifications_at([("before", id.as_str()), ("newest", newest.as_str())]);
    let view = NotificationsView {
        href: visit.links.notifications(""),
        has_unread: records.iter().any(|record| !record.is_read),
        has_read: records.iter().any(|record| record.is_read),
        lines: records.iter().map(|record| NotificationLine::new(&visit, record)).collect(),
        older_href: last.map(older),
        newest_href: before.map(|_| visit.links.notifications("")),
        newest,
    };
    let screen = Screen::new(&web, &visit, tr!("notice-title"));
    Ok(respond::page(StatusCode::OK, screen.render(&web, "notifications.html", &view)?))
}

/// Marks all as read, or deletes those that were: up to the newest that was there when the page was drawn, so that nobody
/// has read what came later.
pub(crate) async fn change_all(
    State(web): State<Web>,
    visit: Visit,
    Signed(actor): Signed,
    form: Form,
) -> Result<Response, WebError> {
    own(&web, &actor)?;
    let newest = match form.get("newest") {
        Some(text) => Some(id_of(text).ok_or_else(|| WebError::bad_request(tr!("notice-bad")))?),
        None => None,
    };
    let words = match wanted(&form)? {
        Move::Read => {
            web.admin.note_all_read(&actor, newest).await?;
            see_runs(&web, &actor, None).await?;
            tr!("notice-all-read")
        }
        Move::Delete => {
            web.admin.forget_read_notifications(&actor, newest).await?;
            tr!("notice-read-deleted")
        }
    };
    done(&web, &visit, words)
}

/// Marks one as read, or deletes it.
pub(crate) async fn change_one(
    State(web): State<Web>,
    visit: Visit,
    Signed(actor): Signed,
    form: Form,
) -> Result<Response, WebError> {
    own(&web, &actor)?;
    let gone = || WebError::NotFound(tr!("notice-gone"));
    let id = id_of(&visit.segment(1)?).ok_or_else(gone)?;
    let record = web.admin.notification(&actor, id).await?.ok_or_else(gone)?;
    let words = match wanted(&form)? {
        Move::Read => {
            web.admin.note_read(&actor, id).await?;
            tr!("notice-was-read")
        }
        Move::Delete => {
            web.admin.forget_notification(&actor, id).await?;
            tr!("notice-deleted")
        }
    };
    if record.about.is_some() {
        see_runs(&web, &actor, record.about).await?;
    }
    done(&web, &visit, words)
}

/// What was read here is no news on a list any more.
#[cfg(feature = "jobs")]
async fn see_runs(web: &Web, actor: &Actor, one: Option<Uuid>) -> Result<(), WebError> {
    match web.admin.extension::<kaffy_jobs::Jobs>().filter(|_| web.admin.has_background_actions()) {
        Some(jobs) => Ok(jobs.note_runs_seen(&web.admin, actor, one).await?),
        None => Ok(()),
    }
}

#[cfg(not(feature = "jobs"))]
async fn see_runs(_: &Web, _: &Actor, _: Option<Uuid>) -> Result<(), WebError> {
    Ok(())
}

/// What is new, for the script.
#[derive(Serialize)]
struct News {
    /// `3`, `99+`; empty for none.
    unread: String,
    /// The newest that were not read, the newest first.
    news: Vec<NotificationLine>,
}

pub(crate) async fn news(State(web): State<Web>, visit: Visit, Signed(actor): Signed) -> Result<Response, WebError> {
    // A tab from before somebody began to act as another asks on. There is nothing for it, and nothing is refused.
    if web.admin.has_notifications() && actor.who_acts().is_some() {
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    own(&web, &actor)?;
    let unread = web.admin.unread_notifications(&actor).await?;
    let news = match unread {
        0 => Vec::new(),
        _ => web.admin.notifications(&actor, None, NEWS).await?,
    };
    let news = News {
        unread: match unread {
            0 => String::new(),
            1..=99 => Count::Exact(unread).to_string(),
            _ => Count::MoreThan(99).to_string(),
        },
        news: news.iter().filter(|it| !it.is_read).map(|it| NotificationLine::new(&visit, it)).collect(),
    };
    let json = serde_json::to_string(&news).map_err(|error| WebError::Internal(Box::new(error)))?;
    Ok(([(header::CONTENT_TYPE, "application/json")], json).into_response())
}
