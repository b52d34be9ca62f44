//! The tables of chores.

use kaffy_core::{
    Dialect,
    inside::{Migration, Step},
};
use sea_query::{Index, IndexCreateStatement, TableCreateStatement};

use crate::store::{
    names::{
        CHORE_APPROVALS, CHORE_CHANGES, CHORE_CHUNKS, CHORE_FAILURES, CHORE_FILES, CHORE_LOCKS, CHORE_LOG, CHORE_RUNS,
    },
    tables::{
        Of::{self, Bytes, Id, Long, Number, Short},
        column, table, with_indexes,
    },
};

pub(crate) const MIGRATION: Migration = Migration { version: 9, name: "chores", steps };

fn steps(dialect: Dialect) -> Vec<Step> {
    let tables = [
        (runs(dialect), run_indexes()),
        (locks(dialect), vec![lock_index()]),
        (log(dialect), Vec::new()),
        (numbered(CHORE_FAILURES, &[("element", Long), ("words", Long)], dialect), Vec::new()),
        (numbered(CHORE_CHANGES, &[("body", Long)], dialect), Vec::new()),
        (approvals(dialect), Vec::new()),
        (files(dialect), file_indexes()),
        (chunks(dialect), Vec::new()),
    ];
    tables.into_iter().flat_map(|(table, indexes)| with_indexes(table, indexes, dialect)).collect()
}

fn columns(
    table: &mut TableCreateStatement,
    set: &[(&'static str, Of)],
    unset: &[(&'static str, Of)],
    dialect: Dialect,
) {
    for (name, of) in set {
        table.col(column(name, *of, dialect).not_null());
    }
    for (name, of) in unset {
        table.col(column(name, *of, dialect).null());
    }
}

fn runs(dialect: Dialect) -> TableCreateStatement {
    let mut table = table(CHORE_RUNS, dialect);
    table.col(column("id", Id, dialect).not_null().primary_key());
    let set = [
        ("chore", Short(100)),
        ("title", Short(200)),
        ("status", Short(12)),
        ("is_dry", Number),
        ("actor", Short(200)),
        ("actor_name", Short(200)),
        // Who that is, and how to speak to them.
        ("who", Long),
        ("via", Short(16)),
        // What was typed, for people and for the chore.
        ("shown", Long),
        ("given", Long),
        // Of all that was agreed to.
        ("digest", Short(64)),
        ("build", Short(100)),
        ("created_at", Number),
        ("changed_at", Number),
        ("starts", Number),
        ("busy_us", Number),
        ("done", Number),
        ("line_count", Number),
        ("failures", Number),
        ("approvals", Number),
        ("is_resumable", Number),
        ("revision", Number),
    ];
    let unset = [
        ("nonce", Short(64)),
        ("admin", Short(200)),
        ("started_at", Number),
        ("finished_at", Number),
        // When this going began.
        ("going_since", Number),
        ("asked_at", Number),
        ("asked_by", Short(200)),
        ("node", Short(200)),
        ("total", Number),
        ("message", Long),
        ("counters", Long),
        ("checkpoint", Long),
        ("result", Long),
        ("error", Long),
        ("element", Long),
        ("dropped", Long),
        ("again_of", Id),
        ("job", Id),
        ("claim", Id),
    ];
    columns(&mut table, &set, &unset, dialect);
    table
}

fn run_indexes() -> Vec<IndexCreateStatement> {
    let index = |name: &'static str, columns: &[&'static str]| {
        let mut index = Index::create().name(name).table(CHORE_RUNS).if_not_exists().to_owned();
        for column in columns {
            index.col(*column);
        }
        index
    };
    vec![
        index("kaffy_chore_runs_status", &["status", "id"]),
        index("kaffy_chore_runs_chore", &["chore", "id"]),
        index("kaffy_chore_runs_actor", &["actor", "id"]),
        index("kaffy_chore_runs_nonce", &["nonce"]).unique().to_owned(),
    ]
}

/// What keeps others out: a row under a name that there is once.
fn locks(dialect: Dialect) -> TableCreateStatement {
    let mut table = table(CHORE_LOCKS, dialect);
    table.col(column("name", Short(120), dialect).not_null().primary_key());
    columns(&mut table, &[("run_id", Id)], &[], dialect);
    table
}

/// Without it whoever lets go of one would lock all of them on MySQL.
fn lock_index() -> IndexCreateStatement {
    Index::create().name("kaffy_chore_locks_run").table(CHORE_LOCKS).if_not_exists().col("run_id").to_owned()
}

/// Lines of a run, many to a row.
fn log(dialect: Dialect) -> TableCreateStatement {
    let mut table = table(CHORE_LOG, dialect);
    // The number of its first line, and how many it has.
    columns(&mut table, &[("run_id", Id), ("first", Number), ("line_count", Number), ("body", Long)], &[], dialect);
    table.primary_key(Index::create().col("run_id").col("first"));
    table
}

fn numbered(name: &'static str, more: &[(&'static str, Of)], dialect: Dialect) -> TableCreateStatement {
    let mut table = table(name, dialect);
    columns(&mut table, &[("run_id", Id), ("number", Number)], &[], dialect);
    columns(&mut table, more, &[], dialect);
    table.primary_key(Index::create().col("run_id").col("number"));
    table
}

fn approvals(dialect: Dialect) -> TableCreateStatement {
    let mut table = table(CHORE_APPROVALS, dialect);
    let set = [
        ("run_id", Id),
        ("actor", Short(200)),
        // What was agreed to: another digest is something else.
        ("digest", Short(64)),
        ("name", Short(200)),
        ("at", Number),
        ("agreed", Number),
        ("reason", Long),
    ];
    columns(&mut table, &set, &[], dialect);
    table.primary_key(Index::create().col("run_id").col("actor").col("digest"));
    table
}

fn files(dialect: Dialect) -> TableCreateStatement {
    let mut table = table(CHORE_FILES, dialect);
    table.col(column("id", Id, dialect).not_null().primary_key());
    let set = [
        ("name", Short(200)),
        ("media_type", Short(100)),
        ("size", Number),
        ("digest", Short(64)),
        ("is_input", Number),
        ("actor", Short(200)),
        ("created_at", Number),
        ("expires_at", Number),
    ];
    columns(&mut table, &set, &[("run_id", Id)], dialect);
    table
}

fn file_indexes() -> Vec<IndexCreateStatement> {
    ["run_id", "expires_at"]
        .into_iter()
        .map(|column| {
            let name = format!("{CHORE_FILES}_{column}");
            Index::create().name(name).table(CHORE_FILES).if_not_exists().col(column).to_owned()
        })
        .collect()
}

fn chunks(dialect: Dialect) -> TableCreateStatement {
    numbered_under("file_id", CHORE_CHUNKS, dialect)
}

fn numbered_under(owner: &'static str, name: &'static str, dialect: Dialect) -> TableCreateStatement {
    let mut table = table(name, dialect);
    columns(&mut table, &[(owner, Id), ("number", Number), ("body", Bytes)], &[], dialect);
    table.primary_key(Index::create().col(owner).col("number"));
    table
}
