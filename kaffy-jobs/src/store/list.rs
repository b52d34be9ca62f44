//! Reading jobs: a page by filter, counts that end somewhere, one job with its attempts.

use chrono::{DateTime, Utc};
use kaffy_core::{Database, DbError};
use sea_query::{Cond, Expr, ExprTrait, Func, Order, Query, SelectStatement, UnionType};
use uuid::Uuid;

use super::{
    cells::{Cells, NUMBER, TEXT},
    groups,
    names::{ATTEMPTS, JOBS, is, is_one_of},
    record::{self, AttemptRecord, JobRecord},
    text,
};
use crate::{JobState, clock};

/// Which jobs to read. What is not said does not matter.
///
/// ```
/// use kaffy_jobs::{JobFilter, JobState};
///
/// let waiting = JobFilter::new().queue("mail").in_states(JobState::WAITING).record("shop/orders", "7");
/// # let _ = waiting;
/// ```
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
#[must_use]
pub struct JobFilter {
    /// In one of these states.
    pub states: Vec<JobState>,
    /// Of one of these types.
    pub types: Vec<String>,
    /// In one of these queues.
    pub queues: Vec<String>,
    /// Held by, or last held by, this worker.
    pub worker: Option<Uuid>,
    /// With this tag.
    pub tag: Option<String>,
    /// About this record: the resource, and the id.
    pub record: Option<(String, String)>,
    /// Wanted by.
    pub created_by: Option<String>,
    /// With this text in the arguments.
    pub args_contain: Option<String>,
    /// With this text in the metadata.
    pub meta_contains: Option<String>,
    /// Enqueued no earlier.
    pub created_since: Option<DateTime<Utc>>,
    /// Enqueued earlier than this.
    pub created_before: Option<DateTime<Utc>>,
    /// Tasks of this group.
    pub group: Option<Uuid>,
    /// Of none of these types: their arguments are not for looking into.
    pub(crate) without_types: Vec<String>,
    /// No older than this one.
    pub(crate) from: Option<Uuid>,
}

impl JobFilter {
    /// All jobs.
    pub fn new() -> Self {
        Self::default()
    }

    /// Only in this state.
    pub fn state(mut self, state: JobState) -> Self {
        self.states.push(state);
        self
    }

    /// Only in these states, such as [`JobState::WAITING`].
    pub fn in_states(mut self, states: impl IntoIterator<Item = JobState>) -> Self {
        self.states.extend(states);
        self
    }

    /// Only of this type.
    pub fn of_type(mut self, job_type: impl Into<String>) -> Self {
        self.types.push(job_type.into());
        self
    }

    /// Only in this queue.
    pub fn queue(mut self, queue: impl Into<String>) -> Self {
        self.queues.push(queue.into());
        self
    }

    /// Only about this record.
    pub fn record(mut self, resource: impl Into<String>, id: impl Into<String>) -> Self {
        self.record = Some((resource.into(), id.into()));
        self
    }

    /// Only with this tag.
    pub fn tag(mut self, tag: impl Into<String>) -> Self {
        self.tag = Some(tag.into());
        self
    }

    /// Only tasks of this group.
    pub fn group(mut self, group: Uuid) -> Self {
        self.group = Some(group);
        self
    }

    /// What an index answers.
    fn quick(&self, with_states: bool) -> Cond {
        let is_text = |column: &'static str, value: Option<&String>| value.map(|it| Expr::col(column).eq(it.as_str()));
        // The id begins with the time, and has an index.
        let first_of = |at: DateTime<Utc>| text(first_id(at));
        let conditions = [
            (with_states && !self.states.is_empty()).then(|| is_one_of(&self.states)),
            one_of("job_type", &self.types),
            is_text("resource_type", self.record.as_ref().map(|(resource, _)| resource)),
            is_text("resource_id", self.record.as_ref().map(|(_, id)| id)),
            self.created_since.map(|at| Expr::col("id").gte(first_of(at))),
            self.created_before.map(|at| Expr::col("id").lt(first_of(at))),
            self.group.map(|group| Expr::col("id").in_subquery(groups::jobs_of(group))),
            self.from.map(|id| Expr::col("id").gte(text(id))),
        ];
        conditions.into_iter().flatten().fold(Cond::all(), Cond::add)
    }

    /// All of it but for the states.
    pub(super) fn whatever_state(&self) -> Cond {
        self.quick(false).add_option(self.slow())
    }

    /// What has to be looked at row by row, and so not in all rows.
    fn slow(&self) -> Option<Cond> {
        let contains = |column: &'static str, words: Option<&String>| {
            words.map(|words| {
                Expr::col(column).like(sea_query::LikeExpr::new(format!("%{}%", escaped(words))).escape('!'))
            })
        };
        let is_text = |column: &'static str, value: Option<&String>| value.map(|it| Expr::col(column).eq(it.as_str()));
        let tag = self.tag.as_ref().map(|tag| serde_json::Value::from(tag.as_str()).to_string());
        let conditions = [
            one_of("queue", &self.queues),
            self.worker.map(|worker| Expr::col("worker").eq(text(worker))),
            contains("tags", tag.as_ref()),
            is_text("created_by", self.created_by.as_ref()),
            contains("args", self.args_contain.as_ref()),
            contains("meta", self.meta_contains.as_ref()),
            (!self.without_types.is_empty())
                .then(|| Expr::col("job_type").is_not_in(self.without_types.iter().map(String::as_str))),
        ];
        let conditions: Vec<_> = conditions.into_iter().flatten().collect();
        (!conditions.is_empty()).then(|| conditions.into_iter().fold(Cond::all(), Cond::add))
    }
}

fn one_of(column: &'static str, words: &[String]) -> Option<Expr> {
    (!words.is_empty()).then(|| Expr::col(column).is_in(words.iter().map(String::as_str)))
}

pub(in crate::store) fn escaped(text: &str) -> String {
    text.replace('!', "!!").replace('%', "!%").replace('_', "!_")
}

/// The least id of this millisecond.
pub(in crate::store) fn first_id(at: DateTime<Utc>) -> Uuid {
    let millis = u128::from(Ord::max(at.timestamp_millis(), 0).unsigned_abs());
    Uuid::from_u128(millis << 80)
}

/// A number of rows that was counted up to a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// How many, or the limit.
    pub number: u64,
    /// Whether there are more.
    pub is_more: bool,
}

/// How many of the newest rows are looked at one by one.
const LOOKED_AT: u64 = 100_000;

/// A page of jobs, the newest first: those older than `before`. What no index answers is looked for among the newest
/// 100,000 of those that one does.
pub(crate) async fn list(
    db: &Database,
    filter: &JobFilter,
    before: Option<Uuid>,
    limit: u64,
) -> Result<Vec<JobRecord>, DbError> {
    let place = before.map(|before| Expr::col("id").lt(text(before)));
    page(db, filter, place, Order::Desc, limit).await
}

/// A page of jobs, the newest first: those next newer than `after`, looked for likewise.
pub(crate) async fn newer(
    db: &Database,
    filter: &JobFilter,
    after: Uuid,
    limit: u64,
) -> Result<Vec<JobRecord>, DbError> {
    let place = Expr::col("id").gt(text(after));
    let mut jobs = page(db, filter, Some(place), Order::Asc, limit).await?;
    jobs.reverse();
    Ok(jobs)
}

async fn page(
    db: &Database,
    filter: &JobFilter,
    place: Option<Expr>,
    order: Order,
    limit: u64,
) -> Result<Vec<JobRecord>, DbError> {
    let mut select = Query::select()
        .columns(record::COLUMNS)
        .from(JOBS)
        .cond_where(filter.quick(true).add_option(place))
        .order_by("id", order.clone())
        .limit(limit)
        .to_owned();
    if let Some(slow) = filter.slow() {
        select.limit(LOOKED_AT);
        select = Query::select()
            .columns(record::COLUMNS)
            .from_subquery(select, "newest")
            .cond_where(slow)
            .order_by("id", order)
            .limit(limit)
            .to_owned();
    }
    db.fetch(&select, &record::READS).await?.into_iter().map(JobRecord::read).collect()
}

/// How many jobs are in each state, whatever states the filter names, each counted up to `most`.
pub(crate) async fn counts(db: &Database, filter: &JobFilter, most: u64) -> Result<Vec<(JobState, Count)>, DbError> {
    let mut all = JobState::ALL.map(|state| count_of(filter, state, most)).into_iter();
    let Some(mut select) = all.next() else { return Ok(Vec::new()) };
    for other in all {
        select.union(UnionType::All, other);
    }
    let read = |row| {
        let mut cells = Cells::new(row);
        let (state, number) = (record::state(&cells.text()?)?, cells.number()?.unsigned_abs());
        Ok((state, Count { number: Ord::min(number, most), is_more: number > most }))
    };
    db.fetch(&select, &[TEXT, NUMBER]).await?.into_iter().map(read).collect()
}

fn count_of(filter: &JobFilter, state: JobState, most: u64) -> SelectStatement {
    let slow = filter.slow();
    let mut rows = Query::select();
    rows.from(JOBS).and_where(is(state)).cond_where(filter.quick(false)).limit(most + 1);
    match slow {
        None => drop(rows.column("id")),
        Some(slow) => {
            // The newest ones, as in the list.
            rows.columns(record::COLUMNS).order_by("id", Order::Desc).limit(LOOKED_AT + 1);
            rows =
                Query::select().column("id").from_subquery(rows, "newest").cond_where(slow).limit(most + 1).to_owned();
        }
    }
    Query::select()
        .expr_as(Expr::Constant(state.word().into()), "state")
        .expr(Func::count(Expr::col("id")))
        .from_subquery(rows, "counted")
        .to_owned()
}

/// One job.
pub(crate) async fn find(db: &Database, id: Uuid) -> Result<Option<JobRecord>, DbError> {
    let select =
        Query::select().columns(record::COLUMNS).from(JOBS).and_where(Expr::col("id").eq(text(id))).limit(1).to_owned();
    db.fetch(&select, &record::READS).await?.into_iter().next().map(JobRecord::read).transpose()
}

/// What is kept of the attempts of a job, the newest first.
pub(crate) async fn attempts(db: &Database, id: Uuid, limit: u64) -> Result<Vec<AttemptRecord>, DbError> {
    let select = Query::select()
        .columns(super::ack::ATTEMPT_COLUMNS)
        .from(ATTEMPTS)
        .and_where(Expr::col("job_id").eq(text(id)))
        .order_by("start", Order::Desc)
        .limit(limit)
        .to_owned();
    let reads = [TEXT, NUMBER, NUMBER, TEXT, NUMBER, TEXT, NUMBER, TEXT, TEXT, TEXT];
    let read = |row| {
        let mut cells = Cells::new(row);
        Ok(AttemptRecord {
            job_id: cells.id()?,
            start: cells.count()?,
            attempt: cells.count()?,
            outcome: cells.text()?,
            finished_at: clock::time(cells.number()?),
            worker: cells.maybe_id()?,
            started_at: cells.maybe_number()?.map(clock::time),
            error: cells.maybe_text()?,
            place: cells.maybe_text()?,
            log: cells.maybe_text()?,
        })
    };
    db.fetch(&select, &reads).await?.into_iter().map(read).collect()
}
