//! Actions on the rows selected in a list.

use http::StatusCode;
use kaffy::{AdminResource, Database, Permission};

use super::models::{Loaf, THREE, shelf, shop, shop_with};
use crate::app::TestApp;

pub(crate) async fn k83_each_row_has_a_named_tick(db: Database) {
    let app = shop(db, THREE).await;
    let page = app.get("/shop/loaves").await.ok();
    let names = ["Select Rye", "Select Sticky bun", "Select Wheat"];
    for (at, name) in names.iter().enumerate() {
        let tick = format!("tbody tr:nth-child({}) td:first-child input[type=checkbox][form=selection]", at + 1);
        assert_eq!(page.attribute(&tick, "aria-label").as_deref(), Some(*name));
    }
    assert_eq!(page.attribute("thead [data-tick-page]", "aria-label").as_deref(), Some("Select all on this page"));
    assert_eq!(
        page.texts("#selection-action option"),
        ["Choose an action…", "Take loaves off sale", "Change the price", "Donate", "Break", "Delete selected"]
    );
    assert!(page.attribute("script[src*=actions]", "src").is_some(), "the list brings its script");
    assert!(!app.get("/shop/loaves/1").await.has("script[src*=actions]"), "and nothing else does");
}

pub(crate) async fn k141_an_action_on_ticked_rows_asks_with_their_names(db: Database) {
    let app = shop(db, THREE).await;
    let page = tick(&app, "/shop/loaves?q=e&sort=price", "take-off", &["1", "3"]).await.ok();
    assert_eq!(page.words("h1"), "Take loaves off sale: 2 loaves");
    assert_eq!(page.texts(".affected li"), ["Rye", "Wheat"]);
    assert_eq!(shelf(&app).await, ["Rye: 300, Yes", "Sticky bun: 200, Yes", "Wheat: 900, Yes"], "only asked");
    let done = page.form("form.record").set("_run", "1").submit(&app).await;
    assert_eq!(done.location(), "/admin/shop/loaves?q=e&sort=price", "the state of the list is kept (K84)");
    assert_eq!(app.get("/shop/loaves").await.words(".flash.success"), "2 loaves were taken off sale.");
    assert_eq!(shelf(&app).await, ["Rye: 300, No", "Sticky bun: 200, Yes", "Wheat: 900, No"]);
}

pub(crate) async fn k143_an_empty_selection_is_an_error_in_words_on_the_list(db: Database) {
    let app = shop(db, THREE).await;
    let nothing = tick(&app, "/shop/loaves?sort=price", "take-off", &[]).await;
    assert_eq!(nothing.location(), "/admin/shop/loaves?sort=price");
    let words = app.get("/shop/loaves?sort=price").await.words(".flash.warning");
    assert_eq!(words, "“Take loaves off sale” was not run: no loaf is selected. Tick some first.");
    for path in ["/shop/loaves/actions/take-off", "/shop/loaves/actions/reprice"] {
        app.post(path, &[("_run", "1")]).await.location();
        app.get(path).await.location();
    }
    let unchosen = tick(&app, "/shop/loaves", "", &["1"]).await;
    assert_eq!(unchosen.location(), "/admin/shop/loaves");
    assert!(app.get("/shop/loaves").await.words(".flash.warning").contains("No action was chosen"));
    assert_eq!(shelf(&app).await.len(), 3);
}

pub(crate) async fn k142_inputs_of_a_selection_are_checked_and_the_selection_kept(db: Database) {
    let app = shop(db, THREE).await;
    let page = tick(&app, "/shop/loaves", "reprice", &["1", "3"]).await.ok();
    let form = page.form("form.record");
    assert_eq!(form.value("price"), Some(""), "no record to take it from");
    let page = form.set("price", "5000").set("oven_id", "").set("_run", "1").submit(&app).await;
    let page = page.is(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.words("#field-price-error").contains("at most 1000"));
    assert_eq!(page.texts(".affected li"), ["Rye", "Wheat"]);
    assert!(page.words("title").starts_with("Error"));
    page.form("form.record").set("price", "50").set("_run", "1").submit(&app).await.location();
    assert_eq!(shelf(&app).await, ["Rye: 50, Yes", "Sticky bun: 200, Yes", "Wheat: 50, Yes"]);
}

pub(crate) async fn k142_a_row_can_be_picked_for_an_input_of_a_selection(db: Database) {
    let app = shop(db, THREE).await;
    let form = tick(&app, "/shop/loaves", "reprice", &["1", "3"]).await.ok().form("form.record");
    let page = form.set("price", "70").set("_pick", "oven_id").submit(&app).await.ok();
    let page = page.form("form.picker").set("_picked", "2").submit(&app).await.ok();
    assert_eq!(page.texts(".affected li"), ["Rye", "Wheat"], "the selection came along");
    page.form("form.record").set("_run", "1").submit(&app).await.location();
    assert_eq!(shelf(&app).await, ["Rye: 70, Yes", "Sticky bun: 200, Yes", "Wheat: 70, Yes"]);
}

pub(crate) async fn k145_rows_outside_the_scope_are_not_acted_on(db: Database) {
    let app = shop_with(db, THREE, |builder| builder.scope::<Loaf>(|_| vec![Loaf::fields().oven_id.is(Some(1))])).await;
    let ids = ["1", "3", "99", "not a key"];
    let page = tick(&app, "/shop/loaves", "take-off", &ids).await.ok();
    assert_eq!(page.texts(".affected li"), ["Rye"]);
    assert!(page.words(".note").contains("3 loaves of the selection were not found"), "{}", page.words(".note"));
    // Straight to the answer, as nobody's page would send it.
    let fields: Vec<_> = ids.iter().map(|id| ("_id", *id)).chain([("_run", "1")]).collect();
    let page = app.post("/shop/loaves/actions/take-off", &fields).await.ok();
    assert!(page.words(".flash").contains("The loaf “Rye” was taken off sale."), "{}", page.words("main"));
    assert!(page.words(".note").contains("3 loaves were not found"), "{}", page.words("main"));
    let none = tick(&app, "/shop/loaves", "take-off", &["3"]).await;
    assert_eq!(none.location(), "/admin/shop/loaves");
    assert!(app.get("/shop/loaves").await.words(".flash").contains("None of the selected loaves were found"));
    app.run("UPDATE loaves SET oven_id = 1;").await;
    assert_eq!(shelf(&app).await, ["Rye: 300, No", "Sticky bun: 200, Yes", "Wheat: 900, Yes"]);
}

pub(crate) async fn k145_an_action_that_one_may_not_run_is_neither_offered_nor_run(db: Database) {
    let app =
        shop_with(db, THREE, |builder| builder.permissions(|_, _, permission| permission != Permission::Delete)).await;
    let page = app.get("/shop/loaves").await.ok();
    assert_eq!(
        page.texts("#selection-action option"),
        ["Choose an action…", "Take loaves off sale", "Change the price", "Break"]
    );
    for (key, status) in [("fly", 404), ("bake", 403), ("donate", 403), ("delete", 403)] {
        let status = StatusCode::from_u16(status).expect("a status");
        app.get(&format!("/shop/loaves/actions/{key}?_id=1")).await.is(status);
        let fields = [("_id", "1"), ("_run", "1"), ("_action", key)];
        app.post(&format!("/shop/loaves/actions/{key}"), &fields).await.is(status);
        app.post("/shop/loaves/actions", &fields).await.is(status);
    }
    assert_eq!(shelf(&app).await.len(), 3);
}

pub(crate) async fn k141_nothing_to_run_means_nothing_to_tick(db: Database) {
    let look_only = |permission| permission == Permission::View;
    let app = shop_with(db, THREE, |builder| builder.permissions(move |_, _, permission| look_only(permission))).await;
    let page = app.get("/shop/loaves").await.ok();
    assert!(!page.has("[data-tick]") && !page.has("form.selection"), "{}", page.words("main"));
    let app_without_rows = app;
    assert!(!app_without_rows.get("/shop/loaves?q=nothing").await.has("form.selection"));
}

/// Ticks rows of a list and runs an action from its bar, as a browser without the script would.
pub(crate) async fn tick(app: &TestApp, list: &str, action: &str, ids: &[&str]) -> crate::app::Page {
    let form = app.get(list).await.ok().form("form.selection").set("_action", action);
    ids.iter().fold(form, |form, id| form.also("_id", id)).submit(app).await
}
