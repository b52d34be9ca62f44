//! Keys of any type and any text.

use chrono::NaiveDate;
use http::StatusCode;
use kaffy::{AdminResource, Database};
use uuid::Uuid;

use crate::app::{TestApp, by};

#[derive(Debug, AdminResource)]
#[admin(table = "words", context = "Locks", search(meaning, exact(word)))]
struct Word {
    meaning: String,
    #[admin(primary_key, blank)]
    word: String,
}

pub(crate) async fn b11_text_keys_of_any_text(db: Database) {
    let tables = by(
        &db,
        "CREATE TABLE words (meaning TEXT NOT NULL, word TEXT PRIMARY KEY);",
        "CREATE TABLE words (meaning TEXT NOT NULL, word TEXT PRIMARY KEY);",
        "CREATE TABLE words (meaning TEXT NOT NULL, word VARCHAR(250) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PRIMARY KEY);",
    );
    let app = TestApp::over(db, tables, |builder| builder.resource::<Word>()).await;
    let long = "ä/%".repeat(66);
    let words = [
        "",
        "~",
        "~~",
        "new",
        "options",
        ".",
        "..",
        "...",
        "a/b",
        "/",
        "//",
        "a,b",
        ",",
        "%",
        "%2F",
        "%00",
        "a b",
        "+",
        "a+b",
        "#",
        "?",
        "?a=b",
        "&",
        "=",
        "🪚👩‍👩‍👧",
        "é",
        "e\u{301}",
        "\\",
        "'",
        "\"",
        "<b>",
        "`",
        "delete",
        "a/delete",
        "\t",
        "a\nb",
        "NULL",
        "true",
        "1",
        "01",
        "{{7}}",
        &long,
    ];
    for word in words {
        let new = app.new_form::<Word>().await.set("word", word).set("meaning", "m").set("_save", "stay");
        let place = app.saved(&new.submit(&app).await);
        let form = app.get(&place).await.ok().form("form.record");
        form.set("meaning", &format!("of {word}")).submit(&app).await.is(StatusCode::SEE_OTHER);
    }
    app.pages::<Word>(words.len()).await;
    app.untouched::<Word>().await;
    app.deleted::<Word>().await;
}

#[derive(Debug, AdminResource)]
#[admin(table = "rates", context = "Locks", composite, primary_key(day, currency))]
struct Rate {
    currency: String,
    day: NaiveDate,
    rate: i32,
}

pub(crate) async fn b11_keys_of_a_text_and_a_date(db: Database) {
    let tables = "CREATE TABLE rates (currency VARCHAR(20) NOT NULL, day DATE NOT NULL, rate INTEGER NOT NULL, PRIMARY KEY (currency, day));";
    let app = TestApp::over(db, tables, |builder| builder.resource::<Rate>()).await;
    for (at, currency) in ["€", "US$", "a,b", "/"].into_iter().enumerate() {
        for day in ["0001-01-01", "1582-10-10", "1999-12-31", "2024-02-29", "2026-01-01", "2026-01-02", "9999-12-31"] {
            let new =
                app.new_form::<Rate>().await.set("currency", currency).set("day", day).set("rate", &at.to_string());
            new.submit(&app).await.is(StatusCode::SEE_OTHER);
        }
    }
    app.pages::<Rate>(28).await;
    app.untouched::<Rate>().await;
    let twice = app.new_form::<Rate>().await.set("currency", "€").set("day", "1999-12-31").set("rate", "1");
    let twice = twice.submit(&app).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(twice.words("#field-day-error").contains("combination"), "{}", twice.words("main"));
    app.form_of::<Rate>("2024-02-29,%2F").await.set("rate", "9").submit(&app).await.is(StatusCode::SEE_OTHER);
    assert_eq!(app.form_of::<Rate>("2024-02-29,%2F").await.value("rate"), Some("9"));
    app.deleted::<Rate>().await;
}

#[derive(Debug, AdminResource)]
#[admin(table = "switches", context = "Locks", composite)]
struct Switch {
    words: String,
    #[admin(primary_key)]
    is_on: bool,
    #[admin(primary_key)]
    number: i32,
}

pub(crate) async fn b11_keys_of_a_flag_and_a_number(db: Database) {
    let tables = "CREATE TABLE switches (words VARCHAR(20) NOT NULL, is_on BOOLEAN NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (is_on, number));";
    let app = TestApp::over(db, tables, |builder| builder.resource::<Switch>()).await;
    for number in -7..8 {
        for is_on in ["true", "false"] {
            let new = app.new_form::<Switch>().await.set("words", "w").set("number", &number.to_string());
            new.without("is_on").also("is_on", is_on).submit(&app).await.is(StatusCode::SEE_OTHER);
        }
    }
    app.pages::<Switch>(30).await;
    app.untouched::<Switch>().await;
    app.form_of::<Switch>("false,-7").await.set("words", "x").submit(&app).await.is(StatusCode::SEE_OTHER);
    app.deleted::<Switch>().await;
}

macro_rules! badges {
    ($($name:ident = $table:literal),+) => {
        $(#[derive(Debug, AdminResource)]
        #[admin(table = $table, context = "Locks")]
        struct $name {
            holder: String,
            #[admin(primary_key)]
            badge_no: Uuid,
            deputy: Option<Uuid>,
        })+
    };
}
badges!(First = "first", Second = "second", Third = "third", Fourth = "fourth");

pub(crate) async fn b11_a_uuid_key_that_is_not_first_nor_called_id(db: Database) {
    let kinds = by(&db, "TEXT|BLOB|UUID|CHAR(36)", "UUID|TEXT|CHAR(36)|BYTEA", "CHAR(36)|BINARY(16)|UUID|CHAR(32)");
    let kinds: Vec<_> = kinds.split('|').collect();
    badge::<First>(&db, kinds[0]).await;
    badge::<Second>(&db, kinds[1]).await;
    badge::<Third>(&db, kinds[2]).await;
    badge::<Fourth>(&db, kinds[3]).await;
}

async fn badge<R: AdminResource>(db: &Database, kind: &str) {
    let default = if kind == "UUID" { by(db, "", "DEFAULT gen_random_uuid()", "DEFAULT uuid()") } else { "" };
    let table = R::META.table.name;
    let tables = format!(
        "CREATE TABLE {table} (holder VARCHAR(40) NOT NULL, badge_no {kind} {default} PRIMARY KEY, deputy {kind});"
    );
    let app = TestApp::over(db.clone(), &tables, |builder| builder.resource::<R>()).await;
    for at in 0..30 {
        let deputy = if at % 3 == 0 { "" } else { "67e55044-10b1-426f-9247-bb680e5fe0c8" };
        let new = app.new_form::<R>().await.set("holder", &format!("h{}", at % 4)).set("deputy", deputy);
        let place = app.saved(&new.set("_save", "stay").submit(&app).await);
        app.get(&place).await.ok();
    }
    app.pages::<R>(30).await;
    app.untouched::<R>().await;
    let key = app.keys::<R>("").await.remove(0);
    assert_eq!(app.keys::<R>(&format!("q={key}")).await, std::slice::from_ref(&key), "{kind}");
    app.form_of::<R>(&key).await.set("holder", "x").set("deputy", &key).submit(&app).await.is(StatusCode::SEE_OTHER);
    assert_eq!(app.form_of::<R>(&key).await.value("deputy"), Some(key.as_str()));
    app.deleted::<R>().await;
}

#[derive(Debug, AdminResource)]
#[admin(table = "pages", context = "Locks", composite)]
struct Sheet {
    #[admin(primary_key)]
    book: i64,
    #[admin(primary_key, create = hidden)]
    number: i64,
    words: String,
}

#[cfg_attr(not(feature = "mysql"), expect(dead_code, reason = "MySQL only"))]
pub(crate) async fn b11_a_counter_that_is_a_part_of_the_key(db: Database) {
    let tables = "CREATE TABLE pages (book BIGINT NOT NULL, number BIGINT NOT NULL AUTO_INCREMENT, words TEXT NOT NULL,
                  PRIMARY KEY (book, number), KEY (number));";
    let app = TestApp::over(db, tables, |builder| builder.resource::<Sheet>()).await;
    let new = app.new_form::<Sheet>().await.set("book", "7").set("words", "w").set("_save", "stay").submit(&app).await;
    assert_eq!(app.saved(&new), "/locks/sheets/7,1");
    app.untouched::<Sheet>().await;
    app.deleted::<Sheet>().await;
}
