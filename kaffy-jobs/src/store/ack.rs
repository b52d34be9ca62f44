//! Writing down how attempts ended, many at a time. Every statement names the token of the claim: what comes late,
//! after somebody else was given the job, changes nothing. Only a job that runs has a token, so its state is not asked
//! for: a planner that thinks that few run would look through all of them, and what they left behind, for one.

use std::collections::BTreeMap;

use kaffy_core::{
    Database, DbError,
    inside::{Lent, Tx},
};
use sea_query::{Cond, Expr, ExprTrait, Query, UpdateStatement, Value};
use uuid::Uuid;

use super::{
    Claimed, groups, in_transaction,
    names::{ATTEMPTS, JOBS, held_in, is},
    text,
};
use crate::{
    JobState,
    clock::Micros,
    new_job::{NewJob, in_line},
};

/// Rows that one statement names.
const ROWS: usize = 500;

/// How one attempt ended.
#[derive(Clone, Debug)]
pub(crate) struct Finish {
    pub(crate) id: Uuid,
    pub(crate) token: Uuid,
    pub(crate) worker: Uuid,
    pub(crate) start: u32,
    pub(crate) attempt: u32,
    pub(crate) priority_gap: Micros,
    pub(crate) started_at: Micros,
    pub(crate) finished_at: Micros,
    pub(crate) outcome: Outcome,
    /// What the attempt logged.
    pub(crate) log: Option<String>,
    /// Whether others may wait for its end.
    pub(crate) is_limited: bool,
    /// The group that the job is a task of.
    pub(crate) group: Option<Uuid>,
}

/// What becomes of the job.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Outcome {
    /// Done; what the handler returned, unless that is nothing.
    Succeeded(Option<String>),
    /// Comes back at a time, and the attempt counts.
    Retry { how: &'static str, error: String, place: Option<String>, run_at: Micros },
    /// Given up.
    Failed { how: &'static str, error: String, place: Option<String> },
    /// Not to run again.
    Cancelled(String),
    /// Comes back at a time, and the attempt does not count.
    Snoozed(Micros),
    /// Given back by a worker that stops while it ran; the attempt does not count.
    Interrupted,
    /// Given back without having been started.
    Released,
}

/// What came of writing down some ends.
#[derive(Debug, Default)]
pub(crate) struct Acknowledged {
    /// Jobs that were not this worker's any more.
    pub(crate) lost: Vec<Uuid>,
    /// Jobs that were enqueued with it, since their turn has come.
    pub(crate) published: Vec<NewJob>,
}

/// Writes all of it in one transaction, with what follows for groups.
pub(crate) async fn acknowledge(db: &Database, finished: &[Finish]) -> Result<Acknowledged, DbError> {
    in_transaction(db, async |tx| {
        groups::lock(&mut tx.lend(), finished.iter().filter_map(|finish| finish.group)).await?;
        let mut lost = Vec::new();
        // The greater part by far: nothing differs between them.
        let is_plain = |finish: &&Finish| finish.outcome == Outcome::Succeeded(None);
        let plain: Vec<&Finish> = finished.iter().filter(is_plain).collect();
        for rows in plain.chunks(ROWS) {
            if succeed(tx, rows).await? != rows.len() as u64 {
                lost.extend(not_succeeded(tx, rows).await?);
            }
        }
        let mut unwritten = Vec::new();
        for finish in finished.iter().filter(|finish| !is_plain(finish)) {
            if !one(tx, finish).await? {
                unwritten.push(finish);
            }
        }
        let is_unwritten = |finish: &Finish| unwritten.iter().any(|it| std::ptr::eq(*it, finish));
        let told: Vec<&Finish> =
            finished.iter().filter(|it| tells(it) && !is_unwritten(it) && !lost.contains(&it.id)).collect();
        if !unwritten.is_empty() {
            lost.extend(not_succeeded(tx, &unwritten).await?);
        }
        for rows in told.chunks(ROWS) {
            tx.execute(&attempts(rows)).await?;
        }
        let tasks: Vec<_> = finished.iter().filter(|finish| finish.group.is_some()).map(|finish| finish.id).collect();
        let now = finished.iter().map(|finish| finish.finished_at).max().unwrap_or_default();
        let published = groups::settle(&mut tx.lend(), &tasks, now).await?;
        Ok(Acknowledged { lost, published })
    })
    .await
}

/// Whether there is more to say than that it succeeded.
fn tells(finish: &Finish) -> bool {
    match finish.outcome {
        Outcome::Released => false,
        Outcome::Succeeded(_) => finish.log.is_some(),
        _ => true,
    }
}

/// These jobs, if they are still held by these claims. One claim holds many, so that this is short.
fn held_by(rows: &[&Finish]) -> Cond {
    let mut by_token: BTreeMap<Uuid, Vec<String>> = BTreeMap::new();
    for row in rows {
        by_token.entry(row.token).or_default().push(text(row.id));
    }
    let mut any = Cond::any();
    for (token, mut ids) in by_token {
        // A statement of the same text is planned once.
        let rounded = ids.len().next_power_of_two();
        if let Some(last) = ids.last().cloned() {
            ids.resize(rounded, last);
        }
        any = any.add(Expr::col("id").is_in(ids).and(Expr::col("claim").eq(text(token))));
    }
    any
}

async fn succeed(tx: &mut Tx, rows: &[&Finish]) -> Result<u64, DbError> {
    let finished_at = rows.iter().map(|row| row.finished_at).max().unwrap_or_default();
    let mut update = ended(JobState::Succeeded, finished_at);
    update.value("last_error", Value::String(None)).cond_where(held_by(rows));
    tx.execute(&update).await
}

/// Those of some that could not be written which are not done: the others ended in a transaction of their handler, or
/// were written by a transaction whose answer was lost.
async fn not_succeeded(tx: &mut Tx, rows: &[&Finish]) -> Result<Vec<Uuid>, DbError> {
    let ids = rows.iter().map(|row| text(row.id));
    let select = Query::select()
        .columns(["id", "starts"])
        .from(JOBS)
        .and_where(Expr::col("id").is_in(ids))
        .and_where(is(JobState::Succeeded))
        .to_owned();
    let mut done = BTreeMap::new();
    for row in tx.fetch(&select, &[super::cells::TEXT, super::cells::NUMBER]).await? {
        let mut cells = super::cells::Cells::new(row);
        done.insert(cells.id()?, cells.count()?);
    }
    // One that another start has finished meanwhile is not ours.
    Ok(rows.iter().filter(|row| done.get(&row.id) != Some(&row.start)).map(|row| row.id).collect())
}

/// Writes one that differs from others.
async fn one(tx: &mut Tx, finish: &Finish) -> Result<bool, DbError> {
    let mut update = match &finish.outcome {
        Outcome::Succeeded(result) => {
            let mut update = ended(JobState::Succeeded, finish.finished_at);
            update.values([("result", result.clone().into()), ("last_error", Expr::val(None::<String>))]);
            update
        }
        Outcome::Failed { error, .. } => {
            let mut update = ended(JobState::Failed, finish.finished_at);
            update.value("last_error", error.clone());
            update
        }
        Outcome::Cancelled(reason) => {
            let mut update = ended(JobState::Cancelled, finish.finished_at);
            update.value("last_error", reason.clone());
            update
        }
        Outcome::Retry { error, run_at, .. } => {
            let mut update = returned(JobState::Retrying, *run_at, finish);
            update.value("last_error", error.clone());
            update
        }
        Outcome::Snoozed(run_at) => {
            let mut update = uncharged(returned(JobState::Scheduled, *run_at, finish));
            update.value("snoozes", Expr::col("snoozes").add(1));
            update
        }
        Outcome::Interrupted => uncharged(given_back()),
        Outcome::Released => {
            let mut update = uncharged(given_back());
            update.value("starts", Expr::col("starts").sub(1));
            update
        }
    };
    let ours = |update: &mut UpdateStatement| {
        update.and_where(Expr::col("id").eq(text(finish.id))).and_where(Expr::col("claim").eq(text(finish.token)));
    };
    ours(&mut update);
    let comes_back = matches!(
        finish.outcome,
        Outcome::Retry { .. } | Outcome::Snoozed(_) | Outcome::Interrupted | Outcome::Released
    );
    if comes_back {
        // Somebody asked for it to stop meanwhile: then it does not come back.
        let mut stop = ended(JobState::Cancelled, finish.finished_at);
        ours(&mut stop);
        stop.and_where(Expr::col("cancel_at").is_not_null());
        if tx.execute(&stop).await? > 0 {
            return Ok(true);
        }
    }
    Ok(tx.execute(&update).await? > 0)
}

fn ended(state: JobState, at: Micros) -> UpdateStatement {
    Query::update()
        .table(JOBS)
        .values([
            ("unique_held", held_in(state)),
            ("state", Expr::val(state.word())),
            ("claim", Expr::val(None::<String>)),
            ("finished_at", at.into()),
        ])
        .to_owned()
}

fn returned(state: JobState, run_at: Micros, finish: &Finish) -> UpdateStatement {
    Query::update()
        .table(JOBS)
        .values([
            ("unique_held", held_in(state)),
            ("state", Expr::val(state.word())),
            ("claim", Expr::val(None::<String>)),
            ("run_at", run_at.into()),
            ("sort_at", run_at.saturating_sub(finish.priority_gap).into()),
        ])
        .to_owned()
}

fn given_back() -> UpdateStatement {
    Query::update()
        .table(JOBS)
        .values([
            ("unique_held", held_in(JobState::Available)),
            ("state", Expr::val(JobState::Available.word())),
            ("claim", Expr::val(None::<String>)),
        ])
        .to_owned()
}

fn uncharged(mut update: UpdateStatement) -> UpdateStatement {
    update.value("attempt", Expr::col("attempt").sub(1));
    update
}

fn attempts(rows: &[&Finish]) -> sea_query::InsertStatement {
    let mut insert = Query::insert().into_table(ATTEMPTS).columns(ATTEMPT_COLUMNS).to_owned();
    for row in rows {
        let (how, error, place) = match &row.outcome {
            Outcome::Succeeded(_) => ("succeeded", None, None),
            Outcome::Retry { how, error, place, .. } | Outcome::Failed { how, error, place } => {
                (*how, Some(error.clone()), place.as_ref().map(|place| place.chars().take(300).collect()))
            }
            Outcome::Cancelled(reason) => ("cancelled", Some(reason.clone()), None),
            Outcome::Snoozed(_) => ("snoozed", None, None),
            Outcome::Interrupted | Outcome::Released => ("interrupted", None, None),
        };
        let place: Option<String> = place;
        insert.values_panic([
            text(row.id).into(),
            i64::from(row.start).into(),
            i64::from(row.attempt).into(),
            Expr::val(how),
            row.finished_at.into(),
            text(row.worker).into(),
            row.started_at.into(),
            error.into(),
            place.into(),
            row.log.clone().into(),
        ]);
    }
    insert
}

pub(super) const ATTEMPT_COLUMNS: [&str; 10] =
    ["job_id", "start", "attempt", "outcome", "finished_at", "worker", "started_at", "error", "place", "log"];

/// Stores how far jobs have come, each only while its claim holds.
pub(crate) async fn save_progress(db: &Database, steps: &[(Uuid, Uuid, String)]) -> Result<(), DbError> {
    in_transaction(db, async |tx| {
        for (id, token, progress) in steps {
            let update = Query::update()
                .table(JOBS)
                .value("progress", progress.clone())
                .and_where(Expr::col("id").eq(text(*id)))
                .and_where(Expr::col("claim").eq(text(*token)))
                .to_owned();
            tx.execute(&update).await?;
        }
        Ok(())
    })
    .await
}

/// Ends a job in a transaction of its handler (J34), and says what was enqueued with it, since its turn has come;
/// `None` when the claim does not hold any more.
pub(crate) async fn complete_in(
    lent: &mut Lent<'_>,
    job: &Claimed,
    at: Micros,
) -> Result<Option<Vec<NewJob>>, DbError> {
    groups::lock(lent, job.group).await?;
    let mut update = ended(JobState::Succeeded, at);
    update
        .value("last_error", Value::String(None))
        .and_where(Expr::col("id").eq(text(job.id)))
        .and_where(Expr::col("claim").eq(text(job.token)));
    if lent.execute(&update).await? == 0 {
        return Ok(None);
    }
    if job.group.is_none() {
        return Ok(Some(Vec::new()));
    }
    groups::settle(lent, &[job.id], at).await.map(Some)
}

/// How far in front of its time a job stands by its priority.
pub(crate) fn gap(run_at: Micros, sort_at: Micros) -> Micros {
    debug_assert!(sort_at <= in_line(run_at, 0), "a priority is never negative");
    run_at.saturating_sub(sort_at)
}
