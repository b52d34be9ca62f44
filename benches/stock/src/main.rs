//! What apalis does with its own storages, in the terms of `cargo bench --bench jobs`: enqueueing in bulk, no-op jobs
//! stored as done, and from enqueueing to the start. Prints; `cargo xtask bench jobs` runs both, one after the other.
//!
//!     KAFFY_BENCH_POSTGRES=postgres://… cargo run --release    # in an empty database; and SQLite in a file

#![forbid(unsafe_code)]

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering::Relaxed},
    },
    time::{Duration, Instant},
};

use apalis::prelude::*;
use apalis_postgres::PostgresStorage;
use apalis_sqlite::SqliteStorage;
use sqlx::{PgPool, SqlitePool, sqlite::SqliteConnectOptions};

/// Jobs of one measurement.
const JOBS: u64 = 20_000;
/// Jobs that are woken one at a time.
const SINGLE: usize = 100;
/// With batches of ten it may take very long: then it is said how far it came.
const PATIENCE: Duration = Duration::from_secs(60);

type Outcome<T = ()> = Result<T, Box<dyn std::error::Error>>;

async fn nothing(_: u64, done: Data<Arc<AtomicU64>>) -> Result<(), BoxDynError> {
    done.fetch_add(1, Relaxed);
    Ok(())
}

#[tokio::main]
async fn main() -> Outcome {
    sqlite().await?;
    match std::env::var("KAFFY_BENCH_POSTGRES") {
        Ok(url) => postgres(&url).await?,
        Err(_) => println!("PostgreSQL: not measured, KAFFY_BENCH_POSTGRES names no database"),
    }
    Ok(())
}

/// One measurement of throughput; the storages share no trait that says all of it.
macro_rules! throughput {
    ($storage:ident, $config:path, $pool:expr, $count:literal) => {
        for batch in [10, 100, 1_000] {
            let config = <$config>::default().queue(format!("batch-{batch}")).batch_size(batch);
            let mut storage = $storage::<u64>::new($pool).with_config(config.clone());
            let start = Instant::now();
            for part in 0..JOBS / 1_000 {
                storage
                    .push_bulk((part * 1_000..(part + 1) * 1_000).collect())
                    .await
                    .map_err(|error| format!("{error:?}"))?;
            }
            let enqueued = JOBS as f64 / start.elapsed().as_secs_f64();
            let done = Arc::<AtomicU64>::default();
            let storage = $storage::<u64>::new($pool).with_config(config);
            let worker =
                WorkerBuilder::new(format!("worker-{batch}")).backend(storage).data(done.clone()).build(nothing);
            let start = Instant::now();
            let running = tokio::spawn(async move { worker.run().await.map_err(|error| format!("{error:?}")) });
            let mut stored = 0;
            while stored < JOBS && start.elapsed() < PATIENCE {
                tokio::time::sleep(Duration::from_millis(50)).await;
                stored = sqlx::query_scalar::<_, i64>($count)
                    .bind(format!("batch-{batch}"))
                    .fetch_one($pool)
                    .await?
                    .unsigned_abs();
            }
            running.abort();
            let each = stored as f64 / start.elapsed().as_secs_f64();
            println!(
                "  no-op jobs stored as done, batches of {batch}: {each:.0}/s ({stored} of {JOBS}, {} were run); \
                 enqueued {enqueued:.0} rows/s",
                done.load(Relaxed)
            );
        }
    };
}

async fn sqlite() -> Outcome {
    println!("\napalis-sqlite 1.0.0 (WAL, a file)");
    let folder = std::env::temp_dir().join(format!("kaffy-bench-stock-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let options = SqliteConnectOptions::new()
        .filename(folder.join("stock.db"))
        .create_if_missing(true)
        .journal_mode(sqlx::sqlite::SqliteJournalMode::Wal)
        .synchronous(sqlx::sqlite::SqliteSynchronous::Normal);
    let pool = SqlitePool::connect_with(options).await?;
    SqliteStorage::setup(&pool).await?;
    throughput!(
        SqliteStorage,
        apalis_sqlite::Config,
        &pool,
        "SELECT COUNT(*) FROM Jobs WHERE job_type = ?1 AND status = 'Done'"
    );
    pool.close().await;
    std::fs::remove_dir_all(folder)?;
    Ok(())
}

async fn postgres(url: &str) -> Outcome {
    println!("\napalis-postgres 1.0.0");
    let pool = PgPool::connect(url).await?;
    PostgresStorage::setup(&pool).await?;
    throughput!(
        PostgresStorage,
        apalis_postgres::Config,
        &pool,
        "SELECT COUNT(*) FROM apalis.jobs WHERE job_type = $1 AND status = 'Done'"
    );
    pick_up(&pool).await
}

/// From enqueueing to the start, woken by `NOTIFY`.
async fn pick_up(pool: &PgPool) -> Outcome {
    let done = Arc::<AtomicU64>::default();
    let config = apalis_postgres::Config::default().queue("woken");
    let storage = PostgresStorage::<u64>::new(pool).with_config(config.clone()).with_pubsub();
    let worker = WorkerBuilder::new("woken").backend(storage).data(done.clone()).build(nothing);
    let running = tokio::spawn(async move { worker.run().await.map_err(|error| format!("{error:?}")) });
    tokio::time::sleep(Duration::from_secs(2)).await;
    let mut storage = PostgresStorage::<u64>::new(pool).with_config(config);
    let mut times = Vec::new();
    for number in 0..SINGLE {
        let (before, start) = (done.load(Relaxed), Instant::now());
        storage.push(number as u64).await.map_err(|error| format!("{error:?}"))?;
        while done.load(Relaxed) == before && start.elapsed() < Duration::from_secs(30) {
            tokio::time::sleep(Duration::from_micros(200)).await;
        }
        times.push(start.elapsed());
        tokio::time::sleep(Duration::from_millis(7 + (number as u64 * 13) % 29)).await;
    }
    running.abort();
    times.sort();
    println!("  pick-up, woken: p50 {:.2?}, p95 {:.2?}", times[SINGLE / 2], times[SINGLE * 95 / 100]);
    Ok(())
}
