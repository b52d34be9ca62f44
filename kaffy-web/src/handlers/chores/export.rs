//! The history of runs as a file, sent while it is read.

use axum::{
    body::{Body, Bytes},
    extract::State,
    http::HeaderValue,
    response::Response,
};
use futures_util::stream;
use kaffy_core::{CsvText, Datum, DbError, chore_rights::View, i18n::Localizer, tr};
use kaffy_jobs::chores::{ChoreRunRecord, RunFilter};
use uuid::Uuid;

use super::{Permitted, asked::Asked, broken};
use crate::{
    WebError,
    extract::{Params, Visit},
    handlers::export::{attachment, file_name},
    pages::Web,
    view::{
        chores::{run_inputs, run_took, status_label, via_words},
        jobs::{MomentView, length},
    },
};

/// Runs that are read at once.
const PIECE: u64 = 500;

pub(crate) async fn file(
    State(web): State<Web>,
    visit: Visit,
    at: Permitted<View>,
    Params(params): Params,
) -> Result<Response, WebError> {
    let Asked { filter, .. } = Asked::of(&params)?;
    let mut text = CsvText::new(b',');
    text.row(&headings().map(Datum::text));
    let most = web.admin.export_limit();
    let file = File { at, filter, text, before: None, left: most, most, is_over: false, number: visit.number.clone() };
    let localizer = Localizer::current();
    // A piece is read when the one before has been taken.
    let body = stream::try_unfold(file, move |file| localizer.clone().scope(file.piece()));
    let name = format!("{}.csv", file_name(&tr!("chores-runs")));
    attachment(&name, HeaderValue::from_static("text/csv; charset=utf-8"), Body::from_stream(body))
}

struct File {
    at: Permitted<View>,
    filter: RunFilter,
    text: CsvText,
    before: Option<Uuid>,
    left: u64,
    most: u64,
    is_over: bool,
    number: String,
}

impl File {
    async fn piece(mut self) -> Result<Option<(Bytes, Self)>, DbError> {
        if self.is_over {
            return Ok(None);
        }
        let limit = PIECE.min(self.left);
        let found = self.at.desk().chore_runs(&self.at.right, &self.filter, self.before, limit).await;
        let found = found.inspect_err(|error| broken(&self.number, error))?;
        for run in &found.runs {
            self.text.row(&row(&self.at, run).map(Datum::text));
        }
        self.left = self.left.saturating_sub(found.runs.len() as u64);
        self.before = found.after;
        if found.after.is_some() && self.left == 0 {
            let rest = tr!("export-rest-left-out", most = kaffy_core::Count::Exact(self.most).to_string());
            self.text.row(&[Datum::text(rest)]);
        }
        self.is_over = found.after.is_none() || self.left == 0;
        Ok(Some((self.text.take().into(), self)))
    }
}

fn headings() -> [String; 13] {
    [
        tr!("chores-run-id"),
        tr!("chores-chore"),
        tr!("chores-dry"),
        tr!("jobs-state"),
        tr!("chores-by"),
        tr!("chores-via"),
        tr!("chores-created-at"),
        tr!("chores-started-at"),
        tr!("chores-finished-at"),
        tr!("chores-took"),
        tr!("chores-inputs"),
        tr!("chores-error"),
        tr!("chores-build"),
    ]
}

fn row(at: &Permitted<View>, run: &ChoreRunRecord) -> [String; 13] {
    let exact = |at: Option<chrono::DateTime<chrono::Utc>>| {
        at.map(|at| MomentView::to_the_second(at).exact).unwrap_or_default()
    };
    [
        run.id.to_string(),
        run.title.clone(),
        if run.is_dry { tr!("cell-yes") } else { tr!("cell-no") },
        status_label(run.status),
        run.actor_name.clone(),
        via_words(run.via),
        exact(Some(run.created_at)),
        exact(run.started_at),
        exact(run.finished_at),
        run_took(run, at.desk().now()).map(length).unwrap_or_default(),
        run_inputs(run),
        run.error.clone().unwrap_or_default(),
        run.build.clone(),
    ]
}
