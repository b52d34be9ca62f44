//! Many columns, few rows, long texts.

use http::StatusCode;
use kaffy::{AdminResource, Database};

use crate::app::{TestApp, by};

macro_rules! wide {
    ($($column:ident),+) => {
        #[derive(Debug, AdminResource)]
        #[admin(table = "wide", context = "Sizes", plural = "Wide")]
        struct Wide { id: i64, $($column: Option<String>),+ }

        const COLUMNS: &[&str] = &[$(stringify!($column)),+];
    };
}
wide!(
    a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, b1, b2, b3, b4, b5, b6, b7, b8, b9, b10, c1, c2, c3, c4, c5, c6, c7, c8,
    c9, c10, d1, d2, d3, d4, d5, d6, d7, d8, d9, d10, e1, e2, e3, e4, e5, e6, e7, e8, e9, e10, f1, f2, f3, f4, f5, f6,
    f7, f8, f9, f10
);

pub(crate) async fn a1_sixty_columns(db: Database) {
    let id = by(&db, "INTEGER PRIMARY KEY", "BIGSERIAL PRIMARY KEY", "BIGINT AUTO_INCREMENT PRIMARY KEY");
    let columns: Vec<_> = COLUMNS.iter().map(|name| format!("{name} VARCHAR(20)")).collect();
    let tables = format!("CREATE TABLE wide (id {id}, {});", columns.join(", "));
    let app = TestApp::over(db, &tables, |builder| builder.resource::<Wide>()).await;
    for number in 0..30 {
        let form = COLUMNS
            .iter()
            .fold(app.new_form::<Wide>().await, |form, name| form.set(name, &format!("{name} {}", number % 3)));
        form.submit(&app).await.is(StatusCode::SEE_OTHER);
    }
    for sort in ["sort=f10", "sort=-a1,f10,c5", "q=%22f10+1%22+%22a1+1%22"] {
        let rows = if sort.starts_with('q') { 10 } else { 30 };
        app.walk::<Wide>(sort, rows).await;
    }
    let sort = format!("sort={}", COLUMNS.join(","));
    app.get(&format!("/sizes/wide?{sort}")).await;
    app.untouched::<Wide>().await;
    app.deleted::<Wide>().await;
}

#[derive(Debug, AdminResource)]
#[admin(table = "things", context = "Sizes", filter(name), drill_down(day))]
struct Thing {
    id: i64,
    name: String,
    day: Option<chrono::NaiveDate>,
}

pub(crate) async fn a1_no_row_and_one_row(db: Database) {
    let tables = "CREATE TABLE things (id BIGINT PRIMARY KEY, name VARCHAR(20) NOT NULL, day DATE);";
    let app = TestApp::over(db, tables, |builder| builder.resource::<Thing>()).await;
    app.pages::<Thing>(0).await;
    for query in ["", "?last=1", "?q=", "?f.name=x", "?f.day.during=2026", "?sort=-name"] {
        app.get(&format!("/sizes/things{query}")).await.ok();
    }
    app.run("INSERT INTO things VALUES (1, 'one', '2026-01-01')").await;
    app.pages::<Thing>(1).await;
    app.untouched::<Thing>().await;
    app.deleted::<Thing>().await;
}

#[derive(Debug, AdminResource)]
#[admin(table = "letters", context = "Sizes", search(body))]
struct Letter {
    id: i64,
    body: String,
}

pub(crate) async fn w3_texts_of_a_megabyte(db: Database) {
    let body = by(&db, "TEXT", "TEXT", "LONGTEXT");
    let mut script = format!("CREATE TABLE letters (id BIGINT PRIMARY KEY, body {body} NOT NULL);");
    let long = by(&db, "replace(hex(zeroblob(524288)), '00', 'ab')", "repeat('ab', 524288)", "REPEAT('ab', 524288)");
    for id in 1..=30 {
        script += &match id % 10 {
            0 => format!("INSERT INTO letters SELECT {id}, {long};"),
            1 => format!("INSERT INTO letters VALUES ({id}, '');"),
            digit => format!("INSERT INTO letters VALUES ({id}, 'a{digit}');"),
        };
    }
    let app = TestApp::over(db, &script, |builder| builder.resource::<Letter>()).await;
    app.pages::<Letter>(30).await;
    assert_eq!(app.keys::<Letter>("q=baba").await.len(), 3);
    for sort in ["sort=body", "sort=-body"] {
        let list = app.get(&format!("/sizes/letters?{sort}&size=25")).await.ok();
        assert!(list.body.len() < 100_000, "{sort}: a page of {} bytes", list.body.len());
        let next = list.attribute("a[rel=next]", "href").expect("there is a next page");
        assert!(next.len() < 8_000, "{sort}: an address of {} bytes", next.len());
    }
    app.form_of::<Letter>("20").await.submit(&app).await.is(StatusCode::SEE_OTHER);
    app.form_of::<Letter>("20").await.set("body", "short").submit(&app).await.is(StatusCode::SEE_OTHER);
    app.deleted::<Letter>().await;
}
