//! A library of its own for each test.

use kaffy::{Admin, AdminResource, Auth, Database};
#[cfg(any(feature = "postgres", feature = "mysql"))]
use sqlx::{Connection, Executor};

use crate::models::{self, Author, Book, Loan, Review, Shelf};

/// An admin over an empty library in memory.
pub(crate) async fn sqlite() -> Admin {
    let db = Database::connect("sqlite::memory:").await.expect("SQLite opens a database in memory");
    admin(db, models::SQLITE).await
}

/// An admin over an empty library in a PostgreSQL database of its own.
#[cfg(feature = "postgres")]
pub(crate) async fn postgres() -> Admin {
    let (server, name) = (variable("KAFFY_TEST_POSTGRES"), fresh_name());
    let mut connection = sqlx::PgConnection::connect(&server).await.expect("the server of KAFFY_TEST_POSTGRES answers");
    let create = sqlx::AssertSqlSafe(format!("CREATE DATABASE {name}"));
    connection.execute(create).await.expect("a database can be created");
    admin(Database::connect(&with_database(&server, &name)).await.expect("it opens"), models::POSTGRES).await
}

/// An admin over an empty library in a MySQL or MariaDB database of its own.
#[cfg(feature = "mysql")]
pub(crate) async fn mysql() -> Admin {
    let (server, name) = (variable("KAFFY_TEST_MYSQL"), fresh_name());
    let mut connection = sqlx::MySqlConnection::connect(&server).await.expect("the server of KAFFY_TEST_MYSQL answers");
    let create = sqlx::AssertSqlSafe(format!("CREATE DATABASE {name} CHARACTER SET utf8mb4"));
    connection.execute(create).await.expect("a database can be created");
    admin(Database::connect(&with_database(&server, &name)).await.expect("it opens"), models::MYSQL).await
}

async fn admin(db: Database, tables: &'static str) -> Admin {
    for statement in tables.split(';').map(str::trim).filter(|statement| !statement.is_empty()) {
        db.execute(statement).await.expect("the tables can be created");
    }
    let builder = Admin::builder(db).auth(Auth::none_for_local_development());
    let builder = builder.resource::<Author>().resource::<Book>().resource::<Review>();
    let builder = builder.resource::<Loan>().resource::<Shelf>().scope::<Author>(|actor| match actor.id.as_str() {
        "local-to-france" => vec![Author::fields().country.is("France".to_owned())],
        _ => Vec::new(),
    });
    builder.build().await.unwrap_or_else(|error| panic!("{error}"))
}

#[cfg(any(feature = "postgres", feature = "mysql"))]
fn variable(name: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| panic!("{name} is not set: run this through `cargo xtask test`"))
}

#[cfg(any(feature = "postgres", feature = "mysql"))]
fn fresh_name() -> String {
    use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
    static NEXT: AtomicU32 = AtomicU32::new(0);
    format!("kaffy_data_{}_{}", std::process::id(), NEXT.fetch_add(1, Relaxed))
}

#[cfg(any(feature = "postgres", feature = "mysql"))]
fn with_database(server: &str, name: &str) -> String {
    let (base, _) = server.rsplit_once('/').expect("the address of a server names a database");
    format!("{base}/{name}")
}
