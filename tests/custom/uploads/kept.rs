//! A file on its way into a storage, to those who may see the record, and away with it.

use http::StatusCode;
use kaffy::{Admin, Auth, Database};

use super::{NEW, PDF, Parts, Poster, Shelf, app, png, with_a_poster};
use crate::app::Page;

pub(crate) async fn a61_a_file_is_kept_shown_replaced_cleared_and_deleted(db: Database) {
    let shelf = Shelf::default();
    let app = app(db, &shelf).await;
    let form = app.get("/shop/posters/new").await.ok();
    assert_eq!(form.attribute("form.record", "enctype").as_deref(), Some("multipart/form-data"));
    let accept = form.attribute("#field-photo[type=file]", "accept").expect("types");
    assert_eq!(accept, "image/png,image/jpeg,image/gif,image/webp");
    assert_eq!(form.words("#field-photo-limits"), "PNG, JPEG, GIF or WebP, at most 100 kB.");
    assert!(!form.has("[name=_clear]"));

    let at = with_a_poster(&app).await;
    let keys = shelf.keys();
    assert!(keys[0].starts_with("leaflets/all/") && keys[1].starts_with("posters/photo/"), "{keys:?}");
    assert!(keys[1].ends_with(".png") && keys[1].len() == "posters/photo/".len() + 32 + 4, "random: {keys:?}");
    assert_eq!(app.get(NEW).await.ok().column("Photo"), ["cat.png (93 bytes)"]);

    let page = app.get(&at).await.ok();
    let href = page.attribute(".file img", "src").expect("a preview");
    assert_eq!(page.attribute(".file img", "width").as_deref(), Some("40"));
    assert_eq!(page.words(".file .quiet"), "93 bytes, 40 × 30 pixels");
    let served = app.get(href.strip_prefix("/admin").expect("ours")).await.ok();
    let header = |page: &Page, name: &str| page.headers[name].to_str().expect("text").to_owned();
    assert_eq!(header(&served, "content-type"), "image/png");
    assert_eq!(header(&served, "content-length"), "93");
    assert_eq!(header(&served, "content-disposition"), "inline; filename=\"cat.png\"; filename*=UTF-8''cat.png");
    assert_eq!(header(&served, "x-content-type-options"), "nosniff");
    assert!(header(&served, "content-security-policy").contains("sandbox"));
    assert!(header(&page, "content-security-policy").contains("script-src 'self'"));

    // Saved as it is: the file stays.
    let untouched = Parts::default().text("title", "Cat").file("photo", "", "application/octet-stream", b"");
    untouched.post(&app, &at).await.is(StatusCode::SEE_OTHER);
    assert!(app.get(&at).await.ok().words(".flash").contains("left as it was"));
    assert_eq!(shelf.keys(), keys);

    // A new one takes its place.
    let parts = Parts::default().text("title", "Cat").file("photo", "dog.png", "image/png", &png(10, 10));
    parts.post(&app, &at).await.is(StatusCode::SEE_OTHER);
    shelf.becomes(2).await;
    assert!(!shelf.keys().contains(&keys[1]), "the old one is gone: {:?}", shelf.keys());
    assert_eq!(app.get(NEW).await.ok().column("Photo"), ["dog.png (93 bytes)"]);

    // None any more.
    assert!(app.get(&at).await.ok().has("[name=_clear][value=photo]"));
    Parts::default().text("title", "Cat").text("_clear", "photo").post(&app, &at).await.is(StatusCode::SEE_OTHER);
    shelf.becomes(1).await;
    let page = app.get(&at).await.ok();
    assert!(!page.has(".file img") && page.has(".file a"));

    let question = app.get(&format!("{at}/delete")).await.ok();
    question.form("form.answer").submit(&app).await.is(StatusCode::SEE_OTHER);
    shelf.becomes(0).await;
}

pub(crate) async fn a61_a_text_holds_the_key_of_a_file(db: Database) {
    let shelf = Shelf::default();
    let app = app(db, &shelf).await;
    let at = with_a_poster(&app).await;
    let name = shelf.keys()[0].rsplit('/').next().expect("a name").to_owned();
    assert_eq!(app.get(NEW).await.ok().column("Leaflet"), [name.as_str()]);
    let served = app.get(&format!("{at}/files/leaflet")).await.ok();
    assert_eq!(served.body, "id,price\n1,2\n");
    let place = served.headers["content-disposition"].to_str().expect("text");
    assert!(place.starts_with("attachment; "), "{place}");
    // What a database may hold: no way out of the storage, and no page that breaks.
    for odd in ["../../etc/passwd", "/etc/passwd", "gone/1.pdf", "<b>"] {
        app.run(&format!("UPDATE posters SET leaflet = '{odd}'")).await;
        app.get(&format!("{at}/files/leaflet")).await.is(StatusCode::NOT_FOUND);
        app.get(&at).await.ok();
        app.get(NEW).await.ok();
    }
    let parts = Parts::default().text("title", "Cat").file("leaflet", "a.pdf", "application/pdf", PDF);
    parts.post(&app, &at).await.is(StatusCode::SEE_OTHER);
    assert_eq!(app.get(&format!("{at}/files/leaflet")).await.ok().headers["content-type"], "application/pdf");
}

pub(crate) async fn a61_a_save_that_fails_leaves_no_file_behind(db: Database) {
    let shelf = Shelf::default();
    let app = app(db, &shelf).await;
    let photo =
        |title: &str| Parts::default().text("title", title).file("photo", "<i>cat.png", "image/png", &png(4, 3));
    let page = photo("A title that is much too long").post(&app, NEW).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(page.attribute("#field-title", "value").as_deref(), Some("A title that is much too long"));
    let words = page.words("#field-photo-error");
    assert!(words.contains("“<i>cat.png” was not kept") && words.contains("choose it again"), "{words}");
    shelf.becomes(0).await;

    photo("Cat").post(&app, NEW).await.is(StatusCode::SEE_OTHER);
    shelf.becomes(1).await;
    let kept = shelf.keys();
    let page = photo("Cat").post(&app, NEW).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.words("#field-title-error").contains("already has this value"), "the database refused");
    shelf.becomes(1).await;
    assert_eq!(shelf.keys(), kept, "the row that is there keeps its file");

    let page = app.get(NEW).await.ok();
    let at = page.attribute("[data-open]", "href").expect("a row");
    let at = at.strip_prefix("/admin").expect("ours");
    let parts = photo("A title that is much too long").text("_clear", "photo");
    let page = parts.post(&app, at).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.has("[name=_clear][checked]"), "what was ticked stays ticked");
    shelf.becomes(1).await;
    assert_eq!(shelf.keys(), kept, "and the old file its place");
}

pub(crate) async fn a61_a_storage_that_fails_is_said_beside_the_field(db: Database) {
    let shelf = Shelf::default();
    let app = app(db, &shelf).await;
    *shelf.broken.lock().expect("no panic") = true;
    let parts = Parts::default().text("title", "Cat").file("photo", "cat.png", "image/png", &png(4, 3));
    let page = parts.post(&app, NEW).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.words("#field-photo-error").contains("could not be stored just now"));
    assert_eq!(page.attribute("#field-title", "value").as_deref(), Some("Cat"));
    assert_eq!(app.get(NEW).await.ok().texts("tbody tr").len(), 0);
}

pub(crate) async fn a61_a_build_without_a_storage_says_what_is_missing(db: Database) {
    let builder = Admin::builder(db).auth(Auth::none_for_local_development()).resource::<Poster>();
    let error = builder.skip_database_check().build().await.expect_err("no storage");
    let words = error.to_string();
    assert!(words.contains("Poster.photo: holds a file, and nobody said where files are kept"), "{words}");
    assert_eq!(error.problems().len(), 4);
}
