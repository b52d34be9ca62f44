//! What a page about a run hears while it goes on: events over one answer that stays open (J79, S33).
//!
//! Whoever listens is asked again every few seconds for their session and their right, so that nobody hears more than
//! they may see. An answer ends with the run, when the server closes ([`Closing`](crate::Closing)), and after a minute: a
//! browser opens the next by itself.

use std::time::Duration;

use axum::{
    body::{Body, Bytes},
    extract::State,
    http::{HeaderName, HeaderValue, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use futures_util::stream;
use kaffy_core::{Actor, chore_rights::View, i18n::Localizer, tr};
use kaffy_jobs::{Jobs, chores::LogLine};
use tokio::{
    sync::watch::Receiver,
    time::{Instant, sleep_until},
};

use super::{Permitted, no_run, run_id};
use crate::{
    WebError,
    extract::{Params, Visit},
    pages::Web,
    view::chores::{LiveView, shape},
    watched::{News, Place},
};

/// How often whoever listens is asked for their right.
const CHECK: Duration = Duration::from_secs(5);
/// How long an answer stays open.
const OPEN: Duration = Duration::from_secs(60);
/// The most lines that a page which comes late catches up with.
const LINES: u64 = 500;

pub(crate) async fn events(
    State(web): State<Web>,
    visit: Visit,
    at: Permitted<View>,
    params: Params,
    parts: Parts,
) -> Result<Response, WebError> {
    let id = run_id(&visit)?;
    let one = at.desk().chore_run(&at.right, id).await?.ok_or_else(no_run)?;
    let session = visit.session.clone().unwrap_or_else(|| at.right.actor().id.clone());
    let Some(place) = web.watched.place(&session) else { return Ok(too_many()) };
    // Where the page is, or where the answer before this one ended.
    let last = parts.headers.get("last-event-id").and_then(|it| it.to_str().ok()).or_else(|| params.get("at"));
    let (revision, line) = last.and_then(position).unwrap_or((-1, one.run.lines));
    let missed = match one.run.lines > line {
        true => at.desk().chore_log(&at.right, id, line.max(one.run.lines.saturating_sub(LINES)), LINES).await?,
        false => Vec::new(),
    };
    let now = Instant::now();
    let news = News::of(one.run);
    let listener = Listener {
        chore: news.run.chore.clone(),
        jobs: at.jobs.clone(),
        heard: (!news.run.status.is_final()).then(|| web.watched.watch(&at.jobs, news.clone())),
        first: Some((news, missed)),
        web,
        visit,
        parts,
        revision,
        line,
        shape: String::new(),
        check: now + CHECK,
        end: now + OPEN,
        _place: place,
    };
    let localizer = Localizer::current();
    let body = stream::unfold(listener, move |listener| localizer.clone().scope(listener.next()));
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/event-stream")),
        // What stands in front must not wait for the end.
        (HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no")),
    ];
    Ok((headers, Body::from_stream(body)).into_response())
}

/// A session that listens to as many runs as it may.
fn too_many() -> Response {
    let mut response = (StatusCode::TOO_MANY_REQUESTS, tr!("chores-too-many")).into_response();
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("60"));
    response
}

/// `7-120`: the revision that a page shows, and its last line.
fn position(text: &str) -> Option<(i64, u64)> {
    let (revision, line) = text.rsplit_once('-')?;
    Some((revision.parse().ok()?, line.parse().ok()?))
}

/// Somebody who listens.
struct Listener {
    web: Web,
    jobs: Jobs,
    /// The key of the chore.
    chore: String,
    visit: Visit,
    parts: Parts,
    /// None once the run is over.
    heard: Option<Receiver<News>>,
    /// What there is to say at once, with lines that were missed.
    first: Option<(News, Vec<LogLine>)>,
    revision: i64,
    line: u64,
    /// What a page looks like by what was said last.
    shape: String,
    check: Instant,
    end: Instant,
    _place: Place,
}

type Piece = Result<Bytes, std::convert::Infallible>;

impl Listener {
    /// The next piece; none at the end.
    async fn next(mut self) -> Option<(Piece, Self)> {
        if let Some((news, missed)) = self.first.take() {
            // A page that is up to date hears that somebody is there.
            let said = self.say(&news, &missed).unwrap_or_else(|| ": here\n\n".to_owned());
            return Some((Ok(said.into()), self));
        }
        loop {
            let heard = self.heard.as_mut()?;
            tokio::select! {
                changed = heard.changed() => {
                    let news = heard.borrow_and_update().clone();
                    if changed.is_err() {
                        self.heard = None;
                    }
                    let lines: Vec<_> = news.lines.iter().filter(|line| line.number > self.line).cloned().collect();
                    if let Some(said) = self.say(&news, &lines) {
                        return Some((Ok(said.into()), self));
                    }
                }
                () = self.web.closing.closed() => return None,
                () = sleep_until(self.check) => {
                    if Instant::now() >= self.end || !self.may_go_on().await {
                        return None;
                    }
                    self.check = Instant::now() + CHECK;
                    // Some time after it was asked to stop, a run may be forced.
                    let news = self.heard.as_ref()?.borrow().clone();
                    if !self.shape.is_empty() && shape(&news.run, self.jobs.desk().now()) != self.shape {
                        self.revision = -1;
                        if let Some(said) = self.say(&news, &[]) {
                            return Some((Ok(said.into()), self));
                        }
                    }
                    // What stands between must not take the silence for an end.
                    return Some((Ok(Bytes::from_static(b": still here\n\n")), self));
                }
            }
        }
    }

    /// An event, unless the page knows it all.
    fn say(&mut self, news: &News, lines: &[LogLine]) -> Option<String> {
        if news.run.revision <= self.revision && lines.is_empty() {
            return None;
        }
        if news.run.status.is_final() {
            self.heard = None;
        }
        let view = LiveView::new(&news.run, lines, self.jobs.desk().now());
        self.revision = news.run.revision;
        self.shape.clone_from(&view.shape);
        self.line = lines.last().map_or(self.line, |line| line.number);
        let json = serde_json::to_string(&view).ok()?;
        Some(format!("id: {}-{}\ndata: {json}\n\n", self.revision, self.line))
    }

    /// Whether whoever listens is still there and may still see this. Where nobody knows, nobody hears.
    async fn may_go_on(&self) -> bool {
        let Some(actor) = self.actor().await else { return false };
        let Ok(right) = self.web.admin.authorize_area::<View>(&actor) else { return false };
        self.jobs.desk().chore(&right, &self.chore).is_some()
    }

    async fn actor(&self) -> Option<Actor> {
        match self.web.admin.accounts() {
            // Listening is no use of a session: it would never end by itself.
            Some(accounts) => accounts.still_signed_in(self.visit.session.as_deref()?).await.ok()?,
            None => crate::asking::actor(&self.web.admin, &self.parts).await,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn j79_a_page_says_where_it_is() {
        assert_eq!(position("7-120"), Some((7, 120)));
        assert_eq!(position("-1-0"), Some((-1, 0)));
        for text in ["", "7", "7-", "-", "7-x", "7-120-"] {
            assert_eq!(position(text), None, "{text}");
        }
    }
}
