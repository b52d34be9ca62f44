//! Foreign keys: a page to pick from, and rows for the script (A13, A45, W15).

use http::StatusCode;

use crate::support::TestApp;

#[tokio::test]
async fn a45_w15_a_row_is_picked_without_a_script_and_nothing_typed_is_lost() {
    let app = TestApp::new().await;
    let form = app.get("/shed/tools/1").await.ok().form("form.record");
    let picker = form.set("title", "Half typed").set("_pick", "maker_id").submit(&app).await.ok();
    assert_eq!(picker.words("h1"), "Choose a maker");
    assert_eq!(picker.texts(".choices button span:first-child"), ["Aoki", "Nobody", "Stahl & Söhne"]);
    assert!(!picker.has("button[name=_picked][value='']"), "it must have a maker");
    let found = picker.form("form.picker").set("_words", "aok").submit(&app).await.ok();
    assert_eq!(found.texts(".choices button span:first-child"), ["Aoki"]);
    let value = found.attribute(".choices button", "value").expect("a row");
    let back = found.form("form.picker").set("_picked", &value).submit(&app).await.ok();
    let form = back.form("form.record");
    assert_eq!(form.value("maker_id"), Some("2"));
    assert_eq!(form.value("title"), Some("Half typed"));
    assert_eq!(form.value("notes"), Some("First line\nsecond"));
    assert!(back.words(".picked").contains("Aoki"));
    assert!(back.has("#field-maker_id[autofocus]"));
    assert_eq!(app.get("/shed/tools/1").await.ok().words("h1"), "Saw", "nothing was saved on the way");
    form.submit(&app).await.is(StatusCode::SEE_OTHER);
    assert_eq!(app.get("/shed/tools?q=half").await.ok().column("Maker"), ["Aoki"]);
}

#[tokio::test]
async fn a45_none_can_be_picked_where_none_is_allowed_and_leaving_keeps_what_was() {
    let app = TestApp::new().await;
    let form = app.get("/shed/tools/2").await.ok().form("form.record");
    let picker = form.set("_pick", "second_maker_id").submit(&app).await.ok();
    assert!(picker.has("button[name=_picked][value='']"));
    let none = picker.form("form.picker").set("_picked", "").submit(&app).await.ok();
    assert_eq!(none.form("form.record").value("second_maker_id"), Some(""));
    let left = picker.form("form.picker").set("_leave", "1").submit(&app).await.ok();
    assert_eq!(left.form("form.record").value("second_maker_id"), Some("1"));
}

#[tokio::test]
async fn a45_options_are_twenty_at_a_time() {
    let app = TestApp::new().await;
    let sql = "WITH RECURSIVE n(i) AS (SELECT 10 UNION ALL SELECT i + 1 FROM n WHERE i < 60)
        INSERT INTO makers SELECT i, printf('Maker %02d', i) FROM n";
    app.admin.database().execute(sql).await.expect("rows");
    let answer = app.get("/shed/makers/options?q=maker").await.ok();
    assert_eq!(answer.headers["content-type"], "application/json");
    let json: serde_json::Value = serde_json::from_str(&answer.body).expect("JSON");
    assert_eq!(json["options"].as_array().map(Vec::len), Some(20));
    assert_eq!(json["options"][0], serde_json::json!({ "value": "10", "label": "Maker 10" }));
    let after = json["after"].as_str().expect("there are more");
    let next = app.get(&format!("/shed/makers/options?q=maker&after={after}")).await.ok();
    assert!(next.body.contains("Maker 30") && !next.body.contains("Maker 29"));

    let form = app.get("/shed/tools/new").await.ok().form("form.record").set("_pick", "maker_id");
    let page = form.submit(&app).await.ok();
    assert_eq!(page.texts(".choices li").len(), 20);
    let more = page.attribute("form.more button", "value").expect("there are more");
    let next = page.form("form.more").set("_after", &more).submit(&app).await.ok();
    assert_eq!(next.texts(".choices li").len(), 20);
    assert_ne!(next.texts(".choices li"), page.texts(".choices li"));
}

#[tokio::test]
async fn a13_a_filter_is_picked_without_a_script() {
    let app = TestApp::new().await;
    let picker = app.get("/shed/tools?f.status=lent&f.maker=1&_pick=maker_id").await.ok();
    assert_eq!(picker.words("h1"), "Choose a maker");
    let form = picker.form("form.picker");
    assert_eq!(form.value("f.status"), Some("lent"));
    assert_eq!(picker.attribute(".choices button", "name").as_deref(), Some("f.maker_id"));
    let page = app.get("/shed/tools?f.status=lent&f.maker=1&f.maker=2").await.ok();
    assert_eq!(page.column("Title"), ["File"]);
}

#[tokio::test]
async fn a45_only_relations_can_be_picked_for() {
    let app = TestApp::new().await;
    for field in ["title", "nothing", "hidden", "secret"] {
        app.post("/shed/tools", &[("_pick", field)]).await.is(StatusCode::BAD_REQUEST);
    }
    app.get("/shed/tools?_pick=title").await.is(StatusCode::BAD_REQUEST);
}
