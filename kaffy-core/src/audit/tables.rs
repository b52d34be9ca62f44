//! The tables of the log, and the triggers that let nobody change it.

use sea_query::{Alias, ColumnDef, Index, IndexCreateStatement, Table, TableCreateStatement};

use super::stored::{KEY, SHORT, TEXTS};
use crate::{
    Database, DbError, Dialect,
    own_tables::{Migration, Step, migrate},
};

/// The entries.
pub(super) const ENTRIES: &str = "kaffy_audit";
/// One row: which entry is the last.
pub(super) const HEAD: &str = "kaffy_audit_head";

/// In the head: a trigger moves it on.
pub(super) const MOVES: i64 = 1;
/// In the head: the trigger also refuses an entry that does not follow the last one, and counts them.
pub(super) const REFUSES: i64 = 2;

/// The version that made the log.
pub(crate) const VERSION: i64 = 2;

const MIGRATIONS: &[Migration] = &[Migration { version: VERSION, name: "audit", steps }];

/// Makes the tables where they are missing.
pub(crate) async fn prepare(db: &Database) -> Result<(), DbError> {
    migrate(db, MIGRATIONS).await.map(drop)
}

fn steps(dialect: Dialect) -> Vec<Step> {
    let mut entries = table(ENTRIES, dialect);
    entries.col(ColumnDef::new(Alias::new("sequence")).big_integer().not_null().primary_key());
    for name in TEXTS {
        entries.col(text(name, dialect));
    }
    for name in ["previous", "hash"] {
        entries.col(ColumnDef::new(Alias::new(name)).string_len(64).not_null());
    }
    let mut head = table(HEAD, dialect);
    for name in ["id", "sequence", "guarded"] {
        let mut column = ColumnDef::new(Alias::new(name));
        column.big_integer().not_null();
        if name == "id" {
            column.primary_key();
        }
        head.col(&mut column);
    }
    head.col(ColumnDef::new(Alias::new("hash")).string_len(64).not_null());
    let indexes = [index("kaffy_audit_record", &["resource", "record", "sequence"])]
        .into_iter()
        .chain([
            index("kaffy_audit_actor", &["actor_id", "sequence"]),
            index("kaffy_audit_name", &["actor", "sequence"]),
        ])
        .chain([index("kaffy_audit_event", &["event", "sequence"]), index("kaffy_audit_at", &["at"])]);
    if dialect == Dialect::MySql {
        // It cannot make an index unless there is one.
        for mut index in indexes {
            entries.index(&mut index);
        }
        return vec![
            Step::Table(Box::new(entries)),
            Step::Table(Box::new(head)),
            Step::Sql(FIRST_MYSQL),
            Step::Try { sql: TRIGGERS_MYSQL, without: WITHOUT_TRIGGERS },
        ];
    }
    let mut steps = vec![Step::Table(Box::new(entries)), Step::Table(Box::new(head))];
    steps.extend(indexes.map(|index| Step::Index(Box::new(index))));
    steps.push(Step::Sql(FIRST));
    steps.extend(
        if dialect == Dialect::Sqlite { TRIGGERS_SQLITE } else { TRIGGERS_POSTGRES }.iter().map(|it| Step::Sql(it)),
    );
    steps
}

fn table(name: &str, dialect: Dialect) -> TableCreateStatement {
    let mut table = Table::create().table(Alias::new(name)).if_not_exists().to_owned();
    if dialect == Dialect::MySql {
        // Two keys that differ in upper and lower case are two records.
        table.engine("InnoDB").character_set("utf8mb4").collate("utf8mb4_bin");
    }
    table
}

fn text(name: &str, dialect: Dialect) -> ColumnDef {
    let mut column = ColumnDef::new(Alias::new(name));
    match name {
        "at" => column.string_len(27),
        "event" => column.string_len(32),
        "record" => column.string_len(KEY as u32),
        "actor_id" | "actor" | "resource" => column.string_len(SHORT as u32),
        "changes" if dialect == Dialect::MySql => column.custom(Alias::new("LONGTEXT")),
        _ => column.text(),
    };
    column.not_null();
    column
}

fn index(name: &str, columns: &[&str]) -> IndexCreateStatement {
    let mut index = Index::create().name(name).table(Alias::new(ENTRIES)).if_not_exists().to_owned();
    for column in columns {
        index.col(Alias::new(*column));
    }
    index
}

const FIRST: &str = "INSERT INTO kaffy_audit_head (id, sequence, guarded, hash) VALUES \
     (1, 0, 1, '0000000000000000000000000000000000000000000000000000000000000000')";
/// There may be one, from a time before that failed later on.
const FIRST_MYSQL: &str = "INSERT IGNORE INTO kaffy_audit_head (id, sequence, guarded, hash) VALUES \
     (1, 0, 0, '0000000000000000000000000000000000000000000000000000000000000000')";

/// A trigger also moves the head on, which saves a statement for each change. `INSERT OR REPLACE` would delete
/// without asking the trigger that refuses it.
const TRIGGERS_SQLITE: &[&str] = &[
    "CREATE TRIGGER kaffy_audit_no_update BEFORE UPDATE ON kaffy_audit \
     BEGIN SELECT RAISE(ABORT, 'kaffy_audit takes new entries only'); END",
    "CREATE TRIGGER kaffy_audit_no_delete BEFORE DELETE ON kaffy_audit \
     BEGIN SELECT RAISE(ABORT, 'kaffy_audit takes new entries only'); END",
    "CREATE TRIGGER kaffy_audit_no_replace BEFORE INSERT ON kaffy_audit \
     WHEN EXISTS (SELECT 1 FROM kaffy_audit WHERE sequence = NEW.sequence) \
     BEGIN SELECT RAISE(ABORT, 'kaffy_audit takes new entries only'); END",
    "CREATE TRIGGER kaffy_audit_moves AFTER INSERT ON kaffy_audit \
     BEGIN UPDATE kaffy_audit_head SET sequence = NEW.sequence, hash = NEW.hash WHERE id = 1; END",
];

/// Named by the schema of the table: whoever inserts may look for tables elsewhere first.
const TRIGGERS_POSTGRES: &[&str] = &[
    "CREATE OR REPLACE FUNCTION kaffy_audit_refuse() RETURNS trigger LANGUAGE plpgsql AS \
     $$ BEGIN RAISE EXCEPTION 'kaffy_audit takes new entries only'; END $$",
    "CREATE OR REPLACE FUNCTION kaffy_audit_move() RETURNS trigger LANGUAGE plpgsql AS \
     $$ BEGIN EXECUTE format('UPDATE %I.kaffy_audit_head SET sequence = $1, hash = $2 WHERE id = 1', TG_TABLE_SCHEMA) \
     USING NEW.sequence, NEW.hash; RETURN NULL; END $$",
    "CREATE TRIGGER kaffy_audit_no_change BEFORE UPDATE OR DELETE ON kaffy_audit \
     FOR EACH ROW EXECUTE FUNCTION kaffy_audit_refuse()",
    "CREATE TRIGGER kaffy_audit_no_truncate BEFORE TRUNCATE ON kaffy_audit \
     FOR EACH STATEMENT EXECUTE FUNCTION kaffy_audit_refuse()",
    "CREATE TRIGGER kaffy_audit_moves AFTER INSERT ON kaffy_audit \
     FOR EACH ROW EXECUTE FUNCTION kaffy_audit_move()",
];

const TRIGGERS_MYSQL: &[&str] = &[
    "DROP TRIGGER IF EXISTS kaffy_audit_no_update",
    "CREATE TRIGGER kaffy_audit_no_update BEFORE UPDATE ON kaffy_audit FOR EACH ROW \
     SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'kaffy_audit takes new entries only'",
    "DROP TRIGGER IF EXISTS kaffy_audit_no_delete",
    "CREATE TRIGGER kaffy_audit_no_delete BEFORE DELETE ON kaffy_audit FOR EACH ROW \
     SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'kaffy_audit takes new entries only'",
    "DROP TRIGGER IF EXISTS kaffy_audit_moves",
    MOVES_MYSQL,
    "UPDATE kaffy_audit_head SET guarded = 2 WHERE id = 1",
];

/// Before the insert, so that everybody takes the head first and the entry after it: the other way round two could
/// wait for each other.
const MOVES_MYSQL: &str = "CREATE TRIGGER kaffy_audit_moves BEFORE INSERT ON kaffy_audit FOR EACH ROW BEGIN \
     UPDATE kaffy_audit_head SET sequence = sequence + 1, hash = NEW.hash WHERE id = 1 AND hash = NEW.previous; \
     IF ROW_COUNT() = 0 THEN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'kaffy_audit takes new entries only'; END IF; \
     IF NEW.sequence IS NULL THEN \
     SET NEW.sequence = (SELECT sequence FROM kaffy_audit_head WHERE id = 1); END IF; END";

const WITHOUT_TRIGGERS: &str = "the audit log has no triggers that refuse to change it, since the user of the database \
     may make none: grant TRIGGER to it (and set log_bin_trust_function_creators where the server keeps a binary \
     log), then delete version 2 from kaffy_migrations. Until then the chain of hashes still tells what was changed";
