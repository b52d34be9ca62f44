//! SQLite: a column may hold anything, so a cell is read by the class of its own value.

mod catalog;
mod error;
mod indexes;
mod own;
mod watch;

use std::{str::FromStr, time::Duration};

use sqlx::{
    Decode, Row, Sqlite, SqliteConnection, SqlitePool, TypeInfo, ValueRef,
    error::DatabaseError,
    sqlite::{
        SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteRow, SqliteSynchronous, SqliteValueRef,
    },
};

use own::Own;

use super::{
    Catalog, Database, DbError, IndexCatalog,
    backend::Done,
    pooled::{self, Driver, Pooled, Query},
    read::Raw,
};
use crate::Dialect;

/// Connections to a file. A list asks two at a time.
const MOST: usize = 8;

/// Connections for the admin alone.
pub(super) async fn connect(url: &str) -> Result<Own, DbError> {
    let asked = |what: &str| url.split_once('?').is_some_and(|(_, options)| options.contains(what));
    let options = SqliteConnectOptions::from_str(url).map_err(pooled::error::<Sqlite>)?;
    let options = options.foreign_keys(true).busy_timeout(Duration::from_secs(5));
    // Unless the address says how to open it.
    let options = if asked("mode=") { options } else { options.create_if_missing(true) };
    let own = if url.contains(":memory:") || asked("mode=memory") {
        // Each connection would have a database of its own, which ends with it.
        Own::open(options, 1, true).await
    } else {
        let is_read_only = asked("mode=ro") || asked("immutable=");
        // Readers and a writer do not wait for each other.
        let options = if is_read_only { options } else { options.journal_mode(SqliteJournalMode::Wal) };
        Own::open(options, MOST, false).await
    };
    own.map_err(pooled::error::<Sqlite>)
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

    async fn indexes(conn: &mut SqliteConnection, _schemas: &[&str]) -> sqlx::Result<IndexCatalog> {
        indexes::indexes(conn).await
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

    fn reserve(pool: &SqlitePool, connections: u32) -> Option<SqlitePool> {
        let options = pool.connect_options();
        if is_in_memory(&options) {
            return None;
        }
        let options = reserved((*options).clone());
        Some(SqlitePoolOptions::new().max_connections(connections).connect_lazy_with(options))
    }
}

fn is_in_memory(options: &SqliteConnectOptions) -> bool {
    let name = options.get_filename().to_string_lossy();
    name.is_empty() || name.contains(":memory:") || name.contains("in-memory") || name.contains("mode=memory")
}

/// A write that is lost with the power of the machine is done again by whoever reserved the connection; the file
/// stays whole all the same.
fn reserved(options: SqliteConnectOptions) -> SqliteConnectOptions {
    options.synchronous(SqliteSynchronous::Normal).busy_timeout(Duration::from_secs(5))
}

fn raw(value: SqliteValueRef<'_>) -> Result<Raw, sqlx::error::BoxDynError> {
    if value.is_null() {
        return Ok(Raw::Null);
    }
    let class = match value.type_info().name() {
        "INTEGER" => return Ok(Raw::Int(Decode::<Sqlite>::decode(value)?)),
        "REAL" => return Ok(Raw::Double(Decode::<Sqlite>::decode(value)?)),
        class => class == "TEXT",
    };
    // Bytes first: a text may hold what is not UTF-8.
    let bytes: &[u8] = Decode::<Sqlite>::decode(value)?;
    Ok(match std::str::from_utf8(bytes) {
        Ok(text) if class => Raw::Text(text.to_owned()),
        Err(_) if class => Raw::BrokenText(bytes.to_owned()),
        _ => Raw::Bytes(bytes.to_owned()),
    })
}
