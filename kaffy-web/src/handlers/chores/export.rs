//! The history of runs as a file.

use axum::{extract::State, response::Response};
use kaffy_core::{DbError, chore_rights::View, tr};
use kaffy_jobs::chores::{ChoreRunRecord, RunFilter};
use uuid::Uuid;

use super::{Permitted, runs::filter};
use crate::{
    WebError,
    extract::{Params, Visit},
    listing::{self, Asked, RUNS, Rows},
    pages::Web,
    view::{
        MomentView,
        chores::{run_inputs, run_took, status_label, via_words},
        jobs::length,
    },
};

pub(crate) async fn file(
    State(web): State<Web>,
    visit: Visit,
    at: Permitted<View>,
    Params(params): Params,
) -> Result<Response, WebError> {
    let rows = |asked: &Asked<'_>| Ok(RunRows { filter: filter(asked)?, at, before: None });
    listing::file(&web, &visit, &RUNS, &params, rows).await
}

struct RunRows {
    at: Permitted<View>,
    filter: RunFilter,
    before: Option<Uuid>,
}

impl Rows for RunRows {
    fn headings(&self) -> Vec<String> {
        headings()
    }

    async fn next(&mut self, most: u64) -> Result<(Vec<Vec<String>>, bool), DbError> {
        let found = self.at.desk().chore_runs(&self.at.right, &self.filter, self.before, most).await?;
        self.before = found.after;
        Ok((found.runs.iter().map(|run| row(&self.at, run)).collect(), found.after.is_some()))
    }
}

fn headings() -> Vec<String> {
    vec![
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

fn row(at: &Permitted<View>, run: &ChoreRunRecord) -> Vec<String> {
    let exact = |at: Option<chrono::DateTime<chrono::Utc>>| {
        at.map(|at| MomentView::to_the_second(at).exact).unwrap_or_default()
    };
    vec![
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
