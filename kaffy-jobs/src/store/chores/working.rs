//! What a worker writes about a run: that it begins, how far it is, how it ended. All of it names the claim.

use kaffy_core::{
    Database, DbError,
    inside::{Lent, Tx},
};
use sea_query::{Expr, ExprTrait, Func, Query, UpdateStatement, Value};
use uuid::Uuid;

use super::{
    rows::{self, ChoreRow},
    start::unlock,
};
use crate::{
    chores::RunStatus,
    clock::Micros,
    store::{
        cells::{Cells, TEXT},
        in_transaction,
        names::{CHORE_RUNS, JOBS},
        text,
    },
};

/// A run as it was when a worker took it.
#[derive(Debug)]
pub(crate) struct Taken {
    /// What is there now, with the claim of this worker.
    pub(crate) row: ChoreRow,
    /// The status before.
    pub(crate) was: RunStatus,
    /// Whether a worker had begun it that never said how it ended.
    pub(crate) was_going: bool,
}

/// Makes a run that of a claim, whose job must be this one. `None` where there is none, or it is another job's.
pub(crate) async fn take(
    db: &Database,
    id: Uuid,
    job: Uuid,
    token: Uuid,
    node: &str,
    now: Micros,
) -> Result<Option<Taken>, DbError> {
    in_transaction(db, async |tx| {
        let ours = Query::select()
            .column("id")
            .from(JOBS)
            .and_where(Expr::col("id").eq(text(job)))
            .and_where(Expr::col("claim").eq(text(token)))
            .to_owned();
        // Waits for whoever changes the run now.
        let mark = Query::update()
            .table(CHORE_RUNS)
            .values([("revision", Expr::col("revision").add(1)), ("changed_at", now.into())])
            .and_where(Expr::col("id").eq(text(id)))
            .and_where(Expr::col("job").eq(text(job)))
            .and_where(Expr::col("job").in_subquery(ours))
            .to_owned();
        if tx.execute(&mark).await? == 0 {
            return Ok(None);
        }
        let Some(before) = rows::find_in(&mut tx.lend(), id, now).await? else { return Ok(None) };
        let was = before.run.status;
        if !was.is_active() {
            return Ok(None);
        }
        let was_going = before.claim.is_some() && was != RunStatus::Interrupted && was != RunStatus::Enqueued;
        let status = match was {
            RunStatus::Pausing | RunStatus::Cancelling => was,
            _ => RunStatus::Running,
        };
        // What the time of a lost worker was is not known beyond what it said last.
        let update = Query::update()
            .table(CHORE_RUNS)
            .values([
                ("status", status.word().into()),
                ("claim", text(token).into()),
                ("node", node.chars().take(200).collect::<String>().into()),
                ("starts", Expr::col("starts").add(1)),
                ("going_since", now.into()),
                ("started_at", before.run.started_at.map_or(now, |at| at.timestamp_micros()).into()),
            ])
            .and_where(Expr::col("id").eq(text(id)))
            .to_owned();
        tx.execute(&update).await?;
        let row = rows::find_in(&mut tx.lend(), id, now).await?;
        Ok(row.map(|row| Taken { row, was, was_going }))
    })
    .await
}

/// An update of a run that holds for one claim only.
fn ours(id: Uuid, token: Uuid) -> UpdateStatement {
    Query::update()
        .table(CHORE_RUNS)
        .value("revision", Expr::col("revision").add(1))
        .and_where(Expr::col("id").eq(text(id)))
        .and_where(Expr::col("claim").eq(text(token)))
        .to_owned()
}

/// What is said of a run about once a second.
#[derive(Debug, Default)]
pub(crate) struct News {
    /// How many are done and there are, where the chore says it itself.
    pub(crate) progress: Option<(u64, Option<u64>)>,
    pub(crate) message: Option<Option<String>>,
    pub(crate) counters: Option<String>,
    /// The lines, and the number of the first.
    pub(crate) log: Vec<super::log::Chunk>,
    pub(crate) lines: u64,
}

/// Writes what is new, and says where the run is; `None` where it is not this claim's any more.
pub(crate) async fn tell(
    db: &Database,
    id: Uuid,
    token: Uuid,
    news: &News,
    now: Micros,
) -> Result<Option<RunStatus>, DbError> {
    in_transaction(db, async |tx| {
        let mut update = ours(id, token);
        // The time so far lasts, whatever becomes of the worker.
        update.values([
            ("changed_at", now.into()),
            ("busy_us", Expr::col("busy_us").add(Expr::val(now).sub(Expr::col("going_since")))),
            ("going_since", now.into()),
        ]);
        if let Some((done, total)) = news.progress {
            let total = total.and_then(|total| i64::try_from(total).ok());
            update.values([("done", i64::try_from(done).unwrap_or(i64::MAX).into()), ("total", total.into())]);
        }
        if let Some(message) = &news.message {
            update.value("message", message.clone());
        }
        if let Some(counters) = &news.counters {
            update.value("counters", counters.as_str());
        }
        if news.lines > 0 {
            update.value("line_count", i64::try_from(news.lines).unwrap_or(i64::MAX));
        }
        if tx.execute(&update).await? == 0 {
            return Ok(None);
        }
        super::log::add(&mut tx.lend(), id, &news.log).await?;
        let status =
            Query::select().column("status").from(CHORE_RUNS).and_where(Expr::col("id").eq(text(id))).to_owned();
        let row = tx.fetch(&status, &[TEXT]).await?.into_iter().next();
        let word = row.map(|row| Cells::new(row).text()).transpose()?;
        Ok(word.and_then(|word| RunStatus::of_word(&word)))
    })
    .await
}

/// Where the run is; `None` where it is not this claim's any more.
pub(crate) async fn look(db: &Database, id: Uuid, token: Uuid) -> Result<Option<RunStatus>, DbError> {
    let status = Query::select()
        .column("status")
        .from(CHORE_RUNS)
        .and_where(Expr::col("id").eq(text(id)))
        .and_where(Expr::col("claim").eq(text(token)))
        .to_owned();
    let row = db.fetch(&status, &[TEXT]).await?.into_iter().next();
    let word = row.map(|row| Cells::new(row).text()).transpose()?;
    Ok(word.and_then(|word| RunStatus::of_word(&word)))
}

/// How far a run is, in the transaction that took it there.
#[derive(Debug, Default)]
pub(crate) struct Step {
    pub(crate) checkpoint: Option<String>,
    pub(crate) done: Option<u64>,
    pub(crate) total: Option<u64>,
    pub(crate) failed: Vec<(String, String)>,
}

/// Moves a run on, as the last statement of a transaction; `false` where it is not this claim's any more, and what the
/// transaction did must be taken back.
pub(crate) async fn step(tx: &mut Tx, id: Uuid, token: Uuid, step: &Step, now: Micros) -> Result<bool, DbError> {
    let mut update = ours(id, token);
    update.value("changed_at", now);
    if let Some(checkpoint) = &step.checkpoint {
        update.values([("checkpoint", checkpoint.as_str().into()), ("is_resumable", 1i64.into())]);
    }
    if let Some(done) = step.done {
        update.value("done", i64::try_from(done).unwrap_or(i64::MAX));
    }
    if let Some(total) = step.total {
        update.value("total", i64::try_from(total).unwrap_or(i64::MAX));
    }
    if !step.failed.is_empty() {
        update.value("failures", Expr::col("failures").add(i64::try_from(step.failed.len()).unwrap_or_default()));
    }
    if tx.execute(&update).await? == 0 {
        return Ok(false);
    }
    super::log::add_failures(&mut tx.lend(), id, &step.failed).await?;
    Ok(true)
}

/// How a going of a run ended.
#[derive(Clone, Debug)]
pub(crate) struct Ending {
    pub(crate) status: RunStatus,
    pub(crate) result: Option<String>,
    pub(crate) error: Option<String>,
    pub(crate) element: Option<String>,
    /// The inputs that are kept from now on, where they are others.
    pub(crate) given: Option<String>,
    /// Why what was agreed to does not count any more.
    pub(crate) dropped: Option<String>,
}

impl Ending {
    pub(crate) fn new(status: RunStatus) -> Self {
        Self { status, result: None, error: None, element: None, given: None, dropped: None }
    }
}

/// Locks a run for its end and reads it as it is now; `None` where it is not this claim's any more.
pub(crate) async fn hold(lent: &mut Lent<'_>, id: Uuid, token: Uuid, now: Micros) -> Result<Option<ChoreRow>, DbError> {
    if lent.execute(&ours(id, token)).await? == 0 {
        return Ok(None);
    }
    rows::find_in(lent, id, now).await
}

/// Writes down how a going of a run ended that is [held](hold). The run first and then the lock, as everybody does.
pub(crate) async fn end(
    lent: &mut Lent<'_>,
    id: Uuid,
    token: Uuid,
    ending: &Ending,
    now: Micros,
) -> Result<bool, DbError> {
    let mut update = ours(id, token);
    // The time since it was written down last, before MySQL, which goes from left to right, forgets since when.
    let since = Func::coalesce([Expr::val(now).sub(Expr::col("going_since")), Expr::val(0i64)]);
    update.values([("busy_us", Expr::col("busy_us").add(since)), ("changed_at", now.into())]);
    set_ending(&mut update, ending, now);
    if lent.execute(&update).await? == 0 {
        return Ok(false);
    }
    if !matches!(ending.status, RunStatus::Interrupted | RunStatus::Enqueued) {
        unlock(lent, id).await?;
    }
    Ok(true)
}

pub(super) fn set_ending(update: &mut UpdateStatement, ending: &Ending, now: Micros) {
    let status = ending.status;
    update.values([
        ("status", status.word().into()),
        ("claim", Value::String(None).into()),
        ("message", Value::String(None).into()),
        ("asked_at", Value::BigInt(None).into()),
        ("finished_at", status.is_final().then_some(now).into()),
        ("going_since", Value::BigInt(None).into()),
        ("error", ending.error.clone().into()),
        ("element", ending.element.clone().into()),
    ]);
    if ending.result.is_some() {
        update.value("result", ending.result.clone());
    }
    if let Some(given) = &ending.given {
        update.value("given", given.as_str());
    }
    if let Some(dropped) = &ending.dropped {
        update.value("dropped", dropped.as_str());
    }
    if !matches!(status, RunStatus::Interrupted | RunStatus::Enqueued) {
        update.value("job", Value::String(None));
    }
}
