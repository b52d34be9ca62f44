//! Runs SQL that the examples bring along: schemas and seed data. An admin never does this.

use kaffy::Dialect;
use sqlx::{Connection, SqlSafeStr};

/// Which database an address names.
pub(crate) fn dialect(url: &str) -> Result<Dialect, sqlx::Error> {
    match url.split(':').next() {
        Some("sqlite") => Ok(Dialect::Sqlite),
        Some("postgres" | "postgresql") => Ok(Dialect::Postgres),
        Some("mysql" | "mariadb") => Ok(Dialect::MySql),
        _ => Err(sqlx::Error::Configuration(
            "DATABASE_URL starts with none of `sqlite:`, `postgres:` and `mysql:`".into(),
        )),
    }
}

/// Runs one or more statements. A SQLite file that is not there is created.
pub(crate) async fn run(url: &str, script: impl SqlSafeStr) -> Result<(), sqlx::Error> {
    let script = sqlx::raw_sql(script);
    match dialect(url)? {
        #[cfg(feature = "sqlite")]
        Dialect::Sqlite => {
            let options: sqlx::sqlite::SqliteConnectOptions = url.parse()?;
            let mut connection = sqlx::SqliteConnection::connect_with(&options.create_if_missing(true)).await?;
            script.execute(&mut connection).await?;
            connection.close().await
        }
        #[cfg(feature = "postgres")]
        Dialect::Postgres => {
            let mut connection = sqlx::PgConnection::connect(url).await?;
            script.execute(&mut connection).await?;
            connection.close().await
        }
        #[cfg(feature = "mysql")]
        Dialect::MySql => {
            let mut connection = sqlx::MySqlConnection::connect(url).await?;
            script.execute(&mut connection).await?;
            connection.close().await
        }
        #[allow(unreachable_patterns, reason = "none is left when all three features are on")]
        other => Err(not_compiled_in(other)),
    }
}

/// The database of an address cannot be spoken to in this build.
pub(crate) fn not_compiled_in(dialect: Dialect) -> sqlx::Error {
    let name = dialect.name();
    sqlx::Error::Configuration(format!("{name} is not compiled in: add `--features {}`", name.to_lowercase()).into())
}
