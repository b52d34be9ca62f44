//! What the rest of the admin knows of a row in the trash: nothing, but what it is called.

use http::StatusCode;
use kaffy::{Actor, AdminResource, Database, Reader, RowFilter};

use super::{BREADS, Bread, Rack, Spice, bakehouse, titles, trash};

pub(crate) async fn a65_rows_in_the_trash_are_in_no_list_picker_file_or_widget(db: Database) {
    let app = bakehouse(db, |builder| builder).await;
    trash(&app, &format!("{BREADS}/1")).await;
    trash(&app, "/bakehouse/racks/1").await;
    assert_eq!(titles(&app, "q=rye").await, Vec::<String>::new());
    assert_eq!(titles(&app, "f.shelf=1").await, ["Spelt"]);
    let options = app.get("/bakehouse/racks/options?q=").await.ok();
    assert!(options.body.contains("High") && !options.body.contains("Low"), "{}", options.body);
    let fields = [("_run", "1"), ("_column", "title"), ("_format", "csv")];
    let file = app.post(&format!("{BREADS}/export"), &fields).await;
    assert!(file.body.contains("Spelt") && !file.body.contains("Rye"), "{}", file.body);
    let reader = Reader::new(app.admin.clone(), Actor::new("test", "Test"));
    assert_eq!(reader.count::<Bread>([]).await.expect("counted"), 3);
    assert_eq!(reader.all::<Bread>([Bread::fields().price.at_most(4)], 9).await.expect("read").len(), 1);
    let nobody: Vec<RowFilter<Rack>> = vec![Rack::fields().name.is("Low".to_owned())];
    assert_eq!(reader.count(nobody).await.expect("counted"), 0);
    // Nothing new can refer to it.
    let form = app.new_form::<Bread>().await.set("title", "Oat").set("price", "1").set("shelf_id", "1");
    let page = form.submit(&app).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.words("#field-shelf_id-error").contains("no such rack"), "{}", page.words(".summary"));
}

pub(crate) async fn a65_what_names_a_row_in_the_trash_says_so(db: Database) {
    let app = bakehouse(db, |builder| builder).await;
    trash(&app, "/bakehouse/racks/1").await;
    let list = app.get(BREADS).await.ok();
    assert_eq!(list.column("Shelf"), ["—empty", "Low (in the trash)", "Low (in the trash)", "High"]);
    assert!(app.get(&format!("{BREADS}/1")).await.ok().body.contains("Low (in the trash)"));
    // What is there already stays when something else is saved.
    app.form_of::<Bread>("1").await.set("price", "8").submit(&app).await.location();
    assert_eq!(titles(&app, "f.shelf=1").await, ["Rye", "Spelt"]);
}

pub(crate) async fn a65_rows_of_a_form_are_moved_and_joined_ones_hidden(db: Database) {
    let app = bakehouse(db, |builder| builder).await;
    let form = app.form_of::<Rack>("1").await.set("breads.0._delete", "true");
    form.submit(&app).await.location();
    assert_eq!(titles(&app, "trash=1").await, ["Rye"], "removed from the form, and not for ever");
    let rack = app.get("/bakehouse/racks/1").await.ok();
    assert_eq!(rack.form("form.record").value("breads.0.title"), Some("Spelt"));
    assert!(!rack.has("[name='breads.1.title']"));

    app.post("/bakehouse/breads/1/restore", &[]).await.location();
    let spice = app.list_path::<Spice>();
    trash(&app, &format!("{spice}/2")).await;
    app.get(&spice).await.ok();
    let page = app.get(&format!("{BREADS}/1")).await.ok();
    assert!(page.body.contains("Anise") && !page.body.contains("Caraway"), "joined as if it were not there");
    page.form("form.record").set("price", "7").submit(&app).await.location();
    app.post(&format!("{spice}/2/restore"), &[]).await.location();
    app.get(&spice).await.ok();
    assert!(app.get(&format!("{BREADS}/1")).await.ok().body.contains("Caraway"), "and joined still");
}

pub(crate) async fn a65_a_value_that_a_row_in_the_trash_holds_is_said_with_the_way_there(db: Database) {
    let app = bakehouse(db, |builder| builder).await;
    trash(&app, &format!("{BREADS}/1")).await;
    let form = app.new_form::<Bread>().await.set("title", "Rye").set("price", "1");
    let page = form.submit(&app).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    let words = page.words("#field-title-error");
    assert!(words.contains("Rye in the trash already has this value"), "{words}");
    assert_eq!(page.attribute(".summary p a", "href").as_deref(), Some("/admin/bakehouse/breads/1"));
    let page = app.form_of::<Bread>("2").await.set("title", "Rye").submit(&app).await;
    let page = page.is(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.words("#field-title-error").contains("in the trash"), "{}", page.words(".summary"));
    let page = app.form_of::<Bread>("2").await.set("title", "Corn").submit(&app).await;
    let page = page.is(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!page.words("#field-title-error").contains("in the trash"), "that one is not");
}

/// With a partial index (where there are such), a row that took the place meanwhile keeps the other one in the trash.
pub(crate) async fn a65_a_row_whose_place_was_taken_says_why_it_stays(db: Database) {
    let app = bakehouse(db, |builder| builder).await;
    let index = crate::app::by(
        app.admin.database(),
        "CREATE UNIQUE INDEX trash_one ON trash_breads (price) WHERE deleted_at IS NULL",
        "CREATE UNIQUE INDEX trash_one ON trash_breads (price) WHERE deleted_at IS NULL",
        "ALTER TABLE trash_breads ADD live BIGINT AS (IF(deleted_at IS NULL, price, NULL)) VIRTUAL, ADD UNIQUE trash_one (live)",
    );
    app.run(index).await;
    trash(&app, &format!("{BREADS}/1")).await;
    app.form_of::<Bread>("2").await.set("price", "3").submit(&app).await.location();
    let restore = app.get(&format!("{BREADS}/1")).await.ok().form("section.trashed form").submit(&app).await;
    assert_eq!(restore.location(), "/admin/bakehouse/breads/1");
    let page = app.get(&format!("{BREADS}/1")).await.ok();
    assert!(page.words(".flash.warning").contains("“Rye” was not restored."), "{}", page.words(".flash"));
    assert!(page.words(".flash.warning").contains("already has this"), "{}", page.words(".flash"));
    assert_eq!(titles(&app, "trash=1").await, ["Rye"]);
}
