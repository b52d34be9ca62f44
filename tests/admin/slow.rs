//! A list whose rows are quick to find and whose rest is slow to look through.

use kaffy::prelude::*;

use crate::support::TestApp;

#[derive(Debug, AdminResource)]
#[admin(
    table = "measurements",
    plural = "Measurements",
    context = "Shed",
    list(id),
    filter(level),
    drill_down(day),
    order(id)
)]
struct Measurement {
    id: i64,
    level: i64,
    day: Option<chrono::NaiveDate>,
}

/// Each row works for milliseconds before it knows its level and day.
const SLOW: &str = "
    CREATE TABLE digits (n INTEGER NOT NULL);
    WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < 250) INSERT INTO digits SELECT i FROM c;
    CREATE TABLE raw (id INTEGER PRIMARY KEY);
    WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < 9000) INSERT INTO raw SELECT i FROM c;
    CREATE VIEW measurements AS SELECT id,
        (SELECT count(*) FROM digits a, digits b WHERE a.n + b.n + raw.id > 0) AS level,
        date((SELECT count(*) FROM digits a, digits b WHERE a.n + b.n + raw.id > 0), 'unixepoch') AS day FROM raw;
";

#[tokio::test]
async fn w4_f4_rows_are_shown_when_counting_them_takes_too_long() {
    let app = TestApp::with("/admin", |builder| builder.resource::<Measurement>().skip_database_check()).await;
    app.admin.database().execute(SLOW).await.expect("a slow view");
    for (path, count) in
        [("/shed/measurements?f.level=62500", "many measurements"), ("/shed/measurements", "9,000 measurements")]
    {
        let page = app.get(path).await.ok();
        assert!(page.words(".count").starts_with(count), "{path}: {}", page.words(".count"));
        assert_eq!(page.texts("tbody tr").len(), 50);
        assert!(!page.has(".drill"));
    }
}
