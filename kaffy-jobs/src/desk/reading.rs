//! What the pages read: a list, one job, queues and workers. Every statement reads so many rows and no more.

use std::{collections::BTreeMap, time::Duration};

use chrono::{DateTime, Utc};
use kaffy_core::{DbError, Right, job_rights::View};
use serde_json::Value;
use uuid::Uuid;

use super::{Desk, masking, why};
use crate::{
    AttemptRecord, COUNT_LIMIT, Count, GroupRecord, JobFilter, JobRecord, JobState, QueueRecord, WorkerRecord, clock,
    desk::Why,
    store::{self, Minute},
};

/// Attempts that a page shows.
const ATTEMPTS: u64 = 100;

/// Where a page of jobs begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum JobPlace {
    /// With the newest.
    #[default]
    Newest,
    /// With those older than this one.
    Before(Uuid),
    /// With those next newer than this one.
    After(Uuid),
}

impl JobPlace {
    /// Where the pages beside one are: an older one, and a newer one. It begins here and has these at its ends, the newest
    /// first; `goes_on` says whether there is more the way that it was read.
    pub(super) fn beside(self, ends: Option<(Uuid, Uuid)>, goes_on: bool) -> (Option<Self>, Option<Self>) {
        let Some((first, last)) = ends else { return (None, None) };
        let (older, newer) = (Some(Self::Before(last)), Some(Self::After(first)));
        match self {
            Self::Newest => (older.filter(|_| goes_on), None),
            Self::Before(_) => (older.filter(|_| goes_on), newer),
            Self::After(_) => (older, newer.filter(|_| goes_on)),
        }
    }
}

/// One page of jobs, the newest first.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct JobPage {
    /// The jobs, without what their handlers mask.
    pub jobs: Vec<JobRecord>,
    /// How many are in each state.
    pub counts: Vec<(JobState, Count)>,
    /// Where older ones are.
    pub older: Option<JobPlace>,
    /// Where newer ones are.
    pub newer: Option<JobPlace>,
    /// How many jobs were looked through, where the filter asks for what no index knows; counts are of these alone,
    /// and what is older is looked for on the next page.
    pub looked: Option<u64>,
}

/// One job, with what the page about it says.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct OneJob {
    /// The job, without what its handler masks.
    pub job: JobRecord,
    /// Its attempts, the newest first.
    pub attempts: Vec<AttemptRecord>,
    /// The workers that are there.
    pub workers: Vec<WorkerRecord>,
    /// Why it has not run (yet).
    pub why: Vec<Why>,
    /// Whether this program has a handler for it.
    pub is_known: bool,
    /// Whether it is kaffy's own, whose arguments nobody changes.
    pub is_own: bool,
    /// The group that it is a task of.
    pub group: Option<GroupRecord>,
}

/// A queue, with what it does.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct QueueLine {
    /// The queue.
    pub queue: QueueRecord,
    /// Jobs that could run now.
    pub depth: Count,
    /// Since when the oldest of them could.
    pub oldest: Option<DateTime<Utc>>,
    /// Jobs that ended in the last five minutes.
    pub last_minutes: u64,
    /// Jobs that ended in the last hour.
    pub last_hour: u64,
}

/// A worker, with what it does.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct WorkerLine {
    /// The worker.
    pub worker: WorkerRecord,
    /// Whether it was heard lately.
    pub is_alive: bool,
    /// Jobs that it runs, at most 20: ids and types.
    pub running: Vec<(Uuid, String)>,
}

impl Desk<'_> {
    /// A page of so many jobs.
    ///
    /// # Errors
    /// What the database refuses; the same for all others.
    pub async fn list(
        &self,
        _: &Right<View>,
        filter: &JobFilter,
        place: JobPlace,
        rows: u16,
    ) -> Result<JobPage, DbError> {
        let (db, mut filter) = (self.jobs.database(), self.honest(filter));
        let is_a_search = is_a_search(&filter);
        let (edge, edge_of_all) = match place {
            _ if !is_a_search => (None, None),
            JobPlace::Newest => store::edges(db, &filter, None).await?,
            JobPlace::Before(id) => store::edges(db, &filter, Some(id)).await?,
            JobPlace::After(_) => (None, store::edge(db, &JobFilter::new(), None).await?),
        };
        filter.from = edge.or(filter.from);
        let most = u64::from(rows) + 1;
        let mut jobs = match place {
            JobPlace::Newest => store::list(db, &filter, None, most).await?,
            JobPlace::Before(id) => store::list(db, &filter, Some(id), most).await?,
            JobPlace::After(id) => store::newer(db, &filter, id, most).await?,
        };
        let goes_on = jobs.len() > usize::from(rows);
        if goes_on {
            if matches!(place, JobPlace::After(_)) { drop(jobs.remove(0)) } else { jobs.truncate(rows.into()) }
        }
        let ends = jobs.first().zip(jobs.last()).map(|(first, last)| (first.id, last.id));
        let (older, newer) = place.beside(ends, goes_on);
        let older = older.or(edge.map(JobPlace::Before));
        let counts = if is_a_search {
            let mut within = filter.clone();
            within.states.clear();
            within.from = edge_of_all;
            store::counts_within(db, &within).await?
        } else {
            store::counts(db, &filter, COUNT_LIMIT).await?
        };
        for job in &mut jobs {
            self.mask(job);
        }
        Ok(JobPage { jobs, counts, older, newer, looked: is_a_search.then_some(store::LOOKED) })
    }

    /// At most so many of the jobs older than `before`, the newest first, and the place to go on from; `None` at their end.
    /// What no index knows is looked for step by step, and a step may find nothing.
    pub async fn walk(
        &self,
        _: &Right<View>,
        filter: &JobFilter,
        before: Option<Uuid>,
        most: u64,
    ) -> Result<(Vec<JobRecord>, Option<Uuid>), DbError> {
        let (db, mut filter) = (self.jobs.database(), self.honest(filter));
        if is_a_search(&filter) {
            filter.from = store::edge(db, &filter, before).await?;
        }
        let mut jobs = store::list(db, &filter, before, most).await?;
        let last = jobs.last().map(|job| job.id).filter(|_| jobs.len() as u64 >= most);
        for job in &mut jobs {
            self.mask(job);
        }
        Ok((jobs, last.or(filter.from)))
    }

    /// The newest jobs about a record, without their arguments.
    pub async fn of_record(
        &self,
        _: &Right<View>,
        resource: &str,
        id: &str,
        most: u64,
    ) -> Result<Vec<JobRecord>, DbError> {
        let filter = JobFilter::new().record(resource, id);
        let mut jobs = self.jobs.list(&filter, None, most).await?;
        for job in &mut jobs {
            job.args = Value::Null;
        }
        Ok(jobs)
    }

    /// Looking for a text in arguments leaves out the types that mask some: what nobody may see, nobody may find out
    /// by asking for it letter by letter (S15).
    pub(super) fn honest(&self, filter: &JobFilter) -> JobFilter {
        let mut filter = filter.clone();
        if filter.args_contain.is_some() {
            let masking = self.jobs.registry().metas().filter(|meta| !meta.mask.is_empty());
            filter.without_types = masking.map(|meta| meta.job_type.to_owned()).collect();
        }
        filter
    }

    /// One job; `None` when it is not there.
    pub async fn job(&self, _: &Right<View>, id: Uuid) -> Result<Option<OneJob>, DbError> {
        let Some(mut job) = self.jobs.find(id).await? else { return Ok(None) };
        let attempts = store::attempts(self.jobs.database(), id, ATTEMPTS).await?;
        let workers = self.jobs.workers().await?;
        let queues = self.jobs.queues().await?;
        let queue = queues.iter().find(|it| it.name == job.queue);
        let why = why::reasons(self.jobs, &job, queue, &workers).await?;
        let meta = self.jobs.registry().meta(&job.job_type);
        let (is_known, is_own) = (meta.is_some(), meta.is_some_and(|meta| meta.is_own));
        let group = match job.group_id {
            Some(id) => store::groups::get(self.jobs.database(), id).await?,
            None => None,
        };
        self.mask(&mut job);
        Ok(Some(OneJob { job, attempts, workers, why, is_known, is_own, group }))
    }

    fn mask(&self, job: &mut JobRecord) {
        job.args = masking::masked(self.jobs.registry().meta(&job.job_type), &job.args);
    }

    /// All queues, those included that only a handler names, and what they did in the last hour.
    pub async fn queues(&self, _: &Right<View>) -> Result<(Vec<QueueLine>, Vec<Minute>), DbError> {
        let now = self.jobs.clock().now();
        let mut all: BTreeMap<String, QueueRecord> =
            self.jobs.queues().await?.into_iter().map(|queue| (queue.name.clone(), queue)).collect();
        for meta in self.jobs.metas() {
            all.entry(meta.queue.to_owned()).or_insert_with(|| QueueRecord::named(meta.queue));
        }
        let names: Vec<_> = all.keys().take(100).cloned().collect();
        let depths = store::queue_depths(self.jobs.database(), &names, COUNT_LIMIT + 1).await?;
        let minutes = store::minutes(self.jobs.database(), now - clock::micros(Duration::from_secs(3600))).await?;
        let lately = now - clock::micros(Duration::from_secs(300));
        let line = |(name, depth, oldest): (String, u64, Option<DateTime<Utc>>)| {
            let own = || minutes.iter().filter(|it| it.queue == name);
            let ended = |it: &Minute| it.succeeded + it.failed;
            Some(QueueLine {
                depth: Count { number: depth.min(COUNT_LIMIT), is_more: depth > COUNT_LIMIT },
                oldest,
                last_minutes: own().filter(|it| it.start >= lately - 60_000_000).map(ended).sum(),
                last_hour: own().map(ended).sum(),
                queue: all.get(&name)?.clone(),
            })
        };
        let lines = depths.into_iter().filter_map(line).collect();
        Ok((lines, minutes))
    }

    /// All workers that have not been given up, with what they run.
    pub async fn workers(&self, _: &Right<View>) -> Result<Vec<WorkerLine>, DbError> {
        let now = clock::time(self.jobs.clock().now());
        let mut lines = Vec::new();
        for worker in self.jobs.workers().await?.into_iter().take(100) {
            let running = store::running_on(self.jobs.database(), worker.id, 20).await?;
            lines.push(WorkerLine { is_alive: why::is_alive(&worker, now), running, worker });
        }
        Ok(lines)
    }

    /// What time it is for the jobs.
    pub fn now(&self) -> DateTime<Utc> {
        clock::time(self.jobs.clock().now())
    }

    /// The arguments of a type with nothing in them, to begin with: each name with `null`.
    pub fn empty_args(&self, job_type: &str) -> Value {
        let meta = self.jobs.registry().meta(job_type);
        meta.into_iter().flat_map(|meta| meta.args).map(|(name, _)| ((*name).to_owned(), Value::Null)).collect()
    }
}

/// Whether a filter asks for something that no index knows, alone or beside what one knows.
pub(super) fn is_a_search(filter: &JobFilter) -> bool {
    let indexed = usize::from(!filter.states.is_empty())
        + usize::from(!filter.types.is_empty())
        + usize::from(filter.record.is_some());
    let others = !filter.queues.is_empty()
        || filter.worker.is_some()
        || filter.tag.is_some()
        || filter.created_by.is_some()
        || filter.args_contain.is_some()
        || filter.meta_contains.is_some();
    others || indexed > 1
}
