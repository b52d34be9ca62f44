//! A database for one test.

use std::{env, process};

use sqlx::AssertSqlSafe;

use crate::support::{scratch_file::ScratchFile, script};

/// A SQLite file that goes when this is dropped.
pub(crate) fn sqlite(name: &str) -> ScratchFile {
    ScratchFile::new(&format!("test-{name}"))
}

/// An empty PostgreSQL database.
pub(crate) async fn postgres(name: &str) -> String {
    on_server("KAFFY_TEST_POSTGRES", name).await
}

/// An empty MySQL or MariaDB database.
pub(crate) async fn mysql(name: &str) -> String {
    on_server("KAFFY_TEST_MYSQL", name).await
}

async fn on_server(variable: &str, name: &str) -> String {
    let server = env::var(variable).unwrap_or_else(|_| panic!("{variable} is not set: run `cargo xtask test`"));
    let database = format!("examples_{name}_{}", process::id());
    script::run(&server, AssertSqlSafe(format!("CREATE DATABASE {database}"))).await.unwrap();
    let (server, _) = server.rsplit_once('/').unwrap();
    format!("{server}/{database}")
}
