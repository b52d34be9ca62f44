//! The jobs of the shop: one that waits, one that is cancelled, by ids that stay the same; and a schedule, `plan`.

use kaffy::{jobs::JobsBuildError, prelude::*};

use crate::{models, shop::run};

/// A job that waits for its time.
pub(crate) const WAITS: &str = "01980000-0000-7000-8000-000000000001";
/// One that was cancelled.
pub(crate) const CANCELLED: &str = "01980000-0000-7000-8000-000000000002";

/// Does nothing.
#[job_handler(resource = "shop/things", mask(secret))]
pub(crate) async fn praise_later(title: String, secret: Option<String>) -> Result<String, JobError> {
    Ok(secret.unwrap_or(title))
}

pub(crate) async fn jobs(db: &Database) -> Result<Jobs, JobsBuildError> {
    Jobs::builder(db).handler::<praise_later>().build().await
}

/// The jobs and queues as they were at the start.
pub(crate) async fn as_at_first(db: &Database) {
    for statement in [
        "DELETE FROM kaffy_jobs",
        "DELETE FROM kaffy_job_attempts",
        "DELETE FROM kaffy_job_queues",
        "DELETE FROM kaffy_schedules",
        "DELETE FROM kaffy_schedule_ticks",
        "DELETE FROM kaffy_schedule_tasks",
    ] {
        run(db, statement).await;
    }
    schedule(db, "plan").await;
    // In 2100.
    let later = 4_102_444_800_000_000_i64;
    for (id, state) in [(WAITS, "scheduled"), (CANCELLED, "cancelled")] {
        let insert = format!(
            "INSERT INTO kaffy_jobs (id, job_type, queue, state, priority, sort_at, attempt, max_attempts, starts, snoozes, \
             run_at, created_at, unique_states, args) VALUES ('{id}', 'praise_later', 'default', '{state}', 0, {later}, 0, 5, \
             0, 0, {later}, 1, 0, '{{\"title\": \"Anvil\", \"secret\": null}}')"
        );
        run(db, &insert).await;
    }
}

/// A schedule that somebody added, and that fires once a year.
async fn schedule(db: &Database, name: &str) {
    let name = name.replace('\'', "''");
    let insert = format!(
        "INSERT INTO kaffy_schedules (name, origin, state, is_task, job_type, args, timezone, missed, missed_most, overlap, \
         run_on, anchor, created_at, updated_at, revision, cron) VALUES ('{name}', 'user', 'active', 0, 'praise_later', \
         '{{\"title\": \"Anvil\", \"secret\": null}}', 'UTC', 'one', 1, 'skip', 'one', 1, 1, 1, 1, '@yearly')"
    );
    run(db, &insert).await;
}

/// Puts texts that break out into whatever a job, a queue and a worker say.
pub(crate) async fn poisoned(db: &Database) {
    let text = |value: String| format!("'{}'", value.replace('\'', "''"));
    let poison = |mark: &str| text(models::poison(mark));
    let json = |value: serde_json::Value| text(value.to_string());
    let of = |mark: &str| serde_json::Value::from(models::poison(mark));
    let (args, tags) = (json(serde_json::json!({ "title": of("job") })), json(serde_json::json!([of("tag")])));
    let progress = json(serde_json::json!({ "done": 1, "total": 2, "message": of("progress") }));
    let names = json(serde_json::json!([of("worker")]));
    // Of what is short in the database.
    let short = |mark: &str| text(format!("zqx7{mark} <zqx7n>\"' zqx7attr='1'{{{{7331*7919}}}}"));
    schedule(db, "zqx7name <zqx7n>\"' zqx7attr='1'{{7331*7919}}").await;
    for statement in [
        format!(
            "UPDATE kaffy_schedules SET args = {args}, cron = {}, node = {}, run_on = 'node', queue = {}, state = 'inactive', \
             paused_at = 1, paused_by = {}, reason = {}, created_by = {}, is_task = 1",
            short("cron"),
            short("node"),
            short("queue"),
            poison("user"),
            poison("reason"),
            poison("user"),
        ),
        format!(
            "INSERT INTO kaffy_schedule_ticks (schedule, due_at, fired_at, outcome, cause, is_backfill, missed_count, by_whom, \
             jobs) VALUES ('plan', 1, 2, 'enqueued', 'manual', 0, 0, {}, '[\"{WAITS}\"]')",
            poison("user"),
        ),
        format!(
            "INSERT INTO kaffy_schedule_tasks (name, successes, failures, value, last_error) VALUES ('plan', 1, 1, {}, {})",
            json(of("value")),
            poison("error"),
        ),
        format!(
            "UPDATE kaffy_jobs SET args = {args}, tags = {tags}, meta = {}, result = {}, last_error = {}, created_by = {}, \
             resource_type = {}, resource_id = {}, limit_key = {}, progress = {progress}",
            json(of("meta")),
            json(of("result")),
            poison("error"),
            poison("user"),
            poison("about"),
            poison("about"),
            poison("limit"),
        ),
        format!(
            "INSERT INTO kaffy_job_attempts (job_id, start, attempt, outcome, finished_at, error, place, log) VALUES \
             ('{WAITS}', 1, 1, 'zqx7 <zqx7n>', 1, {}, {}, {})",
            poison("error"),
            poison("place"),
            poison("log"),
        ),
        format!(
            "INSERT INTO kaffy_job_queues (name, paused_at, paused_by, reason) VALUES ('zqx7queue <zqx7n>\"', 1, {}, {}), \
             ('default', NULL, NULL, NULL)",
            poison("user"),
            poison("reason"),
        ),
        format!(
            "INSERT INTO kaffy_job_workers (id, name, host, pid, started_at, beat_at, dead_after, queues, handlers, stopping) \
             VALUES ('{WAITS}', {}, {}, 7, 1, 1, 1, {names}, {names}, 0)",
            poison("worker"),
            poison("worker"),
        ),
    ] {
        run(db, &statement).await;
    }
}
