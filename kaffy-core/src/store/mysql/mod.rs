//! MySQL and MariaDB: unsigned numbers, text that travels as bytes, no `RETURNING`.

mod catalog;
mod error;

use std::{str::FromStr, time::Duration};

use sqlx::{
    Decode, Executor, MySql, MySqlConnection, MySqlPool, Row, TypeInfo, ValueRef,
    error::{BoxDynError, DatabaseError},
    mysql::{MySqlConnectOptions, MySqlPoolOptions, MySqlRow, MySqlValueRef, types::MySqlTime},
};

use super::{
    Catalog, Database, DbError,
    backend::Done,
    decode::exact,
    pooled::{self, Driver, Pooled, Query},
    read::Raw,
    temporal,
};
use crate::{Dialect, tr};

// Without the strict mode a text that is too long would be cut without a word.
const STRICT: &str = "SET SESSION sql_mode = CONCAT(@@sql_mode, ',STRICT_ALL_TABLES')";

/// A pool for the admin alone. The driver itself sets utf8mb4 and the time zone to UTC.
pub(super) async fn connect(url: &str) -> Result<Pooled<MySql>, DbError> {
    let url = url.replacen("mariadb:", "mysql:", 1);
    let options = MySqlConnectOptions::from_str(&url).map_err(pooled::error::<MySql>)?;
    let pool = MySqlPoolOptions::new()
        .max_connections(5)
        .acquire_timeout(Duration::from_secs(5))
        .after_connect(|conn, _| Box::pin(prepare(conn)))
        .connect_with(options);
    pool.await.map(Pooled::new).map_err(pooled::error::<MySql>)
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

/// A pool of the application's own.
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
