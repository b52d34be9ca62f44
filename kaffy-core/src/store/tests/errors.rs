//! What the databases refuse, by what a caller can do about it.

use sea_query::{Alias, Expr, Query, Value};

use super::table::{Table, by, run};
use crate::{Database, DbError, store::Read};

async fn refused(db: &Database, sql: &str) -> DbError {
    run(db, sql).await.expect_err(sql)
}

pub(super) async fn s14_refusals_say_what_a_caller_can_act_on(db: &Database) {
    run(db, "CREATE TABLE owners (id bigint PRIMARY KEY, name varchar(9) NOT NULL, email varchar(40), CONSTRAINT owners_email UNIQUE (email, name))").await.unwrap();
    run(db, "CREATE TABLE pets (id bigint PRIMARY KEY, owner_id bigint, age int, CONSTRAINT young CHECK (age < 50), CONSTRAINT pets_owner FOREIGN KEY (owner_id) REFERENCES owners (id))").await.unwrap();
    run(db, "INSERT INTO owners VALUES (1, 'a', 'a@b')").await.unwrap();
    run(db, "INSERT INTO pets VALUES (1, 1, 3)").await.unwrap();

    match refused(db, "INSERT INTO owners VALUES (2, 'a', 'a@b')").await {
        DbError::Unique { constraint, columns } => {
            let by_name = constraint.as_deref() == Some("owners_email");
            assert!(by_name || columns == ["email", "name"], "{constraint:?} {columns:?}");
        }
        other => panic!("{other:?}"),
    }
    assert!(matches!(refused(db, "INSERT INTO owners VALUES (1, 'b', NULL)").await, DbError::Unique { .. }));
    for sql in
        ["INSERT INTO pets VALUES (2, 99, 3)", "DELETE FROM owners WHERE id = 1", "UPDATE pets SET owner_id = 98"]
    {
        match refused(db, sql).await {
            DbError::ForeignKey { constraint } => {
                let expected = by(db.dialect(), None, Some("pets_owner"), Some("pets_owner"));
                assert_eq!(constraint.as_deref(), expected, "{sql}");
            }
            other => panic!("{sql}: {other:?}"),
        }
    }
    match refused(db, "INSERT INTO owners VALUES (3, NULL, NULL)").await {
        DbError::NotNull { column } => assert_eq!(column.as_deref(), Some("name")),
        other => panic!("{other:?}"),
    }
    match refused(db, "INSERT INTO owners (id) VALUES (3)").await {
        DbError::NotNull { column } => assert_eq!(column.as_deref(), Some("name")),
        other => panic!("{other:?}"),
    }
    match refused(db, "UPDATE pets SET age = 51").await {
        // MariaDB names a rule that stands beside its column by the column.
        DbError::Check { constraint } => {
            assert!(constraint.as_deref().is_some_and(|name| name == "young" || name == "age"), "{constraint:?}")
        }
        other => panic!("{other:?}"),
    }
    assert!(matches!(refused(db, "SELEC 1").await, DbError::Other(_)));
}

pub(super) async fn s14_values_that_fit_no_column_are_unfit(db: &Database) {
    // SQLite only refuses what a STRICT table was told to.
    let table = Table::new::<i64>(db, by(db.dialect(), "INTEGER", "smallint", "smallint")).await;
    let huge = table.write(&Value::BigInt(Some(40_000))).await;
    let text = Table::new::<String>(db, "varchar(3)").await;
    let long = text.write(&"four".into()).await;
    if db.dialect() == crate::Dialect::Sqlite {
        assert!(huge.is_ok() && long.is_ok());
        run(db, "CREATE TABLE strict (id INTEGER PRIMARY KEY, n INTEGER) STRICT").await.unwrap();
        match refused(db, "INSERT INTO strict (n) VALUES ('x')").await {
            DbError::Unfit { column } => assert_eq!(column.as_deref(), Some("n")),
            other => panic!("{other:?}"),
        }
    } else {
        assert!(matches!(huge, Err(DbError::Unfit { .. })), "{huge:?}");
        assert!(matches!(long, Err(DbError::Unfit { .. })), "{long:?}");
    }
}

pub(super) async fn s43_a_statement_ends_in_time(db: &Database) {
    let endless = by(
        db.dialect(),
        "(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n)",
        "(SELECT 1 FROM pg_sleep(20))",
        // SLEEP would return early without an error.
        "(SELECT count(*) FROM information_schema.COLLATIONS a, information_schema.COLLATIONS b, information_schema.COLLATIONS c, information_schema.COLLATIONS d)",
    );
    let select = Query::select().expr(Expr::cust(endless)).to_owned();
    let started = std::time::Instant::now();
    let ended = db.fetch(&select, &[Read::integer()]).await;
    assert!(matches!(ended, Err(DbError::Timeout)), "{ended:?}");
    assert!(started.elapsed() < std::time::Duration::from_secs(8));
    // The connection is as good as before.
    let one = Query::select().expr_as(Expr::val(1), Alias::new("one")).to_owned();
    assert_eq!(db.fetch(&one, &[Read::integer()]).await.unwrap(), [[Ok(Value::BigInt(Some(1)))]]);
}

#[tokio::test]
async fn f29_an_address_that_is_not_understood_says_so() {
    for (address, words) in [
        ("oracle://u:secret@host/db", "starts with none of `sqlite:`, `postgres:` and `mysql:`"),
        ("", "starts with none of"),
        #[cfg(not(feature = "postgres"))]
        ("postgres://localhost/db", "add the feature `postgres`"),
    ] {
        let error = Database::connect(address).await.expect_err(address);
        assert!(matches!(&error, DbError::Address(_)), "{error:?}");
        assert!(error.to_string().contains(words), "{error}");
        assert!(!error.to_string().contains("secret"));
    }
}

#[cfg(feature = "sqlite")]
#[tokio::test]
async fn f7_a_database_that_is_away_is_unavailable() {
    let error = Database::connect("sqlite:///no/such/folder/shop.db").await.expect_err("there is no folder");
    assert!(matches!(error, DbError::Unavailable(_)), "{error:?}");
}
