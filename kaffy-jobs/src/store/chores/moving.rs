//! What people do to a run. Each move is one `UPDATE` that names the states it may come from, so that of two people at
//! once one wins; only when it changed nothing is the run read, to say why.

use kaffy_core::{DbError, inside::Lent};
use sea_query::{Expr, ExprTrait, Query, UpdateStatement, Value};
use uuid::Uuid;

use super::{
    rows::{self, ChoreRow},
    start::unlock,
    working::{Ending, set_ending},
};
use crate::{
    chores::{MoveError, RunStatus},
    clock::Micros,
    store::{names::CHORE_RUNS, text},
};

/// The condition that a run is in one of these states.
fn among(states: &[RunStatus]) -> Expr {
    Expr::col("status").is_in(states.iter().map(|status| status.word()))
}

fn update(id: Uuid, from: &[RunStatus], now: Micros) -> UpdateStatement {
    Query::update()
        .table(CHORE_RUNS)
        .values([("revision", Expr::col("revision").add(1)), ("changed_at", now.into())])
        .and_where(Expr::col("id").eq(text(id)))
        .and_where(among(from))
        .to_owned()
}

/// Asks the worker of a run to come to a place where it may stop: `Pausing` or `Cancelling`.
pub(crate) async fn ask(
    lent: &mut Lent<'_>,
    id: Uuid,
    from: &[RunStatus],
    to: RunStatus,
    by: &str,
    now: Micros,
) -> Result<bool, DbError> {
    let mut update = update(id, from, now);
    update.values([("status", to.word().into()), ("asked_at", now.into()), ("asked_by", by.into())]);
    Ok(lent.execute(&update).await? > 0)
}

/// Ends a run that no worker has, or whose worker is not heard any more: what that one writes changes nothing. `false`
/// where it is somewhere else by now: roll back then.
pub(crate) async fn settle(
    lent: &mut Lent<'_>,
    id: Uuid,
    from: &[RunStatus],
    ending: &Ending,
    by: Option<&str>,
    now: Micros,
) -> Result<bool, DbError> {
    let mut update = update(id, from, now);
    // Its time until it was last heard of has been written down.
    set_ending(&mut update, ending, now);
    if let Some(by) = by {
        update.value("asked_by", by);
    }
    if lent.execute(&update).await? == 0 {
        return Ok(false);
    }
    unlock(lent, id).await?;
    Ok(true)
}

/// Ends a run whose job is over or gone; `false` where it is not as it was read any more: roll back then.
pub(crate) async fn settle_of(
    lent: &mut Lent<'_>,
    row: &ChoreRow,
    ending: &Ending,
    now: Micros,
) -> Result<bool, DbError> {
    let mut update = update(row.run.id, &[row.run.status], now);
    set_ending(&mut update, ending, now);
    update.and_where(Expr::col("revision").eq(row.run.revision));
    if lent.execute(&update).await? == 0 {
        return Ok(false);
    }
    unlock(lent, row.run.id).await?;
    Ok(true)
}

/// Lets a run go on, or begin, as this job.
pub(crate) async fn enqueue(
    lent: &mut Lent<'_>,
    id: Uuid,
    from: &[RunStatus],
    job: Uuid,
    now: Micros,
) -> Result<bool, DbError> {
    let mut update = update(id, from, now);
    update.values([
        ("status", RunStatus::Enqueued.word().into()),
        ("job", text(job).into()),
        ("claim", Value::String(None).into()),
        ("asked_at", Value::BigInt(None).into()),
        ("asked_by", Value::String(None).into()),
        ("finished_at", Value::BigInt(None).into()),
        ("error", Value::String(None).into()),
        ("element", Value::String(None).into()),
    ]);
    Ok(lent.execute(&update).await? > 0)
}

/// What a run that waits for agreement is about by now: what was said of something else does not count.
pub(crate) async fn redigest(
    lent: &mut Lent<'_>,
    id: Uuid,
    digest: &str,
    build: &str,
    dropped: &str,
    now: Micros,
) -> Result<(), DbError> {
    let mut update = update(id, &[RunStatus::Awaiting], now);
    update.values([("digest", digest.into()), ("build", build.into()), ("dropped", dropped.into())]);
    lent.execute(&update).await.map(drop)
}

/// Changes nothing but makes others wait, if the run is in one of these states.
pub(crate) async fn touch(lent: &mut Lent<'_>, id: Uuid, from: &[RunStatus], now: Micros) -> Result<bool, DbError> {
    Ok(lent.execute(&update(id, from, now)).await? > 0)
}

/// The run, in the transaction that changes it.
pub(crate) async fn row(lent: &mut Lent<'_>, id: Uuid, now: Micros) -> Result<ChoreRow, MoveError> {
    rows::find_in(lent, id, now).await?.ok_or(MoveError::NotFound(id))
}
