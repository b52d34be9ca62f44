//! A library of its own for each test.

use kaffy::{Admin, AdminResource, Auth, Database};

use crate::{
    models::{self, Author, Book, Loan, Review, Shelf},
    support,
};

/// An admin over an empty library in memory.
pub(crate) async fn sqlite() -> Admin {
    admin(support::sqlite().await, models::SQLITE).await
}

/// An admin over an empty library in a PostgreSQL database of its own.
#[cfg(feature = "postgres")]
pub(crate) async fn postgres() -> Admin {
    admin(support::postgres().await, models::POSTGRES).await
}

/// An admin over an empty library in a MySQL or MariaDB database of its own.
#[cfg(feature = "mysql")]
pub(crate) async fn mysql() -> Admin {
    admin(support::mysql().await, models::MYSQL).await
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
