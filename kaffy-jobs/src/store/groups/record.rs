//! Groups and tasks as somebody reads them.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use kaffy_core::{Cell, Database, DbError, inside::Read};
use sea_query::{Expr, ExprTrait, Func, JoinType, Query, SelectStatement, UnionType};
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use super::{
    super::{
        cells::{Cells, NUMBER, TEXT},
        names::{GROUPS, JOBS, TASKS},
        record::json,
        text,
    },
    fields,
};
use crate::{
    CallbackRecord, GroupStatus, JobState, Strategy, TaskStatus, clock,
    group::{Callback, Waits},
};

/// Where the count of the tasks of a group ends.
const MOST: u64 = 10_000;

/// A group as it is now.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct GroupRecord {
    /// Its id, in the order of time.
    pub id: Uuid,
    /// What groups of this kind have in common.
    pub group_type: String,
    /// Its name for people.
    pub name: Option<String>,
    /// How its tasks follow each other.
    pub strategy: Strategy,
    /// What follows from its tasks.
    pub status: GroupStatus,
    /// What it can be found by.
    pub meta: Option<Value>,
    /// Who wanted it.
    pub created_by: Option<String>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When the last of its tasks was over.
    pub ended_at: Option<DateTime<Utc>>,
    /// What is enqueued at its end.
    pub callbacks: Vec<CallbackRecord>,
    /// How many of its tasks are where.
    pub tasks: TaskCounts,
}

/// How many tasks of a group are where, counted up to 10,000 tasks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct TaskCounts {
    counts: BTreeMap<TaskStatus, u64>,
    /// Whether there are more tasks than were counted.
    pub is_more: bool,
}

impl TaskCounts {
    /// How many have this status.
    pub fn of(&self, status: TaskStatus) -> u64 {
        self.counts.get(&status).copied().unwrap_or(0)
    }

    /// How many there are.
    pub fn total(&self) -> u64 {
        self.counts.values().sum()
    }

    /// How many are over.
    pub fn over(&self) -> u64 {
        self.counts.iter().filter(|(status, _)| status.is_final()).map(|(_, number)| number).sum()
    }
}

/// A task of a group as it is now.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct TaskRecord {
    /// Its id.
    pub id: Uuid,
    /// Its group.
    pub group_id: Uuid,
    /// The job that it is, once its turn had come.
    pub job_id: Option<Uuid>,
    /// Its name for people.
    pub name: Option<String>,
    /// The type of the job.
    pub job_type: String,
    /// Its place in the group, counted from 1.
    pub position: i64,
    /// In a sequence its place; otherwise the priority of the job.
    pub priority: i64,
    /// Where it is in its life.
    pub status: TaskStatus,
    /// The places of the tasks that it waits for, until its turn has come.
    pub waits_for: Vec<i64>,
    /// What it can be found by.
    pub meta: Option<Value>,
    /// What its handler returned.
    pub result: Option<Value>,
    /// What went wrong last.
    pub error: Option<String>,
    /// When it was added.
    pub created_at: DateTime<Utc>,
    /// When it was over.
    pub ended_at: Option<DateTime<Utc>>,
    /// Where its job is, as long as that is there: one that was run again after the end of the task is somewhere else.
    pub job_state: Option<JobState>,
}

const GROUP_READS: [Read; 10] = [TEXT, TEXT, TEXT, TEXT, TEXT, TEXT, TEXT, NUMBER, NUMBER, TEXT];
const TASK_READS: [Read; 15] =
    [TEXT, TEXT, TEXT, TEXT, TEXT, NUMBER, NUMBER, TEXT, TEXT, TEXT, TEXT, TEXT, NUMBER, NUMBER, TEXT];

/// All groups, to be narrowed.
pub(super) fn groups() -> SelectStatement {
    Query::select()
        .columns(["id", "group_type", "name", "strategy"].map(|column| (GROUPS, column)))
        .expr(fields::group_status())
        .columns(["meta", "created_by", "created_at", "ended_at", "callbacks"].map(|column| (GROUPS, column)))
        .from(GROUPS)
        .to_owned()
}

/// All tasks, to be narrowed.
pub(super) fn tasks() -> SelectStatement {
    tasks_with_jobs()
        .columns(["id", "group_id", "job_id", "name", "job_type", "position", "priority"].map(|it| (TASKS, it)))
        .expr(fields::task_status())
        .columns(["waits_for", "meta", "result", "error", "created_at", "ended_at"].map(|column| (TASKS, column)))
        .column((JOBS, "state"))
        .to_owned()
}

/// Tasks with their jobs, as far as those are there.
pub(super) fn tasks_with_jobs() -> SelectStatement {
    Query::select()
        .from(TASKS)
        .join(JoinType::LeftJoin, JOBS, Expr::col((JOBS, "id")).equals((TASKS, "job_id")))
        .to_owned()
}

/// The ids of the jobs that are tasks of a group.
pub(crate) fn jobs_of(group: Uuid) -> SelectStatement {
    Query::select()
        .column("job_id")
        .from(TASKS)
        .and_where(Expr::col("group_id").eq(text(group)))
        .and_where(Expr::col("job_id").is_not_null())
        .to_owned()
}

/// One group.
pub(crate) async fn get(db: &Database, id: Uuid) -> Result<Option<GroupRecord>, DbError> {
    let mut select = groups();
    select.and_where(Expr::col((GROUPS, "id")).eq(text(id)));
    Ok(read_groups(db, &select).await?.into_iter().next())
}

pub(super) async fn read_groups(db: &Database, select: &SelectStatement) -> Result<Vec<GroupRecord>, DbError> {
    let rows = db.fetch(select, &GROUP_READS).await?;
    let mut groups = rows.into_iter().map(group).collect::<Result<Vec<_>, _>>()?;
    let ids: Vec<_> = groups.iter().map(|group| group.id).collect();
    let mut counts = counts(db, &ids).await?;
    for group in &mut groups {
        group.tasks = counts.remove(&group.id).unwrap_or_default();
    }
    Ok(groups)
}

pub(super) async fn read_tasks(db: &Database, select: &SelectStatement) -> Result<Vec<TaskRecord>, DbError> {
    db.fetch(select, &TASK_READS).await?.into_iter().map(task).collect()
}

/// How many tasks of these groups are where, in one statement for 50 groups.
async fn counts(db: &Database, groups: &[Uuid]) -> Result<BTreeMap<Uuid, TaskCounts>, DbError> {
    let mut found: BTreeMap<Uuid, TaskCounts> = BTreeMap::new();
    for groups in groups.chunks(50) {
        let Some(select) = groups.iter().map(|group| counts_of(*group)).reduce(|mut all, other| {
            all.union(UnionType::All, other);
            all
        }) else {
            break;
        };
        for row in db.fetch(&select, &[TEXT, TEXT, NUMBER]).await? {
            let mut cells = Cells::new(row);
            let (group, status) = (cells.id()?, cells.text()?);
            let number = cells.number()?.unsigned_abs();
            found.entry(group).or_default().counts.insert(word(&status, TaskStatus::of_word)?, number);
        }
    }
    for counts in found.values_mut() {
        counts.is_more = counts.total() > MOST;
    }
    Ok(found)
}

fn counts_of(group: Uuid) -> SelectStatement {
    let tasks = tasks_with_jobs()
        .column((TASKS, "group_id"))
        .expr_as(fields::task_status(), "status")
        .and_where(Expr::col((TASKS, "group_id")).eq(text(group)))
        .limit(MOST + 1)
        .to_owned();
    Query::select()
        .columns(["group_id", "status"])
        .expr(Func::count(Expr::col("status")))
        .from_subquery(tasks, "counted")
        .group_by_columns(["group_id", "status"])
        .to_owned()
}

fn group(row: Vec<Cell>) -> Result<GroupRecord, DbError> {
    let mut cells = Cells::new(row);
    let maybe_time = |micros: Option<i64>| micros.map(clock::time);
    Ok(GroupRecord {
        id: cells.id()?,
        group_type: cells.text()?,
        name: cells.maybe_text()?,
        strategy: word(&cells.text()?, Strategy::of_word)?,
        status: word(&cells.text()?, GroupStatus::of_word)?,
        meta: cells.maybe_text()?.map(|text| json(&text)),
        created_by: cells.maybe_text()?,
        created_at: clock::time(cells.number()?),
        ended_at: maybe_time(cells.maybe_number()?),
        callbacks: {
            let stored = cells.maybe_text()?.and_then(|text| serde_json::from_str::<Vec<Callback>>(&text).ok());
            stored.unwrap_or_default().iter().map(Callback::record).collect()
        },
        tasks: TaskCounts::default(),
    })
}

fn task(row: Vec<Cell>) -> Result<TaskRecord, DbError> {
    let mut cells = Cells::new(row);
    Ok(TaskRecord {
        id: cells.id()?,
        group_id: cells.id()?,
        job_id: cells.maybe_id()?,
        name: cells.maybe_text()?,
        job_type: cells.text()?,
        position: cells.number()?,
        priority: cells.number()?,
        status: word(&cells.text()?, TaskStatus::of_word)?,
        waits_for: {
            let waits = cells.maybe_text()?.and_then(|text| serde_json::from_str::<Waits>(&text).ok());
            waits.unwrap_or_default().places
        },
        meta: cells.maybe_text()?.map(|text| json(&text)),
        result: cells.maybe_text()?.map(|text| json(&text)),
        error: cells.maybe_text()?,
        created_at: clock::time(cells.number()?),
        ended_at: cells.maybe_number()?.map(clock::time),
        job_state: cells.maybe_text()?.and_then(|word| JobState::of_word(&word)),
    })
}

fn word<T>(word: &str, of: impl Fn(&str) -> Option<T>) -> Result<T, DbError> {
    of(word).ok_or_else(|| DbError::Other(format!("`{word}` is no word for a group or a task").into()))
}
