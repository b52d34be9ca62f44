//! Runs of actions as jobs: their start, and pages for whoever started them. Nobody else's run has a page here; those who
//! look after jobs have theirs.

use axum::{
    body::{Body, Bytes},
    extract::State,
    http::{HeaderValue, StatusCode},
    response::Response,
};
use futures_util::stream;
use kaffy_core::{Allowed, AllowedAction, CsvText, Datum, DbError, Given, Key, Resource, Selection, View, tr};
use kaffy_jobs::{ActionRun, EnqueueError, JobState, Jobs, ManageError, RunFailure};

use super::allowed_action;
use crate::{
    WebError,
    extract::{Form, Permitted, Visit, id_of},
    flash::Flash,
    handlers::{
        export::{attachment, file_name},
        respond,
    },
    pages::Web,
    view::{RunNews, RunPageView, Screen},
};

/// Failed rows on the page.
const SHOWN: u64 = 100;
/// Failed rows that are read at once for a file.
const PIECE: u64 = 500;

/// Starts a run, and leads to its page.
pub(super) async fn start(
    web: &Web,
    visit: &Visit,
    action: &AllowedAction,
    selection: &Selection,
    given: &Given,
) -> Result<Response, WebError> {
    let jobs = web.admin.extension::<Jobs>().ok_or_else(|| WebError::Internal("there are no jobs".into()))?;
    let id = jobs.start_action(action, selection, given).await.map_err(|error| match error {
        EnqueueError::Database(error) => error.into(),
        other => WebError::Internal(Box::new(other)),
    })?;
    let place = visit.links.run(action.resource(), action.meta().key(), id, "");
    let words = tr!("run-started", action = action.meta().label_for_many());
    respond::see_other(web, visit, &place, Some(Flash::success(words)))
}

/// What a list tells of runs that are over; it costs a statement where a resource has such actions, and none elsewhere.
pub(in crate::handlers) async fn news(
    web: &Web,
    visit: &Visit,
    seen: &Allowed<View>,
) -> Result<Vec<RunNews>, WebError> {
    let Some(jobs) = web.admin.extension::<Jobs>().filter(|_| seen.has_background_actions()) else {
        return Ok(Vec::new());
    };
    let runs = jobs.news_of_actions(seen).await?;
    let news = runs.iter().filter_map(|run| {
        let action = seen.action(run.place, &run.action).ok()?;
        Some(RunNews::new(visit, &action, run))
    });
    Ok(news.collect())
}

/// A run of whoever asks, with the proof that they may still run the action.
struct One {
    jobs: Jobs,
    run: ActionRun,
    action: AllowedAction,
}

impl One {
    async fn of(web: &Web, visit: &Visit, seen: &Allowed<View>) -> Result<Self, WebError> {
        let jobs = web.admin.extension::<Jobs>().ok_or_else(WebError::no_page)?.clone();
        let no_run = || WebError::NotFound(tr!("run-none"));
        let (key, text) = (visit.segment(3)?, visit.segment(4)?);
        let id = id_of(&text).ok_or_else(no_run)?;
        let run = jobs.action_run(seen, id).await?.filter(|run| run.action == key).ok_or_else(no_run)?;
        let action = allowed_action(seen, run.place, &key)?;
        Ok(Self { jobs, run, action })
    }

    fn href(&self, visit: &Visit) -> String {
        visit.links.run(self.action.resource(), self.action.meta().key(), self.run.id, "")
    }
}

/// How far it is, or how it ended.
pub(crate) async fn page(State(web): State<Web>, visit: Visit, seen: Permitted<View>) -> Result<Response, WebError> {
    let one = One::of(&web, &visit, &seen).await?;
    let failures = match one.run.kept {
        0 => Vec::new(),
        _ => one.jobs.run_failures(&one.run, 0, SHOWN).await?,
    };
    let view = RunPageView::new(&web, &visit, &one.action, &one.run, &failures);
    let resource = one.action.resource();
    let screen = Screen::new(&web, &visit, view.heading.clone())
        .below(&web, &visit, resource)
        .after(resource.meta().plural, visit.links.list(resource));
    Ok(respond::page(StatusCode::OK, screen.render(&web, "resource/run.html", &view)?))
}

/// Stops it.
pub(crate) async fn cancel(
    State(web): State<Web>,
    visit: Visit,
    seen: Permitted<View>,
    _: Form,
) -> Result<Response, WebError> {
    let one = One::of(&web, &visit, &seen).await?;
    let flash = match one.jobs.stop_action(&one.action, &one.run).await {
        Ok(JobState::Running) => Flash::success(tr!("run-stopping")),
        Ok(_) => Flash::success(tr!("run-stopped")),
        Err(ManageError::Database(error)) => return Err(error.into()),
        // Over in the meantime: the page says how.
        Err(_) => Flash::warning(tr!("run-over-already")),
    };
    respond::see_other(&web, &visit, &one.href(&visit), Some(flash))
}

/// Notes that its end was seen, and leads back to the list.
pub(crate) async fn see(
    State(web): State<Web>,
    visit: Visit,
    seen: Permitted<View>,
    _: Form,
) -> Result<Response, WebError> {
    let one = One::of(&web, &visit, &seen).await?;
    if one.run.state.is_final() {
        one.jobs.note_seen(&one.run).await?;
    }
    respond::see_other(&web, &visit, &visit.links.list(one.action.resource()), None)
}

/// The rows that it was not done to, as a file.
pub(crate) async fn failures(
    State(web): State<Web>,
    visit: Visit,
    seen: Permitted<View>,
) -> Result<Response, WebError> {
    let One { jobs, run, action } = One::of(&web, &visit, &seen).await?;
    let mut text = CsvText::new(b',');
    text.row(&[tr!("run-file-key"), tr!("run-file-label"), tr!("run-file-words")].map(Datum::text));
    let rest = run.failed.saturating_sub(run.kept);
    let last = (rest > 0).then(|| tr!("page-action-more", count = rest));
    let name = format!("{}.csv", file_name(&tr!("run-file", action = action.meta().label_for_many())));
    let file = File { jobs, run, resource: action.resource().clone(), text, after: 0, last, is_over: false };
    // A piece is read when the one before has been taken.
    let body = Body::from_stream(stream::try_unfold(file, File::piece));
    attachment(&name, HeaderValue::from_static("text/csv; charset=utf-8"), body)
}

struct File {
    jobs: Jobs,
    run: ActionRun,
    resource: std::sync::Arc<Resource>,
    text: CsvText,
    after: u64,
    last: Option<String>,
    is_over: bool,
}

impl File {
    async fn piece(mut self) -> Result<Option<(Bytes, Self)>, DbError> {
        if self.is_over {
            return Ok(None);
        }
        let rows = self.jobs.run_failures(&self.run, self.after, PIECE).await?;
        for row in &rows {
            self.after = row.number;
            self.text.row(&[key_words(&self.resource, row), row.label.clone(), row.words.clone()].map(Datum::text));
        }
        if rows.is_empty() {
            self.is_over = true;
            if let Some(last) = self.last.take() {
                self.text.row(&[Datum::text(last)]);
            }
        }
        Ok(Some((self.text.take().into(), self)))
    }
}

/// A key as people read it.
fn key_words(resource: &Resource, row: &RunFailure) -> String {
    Key::parse(resource, &row.key).map_or_else(|_| row.key.clone(), |key| key.words(resource))
}
