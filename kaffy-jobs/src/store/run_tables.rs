//! The tables of actions in the background.

use kaffy_core::{
    Dialect,
    inside::{Migration, Step},
};
use sea_query::{Index, TableCreateStatement};

use super::{
    names::{RUN_FAILURES, RUNS},
    tables::{
        Of::{Id, Long, Number, Short},
        column, table, with_indexes,
    },
};

pub(super) const MIGRATION: Migration = Migration { version: 7, name: "actions in the background", steps };

fn steps(dialect: Dialect) -> Vec<Step> {
    let index = Index::create().name("kaffy_action_runs_actor").table(RUNS).if_not_exists().col("actor").to_owned();
    let mut steps = with_indexes(runs(dialect), vec![index], dialect);
    steps.extend(with_indexes(run_failures(dialect), Vec::new(), dialect));
    steps
}

/// What an action in the background is to do, and how far it is.
fn runs(dialect: Dialect) -> TableCreateStatement {
    let mut table = table(RUNS, dialect);
    // That of its job.
    table.col(column("id", Id, dialect).not_null().primary_key());
    for (name, of) in [
        ("resource", Short(200)),
        ("action", Short(200)),
        ("place", Short(8)),
        ("actor", Short(200)),
        ("admin", Short(200)),
        ("who", Long),
        ("meant", Long),
        ("created_at", Number),
        // Counts transactions, so that each changes the row.
        ("turns", Number),
        ("done", Number),
        ("failed", Number),
        ("gone", Number),
        // How many of the failed rows are in the other table.
        ("kept", Number),
        ("busy_us", Number),
        ("is_seen", Number),
    ] {
        table.col(column(name, of, dialect).not_null());
    }
    for (name, of) in [
        ("inputs", Long),
        ("total", Number),
        ("claim", Id),
        ("after_key", Long),
        ("stopped", Long),
        ("ended_at", Number),
    ] {
        table.col(column(name, of, dialect).null());
    }
    table
}

/// The rows that it was not done to.
fn run_failures(dialect: Dialect) -> TableCreateStatement {
    let mut table = table(RUN_FAILURES, dialect);
    for (name, of) in [("run_id", Id), ("number", Number), ("row_key", Long), ("label", Long), ("words", Long)] {
        table.col(column(name, of, dialect).not_null());
    }
    table.primary_key(Index::create().col("run_id").col("number"));
    table
}
