//! Chinook: nothing about it was changed, and its structs fit it everywhere.

use kaffy::{Admin, Auth, Database};

use crate::fresh;

#[path = "../../examples/chinook/load.rs"]
mod load;
#[path = "../../examples/chinook/models.rs"]
mod models;

/// Loads Chinook, and builds an admin that is checked against it (W18).
async fn fits(url: &str) {
    load::fill(url).await.unwrap();
    let database = Database::connect(url).await.unwrap();
    let dialect = database.dialect();
    let admin = Admin::builder(database).auth(Auth::none_for_local_development());
    let admin = models::register(admin, dialect).build().await.unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!(admin.registry().resources().len(), 11);
}

#[tokio::test]
async fn w18_chinook_fits_sqlite() {
    fits(&fresh::sqlite("chinook").url()).await;
}

#[tokio::test]
#[ignore = "needs PostgreSQL: cargo xtask test"]
async fn w18_chinook_fits_postgres() {
    fits(&fresh::postgres("chinook").await).await;
}

#[tokio::test]
#[ignore = "needs MariaDB: cargo xtask test"]
async fn w18_chinook_fits_mysql() {
    fits(&fresh::mysql("chinook").await).await;
}
