//! Types that only one server has.
#![cfg_attr(not(all(feature = "postgres", feature = "mysql")), allow(dead_code, reason = "a server each"))]

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use http::StatusCode;
use kaffy::{AdminChoice, AdminResource, Database};
use rust_decimal::Decimal;

use crate::app::{TestApp, rows};

/// Whatever PostgreSQL can print, as text.
#[derive(Debug, AdminResource)]
#[admin(
    table = "types",
    context = "Server",
    search(address, cash, span, clock, word, place, doc),
    filter(address, cash, span, word)
)]
struct Type {
    id: i64,
    address: Option<String>,
    cash: Option<String>,
    span: Option<String>,
    clock: Option<String>,
    word: Option<String>,
    place: Option<String>,
    doc: Option<String>,
    json: Option<String>,
    bits: Option<String>,
    letter: Option<char>,
    mac: Option<String>,
    period: Option<String>,
}

pub(crate) async fn f18_types_of_postgresql(db: Database) {
    let odd = [
        "'10.0.0.1/24', 1234.5, '1 year 2 mons -3 days 04:05:06.789', '12:00:00+02', 'Ann', '(1,2)', '<a>x</a>', '{\"b\": 1, \"a\": 2}', '101', 'x', '08:00:2b:01:02:03', '[2026-01-01,2026-02-01)'",
        "'::1', -0.01, '0', '24:00:00-15:59', 'ANN', '(0,0)', '<a/>', '[]', '0', ' ', NULL, 'empty'",
        "NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL",
        "'10.0.0.1/24', 1234.5, '12 mons', '10:00:00+00', 'Bob', '(1,2)', '<a>x</a>', '1', '1', 'ä', '08:00:2b:01:02:04', '(,)'",
    ];
    let citext = db.execute("CREATE EXTENSION IF NOT EXISTS citext").await.is_ok();
    let script = format!(
        "CREATE TABLE types (id BIGINT PRIMARY KEY, address INET, cash MONEY, span INTERVAL, clock TIMETZ, word {}, place POINT,
             doc XML, json JSON, bits VARBIT, letter CHAR(1), mac MACADDR, period DATERANGE);{}",
        if citext { "CITEXT" } else { "VARCHAR(20)" },
        rows("types", 80, &odd)
    );
    let app = TestApp::over(db, &script, |builder| builder.resource::<Type>()).await;
    app.pages::<Type>(80).await;
    app.untouched::<Type>().await;
    app.get("/server/types?q=10.0").await.ok();
    assert_eq!(app.keys::<Type>("f.address=10.0.0.1%2F24&f.cash=%241%2C234.50").await.len(), 40);
    for (field, good, bad) in [
        ("address", "fe80::/10", "somewhere"),
        ("cash", "$12.30", "much"),
        ("span", "3 days", "soon"),
        ("clock", "09:00:00+01", "nine"),
        ("place", "(3,4)", "here"),
        ("doc", "<b>y</b>", "<b"),
        ("json", "{\"a\": 1}", "{"),
        ("bits", "111", "12"),
        ("period", "[2026-01-01,2026-01-02)", "["),
    ] {
        app.form_of::<Type>("3").await.set(field, good).submit(&app).await.is(StatusCode::SEE_OTHER);
        let page =
            app.form_of::<Type>("3").await.set(field, bad).submit(&app).await.is(StatusCode::UNPROCESSABLE_ENTITY);
        assert!(!page.words(".summary").is_empty(), "{field}");
    }
    for query in ["f.address=nowhere", "f.cash=x", "f.span=x", "q=%28"] {
        let status = app.get(&format!("/server/types?{query}")).await.status;
        assert!(!status.is_server_error(), "{query}: {status}");
    }
    app.deleted::<Type>().await;
}

#[derive(Debug, AdminResource)]
#[admin(table = "limits", context = "Server", filter(day, number, exact))]
struct Limit {
    id: i64,
    day: Option<NaiveDate>,
    at: Option<NaiveDateTime>,
    moment: Option<DateTime<Utc>>,
    clock: Option<NaiveTime>,
    number: Option<f64>,
    single: Option<f32>,
    exact: Option<Decimal>,
    small: Option<i16>,
}

pub(crate) async fn w3_infinity_and_nan_have_a_place(db: Database) {
    let odd = [
        "'infinity', 'infinity', 'infinity', '24:00', 'NaN', 'NaN', 'NaN', 70000",
        "'-infinity', '-infinity', '-infinity', '00:00', '-Infinity', '-Infinity', '-Infinity', -70000",
        "'0044-03-15 BC', '0044-03-15 12:00 BC', '0044-03-15 12:00 BC', '12:00', 'Infinity', 'Infinity', 'Infinity', 1",
        "'20000-01-01', '20000-01-01 00:00:00.000001', '20000-01-01', '12:00:00.000001', '-0', '-0', 1e100, 2",
        "'2024-02-29', '2024-02-29 12:00', '2024-02-29 12:00', NULL, '0', '0.1', 1e-100, 3",
        "NULL, NULL, NULL, NULL, NULL, NULL, 12345678901234567890123456789012345678.5, NULL",
    ];
    let script = format!(
        "CREATE TABLE limits (id BIGINT PRIMARY KEY, day DATE, at TIMESTAMP, moment TIMESTAMPTZ, clock TIME, number FLOAT8, single FLOAT4, exact NUMERIC, small INTEGER);{}",
        rows("limits", 120, &odd)
    );
    let app = TestApp::over(db, &script, |builder| builder.resource::<Limit>()).await;
    app.pages::<Limit>(120).await;
    app.walk::<Limit>("sort=-exact,day,-moment", 120).await;
    app.untouched::<Limit>().await;
    app.form_of::<Limit>("1")
        .await
        .set("day", "2026-01-01")
        .set("number", "1")
        .submit(&app)
        .await
        .is(StatusCode::SEE_OTHER);
    app.deleted::<Limit>().await;
}

#[derive(Debug, Clone, Copy, AdminChoice)]
#[admin(storage = native("Odd Mood"))]
enum Mood {
    #[admin(value = "it's fine")]
    Fine,
    #[admin(value = "a,b {c} \"d\"")]
    Comma,
    #[admin(value = "ÄÖ")]
    Umlaut,
}

#[derive(Debug, AdminResource)]
#[admin(table = "moods", context = "Server", filter(mood, moods, numbers), list(id, mood, moods))]
struct Feeling {
    id: i64,
    mood: Mood,
    moods: Vec<Mood>,
    numbers: Option<Vec<i32>>,
}

pub(crate) async fn k71_native_enums_and_arrays_of_them(db: Database) {
    let odd = [
        "'it''s fine', '{}', '{}'",
        "'a,b {c} \"d\"', '{\"a,b {c} \\\"d\\\"\",ÄÖ}', '{1,2}'",
        "'ÄÖ', '{\"it''s fine\"}', NULL",
        "'unknown', '{unknown,ÄÖ}', '{{1,2},{3,4}}'",
    ];
    let script = format!(
        "CREATE TYPE \"Odd Mood\" AS ENUM ('unknown', 'it''s fine', 'a,b {{c}} \"d\"', 'ÄÖ');
         CREATE TABLE moods (id BIGINT PRIMARY KEY, mood \"Odd Mood\" NOT NULL, moods \"Odd Mood\"[] NOT NULL, numbers INTEGER[]);{}",
        rows("moods", 60, &odd)
    );
    let app = TestApp::over(db, &script, |builder| builder.resource::<Feeling>()).await;
    app.pages::<Feeling>(60).await;
    app.untouched::<Feeling>().await;
    assert_eq!(app.keys::<Feeling>("f.mood=comma&f.moods=umlaut&f.numbers=2").await.len(), 15);
    let form = app.form_of::<Feeling>("4").await.set("mood", "comma").also("moods", "fine").also("moods", "comma");
    form.submit(&app).await.is(StatusCode::SEE_OTHER);
    let list = app.get("/server/feelings?sort=id").await.ok();
    assert_eq!((list.column("Mood")[3].as_str(), list.column("Moods")[3].as_str()), ("Comma", "Fine, Comma"));
    app.deleted::<Feeling>().await;
}

#[derive(Debug, Clone, Copy, AdminChoice)]
enum Size {
    #[admin(value = "it's, \"odd\"")]
    Odd,
    #[admin(value = "x-Läarge")]
    Large,
}

#[derive(Debug, AdminResource)]
#[admin(table = "types", context = "Server", filter(flag, small, size, year))]
struct MyType {
    id: u64,
    flag: bool,
    bit: Option<bool>,
    small: i8,
    tiny: u8,
    size: Option<Size>,
    label: Option<String>,
    set: Option<String>,
    year: Option<i32>,
    fixed: Option<String>,
    single: Option<f64>,
    price: Option<Decimal>,
    span: Option<NaiveTime>,
    stamp: Option<DateTime<Utc>>,
    huge: Option<i64>,
    signed: Option<Decimal>,
}

pub(crate) async fn f18_types_of_mysql(db: Database) {
    let odd = [
        "1, b'1', -128, 0, 'it''s, \"odd\"', 'a', 'x,y', 2026, 'ab', 0.1, 0.1, '12:00', '2026-01-01 00:00:00', 18446744073709551615, -0.00",
        "0, b'0', 127, 255, 'x-Läarge', 'b', '', 1901, 'ab ', 0.1, 0.3, '-12:00', '1970-01-01 00:00:01', 0, 99999.99",
        "1, NULL, 0, 7, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL",
        "7, b'1', 1, 1, 'forgotten', 'b', 'x', 2155, '', 16777217, 1e10, '838:59:59', '2038-01-19 03:14:07', 9223372036854775808, -99999.99",
    ];
    let script = format!(
        "CREATE TABLE types (id BIGINT UNSIGNED PRIMARY KEY, flag TINYINT(1) NOT NULL, bit BIT(1), small TINYINT NOT NULL, tiny TINYINT UNSIGNED NOT NULL,
             size ENUM('x-Läarge', 'forgotten', 'it''s, \"odd\"'), label ENUM('b', 'a'), `set` SET('x', 'y'), year YEAR, fixed CHAR(10), single FLOAT, price FLOAT,
             span TIME, stamp TIMESTAMP NULL, huge BIGINT UNSIGNED, signed DECIMAL(7,2));{}
         UPDATE types SET id = 18446744073709551615 WHERE id = 1;",
        rows("types", 80, &odd)
    );
    let app = TestApp::over(db, &script, |builder| builder.resource::<MyType>()).await;
    app.pages::<MyType>(80).await;
    app.untouched::<MyType>().await;
    assert_eq!(app.keys::<MyType>("f.size=odd&f.year=2026&f.small=-128").await.len(), 20);
    let form =
        app.form_of::<MyType>("3").await.set("size", "large").set("set", "x,y").set("bit", "true").set("label", "a");
    form.set("stamp", "2030-01-01T00:00:00").submit(&app).await.is(StatusCode::SEE_OTHER);
    let form = app.form_of::<MyType>("3").await;
    assert_eq!((form.value("size"), form.value("set"), form.value("bit")), (Some("large"), Some("x,y"), Some("true")));
    for (field, bad) in
        [("label", "c"), ("set", "q"), ("year", "1800"), ("stamp", "1900-01-01T00:00:00"), ("fixed", "12345678901")]
    {
        let page =
            app.form_of::<MyType>("3").await.set(field, bad).submit(&app).await.is(StatusCode::UNPROCESSABLE_ENTITY);
        assert!(!page.words(".summary").is_empty(), "{field}");
    }
    app.deleted::<MyType>().await;
}

#[derive(Debug, AdminResource)]
#[admin(table = "zeros", context = "Server", filter(day), drill_down(day))]
struct Zero {
    id: i64,
    day: Option<NaiveDate>,
    at: Option<NaiveDateTime>,
    moment: Option<DateTime<Utc>>,
}

pub(crate) async fn w3_zero_dates_have_a_place(db: Database) {
    let odd = [
        "'0000-00-00', '0000-00-00 00:00:00', '0000-00-00 00:00:00'",
        "'2024-00-00', '2024-02-00 00:00:00', '2024-02-29 12:00:00'",
        "NULL, NULL, NULL",
        "'2024-02-29', '2024-02-29 12:00:00', '2024-02-29 12:00:00'",
    ];
    let script = format!(
        "CREATE TABLE zeros (id BIGINT PRIMARY KEY, day DATE, at DATETIME, moment TIMESTAMP NULL);
         SET @held = @@sql_mode; SET SESSION sql_mode = 'ALLOW_INVALID_DATES'; {} SET SESSION sql_mode = @held;",
        rows("zeros", 80, &odd)
    );
    let app = TestApp::over(db, &script, |builder| builder.resource::<Zero>()).await;
    app.pages::<Zero>(80).await;
    app.untouched::<Zero>().await;
    app.form_of::<Zero>("1").await.set("day", "2026-01-01").submit(&app).await.is(StatusCode::SEE_OTHER);
    app.deleted::<Zero>().await;
}
