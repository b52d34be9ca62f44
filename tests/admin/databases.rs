//! The whole way through the pages on each database: find, change, add, fail, delete.

use http::StatusCode;
use kaffy::Database;

use crate::{
    servers,
    support::{TestApp, models},
};

async fn the_whole_way(database: Database, tables: &'static str) {
    let app = TestApp::over(database, tables, "/admin", |builder| builder).await;
    let list = app
        .get("/shed/tools?q=s%C3%B6hne&f.status=ready&f.price.gte=12.5&f.made_on.during=2024&sort=-price")
        .await
        .ok();
    for (heading, text) in [
        ("Title", "Saw"),
        ("Maker", "Stahl & Söhne"),
        ("Price", "12.50"),
        ("Grade", "Good"),
        ("Sharp", "Yes"),
        ("Made on", "2024-02-29"),
        ("Sold at", "2026-03-29 14:05"),
        ("Labels", "long, old"),
        ("Uses", "Wood"),
    ] {
        assert_eq!(list.column(heading), [text], "{heading}");
    }
    let same = app.get("/shed/tools/1").await.ok().form("form.record");
    same.submit(&app).await.is(StatusCode::SEE_OTHER);
    assert!(app.get("/shed/tools").await.ok().words(".flash").contains("was left as it was"));

    let changed = app.get("/shed/tools/1").await.ok().form("form.record");
    let changed = changed.set("title", "Säge 🪚").set("inserted_at", "2026-12-31T23:59:59").set("code", "");
    assert_eq!(changed.set("_save", "stay").submit(&app).await.location(), "/admin/shed/tools/1");
    let form = app.get("/shed/tools/1").await.ok().form("form.record");
    assert_eq!(form.value("title"), Some("Säge 🪚"));
    assert_eq!(form.value("inserted_at"), Some("2026-12-31T23:59:59"));
    assert_eq!(form.value("code"), Some(""));

    form.set("title", "File").submit(&app).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    let added = app.get("/shed/makers/new").await.ok().form("form.record").set("name", "O'Neil \\ \"x\" %_");
    added.submit(&app).await.is(StatusCode::SEE_OTHER);
    let found = app.get("/shed/makers?q=%25_").await.ok();
    assert_eq!(found.column("Name"), ["O'Neil \\ \"x\" %_"]);

    app.post("/shed/tools/2/delete", &[]).await.is(StatusCode::CONFLICT);
    app.post("/shed/tools/1/delete", &[]).await.is(StatusCode::SEE_OTHER);
    assert_eq!(app.get("/shed/tools").await.ok().column("Title"), ["File"]);
    assert!(app.get("/shed/parts").await.ok().texts("tbody tr").is_empty());
}

#[tokio::test]
async fn a54_a64_the_whole_way_on_sqlite() {
    the_whole_way(servers::sqlite().await, models::SQLITE).await;
}

#[cfg(feature = "postgres")]
#[tokio::test]
#[ignore = "needs PostgreSQL: cargo xtask test"]
async fn a54_a64_the_whole_way_on_postgres() {
    the_whole_way(servers::postgres().await, models::POSTGRES).await;
}

#[cfg(feature = "mysql")]
#[tokio::test]
#[ignore = "needs MySQL: cargo xtask test"]
async fn a54_a64_the_whole_way_on_mysql() {
    the_whole_way(servers::mysql().await, models::MYSQL).await;
}
