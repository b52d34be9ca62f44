//! The list of schedules, and the simple tasks among them (K132).

use kaffy_core::tr;
use kaffy_jobs::{ScheduleRecord, ScheduledTaskRecord, desk::ScheduleLine};
use serde::Serialize;

use super::{ScheduleStateView, TickView, words};
use crate::{
    extract::Visit,
    listing::Kept,
    view::{
        ListParts, MomentView,
        jobs::{JobsNav, count_words, cut},
    },
};

/// Characters of a value in a row.
const VALUE: usize = 120;

/// `schedules/list.html`: the schedules.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct SchedulesView {
    /// The pages beside it.
    pub nav: JobsNav,
    /// What is around its rows.
    #[serde(flatten)]
    pub list: ListParts,
    /// A new schedule, for somebody who may.
    pub new_href: Option<String>,
    /// How many match, in words.
    pub count: String,
    /// The schedules by name.
    pub schedules: Vec<ScheduleLineView>,
    /// The simple tasks among them.
    pub tasks: Vec<TaskView>,
}

/// A row of the list.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct ScheduleLineView {
    /// Its name.
    pub name: String,
    /// Its page.
    pub href: String,
    /// When it fires, in words, if there are simple ones.
    pub words: Option<String>,
    /// The same as it is written.
    pub expression: Option<String>,
    /// The zone of a cron expression.
    pub zone: Option<String>,
    /// The type of its jobs.
    pub job_type: String,
    /// Whether it fires.
    pub state: ScheduleStateView,
    /// Since when it is paused, by whom and why.
    pub paused: Option<String>,
    /// When it fires next.
    pub next: Option<MomentView>,
    /// What became of its last time.
    pub last: Option<TickView>,
}

impl ScheduleLineView {
    pub(crate) fn new(visit: &Visit, list: &Kept, line: &ScheduleLine, may_jobs: bool) -> Self {
        let schedule = &line.schedule;
        Self {
            name: schedule.name.clone(),
            href: list.on(&visit.links.schedule(&schedule.name, "")),
            words: words::timing(schedule.cron.as_deref(), schedule.every),
            expression: words::expression(schedule),
            zone: schedule.cron.as_ref().map(|_| schedule.timezone.clone()),
            job_type: schedule.job_type.clone(),
            state: ScheduleStateView::of(schedule),
            paused: paused(schedule),
            next: schedule.next_due.map(MomentView::new),
            last: line.last.as_ref().map(|tick| TickView::new(visit, tick, may_jobs)),
        }
    }
}

fn paused(schedule: &ScheduleRecord) -> Option<String> {
    let since = MomentView::new(schedule.paused_at?).words;
    let who = schedule.paused_by.clone().unwrap_or_else(|| "?".to_owned());
    Some(match &schedule.reason {
        Some(reason) => tr!("schedules-paused-for", when = since, who = who, reason = reason.as_str()),
        None => tr!("schedules-paused", when = since, who = who),
    })
}

/// A simple task, and how it went.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct TaskView {
    /// Its name.
    pub name: String,
    /// The page of its schedule.
    pub href: String,
    /// When it runs, in words or as it is written.
    pub every: String,
    /// Runs that succeeded.
    pub successes: String,
    /// Runs that failed.
    pub failures: String,
    /// When its first run began.
    pub started_at: Option<MomentView>,
    /// When a run succeeded last.
    pub last_success_at: Option<MomentView>,
    /// When a run failed last.
    pub last_failure_at: Option<MomentView>,
    /// The beginning of what went wrong last.
    pub last_error: Option<String>,
    /// The beginning of the value that it carries from run to run, as JSON.
    pub value: Option<String>,
    /// Whether a run goes on.
    pub is_running: bool,
    /// The job of that run, for somebody who may see it.
    pub running_href: Option<String>,
}

impl TaskView {
    /// Of a task that may not have run yet.
    pub(crate) fn new(
        visit: &Visit,
        list: &Kept,
        schedule: &ScheduleRecord,
        task: Option<&ScheduledTaskRecord>,
        may_jobs: bool,
    ) -> Self {
        let of = |read: fn(&ScheduledTaskRecord) -> Option<chrono::DateTime<chrono::Utc>>| {
            task.and_then(read).map(MomentView::new)
        };
        let number = |read: fn(&ScheduledTaskRecord) -> u64| count_words(task.map_or(0, read), false);
        let running = task.and_then(|task| task.running);
        let expression = || words::expression(schedule).unwrap_or_default();
        Self {
            name: schedule.name.clone(),
            href: list.on(&visit.links.schedule(&schedule.name, "")),
            every: words::timing(schedule.cron.as_deref(), schedule.every).unwrap_or_else(expression),
            successes: number(|task| task.successes),
            failures: number(|task| task.failures),
            started_at: of(|task| task.started_at),
            last_success_at: of(|task| task.last_success_at),
            last_failure_at: of(|task| task.last_failure_at),
            // What a job says belongs to those who may see jobs.
            last_error: task
                .filter(|_| may_jobs)
                .and_then(|task| task.last_error.as_deref())
                .map(|error| cut(error, VALUE).0),
            value: task.and_then(|task| task.value.as_ref()).map(|value| cut(&value.to_string(), VALUE).0),
            is_running: running.is_some(),
            running_href: running.filter(|_| may_jobs).map(|job| visit.links.jobs(&job.to_string())),
        }
    }
}
