//! Headers and the layout of every kind of answer.

use axum::body::Body;
use http::{Method, Request, StatusCode, header};

use crate::support::{Page, TestApp};

const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
                      font-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

#[track_caller]
fn is_guarded(page: &Page) {
    let header = |name: &str| page.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    assert_eq!(header("content-security-policy"), POLICY, "{}", page.address);
    assert_eq!(header("x-content-type-options"), "nosniff");
    assert_eq!(header("x-frame-options"), "DENY");
    assert_eq!(header("referrer-policy"), "same-origin");
    assert!(header("permissions-policy").contains("camera=()"));
    assert_eq!(header("server"), "");
}

async fn request(app: &TestApp, method: Method, path: &str) -> Page {
    let request = Request::builder().method(method).uri(app.address(path)).body(Body::empty());
    app.send(request.expect("a request")).await
}

#[tokio::test]
async fn s4_w8_every_answer_carries_the_headers() {
    let app = TestApp::new().await;
    let answers = [
        app.get("/").await.ok(),
        app.get("/shed/tools").await.ok(),
        app.get("/shed/makers/options").await.ok(),
        app.get("/shed/tools?f.nothing=1").await.is(StatusCode::BAD_REQUEST),
        app.get("/nothing").await.is(StatusCode::NOT_FOUND),
        app.get("/shed/tools/999").await.is(StatusCode::NOT_FOUND),
        app.get_as("nobody", "/").await.is(StatusCode::FORBIDDEN),
        app.get_as("stranger", "/shed/tools").await.is(StatusCode::FORBIDDEN),
        app.get("/theme").await.is(StatusCode::METHOD_NOT_ALLOWED),
        app.get_as("panic", "/shed/tools").await.is(StatusCode::INTERNAL_SERVER_ERROR),
        request(&app, Method::DELETE, "/shed/tools/1").await.is(StatusCode::METHOD_NOT_ALLOWED),
        request(&app, Method::HEAD, "/shed/tools").await.ok(),
        app.post("/theme", &[("theme", "dark")]).await.is(StatusCode::SEE_OTHER),
        app.post("/shed/makers", &[("name", "")]).await.is(StatusCode::UNPROCESSABLE_ENTITY),
    ];
    for answer in answers {
        is_guarded(&answer);
        assert_eq!(answer.headers[header::CACHE_CONTROL], "no-store", "{}", answer.address);
    }
}

#[tokio::test]
async fn s10_assets_are_kept_for_ever_under_their_hash_only() {
    let app = TestApp::new().await;
    let page = app.get("/").await.ok();
    for (selector, attribute, kind) in [
        ("link[rel=stylesheet]", "href", "text/css"),
        ("script", "src", "text/javascript"),
        ("link[rel=icon]", "href", "image/svg+xml"),
    ] {
        let address = page.attribute(selector, attribute).expect("it is linked");
        let path = address.strip_prefix("/admin").expect("below the prefix");
        // Style and script are there for somebody who is not signed in, too.
        let asset = app.get_as("nobody", path).await.ok();
        is_guarded(&asset);
        assert_eq!(asset.headers[header::CACHE_CONTROL], "public, max-age=31536000, immutable");
        assert!(asset.headers[header::CONTENT_TYPE].to_str().expect("text").starts_with(kind));
    }
    for path in ["/assets/0/kaffy.css", "/assets/..%2f..%2f/kaffy.css", "/assets/x/..%2fCargo.toml"] {
        app.get(path).await.is(StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn s13_a_405_says_what_is_allowed() {
    let app = TestApp::new().await;
    let put = request(&app, Method::PUT, "/shed/tools/1").await.is(StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(put.headers[header::ALLOW], "GET, HEAD, POST");
    let get = app.get("/theme").await.is(StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(get.headers[header::ALLOW], "POST");
    assert_eq!(get.words("h1"), "Not possible here");
}

#[tokio::test]
async fn s14_an_error_page_is_short_and_in_the_layout() {
    let app = TestApp::new().await;
    for (path, status) in [("/nothing", 404), ("/shed/tools?sort=secret", 400), ("/shed/tools/1,2", 404)] {
        let page = app.get(path).await;
        assert_eq!(page.status.as_u16(), status, "{path}");
        assert_eq!(page.texts("h1").len(), 1);
        assert!(page.has("nav.sidebar"), "{path} is in the layout");
        assert!(page.has("main a.button"), "{path} shows a way on");
        assert!(!page.words("main code").is_empty(), "{path} names the request");
    }
    let broken = app.get_as("panic", "/").await.is(StatusCode::INTERNAL_SERVER_ERROR);
    assert!(!broken.body.contains("the login broke"), "the cause is for the log");
}

#[tokio::test]
async fn a88_every_page_has_landmarks_one_heading_and_a_way_past_the_menu() {
    let app = TestApp::new().await;
    for path in
        ["/", "/dashboard", "/shed", "/shed/tools", "/shed/tools/1", "/shed/tools/new", "/shed/tools/1/delete", "/x"]
    {
        let page = app.get(path).await;
        assert_eq!(page.texts("h1").len(), 1, "{path}");
        assert_eq!(page.attribute("a.skip", "href").as_deref(), Some("#main"), "{path}");
        for landmark in ["header", "nav[aria-label]", "main#main", "footer"] {
            assert!(page.has(landmark), "{path} has no {landmark}");
        }
        if path != "/" {
            assert_eq!(page.texts(".crumbs [aria-current=page]").len(), 1, "{path}");
        }
    }
    let list = app.get("/shed/tools").await.ok();
    assert_eq!(list.texts(".sidebar [aria-current=page]"), ["Tools"]);
    assert_eq!(list.texts(".crumbs li"), ["Home", "Shed", "Tools"]);
}

#[tokio::test]
async fn a85_the_theme_is_chosen_without_a_script() {
    let app = TestApp::new().await;
    assert_eq!(app.get("/shed/tools").await.attribute("html", "data-theme").as_deref(), Some("auto"));
    let answer = app.get("/shed/tools?q=saw").await.form("form.themes").set("theme", "dark").submit(&app).await;
    assert_eq!(answer.location(), "/admin/shed/tools?q=saw");
    assert_eq!(app.get("/shed/tools").await.attribute("html", "data-theme").as_deref(), Some("dark"));
    for evil in ["https://evil.example/", "//evil.example", "/other"] {
        let answer = app.post("/theme", &[("theme", "x"), ("_here", evil)]).await;
        assert_eq!(answer.location(), "/admin");
    }
}
