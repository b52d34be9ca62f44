//! SQLite: a column may hold anything, so a cell is read by the class of its own value.

mod catalog;
mod error;

use std::{
    str::FromStr,
    time::{Duration, Instant},
};

use sqlx::{
    Decode, Row, Sqlite, SqliteConnection, SqlitePool, TypeInfo, ValueRef,
    error::DatabaseError,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteRow, SqliteValueRef},
};

use super::{
    Catalog, Database, DbError,
    backend::Done,
    pooled::{self, Driver, Pooled, Query},
    read::Raw,
};
use crate::Dialect;

/// How long the statements of one use of a connection may run.
const LIMIT: Duration = Duration::from_secs(5);

/// A pool for the admin alone.
pub(super) async fn connect(url: &str) -> Result<Pooled<Sqlite>, DbError> {
    let asked = |what: &str| url.split_once('?').is_some_and(|(_, options)| options.contains(what));
    let options = SqliteConnectOptions::from_str(url).map_err(pooled::error::<Sqlite>)?;
    let options = options.foreign_keys(true).busy_timeout(Duration::from_secs(5));
    // Unless the address says how to open it.
    let options = if asked("mode=") { options } else { options.create_if_missing(true) };
    // There is no server that could have hung up, so a connection need not be tried before it is used.
    // One that waits for its turn may have to wait for another to run out of time.
    let pool = SqlitePoolOptions::new().acquire_timeout(LIMIT * 2).test_before_acquire(false);
    let pool = pool
        .after_connect(|conn, _| Box::pin(limit(conn)))
        .after_release(|conn, _| Box::pin(async move { limit(conn).await.map(|()| true) }));
    let pool = if url.contains(":memory:") || asked("mode=memory") {
        // Each connection would have a database of its own, which ends with it.
        pool.max_connections(1).idle_timeout(None).max_lifetime(None).connect_with(options).await
    } else {
        let is_read_only = asked("mode=ro") || asked("immutable=");
        // Readers and a writer do not wait for each other.
        let options = if is_read_only { options } else { options.journal_mode(SqliteJournalMode::Wal) };
        pool.max_connections(5).connect_with(options).await
    };
    pool.map(|pool| Pooled::new(pool).limited()).map_err(pooled::error::<Sqlite>)
}

/// Ends what runs for too long. SQLite has no clock of its own: it asks now and then whether to go on.
///
/// The watch starts when it is first looked at, so it is wound up while a connection rests in the pool
/// and no request waits for it. Only in a pool of ours: an application may have a question of its own.
async fn limit(conn: &mut SqliteConnection) -> sqlx::Result<()> {
    let mut end = None;
    conn.lock_handle().await?.set_progress_handler(10_000, move || {
        let now = Instant::now();
        now < *end.get_or_insert(now + LIMIT)
    });
    Ok(())
}

/// A pool of the application's own.
impl From<SqlitePool> for Database {
    fn from(pool: SqlitePool) -> Self {
        Self::over(Pooled::new(pool))
    }
}

impl Driver for Sqlite {
    const DIALECT: Dialect = Dialect::Sqlite;
    const BEGIN: &'static str = "BEGIN IMMEDIATE";

    async fn unlimited(conn: &mut SqliteConnection) -> sqlx::Result<()> {
        conn.lock_handle().await?.remove_progress_handler();
        Ok(())
    }

    async fn rows(conn: &mut SqliteConnection, (sql, values): Query) -> sqlx::Result<Vec<SqliteRow>> {
        sqlx::query_with(sql, values).fetch_all(conn).await
    }

    async fn run(conn: &mut SqliteConnection, (sql, values): Query) -> sqlx::Result<Done> {
        let done = sqlx::query_with(sql, values).execute(conn).await?;
        Ok(Done { rows: done.rows_affected(), last_insert_id: None })
    }

    async fn script(conn: &mut SqliteConnection, sql: &'static str) -> sqlx::Result<()> {
        sqlx::raw_sql(sql).execute(conn).await.map(drop)
    }

    async fn catalog(conn: &mut SqliteConnection, _schemas: &[&str]) -> sqlx::Result<Catalog> {
        catalog::catalog(conn).await
    }

    fn raw(row: &SqliteRow, index: usize) -> Raw {
        match row.try_get_raw(index) {
            Ok(value) => raw(value).unwrap_or_else(|error| Raw::Unreadable(error.to_string().into())),
            Err(error) => Raw::Unreadable(error.to_string().into()),
        }
    }

    fn refused(error: &dyn DatabaseError) -> Option<DbError> {
        error::refused(error)
    }
}

fn raw(value: SqliteValueRef<'_>) -> Result<Raw, sqlx::error::BoxDynError> {
    if value.is_null() {
        return Ok(Raw::Null);
    }
    let class = value.type_info().name().to_owned();
    Ok(match class.as_str() {
        "INTEGER" => Raw::Int(Decode::<Sqlite>::decode(value)?),
        "REAL" => Raw::Double(Decode::<Sqlite>::decode(value)?),
        // Bytes first: a text may hold what is not UTF-8.
        _ => {
            let bytes: Vec<u8> = Decode::<Sqlite>::decode(value)?;
            match String::from_utf8(bytes) {
                Ok(text) if class == "TEXT" => Raw::Text(text),
                Ok(text) => Raw::Bytes(text.into_bytes()),
                Err(error) if class == "TEXT" => Raw::BrokenText(error.into_bytes()),
                Err(error) => Raw::Bytes(error.into_bytes()),
            }
        }
    })
}
