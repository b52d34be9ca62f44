//! Into the trash, out of it, and away for ever.

use http::StatusCode;
use kaffy::{AuditEvent, AuditQuery, Database};

use super::{BREADS, Bread, Rack, bakehouse, titles, trash};
use crate::app::TestApp;

pub(crate) async fn a65_a_deleted_record_waits_in_the_trash_and_undo_brings_it_back(db: Database) {
    let app = bakehouse(db, |builder| builder).await;
    let question = app.get(&format!("{BREADS}/1/delete?_back=q%3De")).await.ok();
    assert_eq!(question.words("h1"), "Move Bread “Rye” to the trash?");
    assert!(question.words("main").contains("It can be restored from there."), "{}", question.words("main"));
    assert!(!question.has("section.box"), "the row stays, and so does what refers to it");
    let done = question.form("form.answer").submit(&app).await;
    assert_eq!(done.location(), "/admin/bakehouse/breads?q=e");
    let list = app.get(BREADS).await.ok();
    assert!(list.words(".flash").starts_with("Bread “Rye” was moved to the trash."), "{}", list.words(".flash"));
    assert_eq!(list.column("Title"), ["Corn", "Spelt", "Wheat"]);
    assert_eq!(list.words("#count"), "3 breads");

    let back = list.form(".flash form").submit(&app).await;
    assert_eq!(back.location(), "/admin/bakehouse/breads/1", "without a script, by the token of the browser");
    assert_eq!(app.get(&format!("{BREADS}/1")).await.ok().words(".flash"), "Bread “Rye” was restored from the trash.");
    assert_eq!(titles(&app, "").await, ["Corn", "Rye", "Spelt", "Wheat"]);
    assert_eq!(app.form_of::<Bread>("1").await.value("revision"), None, "kaffy alone writes it");
    assert_eq!(app.view::<Bread>().count(&list_of(&app)).await.expect("counted").to_string(), "4");
    assert_eq!(said(&app).await, ["Restored from the trash Rye", "Moved to the trash Rye"]);
}

pub(crate) async fn a65_the_trash_is_a_list_of_its_own(db: Database) {
    let app = bakehouse(db, |builder| builder).await;
    assert_eq!(app.get(BREADS).await.ok().words("[data-trash]"), "Trash");
    let empty = app.get(&format!("{BREADS}?trash=1")).await.ok();
    assert_eq!(empty.words(".empty h2"), "The trash is empty");
    assert!(!empty.has("[data-new]") && !empty.has("[data-export]"), "nothing is added or exported here");
    trash(&app, &format!("{BREADS}/1")).await;
    trash(&app, &format!("{BREADS}/2")).await;
    let list = app.get(&format!("{BREADS}?trash=1")).await.ok();
    assert_eq!((list.words("h1").as_str(), list.words("#count").as_str()), ("Breads in the trash", "2 breads"));
    assert_eq!(list.column("Title"), ["Rye", "Spelt"]);
    assert_eq!(list.texts("thead th").last().map(String::as_str), Some("Deleted at"), "when each came");
    assert_eq!(titles(&app, "trash=1&q=spe").await, ["Spelt"], "and is searched");
    assert_eq!(titles(&app, "trash=1&sort=-title").await, ["Spelt", "Rye"], "and sorted");
    assert_eq!(titles(&app, "trash=1&f.price=3").await, ["Rye"], "and filtered");
    assert_eq!(list.attribute("form.search input[name=trash]", "value").as_deref(), Some("1"), "searching stays here");
    // Not every resource has one.
    let plain = app.get("/bakehouse/trash-bread-spices?trash=1").await;
    assert!(plain.status == StatusCode::NOT_FOUND || !plain.has("[data-trash]"));
}

pub(crate) async fn a65_a_record_in_the_trash_is_opened_restored_and_deleted_for_ever(db: Database) {
    let app = bakehouse(db, |builder| builder).await;
    trash(&app, "/bakehouse/racks/1").await;
    let page = app.get("/bakehouse/racks/1?_back=trash%3D1").await.ok();
    assert_eq!(page.words("#in-trash"), "This rack is in the trash.");
    assert!(!page.has("form.record") && !page.has("main input[name=name]"), "for reading only");
    assert!(page.words("main").contains("Low"), "{}", page.words("main"));
    let history = app.get("/bakehouse/racks/1/history").await.ok();
    assert!(history.words("main").contains("Moved to the trash"), "{}", history.words("main"));

    let purge = app.get("/bakehouse/racks/1/purge?_back=trash%3D1").await.ok();
    assert_eq!(purge.words("h1"), "Delete Rack “Low” for ever?");
    assert!(purge.words("main").contains("2 Breads through Shelf"), "what goes along: {}", purge.words("main"));
    assert!(purge.words("main").contains("This cannot be undone."));
    let done = purge.form("form.answer").submit(&app).await;
    assert_eq!(done.location(), "/admin/bakehouse/racks?trash=1");
    app.get("/bakehouse/racks/1").await.is(StatusCode::NOT_FOUND);
    assert_eq!(titles(&app, "").await, ["Corn", "Wheat"]);

    trash(&app, "/bakehouse/racks/2").await;
    let restore = app.get("/bakehouse/racks/2").await.ok().form("section.trashed form").submit(&app).await;
    assert_eq!(restore.location(), "/admin/bakehouse/racks/2");
    assert_eq!(app.keys::<Rack>("").await, ["2"]);
    assert!(app.get("/bakehouse/racks/2").await.ok().has("form.record"), "it can be changed again");
}

pub(crate) async fn a65_each_way_is_for_rows_on_its_side_only(db: Database) {
    let app = bakehouse(db, |builder| builder).await;
    for (path, fields) in [("purge", &[][..]), ("restore", &[])] {
        app.post(&format!("{BREADS}/1/{path}"), fields).await.is(StatusCode::NOT_FOUND);
    }
    app.get(&format!("{BREADS}/1/purge")).await.is(StatusCode::NOT_FOUND);
    // Without a trash there is no such address.
    for path in ["purge", "restore"] {
        app.post(&format!("{}/1/{path}", app.list_path::<super::BreadSpice>()), &[]).await.is(StatusCode::NOT_FOUND);
    }
    let stale = app.form_of::<Bread>("1").await.set("price", "9");
    trash(&app, &format!("{BREADS}/1")).await;
    app.get(&format!("{BREADS}/1/delete")).await.is(StatusCode::NOT_FOUND);
    app.post(&format!("{BREADS}/1/delete"), &[]).await.is(StatusCode::NOT_FOUND);
    let gone = stale.submit(&app).await;
    assert!(matches!(gone.status, StatusCode::NOT_FOUND | StatusCode::CONFLICT), "{}", gone.status);
    app.post(&format!("{BREADS}/1/restore"), &[]).await.location();
    assert_eq!(titles(&app, "q=rye").await, ["Rye"]);
    assert_eq!(app.get(BREADS).await.ok().column("Price")[1], "3", "and nothing was written on the way");
}

/// Somebody changed the record between the question and the answer: asked again, as deletions are.
pub(crate) async fn a65_f20_what_was_changed_since_the_question_is_not_moved(db: Database) {
    let app = bakehouse(db, |builder| builder).await;
    let question = app.get(&format!("{BREADS}/1/delete")).await.ok().form("form.answer");
    app.form_of::<Bread>("1").await.set("price", "9").submit(&app).await.location();
    question.submit(&app).await.is(StatusCode::CONFLICT);
    assert_eq!(titles(&app, "q=rye").await, ["Rye"]);
    assert_eq!(titles(&app, "trash=1").await, Vec::<String>::new());
}

fn list_of(app: &TestApp) -> kaffy::ListQuery {
    kaffy::ListQuery::new(app.resource::<Bread>())
}

/// What the log says, the newest first.
async fn said(app: &TestApp) -> Vec<String> {
    let actor = kaffy::Actor::new("test", "Test");
    let page = app.admin.audit_page(&actor, &AuditQuery::default()).await.expect("the log is read");
    let event = |entry: &kaffy::AuditEntry| entry.event.map(AuditEvent::label).unwrap_or_default();
    page.entries.iter().map(|entry| format!("{} {}", event(entry), entry.label)).collect()
}
