//! A database for one test.

use std::{
    env, process,
    sync::atomic::{AtomicU32, Ordering::Relaxed},
};

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
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let database = format!("examples_{name}_{}_{}", process::id(), NEXT.fetch_add(1, Relaxed));
    script::run(&server, AssertSqlSafe(format!("CREATE DATABASE {database}"))).await.unwrap();
    let (server, _) = server.rsplit_once('/').unwrap();
    format!("{server}/{database}")
}
