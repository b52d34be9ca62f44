//! Jobs and groups as files.

use axum::{extract::State, response::Response};
use kaffy_core::{DbError, job_rights::View, tr};
use kaffy_jobs::{GroupRecord, JobFilter, JobRecord, SearchError, desk::GroupFilter};
use uuid::Uuid;

use super::{Permitted, asked, groups};
use crate::{
    WebError,
    extract::{Params, Visit},
    listing::{Asked, GROUPS, JOBS, Rows, file},
    pages::Web,
    view::{
        MomentView,
        jobs::{group_label, state_label},
    },
};

/// The jobs that match, without what their handlers mask.
pub(crate) async fn jobs(
    State(web): State<Web>,
    visit: Visit,
    at: Permitted<View>,
    Params(params): Params,
) -> Result<Response, WebError> {
    let rows = |asked: &Asked<'_>| Ok(JobRows { filter: asked::filter(asked)?, at, before: None });
    file(&web, &visit, &JOBS, &params, rows).await
}

/// The groups that match.
pub(crate) async fn groups(
    State(web): State<Web>,
    visit: Visit,
    at: Permitted<View>,
    Params(params): Params,
) -> Result<Response, WebError> {
    let rows = |asked: &Asked<'_>| Ok(GroupRows { filter: groups::filter(asked)?, at, before: None });
    file(&web, &visit, &GROUPS, &params, rows).await
}

struct JobRows {
    at: Permitted<View>,
    filter: JobFilter,
    before: Option<Uuid>,
}

impl Rows for JobRows {
    fn headings(&self) -> Vec<String> {
        vec![
            tr!("jobs-id"),
            tr!("jobs-type"),
            tr!("jobs-state"),
            tr!("jobs-queue"),
            tr!("jobs-args"),
            tr!("jobs-attempts"),
            tr!("jobs-priority"),
            tr!("jobs-tags"),
            tr!("jobs-record"),
            tr!("jobs-created-by"),
            tr!("jobs-step-enqueued"),
            tr!("jobs-run-at"),
            tr!("jobs-finished-at"),
            tr!("jobs-error"),
        ]
    }

    async fn next(&mut self, most: u64) -> Result<(Vec<Vec<String>>, bool), DbError> {
        let (jobs, before) = self.at.desk().walk(&self.at.right, &self.filter, self.before, most).await?;
        self.before = before;
        Ok((jobs.iter().map(job).collect(), before.is_some()))
    }
}

fn job(job: &JobRecord) -> Vec<String> {
    let exact = |at| MomentView::to_the_second(at).exact;
    let about = job.resource_type.iter().chain(&job.resource_id).cloned().collect::<Vec<_>>();
    vec![
        job.id.to_string(),
        job.job_type.clone(),
        state_label(job.state),
        job.queue.clone(),
        job.args.to_string(),
        format!("{}/{}", job.attempt, job.max_attempts),
        job.priority.to_string(),
        job.tags.join(", "),
        about.join(" "),
        job.created_by.clone().unwrap_or_default(),
        exact(job.created_at),
        exact(job.run_at),
        job.finished_at.map(exact).unwrap_or_default(),
        job.last_error.clone().unwrap_or_default(),
    ]
}

struct GroupRows {
    at: Permitted<View>,
    filter: GroupFilter,
    before: Option<Uuid>,
}

impl Rows for GroupRows {
    fn headings(&self) -> Vec<String> {
        vec![
            tr!("jobs-filter-group"),
            tr!("jobs-group-name"),
            tr!("jobs-group-type"),
            tr!("jobs-state"),
            tr!("jobs-tasks-over"),
            tr!("jobs-group-tasks"),
            tr!("jobs-created-by"),
            tr!("jobs-group-made"),
            tr!("jobs-group-ended"),
        ]
    }

    async fn next(&mut self, most: u64) -> Result<(Vec<Vec<String>>, bool), DbError> {
        let found = self.at.desk().walk_groups(&self.at.right, &self.filter, self.before, most).await;
        let (groups, before) = found.map_err(|error| match error {
            SearchError::Database(error) => error,
            other => DbError::Other(other.into()),
        })?;
        self.before = before;
        Ok((groups.iter().map(group).collect(), before.is_some()))
    }
}

fn group(group: &GroupRecord) -> Vec<String> {
    let exact = |at| MomentView::to_the_second(at).exact;
    vec![
        group.id.to_string(),
        group.name.clone().unwrap_or_default(),
        group.group_type.clone(),
        group_label(group.status),
        group.tasks.over().to_string(),
        group.tasks.total().to_string(),
        group.created_by.clone().unwrap_or_default(),
        exact(group.created_at),
        group.ended_at.map(exact).unwrap_or_default(),
    ]
}
