//! Actions on one record.

use http::StatusCode;
use kaffy::{AdminResource, Database, Permission};

use super::models::{Loaf, THREE, shelf, shop, shop_with};

pub(crate) async fn k140_an_action_on_a_record_is_a_button_of_its_page(db: Database) {
    let app = shop(db, THREE).await;
    let page = app.get("/shop/loaves/1?_back=q%3DRye").await.ok();
    assert_eq!(page.texts(".page-actions .button"), ["Take off sale", "Change the price…", "Donate…", "Break"]);
    let done = page.form(".page-actions form").submit(&app).await;
    assert_eq!(done.location(), "/admin/shop/loaves/1?_back=q%3DRye", "the state of the list is kept (K84)");
    let page = app.get("/shop/loaves/1").await.ok();
    assert_eq!(page.words(".flash.success"), "The loaf “Rye” was taken off sale.");
    assert_eq!(shelf(&app).await, ["Rye: 300, No", "Sticky bun: 200, Yes", "Wheat: 900, Yes"]);
}

pub(crate) async fn k140_a_refusal_is_shown_in_words_and_takes_everything_back(db: Database) {
    let app = shop(db, THREE).await;
    let page = app.post("/shop/loaves/2/actions/take-off", &[]).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(page.texts(".summary p"), ["It sticks to <b>the shelf</b>."], "escaped, whoever wrote it");
    assert_eq!(page.words("h1"), "Take off sale: “Sticky bun”");
    assert_eq!(shelf(&app).await[1], "Sticky bun: 200, Yes", "what was written before the refusal is undone");
}

pub(crate) async fn k142_an_action_asks_for_typed_inputs(db: Database) {
    let app = shop(db, THREE).await;
    let form = app.get("/shop/loaves/1/actions/reprice").await.ok().form("form.record");
    assert_eq!((form.value("price"), form.value("oven_id")), (Some("300"), Some("1")), "as the action says");
    let wrong = form.clone_with_save("x").without("_save").set("price", "-5").set("oven_id", "9").set("_run", "1");
    let page = wrong.submit(&app).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.words("#field-price-error").contains("at least 0"), "{}", page.words(".summary"));
    assert_eq!(page.form("form.record").value("price"), Some("-5"), "what was typed is kept");
    let missing = form.clone_with_save("x").without("_save").set("oven_id", "9").set("_run", "1");
    let page = missing.submit(&app).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.words("#field-oven_id-error").contains("no such oven"), "{}", page.words(".summary"));
    let refused = form.clone_with_save("x").without("_save").set("price", "13").set("_run", "1");
    let page = refused.submit(&app).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.words("#field-price-error").contains("Nobody pays thirteen."), "a refusal beside its input");

    // Choices from a query, without the script.
    let pick = form.clone_with_save("x").without("_save").set("price", "450").set("_pick", "oven_id");
    let page = pick.submit(&app).await.ok();
    assert_eq!(page.texts(".choices button > :first-child"), ["Left", "Right"]);
    let page = page.form("form.picker").set("_picked", "2").submit(&app).await.ok();
    let form = page.form("form.record");
    assert_eq!((form.value("price"), form.value("oven_id")), (Some("450"), Some("2")));
    form.set("_run", "1").submit(&app).await.location();
    assert_eq!(shelf(&app).await[0], "Rye: 450, Yes");
    assert_eq!(app.form_of::<Loaf>("1").await.value("oven_id"), Some("2"));
}

pub(crate) async fn k142_inputs_that_are_not_asked_for_are_refused(db: Database) {
    let app = shop(db, THREE).await;
    for fields in [&[("_run", "1"), ("title", "Mine")][..], &[("_run", "1"), ("price", "1"), ("id", "2")]] {
        app.post("/shop/loaves/1/actions/reprice", fields).await.is(StatusCode::BAD_REQUEST);
    }
    app.post("/shop/loaves/1/actions/reprice", &[("_run", "1"), ("price", "a lot"), ("oven_id", "")])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY);
    app.post("/shop/loaves/1/actions/take-off", &[("title", "Mine")]).await.is(StatusCode::BAD_REQUEST);
    assert_eq!(shelf(&app).await[0], "Rye: 300, Yes");
}

pub(crate) async fn a36_an_action_that_asks_first_does_nothing_until_it_is_answered(db: Database) {
    let app = shop(db, THREE).await;
    let page = app.post("/shop/loaves/1/actions/donate", &[]).await.ok();
    assert!(page.words("main").contains("They are fetched tonight."));
    assert!(page.has("button.danger[name=_run]"));
    assert_eq!(shelf(&app).await[0], "Rye: 300, Yes");
    page.form("form.record").set("_run", "1").submit(&app).await.location();
    assert_eq!(app.get("/").await.words(".flash"), "Donate: done for the loaf “Rye”.");
    assert_eq!(shelf(&app).await[0], "Rye: 0, Yes");
}

pub(crate) async fn k145_a_record_action_is_only_for_whom_it_is_meant(db: Database) {
    let app = shop_with(db, THREE, |builder| {
        builder
            .scope::<Loaf>(|_| vec![Loaf::fields().oven_id.is(Some(1))])
            .permissions(|_, _, permission| permission != Permission::Delete)
    })
    .await;
    // Outside the scope, unknown, not a key.
    for id in ["3", "99", "x"] {
        app.post(&format!("/shop/loaves/{id}/actions/take-off"), &[]).await.is(StatusCode::NOT_FOUND);
        app.get(&format!("/shop/loaves/{id}/actions/reprice")).await.is(StatusCode::NOT_FOUND);
    }
    // No such action; one for bakers; one that needs the right to delete.
    for (key, status) in [("fly", 404), ("delete", 404), ("bake", 403), ("donate", 403)] {
        let status = StatusCode::from_u16(status).expect("a status");
        app.get(&format!("/shop/loaves/1/actions/{key}")).await.is(status);
        app.post(&format!("/shop/loaves/1/actions/{key}"), &[("_run", "1")]).await.is(status);
    }
    let page = app.get("/shop/loaves/1").await.ok();
    assert_eq!(page.texts(".page-actions .button"), ["Take off sale", "Change the price…", "Break"]);
}

pub(crate) async fn k145_a_record_that_an_action_is_not_for_is_refused(db: Database) {
    let app = shop(db, THREE).await;
    assert!(!app.get("/shop/loaves/3").await.texts(".page-actions .button").contains(&"Donate…".to_owned()));
    app.get("/shop/loaves/3/actions/donate").await.is(StatusCode::FORBIDDEN);
    app.post("/shop/loaves/3/actions/donate", &[("_run", "1")]).await.is(StatusCode::FORBIDDEN);
    assert_eq!(shelf(&app).await[2], "Wheat: 900, Yes");
}

pub(crate) async fn s14_a_panic_in_an_action_is_a_message_and_nothing_is_written(db: Database) {
    let app = shop(db, "INSERT INTO loaves VALUES (1, 'Rock', 300, TRUE, 1), (2, 'Rye', 300, TRUE, 1);").await;
    let page = app.post("/shop/loaves/1/actions/break", &[]).await.is(StatusCode::INTERNAL_SERVER_ERROR);
    let words = page.words(".summary p");
    assert!(words.contains("on our side") && !words.contains("oven is off"), "{words}");
    assert_eq!(shelf(&app).await, ["Rock: 300, Yes", "Rye: 300, Yes"]);
    app.post("/shop/loaves/2/actions/break", &[]).await.location();
}
