//! Headings that would read a million rows for nobody's use (W11).

use http::StatusCode;
use kaffy::{Database, prelude::*};

use crate::{app::TestApp, support};

#[derive(Debug, AdminResource)]
#[admin(context = "Mill", table = "grains", list(name, weight, color), filter(weight), order(name))]
struct Grain {
    id: i64,
    name: String,
    weight: i64,
    color: String,
}

const TABLES: &str = "CREATE TABLE grains (id INTEGER PRIMARY KEY, name TEXT NOT NULL, weight BIGINT NOT NULL, \
                      color TEXT NOT NULL);
                      INSERT INTO grains VALUES (1, 'Rye', 3, 'dark'), (2, 'Wheat', 2, 'light');
                      CREATE INDEX by_name ON grains (name); CREATE INDEX by_weight ON grains (weight, id);
                      ANALYZE;";

/// The mill, where SQLite believes that the table is as long as this.
async fn mill(rows: u64, allowed: bool) -> TestApp {
    let db: Database = support::sqlite().await;
    let tables = format!("{TABLES} UPDATE sqlite_stat1 SET stat = '{rows} 1'");
    TestApp::over(db, &tables, |builder| builder.resource::<Grain>().allow_slow_sorts(allowed)).await
}

#[tokio::test]
async fn w11_a_heading_that_would_read_a_million_rows_is_no_link_and_says_why() {
    let app = mill(2_000_000, false).await;
    let list = app.get("/mill/grains").await.ok();
    assert_eq!(list.texts("thead .sort > a"), ["Name", "Weight"], "those have an index");
    let words = "Sorting by Color would read more than a million rows: no index serves it.";
    assert_eq!(list.attribute("thead th:last-child > span", "title").as_deref(), Some(words));
    assert_eq!(list.words("thead th:last-child .sr"), words, "for whoever sees no tooltip");
    let refused = app.get("/mill/grains?sort=color").await.is(StatusCode::BAD_REQUEST);
    assert!(refused.words("main").contains("Sorting by Color would read more than a million rows"));
    assert!(refused.has("main a[href='/admin/mill/grains']"), "with the way to the plain list");
    assert_eq!(app.get("/mill/grains?sort=-weight").await.ok().column("Name"), ["Rye", "Wheat"]);
    let report = kaffy::doctor::indexes(&app.admin).await.to_string();
    let add = "`grains` (about 2000000 rows) has no index for Grain: sorting by Color: add it: \
               CREATE INDEX \"grains_color_id\" ON \"grains\" (\"color\", \"id\");";
    assert!(report.contains(add), "{report}");
}

#[tokio::test]
async fn w11_shorter_lists_and_admins_that_want_it_sort_by_everything() {
    for app in [mill(1_000_000, false).await, mill(2_000_000, true).await] {
        let list = app.get("/mill/grains").await.ok();
        assert_eq!(list.texts("thead .sort > a").len(), 3);
        assert_eq!(app.get("/mill/grains?sort=color").await.ok().column("Name"), ["Rye", "Wheat"]);
    }
}

#[tokio::test]
async fn w11_a_list_asks_nothing_about_indexes() {
    let app = mill(2_000_000, false).await;
    let before = app.admin.database().statements();
    app.get("/mill/grains").await.ok();
    assert!(app.admin.database().statements() - before <= 4, "what is known was asked at the start");
}
