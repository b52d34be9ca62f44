//! Schedules as a file.

use axum::{extract::State, response::Response};
use kaffy_core::{DbError, schedule_rights::View, tr};
use kaffy_jobs::{ScheduleFilter, desk::ScheduleLine};

use super::{Permitted, list::filter};
use crate::{
    WebError,
    extract::{Params, Visit},
    listing::{self, Asked, Rows, SCHEDULES},
    pages::Web,
    view::{
        MomentView,
        schedules::{ScheduleStateView, expression},
    },
};

pub(crate) async fn file(
    State(web): State<Web>,
    visit: Visit,
    at: Permitted<View>,
    Params(params): Params,
) -> Result<Response, WebError> {
    let rows = |asked: &Asked<'_>| Ok(ScheduleRows { filter: filter(asked)?, at, after: None });
    listing::file(&web, &visit, &SCHEDULES, &params, rows).await
}

struct ScheduleRows {
    at: Permitted<View>,
    filter: ScheduleFilter,
    after: Option<String>,
}

impl Rows for ScheduleRows {
    fn headings(&self) -> Vec<String> {
        vec![
            tr!("schedules-name"),
            tr!("jobs-type"),
            tr!("jobs-state"),
            tr!("schedules-when"),
            tr!("schedules-timezone"),
            tr!("jobs-args"),
            tr!("schedules-next-run"),
            tr!("schedules-last-run"),
        ]
    }

    async fn next(&mut self, most: u64) -> Result<(Vec<Vec<String>>, bool), DbError> {
        let most = u16::try_from(most).unwrap_or(u16::MAX);
        let found = self.at.desk().schedules(&self.at.right, &self.filter, self.after.as_deref(), most).await?;
        self.after = found.after;
        Ok((found.schedules.iter().map(row).collect(), self.after.is_some()))
    }
}

fn row(line: &ScheduleLine) -> Vec<String> {
    let schedule = &line.schedule;
    let exact = |at| MomentView::to_the_second(at).exact;
    vec![
        schedule.name.clone(),
        schedule.job_type.clone(),
        ScheduleStateView::of(schedule).label,
        expression(schedule).unwrap_or_default(),
        schedule.cron.as_ref().map(|_| schedule.timezone.clone()).unwrap_or_default(),
        schedule.args.to_string(),
        schedule.next_due.map(exact).unwrap_or_default(),
        line.last.as_ref().map(|tick| exact(tick.due_at)).unwrap_or_default(),
    ]
}
