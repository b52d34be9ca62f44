//! No text of the database, of metadata or of a request is ever markup (S9, S36, A75).

use scraper::{Html, Selector};

use crate::support::TestApp;

/// Breaks out of text, of both kinds of quotes, of comments, of a script and of a template.
const POLYGLOT: &str =
    "</textarea></title></script>--><svg/onload=pwned()>'\"><img src=x onerror=pwned()>{{7*7}}${7*7}javascript:pwned()";

const PAGES: [&str; 12] = [
    "/",
    "/shed",
    "/shed/tools",
    "/shed/tools?sort=-title,price&f.maker=9&f.status=ready",
    "/shed/tools/9",
    "/shed/tools/9/delete",
    "/shed/makers/9/delete",
    "/shed/parts",
    "/people/loans",
    "/shed/tools/new?maker_id=9",
    "/shed/tools?_pick=maker_id",
    "/nothing",
];

async fn poisoned() -> TestApp {
    let app = TestApp::new().await;
    for sql in [
        "INSERT INTO makers VALUES (9, 'x')",
        "INSERT INTO tools SELECT 9, 'y', 9, 9, price, quantity, status, grade, sharp, tested, made_on, opens, sold_at,
         inserted_at, 'p', 'p', 'p', 'p', 'p', 'p', '{\"k\": \"p\"}', '[\"p\"]', uses, weight, NULL, manual, 0, 'p'
         FROM tools WHERE id = 1",
        "INSERT INTO parts VALUES (9, 'p')",
        "INSERT INTO loans VALUES (9, 9, 'p')",
        // The same text everywhere, in the one place where a test may put it into a statement.
        "UPDATE makers SET name = replace(
            '</textarea></title></script>--><svg/onload=pwned()>§\"><img src=x onerror=pwned()>{{7*7}}${7*7}javascript:pwned()',
            '§', char(39)) WHERE id = 9",
        "UPDATE tools SET (title, site, mail, phone, color, secret, notes, hidden) =
            (SELECT name, name, name, name, name, name, name, name FROM makers WHERE id = 9),
            settings = json_object('k', (SELECT name FROM makers WHERE id = 9)),
            labels = json_array((SELECT name FROM makers WHERE id = 9)) WHERE id = 9",
        "UPDATE parts SET slot = (SELECT name FROM makers WHERE id = 9) WHERE tool_id = 9",
        "UPDATE loans SET reader = (SELECT name FROM makers WHERE id = 9) WHERE id = 9",
    ] {
        app.admin.database().execute(sql).await.unwrap_or_else(|error| panic!("{sql}: {error:?}"));
    }
    app
}

/// What a browser would run or fetch: there is nothing but our own script.
#[track_caller]
fn is_inert(body: &str, place: &str) {
    let html = Html::parse_document(body);
    for element in html.select(&Selector::parse("*").expect("a selector")) {
        let value = element.value();
        for (name, text) in value.attrs() {
            assert!(!name.starts_with("on"), "{place}: <{} {name}>", value.name());
            assert_ne!(name, "style", "{place}: <{} style>", value.name());
            if matches!(name, "href" | "src" | "action" | "formaction" | "data-options") {
                let lower = text.trim().to_lowercase();
                assert!(!lower.starts_with("javascript:") && !lower.starts_with("data:"), "{place}: {text}");
                let is_local = lower.starts_with("/admin") || lower.starts_with('#');
                assert!(is_local || lower.starts_with("https://example.org/"), "{place}: {text}");
            }
        }
        // Labels, helps and titles of the test's own metadata hold a `<b>`.
        assert!(
            !matches!(value.name(), "b" | "style" | "img" | "iframe" | "object" | "base"),
            "{place}: <{}>",
            value.name()
        );
        if value.name() == "script" {
            assert!(value.attr("src").is_some() && element.text().all(|text| text.trim().is_empty()), "{place}");
        }
    }
    assert!(!body.contains("<svg/onload") && !body.contains("<img src=x"), "{place}");
    assert!(!body.contains("49${"), "{place}: a template ran");
}

#[tokio::test]
async fn s9_s36_a75_texts_of_the_database_are_never_markup() {
    let app = poisoned().await;
    for path in PAGES {
        let page = app.get(path).await;
        assert!(!page.status.is_server_error(), "{path}");
        is_inert(&page.body, path);
        is_inert(&app.get_as("viewer", path).await.body, path);
    }
    let list = app.get("/shed/tools").await.ok();
    assert!(list.words("tbody").contains("<svg/onload=pwned()>"), "it is shown, as text");
    let options = app.get("/shed/makers/options?q=svg").await.ok();
    assert_eq!(options.headers["content-type"], "application/json");
}

#[tokio::test]
async fn s9_texts_of_a_request_are_never_markup() {
    let app = poisoned().await;
    let coded: String = form_urlencoded::byte_serialize(POLYGLOT.as_bytes()).collect();
    for path in [
        "/shed/tools?q=",
        "/shed/tools?f.title.contains=",
        "/shed/tools?f.title=",
        "/shed/tools?f.price.gte=",
        "/shed/tools?f.maker=",
        "/shed/tools?f.made_on.gte=",
        "/shed/tools?f.made_on.during=",
        "/shed/tools?f.uses=",
        "/shed/tools?sort=",
        "/shed/tools?size=",
        "/shed/tools?after=",
        "/shed/tools/new?title=",
        "/shed/tools/new?maker_id=",
        "/shed/tools/new?settings=",
        "/shed/tools/new?status=",
        "/shed/tools/1?_back=q=",
        "/shed/tools?_pick=maker_id&_words=",
        "/shed/tools?_pick=",
        "/shed/tools/",
        "/shed/",
        "/",
    ] {
        let page = app.get(&format!("{path}{coded}")).await;
        assert!(!page.status.is_server_error(), "{path}");
        is_inert(&page.body, path);
    }
}

#[tokio::test]
async fn s9_a53_what_was_typed_comes_back_as_text_in_every_field() {
    let app = poisoned().await;
    let form = app.get("/shed/tools/1").await.ok().form("form.record");
    let mut wrong = form.set("quantity", POLYGLOT);
    for field in [
        "title",
        "maker_id",
        "price",
        "status",
        "grade",
        "tested",
        "made_on",
        "opens",
        "sold_at",
        "inserted_at",
        "site",
        "mail",
        "phone",
        "color",
        "secret",
        "notes",
        "settings",
        "labels",
        "weight",
        "code",
        "manual",
        "_back",
    ] {
        wrong = wrong.set(field, POLYGLOT);
    }
    let page = wrong.submit(&app).await;
    assert_eq!(page.status.as_u16(), 422);
    is_inert(&page.body, "the form with errors");
    let form = page.form("form.record");
    for field in ["title", "maker_id", "made_on", "settings", "notes", "quantity", "color", "labels"] {
        assert_eq!(form.value(field), Some(POLYGLOT), "{field}");
    }
    let saved = app.post("/shed/makers", &[("name", &POLYGLOT[..60]), ("_save", "stay")]).await;
    let path = saved.location().strip_prefix("/admin").expect("below").to_owned();
    let flash = app.get(&path).await.ok();
    is_inert(&flash.body, "a message");
    assert!(flash.words(".flash").contains("<svg/onload"), "{}", flash.words(".flash"));
}
