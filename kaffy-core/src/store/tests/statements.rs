//! Running statements: transactions, keys, counting, and text that stays text.

use sea_query::{Alias, Expr, ExprTrait, Query, Value};

use super::table::{Table, by, live, run};
use crate::{
    Database, Dialect, FieldMeta,
    store::{Read, column_sql},
};

pub(super) async fn s19_a_dropped_transaction_leaves_nothing(db: &Database) {
    let table = Table::new::<String>(db, "varchar(20)").await;
    let id = table.write(&"kept".into()).await.unwrap();
    let dialect = db.dialect();
    let mut tx = db.begin().await.unwrap();
    let update = Query::update()
        .table(Alias::new(table.name))
        .value(Alias::new("held"), column_sql::bind(&table.column, &"lost".into(), dialect))
        .to_owned();
    assert_eq!(tx.execute(&update).await.unwrap(), 1);
    drop(tx);
    assert_eq!(table.read(id).await, Ok("kept".into()));
    let mut tx = db.begin().await.unwrap();
    tx.execute(&update).await.unwrap();
    // An update that changes nothing has still met its row.
    assert_eq!(tx.execute(&update).await.unwrap(), 1);
    tx.commit().await.unwrap();
    assert_eq!(table.read(id).await, Ok("lost".into()));
}

pub(super) async fn w12_statements_are_counted(db: &Database) {
    let table = Table::new::<i64>(db, "bigint").await;
    let before = db.statements();
    let id = table.write(&Value::BigInt(Some(1))).await.unwrap();
    assert_eq!(db.clone().statements() - before, 1, "a clone counts with its origin, a transaction does not count");
    table.read(id).await.unwrap();
    table.find(&Value::BigInt(Some(1))).await;
    assert_eq!(db.statements() - before, 3);
}

pub(super) async fn b11_a_new_key_comes_back(db: &Database) {
    let table = Table::new::<i64>(db, "bigint").await;
    assert_eq!(table.write(&Value::BigInt(Some(7))).await.unwrap(), 1);
    assert_eq!(table.write(&Value::BigInt(Some(7))).await.unwrap(), 2);
    // A key of two parts that the client gave: MySQL cannot say it, and need not.
    run(db, "CREATE TABLE parts (shelf bigint NOT NULL, place varchar(9) NOT NULL, PRIMARY KEY (shelf, place))")
        .await
        .unwrap();
    let shelf = live(db, "parts", FieldMeta::of::<i64>("shelf")).await.unwrap();
    let place = live(db, "parts", FieldMeta::of::<String>("place")).await.unwrap();
    let insert = Query::insert()
        .into_table(Alias::new("parts"))
        .columns(["shelf", "place"].map(Alias::new))
        .values_panic([Expr::val(3i64), Expr::val("b")])
        .to_owned();
    let mut tx = db.begin().await.unwrap();
    let key = tx.insert(&insert, &[&shelf, &place], None).await.unwrap();
    let expected = vec![Value::BigInt(Some(3)), "b".into()];
    assert_eq!(key, (db.dialect() != Dialect::MySql).then_some(expected));
}

pub(super) async fn s5_metacharacters_are_only_ever_values(db: &Database) {
    let table = Table::new::<String>(db, by(db.dialect(), "TEXT", "text", "varchar(200)")).await;
    let hostile = ["'; DROP TABLE probe; --", "\" OR 1=1", "` OR `1`=`1", "$1 ? :a @b", "\\'", "%_[a]", "\u{202e}x"];
    for text in hostile {
        let id = table.write(&text.into()).await.unwrap();
        assert_eq!(table.find(&text.into()).await, [id]);
        assert_eq!(table.read(id).await, Ok(text.into()));
    }
    // PostgreSQL holds no NUL and says so; the others keep it.
    match table.write(&"a\0b".into()).await {
        Ok(id) => assert_eq!(table.read(id).await, Ok("a\0b".into())),
        Err(error) => assert!(matches!(error, crate::DbError::Unfit { .. }), "{error:?}"),
    }
}

pub(super) async fn w19_identifiers_of_any_form(db: &Database) {
    let quote = |name: &str| match db.dialect() {
        Dialect::MySql => format!("`{}`", name.replace('`', "``")),
        _ => format!("\"{}\"", name.replace('"', "\"\"")),
    };
    for table in ["Order", "group", "we \"ird` name", "AlbumTrack", "ünïcode"] {
        for column in ["select", "Title Of", "a\"b`c", "UPPER", "ß"] {
            let sql = format!(
                "CREATE TABLE {} ({} integer PRIMARY KEY, {} integer)",
                quote(table),
                quote("Key"),
                quote(column)
            );
            run(db, &sql).await.unwrap();
            let key = live(db, table, FieldMeta::of::<i64>("key").column("Key")).await.unwrap();
            let other = live(db, table, FieldMeta::of::<i64>("other").column(column)).await.unwrap();
            let insert = Query::insert()
                .into_table(Alias::new(table))
                .columns([Alias::new("Key"), Alias::new(column)])
                .values_panic([Expr::val(1), Expr::val(2)])
                .to_owned();
            let mut tx = db.begin().await.unwrap();
            tx.insert(&insert, &[&key], Some(&key)).await.unwrap();
            let delete = Query::delete()
                .from_table(Alias::new(table))
                .and_where(column_sql::operand(&other, table, db.dialect()).eq(3))
                .to_owned();
            assert_eq!(tx.execute(&delete).await.unwrap(), 0);
            tx.commit().await.unwrap();
            let select = Query::select()
                .expr(column_sql::select(&other, "t", db.dialect()))
                .from_as(Alias::new(table), Alias::new("t"))
                .to_owned();
            assert_eq!(db.fetch(&select, &[Read::of(&other)]).await.unwrap(), [[Ok(Value::BigInt(Some(2)))]]);
            run(db, &format!("DROP TABLE {}", quote(table))).await.unwrap();
        }
    }
}

#[cfg(feature = "sqlite")]
#[tokio::test]
async fn s19_writers_wait_for_each_other() {
    let file = File::new("writers");
    let db = Database::connect(&file.address()).await.unwrap();
    db.execute("CREATE TABLE counters (n INTEGER); INSERT INTO counters VALUES (0)").await.unwrap();
    let read = Query::select().column(Alias::new("n")).from(Alias::new("counters")).to_owned();
    let add = Query::update().table(Alias::new("counters")).value(Alias::new("n"), Expr::cust("n + 1")).to_owned();
    let writers: Vec<_> = (0..8)
        .map(|_| {
            let (db, read, add) = (db.clone(), read.clone(), add.clone());
            tokio::spawn(async move {
                let mut tx = db.begin().await?;
                tx.fetch(&read, &[Read::integer()]).await?;
                tx.execute(&add).await?;
                tx.commit().await
            })
        })
        .collect();
    for writer in writers {
        writer.await.unwrap().unwrap();
    }
    assert_eq!(db.fetch(&read, &[Read::integer()]).await.unwrap(), [[Ok(Value::BigInt(Some(8)))]]);
}

#[cfg(feature = "sqlite")]
#[tokio::test]
async fn s19_a_locked_database_is_unavailable() {
    use sqlx::sqlite::{SqliteConnectOptions, SqlitePoolOptions};
    let file = File::new("locked");
    let one = Database::connect(&file.address()).await.unwrap();
    let impatient: SqliteConnectOptions = file.address().parse().unwrap();
    let impatient = impatient.busy_timeout(std::time::Duration::ZERO);
    let other = Database::from(SqlitePoolOptions::new().connect_with(impatient).await.unwrap());
    let writing = one.begin().await.unwrap();
    assert!(matches!(other.begin().await.map(drop), Err(crate::DbError::Unavailable(_))));
    drop(writing);
    // Rolled back as soon as its connection is free, which may be a moment later.
    one.begin().await.unwrap().commit().await.unwrap();
    other.begin().await.unwrap().commit().await.unwrap();
}

#[cfg(feature = "sqlite")]
#[tokio::test]
async fn w18_a_file_is_made_unless_its_address_says_otherwise() {
    let file = File::new("modes");
    let strict = format!("{}?mode=rw", file.address());
    assert!(matches!(Database::connect(&strict).await, Err(crate::DbError::Unavailable(_))));
    let made = Database::connect(&file.address()).await.unwrap();
    made.execute("CREATE TABLE notes (id INTEGER PRIMARY KEY)").await.unwrap();
    let reader = Database::connect(&format!("{}?mode=ro", file.address())).await.unwrap();
    assert_eq!(reader.catalog(&[]).await.unwrap().tables.len(), 1);
    assert!(reader.execute("INSERT INTO notes VALUES (1)").await.is_err());
}

/// A database in a file that goes when the test ends.
#[cfg(feature = "sqlite")]
struct File(std::path::PathBuf);

#[cfg(feature = "sqlite")]
impl File {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("kaffy-store-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    fn address(&self) -> String {
        format!("sqlite://{}", self.0.join("shop.db").display())
    }
}

#[cfg(feature = "sqlite")]
impl Drop for File {
    fn drop(&mut self) {
        // A file left behind is no failure of the test.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
