//! The connections of SQLite: how they come back, and that there are enough.

use std::time::{Duration, Instant};

use sea_query::{Alias, Expr, Query, SelectStatement, Value};
use tokio::time::timeout;

use super::places;
use crate::{Database, store::Read};

const ENDLESS: &str = "(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n)";

fn select(expr: Expr) -> SelectStatement {
    Query::select().expr_as(expr, Alias::new("it")).to_owned()
}

async fn answers(db: &Database) {
    let rows = db.fetch(&select(Expr::val(1)), &[Read::integer()]).await.unwrap();
    assert_eq!(rows, [[Ok(Value::BigInt(Some(1)))]]);
}

#[tokio::test]
async fn s43_a_statement_that_nobody_waits_for_is_ended_at_once() {
    // One connection: the next statement gets it or none.
    let db = places::sqlite().await;
    let (endless, reads) = (select(Expr::cust(ENDLESS)), [Read::integer()]);
    timeout(Duration::from_millis(100), db.fetch(&endless, &reads)).await.expect_err("it does not end by itself");
    let started = Instant::now();
    answers(&db).await;
    assert!(started.elapsed() < Duration::from_secs(3), "{:?}", started.elapsed());
}

#[tokio::test]
async fn s43_time_is_given_anew_for_each_use() {
    let db = places::sqlite().await;
    let some = "(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 30000) SELECT max(i) FROM n)";
    for _ in 0..3 {
        let rows = db.fetch(&select(Expr::cust(some)), &[Read::integer()]).await.unwrap();
        assert_eq!(rows, [[Ok(Value::BigInt(Some(30_000)))]]);
    }
}

#[tokio::test]
async fn s19_a_transaction_that_is_given_up_in_the_middle_leaves_nothing() {
    let db = places::sqlite().await;
    db.execute("CREATE TABLE notes (id INTEGER PRIMARY KEY)").await.unwrap();
    let mut tx = db.begin().await.unwrap();
    let insert = Query::insert().into_table("notes").columns(["id"]).values_panic([1.into()]).to_owned();
    tx.execute(&insert).await.unwrap();
    let (endless, reads) = (select(Expr::cust(ENDLESS)), [Read::integer()]);
    timeout(Duration::from_millis(100), tx.fetch(&endless, &reads)).await.expect_err("it does not end by itself");
    drop(tx);
    let count = Query::select().expr(Expr::cust("count(*)")).from("notes").to_owned();
    assert_eq!(db.fetch(&count, &reads).await.unwrap(), [[Ok(Value::BigInt(Some(0)))]]);
    // And the connection may begin another.
    let mut tx = db.begin().await.unwrap();
    tx.execute(&insert).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(db.fetch(&count, &reads).await.unwrap(), [[Ok(Value::BigInt(Some(1)))]]);
}

#[tokio::test]
async fn w12_more_requests_than_connections_take_turns() {
    let folder = std::env::temp_dir().join(format!("kaffy-turns-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let db = Database::connect(&format!("sqlite://{}/turns.db", folder.display())).await.unwrap();
    let tasks: Vec<_> = (0..40)
        .map(|_| {
            let db = db.clone();
            tokio::spawn(async move { answers(&db).await })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    drop(db);
    let _ = std::fs::remove_dir_all(folder);
}

#[tokio::test]
async fn s19_a_trigger_that_ends_the_transaction_leaves_a_good_connection() {
    let db = places::sqlite().await;
    db.execute(
        "CREATE TABLE notes (id INTEGER PRIMARY KEY);
         CREATE TRIGGER never BEFORE INSERT ON notes WHEN NEW.id = 7 BEGIN SELECT RAISE(ROLLBACK, 'not seven'); END;",
    )
    .await
    .unwrap();
    let insert = |id: i64| Query::insert().into_table("notes").columns(["id"]).values_panic([id.into()]).to_owned();
    let mut tx = db.begin().await.unwrap();
    tx.execute(&insert(1)).await.unwrap();
    tx.execute(&insert(7)).await.unwrap_err();
    drop(tx);
    let mut tx = db.begin().await.unwrap();
    tx.execute(&insert(2)).await.unwrap();
    tx.commit().await.unwrap();
    let count = Query::select().expr(Expr::cust("count(*)")).from("notes").to_owned();
    assert_eq!(db.fetch(&count, &[Read::integer()]).await.unwrap(), [[Ok(Value::BigInt(Some(1)))]]);
}
