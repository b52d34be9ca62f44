//! Chinook's own files: the SQLite database, and the scripts that fill an empty PostgreSQL or MySQL one.

use std::fs;

use kaffy::Dialect;

use crate::support::script;

const SQLITE: &[u8] = include_bytes!("data/Chinook_Sqlite_AutoIncrementPKs.sqlite");
const POSTGRES: &str = include_str!("data/Chinook_PostgreSql_SerialPKs.sql");
const MYSQL: &str = include_str!("data/Chinook_MySql_AutoIncrementPKs.sql");

/// Fills an empty database.
pub(crate) async fn fill(url: &str) -> Result<(), sqlx::Error> {
    match script::dialect(url)? {
        Dialect::Sqlite => {
            let options: sqlx::sqlite::SqliteConnectOptions = url.parse()?;
            Ok(fs::write(options.get_filename(), SQLITE)?)
        }
        Dialect::Postgres => script::run(url, tables(POSTGRES)).await,
        Dialect::MySql => script::run(url, tables(MYSQL)).await,
    }
}

/// What follows after the lines that make a database and move into it: ours is there already.
fn tables(script: &'static str) -> &'static str {
    script.find("CREATE TABLE").map_or(script, |start| &script[start..])
}
