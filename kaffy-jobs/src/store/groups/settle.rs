//! What follows from the end of a task, in the transaction that wrote it down: what its group is now, whose turn comes
//! next, and what is enqueued when that was the last.

use std::collections::{BTreeMap, BTreeSet};

use kaffy_core::{Cell, DbError, Dialect, inside::Lent};
use sea_query::{Expr, ExprTrait, JoinType, LockType, Order, Query, SelectStatement, UnionType};
use uuid::Uuid;

use super::{
    super::{
        cells::{Cells, NUMBER, TEXT},
        current,
        insert::insert,
        names::{ATTEMPTS, GROUPS, JOBS, TASKS, is, literal},
        text,
    },
    graph,
};
use crate::{
    GroupEnd, GroupStatus, JobState, Strategy, TaskStatus,
    clock::Micros,
    group::{Callback, StoredTask, fill},
    new_job::{Held, NewJob},
};

/// Ids that one statement names.
const IDS: usize = 500;
/// What is said of a task whose job was taken away before it was over.
const DELETED: &str = "the job was deleted";

/// Which of some tasks have their turn at once.
pub(super) struct Turn(pub(super) Vec<bool>);

impl Turn {
    pub(super) fn first_of(tasks: &[StoredTask]) -> Self {
        Self((0..tasks.len()).map(|at| at == 0).collect())
    }

    pub(super) fn all_of(tasks: &[StoredTask]) -> Self {
        Self(vec![true; tasks.len()])
    }

    /// Those that wait for no other.
    pub(super) fn free_of(tasks: &[StoredTask]) -> Self {
        Self(tasks.iter().map(|task| task.waits.places.is_empty()).collect())
    }

    pub(super) fn none_of(tasks: &[StoredTask]) -> Self {
        Self(vec![false; tasks.len()])
    }
}

/// What is known of a group that is locked.
pub(super) struct GroupRow {
    pub(super) strategy: Strategy,
    pub(super) status: GroupStatus,
    pub(super) has_ended: bool,
    callbacks: Vec<Callback>,
}

/// Locks groups until the transaction ends, before any job of theirs is changed.
pub(crate) async fn lock(lent: &mut Lent<'_>, groups: impl IntoIterator<Item = Uuid>) -> Result<(), DbError> {
    let groups: BTreeSet<String> = groups.into_iter().map(text).collect();
    // A transaction on SQLite has the whole file.
    if groups.is_empty() || lent.dialect() == Dialect::Sqlite {
        return Ok(());
    }
    let select = Query::select()
        .column("id")
        .from(GROUPS)
        .and_where(Expr::col("id").is_in(groups))
        .order_by("id", Order::Asc)
        .lock(LockType::Update)
        .to_owned();
    lent.fetch(&select, &[TEXT]).await.map(drop)
}

/// The group of a job.
pub(crate) async fn group_of(lent: &mut Lent<'_>, job: Uuid) -> Result<Option<Uuid>, DbError> {
    let select = Query::select().column("group_id").from(JOBS).and_where(Expr::col("id").eq(text(job))).to_owned();
    let row = lent.fetch(&select, &[TEXT]).await?.into_iter().next();
    Ok(row.map(|row| Cells::new(row).maybe_id()).transpose()?.flatten())
}

/// The jobs that a worker holds and that are tasks, with their groups.
pub(crate) async fn tasks_held_by(lent: &mut Lent<'_>, worker: Uuid) -> Result<Vec<(Uuid, Uuid)>, DbError> {
    of_jobs(lent, Expr::col("worker").eq(text(worker)).and(is(JobState::Running))).await
}

/// The jobs about a record that wait and are tasks, with their groups.
pub(crate) async fn tasks_about(lent: &mut Lent<'_>, resource: &str, id: &str) -> Result<Vec<(Uuid, Uuid)>, DbError> {
    let record = Expr::col("resource_type").eq(resource).and(Expr::col("resource_id").eq(id));
    of_jobs(lent, record.and(super::super::names::is_one_of(&JobState::WAITING))).await
}

/// Locks the groups of some jobs, before any of those is changed.
pub(crate) async fn lock_for(lent: &mut Lent<'_>, jobs: &[Uuid]) -> Result<(), DbError> {
    let tasks = of_jobs(lent, Expr::col("id").is_in(jobs.iter().map(|id| text(*id)))).await?;
    lock(lent, tasks.into_iter().map(|(_, group)| group)).await
}

async fn of_jobs(lent: &mut Lent<'_>, which: Expr) -> Result<Vec<(Uuid, Uuid)>, DbError> {
    let select = Query::select()
        .columns(["id", "group_id"])
        .from(JOBS)
        .and_where(which)
        .and_where(Expr::col("group_id").is_not_null())
        .to_owned();
    let read = |row| {
        let mut cells = Cells::new(row);
        Ok((cells.id()?, cells.id()?))
    };
    lent.fetch(&select, &[TEXT, TEXT]).await?.into_iter().map(read).collect()
}

/// One of these jobs that is over, or gone, and whose task does not know it yet.
struct Ended {
    group: Uuid,
    task: Uuid,
    status: TaskStatus,
    result: Option<String>,
    error: Option<String>,
}

/// Tells the tasks that some jobs are how those ended, if they did, and their groups with them. Says the jobs that are
/// enqueued by that. The groups are locked.
pub(crate) async fn settle(lent: &mut Lent<'_>, jobs: &[Uuid], now: Micros) -> Result<Vec<NewJob>, DbError> {
    let mut groups = BTreeSet::new();
    for jobs in jobs.chunks(IDS) {
        let ended = ended(lent, Expr::col((TASKS, "job_id")).is_in(jobs.iter().map(|id| text(*id)))).await?;
        groups.extend(ended.iter().map(|ended| ended.group));
        note(lent, ended, now).await?;
    }
    let mut published = Vec::new();
    for group in groups {
        published.extend(advance(lent, group, now).await?);
    }
    Ok(published)
}

/// The pending tasks whose jobs are over or gone.
async fn ended(lent: &mut Lent<'_>, which: Expr) -> Result<Vec<Ended>, DbError> {
    let select = pending_of_ended(which)
        .columns([(TASKS, "group_id"), (TASKS, "id")])
        .columns([(JOBS, "state"), (JOBS, "result"), (JOBS, "last_error")])
        .column((ATTEMPTS, "outcome"))
        .join(
            JoinType::LeftJoin,
            ATTEMPTS,
            Expr::col((ATTEMPTS, "job_id"))
                .equals((JOBS, "id"))
                .and(Expr::col((ATTEMPTS, "start")).equals((JOBS, "starts"))),
        )
        .to_owned();
    let read = |row| {
        let mut cells = Cells::new(row);
        let (group, task) = (cells.id()?, cells.id()?);
        let state = cells.maybe_text()?.and_then(|word| JobState::of_word(&word));
        let (result, error, outcome) = (cells.maybe_text()?, cells.maybe_text()?, cells.maybe_text()?);
        let has_crashed = matches!(outcome.as_deref(), Some("panicked" | "lost"));
        let status = match state {
            Some(JobState::Succeeded) => TaskStatus::Succeeded,
            Some(JobState::Failed) if has_crashed => TaskStatus::Crashed,
            Some(JobState::Failed) => TaskStatus::Failed,
            _ => TaskStatus::Aborted,
        };
        let error = if state.is_none() { Some(DELETED.to_owned()) } else { error };
        // PostgreSQL looks into no JSON that has a NUL in it.
        let result = result.map(|result| result.replace("\\u0000", "␀"));
        Ok(Ended { group, task, status, result, error })
    };
    lent.fetch(&select, &[TEXT; 6]).await?.into_iter().map(read).collect()
}

/// Tasks that are pending though their jobs are over or gone.
pub(super) fn pending_of_ended(which: Expr) -> SelectStatement {
    let over = JobState::FINAL.map(|state| literal(state.word()));
    Query::select()
        .from(TASKS)
        .join(JoinType::LeftJoin, JOBS, Expr::col((JOBS, "id")).equals((TASKS, "job_id")))
        .and_where(which)
        .and_where(Expr::col((TASKS, "status")).eq(literal(TaskStatus::Pending.word())))
        .and_where(Expr::col((JOBS, "id")).is_null().or(Expr::col((JOBS, "state")).is_in(over)))
        .to_owned()
}

/// Writes down how tasks ended: those of which there is no more to say in one statement.
async fn note(lent: &mut Lent<'_>, ended: Vec<Ended>, now: Micros) -> Result<(), DbError> {
    let mut plain: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for one in &ended {
        if one.result.is_none() && one.error.is_none() {
            plain.entry(one.status.word()).or_default().push(text(one.task));
            continue;
        }
        let update = Query::update()
            .table(TASKS)
            .values([
                ("status", Expr::val(one.status.word())),
                ("ended_at", now.into()),
                ("result", one.result.clone().into()),
                ("error", one.error.clone().into()),
            ])
            .and_where(Expr::col("id").eq(text(one.task)))
            .to_owned();
        lent.execute(&update).await?;
    }
    for (status, tasks) in plain {
        let update = Query::update()
            .table(TASKS)
            .values([("status", Expr::val(status)), ("ended_at", now.into())])
            .and_where(Expr::col("id").is_in(tasks))
            .to_owned();
        lent.execute(&update).await?;
    }
    Ok(())
}

/// Brings a group up to what its tasks are. It is locked; says the jobs that are enqueued by that.
pub(super) async fn advance(lent: &mut Lent<'_>, group: Uuid, now: Micros) -> Result<Vec<NewJob>, DbError> {
    let Some(row) = row_of(lent, group).await? else { return Ok(Vec::new()) };
    // What ended ended once: nothing that comes later changes it, or enqueues its callbacks again.
    if row.has_ended {
        return Ok(Vec::new());
    }
    let mut published = Vec::new();
    let mut there = statuses(lent, group).await?;
    let went_wrong = |there: &[TaskStatus]| {
        there.iter().any(|it| matches!(it, TaskStatus::Failed | TaskStatus::Crashed | TaskStatus::Aborted))
    };
    if row.strategy == Strategy::Sequential && there.contains(&TaskStatus::New) {
        if went_wrong(&there) {
            abort_new(lent, group, now).await?;
            there.retain(|it| *it != TaskStatus::New);
            there.push(TaskStatus::Aborted);
        } else if !there.contains(&TaskStatus::Pending) {
            published.extend(publish_next(lent, group, now).await?);
            there.push(TaskStatus::Pending);
        }
    }
    if row.strategy == Strategy::Concurrent && there.contains(&TaskStatus::New) {
        published.extend(graph::release(lent, group, now).await?);
        there = statuses(lent, group).await?;
    }
    let status = GroupStatus::of(there.iter().copied());
    let has_ended = there.iter().all(|it| it.is_final());
    if status == row.status && !has_ended {
        return Ok(published);
    }
    let mut update = Query::update();
    update.table(GROUPS).value("status", status.word()).and_where(Expr::col("id").eq(text(group)));
    if has_ended {
        update.values([("ended_at", now.into()), ("unique_held", Expr::val(None::<String>))]);
        let (callbacks, jobs) = called_back(row.callbacks, GroupEnd { id: group, status }, now)?;
        update.value("callbacks", callbacks);
        insert(lent, &jobs, now).await?;
        published.extend(jobs);
    }
    lent.execute(&update).await?;
    Ok(published)
}

/// What is known of a group.
pub(super) async fn row_of(lent: &mut Lent<'_>, group: Uuid) -> Result<Option<GroupRow>, DbError> {
    let mut select = Query::select()
        .columns(["strategy", "status", "ended_at", "callbacks"])
        .from(GROUPS)
        .and_where(Expr::col("id").eq(text(group)))
        .to_owned();
    current(&mut select, lent.dialect());
    let Some(row) = lent.fetch(&select, &[TEXT, TEXT, NUMBER, TEXT]).await?.into_iter().next() else { return Ok(None) };
    let mut cells = Cells::new(row);
    let unknown = || DbError::Other("a group is of an unknown kind".into());
    let (strategy, status) = (cells.text()?, cells.text()?);
    Ok(Some(GroupRow {
        strategy: Strategy::of_word(&strategy).ok_or_else(unknown)?,
        status: GroupStatus::of_word(&status).ok_or_else(unknown)?,
        has_ended: cells.maybe_number()?.is_some(),
        callbacks: cells.maybe_text()?.map_or(Ok(Vec::new()), |text| decoded(&text))?,
    }))
}

pub(super) fn decoded<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, DbError> {
    serde_json::from_str(text).map_err(|error| DbError::Other(error.into()))
}

/// Which statuses there are among the tasks of a group, each found by an index, however many tasks there are.
async fn statuses(lent: &mut Lent<'_>, group: Uuid) -> Result<Vec<TaskStatus>, DbError> {
    let dialect = lent.dialect();
    let one = |status: TaskStatus| {
        let mut first = Query::select()
            .column("status")
            .from(TASKS)
            .and_where(Expr::col("group_id").eq(text(group)))
            .and_where(Expr::col("status").eq(literal(status.word())))
            .limit(1)
            .to_owned();
        current(&mut first, dialect);
        Query::select().column("status").from_subquery(first, "one").to_owned()
    };
    // Whether one runs is written with its job, and makes no difference here.
    let stored = TaskStatus::ALL.into_iter().filter(|status| *status != TaskStatus::Running);
    let Some(select) = stored.map(one).reduce(|mut all, other| {
        all.union(UnionType::All, other);
        all
    }) else {
        return Ok(Vec::new());
    };
    let rows = lent.fetch(&select, &[TEXT]).await?;
    let words = rows.into_iter().map(|row| Cells::new(row).text()).collect::<Result<Vec<_>, _>>()?;
    Ok(words.iter().filter_map(|word| TaskStatus::of_word(word)).collect())
}

/// Takes away the turns of all that have not had theirs.
pub(super) async fn abort_new(lent: &mut Lent<'_>, group: Uuid, now: Micros) -> Result<u64, DbError> {
    let abort = Query::update()
        .table(TASKS)
        .values([
            ("status", Expr::val(TaskStatus::Aborted.word())),
            ("ended_at", now.into()),
            ("job", Expr::val(None::<String>)),
        ])
        .and_where(Expr::col("group_id").eq(text(group)))
        .and_where(Expr::col("status").eq(literal(TaskStatus::New.word())))
        .to_owned();
    lent.execute(&abort).await
}

/// Enqueues the next of a sequence.
async fn publish_next(lent: &mut Lent<'_>, group: Uuid, now: Micros) -> Result<Option<NewJob>, DbError> {
    let mut next = Query::select()
        .columns(["id", "job"])
        .from(TASKS)
        .and_where(Expr::col("group_id").eq(text(group)))
        .and_where(Expr::col("status").eq(literal(TaskStatus::New.word())))
        .order_by("position", Order::Asc)
        .limit(1)
        .to_owned();
    current(&mut next, lent.dialect());
    let Some(row) = lent.fetch(&next, &[TEXT, TEXT]).await?.into_iter().next() else { return Ok(None) };
    publish(lent, group, row, now).await.map(Some)
}

/// Enqueues a task whose turn has come: its id, and the job that it will be.
pub(super) async fn publish(lent: &mut Lent<'_>, group: Uuid, row: Vec<Cell>, now: Micros) -> Result<NewJob, DbError> {
    let mut cells = Cells::new(row);
    let (task, stored) = (cells.id()?, decoded::<StoredTask>(&cells.text()?)?);
    let job = published(&stored, group, now);
    insert(lent, std::slice::from_ref(&job), now).await?;
    let update = Query::update()
        .table(TASKS)
        .values([
            ("status", Expr::val(TaskStatus::Pending.word())),
            ("job_id", text(job.id).into()),
            ("job", Expr::val(None::<String>)),
            ("waits_for", Expr::val(None::<String>)),
        ])
        .and_where(Expr::col("id").eq(text(task)))
        .to_owned();
    lent.execute(&update).await?;
    Ok(job)
}

/// A task as the job that it is from now on.
pub(super) fn published(task: &StoredTask, group: Uuid, now: Micros) -> NewJob {
    let run_at = task.delay.map_or(Ord::max(task.job.run_at, now), |delay| now.saturating_add(delay));
    NewJob { group: Some(group), ..task.job.anew(run_at, now) }
}

/// The jobs to enqueue at this end, and all callbacks as they are stored then.
fn called_back(
    mut callbacks: Vec<Callback>,
    end: GroupEnd,
    now: Micros,
) -> Result<(Option<String>, Vec<NewJob>), DbError> {
    if callbacks.is_empty() {
        return Ok((None, Vec::new()));
    }
    let mut jobs = Vec::new();
    for (at, callback) in callbacks.iter_mut().enumerate().filter(|(_, callback)| callback.when.holds(end.status)) {
        let args = fill(&callback.job.args, end);
        // Beside the row of the group, which ends once, a key sees to it that there is one.
        let held = Held {
            key: format!("group:{}:{at}", end.id),
            states: JobState::ALL.iter().fold(0, |set, state| set | state.bit()),
            until: None,
            replace: crate::Replace::default(),
        };
        let job = NewJob { args, held: Some(held), ..callback.job.anew(now, now) };
        callback.job_id = Some(job.id);
        jobs.push(job);
    }
    let text = serde_json::to_string(&callbacks).map_err(|error| DbError::Other(error.into()))?;
    Ok((Some(text), jobs))
}
