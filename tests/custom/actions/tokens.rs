//! "All that match": by query, under a signature.

use http::StatusCode;
use kaffy::{Actor, Allowed, Database, ListQuery, SelectionToken, View};

use super::models::{Loaf, THREE, shelf, shop};
use crate::app::{Page, TestApp};

pub(crate) async fn hundred(db: Database) -> TestApp {
    let app = shop(db, THREE).await;
    app.run("DELETE FROM loaves;").await;
    let loaves: Vec<_> = (1..=112)
        .map(|id| format!("({id}, 'Loaf {id:03}', {id}, {}, 1)", if id > 5 { "TRUE" } else { "FALSE" }))
        .collect();
    app.run(&format!("INSERT INTO loaves VALUES {};", loaves.join(", "))).await;
    app
}

pub(crate) async fn a32_all_that_match_are_selected_by_query(db: Database) {
    let app = hundred(db).await;
    let list = app.get("/shop/loaves?f.on_sale=true&sort=-price").await.ok();
    let form = list.form("form.selection");
    let token = list.attribute("[data-select-all]", "value").expect("there is more than this page");
    assert!(list.words("form.selection .check").contains("Select all 107 that match"));
    let page = form.set("_action", "take-off").set("_all", &token).submit(&app).await.ok();
    assert_eq!(page.words("h1"), "Take loaves off sale: 107 loaves");
    assert_eq!(page.texts(".chips.plain li"), ["On sale is Yes"], "the filter in words");
    let named = page.texts(".affected li");
    assert_eq!((named.len(), named[0].as_str(), named[10].as_str()), (11, "Loaf 112", "and 97 more"));
    assert!(!page.has("input[name=_id]"), "no key crosses the wire");

    // The count is a fresh one, and rows that stopped to match are left alone.
    app.run("UPDATE loaves SET on_sale = FALSE, price = 7777 WHERE id = 50;").await;
    let done = page.form("form.record").set("_run", "1").submit(&app).await;
    assert_eq!(said(&app, &done, "f.on_sale=true&sort=-price").await, "106 loaves were taken off sale.");
    assert_eq!(app.get("/shop/loaves?f.on_sale=false").await.words("#count"), "112 loaves match");
}

pub(crate) async fn a32_the_same_with_a_search_and_inputs(db: Database) {
    let app = hundred(db).await;
    let list = app.get("/shop/loaves?q=Loaf+10&size=25").await.ok();
    assert!(!list.has("[data-select-all]"), "ten rows are all on this page");
    let list = app.get("/shop/loaves?q=%22Loaf+0%22").await.ok();
    let token = list.attribute("[data-select-all]", "value").expect("99 match");
    let page = list.form("form.selection").set("_action", "reprice").set("_all", &token).submit(&app).await.ok();
    assert_eq!(page.texts(".chips.plain li"), ["Search for “\"Loaf 0\"”"]);
    let page = page.form("form.record").set("price", "-1").set("oven_id", "").set("_run", "1").submit(&app).await;
    let page = page.is(StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(page.words("h1"), "Change the price: 99 loaves", "the selection is kept");
    let done = page.form("form.record").set("price", "999").set("_run", "1").submit(&app).await;
    assert_eq!(said(&app, &done, "q=%22Loaf+0%22").await, "99 loaves were repriced.");
    assert_eq!(app.get("/shop/loaves?f.price=999").await.words("#count"), "99 loaves match");
}

pub(crate) async fn b6_a_token_is_good_for_its_list_actor_and_action_only(db: Database) {
    let app = hundred(db).await;
    let mine = app.view::<Loaf>();
    let query = ListQuery::new(app.resource::<Loaf>());
    let theirs = app.admin.authorize::<View>(&Actor::new("mallory", "Mallory"), mine.resource()).expect("allowed");
    let sign = |seen: &Allowed<View>, action| SelectionToken::new(seen, &query, action).to_string();
    let good = sign(&mine, Some("take-off"));
    let mut forged = good.clone();
    forged.replace_range(3..4, if &good[3..4] == "A" { "B" } else { "A" });
    let unsigned = format!("{}.", good.split('.').next().expect("a body"));
    let bad = [
        ("changed", forged),
        ("without signature", unsigned),
        ("nonsense", "x".to_owned()),
        ("of somebody else", sign(&theirs, Some("take-off"))),
        ("for another action", sign(&mine, Some("reprice"))),
        ("from a list", sign(&mine, None)),
    ];
    for (what, token) in bad {
        let fields = [("_these", token.as_str()), ("_run", "1"), ("_back", "sort=price")];
        let page = app.post("/shop/loaves/actions/take-off", &fields).await;
        assert_eq!(page.status, StatusCode::BAD_REQUEST, "{what}");
        assert!(page.words("main").contains("Nothing was changed"), "{what}: {}", page.words("main"));
        assert!(page.body.contains("/admin/shop/loaves?sort=price"), "{what}: the way back");
    }
    app.post("/shop/loaves/actions", &[("_all", &good), ("_action", "take-off")]).await.is(StatusCode::BAD_REQUEST);
    assert_eq!(app.get("/shop/loaves?f.on_sale=true").await.words("#count"), "107 loaves match");
    let done = app.post("/shop/loaves/actions/take-off", &[("_these", good.as_str()), ("_run", "1")]).await;
    assert_eq!(said(&app, &done, "").await, "112 loaves were taken off sale.");
    assert!(shelf(&app).await.iter().all(|row| row.ends_with("No")));
}

pub(crate) async fn b6_a_key_is_shared_by_nodes_that_are_told_one(db: Database) {
    let app = hundred(db.clone()).await;
    let key = [7_u8; 32];
    let node = || {
        TestApp::over(db.clone(), "SELECT 1;", |builder| {
            builder.resource::<Loaf>().resource::<super::models::Oven>().secret(key)
        })
    };
    let (one, two) = (node().await, node().await);
    let read = |from: &TestApp, by: &TestApp| {
        let query = ListQuery::new(from.resource::<Loaf>());
        let token = SelectionToken::new(&from.view::<Loaf>(), &query, None).to_string();
        SelectionToken::read(&by.view::<Loaf>(), None, &token).is_ok()
    };
    assert!(read(&one, &two) && read(&two, &one));
    assert!(!read(&app, &one) && !read(&one, &app), "without one, each process has its own");
}

/// What a run said in the end: on the list in its state, or on a page of its own where the machine is busy.
async fn said(app: &TestApp, done: &Page, state: &str) -> String {
    let list = if state.is_empty() { "/shop/loaves".to_owned() } else { format!("/shop/loaves?{state}") };
    if done.status == StatusCode::OK {
        assert_eq!(done.attribute(".result .button", "href"), Some(format!("/admin{list}")));
        return done.words(".result .flash");
    }
    assert_eq!(done.location(), format!("/admin{list}"));
    app.get(&list).await.words(".flash")
}
