//! Schedules of these tests, and how their jobs are built.

use std::time::Duration;

use kaffy::{Database, jobs::JobsBuilder, prelude::*};

use crate::handlers::Done;

/// Notes what it knows about its schedule.
#[job_handler(max_attempts = 1)]
pub(crate) async fn tick(Data(done): Data<Done>, ctx: JobContext) -> Result<(), JobError> {
    let run = ctx.schedule().ok_or_else(|| JobError::failed("it is a run of a schedule"))?;
    let time = run.scheduled_for.format("%H:%M:%S");
    done.note(format!(
        "{} {time} backfill={} missed={} manual={}",
        run.name, run.is_backfill, run.missed_count, run.is_manual
    ));
    Ok(())
}

/// Takes so long.
#[job_handler(max_attempts = 1)]
pub(crate) async fn lasts(millis: u64, Data(done): Data<Done>, ctx: JobContext) -> Result<(), JobError> {
    let name = ctx.schedule().map(|run| run.name).unwrap_or_default();
    done.note(format!("{name} starts"));
    tokio::select! {
        () = tokio::time::sleep(Duration::from_millis(millis)) => done.note(format!("{name} ends")),
        () = ctx.cancelled() => done.note(format!("{name} stops")),
    }
    Ok(())
}

/// Goes wrong in the way it is told.
#[job_handler(max_attempts = 1)]
pub(crate) async fn breaks(how: String) -> Result<(), JobError> {
    match how.as_str() {
        "error" => Err(JobError::failed("an error")),
        "panic" => panic!("a panic"),
        _ => Ok(()),
    }
}

/// What code says, in all its forms.
#[allow(deprecated, reason = "the gap is what is tested")]
#[job_handler]
#[schedule(cron = "30 2 * * *", timezone = "America/New_York", name = "nightly")]
#[schedule(cron = "0 9 * * MON-FRI", timezone = "Europe/Berlin", missed = all(3), window = "1h", overlap = queue, name = "workdays")]
#[schedule(every = "15s", run_on = every, name = "each node")]
#[schedule(cron = "@hourly", missed = skip, overlap = allow, run_on = node("node-1"), name = "one node")]
pub(crate) async fn declared(Data(done): Data<Done>, ctx: JobContext) -> Result<(), JobError> {
    done.note(ctx.schedule().map(|run| run.name).unwrap_or_default());
    Ok(())
}

/// Its schedule stands above its handler, and has arguments.
#[schedule(cron = "@monthly", args(to = "ada@example.org".to_owned(), copies = 1 + 1))]
#[job_handler]
pub(crate) async fn report(to: String, copies: u32) -> Result<(), JobError> {
    let _ = (to, copies);
    Ok(())
}

/// Jobs without a schedule of their own.
pub(crate) fn plain(db: &Database) -> (JobsBuilder, Done) {
    let done = Done::default();
    let jobs = Jobs::builder(db).handler::<tick>().handler::<lasts>().handler::<breaks>().data(done.clone());
    (jobs, done)
}

/// A schedule whose runs say when they are for.
pub(crate) fn ticking(name: &str) -> kaffy::jobs::NewSchedule {
    kaffy::jobs::NewSchedule::new(name, &tick {}).unwrap()
}

/// One whose runs take so long.
pub(crate) fn lasting(name: &str, millis: u64) -> kaffy::jobs::NewSchedule {
    kaffy::jobs::NewSchedule::new(name, &lasts { millis }).unwrap()
}

/// A time of these tests.
pub(crate) fn time(text: &str) -> chrono::DateTime<chrono::Utc> {
    text.parse().unwrap()
}
