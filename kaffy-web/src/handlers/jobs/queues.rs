//! Queues: what waits in them, how fast they are, and pausing them.

use axum::{extract::State, http::StatusCode, response::Response};
use kaffy_core::{
    job_rights::{Pause, View},
    tr,
};
use kaffy_jobs::desk::QueueLine;

use super::{Permitted, may, nav, reason, respond, screen};
use crate::{
    WebError,
    extract::{Form, Visit},
    flash::Flash,
    pages::Web,
    view::jobs::{QueueError, QueuesView, charts},
};

/// The most jobs that a node may be told to run at once.
const MOST: u32 = 10_000;

pub(crate) async fn page(State(web): State<Web>, visit: Visit, at: Permitted<View>) -> Result<Response, WebError> {
    draw(&web, &visit, &at, StatusCode::OK, None).await
}

pub(crate) async fn change(
    State(web): State<Web>,
    visit: Visit,
    seen: Permitted<View>,
    at: Permitted<Pause>,
    form: Form,
) -> Result<Response, WebError> {
    form.only(&["do", "reason", "concurrency"])?;
    let name = visit.segment(2)?;
    let (lines, _) = at.desk().queues(&seen.right).await?;
    let line: Option<&QueueLine> = lines.iter().find(|line| line.queue.name == name);
    if line.is_none() {
        return Err(WebError::NotFound(tr!("jobs-no-such-queue")));
    }
    let typed = |name: &str| form.get(name).unwrap_or_default().trim().to_owned();
    let wrong =
        |input: &'static str, typed: String, words: String| QueueError { queue: name.clone(), input, typed, words };
    let flash = match form.get("do") {
        Some("pause") => {
            let reason = typed("reason");
            if let Some(words) = reason::wrong_with(&reason) {
                let error = wrong("reason", reason, words);
                return draw(&web, &visit, &seen, StatusCode::UNPROCESSABLE_ENTITY, Some(error)).await;
            }
            match at.desk().pause(&at.right, &name, &reason).await? {
                true => Flash::success(tr!("jobs-paused-done", name = &*name)),
                false => Flash::warning(tr!("jobs-paused-before", name = &*name)),
            }
        }
        Some("resume") => match at.desk().resume(&at.right, &name).await? {
            true => Flash::success(tr!("jobs-resumed-done", name = &*name)),
            false => Flash::warning(tr!("jobs-resumed-before", name = &*name)),
        },
        Some("concurrency") => {
            let text = typed("concurrency");
            let most = match text.parse::<u32>() {
                Ok(number) if (1..=MOST).contains(&number) => Some(number),
                _ if text.is_empty() => None,
                _ => {
                    let error = wrong("concurrency", text, tr!("jobs-bad-concurrency", most = MOST.to_string()));
                    return draw(&web, &visit, &seen, StatusCode::UNPROCESSABLE_ENTITY, Some(error)).await;
                }
            };
            at.desk().set_concurrency(&at.right, &name, most).await?;
            Flash::success(tr!("jobs-concurrency-done", name = &*name))
        }
        _ => return Err(WebError::bad_request(tr!("jobs-queue-nothing"))),
    };
    respond::see_other(&web, &visit, &visit.links.jobs("queues"), Some(flash))
}

async fn draw(
    web: &Web,
    visit: &Visit,
    at: &Permitted<View>,
    status: StatusCode,
    error: Option<QueueError>,
) -> Result<Response, WebError> {
    let (lines, minutes) = at.desk().queues(&at.right).await?;
    let actor = at.right.actor();
    let view = QueuesView {
        nav: nav(web, visit, actor),
        queues: crate::view::jobs::queue_views(visit, &lines, at.desk().now(), error.as_ref()),
        may_pause: may(web, actor, "pause"),
        charts: charts(&minutes, at.desk().now()),
        has_error: error.is_some(),
    };
    let screen = screen(web, visit, tr!("jobs-queues")).failed_if(error.is_some());
    Ok(respond::page(status, screen.render(web, "jobs/queues.html", &view)?))
}
