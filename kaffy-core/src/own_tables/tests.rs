use sea_query::{Alias, ColumnDef, Query, Table, Value};

use super::{Migration, Step, migrate};
use crate::{Database, DbError, Dialect, store::Read};

const FIRST: Migration = Migration {
    version: 1,
    name: "a table",
    steps: |_| {
        let table = Table::create()
            .table(Alias::new("kaffy_test"))
            .if_not_exists()
            .col(ColumnDef::new(Alias::new("id")).big_integer().not_null().primary_key())
            .to_owned();
        vec![Step::Table(Box::new(table)), Step::Sql("INSERT INTO kaffy_test (id) VALUES (1)")]
    },
};
const SECOND: Migration =
    Migration { version: 2, name: "a row", steps: |_| vec![Step::Sql("INSERT INTO kaffy_test (id) VALUES (2)")] };
const BROKEN: Migration = Migration {
    version: 3,
    name: "a mistake",
    steps: |_| {
        vec![Step::Sql("INSERT INTO kaffy_test (id) VALUES (3)"), Step::Sql("INSERT INTO no_such_table VALUES (1)")]
    },
};

const REFUSED: Migration = Migration {
    version: 4,
    name: "a privilege that is not there",
    steps: |_| {
        vec![
            Step::Try { sql: &["DELETE FROM kaffy_nothing", "DELETE FROM kaffy_test"], without: "nothing is lost" },
            Step::Sql("INSERT INTO kaffy_test (id) VALUES (4)"),
        ]
    },
};

async fn rows(db: &Database) -> usize {
    let all = Query::select().column(Alias::new("id")).from(Alias::new("kaffy_test")).to_owned();
    db.fetch(&all, &[Read::integer()]).await.expect("the table is there").len()
}

/// What has to hold on every database.
pub(crate) async fn f23_j92_one_of_many_migrates_and_the_others_wait(db: &Database) {
    migrates_once(vec![db.clone(); 20]).await;
}

async fn migrates_once(connections: Vec<Database>) {
    let db = connections[0].clone();
    assert_eq!(migrate(&db, &[FIRST]).await.expect("made"), [1]);
    let together: Vec<_> =
        connections.into_iter().map(|it| tokio::spawn(async move { migrate(&it, &[FIRST, SECOND]).await })).collect();
    let mut made = Vec::new();
    for one in together {
        made.extend(one.await.expect("no panic").expect("done"));
    }
    assert_eq!(made, [2], "once, by one of them");
    assert_eq!(rows(&db).await, 2);
    assert_eq!(migrate(&db, &[FIRST, SECOND]).await.expect("nothing to do"), Vec::<i64>::new());
    let error = migrate(&db, &[FIRST, SECOND, BROKEN]).await;
    assert!(matches!(error, Err(DbError::Other(_))), "{error:?}");
    // MySQL has no transactions around such statements, but the row of data it takes back.
    assert_eq!(rows(&db).await, 2, "nothing is left of a version that fails");
    let known = Query::select().column(Alias::new("version")).from(Alias::new("kaffy_migrations")).to_owned();
    let known = db.fetch(&known, &[Read::integer()]).await.expect("there");
    assert_eq!(known.len(), 2, "{known:?}");
    assert!(known.iter().all(|row| row[0] != Ok(Value::BigInt(Some(3)))));
    // PostgreSQL would end the transaction, and is never asked to try.
    if db.dialect() != Dialect::Postgres {
        assert_eq!(migrate(&db, &[REFUSED]).await.expect("it goes on without"), [4]);
        assert_eq!(rows(&db).await, 3, "what goes together is left out together");
    }
}

#[cfg(feature = "sqlite")]
#[tokio::test]
async fn f23_twenty_processes_open_one_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let url = format!("sqlite://{}?mode=rwc", folder.path().join("own.db").display());
    let mut connections = Vec::new();
    for _ in 0..20 {
        connections.push(Database::connect(&url).await.expect("opens"));
    }
    migrates_once(connections).await;
}
