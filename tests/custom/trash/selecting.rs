//! Several rows at a time, and the whole trash.

use http::StatusCode;
use kaffy::Database;

use super::{BREADS, Bread, bakehouse, titles, trash};
use crate::{actions::on_selection::tick, app::TestApp};

/// Runs it, and says what the page does that tells of rows which were not there.
async fn run(app: &TestApp, list: &str, key: &str, ids: &[&str]) -> String {
    let page = tick(app, list, key, ids).await.ok();
    page.form("form.record").set("_run", "1").submit(app).await.ok().words("main")
}

pub(crate) async fn a65_selected_rows_are_moved_restored_and_deleted_for_ever(db: Database) {
    let app = bakehouse(db, |builder| builder).await;
    assert_eq!(app.get(BREADS).await.ok().texts("#selection-action option"), ["Move selected to trash"]);
    let asked = tick(&app, BREADS, "delete", &["1", "2", "3"]).await.ok();
    assert!(asked.words("main").contains("They can be restored from the trash."), "{}", asked.words("main"));
    asked.form("form.record").set("_run", "1").submit(&app).await.location();
    assert_eq!(app.get(BREADS).await.ok().words(".flash"), "3 breads were moved to the trash.");
    let here = format!("{BREADS}?trash=1");
    let list = app.get(&here).await.ok();
    assert_eq!(list.texts("#selection-action option"), ["Choose an action…", "Restore selected", "Delete for ever"]);
    let told = run(&app, &here, "restore", &["1", "4"]).await;
    assert!(told.contains("“Rye” was restored. 1 bread was not found"), "{told}");
    assert_eq!(titles(&app, "").await, ["Corn", "Rye"], "the one that is not in the trash is none of them");
    run(&app, &here, "purge", &["2", "1"]).await;
    assert_eq!(titles(&app, "trash=1").await, ["Wheat"]);
    assert_eq!(titles(&app, "").await, ["Corn", "Rye"], "nor is this one");
}

pub(crate) async fn a65_the_trash_is_emptied_after_a_question(db: Database) {
    let app = bakehouse(db, |builder| builder).await;
    assert!(!app.get(&format!("{BREADS}?trash=1")).await.ok().has("form[action$='/actions/purge']"));
    for id in [1, 2, 4] {
        trash(&app, &format!("{BREADS}/{id}")).await;
    }
    let list = app.get(&format!("{BREADS}?trash=1&q=rye")).await.ok();
    let asked = list.form("form[action$='/actions/purge']").submit(&app).await.ok();
    assert_eq!(asked.words("h1"), "Delete for ever: 3 breads", "all of it, whatever was searched for");
    assert!(asked.words("main").contains("This cannot be undone."));
    asked.form("form.record").set("_run", "1").submit(&app).await;
    assert_eq!(titles(&app, "trash=1").await, Vec::<String>::new());
    assert_eq!(titles(&app, "").await, ["Wheat"]);
}

/// All that match in the trash is signed as that: no other action takes it, and those of the trash take no list.
pub(crate) async fn a65_b6_a_selection_of_one_side_is_none_of_the_other(db: Database) {
    let app = bakehouse(db, |builder| builder).await;
    let rows: Vec<_> = (10..80).map(|id| format!("({id}, 'Roll {id}', 1, 1)")).collect();
    app.run(&format!("INSERT INTO trash_breads (id, title, price, revision) VALUES {}", rows.join(", "))).await;
    let all = app.get(BREADS).await.ok().attribute("input[name=_all]", "value").expect("more than a page");
    let refused = app.post(&format!("{BREADS}/actions/purge"), &[("_all", &all), ("_run", "1")]).await;
    assert!(refused.status.is_client_error(), "{}", refused.status);
    trash(&app, &format!("{BREADS}/1")).await;
    let form = app.get(&format!("{BREADS}?trash=1")).await.ok().form("form[action$='/actions/purge']");
    let token = form.value("_all").expect("signed").to_owned();
    let refused = app.post(&format!("{BREADS}/actions/delete"), &[("_all", &token), ("_run", "1")]).await;
    assert!(refused.status.is_client_error(), "{}", refused.status);
    let file = app.post(&format!("{BREADS}/export"), &[("_all", &token)]).await;
    assert!(file.status.is_client_error(), "{}", file.status);
    app.get(&format!("{BREADS}/export?trash=1")).await.is(StatusCode::BAD_REQUEST);
    assert_eq!(
        app.view::<Bread>().count(&kaffy::ListQuery::new(app.resource::<Bread>())).await.expect("counted").to_string(),
        "73"
    );
}
