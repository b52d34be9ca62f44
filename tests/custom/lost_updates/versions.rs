//! What the token says, columns that are versions, and actions that ask again.

use http::StatusCode;
use kaffy::Database;

use super::{Loaf, Oven, Shelf, app, conflicts, held, saves, sides};
use crate::actions::{
    models::{THREE, shelf, shop},
    on_selection::tick,
};

pub(crate) async fn a57_the_token_says_nothing_that_the_form_does_not(db: Database) {
    let app = app(db).await;
    let token = app.form_of::<Loaf>("1").await.value("_version").expect("each form has one").to_owned();
    let decode = |token: &str| {
        let bytes = base64::Engine::decode(&base64::prelude::BASE64_URL_SAFE_NO_PAD, token).expect("base64");
        String::from_utf8_lossy(&bytes).into_owned()
    };
    let said = decode(&token);
    assert!(said.contains("Rye") && !said.contains("hunter2") && !said.contains("margin"), "{said:?}");
    assert!(token.len() < 600, "{}", token.len());
    // Equal secrets of two records do not look equal.
    let other = decode(app.form_of::<Loaf>("2").await.value("_version").expect("each form has one"));
    let after_pin = |said: &str| said.split("pin").nth(1).map(str::to_owned);
    assert_ne!(after_pin(&said), after_pin(&other));
    // A secret that two people set is a conflict like any other, and is shown to nobody.
    let form = app.form_of::<Loaf>("1").await;
    saves(&app, &form, &[("pin", "first")]).await;
    let page = conflicts(&app, &form, &[("pin", "second")]).await;
    assert_eq!(page.texts(".clash legend"), ["Pin"]);
    assert!(!page.body.contains("first") && !page.body.contains("second") && !page.body.contains("hunter2"));
    // Nor is a long text carried along: what it was is not known, what it is and was typed is.
    let long = "word ".repeat(200);
    saves(&app, &app.form_of::<Loaf>("1").await, &[("notes", &long)]).await;
    let form = app.form_of::<Loaf>("1").await;
    assert!(form.value("_version").expect("one").len() < 600);
    saves(&app, &form, &[("notes", "short")]).await;
    let page = conflicts(&app, &form, &[("notes", &format!("{long}more"))]).await;
    assert_eq!(sides(&page, "notes")[..2], ["not known", "short"]);
    saves(&app, &form, &[("title", "Dark rye")]).await;
    assert_eq!(held::<Loaf>(&app, "1", &["notes"]).await, ["short"], "untouched, it is left alone all the same");
}

pub(crate) async fn a57_a_version_column_counts_on_and_is_checked(db: Database) {
    let app = app(db).await;
    let revision = async || app.get("/shop/ovens/1").await.ok().words("#field-revision");
    assert_eq!(revision().await, "7", "it is shown and no input");
    let (first, second) = (app.form_of::<Oven>("1").await, app.form_of::<Oven>("1").await);
    saves(&app, &first, &[("heat", "260")]).await;
    assert_eq!(revision().await, "8");
    // Strict: another version of the row is asked about, whatever field it was.
    let page = conflicts(&app, &second, &[("name", "Brick")]).await;
    assert_eq!(sides(&page, "heat"), ["250", "260", "250"]);
    saves(&app, &page.form("form.record"), &[]).await;
    assert_eq!(held::<Oven>(&app, "1", &["name", "heat"]).await, ["Brick", "260"]);
    assert_eq!(revision().await, "9");
    // What the form does not show counts as well.
    let form = app.form_of::<Oven>("1").await;
    app.run("UPDATE ovens SET revision = 20 WHERE id = 1").await;
    let page = conflicts(&app, &form, &[("heat", "270")]).await;
    assert!(page.words(".summary").contains("in something that this form does not show"));
    saves(&app, &page.form("form.record"), &[]).await;
    assert_eq!(revision().await, "21");
    app.untouched::<Oven>().await;
    assert_eq!(revision().await, "21", "a form saved as it was writes nothing");
    // A new row begins at one.
    let form = app.new_form::<Oven>().await;
    assert_eq!(form.value("revision"), None);
    saves(&app, &form, &[("name", "New"), ("heat", "1")]).await;
    assert_eq!(app.get("/shop/ovens/2").await.ok().words("#field-revision"), "1");
}

pub(crate) async fn a57_an_instant_is_a_version_and_no_clock_of_a_client_has_a_part_in_it(db: Database) {
    let app = app(db).await;
    let (first, second) = (app.form_of::<Shelf>("1").await, app.form_of::<Shelf>("1").await);
    saves(&app, &first, &[("name", "Lower")]).await;
    let page = conflicts(&app, &second, &[("name", "Lowest")]).await;
    assert_eq!(sides(&page, "name"), ["Low", "Lower", "Lowest"]);
    // Two saves within the same moment are two versions, and a clock that goes back makes no third one equal.
    app.run("UPDATE shelves SET touched = '2199-01-01 00:00:00' WHERE id = 1").await;
    let form = app.form_of::<Shelf>("1").await;
    saves(&app, &form, &[("name", "One")]).await;
    conflicts(&app, &form, &[("name", "Two")]).await;
    app.untouched::<Shelf>().await;
}

pub(crate) async fn a57_a_save_costs_no_further_statements(db: Database) {
    let app = app(db).await;
    let count = async |fields: &[(&str, &str)]| {
        let form = app.form_of::<Oven>("1").await;
        let before = app.admin.database().statements();
        saves(&app, &form, fields).await;
        app.admin.database().statements() - before
    };
    // The lock and the write; the version is checked in them.
    assert_eq!(count(&[("heat", "251")]).await, 2);
}

pub(crate) async fn a57_an_action_is_asked_about_again_when_its_record_changed(db: Database) {
    let app = shop(db, THREE).await;
    let form = app.get("/shop/loaves/1/actions/reprice").await.ok().form("form.record");
    let form = form.set("price", "450").set("_run", "1");
    app.run("UPDATE loaves SET title = 'Dark rye' WHERE id = 1").await;
    let page = form.submit(&app).await.is(StatusCode::CONFLICT);
    assert!(page.words(".summary").contains("changed since you were asked"), "{}", page.words(".summary"));
    let again = page.form("form.record");
    assert_eq!(again.value("price"), Some("450"), "what was typed is kept");
    assert_eq!(shelf(&app).await[0], "Dark rye: 300, Yes", "nothing was done");
    again.set("_run", "1").submit(&app).await.location();
    assert_eq!(shelf(&app).await[0], "Dark rye: 450, Yes");
}

pub(crate) async fn a57_an_action_on_ticked_rows_is_asked_about_again_when_some_changed(db: Database) {
    let app = shop(db, THREE).await;
    let form = tick(&app, "/shop/loaves", "take-off", &["1", "3"]).await.ok().form("form.record").set("_run", "1");
    app.run("UPDATE loaves SET price = 310 WHERE id = 1").await;
    let page = form.submit(&app).await.is(StatusCode::CONFLICT);
    let words = page.words(".summary");
    assert!(words.contains("1 of 2 rows changed since you were asked"), "{words}");
    assert_eq!(shelf(&app).await, ["Rye: 310, Yes", "Sticky bun: 200, Yes", "Wheat: 900, Yes"]);
    page.form("form.record").set("_run", "1").submit(&app).await.location();
    assert_eq!(shelf(&app).await, ["Rye: 310, No", "Sticky bun: 200, Yes", "Wheat: 900, No"]);
}
