//! SQLite keeps any value in any column; an admin has to show what is there.

use chrono::{NaiveDate, NaiveDateTime};
use http::StatusCode;
use kaffy::{AdminResource, Database};
use rust_decimal::Decimal;

use crate::app::{TestApp, rows};

#[derive(Debug, AdminResource)]
#[admin(table = "anything", context = "Lite", plural = "Anything", search(words), filter(number, words, day))]
struct Anything {
    id: i64,
    number: Option<i64>,
    words: Option<String>,
    price: Option<Decimal>,
    flag: Option<bool>,
    day: Option<NaiveDate>,
    at: Option<NaiveDateTime>,
    weight: Option<f64>,
}

pub(crate) async fn f18_any_value_in_any_column(db: Database) {
    let all = |value: &str| [value; 7].join(", ");
    let values = [
        "'ten'",
        "10",
        "10.5",
        "x'00FF'",
        "x'6162'",
        "''",
        "'10'",
        "NULL",
        "1e308",
        "9e999",
        "-9e999",
        "'2024-02-29'",
        "1709164800",
        "'2024-02-29T10:00:00+02:00'",
        "-0.0",
        "9223372036854775807",
        "'Äpfel'",
        "' 7 '",
        "TRUE",
    ];
    let odd: Vec<_> = values.iter().map(|value| all(value)).collect();
    let odd: Vec<_> = odd.iter().map(String::as_str).collect();
    // BLOB would keep each value as it is; these convert what they can.
    let script = format!(
        "CREATE TABLE anything (id INTEGER PRIMARY KEY, number INTEGER, words TEXT, price NUMERIC, flag BOOLEAN, day DATE, at DATETIME, weight REAL);{}",
        rows("anything", 95, &odd)
    );
    let app = TestApp::over(db, &script, |builder| builder.resource::<Anything>()).await;
    app.pages::<Anything>(95).await;
    app.untouched::<Anything>().await;
    app.form_of::<Anything>("1")
        .await
        .set("number", "5")
        .set("day", "2026-01-01")
        .submit(&app)
        .await
        .is(StatusCode::SEE_OTHER);
    assert_eq!(app.form_of::<Anything>("1").await.value("number"), Some("5"));
    app.deleted::<Anything>().await;
}

#[derive(Debug, AdminResource)]
#[admin(table = "strict_things", context = "Lite")]
struct StrictThing {
    #[admin(primary_key)]
    code: String,
    number: i64,
    weight: Option<f64>,
    bytes: Option<Vec<u8>>,
    any: Option<String>,
}

pub(crate) async fn f18_tables_without_rowid_and_strict_ones(db: Database) {
    let script = "CREATE TABLE strict_things (code TEXT PRIMARY KEY, number INT NOT NULL, weight REAL, bytes BLOB, \"any\" ANY) STRICT, WITHOUT ROWID;";
    let app = TestApp::over(db, script, |builder| builder.resource::<StrictThing>()).await;
    for at in 0..30 {
        let new =
            app.new_form::<StrictThing>().await.set("code", &format!("c{at}")).set("number", &(at % 4).to_string());
        new.set("any", "7").set("weight", "2").submit(&app).await.is(StatusCode::SEE_OTHER);
    }
    app.pages::<StrictThing>(30).await;
    app.untouched::<StrictThing>().await;
    app.form_of::<StrictThing>("c1").await.set("number", "-1").submit(&app).await.is(StatusCode::SEE_OTHER);
    app.deleted::<StrictThing>().await;
}

#[derive(Debug, AdminResource)]
#[admin(table = "mojibake", context = "Lite", plural = "Mojibake", search(words))]
struct Mojibake {
    id: i64,
    words: String,
}

pub(crate) async fn f18_texts_that_are_not_utf8(db: Database) {
    let odd = ["CAST(x'FF41' AS TEXT)", "'fine'", "CAST(x'C328' AS TEXT)", "x'FF41'", "'z'", "CAST(x'610062' AS TEXT)"];
    let script =
        format!("CREATE TABLE mojibake (id INTEGER PRIMARY KEY, words TEXT NOT NULL);{}", rows("mojibake", 90, &odd));
    let app = TestApp::over(db, &script, |builder| builder.resource::<Mojibake>()).await;
    app.pages::<Mojibake>(90).await;
    app.untouched::<Mojibake>().await;
    assert_eq!(app.keys::<Mojibake>("q=fine").await.len(), 15);
    app.form_of::<Mojibake>("1").await.set("words", "mended").submit(&app).await.is(StatusCode::SEE_OTHER);
    app.deleted::<Mojibake>().await;
}
