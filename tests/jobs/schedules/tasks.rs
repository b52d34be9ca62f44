//! Simple tasks: K130 to K133, D14.

use std::time::Duration;

use kaffy::{
    Database, JobState, Jobs,
    jobs::{JobFilter, RunNow, testing::TimeTravel},
    prelude::*,
};
use serde_json::json;

use super::handlers::time;
use crate::handlers::Done;

/// Counts its runs.
#[scheduled_task(every = "15s", initial = 10)]
pub(crate) async fn counts(last: i64) -> Result<i64, JobError> {
    Ok(last + 1)
}

/// Does what it is told; its error is none of ours.
#[scheduled_task(cron = "* * * * *", name = "moody task", queue = "tasks", timeout = "5s")]
pub(crate) async fn moody(
    mut seen: Vec<String>,
    Data(done): Data<Done>,
    ctx: JobContext,
) -> Result<Vec<String>, std::fmt::Error> {
    done.note(seen.len().to_string());
    seen.push(ctx.schedule().map(|run| run.name).unwrap_or_default());
    match done.all().len() {
        3 => Err(std::fmt::Error),
        5 => panic!("the mood is bad"),
        _ => Ok(seen),
    }
}

async fn jobs(db: &Database) -> (Jobs, Done) {
    let done = Done::default();
    (Jobs::builder(db).handler::<counts>().handler::<moody>().data(done.clone()).build().await.unwrap(), done)
}

pub(crate) async fn k130_k131_the_value_goes_from_run_to_run(db: Database) {
    let (jobs, done) = jobs(&db).await;
    let mut travel = TimeTravel::to(&jobs, time("2027-01-01T12:00:30Z")).await.unwrap().nodes(3).await.unwrap();
    assert_eq!(jobs.schedules().task("counts").await.unwrap().map(|task| task.value), None, "it has not run yet");
    travel.advance_to(time("2027-01-01T12:01:30Z")).await.unwrap();
    let task = jobs.schedules().task("counts").await.unwrap().unwrap();
    assert_eq!((task.value, task.successes, task.failures), (Some(json!(14)), 4, 0), "once for all nodes");
    assert_eq!(task.last_success_at, Some(time("2027-01-01T12:01:30Z")));
    // A run: value in, value out; an error keeps it; a panic goes back to the first.
    travel.advance_to(time("2027-01-01T12:06:30Z")).await.unwrap();
    assert_eq!(done.all(), ["0", "1", "2", "2", "3", "0"]);
    let task = jobs.schedules().task("moody task").await.unwrap().unwrap();
    assert_eq!((task.value, task.successes, task.failures), (Some(json!(["moody task"])), 4, 2));
    assert!(task.last_error.unwrap().starts_with("panicked: the mood is bad, at tests/jobs/schedules/tasks.rs:"));
    assert_eq!((task.last_failure_at, task.running), (Some(time("2027-01-01T12:05:00Z")), None));
    assert_eq!(task.started_at, Some(time("2027-01-01T12:01:00Z")));
    let failed = jobs.list(&JobFilter::new().of_type("moody"), None, 100).await.unwrap();
    assert_eq!(failed.iter().filter(|job| job.state == JobState::Failed).count(), 2, "as jobs they failed, too");
}

pub(crate) async fn k131_d14_what_a_task_knows_outlives_restarts(db: Database) {
    let (first, _) = jobs(&db).await;
    let mut travel = TimeTravel::to(&first, time("2027-01-01T12:00:00Z")).await.unwrap();
    travel.advance_to(time("2027-01-01T12:00:30Z")).await.unwrap();
    drop((travel, first));
    let (second, _) = jobs(&db).await;
    assert_eq!(second.schedules().task("counts").await.unwrap().unwrap().value, Some(json!(12)));
    let schedule = second.schedules().find("counts").await.unwrap().unwrap();
    assert!(schedule.is_task && schedule.every.unwrap().0 == Duration::from_secs(15));
    // By hand, and paused, as any other.
    second.schedules().deactivate("counts", Some("Ada"), None).await.unwrap();
    assert!(matches!(second.schedules().run("counts", Some("Ada")).await.unwrap(), RunNow::Enqueued(_)));
    kaffy::jobs::testing::TestJobs::new(&second).await.unwrap().drain("default").await.unwrap();
    assert_eq!(second.schedules().task("counts").await.unwrap().unwrap().value, Some(json!(13)));
}

pub(crate) async fn k131_a_run_that_was_lost_has_failed_and_keeps_the_value(db: Database) {
    let (jobs, _) = jobs(&db).await;
    let mut travel = TimeTravel::to(&jobs, time("2027-01-01T12:00:00Z")).await.unwrap();
    travel.advance_to(time("2027-01-01T12:00:15Z")).await.unwrap();
    // As after a crash in the middle of a run.
    db.execute("UPDATE kaffy_schedule_tasks SET running = '00000000-0000-0000-0000-000000000007', running_start = 1")
        .await
        .unwrap();
    travel.advance_to(time("2027-01-01T12:00:30Z")).await.unwrap();
    let task = jobs.schedules().task("counts").await.unwrap().unwrap();
    assert_eq!((task.value, task.successes, task.failures), (Some(json!(12)), 2, 1));
    assert_eq!(task.last_error.as_deref(), Some("worker lost"));
    // What is stored is not what it takes any more: it begins anew.
    db.execute("UPDATE kaffy_schedule_tasks SET value = '\"text\"'").await.unwrap();
    travel.advance_to(time("2027-01-01T12:00:45Z")).await.unwrap();
    assert_eq!(jobs.schedules().task("counts").await.unwrap().unwrap().value, Some(json!(11)));
}

pub(crate) async fn k132_k133_tasks_are_read_as_rows(db: Database) {
    let (jobs, _) = jobs(&db).await;
    let mut travel = TimeTravel::to(&jobs, time("2027-01-01T12:00:30Z")).await.unwrap();
    travel.advance_to(time("2027-01-01T12:01:00Z")).await.unwrap();
    let names: Vec<_> = jobs.schedules().tasks().await.unwrap().into_iter().map(|task| task.name).collect();
    assert_eq!(names, ["counts", "moody task"]);
    assert!(jobs.registry().meta("moody").unwrap().max_attempts == 1);
}
