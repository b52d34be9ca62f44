//! The page of one job.

use chrono::{DateTime, Utc};
use kaffy_core::{Area, Key, Permission, Resource, chore_rights, tr};
use kaffy_jobs::{
    JobRecord, JobState, Jobs, Progress,
    desk::{OneJob, changeable, run_of},
};
use serde::Serialize;
use serde_json::Value;

use super::{
    AttemptView, JobsNav, StateView, StepLine, timeline, why,
    words::{count_words, cut},
};
use crate::{extract::Visit, listing::Kept, pages::Web, view::LinkView};

/// Characters of JSON that a page shows.
const JSON: usize = 100_000;

/// What somebody may do to a job.
pub(crate) struct JobRights {
    pub(crate) retry: bool,
    pub(crate) cancel: bool,
    pub(crate) delete: bool,
    pub(crate) reschedule: bool,
    pub(crate) edit: bool,
}

/// `jobs/job.html`: one job.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct JobView {
    /// The pages beside it.
    pub nav: JobsNav,
    /// Its id.
    pub id: String,
    /// The name of its handler.
    pub name: String,
    /// Its state.
    pub state: StateView,
    /// Why it has not run (yet), in words.
    pub why: Vec<String>,
    /// What it went through.
    pub steps: Vec<StepLine>,
    /// How far it has come.
    pub progress: Option<ProgressBar>,
    /// Its arguments as JSON, without what is masked.
    pub args: String,
    /// What its handler returned, as JSON.
    pub result: Option<String>,
    /// What it can be found by, as JSON.
    pub meta: Option<String>,
    /// More about it.
    pub facts: Vec<FactView>,
    /// The list of its queue.
    pub queue: LinkView,
    /// The group that it is a task of.
    pub group: Option<LinkView>,
    /// The record that it is about, for somebody who may see it.
    pub record: Option<LinkView>,
    /// The schedule that it is a run of, for somebody who may see schedules.
    pub schedule: Option<LinkView>,
    /// The run of a chore that it does, for somebody who may see it. Nothing can be done to such a job here.
    pub run: Option<LinkView>,
    /// What it can be found by.
    pub tags: Vec<LinkView>,
    /// Its attempts, the newest first.
    pub attempts: Vec<AttemptView>,
    /// Where it is retried, by a form that posts; likewise the others.
    pub retry: Option<String>,
    /// Where it is cancelled.
    pub cancel: Option<String>,
    /// Where it is run now.
    pub run_now: Option<String>,
    /// The page to run it at another time.
    pub reschedule_href: Option<String>,
    /// The page to give it other arguments.
    pub edit_href: Option<String>,
    /// The page to take it away.
    pub delete_href: Option<String>,
}

/// How far a job has come.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct ProgressBar {
    /// Between 0 and 100; none where nobody knows how much there is.
    pub percent: Option<u64>,
    /// In words: `40 of 100: reading`.
    pub words: String,
}

impl ProgressBar {
    pub(super) fn new(progress: &Progress) -> Self {
        let number = |number| count_words(number, false);
        let words = match progress.total {
            Some(total) => tr!("jobs-progress-of", done = number(progress.done), total = number(total)),
            None => tr!("jobs-progress", done = number(progress.done)),
        };
        let message = progress.message.as_deref().map(|message| cut(message, 500).0);
        Self {
            percent: progress
                .total
                .filter(|total| *total > 0)
                .map(|total| progress.done.min(total).saturating_mul(100) / total),
            words: message.map_or_else(|| words.clone(), |message| format!("{words}: {message}")),
        }
    }
}

impl JobView {
    pub(crate) fn new(
        web: &Web,
        visit: &Visit,
        one: &OneJob,
        now: DateTime<Utc>,
        rights: JobRights,
        list: &Kept,
        nav: JobsNav,
    ) -> Self {
        use JobState::{Cancelled, Failed, Retrying, Running, Scheduled, Succeeded};
        let (job, links) = (&one.job, &visit.links);
        let id = job.id.to_string();
        let to = |path: &str| list.on(&links.jobs(&format!("{id}/{path}")));
        let is_changeable = changeable(job).is_ok();
        let when = |may: bool, fits: bool, path: &str| (may && fits && is_changeable).then(|| to(path));
        let is_waiting = JobState::WAITING.contains(&job.state);
        Self {
            nav,
            name: job.job_type.clone(),
            state: StateView::new(job.state),
            why: one.why.iter().map(why::words).collect(),
            steps: timeline::steps(job, now),
            progress: job.progress.as_ref().map(ProgressBar::new),
            args: pretty(&job.args),
            result: job.result.as_ref().map(pretty),
            meta: job.meta.as_ref().map(pretty),
            facts: facts(one),
            queue: LinkView {
                label: job.queue.clone(),
                href: links.jobs_at([("queue", job.queue.as_str())]),
                is_current: false,
            },
            group: one.group.as_ref().map(|group| LinkView {
                label: group.name.clone().unwrap_or_else(|| group.group_type.clone()),
                href: links.job_group_at(group.id, []),
                is_current: false,
            }),
            record: record(web, visit, job),
            schedule: schedule(web, visit, job),
            run: run(web, visit, job),
            tags: job
                .tags
                .iter()
                .map(|tag| LinkView {
                    label: tag.clone(),
                    href: links.jobs_at([("tag", tag.as_str())]),
                    is_current: false,
                })
                .collect(),
            attempts: one.attempts.iter().map(|it| AttemptView::new(it, &one.workers)).collect(),
            retry: when(rights.retry, matches!(job.state, Failed | Cancelled), "retry"),
            cancel: when(rights.cancel, !job.state.is_final() && job.cancel_at.is_none(), "cancel"),
            run_now: when(rights.reschedule, matches!(job.state, Scheduled | Retrying), "run"),
            reschedule_href: when(rights.reschedule, !matches!(job.state, Running | Succeeded), "reschedule"),
            edit_href: when(rights.edit, is_waiting && one.is_known && !one.is_own, "args"),
            delete_href: when(rights.delete, job.state != Running, "delete"),
            id,
        }
    }
}

pub(crate) fn pretty(value: &Value) -> String {
    cut(&serde_json::to_string_pretty(value).unwrap_or_default(), JSON).0
}

/// Something about a job.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct FactView {
    /// What.
    pub name: String,
    /// The value.
    pub value: String,
    /// Whether that is a name of a program.
    pub is_code: bool,
}

fn facts(one: &OneJob) -> Vec<FactView> {
    let job = &one.job;
    let worker = job.worker.map(|id| {
        let known = one.workers.iter().find(|worker| worker.id == id);
        known.map_or_else(|| id.to_string(), |worker| worker.name.clone())
    });
    let attempts = format!("{}/{}", job.attempt, job.max_attempts);
    let about = job.resource_type.clone().zip(job.resource_id.clone()).map(|(resource, id)| format!("{resource} {id}"));
    let facts = [
        (tr!("jobs-attempts"), Some(attempts), false),
        (tr!("jobs-priority"), Some(job.priority.to_string()), false),
        (tr!("jobs-worker"), worker, true),
        (tr!("jobs-created-by"), job.created_by.clone(), false),
        (tr!("jobs-record"), about, true),
        (tr!("jobs-limit"), job.limit_key.clone(), true),
        (tr!("jobs-cancel-by"), job.cancel_by.clone(), false),
        (tr!("jobs-snoozes"), (job.snoozes > 0).then(|| job.snoozes.to_string()), false),
        (tr!("jobs-handler"), (!one.is_known).then(|| tr!("jobs-handler-none")), false),
    ];
    facts.into_iter().filter_map(|(name, value, is_code)| Some(FactView { name, value: value?, is_code })).collect()
}

/// The page of the record that a job is about.
fn record(web: &Web, visit: &Visit, job: &JobRecord) -> Option<LinkView> {
    let (actor, name, id) = (visit.actor()?, job.resource_type.as_deref()?, job.resource_id.as_deref()?);
    let resource = resource_named(web, name)?;
    if !web.admin.may(actor, resource.meta(), Permission::View) {
        return None;
    }
    let key = Key::parse(resource, id).ok()?;
    let label = format!("{} {id}", resource.meta().singular);
    Some(LinkView { label, href: visit.links.record(resource, &key), is_current: false })
}

/// The page of the schedule that a job is a run of.
fn schedule(web: &Web, visit: &Visit, job: &JobRecord) -> Option<LinkView> {
    let name = job.meta.as_ref()?.get("schedule")?.get("name")?.as_str()?;
    let may = web.admin.may_in(visit.actor()?, Area::Schedules, "view");
    may.then(|| LinkView { label: name.to_owned(), href: visit.links.schedule(name, ""), is_current: false })
}

/// The page of the run that a job does.
fn run(web: &Web, visit: &Visit, job: &JobRecord) -> Option<LinkView> {
    let (chore, run) = run_of(job)?;
    let actor = visit.actor().filter(|actor| web.admin.may_in(actor, Area::Chores, "view"))?;
    let right = web.admin.authorize_area::<chore_rights::View>(actor).ok()?;
    let entry = web.admin.extension::<Jobs>()?.desk().chore(&right, &chore)?;
    let href = visit.links.chore_run(run, "");
    Some(LinkView { label: entry.meta().title.to_owned(), href, is_current: false })
}

/// The resource that a handler means: by its address, `shop/products`, or by a name that one resource alone has.
pub(crate) fn resource_named<'a>(web: &'a Web, name: &str) -> Option<&'a std::sync::Arc<Resource>> {
    if let Some((context, slug)) = name.split_once('/') {
        return web.admin.registry().find(context, slug);
    }
    let is_it = |resource: &Resource| {
        let meta = resource.meta();
        resource.slug() == name || [meta.rust_name, meta.singular].iter().any(|it| it.eq_ignore_ascii_case(name))
    };
    let mut found = web.admin.registry().resources().iter().filter(|resource| is_it(resource));
    found.next().filter(|_| found.next().is_none())
}
