//! Jobs: enqueueing, running, waking, idling, and large tables. Prints; asserts nothing but that every job was done.
//!
//!     cargo bench --bench jobs                                       # SQLite, in target/bench
//!     KAFFY_BENCH_POSTGRES=postgres://… cargo bench --bench jobs     # and PostgreSQL, in an empty database
//!     cargo bench --bench jobs -- 10000000                           # with so many finished rows, and a tenth waiting
//!     cargo bench --bench jobs -- 10000000 postgres                  # only one of the two
//!
//! `cargo xtask bench jobs` starts a PostgreSQL for it, with fsync, and measures what apalis' own storages do as well.

mod large;
mod pages;

use std::{
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering::Relaxed},
    },
    time::{Duration, Instant},
};

use kaffy::{
    jobs::{JobFilter, JobState, Options, Retention, WorkerHandle},
    prelude::*,
};

/// Jobs of one measurement.
const JOBS: u64 = 20_000;
/// Jobs that are woken one at a time.
const SINGLE: usize = 300;

#[job_handler]
async fn nothing(number: u64, Data(done): Data<Arc<AtomicU64>>) -> Result<(), JobError> {
    let _ = number;
    done.fetch_add(1, Relaxed);
    Ok(())
}

type Outcome<T = ()> = Result<T, Box<dyn std::error::Error>>;

#[tokio::main]
async fn main() -> Outcome {
    let rows: u64 = std::env::args().filter_map(|argument| argument.parse().ok()).next().unwrap_or(0);
    let is_asked = |name: &str| {
        let mut named =
            std::env::args().filter(|argument| ["sqlite", "postgres"].contains(&argument.as_str())).peekable();
        named.peek().is_none() || named.any(|argument| argument == name)
    };
    if is_asked("sqlite") {
        measure("SQLite (WAL, a file)", &sqlite()?, rows).await?;
    }
    match std::env::var("KAFFY_BENCH_POSTGRES") {
        Ok(url) if is_asked("postgres") => measure("PostgreSQL", &url, rows).await?,
        Ok(_) => {}
        Err(_) => println!("PostgreSQL: not measured, KAFFY_BENCH_POSTGRES names no database"),
    }
    Ok(())
}

fn sqlite() -> Outcome<String> {
    let folder = PathBuf::from(std::env::var("CARGO_TARGET_DIR").unwrap_or_else(|_| "target".to_owned())).join("bench");
    std::fs::create_dir_all(&folder)?;
    let file = folder.join("jobs.db");
    for ending in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{ending}", file.display()));
    }
    Ok(format!("sqlite://{}?mode=rwc", file.display()))
}

async fn measure(name: &str, url: &str, rows: u64) -> Outcome {
    println!("\n{name}");
    let db = Database::connect(url).await?;
    let done = Arc::<AtomicU64>::default();
    let jobs = build(&db, &done).await?;
    if rows > 0 {
        let start = Instant::now();
        large::fill(&db, rows).await?;
        println!("  {rows} finished and {} waiting rows were made in {:.0?}", rows / 10, start.elapsed());
    }
    enqueue(&jobs).await?;
    for places in [100, 500] {
        throughput(&db, &jobs, &done, places).await?;
    }
    pick_up(&jobs, &done).await?;
    idle(&db, &jobs).await?;
    pages::measure(&jobs).await?;
    large::beside_a_held_snapshot(&db, &jobs, &done).await?;
    if rows > 0 {
        large::beside_the_pruner(&db, &jobs, &done).await?;
    }
    Ok(())
}

async fn build(db: &Database, done: &Arc<AtomicU64>) -> Outcome<Jobs> {
    // The rows that are there are old; taking them away is measured by itself.
    let kept = Retention::for_ever();
    Ok(Jobs::builder(db).handler::<nothing>().data(done.clone()).retention(kept).build().await?)
}

async fn enqueue(jobs: &Jobs) -> Outcome {
    let start = Instant::now();
    for _ in 0..JOBS / 1_000 {
        jobs.enqueue_all((0..1_000).map(|number| nothing { number }), Options::new().queue("bulk")).await?;
    }
    println!("  enqueue, a thousand in a call: {:.0} rows/s", JOBS as f64 / start.elapsed().as_secs_f64());
    let mut times = Vec::new();
    for number in 0..2_000 {
        let start = Instant::now();
        jobs.enqueue(nothing { number }).queue("single").await?;
        times.push(start.elapsed());
    }
    say("  enqueue, one by one", times);
    Ok(())
}

/// From the start of a worker to the last row that is stored as succeeded.
async fn throughput(db: &Database, jobs: &Jobs, done: &Arc<AtomicU64>, places: u32) -> Outcome<f64> {
    let queue = format!("throughput {places}");
    for _ in 0..JOBS / 1_000 {
        jobs.enqueue_all((0..1_000).map(|number| nothing { number }), Options::new().queue(queue.as_str())).await?;
    }
    let (before, statements, start) = (done.load(Relaxed), db.statements(), Instant::now());
    let worker = jobs.worker().queue(queue.as_str(), places).start().await?;
    while done.load(Relaxed) - before < JOBS || worker.health().running > 0 {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    // Its end waits until all is written.
    let report = worker.stop().await;
    let took = start.elapsed();
    assert!(report.unfinished.is_empty());
    let left = jobs.list(&JobFilter::new().queue(queue.as_str()).state(JobState::Running), None, 1).await?;
    assert!(left.is_empty(), "all of them are stored");
    let per_second = JOBS as f64 / took.as_secs_f64();
    println!(
        "  no-op jobs stored as succeeded, {places} places: {per_second:.0}/s ({:.1} statements each thousand)",
        (db.statements() - statements) as f64 / JOBS as f64 * 1_000.0
    );
    Ok(per_second)
}

/// From enqueueing to the start, with and without being woken.
async fn pick_up(jobs: &Jobs, done: &Arc<AtomicU64>) -> Outcome {
    let worker = jobs.worker().queue("woken", 10).start().await?;
    ready(&worker).await;
    let times = one_by_one(jobs, done, "woken", SINGLE).await?;
    say("  pick-up, woken", times);
    worker.stop().await;
    // Enqueued by another process, as it were, which wakes nobody here.
    let others = build(jobs.database(), done).await?;
    let worker = jobs.worker().queue("polled", 10).listen(false).start().await?;
    ready(&worker).await;
    let times = one_by_one(&others, done, "polled", 20).await?;
    say("  pick-up, by polling alone", times);
    worker.stop().await;
    Ok(())
}

async fn ready(worker: &WorkerHandle) {
    while !worker.health().is_ready {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
}

async fn one_by_one(jobs: &Jobs, done: &Arc<AtomicU64>, queue: &str, count: usize) -> Outcome<Vec<Duration>> {
    let mut times = Vec::new();
    for number in 0..count {
        let before = done.load(Relaxed);
        let start = Instant::now();
        jobs.enqueue(nothing { number: number as u64 }).queue(queue).await?;
        while done.load(Relaxed) == before {
            tokio::time::sleep(Duration::from_micros(200)).await;
        }
        times.push(start.elapsed());
        // Not in step with anything.
        tokio::time::sleep(Duration::from_millis(7 + (number as u64 * 13) % 29)).await;
    }
    Ok(times)
}

async fn idle(db: &Database, jobs: &Jobs) -> Outcome {
    let mut worker = jobs.worker();
    for number in 0..20 {
        worker = worker.queue(format!("idle {number}"), 10);
    }
    let worker = worker.start().await?;
    ready(&worker).await;
    let (before, start) = (db.statements(), Instant::now());
    tokio::time::sleep(Duration::from_secs(10)).await;
    let each = (db.statements() - before) as f64 / start.elapsed().as_secs_f64();
    println!("  idle, 20 queues: {each:.2} statements/s");
    worker.stop().await;
    Ok(())
}

fn say(what: &str, mut times: Vec<Duration>) {
    times.sort();
    let at = |part: f64| times[((times.len() - 1) as f64 * part) as usize];
    println!("{what}: p50 {:.2?}, p95 {:.2?}, p99 {:.2?}", at(0.5), at(0.95), at(0.99));
}
