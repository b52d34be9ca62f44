//! The jobs of the shop: one that waits, one that is cancelled, by ids that stay the same; a schedule, `plan`; and a
//! chore, `tidy`, with a run that waits for others and one that was tried.

use kaffy::{
    jobs::{
        JobsBuildError,
        chores::{Chore, ChoreError, ChoreFile, ChoreMeta, ChoreRun, ChoreSource},
    },
    prelude::*,
};

use crate::{models, shop::run};

/// A job that waits for its time.
pub(crate) const WAITS: &str = "01980000-0000-7000-8000-000000000001";
/// One that was cancelled.
pub(crate) const CANCELLED: &str = "01980000-0000-7000-8000-000000000002";

/// A group with the job that waits as its first task.
pub(crate) const GROUP: &str = "01980000-0000-7000-8000-000000000003";
/// The run of an action that somebody of tenant `a` started.
pub(crate) const RUN: &str = "01980000-0000-7000-8000-000000000005";
/// One that the superuser started, which was stopped.
pub(crate) const STOPPED_RUN: &str = "01980000-0000-7000-8000-000000000004";

/// A view of a list that the viewer saved.
pub(crate) const OWN_VIEW: &str = "01980000-0000-7000-8000-000000000009";
/// One that the editor shares with everyone.
pub(crate) const SHARED_VIEW: &str = "01980000-0000-7000-8000-00000000000a";

/// One of the jobs that the editor shares with everyone.
pub(crate) const JOBS_VIEW: &str = "01980000-0000-7000-8000-000000000010";

/// Stands for what they show, `q=a`.
pub(crate) const VIEW_SEEN: &str = "edf02da066e50f21a646170bdb2d52db";

/// The saved views as they are at first.
pub(crate) async fn views(db: &Database, admin: &str, viewer: &str, editor: &str) {
    let admin: String = admin.chars().take(200).collect::<String>().replace('\'', "''");
    for statement in ["DELETE FROM kaffy_views", "DELETE FROM kaffy_view_defaults"] {
        run(db, statement).await;
    }
    for (id, list, owner, name, audience) in [
        (OWN_VIEW, "shop/things", viewer, "Own", "me"),
        (SHARED_VIEW, "shop/things", editor, "Shared", "everyone"),
        (JOBS_VIEW, "jobs", editor, "Shared", "everyone"),
    ] {
        let insert = format!(
            "INSERT INTO kaffy_views (id, admin, list, owner, owner_name, name, audience, role, query, created) VALUES \
             ('{id}', '{admin}', '{list}', '{owner}', 'Somebody', '{name}', '{audience}', '', 'q=a', 1)"
        );
        run(db, &insert).await;
    }
}
/// What somebody of tenant `a` was told.
pub(crate) const NOTICE: &str = "01980000-0000-7000-8000-000000000009";
/// What the superuser was told.
const OWN_NOTICE: &str = "01980000-0000-7000-8000-00000000000a";

/// Does nothing.
#[job_handler(resource = "shop/things", mask(secret))]
pub(crate) async fn praise_later(title: String, secret: Option<String>) -> Result<String, JobError> {
    Ok(secret.unwrap_or(title))
}

/// A run of a chore that waits for others to agree.
pub(crate) const AWAITS: &str = "01980000-0000-7000-8000-000000000006";
/// One that was tried, and has something of everything.
pub(crate) const TRIED: &str = "01980000-0000-7000-8000-000000000007";
/// A file that this one made.
pub(crate) const MADE: &str = "01980000-0000-7000-8000-000000000008";

/// What the program says itself breaks out, too.
macro_rules! said {
    ($mark:literal) => {
        concat!("zqx7", $mark, " <zqx7n>\"' zqx7attr='1'{{7331*7919}}</code>")
    };
}

/// Does nothing either.
#[derive(Clone, Debug, AdminFields)]
pub(crate) struct Tidy {
    title: String,
    #[admin(password)]
    secret: Option<String>,
    sheet: Option<ChoreFile>,
}

impl Chore for Tidy {
    const CHORE: &'static ChoreMeta =
        &ChoreMeta::new("tidy", "attack::tidy", said!("chore"), ChoreSource::new(said!("file"), 1, said!("source")))
            .description(said!("description"))
            .dry_run()
            .approvals(1);

    async fn run(self, run: ChoreRun) -> Result<serde_json::Value, ChoreError> {
        run.log(format_args!("{} {}", self.title, self.secret.is_some() || self.sheet.is_some()));
        Ok(serde_json::Value::Null)
    }
}

pub(crate) async fn jobs(db: &Database) -> Result<Jobs, JobsBuildError> {
    Jobs::builder(db).handler::<praise_later>().chore::<Tidy>().build().await
}

/// The jobs and queues as they were at the start.
pub(crate) async fn as_at_first(db: &Database) {
    for statement in [
        "DELETE FROM kaffy_jobs",
        "DELETE FROM kaffy_job_attempts",
        "DELETE FROM kaffy_job_queues",
        "DELETE FROM kaffy_job_groups",
        "DELETE FROM kaffy_job_tasks",
        "DELETE FROM kaffy_action_runs",
        "DELETE FROM kaffy_action_failures",
        "DELETE FROM kaffy_schedules",
        "DELETE FROM kaffy_schedule_ticks",
        "DELETE FROM kaffy_schedule_tasks",
        "DELETE FROM kaffy_chore_runs",
        "DELETE FROM kaffy_chore_locks",
        "DELETE FROM kaffy_chore_log",
        "DELETE FROM kaffy_chore_failures",
        "DELETE FROM kaffy_chore_changes",
        "DELETE FROM kaffy_chore_approvals",
        "DELETE FROM kaffy_chore_files",
        "DELETE FROM kaffy_notifications",
    ] {
        run(db, statement).await;
    }
    chores(db).await;
    schedule(db, "plan").await;
    // In 2100.
    let later = 4_102_444_800_000_000_i64;
    let praise = "'praise_later', 'default'";
    let polish = "'kaffy.action', 'default'";
    for (id, state, what) in [
        (WAITS, "scheduled", praise),
        (CANCELLED, "cancelled", praise),
        (RUN, "scheduled", polish),
        (STOPPED_RUN, "cancelled", polish),
    ] {
        let insert = format!(
            "INSERT INTO kaffy_jobs (id, job_type, queue, state, priority, sort_at, attempt, max_attempts, starts, snoozes, \
             run_at, created_at, unique_states, args) VALUES ('{id}', {what}, '{state}', 0, {later}, 0, 5, \
             0, 0, {later}, 1, 0, '{{\"title\": \"Anvil\", \"secret\": null}}')"
        );
        run(db, &insert).await;
    }
    let group = format!(
        "INSERT INTO kaffy_job_groups (id, group_type, strategy, status, created_at) VALUES \
         ('{GROUP}', 'praise', 'sequential', 'pending', 1)"
    );
    let tasks = format!(
        "INSERT INTO kaffy_job_tasks (id, group_id, position, job_type, priority, status, created_at, job_id) VALUES \
         ('{WAITS}', '{GROUP}', 1, 'praise_later', 1, 'pending', 1, '{WAITS}'), \
         ('{CANCELLED}', '{GROUP}', 2, 'praise_later', 2, 'new', 1, NULL)"
    );
    let job = format!("UPDATE kaffy_jobs SET group_id = '{GROUP}' WHERE id = '{WAITS}'");
    for statement in [group, tasks, job] {
        run(db, &statement).await;
    }
}

/// The runs of those who started them.
pub(crate) async fn runs(db: &Database, admin: &str, editor: &str, superuser: &str) {
    let admin: String = admin.chars().take(200).collect::<String>().replace('\'', "''");
    for (id, who) in [(RUN, editor), (STOPPED_RUN, superuser)] {
        let insert = format!(
            "INSERT INTO kaffy_action_runs (id, resource, action, place, actor, admin, who, meant, created_at, turns, done, \
             failed, gone, kept, busy_us, is_seen, total) VALUES ('{id}', 'shop/things', 'polish', 'list', '{who}', '{admin}', \
             '{{}}', '{{\"keys\": [\"1\"]}}', 1, 1, 0, 1, 0, 1, 1000, 0, 1)"
        );
        run(db, &insert).await;
        let failure = format!("INSERT INTO kaffy_action_failures VALUES ('{id}', 1, '1', 'Anvil', 'Too hard')");
        run(db, &failure).await;
        let notice = if id == RUN { NOTICE } else { OWN_NOTICE };
        let told = format!(
            "INSERT INTO kaffy_notifications (id, actor, admin, kind, said, link, about, created_at) VALUES ('{notice}', \
             '{who}', '{admin}', 'warning', '\"The anvil is too hard\"', '~/shop/things/actions/polish/{id}', '{id}', 1)"
        );
        run(db, &told).await;
    }
}

/// The runs of the chore.
async fn chores(db: &Database) {
    let given = r#"{"title": "Anvil", "secret": null, "sheet": null}"#;
    let change = r#"{"number": 1, "table": "things", "row": "1", "before": [["title", "Anvil"]], "after": [["title", "Hammer"]], "rows": null}"#;
    for (id, status, is_dry, finished) in [(AWAITS, "awaiting", 0, "NULL"), (TRIED, "succeeded", 1, "2")] {
        let insert = format!(
            "INSERT INTO kaffy_chore_runs (id, chore, title, status, is_dry, actor, actor_name, who, via, shown, given, digest, \
             build, created_at, changed_at, starts, busy_us, done, line_count, failures, approvals, is_resumable, revision, \
             finished_at) VALUES ('{id}', 'tidy', 'Tidy', '{status}', {is_dry}, 'nobody', 'Nobody', '{{}}', 'page', '[]', \
             '{given}', 'd', 'b', 1, 1, 1, 1, 1, 1, 1, {}, 0, 1, {finished})",
            1 - is_dry
        );
        run(db, &insert).await;
    }
    for insert in [
        format!(
            "INSERT INTO kaffy_chore_log (run_id, first, line_count, body) VALUES ('{TRIED}', 1, 1, '[[1, \"tidies\"]]')"
        ),
        format!("INSERT INTO kaffy_chore_failures VALUES ('{TRIED}', 1, 'Anvil', 'Too hard')"),
        format!("INSERT INTO kaffy_chore_changes VALUES ('{TRIED}', 1, '{change}')"),
        format!(
            "INSERT INTO kaffy_chore_files (id, name, media_type, size, digest, is_input, actor, created_at, expires_at, run_id) \
             VALUES ('{MADE}', 'a.csv', 'text/csv', 0, 'd', 0, 'nobody', 1, 4102444800000000, '{TRIED}')"
        ),
    ] {
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
            "UPDATE kaffy_chore_runs SET title = {}, actor_name = {}, shown = {}, build = {}, node = {}, message = {}, \
             counters = {}, result = {}, error = {}, element = {}, dropped = {}, approvals = 2",
            short("title"),
            short("user"),
            json(serde_json::json!([{ "name": "title", "label": of("label"), "text": of("input") }])),
            short("build"),
            short("node"),
            poison("message"),
            json(serde_json::json!({ models::poison("counter"): 1.0 })),
            json(of("result")),
            poison("error"),
            poison("element"),
            poison("dropped"),
        ),
        format!("UPDATE kaffy_chore_log SET body = {}", json(serde_json::json!([[1, of("line")]]))),
        format!("UPDATE kaffy_chore_failures SET element = {}, words = {}", poison("item"), poison("words")),
        format!(
            "UPDATE kaffy_chore_changes SET body = {}",
            json(serde_json::json!({
                "number": 1, "table": of("table"), "row": of("row"), "rows": null,
                "before": [[of("column"), of("before")]], "after": [[of("column"), of("after")]],
            })),
        ),
        format!("UPDATE kaffy_chore_files SET name = {}", short("file")),
        format!(
            "INSERT INTO kaffy_chore_approvals (run_id, actor, digest, name, at, agreed, reason) VALUES ('{AWAITS}', 'x', 'd', \
             {}, 1, 1, {})",
            short("other"),
            poison("reason"),
        ),
        format!("UPDATE kaffy_notifications SET said = {}", json(of("notice"))),
        format!("UPDATE kaffy_action_runs SET stopped = {}", poison("stopped")),
        format!("UPDATE kaffy_action_failures SET label = {}, words = {}", poison("label"), poison("failed")),
        format!(
            "UPDATE kaffy_job_groups SET name = {}, group_type = {}, meta = {}, created_by = {}",
            poison("group"),
            poison("kind"),
            json(of("meta")),
            poison("user"),
        ),
        format!(
            "UPDATE kaffy_job_tasks SET name = {}, job_type = {}, error = {}",
            poison("task"),
            poison("job"),
            poison("error"),
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
