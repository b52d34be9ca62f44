//! The tables of groups and their tasks, and the column of a job that says of which group it is a task.

use kaffy_core::{
    Dialect,
    inside::{Migration, Step},
};
use sea_query::{ConditionalStatement, Expr, ExprTrait, Index, IndexCreateStatement, TableCreateStatement};

use super::super::{
    names::{GROUPS, TASKS, literal},
    tables::{
        Of::{Id, Long, Number, Short},
        column, table, with_indexes,
    },
};
use crate::TaskStatus;

pub(in crate::store) const MIGRATION: Migration = Migration { version: 5, name: "groups of jobs", steps };

fn steps(dialect: Dialect) -> Vec<Step> {
    let mut steps = with_indexes(groups(dialect), group_indexes(), dialect);
    steps.extend(with_indexes(tasks(dialect), task_indexes(dialect), dialect));
    // At the end: MySQL keeps what was made before a later step failed, and adds no column twice. There is no index
    // on it, so that it costs nothing in the life of a job that is in no group; who looks for a group's jobs asks the
    // tasks.
    steps.push(Step::Sql(match dialect {
        Dialect::MySql => "ALTER TABLE kaffy_jobs ADD COLUMN group_id VARCHAR(36) NULL",
        _ => "ALTER TABLE kaffy_jobs ADD COLUMN group_id VARCHAR(36)",
    }));
    steps
}

fn groups(dialect: Dialect) -> TableCreateStatement {
    let mut table = table(GROUPS, dialect);
    table.col(column("id", Id, dialect).not_null().primary_key());
    for (name, of) in
        [("group_type", Short(100)), ("strategy", Short(12)), ("status", Short(12)), ("created_at", Number)]
    {
        table.col(column(name, of, dialect).not_null());
    }
    for (name, of) in [
        ("name", Short(200)),
        ("meta", Long),
        // What is enqueued at the end, and as which jobs once it was.
        ("callbacks", Long),
        ("created_by", Short(200)),
        // What keeps another group out until this one has ended.
        ("unique_held", Short(64)),
        ("ended_at", Number),
    ] {
        table.col(column(name, of, dialect).null());
    }
    table
}

fn group_indexes() -> Vec<IndexCreateStatement> {
    let mut unique = index("kaffy_job_groups_unique", GROUPS, &["unique_held"]);
    unique.unique();
    vec![
        unique,
        index("kaffy_job_groups_status", GROUPS, &["status", "id"]),
        index("kaffy_job_groups_type", GROUPS, &["group_type", "id"]),
        // Those that have not ended, and those that ended long ago.
        index("kaffy_job_groups_end", GROUPS, &["ended_at"]),
    ]
}

fn tasks(dialect: Dialect) -> TableCreateStatement {
    let mut table = table(TASKS, dialect);
    table.col(column("id", Id, dialect).not_null().primary_key());
    for (name, of) in [
        ("group_id", Id),
        // Its place in the group, counted from 1.
        ("position", Number),
        ("job_type", Short(100)),
        ("priority", Number),
        ("status", Short(12)),
        ("created_at", Number),
    ] {
        table.col(column(name, of, dialect).not_null());
    }
    for (name, of) in [
        ("name", Short(200)),
        // The job that it is, once that was enqueued.
        ("job_id", Id),
        // The job that it will be, until then.
        ("job", Long),
        // The places of those that it waits for, as JSON, until its turn has come.
        ("waits_for", Long),
        ("meta", Long),
        ("result", Long),
        ("error", Long),
        ("ended_at", Number),
    ] {
        table.col(column(name, of, dialect).null());
    }
    table
}

fn task_indexes(dialect: Dialect) -> Vec<IndexCreateStatement> {
    let mut job = index("kaffy_job_tasks_job", TASKS, &["job_id"]);
    job.unique();
    let mut pending = index("kaffy_job_tasks_pending", TASKS, &["status", "id"]);
    if dialect != Dialect::MySql {
        pending.and_where(Expr::col("status").eq(literal(TaskStatus::Pending.word())));
    }
    vec![
        job,
        pending,
        index("kaffy_job_tasks_status", TASKS, &["group_id", "status", "position"]),
        index("kaffy_job_tasks_place", TASKS, &["group_id", "position"]),
    ]
}

fn index(name: &str, table: &'static str, columns: &[&'static str]) -> IndexCreateStatement {
    let mut index = Index::create().name(name).table(table).if_not_exists().to_owned();
    for column in columns {
        index.col(*column);
    }
    index
}
