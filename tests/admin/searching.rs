//! The search of everything, and the page of keys: A81, A89.

use http::{Request, StatusCode, header};
use kaffy::{
    FieldMeta, PathMeta, ResourceMeta, SearchMeta, SearchOperator, TableMeta,
    prelude::*,
    site::{CustomLink, CustomPage},
};

use crate::support::{Page, TestApp};

/// What was found, group by group.
fn found(page: &Page) -> Vec<String> {
    page.texts("section.found h2, section.found li")
}

#[tokio::test]
async fn a81_pages_actions_and_records_are_found_by_their_words() {
    let app = TestApp::with("/admin", |builder| {
        builder
            .page(CustomPage::new("map", "Map of the shed", "<p>x</p>"))
            .link(CustomLink::new("Shed radio", "/radio"))
    })
    .await;
    let page = app.get("/search?q=saw").await.ok();
    assert_eq!(found(&page), ["Tools", "Saw 12.50 · Ready"], "what its list shows tells it from others");
    assert_eq!(page.attribute(".found a", "href").as_deref(), Some("/admin/shed/tools/1"));
    assert_eq!(page.words("[role=status]"), "1 found");
    let page = app.get("/search?q=shed").await.ok();
    let texts = found(&page);
    for wanted in ["Shed radio", "Map of the shed", "Tools Shed", "Add tool Shed", "Export tools Shed"] {
        assert!(texts.iter().any(|text| text == wanted), "{wanted}: {texts:?}");
    }
    let places: Vec<_> = ["Pages", "Actions"].iter().map(|title| texts.iter().position(|text| text == title)).collect();
    assert!(places.is_sorted() && places.iter().all(Option::is_some), "{texts:?}");
    assert_eq!(found(&app.get("/search?q=ADD+maker").await.ok()), ["Actions", "Add maker Shed"]);
    // Searched over a relation as its own list is, every word somewhere.
    assert_eq!(found(&app.get("/search?q=stahl+saw").await.ok()), ["Tools", "Saw 12.50 · Ready"]);
    let none = app.get("/search?q=nosuchthing").await.ok();
    assert!(found(&none).is_empty() && none.words(".empty h2").contains("nosuchthing"), "{}", none.words("main"));
    assert_eq!(none.words("[role=status]"), "Nothing found");
    // For the script it is a part of a page.
    let part = app.get("/search?q=saw&part").await.ok();
    assert!(!part.body.contains("<html") && part.has("[data-count='1 found'] [role=group] a[role=option][href]"));
}

#[tokio::test]
async fn a81_nobody_finds_what_they_may_not_see_or_do() {
    let app = TestApp::new().await;
    let texts = async |user: &str, path: &str| found(&app.get_as(user, path).await.ok());
    assert_eq!(texts("toolman", "/search?q=stahl").await, ["Tools", "Saw 12.50 · Ready"]);
    assert!(texts("ann", "/search?q=stahl").await.contains(&"Stahl & Söhne".to_owned()));
    assert!(texts("viewer", "/search?q=add").await.is_empty(), "who may only look adds nothing");
    for path in ["/search?q=saw", "/search?q=tool", "/search?q=tool+1", "/search"] {
        let page = app.get_as("stranger", path).await.ok();
        assert!(!page.body.contains("Saw") && !page.has(".found a[href*='/shed/']"), "{path}: {:?}", found(&page));
    }
    let texts = found(&app.get_as("toolman", "/search?q=maker").await.ok());
    assert!(texts.is_empty(), "{texts:?}");
    assert_eq!(app.get_as("nobody", "/search?q=saw").await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a81_a_name_and_a_key_lead_straight_to_the_record() {
    let app = TestApp::new().await;
    for (typed, place) in [
        ("tool+1", "/admin/shed/tools/1"),
        ("Tools+2", "/admin/shed/tools/2"),
        ("part+1,+A/1", "/admin/shed/parts/1,A%2F1"),
    ] {
        assert_eq!(app.get(&format!("/search?q={typed}")).await.location(), place, "{typed}");
        // The script offers it first, and goes nowhere by itself.
        let part = app.get(&format!("/search?q={typed}&part")).await.ok();
        assert_eq!(part.attribute("[role=option]", "href").as_deref(), Some(place), "{typed}");
    }
    // What is no key is looked for there alone, and what is no record is nothing.
    assert_eq!(found(&app.get("/search?q=maker+aoki").await.ok()), ["Makers", "Aoki"]);
    for typed in ["tool+99", "tool+-1", "tool+1e3", "tool+9999999999999999999999", "part+1", "part+1,2,3"] {
        let page = app.get(&format!("/search?q={typed}")).await.ok();
        assert!(!page.body.contains("/shed/tools/1\""), "{typed}: {:?}", found(&page));
    }
}

#[tokio::test]
async fn a81_what_was_opened_lately_is_there_as_long_as_it_may_be_seen() {
    let app = TestApp::new().await;
    assert!(!app.get("/search").await.ok().texts("h2").contains(&"Opened lately".to_owned()));
    for path in ["/shed/tools/1", "/shed/makers/2", "/shed/tools/2", "/shed/tools/1"] {
        app.get(path).await.ok();
    }
    let lately = async |user: &str| app.get_as(user, "/search").await.ok().texts("section:has(#found-1) li");
    assert_eq!(lately("ann").await, ["Saw Tool", "File Tool", "Aoki Maker"], "the latest first, each once");
    // It is signed for one actor: whoever comes to this browser next has pages only.
    assert!(!app.get_as("viewer", "/search").await.ok().texts("h2").contains(&"Opened lately".to_owned()));
    // What is gone, or not for them any more, is not there.
    app.admin.database().execute("DELETE FROM tools WHERE id = 1").await.expect("gone");
    assert_eq!(lately("ann").await, ["File Tool", "Aoki Maker"]);
    let held = app.cookie("kaffy_recent").expect("a cookie");
    for bad in ["x", ".", "e30.AAAA", &held[1..]] {
        let request = Request::get("/admin/search").header(header::COOKIE, format!("kaffy_recent={bad}"));
        let page = app.send(request.body(axum::body::Body::empty()).expect("a request")).await.ok();
        assert!(!page.texts("h2").contains(&"Opened lately".to_owned()), "{bad}");
    }
    assert!(held.len() < 500 && !held.contains("tools"), "{held}");
}

#[tokio::test]
async fn a81_bad_searches_are_refused_in_words_and_long_ones_are_cut() {
    let app = TestApp::new().await;
    for bad in ["/search?q=%FF", "/search?q=a%00b"] {
        assert_eq!(app.get(bad).await.status, StatusCode::BAD_REQUEST, "{bad}");
    }
    let long = app.get(&format!("/search?q={}", "a+b".repeat(500))).await.ok();
    assert!(long.words("main").contains("10 words"), "{}", long.words("main"));
    assert!(app.get("/search?q=%3Cb%3E%22").await.ok().words(".empty h2").contains("<b>\""));
    let taken = |context: &'static str| ResourceMeta::new("Odd", TableMeta::new("makers")).context(context);
    for context in ["Search", "Keys", "Notifications"] {
        let meta = taken(context).primary_key(&["id"]).fields(const { &[FieldMeta::of::<i64>("id")] });
        let app = TestApp::new().await;
        let builder = Admin::builder(app.admin.database().clone()).auth(Auth::none_for_local_development());
        let wrong = builder.resource_meta(Box::leak(Box::new(meta))).build().await.expect_err("it is taken");
        assert!(wrong.to_string().contains("page of the admin"), "{wrong}");
    }
}

/// Sixty lists over one table.
fn many() -> impl Iterator<Item = &'static ResourceMeta> {
    const FIELDS: &[FieldMeta] = &[FieldMeta::of::<i64>("id"), FieldMeta::of::<String>("name")];
    const SEARCH: &[SearchMeta] = &[SearchMeta::new(PathMeta::field("name"), SearchOperator::Contains)];
    (0..60).map(|number| {
        let name: &'static str = format!("Drawer{number:02}").leak();
        let meta = ResourceMeta::new(name, TableMeta::new("makers")).slug(name).context("Drawers");
        &*Box::leak(Box::new(meta.primary_key(&["id"]).fields(FIELDS).search(SEARCH)))
    })
}

#[tokio::test]
async fn a81_of_very_many_lists_some_are_looked_at_and_it_says_so() {
    let app = TestApp::with("/admin", |builder| {
        many().fold(builder, |builder, meta| builder.resource_meta(meta)).skip_database_check()
    })
    .await;
    let before = app.admin.database().statements();
    let page = app.get("/search?q=aoki").await.ok();
    assert_eq!(app.admin.database().statements() - before, 40, "one statement for each list that is looked at");
    assert!(page.words("main").contains("Looked at 40 of 64 lists"), "{}", page.words("main"));
    // One that is named is looked at before all others.
    let page = app.get("/search?q=drawer59+aoki").await.ok();
    assert_eq!(found(&page).first().map(String::as_str), Some("Drawer59"), "{:?}", found(&page));
    assert_eq!(app.get("/search?q=drawer59+2").await.location(), "/admin/drawers/Drawer59/2");
}

#[derive(Debug, AdminResource)]
#[admin(table = "lazies", plural = "Lazies", context = "Shed", list(name), search(name))]
struct Lazy {
    id: i64,
    name: String,
}

#[derive(Debug, AdminResource)]
#[admin(table = "makers", plural = "Shy makers", slug = "shy", context = "Shed", list(name), search(name), admin = Shy)]
struct ShyMaker {
    id: i64,
    name: String,
}

struct Shy;

impl ResourceAdmin for Shy {
    type Record = ShyMaker;

    fn in_global_search(&self, _: &Actor) -> bool {
        false
    }
}

/// Each row works for milliseconds before it knows its name.
const LAZY: &str = "
    CREATE TABLE digits (n INTEGER NOT NULL);
    WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < 250) INSERT INTO digits SELECT i FROM c;
    CREATE TABLE raw (id INTEGER PRIMARY KEY);
    WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < 90000) INSERT INTO raw SELECT i FROM c;
    CREATE VIEW lazies AS SELECT id,
        CAST((SELECT count(*) FROM digits a, digits b WHERE a.n + b.n + raw.id > 0) AS TEXT) AS name FROM raw;
";

#[tokio::test]
async fn a81_a_list_that_takes_too_long_is_named_and_keeps_nobody_waiting() {
    // A file, so that one search does not wait for another.
    let folder = tempfile::tempdir().expect("a folder");
    let url = format!("sqlite://{}?mode=rwc", folder.path().join("shed.db").display());
    let database = kaffy::Database::connect(&url).await.expect("it opens");
    let app = TestApp::over(database, crate::support::models::SQLITE, "/admin", |builder| {
        builder.resource::<Lazy>().resource::<ShyMaker>().skip_database_check()
    })
    .await;
    app.admin.database().execute(LAZY).await.expect("a slow view");
    let page = app.get("/search?q=aoki").await.ok();
    let texts = found(&page);
    assert!(texts.contains(&"Aoki".to_owned()), "what was quick is there: {texts:?}");
    assert_eq!(page.texts("section:has(#found-late) li"), ["Lazies"]);
    assert_eq!(page.attribute("section:has(#found-late) a", "href").as_deref(), Some("/admin/shed/lazies?q=aoki"));
    assert!(!texts.contains(&"Shy makers".to_owned()), "it said that it is not looked at: {texts:?}");
    assert_eq!(app.get("/shed/shy?q=aoki").await.ok().texts("tbody tr").len(), 1, "its own list is searched");
}

#[tokio::test]
async fn a89_keys_are_a_page_too_and_can_be_switched_off() {
    let app = TestApp::new().await;
    let page = app.get("/keys").await.ok();
    let lines = page.texts(".key-sheet dl div");
    for wanted in ["Ctrl K Search everything", "? This list", "j k Next and previous row", "g m Makers", "g t Tools"] {
        assert!(lines.iter().any(|line| line == wanted), "{wanted}: {lines:?}");
    }
    let letters: Vec<_> = page.attributes("[data-go]", "data-go");
    let once: std::collections::BTreeSet<_> = letters.iter().collect();
    assert_eq!(letters.len(), once.len(), "{letters:?}");
    assert_eq!(page.attribute("[data-go=t]", "data-href").as_deref(), Some("/admin/shed/tools"));
    assert_eq!(app.get("/keys?q=select").await.ok().texts(".key-sheet dl div"), ["x Select the row"]);
    assert!(app.get("/keys?q=nosuchkey").await.ok().words("main").contains("No key does that."));
    assert!(!app.get_as("stranger", "/keys").await.ok().body.contains("Tools"));
    assert!(!app.get("/keys?part").await.ok().body.contains("<html"));
    // The foot of every page leads there, and says whether they are on.
    let list = app.get("/shed/tools").await.ok();
    assert_eq!(list.attribute(".foot a[data-keys]", "data-keys").as_deref(), Some("on"));
    let answer = app.post("/keys", &[("keys", "off"), ("_here", "/admin/shed/tools")]).await;
    assert_eq!((answer.location(), app.cookie("kaffy_keys").as_deref()), ("/admin/shed/tools", Some("off")));
    let list = app.get("/shed/tools").await.ok();
    assert_eq!(list.attribute(".foot a[data-keys]", "data-keys").as_deref(), Some("off"));
    assert!(app.get("/keys").await.ok().words(".key-switch").contains("switched off"));
    app.post("/keys", &[("keys", "on"), ("_here", "https://evil.example")]).await.is(StatusCode::SEE_OTHER);
    assert_eq!(app.get("/").await.ok().attribute(".foot a[data-keys]", "data-keys").as_deref(), Some("on"));
}

#[tokio::test]
async fn a81_a90_pages_have_a_way_to_the_search_and_cost_no_statement_more() {
    let app = TestApp::new().await;
    let list = app.get("/shed/tools").await.ok();
    assert_eq!(list.attribute(".top [data-palette]", "href").as_deref(), Some("/admin/search"));
    assert!(!list.has(".bell"), "nothing is kept where kaffy has no tables of its own");
    assert_eq!(app.get("/notifications").await.status, StatusCode::NOT_FOUND);
    let with = TestApp::with("/admin", |builder| builder.notifications(true)).await;
    assert!(with.get("/shed/tools").await.ok().has(".top .bell[data-bell='/admin/notifications/news']"));
    for path in ["/shed/tools", "/shed/tools/1", "/shed/tools/new"] {
        assert_eq!(with.statements_of(path).await, app.statements_of(path).await, "{path}");
    }
    assert!(!app.get_as("nobody", "/shed/tools").await.body.contains("data-palette"), "who is nobody searches nothing");
}
