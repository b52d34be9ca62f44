//! Databases that belong to one test, for the test binaries that include this file.

use kaffy::Database;
#[cfg(any(feature = "postgres", feature = "mysql"))]
use sqlx::{Connection, Executor};

/// An empty SQLite database in memory.
pub(crate) async fn sqlite() -> Database {
    Database::connect("sqlite::memory:").await.expect("SQLite opens a database in memory")
}

/// An empty PostgreSQL database.
#[cfg(feature = "postgres")]
pub(crate) async fn postgres() -> Database {
    let (server, name) = (variable("KAFFY_TEST_POSTGRES"), fresh_name());
    let mut connection = sqlx::PgConnection::connect(&server).await.expect("the server of KAFFY_TEST_POSTGRES answers");
    let create = sqlx::AssertSqlSafe(format!("CREATE DATABASE {name}"));
    connection.execute(create).await.expect("a database can be created");
    Database::connect(&with_database(&server, &name)).await.expect("it opens")
}

/// An empty MySQL or MariaDB database.
#[cfg(feature = "mysql")]
pub(crate) async fn mysql() -> Database {
    let (server, name) = (variable("KAFFY_TEST_MYSQL"), fresh_name());
    let mut connection = sqlx::MySqlConnection::connect(&server).await.expect("the server of KAFFY_TEST_MYSQL answers");
    let create = sqlx::AssertSqlSafe(format!("CREATE DATABASE {name} CHARACTER SET utf8mb4"));
    connection.execute(create).await.expect("a database can be created");
    Database::connect(&with_database(&server, &name)).await.expect("it opens")
}

#[cfg(any(feature = "postgres", feature = "mysql"))]
fn variable(name: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| panic!("{name} is not set: run this through `cargo xtask test`"))
}

/// A name no other test has, in this binary or another.
#[cfg(any(feature = "postgres", feature = "mysql"))]
fn fresh_name() -> String {
    use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let binary = env!("CARGO_CRATE_NAME");
    format!("kaffy_{binary}_{}_{}", std::process::id(), NEXT.fetch_add(1, Relaxed))
}

#[cfg(any(feature = "postgres", feature = "mysql"))]
fn with_database(server: &str, name: &str) -> String {
    let (base, _) = server.rsplit_once('/').expect("the address of a server names a database");
    format!("{base}/{name}")
}
