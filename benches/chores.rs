//! What a chore costs that says much, what five hundred people cost who watch one, and what it costs that each item is
//! there exactly once. Prints; asserts nothing but that all of it was said and done.
//!
//!     cargo bench --bench chores                                   # SQLite, in target/bench
//!     KAFFY_BENCH_POSTGRES=postgres://… cargo bench --bench chores # and PostgreSQL, in an empty database

use std::{
    path::PathBuf,
    time::{Duration, Instant},
};

use axum::{body::Body, http::Request};
use http_body_util::BodyExt;
use kaffy::{
    chores::{ChoreRunRecord, RunOptions, RunStatus},
    jobs::WithJobs,
    prelude::*,
    sea_query::{Expr, ExprTrait, Query},
    web::Pages,
};
use tower::ServiceExt;
use uuid::Uuid;

type Outcome<T = ()> = Result<T, Box<dyn std::error::Error>>;

/// People who watch.
const WATCHERS: usize = 500;

/// 100,000 lines and 1,000,000 ticks over this many seconds.
#[chore(restriction = none)]
async fn talks(seconds: u64, run: ChoreRun) -> Result<(), ChoreError> {
    let slices = seconds * 100;
    for slice in 0..slices {
        for line in 0..100_000 / slices {
            run.log(format_args!("slice {slice}, line {line}: a sentence as people write them into logs"));
        }
        for tick in 0..1_000_000 / slices {
            run.progress(slice * (1_000_000 / slices) + tick, 1_000_000);
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    Ok(())
}

/// A line every tenth of a second.
#[chore(restriction = none)]
async fn trickles(seconds: u64, run: ChoreRun) -> Result<(), ChoreError> {
    for tenth in 0..seconds * 10 {
        run.log(format_args!("tenth {tenth}"));
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    Ok(())
}

/// Items, each with a statement.
#[chore(restriction = none)]
async fn walks(items: i64, per_transaction: u64, run: ChoreRun) -> Result<(), ChoreError> {
    run.each(1..=items)
        .per_transaction(usize::try_from(per_transaction)?)
        .run(async |mut tx, item| {
            tx.execute(&touch(item)).await?;
            Ok(())
        })
        .await
}

fn touch(item: i64) -> kaffy::sea_query::UpdateStatement {
    Query::update()
        .table("bench_items")
        .value("seen", Expr::col("seen").add(1))
        .and_where(Expr::col("id").eq(item % 1_000))
        .to_owned()
}

#[tokio::main]
async fn main() -> Outcome {
    measure("SQLite (WAL, a file)", &sqlite()?).await?;
    match std::env::var("KAFFY_BENCH_POSTGRES") {
        Ok(url) => measure("PostgreSQL", &url).await?,
        Err(_) => println!("PostgreSQL: not measured, KAFFY_BENCH_POSTGRES names no database"),
    }
    Ok(())
}

fn sqlite() -> Outcome<String> {
    let folder = PathBuf::from(std::env::var("CARGO_TARGET_DIR").unwrap_or_else(|_| "target".to_owned())).join("bench");
    std::fs::create_dir_all(&folder)?;
    let file = folder.join("chores.db");
    for ending in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{ending}", file.display()));
    }
    Ok(format!("sqlite://{}?mode=rwc", file.display()))
}

async fn measure(name: &str, url: &str) -> Outcome {
    println!("\n{name}");
    let db = Database::connect(url).await?;
    db.execute("CREATE TABLE IF NOT EXISTS bench_items (id BIGINT PRIMARY KEY, seen BIGINT NOT NULL)").await?;
    let mut insert = Query::insert().into_table("bench_items").columns(["id", "seen"]).to_owned();
    for id in 0..1_000i64 {
        insert.values_panic([id.into(), 0i64.into()]);
    }
    let mut tx = db.begin().await?;
    tx.execute(&insert).await?;
    tx.commit().await?;
    let jobs = Jobs::builder(&db).chore::<talks>().chore::<trickles>().chore::<walks>().build().await?;
    let login = Auth::external(|request| async move {
        let id = request.headers.get("x-user")?.to_str().ok()?;
        Some(Actor::new(id, id))
    });
    let admin = Admin::builder(db.clone()).auth(login).jobs(jobs.clone()).build().await?;
    let app = Pages::new(admin).router()?;
    let worker = jobs.worker().start().await?;
    talking(&db, &jobs).await?;
    watching(&db, &jobs, &app).await?;
    walking(&db, &jobs).await?;
    worker.stop().await;
    Ok(())
}

async fn ended(jobs: &Jobs, id: Uuid) -> Outcome<ChoreRunRecord> {
    loop {
        tokio::time::sleep(Duration::from_millis(20)).await;
        let run = jobs.chores().find_run(id).await?.ok_or("the run is there")?;
        if run.status.is_final() {
            assert_eq!(run.status, RunStatus::Succeeded, "{run:#?}");
            return Ok(run);
        }
    }
}

/// The statements of a second in which nothing happens.
async fn idle(db: &Database) -> f64 {
    let before = db.statements();
    tokio::time::sleep(Duration::from_secs(5)).await;
    (db.statements() - before) as f64 / 5.0
}

async fn talking(db: &Database, jobs: &Jobs) -> Outcome {
    let idle = idle(db).await;
    let actor = Actor::new("bench", "Bench");
    let (memory, before) = (memory(), db.statements());
    let id = jobs.chores().run(&actor, talks { seconds: 10 }, RunOptions::new()).await?;
    let start = Instant::now();
    tokio::time::sleep(Duration::from_secs(12)).await;
    let run = ended(jobs, id).await?;
    let (seconds, statements) = (start.elapsed().as_secs_f64(), db.statements() - before);
    assert_eq!(run.lines, 100_000);
    println!(
        "100,000 lines and 1,000,000 ticks in 10 s: {:.1} statements a second ({idle:.1} without), {:.1} MiB more memory",
        statements as f64 / seconds,
        (self::memory() - memory) / 1024.0
    );
    Ok(())
}

async fn watching(db: &Database, jobs: &Jobs, app: &axum::Router) -> Outcome {
    let actor = Actor::new("bench", "Bench");
    for watchers in [1, WATCHERS] {
        let id = jobs.chores().run(&actor, trickles { seconds: 30 }, RunOptions::new()).await?;
        tokio::time::sleep(Duration::from_secs(2)).await;
        let mut streams = tokio::task::JoinSet::new();
        for number in 0..watchers {
            let request = Request::get(format!("/chores/runs/{id}/live"))
                .header("host", "localhost")
                .header("x-user", format!("user{number}"))
                .body(Body::empty())?;
            let app = app.clone();
            streams.spawn(async move {
                let mut response = app.oneshot(request).await.expect("it never fails");
                assert!(response.status().is_success(), "{}", response.status());
                let mut bytes = 0;
                while let Some(Ok(frame)) = response.body_mut().frame().await {
                    bytes += frame.data_ref().map_or(0, |data| data.len());
                }
                bytes
            });
        }
        tokio::time::sleep(Duration::from_secs(3)).await;
        let (before, memory) = (db.statements(), memory());
        tokio::time::sleep(Duration::from_secs(15)).await;
        let statements = (db.statements() - before) as f64 / 15.0;
        println!(
            "{watchers} watching a run that says a line every 100 ms: {statements:.1} statements a second, {:.0} MiB",
            memory / 1024.0
        );
        jobs.chores().stop(id, &actor).await?;
        let mut all = 0;
        while let Some(bytes) = streams.join_next().await {
            all += bytes?;
        }
        println!("  each heard {} bytes", all / watchers);
    }
    Ok(())
}

async fn walking(db: &Database, jobs: &Jobs) -> Outcome {
    let (actor, items) = (Actor::new("bench", "Bench"), 5_000i64);
    for per_transaction in [1u64, 100] {
        let start = Instant::now();
        for chunk in 0..items / i64::try_from(per_transaction)? {
            let mut tx = db.begin().await?;
            for at in 0..i64::try_from(per_transaction)? {
                tx.execute(&touch(chunk + at)).await?;
            }
            tx.commit().await?;
        }
        let plain = items as f64 / start.elapsed().as_secs_f64();
        let id = jobs.chores().run(&actor, walks { items, per_transaction }, RunOptions::new()).await?;
        let run = ended(jobs, id).await?;
        let ours = items as f64 / run.busy.as_secs_f64();
        println!(
            "{per_transaction} items a transaction: {ours:.0} items a second; {plain:.0} by hand without knowing how far one is ({:.2})",
            plain / ours
        );
    }
    Ok(())
}

/// What the process holds, in KiB.
fn memory() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmRSS:"));
    line.and_then(|line| line.split_whitespace().nth(1)?.parse().ok()).unwrap_or_default()
}
