//! The page of one schedule.

use chrono::{DateTime, Utc};
use kaffy_core::tr;
use kaffy_jobs::{Origin, ScheduleRecord, ScheduleState, TickRecord, desk::OneSchedule};
use serde::Serialize;

use super::{
    NextRun, OddDayView, ScheduleStateView, TaskView, TickView,
    next::{next_runs, odd_days, zone_shown},
    why::{self, WhyLine},
    words,
};
use crate::{
    extract::Visit,
    listing::{Kept, SCHEDULES},
    view::{
        MomentView, PagerView,
        jobs::{FactView, JobsNav, length, pretty},
    },
};

/// Runs to come that are shown.
const NEXT: usize = 20;

/// What somebody may do to a schedule.
pub(crate) struct ScheduleRights {
    pub(crate) run: bool,
    pub(crate) pause: bool,
    pub(crate) edit: bool,
    pub(crate) delete: bool,
    /// Whether they may see jobs.
    pub(crate) jobs: bool,
}

/// `schedules/schedule.html`: one schedule.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct ScheduleView {
    /// The pages beside it.
    pub nav: JobsNav,
    /// Its name.
    pub name: String,
    /// The type of its jobs.
    pub job_type: String,
    /// Whether it fires.
    pub state: ScheduleStateView,
    /// When it fires, in words, if there are simple ones.
    pub words: Option<String>,
    /// The same as it is written.
    pub expression: Option<String>,
    /// Why it fires or does not, in words.
    pub why: Vec<WhyLine>,
    /// The value of a simple task, and how it went.
    pub task: Option<TaskView>,
    /// The runs to come.
    pub next: Vec<NextRun>,
    /// Whether these are only what they would be, since it does not fire.
    pub is_still: bool,
    /// The zone of a cron expression.
    pub zone: Option<String>,
    /// The days of the coming year on which the clock is changed.
    pub odd: Vec<OddDayView>,
    /// What became of its times, the latest first.
    pub ticks: Vec<TickView>,
    /// The way through them, where they are more than a page.
    pub pager: Option<PagerView>,
    /// More about it.
    pub facts: Vec<FactView>,
    /// The list of its jobs' type, for somebody who may see it.
    pub jobs_href: Option<String>,
    /// The arguments of its jobs as JSON, without what is masked.
    pub args: String,
    /// Where it is run, by a form that posts.
    pub run: Option<String>,
    /// The page to pause it.
    pub pause_href: Option<String>,
    /// Where it is resumed, by a form that posts.
    pub resume: Option<String>,
    /// The page to change it.
    pub edit_href: Option<String>,
    /// The page to take it away.
    pub delete_href: Option<String>,
}

impl ScheduleView {
    pub(crate) fn new(
        visit: &Visit,
        one: &OneSchedule,
        ticks: &[TickRecord],
        now: DateTime<Utc>,
        rights: &ScheduleRights,
        nav: JobsNav,
    ) -> Self {
        let schedule = &one.schedule;
        let back = Kept::of(&SCHEDULES, visit);
        let when = |may: bool, path: &str| may.then(|| back.on(&visit.links.schedule(&schedule.name, path)));
        let is_paused = schedule.state == ScheduleState::Inactive;
        let zone = schedule.cron.as_ref().map(|_| schedule.timezone.clone());
        let odd = if zone.is_some() { schedule.odd_days(now) } else { Vec::new() };
        let runs = schedule.upcoming(now, NEXT);
        Self {
            nav,
            name: schedule.name.clone(),
            job_type: schedule.job_type.clone(),
            state: ScheduleStateView::of(schedule),
            words: words::timing(schedule.cron.as_deref(), schedule.every),
            expression: words::expression(schedule),
            why: why::lines(visit, schedule, &one.why, rights.jobs),
            task: schedule.is_task.then(|| TaskView::new(visit, &back, schedule, one.task.as_ref(), rights.jobs)),
            next: next_runs(zone_shown(schedule.cron.as_deref(), &schedule.timezone), &runs, &odd),
            is_still: !schedule.fires(),
            odd: odd_days(schedule, &odd, now),
            zone,
            ticks: ticks.iter().map(|tick| TickView::new(visit, tick, rights.jobs)).collect(),
            pager: None,
            facts: facts(one),
            jobs_href: rights.jobs.then(|| visit.links.jobs_at([("type", schedule.job_type.as_str())])),
            args: pretty(&schedule.args),
            run: when(rights.run, "run"),
            pause_href: when(rights.pause && !is_paused, "pause"),
            resume: when(rights.pause && is_paused, "resume"),
            edit_href: when(rights.edit && one.is_known && is_editable(schedule), "edit"),
            delete_href: when(rights.delete, "delete"),
        }
    }
}

/// Whether it may be changed here: the code says what its own are.
fn is_editable(schedule: &ScheduleRecord) -> bool {
    schedule.origin == Origin::User
}

fn facts(one: &OneSchedule) -> Vec<FactView> {
    let schedule = &one.schedule;
    let exact = |at: DateTime<Utc>| MomentView::to_the_second(at).exact;
    let window = schedule.window.and_then(|window| chrono::TimeDelta::from_std(window).ok()).map(length);
    let facts = [
        (tr!("schedules-cron"), schedule.cron.clone(), true),
        (tr!("schedules-every"), schedule.every.map(|every| every.to_string()), true),
        (tr!("schedules-timezone"), schedule.cron.as_ref().map(|_| schedule.timezone.clone()), true),
        (tr!("schedules-origin"), Some(words::origin(schedule)), false),
        (tr!("schedules-missed"), Some(words::missed(schedule.missed)), false),
        (tr!("schedules-window"), window, false),
        (tr!("schedules-overlap"), Some(words::overlap(schedule.overlap)), false),
        (tr!("schedules-run-on"), Some(words::run_on(&schedule.run_on)), false),
        (tr!("jobs-queue"), schedule.queue.clone(), true),
        (tr!("jobs-priority"), schedule.priority.map(|it| it.to_string()), false),
        (tr!("jobs-attempts"), schedule.max_attempts.map(|it| it.to_string()), false),
        (tr!("schedules-last-due"), schedule.last_due.map(exact), false),
        (tr!("schedules-created-at"), Some(exact(schedule.created_at)), false),
        (tr!("schedules-updated-at"), Some(exact(schedule.updated_at)), false),
        (tr!("jobs-handler"), (!one.is_known).then(|| tr!("jobs-handler-none")), false),
    ];
    facts.into_iter().filter_map(|(name, value, is_code)| Some(FactView { name, value: value?, is_code })).collect()
}
