//! Instants and numbers as their reader writes them: zones, days, gaps, doubled hours, commas (K97, K20).

use chrono::{DateTime, NaiveDateTime, Utc};
use http::StatusCode;
use kaffy::{AdminBuilder, AdminResource, Database, i18n::Tz};
use rust_decimal::Decimal;

use crate::app::{TestApp, by};

#[derive(Debug, AdminResource)]
#[admin(
    context = "Shop",
    table = "bakes",
    plural = "Bakes",
    list(title, at, wall, price),
    filter(at, price),
    search(title, exact(at)),
    order(id),
    drill_down(at)
)]
struct Bake {
    id: i64,
    title: String,
    at: Option<DateTime<Utc>>,
    wall: Option<NaiveDateTime>,
    price: Option<Decimal>,
}

/// Twice in July around midnight in Berlin, in both of SQLite's forms; then the second 2:30 of an autumn night.
fn tables(db: &Database) -> &'static str {
    by(
        db,
        "CREATE TABLE bakes (id INTEGER PRIMARY KEY, title TEXT NOT NULL, at TEXT, wall TEXT, price TEXT);\
         INSERT INTO bakes VALUES (1, 'late', '2026-07-01 21:30:00', '2026-07-01 21:30:00', '12.50'), \
         (2, 'early', '2026-07-01 22:30:00', '2026-07-01 22:30:00', '12345.50'), \
         (3, 'first', '2026-07-01T22:00:00+00:00', NULL, NULL), \
         (4, 'autumn', '2026-10-25 01:30:00', NULL, '0.125');",
        "CREATE TABLE bakes (id BIGINT PRIMARY KEY, title TEXT NOT NULL, at TIMESTAMPTZ, wall TIMESTAMP, \
         price NUMERIC(10, 3));\
         INSERT INTO bakes VALUES (1, 'late', '2026-07-01 21:30:00+00', '2026-07-01 21:30:00', 12.50), \
         (2, 'early', '2026-07-01 22:30:00+00', '2026-07-01 22:30:00', 12345.50), \
         (3, 'first', '2026-07-01 22:00:00+00', NULL, NULL), (4, 'autumn', '2026-10-25 01:30:00+00', NULL, 0.125);",
        "SET time_zone = '+00:00'; CREATE TABLE bakes (id BIGINT PRIMARY KEY, title TEXT NOT NULL, at TIMESTAMP NULL, \
         wall DATETIME, price DECIMAL(10, 3));\
         INSERT INTO bakes VALUES (1, 'late', '2026-07-01 21:30:00', '2026-07-01 21:30:00', 12.50), \
         (2, 'early', '2026-07-01 22:30:00', '2026-07-01 22:30:00', 12345.50), \
         (3, 'first', '2026-07-01 22:00:00', NULL, NULL), (4, 'autumn', '2026-10-25 01:30:00', NULL, 0.125);",
    )
}

async fn in_berlin(db: Database, more: impl FnOnce(AdminBuilder) -> AdminBuilder) -> TestApp {
    let tables = tables(&db);
    TestApp::over(db, tables, |builder| more(builder.resource::<Bake>().time_zone(Tz::Europe__Berlin))).await
}

async fn at(app: &TestApp, key: i64) -> Option<String> {
    let page = app.get(&format!("/shop/bakes/{key}")).await.ok();
    page.form("form.record").value("at").map(str::to_owned)
}

pub(crate) async fn k97_instants_are_shown_in_the_zone_and_kept_in_utc(db: Database) {
    let app = in_berlin(db, |builder| builder).await;
    let list = app.get("/shop/bakes").await.ok();
    assert_eq!(
        list.texts("tbody time"),
        [
            "2026-07-01 23:30",
            "2026-07-01 21:30",
            "2026-07-02 00:30",
            "2026-07-01 22:30",
            "2026-07-02 00:00",
            "2026-10-25 02:30"
        ],
        "instants by the clock in Berlin, times without a zone as they are"
    );
    assert_eq!(list.attribute("tbody time", "datetime").as_deref(), Some("2026-07-01T21:30:00Z"));
    assert_eq!(
        list.attribute("tbody time", "title").as_deref(),
        Some("2026-07-01 23:30:00 Europe/Berlin (+02:00)"),
        "the zone is in the tooltip"
    );
    let page = app.get("/shop/bakes/1").await.ok();
    assert_eq!(page.attribute("#field-at", "value").as_deref(), Some("2026-07-01T23:30:00"));
    assert!(page.words(".fields").contains("Europe/Berlin"), "the input says in which zone");
    // Untouched, nothing moves.
    app.untouched::<Bake>().await;
    // Typed in Berlin, kept in UTC.
    page.form("form.record").set("at", "2026-12-24T18:00").submit(&app).await.is(StatusCode::SEE_OTHER);
    let list = app.get("/shop/bakes?q=late").await.ok();
    assert_eq!(list.attribute("tbody time", "datetime").as_deref(), Some("2026-12-24T17:00:00Z"));
    // An offset or Z says it exactly.
    let form = app.form_of::<Bake>("1").await;
    form.set("at", "2026-12-24T18:00:00Z").submit(&app).await.is(StatusCode::SEE_OTHER);
    assert_eq!(at(&app, 1).await.as_deref(), Some("2026-12-24T19:00:00"));
}

pub(crate) async fn k97_a_time_that_clocks_skip_or_repeat_is_asked_about(db: Database) {
    let app = in_berlin(db, |builder| builder).await;
    let page = app.form_of::<Bake>("1").await.set("at", "2026-03-29T02:30").submit(&app).await;
    let page = page.is(StatusCode::UNPROCESSABLE_ENTITY);
    let words = page.words("#field-at-error");
    assert!(words.contains("does not exist") && words.contains("2026-03-29T03:00:00"), "{words}");
    let page = page.form("form.record").set("at", "2026-10-25T02:30").submit(&app).await;
    let page = page.is(StatusCode::UNPROCESSABLE_ENTITY);
    let words = page.words("#field-at-error");
    assert!(words.contains("2026-10-25T02:30+02:00") && words.contains("2026-10-25T02:30+01:00"), "{words}");
    assert_eq!(page.attribute("#field-at", "type").as_deref(), Some("text"), "there is room for the offset");
    let form = page.form("form.record").set("at", "2026-10-25T02:30+02:00");
    form.submit(&app).await.is(StatusCode::SEE_OTHER);
    assert_eq!(at(&app, 1).await.as_deref(), Some("2026-10-25T02:30:00+02:00"));
    // The second one says which it is, and saving it as it is changes nothing.
    assert_eq!(at(&app, 4).await.as_deref(), Some("2026-10-25T02:30:00+01:00"));
    app.untouched::<Bake>().await;
}

pub(crate) async fn k97_days_of_filters_begin_at_midnight_in_the_zone(db: Database) {
    let app = in_berlin(db, |builder| builder).await;
    for (query, keys) in [
        ("f.at=2026-07-02", vec!["2", "3"]),
        ("f.at=2026-07-01", vec!["1"]),
        ("f.at.gte=2026-07-02", vec!["2", "3", "4"]),
        ("f.at.lte=2026-07-01", vec!["1"]),
        ("f.at.lt=2026-07-02", vec!["1"]),
        ("f.at.gt=2026-07-01", vec!["2", "3", "4"]),
        ("f.at.during=2026-07-02", vec!["2", "3"]),
        ("f.at.during=2026-10", vec!["4"]),
        ("f.at.gte=2026-07-02T00:30", vec!["2", "4"]),
        ("f.at.lt=2026-07-02T00:30", vec!["1", "3"]),
        ("f.at=2026-07-02T00:00:00", vec!["3"]),
        ("q=2026-07-02", vec!["2", "3"]),
    ] {
        // Only within a request is it known who reads: through the page.
        let page = app.get(&format!("/shop/bakes?{query}")).await.ok();
        let found: Vec<_> = page.attributes("tbody tr th a", "href");
        let found: Vec<_> = found.iter().filter_map(|href| href.split('?').next()?.rsplit('/').next()).collect();
        assert_eq!(found, keys, "{query}");
    }
    let page = app.get("/shop/bakes?f.at.during=2026-07").await.ok();
    assert_eq!(
        page.texts(".drill > ul a"),
        ["1 July 2026", "2 July 2026"],
        "the days there are, by the clock in Berlin"
    );
}

pub(crate) async fn k20_k97_a_region_writes_its_own_dates_and_numbers(db: Database) {
    let app = in_berlin(db, |builder| builder.languages(["de"])).await;
    let list = app.get("/shop/bakes").await.ok();
    assert_eq!(list.texts("tbody time")[0], "01.07.2026 23:30");
    assert_eq!(
        list.texts("tbody td.number").into_iter().filter(|text| text.contains(',')).collect::<Vec<_>>(),
        by(app.admin.database(), "12,50 12.345,50 0,125", "12,500 12.345,500 0,125", "12,500 12.345,500 0,125")
            .split(' ')
            .collect::<Vec<_>>()
    );
    let form = app.form_of::<Bake>("2").await;
    assert!(form.value("price").is_some_and(|price| price.starts_with("12345,5")), "{:?}", form.value("price"));
    app.untouched::<Bake>().await;
    let page = form.set("price", "1.234").submit(&app).await;
    let page = page.is(StatusCode::UNPROCESSABLE_ENTITY);
    let words = page.words("#field-price-error");
    assert!(words.contains("1234") && words.contains("1,234"), "{words}");
    page.form("form.record").set("price", "99,5").submit(&app).await.is(StatusCode::SEE_OTHER);
    for (query, count) in [("f.price.gte=99,5", 1), ("f.price.gte=99.5", 1), ("f.price.lte=12,5", 2)] {
        let page = app.get(&format!("/shop/bakes?{query}")).await.ok();
        assert_eq!(page.texts("tbody tr").len(), count, "{query}");
    }
    let page = app.get("/shop/bakes?f.price.gte=12345.5&f.at.gte=2026-07-02").await.ok();
    let chips = page.words(".chips");
    assert!(chips.contains("12.345,5") && chips.contains("02.07.2026"), "{chips}");
    // A form is read as it was drawn, whoever reads meanwhile.
    let form = app.form_of::<Bake>("1").await;
    let form = form.set("_region", "en").set("_zone", "UTC").set("price", "1.234").set("at", "2026-01-01T12:00");
    form.submit(&app).await.is(StatusCode::SEE_OTHER);
    let form = app.form_of::<Bake>("1").await;
    assert_eq!((form.value("price"), form.value("at")), (Some("1,234"), Some("2026-01-01T13:00:00")));
}
