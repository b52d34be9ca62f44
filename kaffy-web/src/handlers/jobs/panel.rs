//! The jobs of a record, for its page: those of handlers that name its resource.

use kaffy_core::{Key, Resource, job_rights::View, tr};
use kaffy_jobs::{JobMeta, JobRecord, JobState, Jobs};

use super::may;
use crate::{
    WebError,
    extract::Visit,
    links::query_string,
    pages::Web,
    view::{
        JobPanelLine, JobPanelView, LinkView, MomentView,
        jobs::{resource_named, state_label, state_tone},
    },
};

/// Rows of the panel.
const MOST: u64 = 10;

/// The panel; none where no handler names the resource, or the actor sees no jobs.
pub(crate) async fn panel(
    web: &Web,
    visit: &Visit,
    resource: &Resource,
    key: &Key,
) -> Result<Option<JobPanelView>, WebError> {
    let (Some(jobs), Some(actor)) = (web.admin.extension::<Jobs>(), visit.actor()) else { return Ok(None) };
    let Ok(right) = web.admin.authorize_area::<View>(actor) else { return Ok(None) };
    let is_about = |meta: &&'static JobMeta| {
        let named = meta.resource.and_then(|name| resource_named(web, name));
        named.is_some_and(|named| named.meta().id() == resource.meta().id())
    };
    let metas: Vec<_> = jobs.registry().metas().filter(is_about).collect();
    let mut names: Vec<_> = metas.iter().filter_map(|meta| meta.resource).collect();
    names.sort_unstable();
    names.dedup();
    let Some(first) = names.first() else { return Ok(None) };
    let id = key.segment(resource);
    let mut found = Vec::new();
    for name in &names {
        found.extend(jobs.desk().of_record(&right, name, &id, MOST).await?);
    }
    found.sort_unstable_by_key(|job: &JobRecord| std::cmp::Reverse(job.id));
    found.truncate(usize::try_from(MOST).unwrap_or(usize::MAX));
    let links = &visit.links;
    let new = |meta: &&'static JobMeta| LinkView {
        label: tr!("jobs-panel-new", name = meta.job_type),
        href: format!("{}?{}", links.jobs("new"), query_string([("type", meta.job_type), ("record", id.as_str())])),
        is_current: false,
    };
    Ok(Some(JobPanelView {
        jobs: found.iter().map(|job| line(web, visit, job)).collect(),
        all_href: links.jobs_at([("about", *first), ("id", id.as_str())]),
        new: metas.iter().filter(|_| may(web, actor, "enqueue")).map(new).collect(),
    }))
}

fn line(web: &Web, visit: &Visit, job: &JobRecord) -> JobPanelLine {
    let id = job.id.to_string();
    let has = |right: &str| visit.actor().is_some_and(|actor| may(web, actor, right));
    let to = |path: &str| visit.links.jobs(&format!("{id}/{path}"));
    let at = job.finished_at.unwrap_or(job.run_at);
    let is_waiting = JobState::WAITING.contains(&job.state);
    JobPanelLine {
        name: job.job_type.clone(),
        href: visit.links.jobs(&id),
        state: state_label(job.state),
        tone: state_tone(job.state),
        at: MomentView::new(at),
        reschedule_href: (is_waiting && has("reschedule")).then(|| to("reschedule")),
        cancel: (!job.state.is_final() && job.cancel_at.is_none() && has("cancel")).then(|| to("cancel")),
    }
}
