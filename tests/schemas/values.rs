//! Values at the edge of their types, and beyond.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use http::StatusCode;
use kaffy::{AdminChoice, AdminResource, Database};
use rust_decimal::Decimal;
use uuid::Uuid;

use crate::app::{TestApp, by, rows};

#[derive(Debug, AdminResource)]
#[admin(table = "numbers", context = "Values", filter(small, tiny, big, huge, exact))]
struct Number {
    id: i64,
    small: i16,
    tiny: u8,
    big: i64,
    huge: Option<u64>,
    exact: Option<Decimal>,
}

pub(crate) async fn f18_numbers_at_their_limits(db: Database) {
    let tables = by(
        &db,
        "CREATE TABLE numbers (id INTEGER PRIMARY KEY, small SMALLINT NOT NULL, tiny TINYINT UNSIGNED NOT NULL, big BIGINT NOT NULL, huge BIGINT, exact DECIMAL(38,10));",
        "CREATE TABLE numbers (id BIGINT PRIMARY KEY, small SMALLINT NOT NULL, tiny SMALLINT NOT NULL, big BIGINT NOT NULL, huge NUMERIC(20), exact NUMERIC(38,10));",
        "CREATE TABLE numbers (id BIGINT PRIMARY KEY, small SMALLINT NOT NULL, tiny TINYINT UNSIGNED NOT NULL, big BIGINT NOT NULL, huge BIGINT UNSIGNED, exact DECIMAL(38,10));",
    );
    let is_sqlite = tables.contains("id INTEGER");
    let huge = if is_sqlite { "9223372036854775807" } else { "18446744073709551615" };
    let odd = [
        format!("-32768, 0, -9223372036854775808, {huge}, 999999999999999999.9999999999"),
        "32767, 255, 9223372036854775807, 0, -999999999999999999.9999999999".to_owned(),
        "0, 1, 0, NULL, NULL".to_owned(),
        // More digits than a decimal here has.
        "-1, 2, 1, 1, 1234567890123456789012345678.0123456789".to_owned(),
        "-1, 2, 1, 1, 0.0000000001".to_owned(),
        "-1, 2, -9007199254740993, 9007199254740993, 9007199254740993.1".to_owned(),
        "-1, 2, -9007199254740992, 9007199254740992, 9007199254740993.2".to_owned(),
    ];
    let odd: Vec<_> = odd.iter().map(String::as_str).collect();
    let script = format!("{tables}{}", rows("numbers", 70, &odd));
    let app = TestApp::over(db, &script, |builder| builder.resource::<Number>()).await;
    app.pages::<Number>(70).await;
    app.untouched::<Number>().await;
    assert_eq!(app.keys::<Number>(&format!("f.huge={huge}&size=200")).await.len(), 10);
    assert_eq!(app.keys::<Number>("f.big=-9223372036854775808").await.len(), 10);
    assert_eq!(app.keys::<Number>("f.big=-9007199254740993").await.len(), 10);
    for (field, text) in [
        ("small", "32768"),
        ("tiny", "256"),
        ("tiny", "-1"),
        ("big", "9223372036854775808"),
        ("huge", "18446744073709551616"),
        ("exact", "1e5"),
    ] {
        let refused =
            app.form_of::<Number>("1").await.set(field, text).submit(&app).await.is(StatusCode::UNPROCESSABLE_ENTITY);
        assert!(!refused.words(&format!("#field-{field}-error")).is_empty(), "{field}");
    }
    let changed =
        app.form_of::<Number>("3").await.set("small", "-32768").set("tiny", "255").set("big", "-9223372036854775808");
    changed.set("huge", huge).set("exact", "-0.5").submit(&app).await.is(StatusCode::SEE_OTHER);
    let form = app.form_of::<Number>("3").await;
    assert_eq!((form.value("huge"), form.value("big")), (Some(huge), Some("-9223372036854775808")));
    app.deleted::<Number>().await;
}

#[derive(Debug, AdminResource)]
#[admin(table = "floats", context = "Values", filter(single, double))]
struct Float {
    id: i64,
    single: f32,
    double: f64,
    wide: Option<f64>,
    money: Option<Decimal>,
}

pub(crate) async fn f18_floats_that_are_equal_or_negative_zero(db: Database) {
    // `wide` and `money` are fields of more precision than their columns.
    let columns = "single REAL NOT NULL, double_ DOUBLE PRECISION NOT NULL, wide REAL, money REAL";
    let columns = if by(&db, "", "", "m") == "m" { columns.replace("REAL", "FLOAT") } else { columns.to_owned() };
    let columns = columns.replace("double_", by(&db, "\"double\"", "\"double\"", "`double`"));
    let odd = [
        "0.1, 0.1, 0.1, 0.1",
        "-0.0, -0.0, -0.0, 0",
        "0.0, 0.0, 0.0, 0.0",
        "3.4e38, 1.7e308, 3.4e38, 16777216",
        "1.2e-38, 2.3e-308, 1.2e-38, 0.3",
        "0.3, 0.30000000000000004, NULL, NULL",
        "-7.25, 5e-324, 0.1, 0.1",
    ];
    let script = format!("CREATE TABLE floats (id BIGINT PRIMARY KEY, {columns});{}", rows("floats", 70, &odd));
    let app = TestApp::over(db, &script, |builder| builder.resource::<Float>()).await;
    app.pages::<Float>(70).await;
    app.untouched::<Float>().await;
    let new = app.form_of::<Float>("1").await.set("single", "1e39").submit(&app).await;
    assert!(!new.is(StatusCode::UNPROCESSABLE_ENTITY).words("#field-single-error").is_empty());
    app.form_of::<Float>("2")
        .await
        .set("single", "2.5")
        .set("double", "1e-7")
        .submit(&app)
        .await
        .is(StatusCode::SEE_OTHER);
    assert_eq!(app.keys::<Float>("f.single=2.5&f.double=1e-7").await, ["2"]);
    app.deleted::<Float>().await;
}

#[derive(Debug, AdminResource)]
#[admin(table = "times", context = "Values", filter(day, at, moment), drill_down(day))]
struct Time {
    id: i64,
    day: Option<NaiveDate>,
    clock: Option<NaiveTime>,
    at: Option<NaiveDateTime>,
    moment: Option<DateTime<Utc>>,
}

pub(crate) async fn f18_dates_at_their_limits(db: Database) {
    let columns = by(
        &db,
        "day DATE, clock TIME, at DATETIME, moment TIMESTAMP",
        "day DATE, clock TIME, at TIMESTAMP, moment TIMESTAMPTZ",
        "day DATE, clock TIME(6), at DATETIME(6), moment DATETIME(6)",
    );
    let odd = [
        "'0001-01-01', '00:00:00', '0001-01-01 00:00:00', '0001-01-01 00:00:00'",
        "'9999-12-31', '23:59:59.999999', '9999-12-31 23:59:59.999999', '9999-12-31 23:59:59.999999'",
        "'1582-10-10', '12:00:00', '1970-01-01 00:00:00', '1970-01-01 00:00:00'",
        "'2024-02-29', '12:00:00.000001', '2024-02-29 12:00:00.000001', '2024-02-29 12:00:00.000001'",
        "NULL, NULL, NULL, NULL",
        "'2024-02-29', '12:00:00.5', '2024-02-29 12:00:00.5', '2024-02-29 12:00:00.5'",
        "'2024-02-29', '12:00:00', '2024-02-29 12:00:00', '2024-02-29 12:00:00'",
    ];
    let script = format!("CREATE TABLE times (id BIGINT PRIMARY KEY, {columns});{}", rows("times", 70, &odd));
    let app = TestApp::over(db, &script, |builder| builder.resource::<Time>()).await;
    app.pages::<Time>(70).await;
    app.untouched::<Time>().await;
    for query in [
        "f.day.gte=9999-12-31",
        "f.day.lte=0001-01-01",
        "f.at.gte=9999-12-31",
        "f.moment.lte=0001-01-01",
        "f.day.during=9999",
        "f.day.during=0001-01",
    ] {
        assert_eq!(app.keys::<Time>(query).await.len(), 10, "{query}");
    }
    let changed = app
        .form_of::<Time>("5")
        .await
        .set("day", "9999-12-31")
        .set("clock", "23:59:59")
        .set("at", "9999-12-31T23:59:59.5");
    changed.set("moment", "0001-01-01T00:00:00").submit(&app).await.is(StatusCode::SEE_OTHER);
    let form = app.form_of::<Time>("5").await;
    assert_eq!(form.value("at"), Some("9999-12-31T23:59:59.500"));
    assert_eq!(form.value("moment"), Some("0001-01-01T00:00:00"));
    app.untouched::<Time>().await;
    app.deleted::<Time>().await;
}

#[derive(Debug, Clone, Copy, AdminChoice)]
enum Word {
    #[admin(value = "it's \"odd\", 100%")]
    Odd,
    #[admin(value = "Ä \\ b")]
    Umlaut,
    #[admin(value = "")]
    Nothing,
}

#[derive(Debug, Clone, Copy, AdminChoice)]
#[admin(storage = integer)]
enum Level {
    Low = -1,
    High = 2,
}

#[derive(Debug, AdminResource)]
#[admin(table = "choices", context = "Values", filter(word, level), list(id, word, level))]
struct Choice {
    id: i64,
    word: Word,
    level: Option<Level>,
}

pub(crate) async fn f18_choices_nobody_knows(db: Database) {
    let umlaut = by(&db, "'Ä \\ b'", "'Ä \\ b'", "'Ä \\\\ b'");
    let odd = ["'it''s \"odd\", 100%', -1", &format!("{umlaut}, 2"), "'', NULL", "'forgotten', 7", "'Forgotten', -1"];
    let script = format!(
        "CREATE TABLE choices (id BIGINT PRIMARY KEY, word VARCHAR(60) NOT NULL, level SMALLINT);{}",
        rows("choices", 60, &odd)
    );
    let app = TestApp::over(db, &script, |builder| builder.resource::<Choice>()).await;
    app.pages::<Choice>(60).await;
    app.untouched::<Choice>().await;
    let list = app.get("/values/choices?sort=id").await.ok();
    let words = list.column("Word");
    assert_eq!(words[..3], ["Odd", "Umlaut", "Nothing"]);
    assert!(words[3].starts_with("unreadable") && words[3].contains("\"forgotten\""), "{}", words[3]);
    assert!(words[4].starts_with("unreadable"), "{}", words[4]);
    assert_eq!(app.keys::<Choice>("f.word=odd&f.level=low").await.len(), 12);
    assert_eq!(app.keys::<Choice>("f.word=nothing").await.len(), 12);
    let form = app.form_of::<Choice>("4").await;
    form.set("level", "high").submit(&app).await.is(StatusCode::SEE_OTHER);
    assert_eq!(app.form_of::<Choice>("4").await.value("level"), Some("high"));
    // What could not be read was left alone.
    assert!(app.get("/values/choices?sort=id").await.ok().column("Word")[3].contains("\"forgotten\""));
    app.form_of::<Choice>("4").await.set("word", "umlaut").submit(&app).await.is(StatusCode::SEE_OTHER);
    assert_eq!(app.keys::<Choice>("f.word=umlaut&f.level=high").await.len(), 13);
    app.deleted::<Choice>().await;
}

#[derive(Debug, AdminResource)]
#[admin(table = "blobs", context = "Values")]
struct Blob {
    id: i64,
    bytes: Vec<u8>,
    maybe: Option<Vec<u8>>,
    code: Option<Uuid>,
}

pub(crate) async fn f18_bytes_and_uuids(db: Database) {
    let columns = by(
        &db,
        "bytes BLOB NOT NULL, maybe BLOB, code BLOB",
        "bytes BYTEA NOT NULL, maybe BYTEA, code BYTEA",
        "bytes LONGBLOB NOT NULL, maybe LONGBLOB, code BINARY(16)",
    );
    let megabyte = by(&db, "zeroblob(1048576)", "decode(repeat('00', 1048576), 'hex')", "REPEAT(CHAR(0), 1048576)");
    let (nothing, one) = (by(&db, "x''", "''", "''"), by(&db, "x'FF00'", "'\\xFF00'", "x'FF00'"));
    let uuid = "67e5504410b1426f9247bb680e5fe0c8";
    let uuid = by(&db, "x'UUID'", "'\\xUUID'", "x'UUID'").replace("UUID", uuid);
    let odd = [format!("{nothing}, NULL, NULL"), format!("{one}, {nothing}, {uuid}"), format!("{one}, {one}, NULL")];
    let odd: Vec<_> = odd.iter().map(String::as_str).collect();
    let script = format!(
        "CREATE TABLE blobs (id BIGINT PRIMARY KEY, {columns});{}INSERT INTO blobs VALUES (31, {megabyte}, NULL, {uuid});",
        rows("blobs", 30, &odd)
    );
    let app = TestApp::over(db, &script, |builder| builder.resource::<Blob>()).await;
    app.pages::<Blob>(31).await;
    app.untouched::<Blob>().await;
    assert_eq!(app.form_of::<Blob>("2").await.value("code"), Some("67e55044-10b1-426f-9247-bb680e5fe0c8"));
    let wrong = app.form_of::<Blob>("2").await.set("code", "1").submit(&app).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.words("#field-code-error").contains("not a UUID"));
    app.form_of::<Blob>("2").await.set("code", "").submit(&app).await.is(StatusCode::SEE_OTHER);
    app.deleted::<Blob>().await;
}

#[derive(Debug, AdminResource)]
#[admin(table = "lists", context = "Values", filter(words, numbers))]
struct List {
    id: i64,
    words: Vec<String>,
    numbers: Option<Vec<i32>>,
    json: Option<serde_json::Value>,
    text: Option<serde_json::Value>,
}

pub(crate) async fn f18_lists_and_json(db: Database) {
    let columns = by(
        &db,
        "words TEXT NOT NULL, numbers JSON, json JSON, text TEXT",
        "words TEXT[] NOT NULL, numbers INTEGER[], json JSONB, text TEXT",
        "words JSON NOT NULL, numbers LONGTEXT, json JSON, text LONGTEXT",
    );
    let odd = if columns.contains("[]") {
        [
            "'{}', '{}', '{}', '{}'",
            "'{\"a,b\",\"it''s\",\"\\\"q\\\"\",\"\",\"NULL\",\"{x}\"}', '{1,-2147483648}', '[1e3, \"\\u00e4\"]', '{\"b\":1,\"a\":2}'",
            "'{x}', NULL, 'null', NULL",
            "'{\"two\nlines\"}', '{1,NULL}', '1.10', 'no json'",
        ]
    } else {
        [
            "'[]', '[]', '{}', '{}'",
            "'[\"a,b\",\"it''s\",\"\\\\\"q\\\\\"\",\"\",\"NULL\",\"{x}\"]', '[1,-2147483648]', '[1e3, \"ä\"]', '{\"b\":1,\"a\":2}'",
            "'[\"x\"]', NULL, 'null', NULL",
            "'[\"two\\\\nlines\"]', '[1,null]', '1.10', 'no json'",
        ]
    };
    let odd: Vec<_> = odd
        .iter()
        .map(|row| if columns.contains("LONGTEXT") { (*row).to_owned() } else { row.replace("\\\\", "\\") })
        .collect();
    let odd: Vec<_> = odd.iter().map(String::as_str).collect();
    let script = format!("CREATE TABLE lists (id BIGINT PRIMARY KEY, {columns});{}", rows("lists", 40, &odd));
    let app = TestApp::over(db, &script, |builder| builder.resource::<List>()).await;
    app.pages::<List>(40).await;
    app.untouched::<List>().await;
    assert_eq!(app.keys::<List>("f.words=a%2Cb").await.len(), 10);
    assert_eq!(app.keys::<List>("f.numbers=-2147483648").await.len(), 10);
    let changed = app.form_of::<List>("4").await.set("words", "one\ntwo").set("json", "[]");
    changed.submit(&app).await.is(StatusCode::SEE_OTHER);
    let form = app.form_of::<List>("4").await;
    assert_eq!((form.value("words"), form.value("json")), (Some("one\ntwo"), Some("[]")));
    app.deleted::<List>().await;
}
