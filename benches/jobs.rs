//! Jobs: enqueueing, running, waking, idling, and large tables. Prints; asserts nothing but that every job was done.
//!
//!     cargo bench --bench jobs                                       # SQLite, in target/bench
//!     KAFFY_BENCH_POSTGRES=postgres://… cargo bench --bench jobs     # and PostgreSQL, in an empty database
//!     cargo bench --bench jobs -- 10000000                           # with so many finished rows, and a tenth waiting

use std::{
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering::Relaxed},
    },
    time::{Duration, Instant},
};

use kaffy::{
    Dialect,
    jobs::{Job, JobFilter, JobState, Options, WorkerHandle},
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
    measure("SQLite (WAL, a file)", &sqlite()?, rows).await?;
    match std::env::var("KAFFY_BENCH_POSTGRES") {
        Ok(url) => measure("PostgreSQL", &url, rows).await?,
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
        fill(&db, rows).await?;
        println!("  {rows} finished and {} waiting rows were made in {:.0?}", rows / 10, start.elapsed());
    }
    enqueue(&jobs).await?;
    for places in [100, 500] {
        throughput(&db, &jobs, &done, places).await?;
    }
    pick_up(&jobs, &done).await?;
    idle(&db, &jobs).await?;
    pages(&jobs).await?;
    Ok(())
}

async fn build(db: &Database, done: &Arc<AtomicU64>) -> Outcome<Jobs> {
    Ok(Jobs::builder(db).handler::<nothing>().data(done.clone()).build().await?)
}

/// Rows of another queue, and of a type without a handler here: they stand in the same table and indexes.
async fn fill(db: &Database, rows: u64) -> Outcome {
    let columns = "id, job_type, queue, state, priority, sort_at, attempt, max_attempts, starts, snoozes, run_at, \
                   created_at, unique_states, args, finished_at";
    for (state, count, finished) in [("succeeded", rows, "1700000000000000"), ("available", rows / 10, "NULL")] {
        let row = |id: &str, number: &str| {
            format!(
                "SELECT {id}, 'nothing', 'nothing', '{state}', 0, 1700000000000000 + {number}, 1, 5, 1, 0, \
                 1700000000000000, 1700000000000000, 0, '{{\"number\":1}}', {finished}"
            )
        };
        let sql = match db.dialect() {
            Dialect::Postgres => {
                let rows = row("gen_random_uuid()::text", "g");
                format!("INSERT INTO kaffy_jobs ({columns}) {rows} FROM generate_series(1, {count}) g")
            }
            _ => {
                let id = "lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) \
                          || '-8' || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))";
                format!(
                    "INSERT INTO kaffy_jobs ({columns}) WITH RECURSIVE g(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM g \
                     WHERE n < {count}) {} FROM g",
                    row(id, "n")
                )
            }
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
async fn throughput(db: &Database, jobs: &Jobs, done: &Arc<AtomicU64>, places: u32) -> Outcome {
    let queue = format!("throughput {places}");
    for _ in 0..JOBS / 1_000 {
        jobs.enqueue_all((0..1_000).map(|number| nothing { number }), Options::new().queue(queue.as_str())).await?;
    }
    let (before, start) = (done.load(Relaxed), Instant::now());
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
        { db.statements() as f64 / JOBS as f64 * 1_000.0 }
    );
    Ok(())
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

async fn pages(jobs: &Jobs) -> Outcome {
    let all = JobFilter::new();
    let of_type = JobFilter::new().of_type(nothing::META.job_type).state(JobState::Succeeded);
    for (name, filter) in [("all", &all), ("one type, succeeded", &of_type)] {
        let start = Instant::now();
        jobs.list(filter, None, 50).await?;
        let listed = start.elapsed();
        let start = Instant::now();
        let counts = jobs.counts(filter).await?;
        let more = counts.iter().filter(|(_, count)| count.is_more).count();
        println!("  a page of {name}: {listed:.1?}; its counts: {:.1?}, {more} of them capped", start.elapsed());
    }
    Ok(())
}

fn say(what: &str, mut times: Vec<Duration>) {
    times.sort();
    let at = |part: f64| times[((times.len() - 1) as f64 * part) as usize];
    println!("{what}: p50 {:.2?}, p95 {:.2?}, p99 {:.2?}", at(0.5), at(0.95), at(0.99));
}
