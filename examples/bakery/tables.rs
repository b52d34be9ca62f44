//! The bakery's tables: made where they are missing, and filled.

use kaffy::Dialect;
use sqlx::AssertSqlSafe;

use crate::{held, seed, support::script};

/// Makes and fills the tables, with `rows` products at least. Doing it again changes nothing.
pub(crate) async fn prepare(url: &str, rows: u32) -> Result<(), sqlx::Error> {
    let dialect = script::dialect(url)?;
    script::run(url, schema(dialect)).await?;
    // What follows is made of our own words and one number.
    let count = format!("SELECT count(*) FROM (SELECT 1 FROM products LIMIT {rows}) AS held");
    if held::number(url, AssertSqlSafe(count)).await? >= i64::from(rows) {
        return Ok(());
    }
    script::run(url, AssertSqlSafe(seed::first_rows(dialect))).await?;
    script::run(url, AssertSqlSafe(seed::products(dialect, rows))).await
}

fn schema(dialect: Dialect) -> &'static str {
    match dialect {
        Dialect::Sqlite => include_str!("schema/sqlite.sql"),
        Dialect::Postgres => include_str!("schema/postgres.sql"),
        Dialect::MySql => include_str!("schema/mysql.sql"),
    }
}
