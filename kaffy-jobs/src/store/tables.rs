//! The tables of the jobs.
//!
//! Times are microseconds since 1970 in UTC, ids and tokens are UUIDs as text, JSON is text: the same on every
//! database, and readable in each one's own shell.

use kaffy_core::{
    Database, DbError, Dialect,
    inside::{Migration, NOTIFICATIONS, Step, migrate},
};
use sea_query::{
    ColumnDef, ConditionalStatement, Expr, ExprTrait, Index, IndexCreateStatement, Table, TableCreateStatement,
};

use super::names::{ATTEMPTS, JOBS, LIMITS, QUEUES, WORKERS, is, waits_for_its_time};
use crate::JobState;

const MIGRATIONS: &[Migration] = &[
    Migration { version: 3, name: "jobs", steps },
    super::groups::MIGRATION,
    super::schedules::MIGRATION,
    super::run_tables::MIGRATION,
    Migration { version: 8, name: "jobs are vacuumed early", steps: vacuumed },
    super::chores::MIGRATION,
    // Whoever starts something is told of its end.
    NOTIFICATIONS,
];

/// Makes the tables where they are missing.
pub(crate) async fn prepare(db: &Database) -> Result<(), DbError> {
    migrate(db, MIGRATIONS).await?;
    super::schedules::prepare_cluster(db).await
}

/// Every job leaves two or three dead rows behind, and PostgreSQL's own rule waits until a fifth of a table is dead:
/// of ten million kept jobs that would be two million, on the way of every claim (J90, R26).
fn vacuumed(dialect: Dialect) -> Vec<Step> {
    match dialect {
        Dialect::Postgres => vec![
            Step::Sql(
                "ALTER TABLE kaffy_jobs SET (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 1000, \
                 autovacuum_vacuum_insert_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.02, \
                 autovacuum_vacuum_cost_delay = 1)",
            ),
            // A row or two, changed once a second by every worker: room for the next version beside it.
            Step::Sql(
                "ALTER TABLE kaffy_job_workers SET (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, \
                 autovacuum_vacuum_threshold = 200)",
            ),
        ],
        Dialect::Sqlite | Dialect::MySql => Vec::new(),
    }
}

/// What a column holds.
#[derive(Clone, Copy)]
pub(in crate::store) enum Of {
    /// A UUID as text.
    Id,
    /// A number, or a time.
    Number,
    /// A short text of at most so many characters.
    Short(u32),
    /// A text of any length.
    Long,
    /// Bytes, up to some megabytes.
    Bytes,
}

use Of::{Bytes, Id, Long, Number, Short};

fn steps(dialect: Dialect) -> Vec<Step> {
    let tables = [
        (jobs(dialect), job_indexes(dialect)),
        (attempts(dialect), Vec::new()),
        (queues(dialect), Vec::new()),
        (workers(dialect), Vec::new()),
        (limits(dialect), Vec::new()),
    ];
    tables.into_iter().flat_map(|(table, indexes)| with_indexes(table, indexes, dialect)).collect()
}

/// A table, and its indexes.
pub(in crate::store) fn with_indexes(
    mut table: TableCreateStatement,
    indexes: Vec<IndexCreateStatement>,
    dialect: Dialect,
) -> Vec<Step> {
    if dialect == Dialect::MySql {
        // It cannot make an index unless there is one.
        for mut index in indexes {
            table.index(&mut index);
        }
        return vec![Step::Table(Box::new(table))];
    }
    let mut steps = vec![Step::Table(Box::new(table))];
    steps.extend(indexes.into_iter().map(|index| Step::Index(Box::new(index))));
    steps
}

fn jobs(dialect: Dialect) -> TableCreateStatement {
    let mut table = table(JOBS, dialect);
    table.col(column("id", Id, dialect).not_null().primary_key());
    for (name, of) in [
        ("job_type", Short(100)),
        ("queue", Short(64)),
        ("state", Short(12)),
        ("priority", Number),
        // Where it stands in line: less is earlier.
        ("sort_at", Number),
        ("attempt", Number),
        ("max_attempts", Number),
        ("starts", Number),
        ("snoozes", Number),
        ("run_at", Number),
        ("created_at", Number),
        ("unique_states", Number),
        ("args", Long),
    ] {
        table.col(column(name, of, dialect).not_null());
    }
    for (name, of) in [
        ("meta", Long),
        ("tags", Long),
        ("timeout_us", Number),
        ("unique_key", Short(64)),
        ("unique_held", Short(64)),
        ("unique_until", Number),
        ("limit_key", Short(200)),
        ("resource_type", Short(100)),
        ("resource_id", Short(200)),
        ("created_by", Short(200)),
        ("worker", Id),
        ("claim", Id),
        ("started_at", Number),
        ("finished_at", Number),
        ("result", Long),
        ("progress", Long),
        ("cancel_at", Number),
        ("cancel_by", Short(200)),
        ("last_error", Long),
    ] {
        table.col(column(name, of, dialect).null());
    }
    table
}

/// Few, since each costs something three times in the life of every job.
fn job_indexes(dialect: Dialect) -> Vec<IndexCreateStatement> {
    let is_partial = dialect != Dialect::MySql;
    let index = |name: &str, columns: &[&'static str], only: Option<Expr>| {
        let mut index = Index::create().name(name).table(JOBS).if_not_exists().to_owned();
        for column in columns {
            index.col(*column);
        }
        if let Some(only) = only.filter(|_| is_partial) {
            index.and_where(only);
        }
        index
    };
    let free = is(JobState::Available).and(Expr::col("limit_key").is_null());
    let limited = is(JobState::Available).and(Expr::col("limit_key").is_not_null());
    let mut indexes = if is_partial {
        vec![
            index("kaffy_jobs_free", &["queue", "sort_at", "id"], Some(free)),
            index("kaffy_jobs_limited", &["queue", "sort_at", "id"], Some(limited)),
            index("kaffy_jobs_due", &["run_at"], Some(waits_for_its_time())),
            index("kaffy_jobs_held_by", &["worker"], Some(is(JobState::Running))),
        ]
    } else {
        vec![
            index("kaffy_jobs_free", &["state", "queue", "sort_at"], None),
            index("kaffy_jobs_due", &["state", "run_at"], None),
            index("kaffy_jobs_held_by", &["state", "worker"], None),
        ]
    };
    let some = |name: &'static str| Some(Expr::col(name).is_not_null());
    let mut unique = index("kaffy_jobs_unique", &["unique_held"], some("unique_held"));
    unique.unique();
    indexes.extend([
        unique,
        index("kaffy_jobs_limit", &["limit_key", "state"], some("limit_key")),
        index("kaffy_jobs_resource", &["resource_type", "resource_id", "id"], some("resource_type")),
        index("kaffy_jobs_state", &["state", "id"], None),
        index("kaffy_jobs_type", &["job_type", "id"], None),
    ]);
    indexes
}

fn attempts(dialect: Dialect) -> TableCreateStatement {
    let mut table = table(ATTEMPTS, dialect);
    table.col(column("job_id", Id, dialect).not_null());
    // Counts every start; the attempt counts those that were charged.
    table.col(column("start", Number, dialect).not_null());
    for (name, of) in [("attempt", Number), ("outcome", Short(16)), ("finished_at", Number)] {
        table.col(column(name, of, dialect).not_null());
    }
    for (name, of) in [("worker", Id), ("started_at", Number), ("error", Long), ("place", Short(300)), ("log", Long)] {
        table.col(column(name, of, dialect).null());
    }
    table.primary_key(Index::create().col("job_id").col("start"));
    table
}

fn queues(dialect: Dialect) -> TableCreateStatement {
    let mut table = table(QUEUES, dialect);
    table.col(column("name", Short(64), dialect).not_null().primary_key());
    for (name, of) in
        [("paused_at", Number), ("paused_by", Short(200)), ("reason", Short(500)), ("concurrency", Number)]
    {
        table.col(column(name, of, dialect).null());
    }
    table
}

fn workers(dialect: Dialect) -> TableCreateStatement {
    let mut table = table(WORKERS, dialect);
    table.col(column("id", Id, dialect).not_null().primary_key());
    for (name, of) in [
        ("name", Short(200)),
        ("host", Short(200)),
        ("pid", Number),
        ("started_at", Number),
        ("beat_at", Number),
        ("dead_after", Number),
        ("queues", Long),
        ("handlers", Long),
        ("stopping", Number),
    ] {
        table.col(column(name, of, dialect).not_null());
    }
    table
}

fn limits(dialect: Dialect) -> TableCreateStatement {
    let mut table = table(LIMITS, dialect);
    table.col(column("limit_key", Short(200), dialect).not_null().primary_key());
    // When the last jobs under the key were started, as a JSON array.
    table.col(column("starts", Long, dialect).null());
    table
}

pub(in crate::store) fn table(name: &'static str, dialect: Dialect) -> TableCreateStatement {
    let mut table = Table::create().table(name).if_not_exists().to_owned();
    if dialect == Dialect::MySql {
        table.engine("InnoDB").character_set("utf8mb4").collate("utf8mb4_bin");
    }
    table
}

pub(in crate::store) fn column(name: &'static str, of: Of, dialect: Dialect) -> ColumnDef {
    let mut column = ColumnDef::new(name);
    match of {
        Id => column.string_len(36),
        Number => column.big_integer(),
        Short(length) => column.string_len(length),
        Long if dialect == Dialect::MySql => column.custom("LONGTEXT"),
        Long => column.text(),
        Bytes if dialect == Dialect::MySql => column.custom("MEDIUMBLOB"),
        Bytes => column.blob(),
    };
    column
}
