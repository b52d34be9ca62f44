//! The bakery: its tables, its data and its structs agree everywhere.

use kaffy::{Admin, Auth, Database};

use crate::{fresh, tables};

#[path = "../../examples/bakery/models.rs"]
mod models;

/// Makes the bakery twice, and builds an admin that is checked against it (W18).
async fn fits(url: &str) {
    tables::prepare(url, 1000).await.unwrap();
    tables::prepare(url, 1000).await.unwrap();
    let database = Database::connect(url).await.unwrap();
    let admin = Admin::builder(database).auth(Auth::none_for_local_development());
    let admin = admin
        .resource::<models::Category>()
        .resource::<models::Product>()
        .resource::<models::Ingredient>()
        .resource::<models::Tag>()
        .resource::<models::ProductTag>();
    let admin = admin.build().await.unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!(admin.registry().resources().len(), 5);
}

#[tokio::test]
async fn w18_bakery_fits_sqlite() {
    let file = fresh::sqlite("bakery");
    fits(&file.url()).await;
    let mut connection = <sqlx::SqliteConnection as sqlx::Connection>::connect(&file.url()).await.unwrap();
    let products: i64 = sqlx::query_scalar("SELECT count(*) FROM products").fetch_one(&mut connection).await.unwrap();
    assert_eq!(products, 1000, "`--rows 1000` makes it a thousand, however often");
}

#[tokio::test]
#[ignore = "needs PostgreSQL: cargo xtask test"]
async fn w18_bakery_fits_postgres() {
    fits(&fresh::postgres("bakery").await).await;
}

#[tokio::test]
#[ignore = "needs MariaDB: cargo xtask test"]
async fn w18_bakery_fits_mysql() {
    fits(&fresh::mysql("bakery").await).await;
}
