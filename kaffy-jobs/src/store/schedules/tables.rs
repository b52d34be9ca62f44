//! The tables of schedules, what became of their times, simple tasks, and the cluster they run in.

use kaffy_core::{
    Dialect,
    inside::{Migration, Step},
};
use sea_query::{ConditionalStatement, Expr, ExprTrait, Index, IndexCreateStatement, TableCreateStatement};

use super::super::{
    names::{CLUSTER, SCHEDULED_TASKS, SCHEDULES, TICKS},
    tables::{
        Of::{self, Id, Long, Number, Short},
        column, table,
    },
};

pub(crate) const MIGRATION: Migration = Migration { version: 6, name: "schedules", steps };

fn steps(dialect: Dialect) -> Vec<Step> {
    let mut due =
        Index::create().name("kaffy_schedules_due").table(SCHEDULES).if_not_exists().col("next_due").to_owned();
    if dialect != Dialect::MySql {
        due.and_where(Expr::col("next_due").is_not_null());
    }
    let fired =
        Index::create().name("kaffy_schedule_ticks_fired").table(TICKS).if_not_exists().col("fired_at").to_owned();
    let tables: [(TableCreateStatement, Option<IndexCreateStatement>); 4] = [
        (schedules(dialect), Some(due)),
        (ticks(dialect), Some(fired)),
        (tasks(dialect), None),
        (cluster(dialect), None),
    ];
    let mut steps = Vec::new();
    for (mut table, index) in tables {
        if dialect == Dialect::MySql {
            // It cannot make an index unless there is one.
            if let Some(mut index) = index {
                table.index(&mut index);
            }
            steps.push(Step::Table(Box::new(table)));
        } else {
            steps.push(Step::Table(Box::new(table)));
            steps.extend(index.map(|index| Step::Index(Box::new(index))));
        }
    }
    steps
}

fn add(table: &mut TableCreateStatement, dialect: Dialect, must: &[(&'static str, Of)], may: &[(&'static str, Of)]) {
    for (name, of) in must {
        table.col(column(name, *of, dialect).not_null());
    }
    for (name, of) in may {
        table.col(column(name, *of, dialect).null());
    }
}

fn schedules(dialect: Dialect) -> TableCreateStatement {
    let mut table = table(SCHEDULES, dialect);
    table.col(column("name", Short(150), dialect).not_null().primary_key());
    let must = [
        ("origin", Short(8)),
        ("state", Short(8)),
        ("is_task", Number),
        ("job_type", Short(100)),
        ("args", Long),
        ("timezone", Short(64)),
        ("missed", Short(8)),
        ("missed_most", Number),
        ("overlap", Short(8)),
        ("run_on", Short(8)),
        // From when the time between two runs is counted.
        ("anchor", Number),
        ("created_at", Number),
        ("updated_at", Number),
        ("revision", Number),
    ];
    let may = [
        ("cron", Short(100)),
        ("every_us", Number),
        ("window_us", Number),
        ("node", Short(64)),
        ("queue", Short(64)),
        ("priority", Number),
        ("max_attempts", Number),
        // What a sweep looks for: empty where nothing fires.
        ("next_due", Number),
        ("last_due", Number),
        // The jobs of its last runs, as a JSON array.
        ("live", Long),
        ("paused_at", Number),
        ("paused_by", Short(200)),
        ("reason", Short(500)),
        ("gone_at", Number),
        ("created_by", Short(200)),
    ];
    add(&mut table, dialect, &must, &may);
    table
}

/// One row for each time that was decided about: the key is why no time is ever decided about twice.
fn ticks(dialect: Dialect) -> TableCreateStatement {
    let mut table = table(TICKS, dialect);
    let must = [
        ("schedule", Short(150)),
        ("due_at", Number),
        ("fired_at", Number),
        ("outcome", Short(12)),
        ("cause", Short(8)),
        ("is_backfill", Number),
        ("missed_count", Number),
    ];
    add(&mut table, dialect, &must, &[("by_whom", Short(200)), ("jobs", Long), ("worker", Id)]);
    table.primary_key(Index::create().col("schedule").col("due_at"));
    table
}

fn tasks(dialect: Dialect) -> TableCreateStatement {
    let mut table = table(SCHEDULED_TASKS, dialect);
    table.col(column("name", Short(150), dialect).not_null().primary_key());
    let may = [
        ("value", Long),
        ("started_at", Number),
        ("last_success_at", Number),
        ("last_failure_at", Number),
        ("last_error", Long),
        ("running", Id),
        ("running_start", Number),
    ];
    add(&mut table, dialect, &[("successes", Number), ("failures", Number)], &may);
    table
}

/// One row: how often all nodes were away and one of them came, and whether somebody ever added a schedule.
fn cluster(dialect: Dialect) -> TableCreateStatement {
    let mut table = table(CLUSTER, dialect);
    table.col(column("id", Number, dialect).not_null().primary_key());
    let must = [("generation", Number), ("opened_at", Number), ("was_added", Number)];
    add(&mut table, dialect, &must, &[]);
    table
}
