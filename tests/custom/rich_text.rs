//! Texts with formatting: an editor over a text area, and nothing unsafe in the database or on a page.

use http::StatusCode;
use kaffy::{AdminResource, Database, Permission};

use crate::app::TestApp;

#[derive(Debug, AdminResource)]
#[admin(context = "Shop", list(title, story))]
struct Recipe {
    id: i64,
    title: String,
    #[admin(richtext, max_len = 500)]
    story: String,
    #[admin(richtext)]
    notes: Option<String>,
}

const TABLES: &str = "CREATE TABLE recipes (id INTEGER PRIMARY KEY, title VARCHAR(80) NOT NULL, story TEXT NOT NULL, \
                      notes TEXT);";
/// What no page may hold, as a database may.
const NASTY: &str = "<h2>Rye</h2><p onclick=\"a()\" style=\"color:red\">Dark &amp; <b>sour</b>.</p>\
                     <script>alert(1)</script><img src=x onerror=alert(1)><a href=\"javascript:alert(1)\">x</a>\
                     <svg><set attributeName=\"href\" to=\"javascript:1\"></svg>";
const CLEAN: &str = "<h2>Rye</h2><p>Dark &amp; <b>sour</b>.</p><a rel=\"noopener noreferrer nofollow\">x</a>";

async fn with_a_recipe(db: Database, story: &str) -> TestApp {
    let app = TestApp::over(db, TABLES, |builder| {
        builder
            .resource::<Recipe>()
            .permissions(|_, meta, permission| meta.singular != "Recipe" || permission != Permission::Delete)
    })
    .await;
    app.run(&format!("INSERT INTO recipes (id, title, story) VALUES (1, 'Rye', '{}')", story.replace('\'', "''")))
        .await;
    app
}

pub(crate) async fn k98_rich_text_is_cleaned_when_it_is_saved(db: Database) {
    let app = with_a_recipe(db, "<p>Old.</p>").await;
    let form = app.form_of::<Recipe>("1").await.set("story", NASTY).set("_save", "stay");
    form.submit(&app).await.is(StatusCode::SEE_OTHER);
    let form = app.form_of::<Recipe>("1").await;
    assert_eq!(form.value("story"), Some(CLEAN), "what the database holds now");

    form.set("story", "Flour & water.\r\n\r\nBake.").submit(&app).await.is(StatusCode::SEE_OTHER);
    let held = app.form_of::<Recipe>("1").await;
    assert_eq!(held.value("story"), Some("<p>Flour &amp; water.</p><p>Bake.</p>"), "typed without the editor");

    held.submit(&app).await.is(StatusCode::SEE_OTHER);
    let words = app.get(&app.list_path::<Recipe>()).await.ok().words(".flash");
    assert!(words.contains("left as it was"), "{words}");
}

pub(crate) async fn k98_rich_text_is_cleaned_when_it_is_drawn(db: Database) {
    let app = with_a_recipe(db.clone(), NASTY).await;
    let list = app.get(&app.list_path::<Recipe>()).await.ok();
    assert_eq!(list.column("Story"), ["Rye Dark & sour. x"], "words alone");
    let form = app.get(&format!("{}/1", app.list_path::<Recipe>())).await.ok();
    assert!(form.has(".rich-edit h2") && !form.has("main script:not([src])") && !form.has("main img"));
    assert!(!form.has("main [onclick]") && !form.has("main [style]") && !form.has("main svg set"));
    assert_eq!(form.attribute(".rich-edit a", "href"), None);
    assert_eq!(form.form("form.record").value("story"), Some(NASTY), "the source as the text it is");
    form.form("form.record").submit(&app).await.is(StatusCode::SEE_OTHER);
    let words = app.get(&app.list_path::<Recipe>()).await.ok().words(".flash");
    assert!(words.contains("left as it was"), "opening a record changes nothing: {words}");

    let reader = TestApp::over(db, "SELECT 1;", |builder| {
        builder.resource::<Recipe>().permissions(|_, _, permission| permission == Permission::View)
    })
    .await;
    let page = reader.get(&format!("{}/1", reader.list_path::<Recipe>())).await.ok();
    assert_eq!(page.texts(".rich > *"), ["Rye", "Dark & sour.", "x"]);
    assert!(page.has(".rich b") && !page.has("main script") && !page.has("main img") && !page.has("main [onclick]"));
    assert_eq!(page.attribute(".rich a", "rel").as_deref(), Some("noopener noreferrer nofollow"));
}

pub(crate) async fn k98_a_form_with_rich_text_brings_its_editor(db: Database) {
    let app = with_a_recipe(db, "<p>Old.</p>").await;
    let page = app.get(&format!("{}/1", app.list_path::<Recipe>())).await.ok();
    let script = page.attribute("main script", "src").expect("its script");
    assert!(script.ends_with("/richtext.js"), "{script}");
    let script = app.get(script.strip_prefix(app.prefix).expect("ours")).await.ok();
    assert_eq!(script.headers["content-type"], "text/javascript; charset=utf-8");
    let names = page.texts("[role=toolbar] button");
    assert_eq!(
        names[..9],
        ["Bold", "Italic", "Heading", "Smaller heading", "List", "Numbered list", "Quote", "Link", "Undo"]
    );
    assert!(
        page.has("[role=toolbar][hidden]") && page.has("[data-rich-edit][hidden]"),
        "without the script: a text area"
    );
    assert!(page.headers["content-security-policy"].to_str().expect("text").contains("script-src 'self'"));
    assert!(!app.get(&app.list_path::<Recipe>()).await.ok().has("main script"), "other pages have no use for it");
}

pub(crate) async fn k98_an_empty_rich_text_is_no_text(db: Database) {
    let app = with_a_recipe(db, "<p>Old.</p>").await;
    let form = app.form_of::<Recipe>("1").await.set("notes", "<p>a</p>").set("_save", "stay");
    form.submit(&app).await.is(StatusCode::SEE_OTHER);
    let form = app.form_of::<Recipe>("1").await.set("story", "<p><br></p>").set("notes", "<script>1</script>");
    let page = form.submit(&app).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.words("#field-story-error").contains("required"));
    let long = app.form_of::<Recipe>("1").await.set("story", &format!("<p>{}</p>", "a".repeat(500)));
    let page = long.submit(&app).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.words("#field-story-error").contains("at most 500 characters"));
    let form = app.form_of::<Recipe>("1").await.set("notes", "<p>&nbsp;</p>").set("_save", "stay");
    form.submit(&app).await.is(StatusCode::SEE_OTHER);
    let reader = app.get(&format!("{}/1", app.list_path::<Recipe>())).await.ok();
    assert_eq!(reader.form("form.record").value("notes"), Some(""));
}
