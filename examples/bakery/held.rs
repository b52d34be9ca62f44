//! How many rows there are already, so that a second start has nothing to do.

use kaffy::Dialect;
use sqlx::{Connection, SqlSafeStr};

use crate::support::script::{dialect, not_compiled_in};

/// The one number that a query answers.
pub(crate) async fn number(url: &str, query: impl SqlSafeStr) -> Result<i64, sqlx::Error> {
    match dialect(url)? {
        #[cfg(feature = "sqlite")]
        Dialect::Sqlite => sqlx::query_scalar(query).fetch_one(&mut sqlx::SqliteConnection::connect(url).await?).await,
        #[cfg(feature = "postgres")]
        Dialect::Postgres => sqlx::query_scalar(query).fetch_one(&mut sqlx::PgConnection::connect(url).await?).await,
        #[cfg(feature = "mysql")]
        Dialect::MySql => sqlx::query_scalar(query).fetch_one(&mut sqlx::MySqlConnection::connect(url).await?).await,
        #[allow(unreachable_patterns, reason = "none is left when all three features are on")]
        other => Err(not_compiled_in(other)),
    }
}
