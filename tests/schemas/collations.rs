//! Texts that are equal to the database and not to a reader.

use kaffy::{AdminResource, Database};

use crate::app::{TestApp, by, rows};

#[derive(Debug, AdminResource)]
#[admin(table = "names", context = "Texts", search(name, fixed), filter(name, fixed))]
struct Name {
    id: i64,
    name: String,
    fixed: Option<String>,
    one: Option<char>,
}

const ODD: [&str; 9] = [
    "'a', 'a', 'a'",
    "'A', 'A', 'A'",
    "'a ', 'a ', ' '",
    "'ä', 'ä', 'ä'",
    "'Ä', NULL, NULL",
    "'ß', 'ss', 'ß'",
    "'ss', '', 'x'",
    "'', 'b', 'X'",
    "'100%_', 'B', '%'",
];

pub(crate) async fn w3_texts_that_are_equal_to_the_database(db: Database) {
    let columns = by(
        &db,
        "name TEXT NOT NULL COLLATE NOCASE, fixed CHAR(10) COLLATE RTRIM, one CHAR(1)",
        "name VARCHAR(20) NOT NULL, fixed CHAR(10), one CHAR(1)",
        "name VARCHAR(20) NOT NULL COLLATE utf8mb4_general_ci, fixed CHAR(10) COLLATE utf8mb4_unicode_ci, one CHAR(1)",
    );
    let script = format!("CREATE TABLE names (id BIGINT PRIMARY KEY, {columns});{}", rows("names", 90, &ODD));
    let app = TestApp::over(db, &script, |builder| builder.resource::<Name>()).await;
    app.pages::<Name>(90).await;
    app.walk::<Name>("sort=-name,fixed", 90).await;
    app.untouched::<Name>().await;
    assert_eq!(app.keys::<Name>("q=100%25_").await.len(), 10);
    app.deleted::<Name>().await;
}

#[cfg_attr(not(feature = "postgres"), expect(dead_code, reason = "PostgreSQL only"))]
pub(crate) async fn w3_collations_that_know_no_case(db: Database) {
    let script = format!(
        "CREATE COLLATION blind (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
         CREATE TABLE names (id BIGINT PRIMARY KEY, name TEXT COLLATE blind NOT NULL, fixed VARCHAR(10) COLLATE \"C\", one CHAR(1));{}",
        rows("names", 90, &ODD)
    );
    let app = TestApp::over(db, &script, |builder| builder.resource::<Name>()).await;
    app.pages::<Name>(90).await;
    app.walk::<Name>("sort=-name,fixed", 90).await;
    app.untouched::<Name>().await;
    assert_eq!(app.keys::<Name>("q=100%25_").await.len(), 10);
    assert_eq!(app.keys::<Name>("f.name=a").await.len(), 20, "as the collation compares");
    app.get("/texts/names?q=%C3%A4&f.name.contains=a&f.name.starts=a").await.ok();
    app.deleted::<Name>().await;
}
