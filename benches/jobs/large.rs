//! Large tables, and what happens beside the work: a snapshot that somebody holds (R26), and old rows that are taken away
//! (R28).

use std::{
    sync::{Arc, atomic::AtomicU64},
    time::{Duration, Instant},
};

use kaffy::{Database, Dialect, jobs::Retention, prelude::*};

use crate::{Outcome, SINGLE, nothing, one_by_one, ready, say, throughput};

/// Rows of another queue, and of a type without a handler here: they stand in the same table and indexes.
pub(crate) async fn fill(db: &Database, rows: u64) -> Outcome {
    let columns = "id, job_type, queue, state, priority, sort_at, attempt, max_attempts, starts, snoozes, run_at, \
                   created_at, unique_states, args, finished_at";
    // Ids begin with a time, as those of real jobs do: what is older is in front.
    for (state, count, finished, first) in
        [("succeeded", rows, "1700000000000000", "01890000"), ("available", rows / 10, "NULL", "018a0000")]
    {
        let row = |number: &str, hex: &str| {
            format!(
                "SELECT '{first}-0000-7000-8000-' || {hex}, 'nothing', 'nothing', '{state}', 0, 1700000000000000 + \
                 {number}, 1, 5, 1, 0, 1700000000000000, 1700000000000000, 0, '{{\"number\":1}}', {finished}"
            )
        };
        let sql = match db.dialect() {
            Dialect::Postgres => {
                let rows = row("g", "lpad(to_hex(g), 12, '0')");
                format!("INSERT INTO kaffy_jobs ({columns}) {rows} FROM generate_series(1, {count}) g")
            }
            _ => format!(
                "INSERT INTO kaffy_jobs ({columns}) WITH RECURSIVE g(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM g \
                 WHERE n < {count}) {} FROM g",
                row("n", "printf('%012x', n)")
            ),
        };
        let script = match db.dialect() {
            Dialect::Postgres => {
                format!("SET statement_timeout = 0; {sql}; ANALYZE kaffy_jobs; SET statement_timeout = '5s'")
            }
            _ => format!("{sql}; ANALYZE"),
        };
        // A bench ends soon.
        db.execute(Box::leak(script.into_boxed_str())).await?;
    }
    Ok(())
}

/// Somebody's transaction stays open and has read: no row that dies meanwhile may be taken away.
pub(crate) async fn beside_a_held_snapshot(db: &Database, jobs: &Jobs, done: &Arc<AtomicU64>) -> Outcome {
    let before = throughput(db, jobs, done, 200).await?;
    let reader = db.reserve(1);
    if db.dialect() == Dialect::Sqlite {
        // A transaction here is one that writes, so that nobody else could.
        println!("  beside a held snapshot: SQLite has one writer, and its readers keep only the log from shrinking");
        return Ok(());
    }
    let mut held = reader.begin().await?;
    kaffy::inside::Lend::lend(&mut held).fetch(&first_row(), &[kaffy::inside::Read::integer()]).await?;
    let mut slowest = before;
    for round in 0..6 {
        let queue = 300 + round;
        slowest = f64::min(slowest, throughput(db, jobs, done, queue).await?);
    }
    drop(held);
    println!("  beside a held snapshot, 120,000 jobs: the slowest of six at {:.0} %", slowest / before * 100.0);
    Ok(())
}

fn first_row() -> kaffy::sea_query::SelectStatement {
    use kaffy::sea_query::{Expr, Query};
    Query::select().expr(Expr::col("priority")).from("kaffy_jobs").limit(1).to_owned()
}

/// A worker takes the finished rows away, as fast as it may, while jobs are woken one by one.
pub(crate) async fn beside_the_pruner(db: &Database, jobs: &Jobs, done: &Arc<AtomicU64>) -> Outcome {
    let worker = jobs.worker().queue("calm", 10).start().await?;
    ready(&worker).await;
    say("  pick-up, nothing to take away", one_by_one(jobs, done, "calm", SINGLE).await?);
    worker.stop().await;
    let day = Duration::from_secs(24 * 3600);
    let pruning = Jobs::builder(db)
        .handler::<nothing>()
        .data(done.clone())
        .retention(Retention::for_ever().succeeded(day))
        .build()
        .await?;
    let worker = pruning.worker().queue("pruned", 10).start().await?;
    ready(&worker).await;
    let (before, start) = (gone(jobs).await?, Instant::now());
    say("  pick-up, while old rows are taken away", one_by_one(&pruning, done, "pruned", SINGLE).await?);
    let (after, took) = (gone(jobs).await?, start.elapsed());
    println!("  taken away meanwhile: {:.0} rows/s", before.saturating_sub(after) as f64 / took.as_secs_f64());
    worker.stop().await;
    Ok(())
}

/// How many rows there are.
async fn gone(jobs: &Jobs) -> Outcome<u64> {
    use kaffy::sea_query::{Expr, Func, Query, Value};
    let count = Query::select().expr(Func::count(Expr::col("id"))).from("kaffy_jobs").to_owned();
    let rows = jobs.database().reserve(1).fetch(&count, &[kaffy::inside::Read::integer()]).await?;
    match rows.first().and_then(|row| row.first()) {
        Some(Ok(Value::BigInt(Some(count)))) => Ok(count.unsigned_abs()),
        other => Err(format!("no number: {other:?}").into()),
    }
}
