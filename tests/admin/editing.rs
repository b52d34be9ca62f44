//! Forms: what they show, what they save, what they say when something is wrong.

use http::StatusCode;

use crate::support::TestApp;

#[tokio::test]
async fn a42_every_kind_has_its_input() {
    let app = TestApp::new().await;
    let page = app.get("/shed/tools/1").await.ok();
    for (field, kind, value) in [
        ("title", "text", "Saw"),
        ("price", "text", "12.50"),
        ("quantity", "text", "3"),
        ("made_on", "date", "2024-02-29"),
        ("opens", "time", "08:30:00"),
        ("sold_at", "datetime-local", "2026-03-29T14:05:00"),
        ("inserted_at", "datetime-local", "2026-01-02T03:04:05"),
        ("site", "url", "https://example.org/saw"),
        ("mail", "email", "a@example.org"),
        ("phone", "tel", "+49 30 1"),
        ("color", "color", "#1f6feb"),
        ("secret", "password", ""),
        ("weight", "text", "1.5"),
    ] {
        let selector = format!("main input[name={field}]");
        assert_eq!(page.attribute(&selector, "type").as_deref(), Some(kind), "{field}");
        assert_eq!(page.attribute(&selector, "value").as_deref(), Some(value), "{field}");
    }
    let form = page.form("form.record");
    for (field, value) in [
        ("status", "ready"),
        ("grade", "good"),
        ("sharp", "true"),
        ("tested", ""),
        ("notes", "First line\nsecond"),
        ("labels", "long\nold"),
        ("uses", "wood"),
        ("manual", ""),
        ("maker_id", "1"),
    ] {
        assert_eq!(form.value(field), Some(value), "{field}");
    }
    assert!(!page.has("main [name=views]") && !page.has("main [name=hidden]"));
    assert!(page.words(".section:nth-of-type(1)").len() > 3);
}

#[tokio::test]
async fn a40_sections_help_and_required_marks() {
    let app = TestApp::new().await;
    let page = app.get("/shed/tools/new").await.ok();
    assert_eq!(page.texts(".section h2"), ["Times", "More"]);
    assert!(page.has("details.section:not([open])"), "a collapsed one is closed");
    assert_eq!(page.attribute("#field-title", "aria-describedby").as_deref(), Some("field-title-help"));
    assert_eq!(page.words("#field-title-help"), "What it is called.");
    assert_eq!(page.words("label[for=field-title]"), "Title required");
    assert_eq!(page.words("label[for=field-notes]"), "Notes");
    assert_eq!(page.attribute("#field-quantity", "value").as_deref(), Some("1"), "its default");
}

#[tokio::test]
async fn f29_a_form_saved_as_it_is_changes_nothing() {
    let app = TestApp::new().await;
    for id in [1, 2] {
        let form = app.get(&format!("/shed/tools/{id}")).await.ok().form("form.record");
        form.submit(&app).await.is(StatusCode::SEE_OTHER);
        let flash = app.get("/shed/tools").await.ok().words(".flash");
        assert!(flash.contains("was left as it was"), "{id}: {flash}");
    }
    // As a browser shortens times.
    let form = app
        .get("/shed/tools/1")
        .await
        .ok()
        .form("form.record")
        .set("sold_at", "2026-03-29T14:05")
        .set("opens", "08:30");
    form.submit(&app).await.is(StatusCode::SEE_OTHER);
    assert!(app.get("/shed/tools").await.ok().words(".flash").contains("was left as it was"));
}

#[tokio::test]
async fn a54_save_leads_to_the_list_to_the_record_or_to_the_next_one() {
    let app = TestApp::new().await;
    let form = || async { app.get("/shed/makers/new").await.ok().form("form.record") };
    let saved = form().await.set("name", "One").set("_save", "list").submit(&app).await;
    assert_eq!(saved.location(), "/admin/shed/makers#row-4");
    let list = app.get("/shed/makers").await.ok();
    assert_eq!(list.words(".flash"), "The maker “One” was added.");
    assert!(list.has("tr[id='row-4']"));
    assert!(!app.get("/shed/makers").await.ok().has(".flash"), "a message is shown once");
    let saved = form().await.set("name", "Two").set("_save", "stay").submit(&app).await;
    assert_eq!(saved.location(), "/admin/shed/makers/5");
    let saved = form().await.set("name", "Three").set("_save", "another").submit(&app).await;
    assert_eq!(saved.location(), "/admin/shed/makers/new");
}

#[tokio::test]
async fn a53_errors_stand_beside_their_fields_and_in_a_summary_and_the_input_is_kept() {
    let app = TestApp::new().await;
    let form = app.get("/shed/tools/1").await.ok().form("form.record");
    let page = form
        .set("title", "")
        .set("price", "-1")
        .set("made_on", "2026-02-30")
        .set("settings", "{\"teeth\": ")
        .set("site", "javascript:alert(1)")
        .set("notes", "kept <b>")
        .submit(&app)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.words("title").starts_with("Error:"));
    assert_eq!(page.texts(".summary li").len(), 5);
    for field in ["title", "price", "made_on", "settings", "site"] {
        let id = format!("#field-{field}");
        assert_eq!(page.attribute(&id, "aria-invalid").as_deref(), Some("true"), "{field}");
        let described = page.attribute(&id, "aria-describedby").expect("described");
        assert!(described.starts_with(&format!("field-{field}-error")), "{described}");
        assert!(!page.words(&format!("{id}-error")).is_empty(), "{field}");
        assert!(page.has(&format!(".summary a[href='{id}']")), "{field}");
    }
    let form = page.form("form.record");
    assert_eq!(form.value("made_on"), Some("2026-02-30"));
    assert_eq!(page.attribute("#field-made_on", "type").as_deref(), Some("text"), "a date input would drop it");
    assert_eq!(form.value("settings"), Some("{\"teeth\": "));
    assert_eq!(form.value("notes"), Some("kept <b>"));
    assert!(page.has("details.section[open]"), "a section with an error is open");
    assert_eq!(app.get("/shed/tools?q=saw").await.ok().column("Price"), ["12.50"], "nothing was written");
}

#[tokio::test]
async fn a17_the_state_of_the_list_survives_edit_save_cancel_and_delete() {
    let app = TestApp::new().await;
    let state = "q=s&f.status=ready&sort=-price&size=50";
    let list = app.get(&format!("/shed/tools?{state}")).await.ok();
    let href = list.attribute("tbody th a", "href").expect("a row");
    let page = app.get(href.strip_prefix("/admin").expect("below")).await.ok();
    let cancel = page.attribute(".bar .ghost", "href").expect("Cancel");
    assert_eq!(cancel, format!("/admin/shed/tools?{state}"));
    let form = page.form("form.record").set("title", "Saws");
    assert_eq!(form.clone_with_save("list").submit(&app).await.location(), format!("/admin/shed/tools?{state}#row-1"));
    let stay = form.clone_with_save("stay").submit(&app).await;
    let again = app.get(stay.location().strip_prefix("/admin").expect("below")).await.ok();
    assert_eq!(again.attribute(".bar .ghost", "href").as_deref(), Some(cancel.as_str()));
    let delete = again.attribute(".bar .danger", "href").expect("Delete");
    let question = app.get(delete.strip_prefix("/admin").expect("below")).await.ok();
    let gone = question.form("form.answer").submit(&app).await;
    assert_eq!(gone.location(), format!("/admin/shed/tools?{state}"));
}

#[tokio::test]
async fn s12_the_way_back_is_only_ever_a_list() {
    let app = TestApp::new().await;
    for evil in
        ["https://evil.example", "//evil.example", "q=a%0d%0aSet-Cookie: x", "f.nothing=1", "sort=secret", "\u{1}"]
    {
        let version = app.get("/shed/makers/3").await.ok().attribute("input[name=_version]", "value");
        let version = version.expect("each form has one");
        let fields = [("name", "Renamed"), ("_back", evil), ("_version", &version)];
        let saved = app.post("/shed/makers/3", &fields).await;
        assert!(saved.location().starts_with("/admin/shed/makers"), "{}", saved.location());
        assert!(!saved.location().contains("evil"), "{}", saved.location());
        assert!(saved.headers.get("set-cookie").is_none_or(|cookie| !cookie.to_str().expect("text").contains("x=")));
    }
}

#[tokio::test]
async fn a55_a_new_form_is_filled_from_its_address() {
    let app = TestApp::new().await;
    let page = app.get("/shed/tools/new?title=Axe&status=lent&maker_id=2&nothing=1&views=9").await.ok();
    let form = page.form("form.record");
    assert_eq!(form.value("title"), Some("Axe"));
    assert_eq!(form.value("status"), Some("lent"));
    assert!(page.words(".picked").contains("Aoki"));
    assert_eq!(form.value("views"), None);
}

#[tokio::test]
async fn k96_a_password_is_never_shown_and_kept_when_left_empty() {
    let app = TestApp::new().await;
    let page = app.get("/shed/tools/1").await.ok();
    assert!(!page.body.contains("hunter2"));
    let wrong = page.form("form.record").set("secret", "typed-now").set("title", "").submit(&app).await;
    assert!(!wrong.is(StatusCode::UNPROCESSABLE_ENTITY).body.contains("typed-now"));
}

#[tokio::test]
async fn s14_what_cannot_be_read_is_said_and_stays_as_it_is() {
    let app = TestApp::new().await;
    app.admin
        .database()
        .execute("UPDATE tools SET quantity = 'many', manual = X'00FF' WHERE id = 1")
        .await
        .expect("done");
    assert!(app.get("/shed/tools?q=saw").await.ok().column("Manual").contains(&"2 bytes".to_owned()));
    let page = app.get("/shed/tools/1").await.ok();
    assert!(page.words(".unreadable").contains("cannot be read"));
    let described = page.attribute("[name=quantity]", "aria-describedby").expect("it says why it is empty");
    assert!(page.has(&format!("#{described}.unreadable")), "{described}");
    let form = page.form("form.record");
    assert_eq!((form.value("quantity"), form.value("manual")), (Some(""), Some("AP8=")));
    form.set("notes", "changed").submit(&app).await.is(StatusCode::SEE_OTHER);
    let page = app.get("/shed/tools/1").await.ok();
    assert_eq!(page.form("form.record").value("notes"), Some("changed"));
    assert!(page.has(".unreadable"), "nothing was written over it");
}
