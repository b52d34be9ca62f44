//! 10,000 schedules: what a second costs in which none fires, deciding when they fire next, and how late they are when
//! they do. Prints; asserts nothing but that each fired once.
//!
//!     cargo bench --bench schedules                                   # SQLite, in target/bench
//!     KAFFY_BENCH_POSTGRES=postgres://… cargo bench --bench schedules # and PostgreSQL, in an empty database
//!     cargo bench --bench schedules -- 100000                         # with so many

use std::{
    path::PathBuf,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering::Relaxed},
    },
    time::{Duration, Instant},
};

use chrono::{TimeDelta, Timelike, Utc};
use kaffy::{
    jobs::{JobEvent, JobEvents, NewSchedule, Overlap, ScheduleFilter, ScheduleRecord, ScheduleState},
    prelude::*,
};

#[job_handler(max_attempts = 1)]
async fn nothing(Data(done): Data<Arc<AtomicU64>>) -> Result<(), JobError> {
    done.fetch_add(1, Relaxed);
    Ok(())
}

type Outcome<T = ()> = Result<T, Box<dyn std::error::Error>>;

/// How late schedules fired.
#[derive(Clone, Default)]
struct Lateness(Arc<Mutex<Vec<Duration>>>);

impl JobEvents for Lateness {
    fn on(&self, event: &JobEvent) {
        if let JobEvent::ScheduleFired { due_at, .. } = event {
            let late = (Utc::now() - due_at).to_std().unwrap_or_default();
            if let Ok(mut all) = self.0.lock() {
                all.push(late);
            }
        }
    }
}

impl Lateness {
    fn take(&self) -> Vec<Duration> {
        let mut all = self.0.lock().map(|mut all| std::mem::take(&mut *all)).unwrap_or_default();
        all.sort_unstable();
        all
    }
}

#[tokio::main]
async fn main() -> Outcome {
    let count: usize = std::env::args().filter_map(|argument| argument.parse().ok()).next().unwrap_or(10_000);
    measure("SQLite (WAL, a file)", &sqlite()?, count).await?;
    match std::env::var("KAFFY_BENCH_POSTGRES") {
        Ok(url) => measure("PostgreSQL", &url, count).await?,
        Err(_) => println!("PostgreSQL: not measured, KAFFY_BENCH_POSTGRES names no database"),
    }
    Ok(())
}

fn sqlite() -> Outcome<String> {
    let folder = PathBuf::from(std::env::var("CARGO_TARGET_DIR").unwrap_or_else(|_| "target".to_owned())).join("bench");
    std::fs::create_dir_all(&folder)?;
    let file = folder.join("schedules.db");
    for ending in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{ending}", file.display()));
    }
    Ok(format!("sqlite://{}?mode=rwc", file.display()))
}

async fn measure(name: &str, url: &str, count: usize) -> Outcome {
    println!("\n{name}, {count} schedules");
    let db = Database::connect(url).await?;
    let (done, late) = (Arc::<AtomicU64>::default(), Lateness::default());
    let zones = ["UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"];
    let schedule = |number: usize| {
        // One after the other over a minute, none of them in the next ten minutes.
        let cron = format!("{} {} * * * *", number % 60, (Utc::now().minute() + 20) % 60);
        let zone = zones[number % zones.len()];
        Ok::<_, serde_json::Error>(NewSchedule::new(format!("s{number:06}"), &nothing {})?.cron(cron).timezone(zone))
    };
    let builder = Jobs::builder(&db).handler::<nothing>().data(done.clone()).events(late.clone());
    let builder = (0..count)
        .try_fold(builder, |builder, number| Ok::<_, serde_json::Error>(builder.schedule(schedule(number)?)))?;
    let start = Instant::now();
    let jobs = builder.build().await?;
    println!("  a first start, which stores them: {:.0?}", start.elapsed());
    let all = all(&jobs).await?;
    let now = Utc::now();
    let start = Instant::now();
    let next = all.iter().filter(|schedule| schedule.upcoming(now, 1).len() == 1).count();
    println!("  reading all expressions and when each fires next: {:.1?} for {next}", start.elapsed());
    let start = Instant::now();
    let next = all.iter().filter(|schedule| schedule.upcoming(now, 1).len() == 1).count();
    println!("  the same once they are read: {:.1?} for {next}", start.elapsed());
    idle(&db, &jobs).await?;
    fire(&jobs, &done, &late, count).await
}

async fn all(jobs: &Jobs) -> Outcome<Vec<ScheduleRecord>> {
    let mut all: Vec<ScheduleRecord> = Vec::new();
    loop {
        let after = all.last().map(|schedule| schedule.name.clone());
        let page = jobs.schedules().list(&ScheduleFilter::new(), after.as_deref(), 500).await?;
        if page.is_empty() {
            return Ok(all);
        }
        all.extend(page);
    }
}

/// None of them fires.
async fn idle(db: &Database, jobs: &Jobs) -> Outcome {
    let worker = jobs.worker().start().await?;
    tokio::time::sleep(Duration::from_secs(2)).await;
    let before = db.statements();
    tokio::time::sleep(Duration::from_secs(10)).await;
    println!("  idle: {:.1} statements a second", (db.statements() - before) as f64 / 10.0);
    worker.stop().await;
    Ok(())
}

/// All of them in one second, and then each once over ten seconds.
async fn fire(jobs: &Jobs, done: &AtomicU64, late: &Lateness, count: usize) -> Outcome {
    let all = all(jobs).await?;
    jobs.schedules().delete_all().await?;
    let soon = |seconds: i64| (Utc::now() + TimeDelta::seconds(seconds)).with_nanosecond(0).unwrap_or_default();
    for (what, spread) in [("all in one second", 1), ("spread over ten seconds", 10)] {
        // Paused while they are made, which takes longer.
        for (number, schedule) in all.iter().enumerate() {
            let second = number as i64 % spread;
            let cron = format!("{second}-59/{spread} * * * * *");
            let schedule = schedule.edit().cron(cron).overlap(Overlap::Allow).state(ScheduleState::Inactive);
            jobs.schedules().add(&schedule, None).await?;
        }
        let _ = late.take();
        let before = done.load(Relaxed);
        let worker = jobs.worker().queue("default", 200).start().await?;
        let begins = soon(3);
        for second in 0..spread {
            let due = begins + TimeDelta::seconds(second);
            let mut update = kaffy::sea_query::Query::update();
            update
                .table("kaffy_schedules")
                .values([("next_due", due.timestamp_micros().into()), ("state", "active".into())]);
            let part = kaffy::sea_query::Expr::col("cron");
            update.and_where(kaffy::sea_query::ExprTrait::like(part, format!("{second}-%")));
            let mut tx = jobs.database().begin().await?;
            tx.execute(&update).await?;
            tx.commit().await?;
        }
        let start = Instant::now();
        while late.0.lock().map(|all| all.len()).unwrap_or_default() < count
            && start.elapsed() < Duration::from_secs(60)
        {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        jobs.schedules().delete_all().await?;
        let all_late = late.take();
        let at =
            |share: f64| all_late.get(((all_late.len() as f64 - 1.0) * share) as usize).copied().unwrap_or_default();
        println!(
            "  {what}: {} fired, late by {:.0?} in the middle, {:.0?} at the 99th hundredth, {:.0?} at most",
            all_late.len(),
            at(0.5),
            at(0.99),
            at(1.0)
        );
        worker.stop().await;
        println!("    {} jobs of them were done when the worker stopped", done.load(Relaxed) - before);
    }
    Ok(())
}
