//! MySQL and MariaDB: unsigned numbers, text that travels as bytes, no `RETURNING`.

mod catalog;
mod error;
mod indexes;

use std::{str::FromStr, time::Duration};

use sqlx::{
    Connection, Decode, Executor, MySql, MySqlConnection, MySqlPool, Row, TypeInfo, ValueRef,
    error::{BoxDynError, DatabaseError},
    mysql::{MySqlConnectOptions, MySqlPoolOptions, MySqlRow, MySqlValueRef, types::MySqlTime},
};

use super::{
    Catalog, Database, DbError, IndexCatalog,
    backend::Done,
    decode::exact,
    pooled::{self, Driver, Pooled, Query},
    read::Raw,
    temporal,
};
use crate::{Dialect, tr};

// Without the strict mode a text that is too long would be cut without a word.
const STRICT: &str = "SET SESSION sql_mode = CONCAT(@@sql_mode, ',STRICT_ALL_TABLES')";

/// Statements that a connection keeps prepared; five times as many are far from what a server has room for (16,382).
const KEPT: usize = 256;
/// So many are left for whoever takes the connection next.
const ROOM: usize = 64;

/// A pool for the admin alone. The driver itself sets utf8mb4 and the time zone to UTC.
pub(super) async fn connect(url: &str) -> Result<Pooled<MySql>, DbError> {
    pool(url).await.map(Pooled::new).map_err(pooled::error::<MySql>)
}

async fn pool(url: &str) -> sqlx::Result<MySqlPool> {
    let url = url.replacen("mariadb:", "mysql:", 1);
    let options = MySqlConnectOptions::from_str(&url)?.statement_cache_capacity(KEPT);
    MySqlPoolOptions::new()
        .max_connections(5)
        .acquire_timeout(Duration::from_secs(5))
        .after_connect(|conn, _| Box::pin(prepare(conn)))
        .after_release(|conn, _| Box::pin(make_room(conn)))
        .connect_with(options)
        .await
}

/// Closes what is kept while nobody waits for the connection.
///
/// The driver closes the oldest statement of a full cache by a packet that the server does not answer, and the statement
/// itself follows. Over TCP, which the driver leaves with its usual delays, that second packet waits until the server
/// acknowledges the first one: up to 40 ms, for every further statement. (Measured on MariaDB: 0.13 ms a statement while
/// there is room, 31 ms without, 0.12 ms with this.)
async fn make_room(conn: &mut MySqlConnection) -> sqlx::Result<bool> {
    if conn.cached_statements_size() + ROOM > KEPT {
        conn.clear_cached_statements().await?;
        // The answer comes behind all of it.
        conn.ping().await?;
    }
    Ok(true)
}

async fn prepare_reserved(conn: &mut MySqlConnection) -> sqlx::Result<()> {
    // Locking reads would keep others from inserting between the rows that they pass.
    conn.execute("SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED").await?;
    prepare(conn).await
}

async fn prepare(conn: &mut MySqlConnection) -> sqlx::Result<()> {
    conn.execute(STRICT).await?;
    let (version,): (String,) = sqlx::query_as("SELECT CAST(VERSION() AS CHAR)").fetch_one(&mut *conn).await?;
    // In seconds on MariaDB, in milliseconds and for SELECT only on MySQL.
    let limit = if version.contains("MariaDB") {
        "SET SESSION max_statement_time = 5"
    } else {
        "SET SESSION max_execution_time = 5000"
    };
    conn.execute(limit).await.map(drop)
}

/// A pool of the application's own. A connection that runs more statements than it keeps prepared (sqlx's
/// `statement_cache_capacity`, 100 by default) waits 40 ms for each further one over TCP: give it 256.
impl From<MySqlPool> for Database {
    fn from(pool: MySqlPool) -> Self {
        Self::over(Pooled::new(pool))
    }
}

impl Driver for MySql {
    const DIALECT: Dialect = Dialect::MySql;
    const BEGIN: &'static str = "BEGIN";

    async fn rows(conn: &mut MySqlConnection, (sql, values): Query) -> sqlx::Result<Vec<MySqlRow>> {
        sqlx::query_with(sql, values).fetch_all(conn).await
    }

    async fn run(conn: &mut MySqlConnection, (sql, values): Query) -> sqlx::Result<Done> {
        let done = sqlx::query_with(sql, values).execute(conn).await?;
        Ok(Done { rows: done.rows_affected(), last_insert_id: Some(done.last_insert_id()) })
    }

    async fn script(conn: &mut MySqlConnection, sql: &'static str) -> sqlx::Result<()> {
        sqlx::raw_sql(sql).execute(conn).await.map(drop)
    }

    async fn indexes(conn: &mut MySqlConnection, schemas: &[&str]) -> sqlx::Result<IndexCatalog> {
        indexes::indexes(conn, schemas).await
    }

    async fn catalog(conn: &mut MySqlConnection, schemas: &[&str]) -> sqlx::Result<Catalog> {
        catalog::catalog(conn, schemas).await
    }

    fn raw(row: &MySqlRow, index: usize) -> Raw {
        let raw = row.try_get_raw(index).map_err(Into::into).and_then(raw);
        raw.unwrap_or_else(|error: BoxDynError| Raw::Unreadable(error.to_string().into()))
    }

    fn refused(error: &dyn DatabaseError) -> Option<DbError> {
        error::refused(error)
    }

    fn reserve(pool: &MySqlPool, connections: u32) -> Option<MySqlPool> {
        let reserved = MySqlPoolOptions::new()
            .max_connections(connections)
            .acquire_timeout(Duration::from_secs(5))
            .after_connect(|conn, _| Box::pin(prepare_reserved(conn)));
        Some(reserved.connect_lazy_with((*pool.connect_options()).clone()))
    }
}

fn raw(value: MySqlValueRef<'_>) -> Result<Raw, BoxDynError> {
    if value.is_null() {
        // The driver says so of 0000-00-00 too, which has bytes all the same.
        let is_zero_date = <&[u8] as Decode<MySql>>::decode(value).is_ok();
        return Ok(if is_zero_date { Raw::Unreadable(tr!("cell-zero-date").into()) } else { Raw::Null });
    }
    let name = value.type_info().name().to_owned();
    Ok(match name.as_str() {
        "BOOLEAN" | "TINYINT" | "SMALLINT" | "MEDIUMINT" | "INT" | "BIGINT" => {
            Raw::Int(Decode::<MySql>::decode(value)?)
        }
        "YEAR" | "BIT" => Raw::Unsigned(Decode::<MySql>::decode(value)?),
        unsigned if unsigned.ends_with(" UNSIGNED") => Raw::Unsigned(Decode::<MySql>::decode(value)?),
        "FLOAT" => Raw::Float(Decode::<MySql>::decode(value)?),
        "DOUBLE" => Raw::Double(Decode::<MySql>::decode(value)?),
        // Not by the driver, which would round.
        "DECIMAL" => match exact(<&str as Decode<MySql>>::decode(value)?) {
            Some(number) => Raw::Decimal(number),
            None => Raw::Unreadable(tr!("cell-too-many-digits").into()),
        },
        "DATE" => match Decode::<MySql>::decode(value)? {
            date if temporal::usual_year(date) => Raw::Date(date),
            _ => Raw::Unreadable(tr!("cell-before-year-1").into()),
        },
        // Up to 838 hours, and negative: the driver's own conversion would lose the sign, and its
        // `is_negative` says the opposite.
        "TIME" => match <MySqlTime as Decode<MySql>>::decode(value)? {
            time if time.is_valid_time_of_day() => Raw::Time(time.try_into()?),
            time => Raw::Unreadable(tr!("cell-no-time-of-day", time = time.to_string()).into()),
        },
        "DATETIME" | "TIMESTAMP" => {
            let at: chrono::NaiveDateTime = Decode::<MySql>::decode(value)?;
            if temporal::usual_year(at.date()) {
                Raw::DateTime(at)
            } else {
                Raw::Unreadable(tr!("cell-before-year-1").into())
            }
        }
        // Text of every collation, JSON and bytes look alike here; the field's kind tells them apart.
        _ => Raw::Bytes(Decode::<MySql>::decode(value)?),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Runs so many different statements one after the other, and says how many were kept at most.
    async fn run(pool: &MySqlPool, count: usize) -> usize {
        let mut most = 0;
        for at in 0..count {
            let mut conn = pool.acquire().await.expect("there is one");
            let sql = sqlx::AssertSqlSafe(format!("SELECT ? + {at}"));
            let (sum,): (i64,) = sqlx::query_as(sql).bind(1_i64).fetch_one(&mut *conn).await.expect("it adds");
            assert_eq!(usize::try_from(sum), Ok(1 + at));
            most = most.max(conn.cached_statements_size());
        }
        most
    }

    #[tokio::test]
    #[ignore = "needs MySQL: cargo xtask test"]
    async fn w12_no_statement_waits_for_another_to_be_closed() {
        let url = std::env::var("KAFFY_TEST_MYSQL").expect("run this through `cargo xtask test`");
        let pool = pool(&url).await.expect("it answers");
        // One connection is left, so that all of it comes together there.
        let mut held = Vec::new();
        for _ in 0..4 {
            held.push(pool.acquire().await.expect("there are five"));
        }
        let most = run(&pool, 3 * KEPT).await;
        assert!((KEPT / 2..KEPT).contains(&most), "many are kept, and it is never full: {most}");
    }
}
