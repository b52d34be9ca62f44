//! Rules that the database keeps: what it refuses is said in words, what it makes is taken over.

use http::StatusCode;
use kaffy::{AdminResource, Database, Dialect};

use crate::app::{TestApp, by};

#[derive(Debug, AdminResource)]
#[admin(table = "visits", context = "Rules", form(guest))]
struct Visit {
    id: i64,
    guest: String,
    room: i32,
}

pub(crate) async fn s14_a_required_column_that_is_not_on_the_form_is_named(db: Database) {
    let id = by(&db, "INTEGER PRIMARY KEY", "BIGSERIAL PRIMARY KEY", "BIGINT AUTO_INCREMENT PRIMARY KEY");
    for (columns, column) in
        [("room INTEGER NOT NULL", "room"), ("room INTEGER NOT NULL DEFAULT 1, floor INTEGER NOT NULL", "floor")]
    {
        let tables = format!(
            "DROP TABLE IF EXISTS visits; CREATE TABLE visits (id {id}, guest VARCHAR(40) NOT NULL, {columns});"
        );
        let app = TestApp::over(db.clone(), &tables, |builder| builder.resource::<Visit>()).await;
        let page =
            app.new_form::<Visit>().await.set("guest", "Ann").submit(&app).await.is(StatusCode::UNPROCESSABLE_ENTITY);
        let words = page.words(".summary");
        assert!(words.contains(&format!("“{column}”")) && words.contains("not on this form"), "{words}");
        assert_eq!(page.form("form.record").value("guest"), Some("Ann"), "what was typed is kept");
    }
}

#[derive(Debug, AdminResource)]
#[admin(table = "loans", context = "Rules")]
struct Loan {
    id: i64,
    reader: String,
}

pub(crate) async fn s14_the_words_of_a_trigger_reach_the_form(db: Database) {
    let tables = by(
        &db,
        "CREATE TABLE loans (id INTEGER PRIMARY KEY, reader TEXT NOT NULL);
         INSERT INTO loans VALUES (1, 'Ann');
         CREATE TRIGGER a BEFORE INSERT ON loans WHEN NEW.reader = 'Bob' BEGIN SELECT RAISE(ABORT, 'Bob may not <b>read</b>'); END;
         CREATE TRIGGER b BEFORE UPDATE ON loans WHEN NEW.reader = 'Bob' BEGIN SELECT RAISE(ABORT, 'Bob may not <b>read</b>'); END;
         CREATE TRIGGER c BEFORE DELETE ON loans BEGIN SELECT RAISE(FAIL, 'Loans are kept'); END;",
        "CREATE TABLE loans (id BIGSERIAL PRIMARY KEY, reader TEXT NOT NULL);
         INSERT INTO loans VALUES (1, 'Ann');
         CREATE FUNCTION no() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
             IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'Loans are kept'; END IF;
             IF NEW.reader = 'Bob' THEN RAISE EXCEPTION 'Bob may not <b>read</b>'; END IF; RETURN NEW; END $$;
         CREATE TRIGGER a BEFORE INSERT OR UPDATE OR DELETE ON loans FOR EACH ROW EXECUTE FUNCTION no();",
        "CREATE TABLE loans (id BIGINT AUTO_INCREMENT PRIMARY KEY, reader TEXT NOT NULL);
         INSERT INTO loans VALUES (1, 'Ann');
         CREATE TRIGGER a BEFORE INSERT ON loans FOR EACH ROW IF NEW.reader = 'Bob' THEN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'Bob may not <b>read</b>'; END IF;
         CREATE TRIGGER b BEFORE UPDATE ON loans FOR EACH ROW IF NEW.reader = 'Bob' THEN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'Bob may not <b>read</b>'; END IF;
         CREATE TRIGGER c BEFORE DELETE ON loans FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'Loans are kept';",
    );
    let app = TestApp::over(db, tables, |builder| builder.resource::<Loan>()).await;
    for form in [app.new_form::<Loan>().await, app.form_of::<Loan>("1").await] {
        let page = form.set("reader", "Bob").submit(&app).await.is(StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.words(".summary").contains("Bob may not <b>read</b>"), "{}", page.words(".summary"));
        assert_eq!(page.form("form.record").value("reader"), Some("Bob"));
    }
    let page = app.post("/rules/loans/1/delete", &[]).await.is(StatusCode::CONFLICT);
    assert!(page.words("main").contains("Loans are kept"), "{}", page.words("main"));
    assert_eq!(app.form_of::<Loan>("1").await.value("reader"), Some("Ann"));
    app.new_form::<Loan>().await.set("reader", "Cyd").submit(&app).await.is(StatusCode::SEE_OTHER);
}

#[derive(Debug, AdminResource)]
#[admin(table = "people", context = "Rules", plural = "People", name = "Person")]
struct Person {
    id: i64,
    name: String,
    #[admin(column = "E-Mail")]
    email: Option<String>,
    is_active: bool,
    age: i32,
}

pub(crate) async fn s14_checks_and_unique_rules_of_any_shape(db: Database) {
    // MySQL has neither partial indexes nor, before 8.0.13, indexes over expressions: a generated column serves.
    let tables = by(
        &db,
        "CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT NOT NULL, \"E-Mail\" TEXT, is_active BOOLEAN NOT NULL, age INTEGER NOT NULL,
             CONSTRAINT \"not a %s ghost\" CHECK (age < 150));
         CREATE UNIQUE INDEX one_name ON people (lower(name));
         CREATE UNIQUE INDEX one_mail ON people (\"E-Mail\") WHERE is_active;",
        "CREATE TABLE people (id BIGSERIAL PRIMARY KEY, name TEXT NOT NULL, \"E-Mail\" TEXT, is_active BOOLEAN NOT NULL, age INTEGER NOT NULL,
             CONSTRAINT \"not a %s ghost\" CHECK (age < 150));
         CREATE UNIQUE INDEX one_name ON people (lower(name));
         CREATE UNIQUE INDEX one_mail ON people (\"E-Mail\") WHERE is_active;",
        "CREATE TABLE people (id BIGINT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(40) NOT NULL, `E-Mail` VARCHAR(40), is_active BOOLEAN NOT NULL, age INTEGER NOT NULL,
             low VARCHAR(40) AS (lower(name)), active_mail VARCHAR(40) AS (IF(is_active, `E-Mail`, NULL)),
             UNIQUE one_name (low), UNIQUE one_mail (active_mail), CONSTRAINT `not a %s ghost` CHECK (age < 150));",
    );
    let app = TestApp::over(db, tables, |builder| builder.resource::<Person>()).await;
    let person = async |name: &str, mail: &str, active: &str, age: &str| {
        let form = app.new_form::<Person>().await.set("name", name).set("email", mail).set("age", age);
        form.without("is_active").also("is_active", active).submit(&app).await
    };
    person("Ann", "a@x", "true", "30").await.is(StatusCode::SEE_OTHER);
    person("Old", "a@x", "false", "30").await.is(StatusCode::SEE_OTHER);
    let page = person("ANN", "b@x", "true", "30").await.is(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.words(".summary").contains("already has this value"), "{}", page.words(".summary"));
    let page = person("Bob", "a@x", "true", "30").await.is(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.words(".summary").contains("already has this value"), "{}", page.words(".summary"));
    let page = person("Bob", "b@x", "true", "150").await.is(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.words(".summary").contains("not a %s ghost"), "{}", page.words(".summary"));
    assert_eq!(app.keys::<Person>("").await.len(), 2);
}

#[derive(Debug, AdminResource)]
#[admin(table = "boxes", context = "Rules", plural = "Boxes")]
struct Crate {
    id: i64,
    width: i32,
    height: i32,
    area: Option<i32>,
    label: Option<String>,
}

pub(crate) async fn k95_a_generated_column_is_shown_and_not_written(db: Database) {
    let tables = by(
        &db,
        "CREATE TABLE boxes (id INTEGER PRIMARY KEY, width INTEGER NOT NULL, height INTEGER NOT NULL,
             area INTEGER GENERATED ALWAYS AS (width * height) STORED, label TEXT AS ('box ' || id));",
        "CREATE TABLE boxes (id BIGSERIAL PRIMARY KEY, width INTEGER NOT NULL, height INTEGER NOT NULL,
             area INTEGER GENERATED ALWAYS AS (width * height) STORED, label TEXT GENERATED ALWAYS AS ('box ' || width) STORED);",
        "CREATE TABLE boxes (id BIGINT AUTO_INCREMENT PRIMARY KEY, width INTEGER NOT NULL, height INTEGER NOT NULL,
             area INTEGER GENERATED ALWAYS AS (width * height) STORED, label VARCHAR(40) AS (CONCAT('box ', width)) VIRTUAL);",
    );
    let app = TestApp::over(db, tables, |builder| builder.resource::<Crate>()).await;
    let new = app.new_form::<Crate>().await;
    assert_eq!((new.value("area"), new.value("label")), (None, None), "the database makes it");
    new.set("width", "2").set("height", "3").submit(&app).await.is(StatusCode::SEE_OTHER);
    let key = app.keys::<Crate>("").await.remove(0);
    let form = app.form_of::<Crate>(&key).await;
    assert_eq!(form.value("area"), None, "it is no input");
    assert!(app.get(&format!("/rules/boxes/{key}")).await.ok().texts("form.record .text").contains(&"6".to_owned()));
    form.set("width", "5").submit(&app).await.is(StatusCode::SEE_OTHER);
    assert_eq!(app.get("/rules/boxes").await.ok().column("Area"), ["15"]);
    app.post(&format!("/rules/boxes/{key}"), &[("width", "1"), ("height", "1"), ("area", "9")])
        .await
        .is(StatusCode::BAD_REQUEST);
    app.pages::<Crate>(1).await;
    app.untouched::<Crate>().await;
    app.deleted::<Crate>().await;
}

#[derive(Debug, AdminResource)]
#[admin(table = "notes", context = "Rules", filter(words))]
struct Note {
    #[admin(primary_key)]
    code: String,
    words: String,
}

pub(crate) async fn a54_a_trigger_may_change_the_row(db: Database) {
    let tables = by(
        &db,
        "CREATE TABLE notes (code TEXT PRIMARY KEY, words TEXT NOT NULL);
         CREATE TRIGGER a AFTER INSERT ON notes BEGIN UPDATE notes SET words = upper(words) WHERE code = NEW.code; END;",
        "CREATE TABLE notes (code TEXT PRIMARY KEY, words TEXT NOT NULL);
         CREATE FUNCTION up() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.words = upper(NEW.words); NEW.code = upper(NEW.code); RETURN NEW; END $$;
         CREATE TRIGGER a BEFORE INSERT ON notes FOR EACH ROW EXECUTE FUNCTION up();",
        "CREATE TABLE notes (code VARCHAR(20) PRIMARY KEY, words TEXT NOT NULL);
         CREATE TRIGGER a BEFORE INSERT ON notes FOR EACH ROW SET NEW.words = upper(NEW.words);",
    );
    let app = TestApp::over(db, tables, |builder| builder.resource::<Note>()).await;
    let new =
        app.new_form::<Note>().await.set("code", "a1").set("words", "loud").set("_save", "stay").submit(&app).await;
    let place = app.saved(&new);
    let form = app.get(&place).await.ok().form("form.record");
    assert_eq!(form.value("words"), Some("LOUD"));
    app.untouched::<Note>().await;
    app.deleted::<Note>().await;
}

#[derive(Debug, AdminResource)]
#[admin(table = "jobs_done", context = "Rules", name = "Job done", plural = "Jobs done")]
struct JobDone {
    id: i64,
    #[admin(create = hidden)]
    state: String,
    #[admin(create = hidden, update = readonly)]
    tries: i32,
}

pub(crate) async fn a54_defaults_of_the_database_fill_what_the_form_leaves_out(db: Database) {
    let id = by(&db, "INTEGER PRIMARY KEY", "BIGSERIAL PRIMARY KEY", "BIGINT AUTO_INCREMENT PRIMARY KEY");
    let tables = format!(
        "CREATE TABLE jobs_done (id {id}, state VARCHAR(20) NOT NULL DEFAULT 'it''s new', tries INTEGER NOT NULL DEFAULT 3);"
    );
    let app = TestApp::over(db, &tables, |builder| builder.resource::<JobDone>()).await;
    let new = app.new_form::<JobDone>().await;
    let place = app.saved(&new.set("_save", "stay").submit(&app).await);
    let form = app.get(&place).await.ok().form("form.record");
    assert_eq!((form.value("state"), form.value("tries")), (Some("it's new"), None));
    app.untouched::<JobDone>().await;
}

#[derive(Debug, AdminResource)]
#[admin(table = "cars", context = "Rules")]
struct Car {
    id: i64,
    /// No relation here: only the database knows.
    owner_id: i64,
    name: String,
}

#[cfg_attr(not(feature = "postgres"), expect(dead_code, reason = "PostgreSQL only"))]
pub(crate) async fn s14_a_reference_checked_at_the_commit_is_an_error_in_the_form(db: Database) {
    assert_eq!(db.dialect(), Dialect::Postgres);
    let tables = "
        CREATE TABLE owners (id BIGINT PRIMARY KEY);
        CREATE TABLE cars (id BIGSERIAL PRIMARY KEY, owner_id BIGINT NOT NULL REFERENCES owners DEFERRABLE INITIALLY DEFERRED, name TEXT NOT NULL,
            UNIQUE (name) DEFERRABLE INITIALLY DEFERRED);
        INSERT INTO owners VALUES (1);";
    let app = TestApp::over(db, tables, |builder| builder.resource::<Car>()).await;
    app.new_form::<Car>().await.set("owner_id", "1").set("name", "a").submit(&app).await.is(StatusCode::SEE_OTHER);
    let page = app.new_form::<Car>().await.set("owner_id", "2").set("name", "b").submit(&app).await;
    assert!(page.is(StatusCode::UNPROCESSABLE_ENTITY).words("#field-owner_id-error").contains("does not exist"));
    let page = app.new_form::<Car>().await.set("owner_id", "1").set("name", "a").submit(&app).await;
    assert!(page.is(StatusCode::UNPROCESSABLE_ENTITY).words("#field-name-error").contains("already has this value"));
    let key = app.keys::<Car>("").await.remove(0);
    let page = app.form_of::<Car>(&key).await.set("owner_id", "2").submit(&app).await;
    assert!(page.is(StatusCode::UNPROCESSABLE_ENTITY).words("#field-owner_id-error").contains("does not exist"));
    assert_eq!(app.keys::<Car>("").await.len(), 1);
}

#[derive(Debug, AdminResource)]
#[admin(table = "tickets", context = "Rules", composite)]
struct Ticket {
    #[admin(primary_key)]
    number: i64,
    #[admin(primary_key)]
    day: chrono::NaiveDate,
    counter: Option<i64>,
}

#[cfg_attr(not(feature = "postgres"), expect(dead_code, reason = "PostgreSQL only"))]
pub(crate) async fn k95_an_identity_that_is_always_made(db: Database) {
    let tables = "CREATE TABLE tickets (number BIGINT GENERATED ALWAYS AS IDENTITY, day DATE NOT NULL,
                  counter BIGINT GENERATED ALWAYS AS (number * 2) STORED, PRIMARY KEY (number, day));";
    let app = TestApp::over(db, tables, |builder| builder.resource::<Ticket>()).await;
    let new = app.new_form::<Ticket>().await;
    assert_eq!(new.value("number"), None, "the database makes it");
    let place = app.saved(&new.set("day", "2026-01-02").set("_save", "stay").submit(&app).await);
    assert_eq!(place, "/rules/tickets/1,2026-01-02");
    app.untouched::<Ticket>().await;
    app.deleted::<Ticket>().await;
}
