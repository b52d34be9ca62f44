//! Runs of actions in the background: their rows, and the rows that they were not done to.

use kaffy_core::{
    Database, DbError,
    inside::{KeptRun, Lent, Read, Turn, read_about},
};
use sea_query::{Expr, ExprTrait, Order, Query, SelectStatement};
use uuid::Uuid;

use super::{
    cells::{Cells, NUMBER, TEXT},
    in_transaction,
    names::{JOBS, RUN_FAILURES, RUNS, is_one_of},
    text,
};
use crate::{JobState, RunFailure, clock::Micros, runs::MOST_FAILURES};

/// Runs that a list tells of.
const NEWS: u64 = 5;
/// Characters that are kept of a label, and of why a row failed.
const LABEL: usize = 300;
const WORDS: usize = 2_000;

/// A run as it is stored.
#[derive(Clone, Debug)]
pub(crate) struct RunRow {
    pub(crate) id: Uuid,
    pub(crate) kept: KeptRun,
    /// The title of the admin that it was started in.
    pub(crate) admin: String,
    /// The claim of the attempt that it belongs to.
    pub(crate) claim: Option<Uuid>,
    /// The last row that had its turn.
    pub(crate) after: Option<String>,
    pub(crate) done: u64,
    pub(crate) failed: u64,
    pub(crate) gone: u64,
    pub(crate) kept_failures: u64,
    pub(crate) busy: Micros,
    pub(crate) stopped: Option<String>,
    pub(crate) created_at: Micros,
}

impl RunRow {
    /// How many rows had their turn.
    pub(crate) fn seen(&self) -> u64 {
        self.done + self.failed + self.gone
    }

    fn read(cells: &mut Cells) -> Result<Self, DbError> {
        Ok(Self {
            id: cells.id()?,
            kept: KeptRun {
                resource: cells.text()?,
                action: cells.text()?,
                place: cells.text()?,
                actor: cells.text()?,
                who: cells.text()?,
                rows: cells.text()?,
                inputs: cells.maybe_text()?,
                total: cells.maybe_number()?.and_then(|total| u64::try_from(total).ok()),
            },
            admin: cells.text()?,
            claim: cells.maybe_id()?,
            after: cells.maybe_text()?,
            done: number(cells)?,
            failed: number(cells)?,
            gone: number(cells)?,
            kept_failures: number(cells)?,
            busy: cells.number()?,
            stopped: cells.maybe_text()?,
            created_at: cells.number()?,
        })
    }
}

fn number(cells: &mut Cells) -> Result<u64, DbError> {
    Ok(u64::try_from(cells.number()?).unwrap_or_default())
}

const COLUMNS: [(&str, Read); 18] = [
    ("id", TEXT),
    ("resource", TEXT),
    ("action", TEXT),
    ("place", TEXT),
    ("actor", TEXT),
    ("who", TEXT),
    ("meant", TEXT),
    ("inputs", TEXT),
    ("total", NUMBER),
    ("admin", TEXT),
    ("claim", TEXT),
    ("after_key", TEXT),
    ("done", NUMBER),
    ("failed", NUMBER),
    ("gone", NUMBER),
    ("kept", NUMBER),
    ("busy_us", NUMBER),
    ("stopped", TEXT),
];

fn select() -> (SelectStatement, Vec<Read>) {
    let mut select = Query::select();
    select.columns(COLUMNS.map(|(name, _)| (RUNS, name))).column((RUNS, "created_at")).from(RUNS);
    (select, COLUMNS.iter().map(|(_, read)| *read).chain([NUMBER]).collect())
}

/// Adds a run in the transaction of its job.
pub(crate) async fn add_run(
    tx: &mut Lent<'_>,
    id: Uuid,
    kept: &KeptRun,
    admin: &str,
    now: Micros,
) -> Result<(), DbError> {
    let admin: String = admin.chars().take(200).collect();
    let total = kept.total.and_then(|total| i64::try_from(total).ok());
    let values: Vec<(&str, Expr)> = vec![
        ("id", text(id).into()),
        ("resource", kept.resource.as_str().into()),
        ("action", kept.action.as_str().into()),
        ("place", kept.place.as_str().into()),
        ("actor", kept.actor.as_str().into()),
        ("who", kept.who.as_str().into()),
        ("meant", kept.rows.as_str().into()),
        ("inputs", kept.inputs.clone().into()),
        ("total", total.into()),
        ("admin", admin.into()),
        ("created_at", now.into()),
    ];
    let zeros = ["turns", "done", "failed", "gone", "kept", "busy_us", "is_seen"].map(|name| (name, Expr::val(0i64)));
    let (names, values): (Vec<_>, Vec<_>) = values.into_iter().chain(zeros).unzip();
    let mut insert = Query::insert().into_table(RUNS).columns(names).to_owned();
    insert.values_panic(values);
    tx.execute(&insert).await.map(drop)
}

/// Makes a run that of an attempt, whose claim must hold, and says how far it is; `None` where there is none.
pub(crate) async fn take_run(db: &Database, id: Uuid, token: Uuid) -> Result<Option<RunRow>, DbError> {
    in_transaction(db, async |tx| {
        let ours = Query::select()
            .column("id")
            .from(JOBS)
            .and_where(Expr::col("id").eq(text(id)))
            .and_where(Expr::col("claim").eq(text(token)))
            .to_owned();
        // Waits for the transaction of an attempt that is still at it, and then for nobody.
        let update = Query::update()
            .table(RUNS)
            .values([
                ("claim", text(token).into()),
                ("turns", Expr::col("turns").add(1)),
                ("ended_at", Expr::val(None::<i64>)),
                ("stopped", Expr::val(None::<String>)),
                ("is_seen", 0i64.into()),
            ])
            .and_where(Expr::col("id").eq(text(id)))
            .and_where(Expr::col("id").in_subquery(ours))
            .to_owned();
        if tx.execute(&update).await? == 0 {
            return Ok(None);
        }
        let (select, reads) = one(id);
        let row = tx.fetch(&select, &reads).await?.into_iter().next();
        row.map(|row| RunRow::read(&mut Cells::new(row))).transpose()
    })
    .await
}

/// One run.
pub(crate) async fn find_run(db: &Database, id: Uuid) -> Result<Option<RunRow>, DbError> {
    let (select, reads) = one(id);
    let row = db.fetch(&select, &reads).await?.into_iter().next();
    row.map(|row| RunRow::read(&mut Cells::new(row))).transpose()
}

fn one(id: Uuid) -> (SelectStatement, Vec<Read>) {
    let (mut select, reads) = select();
    select.and_where(Expr::col((RUNS, "id")).eq(text(id)));
    (select, reads)
}

/// Locks a run for a transaction of rows; `false` where another attempt has it.
pub(crate) async fn hold_run(tx: &mut Lent<'_>, id: Uuid, token: Uuid) -> Result<bool, DbError> {
    let update = Query::update()
        .table(RUNS)
        .value("turns", Expr::col("turns").add(1))
        .and_where(Expr::col("id").eq(text(id)))
        .and_where(Expr::col("claim").eq(text(token)))
        .to_owned();
    Ok(tx.execute(&update).await? > 0)
}

/// Moves a run on that is locked.
pub(crate) async fn move_run(tx: &mut Lent<'_>, id: Uuid, turn: &Turn, took: Micros) -> Result<(), DbError> {
    let kept = keep_failures(tx, id, &turn.failed).await?;
    let more = |name: &'static str, by: u64| (name, Expr::col(name).add(i64::try_from(by).unwrap_or_default()));
    let update = Query::update()
        .table(RUNS)
        .values([
            more("done", turn.done),
            more("failed", turn.failed.len() as u64),
            more("gone", turn.gone),
            more("kept", kept),
            ("busy_us", Expr::col("busy_us").add(took)),
            ("after_key", turn.last.clone().into()),
        ])
        .and_where(Expr::col("id").eq(text(id)))
        .to_owned();
    tx.execute(&update).await.map(drop)
}

/// Keeps why rows failed while there is room, and says of how many.
async fn keep_failures(tx: &mut Lent<'_>, id: Uuid, failed: &[[String; 3]]) -> Result<u64, DbError> {
    if failed.is_empty() {
        return Ok(0);
    }
    let known = Query::select().column("kept").from(RUNS).and_where(Expr::col("id").eq(text(id))).to_owned();
    let row = tx.fetch(&known, &[NUMBER]).await?.into_iter().next();
    let known = row.map(|row| Cells::new(row).number()).transpose()?.unwrap_or_default();
    let room = MOST_FAILURES.saturating_sub(u64::try_from(known).unwrap_or_default());
    let failed = &failed[..failed.len().min(usize::try_from(room).unwrap_or(usize::MAX))];
    if failed.is_empty() {
        return Ok(0);
    }
    let mut insert =
        Query::insert().into_table(RUN_FAILURES).columns(["run_id", "number", "row_key", "label", "words"]).to_owned();
    for (at, [key, label, words]) in (known + 1..).zip(failed) {
        insert.values_panic([
            text(id).into(),
            at.into(),
            clean(key, WORDS).into(),
            clean(label, LABEL).into(),
            clean(words, WORDS).into(),
        ]);
    }
    tx.execute(&insert).await?;
    Ok(failed.len() as u64)
}

/// Of a length that is worth keeping, and without what no database takes.
fn clean(text: &str, most: usize) -> String {
    text.chars().take(most).map(|sign| if sign == '\0' { '␀' } else { sign }).collect()
}

/// Notes that a run ended; `false` where another attempt has it. What was typed is forgotten once all rows had their
/// turn; before, the run may be tried again.
pub(crate) async fn end_run(
    tx: &mut Lent<'_>,
    id: Uuid,
    token: Uuid,
    stopped: Option<&str>,
    now: Micros,
) -> Result<bool, DbError> {
    let mut update = Query::update();
    update
        .table(RUNS)
        .value("ended_at", now)
        .value("stopped", stopped.map(|words| clean(words, WORDS)))
        .and_where(Expr::col("id").eq(text(id)))
        .and_where(Expr::col("claim").eq(text(token)))
        .and_where(Expr::col("ended_at").is_null());
    if stopped.is_none() {
        update.value("inputs", None::<String>);
    }
    Ok(tx.execute(&update).await? > 0)
}

/// Runs of somebody on a resource that are over and were not looked at since, the newest first.
pub(crate) async fn news(
    db: &Database,
    admin: &str,
    actor: &str,
    resource: &str,
) -> Result<Vec<(RunRow, JobState)>, DbError> {
    let (mut select, mut reads) = select();
    select
        .column((JOBS, "state"))
        .inner_join(JOBS, Expr::col((JOBS, "id")).equals((RUNS, "id")))
        .and_where(Expr::col((RUNS, "actor")).eq(actor))
        .and_where(Expr::col((RUNS, "admin")).eq(admin))
        .and_where(Expr::col((RUNS, "is_seen")).eq(0i64))
        .and_where(Expr::col((RUNS, "resource")).eq(resource))
        .and_where(is_one_of(&JobState::FINAL))
        .order_by((RUNS, "id"), Order::Desc)
        .limit(NEWS);
    reads.push(TEXT);
    let read = |row| {
        let mut cells = Cells::new(row);
        let run = RunRow::read(&mut cells)?;
        let word = cells.text()?;
        let state = JobState::of_word(&word).ok_or_else(|| DbError::Other(format!("no state: {word}").into()))?;
        Ok((run, state))
    };
    db.fetch(&select, &reads).await?.into_iter().map(read).collect()
}

/// Notes that the end of a run was seen.
pub(crate) async fn see_run(db: &Database, id: Uuid) -> Result<(), DbError> {
    in_transaction(db, async |tx| {
        let update =
            Query::update().table(RUNS).value("is_seen", 1i64).and_where(Expr::col("id").eq(text(id))).to_owned();
        tx.execute(&update).await?;
        // Whoever saw it here has nothing to read of it elsewhere.
        tx.execute(&read_about(id)).await.map(drop)
    })
    .await
}

/// Notes that somebody has seen how one of their runs ended, or all that are over.
pub(crate) async fn see_runs_of(db: &Database, admin: &str, actor: &str, one: Option<Uuid>) -> Result<(), DbError> {
    in_transaction(db, async |tx| {
        let mut update = Query::update();
        update
            .table(RUNS)
            .value("is_seen", 1i64)
            .and_where(Expr::col("actor").eq(actor))
            .and_where(Expr::col("admin").eq(admin))
            .and_where(Expr::col("is_seen").eq(0i64));
        match one {
            Some(id) => update.and_where(Expr::col("id").eq(text(id))),
            None => update.and_where(Expr::col("ended_at").is_not_null()),
        };
        tx.execute(&update).await.map(drop)
    })
    .await
}

/// Rows that a run was not done to, after one of them.
pub(crate) async fn failures(db: &Database, id: Uuid, after: u64, limit: u64) -> Result<Vec<RunFailure>, DbError> {
    let select = Query::select()
        .columns(["number", "row_key", "label", "words"])
        .from(RUN_FAILURES)
        .and_where(Expr::col("run_id").eq(text(id)))
        .and_where(Expr::col("number").gt(i64::try_from(after).unwrap_or(i64::MAX)))
        .order_by("number", Order::Asc)
        .limit(limit)
        .to_owned();
    let read = |row| {
        let mut cells = Cells::new(row);
        Ok(RunFailure { number: number(&mut cells)?, key: cells.text()?, label: cells.text()?, words: cells.text()? })
    };
    db.fetch(&select, &[NUMBER, TEXT, TEXT, TEXT]).await?.into_iter().map(read).collect()
}

/// Takes away those of some runs whose jobs are gone.
pub(crate) async fn prune_runs(tx: &mut Lent<'_>, ids: &[String]) -> Result<(), DbError> {
    let ids = || ids.iter().map(String::as_str);
    for (table, id) in [(RUN_FAILURES, "run_id"), (RUNS, "id")] {
        let left = Query::select().column("id").from(JOBS).and_where(Expr::col("id").is_in(ids())).to_owned();
        let gone = Query::delete()
            .from_table(table)
            .and_where(Expr::col(id).is_in(ids()))
            .and_where(Expr::col(id).not_in_subquery(left))
            .to_owned();
        tx.execute(&gone).await?;
    }
    Ok(())
}
