//! Nothing the outside sends makes a 500, and none of it changes a row (DESIGN 9, issue 2 section 7).

use axum::body::Body;
use http::{Request, StatusCode, header};

use crate::support::{Filled, Page, TestApp};

const BAD: StatusCode = StatusCode::BAD_REQUEST;
const GONE: StatusCode = StatusCode::NOT_FOUND;
const WRONG: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;

async fn form(app: &TestApp) -> Filled {
    app.get("/shed/tools/1").await.ok().form("form.record")
}

/// Sends a form with one field changed, which is refused beside that field.
async fn refused(app: &TestApp, field: &str, value: &str) -> Page {
    let page = form(app).await.set(field, value).submit(app).await;
    assert_eq!(page.status, WRONG, "{field}={value:?}: {}", page.words("main"));
    assert!(!page.words(&format!("#field-{field}-error")).is_empty(), "{field}={value:?} is not said beside it");
    page
}

#[tokio::test]
async fn k4_unknown_places_are_404() {
    let app = TestApp::new().await;
    for path in ["/nothing", "/nothing/tools", "/shed/nothing", "/shed/tools/1/nothing", "/assets", "/p/x"] {
        app.get(path).await.is(GONE);
    }
}

#[tokio::test]
async fn k5_ids_of_the_wrong_type_are_404() {
    let app = TestApp::new().await;
    let ids = [
        "abc",
        "1.5",
        "-",
        "1,2",
        "99999999999999999999",
        "%00",
        "1%20OR%201=1",
        "%F0%9F%92%A9",
        "0x1",
        "~",
        "%2e%2e",
        "'",
    ];
    for id in ids {
        app.get(&format!("/shed/tools/{id}")).await.is(GONE);
        app.get(&format!("/shed/tools/{id}/delete")).await.is(GONE);
        app.post(&format!("/shed/tools/{id}"), &[]).await.is(GONE);
    }
    for id in ["1", "1,", "x,A", "1,A,B"] {
        app.get(&format!("/shed/parts/{id}")).await.is(GONE);
    }
}

#[tokio::test]
async fn s7_bad_utf8_is_a_400_or_404() {
    let app = TestApp::new().await;
    for path in ["/%ff", "/shed/%ff", "/shed/tools?q=%ff", "/shed/tools?%ff=1", "/shed/makers/options?q=%C3%28"] {
        app.get(path).await.is(BAD);
    }
    app.get("/shed/tools/%ff").await.is(GONE);
    let token = app.token().await;
    let request = app.form("/shed/makers").header(header::ORIGIN, "http://shed.test");
    let body = [format!("_csrf={token}&name=").as_bytes(), b"\xff\xfe"].concat();
    app.send(request.body(Body::from(body)).expect("a request")).await.is(BAD);
}

#[tokio::test]
async fn s6_k7_sizes_and_cursors_are_from_us_or_refused() {
    let app = TestApp::new().await;
    for query in [
        "size=0",
        "size=-1",
        "size=1e9",
        "size=1000000000",
        "size=26",
        "size=%00",
        "after=x",
        "before=e30",
        "last=2",
        "after=AAAA&before=AAAA",
        "after=W10",
    ] {
        let page = app.get(&format!("/shed/tools?{query}")).await;
        assert_eq!(page.status, BAD, "{query}");
        assert_eq!(page.attribute("main a.button", "href").as_deref(), Some("/admin/shed/tools"));
    }
}

#[tokio::test]
async fn s39_a_stale_cursor_of_another_order_is_refused() {
    let app = TestApp::new().await;
    let sql = "WITH RECURSIVE n(i) AS (SELECT 10 UNION ALL SELECT i + 1 FROM n WHERE i < 80)
        INSERT INTO makers SELECT i, printf('Maker %02d', i) FROM n";
    app.admin.database().execute(sql).await.expect("rows");
    let page = app.get("/shed/makers?size=25").await.ok();
    let next = page.attribute("a[rel=next]", "href").expect("a next page");
    let stale = next.strip_prefix("/admin").expect("below").to_owned() + "&sort=-name";
    app.get(&stale).await.is(BAD);
    // A row that was deleted meanwhile is no reason to lose the place.
    app.admin.database().execute("DELETE FROM makers WHERE id > 20").await.expect("deleted");
    app.get(next.strip_prefix("/admin").expect("below")).await.ok();
}

#[tokio::test]
async fn a73_only_declared_filters_operators_and_sorts_exist() {
    let app = TestApp::new().await;
    for query in [
        "f.nothing=1",
        "f.secret=x",
        "f.secret.contains=h",
        "f.hidden=x",
        "f.title.regex=.",
        "f.price.contains=1",
        "f.maker.name=x",
        "f.maker.tools.id=1",
        "f.=1",
        "f.title.=1",
        "sort=secret",
        "sort=nothing",
        "sort=-",
        "sort=title,title",
        "sort=title;drop",
        "sort=settings",
    ] {
        let page = app.get(&format!("/shed/tools?{query}")).await;
        assert_eq!(page.status, BAD, "{query}");
    }
}

#[tokio::test]
async fn s5_s7_metacharacters_and_nul_are_only_ever_values() {
    let app = TestApp::new().await;
    let nasty = [
        "'",
        "\"",
        "%",
        "_",
        "\\",
        "';DROP TABLE tools;--",
        "\u{0}",
        "a\u{0}b",
        "\u{202e}x",
        "\r\nX: y",
        "${7*7}",
        "[",
        "*",
    ];
    for text in nasty {
        let coded: String = form_urlencoded::byte_serialize(text.as_bytes()).collect();
        for path in [
            "/shed/tools?q=",
            "/shed/tools?f.title.contains=",
            "/shed/tools?f.title=",
            "/shed/tools?f.price.gte=",
            "/shed/tools?f.maker=",
            "/shed/tools?f.made_on.during=",
            "/shed/tools?f.status=",
            "/shed/tools?sort=",
            "/shed/tools?after=",
            "/shed/makers/options?q=",
            "/shed/makers/options?after=",
            "/shed/tools/new?title=",
            "/shed/tools?_pick=",
            "/shed/tools?_pick=maker_id&_words=",
            "/shed/tools/1?_back=",
            "/shed/parts/1,",
            "/",
        ] {
            let page = app.get(&format!("{path}{coded}")).await;
            assert!(!page.status.is_server_error(), "{path}{coded}: {}", page.status);
        }
        let page = form(&app).await.set("title", text).set("notes", text).set("maker_id", text).submit(&app).await;
        assert!(page.status == WRONG, "{text:?}: {}", page.status);
    }
    assert_eq!(app.get("/shed/tools").await.ok().texts("tbody tr").len(), 2);
}

#[tokio::test]
async fn s11_bodies_and_fields_have_limits() {
    let app = TestApp::new().await;
    let large = "x".repeat(2 * 1024 * 1024);
    app.post("/shed/makers", &[("name", &large)]).await.is(StatusCode::PAYLOAD_TOO_LARGE);
    let fields = vec![("name", "x"); 1_000];
    app.post("/shed/makers", &fields).await.is(StatusCode::PAYLOAD_TOO_LARGE);
    let token = app.token().await;
    // Without a length, as chunks.
    let chunks = futures_stream(vec![large.clone(), large]);
    let request = app.form("/shed/makers").header(header::ORIGIN, "http://shed.test").header("x-token", token);
    app.send(request.body(chunks).expect("a request")).await.is(StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(app.get("/shed/makers").await.ok().texts("tbody tr").len(), 3);
}

fn futures_stream(chunks: Vec<String>) -> Body {
    let text = chunks.concat();
    Body::new(http_body_util::Full::new(axum::body::Bytes::from(text)))
}

#[tokio::test]
async fn a53_missing_and_repeated_fields_are_said_beside_them() {
    let app = TestApp::new().await;
    for field in ["title", "price", "status", "sharp", "uses", "settings"] {
        let page = form(&app).await.without(field).submit(&app).await.is(WRONG);
        assert!(page.words(&format!("#field-{field}-error")).contains("missing"), "{field}");
    }
    for field in ["title", "price", "status", "maker_id"] {
        let page = form(&app).await.also(field, "2").submit(&app).await.is(WRONG);
        assert!(page.words(&format!("#field-{field}-error")).contains("more than once"), "{field}");
    }
}

#[tokio::test]
async fn s8_k95_readonly_hidden_and_unknown_fields_are_refused() {
    let app = TestApp::new().await;
    for field in ["views", "hidden", "nothing", "id", "title; --"] {
        form(&app).await.also(field, "9").submit(&app).await.is(BAD);
    }
    assert_eq!(app.get("/shed/tools?q=saw").await.ok().column("Views"), ["7"]);
}

#[tokio::test]
async fn a53_numbers_out_of_range_and_no_numbers() {
    let app = TestApp::new().await;
    for value in ["", "x", "1.5", "2147483648", "-2147483649", "1e3", "٣", "0x10", "1,000", "9".repeat(400).as_str()] {
        refused(&app, "quantity", value).await;
    }
    for value in ["-0.01", "1,5", "NaN", "1e400", "99999999999999999999999999999999"] {
        refused(&app, "price", value).await;
    }
    for value in ["inf", "NaN", "1e999", "--1"] {
        refused(&app, "weight", value).await;
    }
}

#[tokio::test]
async fn a53_impossible_dates_json_choices_and_shapes() {
    let app = TestApp::new().await;
    for (field, values) in [
        ("made_on", vec!["2026-02-30", "2026-13-01", "yesterday", "0000-01-01", "99999-01-01", "2026-1-1"]),
        ("opens", vec!["25:00", "08:60", "8", "08:30:60"]),
        ("sold_at", vec!["2026-02-30T10:00", "2026-03-29", "2026-03-29T24:01"]),
        ("inserted_at", vec!["2026-03-29T14:05:00+99:00", "now"]),
        ("settings", vec!["{", "{'a':1}", "nul", "\"\\u0000\""]),
        ("status", vec!["", "READY", "sold", "1"]),
        ("grade", vec!["3", "bad"]),
        ("tested", vec!["maybe", "1"]),
        ("sharp", vec!["on", ""]),
        ("uses", vec!["stone"]),
        ("code", vec!["x", "67e55044-10b1-426f-9247"]),
        ("manual", vec!["***"]),
        ("site", vec!["javascript:alert(1)", "data:x", "ftp://x", "//x"]),
        ("mail", vec!["a", "a@b", "<a@b.c>"]),
        ("color", vec!["red", "#12", "#1f6feb;x"]),
        ("title", vec!["a\u{0}b", "\u{1b}[31m", "   "]),
    ] {
        for value in values {
            refused(&app, field, value).await;
        }
    }
    refused(&app, "title", &"x".repeat(61)).await;
    refused(&app, "settings", &"[".repeat(2_000)).await;
}

#[tokio::test]
async fn s14_references_to_nothing_and_duplicates_are_said_beside_the_field() {
    let app = TestApp::new().await;
    refused(&app, "maker_id", "999").await;
    refused(&app, "maker_id", "Stahl").await;
    refused(&app, "second_maker_id", "-1").await;
    let page = refused(&app, "title", "File").await;
    assert!(!page.body.contains("UNIQUE"), "no words of the database");
    app.post("/shed/makers", &[("name", "Aoki")]).await.is(WRONG);
}

#[tokio::test]
async fn k116_a_row_that_went_meanwhile_is_a_404() {
    let app = TestApp::new().await;
    let form = app.get("/shed/makers/3").await.ok().form("form.record");
    app.admin.database().execute("DELETE FROM makers WHERE id = 3").await.expect("deleted");
    let page = form.set("name", "Late").submit(&app).await.is(GONE);
    assert!(page.words("main").contains("may have been deleted"));
}

#[tokio::test]
async fn s14_a_database_that_fails_is_a_page_without_its_words() {
    let app = TestApp::new().await;
    app.admin.database().execute("DROP TABLE loans").await.expect("dropped");
    let page = app.get("/people/loans").await;
    assert!(page.status.is_server_error());
    assert!(page.has("nav.sidebar") && !page.body.contains("no such table"), "{}", page.words("main"));
}

#[tokio::test]
async fn s7_headers_and_cookies_may_be_anything() {
    let app = TestApp::new().await;
    for (name, value) in [
        ("cookie", "kaffy_flash=%%%; kaffy_theme=<b>; kaffy_csrf=\"x"),
        ("cookie", "kaffy_flash=eyJsZXZlbCI6InN1Y2Nlc3MiLCJ0ZXh0IjoiPGI-In0"),
        ("accept", "\u{e4}"),
        ("host", "evil.example"),
    ] {
        let request = Request::get("/admin/shed/tools").header(name, value).body(Body::empty());
        let page = app.send(request.expect("a request")).await.ok();
        assert!(!page.body.contains("<b>"));
        assert!(!page.body.contains("evil.example"), "no link is made from the Host header");
    }
}
