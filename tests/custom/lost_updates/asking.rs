//! What is asked about, what is merged, and what is no conflict.

use http::StatusCode;
use kaffy::{Actor, AdminBuilder, AdminResource, Change, Database, Key, Posted, SaveError, i18n::Tz};

use super::{Loaf, Oven, Shelf, Slice, app, conflicts, held, saves, send, sides, tables};
use crate::app::TestApp;

pub(crate) async fn w2_f20_the_second_save_of_the_same_field_is_asked_about(db: Database) {
    let app = app(db).await;
    let (first, second) = (app.form_of::<Loaf>("1").await, app.form_of::<Loaf>("1").await);
    saves(&app, &first, &[("price", "3.80")]).await;
    let page = conflicts(&app, &second, &[("price", "4.10"), ("title", "Dark rye")]).await;
    assert_eq!(sides(&page, "price"), ["3.50", "3.80", "4.10"]);
    assert_eq!(page.texts(".clash legend"), ["Price"], "the title is nobody else's");
    assert_eq!(page.attributes(".clash th", "scope"), ["col", "col", "col"]);
    assert!(page.words("title").starts_with("Error:"), "{}", page.words("title"));
    assert!(page.words(".summary").contains("nothing you typed is lost"), "{}", page.words(".summary"));
    assert!(page.words("#field-price-error").contains("You and somebody else changed this"));
    assert_eq!(held::<Loaf>(&app, "1", &["price", "title"]).await, ["3.80", "Rye"], "nothing was written");

    let merge = page.form("form.record");
    let kept = ["price", "title", "_take.price"].map(|name| merge.value(name).unwrap_or_default().to_owned());
    assert_eq!(kept, ["4.10", "Dark rye", "yours"], "what was typed is kept, and its side is chosen");
    saves(&app, &merge, &[]).await;
    assert_eq!(held::<Loaf>(&app, "1", &["price", "title"]).await, ["4.10", "Dark rye"]);
}

pub(crate) async fn w2_theirs_can_be_taken_for_each_field(db: Database) {
    let app = app(db).await;
    let form = app.form_of::<Loaf>("1").await;
    saves(&app, &form, &[("price", "3.80"), ("title", "Rye bread"), ("notes", "new")]).await;
    let page = conflicts(&app, &form, &[("price", "4.10"), ("title", "Dark rye")]).await;
    assert_eq!(page.texts(".clash legend"), ["Title", "Price", "Notes"]);
    assert_eq!(sides(&page, "notes"), ["a note", "new", "a note"]);
    let merge = page.form("form.record");
    assert_eq!(merge.value("_take.notes"), Some("theirs"), "this form did not change the notes");
    // Something else is wrong: the answers are not lost.
    let again = send(&app, &merge, &[("_take.price", "theirs"), ("title", "")]).await;
    let again = again.is(StatusCode::UNPROCESSABLE_ENTITY).form("form.record");
    assert_eq!((again.value("price"), again.value("notes")), (Some("3.80"), Some("new")));
    saves(&app, &again, &[("title", "Dark rye")]).await;
    assert_eq!(held::<Loaf>(&app, "1", &["title", "price", "notes"]).await, ["Dark rye", "3.80", "new"]);

    // What one did not change can be put back, too.
    let form = app.form_of::<Loaf>("1").await;
    saves(&app, &form, &[("price", "5.00"), ("notes", "newer")]).await;
    let merge = conflicts(&app, &form, &[("price", "6.00")]).await.form("form.record");
    saves(&app, &merge, &[("_take.notes", "yours")]).await;
    assert_eq!(held::<Loaf>(&app, "1", &["price", "notes"]).await, ["6.00", "new"]);
}

pub(crate) async fn w2_different_fields_are_merged_and_said(db: Database) {
    let app = app(db).await;
    let (first, second) = (app.form_of::<Loaf>("1").await, app.form_of::<Loaf>("1").await);
    saves(&app, &first, &[("price", "3.80"), ("notes", "new")]).await;
    saves(&app, &second, &[("title", "Dark rye")]).await;
    let flash = app.get("/shop/loaves").await.words(".flash");
    assert!(flash.contains("was saved") && flash.contains("it stayed: Price, Notes."), "{flash}");
    assert_eq!(held::<Loaf>(&app, "1", &["title", "price", "notes"]).await, ["Dark rye", "3.80", "new"]);
}

pub(crate) async fn w2_the_same_value_and_an_untouched_form_are_no_conflict(db: Database) {
    let app = app(db).await;
    let form = app.form_of::<Loaf>("1").await;
    saves(&app, &form, &[("price", "3.80"), ("notes", "new")]).await;
    saves(&app, &form, &[("price", "3.80")]).await;
    assert_eq!(held::<Loaf>(&app, "1", &["price", "notes"]).await, ["3.80", "new"]);
    saves(&app, &form, &[]).await;
    assert_eq!(held::<Loaf>(&app, "1", &["price", "notes"]).await, ["3.80", "new"], "an old form writes nothing back");
    app.untouched::<Loaf>().await;
    app.untouched::<Oven>().await;
    // What no form shows may change as it likes.
    let form = app.form_of::<Loaf>("1").await;
    app.run("UPDATE loaves SET margin = 50 WHERE id = 1").await;
    saves(&app, &form, &[("price", "3.90")]).await;
}

pub(crate) async fn w2_a_third_person_makes_it_ask_again(db: Database) {
    let app = app(db).await;
    let form = app.form_of::<Loaf>("1").await;
    saves(&app, &form, &[("price", "3.80")]).await;
    let merge = conflicts(&app, &form, &[("price", "4.10")]).await.form("form.record");
    let third = app.form_of::<Loaf>("1").await;
    saves(&app, &third, &[("price", "9.00")]).await;
    let page = conflicts(&app, &merge, &[]).await;
    assert_eq!(sides(&page, "price"), ["3.80", "9.00", "4.10"]);
    saves(&app, &page.form("form.record"), &[]).await;
    assert_eq!(held::<Loaf>(&app, "1", &["price"]).await, ["4.10"]);
}

pub(crate) async fn f20_a_form_that_does_not_say_what_it_was_drawn_from_writes_over_nothing(db: Database) {
    let app = app(db).await;
    let (form, other) = (app.form_of::<Loaf>("1").await, app.form_of::<Loaf>("2").await);
    let foreign = other.value("_version").expect("each form has one").to_owned();
    let mut forged = form.value("_version").expect("each form has one").to_owned();
    forged.replace_range(30..31, if &forged[30..31] == "A" { "B" } else { "A" });
    for version in [foreign.as_str(), &forged, "", "x"] {
        let page = conflicts(&app, &form, &[("_version", version), ("price", "1.00")]).await;
        assert_eq!(sides(&page, "price"), ["not known", "3.50", "1.00"], "{version}");
    }
    let page = form.clone_with_save("list").without("_version").set("price", "1.00").submit(&app).await;
    let page = page.is(StatusCode::CONFLICT);
    assert!(page.words(".summary").contains("does not say from which state"), "{}", page.words(".summary"));
    // With nothing to write there is nothing to ask.
    form.clone_with_save("list").without("_version").submit(&app).await.is(StatusCode::SEE_OTHER);
    saves(&app, &page.form("form.record"), &[]).await;
    assert_eq!(held::<Loaf>(&app, "1", &["price"]).await, ["1.00"], "the page that asked goes on from now");
}

pub(crate) async fn w2_rich_text_json_decimals_and_instants_are_compared_by_what_they_mean(db: Database) {
    let app = app(db).await;
    let form = app.form_of::<Loaf>("1").await;
    saves(&app, &form, &[("price", "3.5"), ("facts", "{\"salt\":1}"), ("story", "<p>Once </p>")]).await;
    let form = app.form_of::<Loaf>("1").await;
    let fields = [("story", "<p>Now <b>this</b></p>"), ("facts", "{\"salt\": 2}"), ("baked", "2026-03-02T11:00")];
    saves(&app, &form, &fields).await;
    saves(&app, &form, &[("title", "Dark rye")]).await;
    let mine = [("story", "<p>Mine</p>"), ("facts", "{\"salt\": 3}"), ("baked", "2026-03-03T11:00")];
    let page = conflicts(&app, &form, &mine).await;
    assert_eq!(page.texts(".clash legend"), ["Title", "Story", "Facts", "Baked"]);
    assert_eq!(sides(&page, "facts"), ["{ \"salt\": 1 }", "{ \"salt\": 2 }", "{ \"salt\": 3 }"]);
    assert!(page.has("#take-story .rich"), "formatted text is shown as such");
    saves(&app, &page.form("form.record"), &[("_take.story", "theirs"), ("_take.baked", "theirs")]).await;
    let now = held::<Loaf>(&app, "1", &["baked", "title", "facts"]).await;
    assert!(now[0].starts_with("2026-03-02T11:00"), "{now:?}");
    assert!(now[1] == "Dark rye" && now[2].contains('3'), "{now:?}");
}

pub(crate) async fn w2_rows_of_a_form_have_states_of_their_own(db: Database) {
    let app = app(db).await;
    let (form, other) = (app.form_of::<Loaf>("1").await, app.form_of::<Slice>("1").await);
    assert!(form.value("slices.0._version").is_some_and(|version| version.len() > 20));
    saves(&app, &other, &[("grams", "44")]).await;
    // Another field of the same row, and another row.
    saves(&app, &form, &[("slices.0.name", "Crust"), ("slices.1.grams", "55")]).await;
    assert_eq!(held::<Slice>(&app, "1", &["name", "grams"]).await, ["Crust", "44"]);
    assert_eq!(held::<Slice>(&app, "2", &["grams"]).await, ["55"]);
    // The same field.
    let form = app.form_of::<Loaf>("1").await;
    saves(&app, &app.form_of::<Slice>("1").await, &[("grams", "45")]).await;
    let page = conflicts(&app, &form, &[("slices.0.grams", "46"), ("title", "Dark rye")]).await;
    assert_eq!(page.texts(".clash legend"), ["Slices, Crust: Grams"]);
    assert_eq!(sides(&page, "slices.0.grams"), ["44", "45", "46"]);
    let merge = page.form("form.record");
    assert_eq!((merge.value("slices.0.grams"), merge.value("title")), (Some("46"), Some("Dark rye")));
    saves(&app, &merge, &[("_take.slices.0.grams", "theirs"), ("slices.0.name", "Heel")]).await;
    assert_eq!(held::<Slice>(&app, "1", &["name", "grams"]).await, ["Heel", "45"]);
    // A row that is to be removed.
    let form = app.form_of::<Loaf>("1").await;
    saves(&app, &app.form_of::<Slice>("1").await, &[("grams", "47")]).await;
    let page = conflicts(&app, &form, &[("slices.0._delete", "true")]).await;
    assert!(page.words(".summary").contains("changed this row meanwhile"), "{}", page.words(".summary"));
    saves(&app, &page.form("form.record"), &[]).await;
    assert_eq!(app.keys::<Slice>("").await, ["2"], "looked at, it is removed");
}

pub(crate) async fn b5_of_twenty_saves_from_one_state_one_goes_through(db: Database) {
    let app = app(db).await;
    let form = app.form_of::<Loaf>("1").await;
    let version = form.value("_version").expect("each form has one").to_owned();
    let resource = app.admin.registry().of(Loaf::META).expect("it is registered");
    let change = app.admin.authorize::<Change>(&Actor::new("test", "Test"), resource).expect("it is allowed");
    let (change, key) = (std::sync::Arc::new(change), Key::parse(resource, "1").expect("a key"));
    let saves = (0..20).map(|at| {
        let (change, key, title) = (change.clone(), key.clone(), format!("Loaf {at}"));
        let fields = [("price", "3.50"), ("notes", "a note"), ("story", "<p>Once</p>"), ("baked", ""), ("pin", "")];
        let fields = fields.into_iter().chain([("title", title.as_str()), ("facts", "{\"salt\": 1}")]);
        let posted = Posted::new(fields).drawn_from(Some(&version));
        tokio::spawn(async move { change.update(&key, posted).await })
    });
    let saves: Vec<_> = saves.collect();
    let (mut saved, mut asked) = (0, 0);
    for save in saves {
        match save.await.expect("no panic") {
            Ok(_) => saved += 1,
            Err(SaveError::Conflict(_)) => asked += 1,
            Err(error) => panic!("{error:?}"),
        }
    }
    assert_eq!((saved, asked), (1, 19));
}

pub(crate) async fn f20_a_record_that_is_gone_gives_back_what_was_typed(db: Database) {
    let app = app(db).await;
    let form = app.form_of::<Loaf>("2").await;
    app.run("DELETE FROM loaves WHERE id = 2").await;
    let page = send(&app, &form, &[("title", "A long <b>title</b>"), ("pin", "secret word")]).await;
    let page = page.is(StatusCode::NOT_FOUND);
    assert!(page.texts("dd").contains(&"A long <b>title</b>".to_owned()), "{:?}", page.texts("dd"));
    assert!(!page.body.contains("secret word"));
}

pub(crate) async fn w2_a_region_and_a_zone_are_no_changes(db: Database) {
    let tables = tables(&db);
    let add = |builder: AdminBuilder| {
        let builder = builder.resource::<Loaf>().resource::<Slice>().resource::<Oven>().resource::<Shelf>();
        builder.time_zone(Tz::Europe__Berlin).languages(["de"])
    };
    let app = TestApp::over(db, &tables, add).await;
    let form = app.form_of::<Loaf>("1").await;
    assert_eq!(form.value("price"), Some("3,50"));
    saves(&app, &form, &[("title", "Roggen")]).await;
    // An old form, whose texts are those of its region: left alone is left alone.
    saves(&app, &form, &[("notes", "neu")]).await;
    saves(&app, &app.form_of::<Loaf>("1").await, &[("baked", "2026-07-01T12:00"), ("price", "4,20")]).await;
    saves(&app, &form, &[("pin", "1234")]).await;
    let page = conflicts(&app, &form, &[("price", "5,00"), ("baked", "2026-08-01T12:00")]).await;
    assert_eq!(sides(&page, "price"), ["3.50", "4.20", "5.00"].map(|text| text.replace('.', ",")));
    assert_eq!(sides(&page, "baked"), ["01.03.2026 11:00", "01.07.2026 12:00", "01.08.2026 12:00"]);
    saves(&app, &page.form("form.record"), &[]).await;
    assert!(held::<Loaf>(&app, "1", &["baked"]).await[0].starts_with("2026-08-01T12:00"));
}
