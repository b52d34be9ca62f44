//! The admin works under any path, and every link stays below it.

use scraper::Selector;

use crate::support::TestApp;

const PAGES: [&str; 7] =
    ["/", "/dashboard", "/shed", "/shed/tools", "/shed/tools/1", "/shed/tools/new", "/shed/tools/2/delete"];

async fn every_link_stays_below(prefix: &'static str) {
    let app = TestApp::with(prefix, |builder| builder).await;
    for path in PAGES {
        let page = app.get(path).await.ok();
        let html = page.html();
        let mut found = 0;
        for (selector, attribute) in
            [("[href]", "href"), ("[action]", "action"), ("[src]", "src"), ("[data-options]", "data-options")]
        {
            for element in html.select(&Selector::parse(selector).expect("a selector")) {
                let link = element.attr(attribute).expect("selected by it");
                let is_ours = link.starts_with(&format!("{prefix}/")) || link == prefix || link.starts_with('#');
                let is_data = link.starts_with("https://example.org/");
                assert!(is_ours || is_data, "{path} leads to {link}");
                found += 1;
            }
        }
        assert!(found > 10, "{path} has links");
        let style = page.attribute("link[rel=stylesheet]", "href").expect("a style sheet");
        app.get(style.strip_prefix(prefix).expect("below")).await.ok();
    }
}

#[tokio::test]
async fn k1_links_respect_the_prefix_admin() {
    every_link_stays_below("/admin").await;
}

#[tokio::test]
async fn k1_links_respect_the_prefix_of_two_parts() {
    every_link_stays_below("/a/b").await;
}

#[tokio::test]
async fn k1_links_respect_no_prefix() {
    every_link_stays_below("").await;
}

#[tokio::test]
async fn k1_a_service_nested_twice_and_a_named_prefix_work_too() {
    let app = TestApp::new().await;
    let nested = axum::Router::new().nest("/b", kaffy::web::router(app.admin.clone()));
    let outer = TestApp { app: axum::Router::new().nest_service("/a", nested), ..TestApp::with("/a/b", |it| it).await };
    let page = outer.get("/shed/tools").await.ok();
    assert_eq!(page.attribute(".brand", "href").as_deref(), Some("/a/b"));

    let pages =
        kaffy::web::Pages::new(app.admin.clone()).prefix("/behind/a/proxy/").router().expect("templates compile");
    let named = TestApp { app: pages, prefix: "", ..TestApp::new().await };
    let page = named.get("/shed/tools").await.ok();
    assert_eq!(page.attribute(".brand", "href").as_deref(), Some("/behind/a/proxy"));
}

#[tokio::test]
async fn k1_the_first_page_has_its_address_with_and_without_a_slash() {
    let app = TestApp::new().await;
    let router = axum::Router::new().nest_service("/admin", kaffy::web::router(app.admin.clone()));
    let app = TestApp { app: router, ..app };
    for path in ["", "/"] {
        let request = http::Request::get(format!("/admin{path}")).body(axum::body::Body::empty());
        let page = app.send(request.expect("a request")).await.ok();
        assert_eq!(page.attribute(".brand", "href").as_deref(), Some("/admin"), "/admin{path}");
    }
}

#[tokio::test]
async fn k1_a_slash_at_the_end_of_an_address_is_forgiven() {
    let app = TestApp::new().await;
    assert_eq!(app.get("/shed/tools/?q=saw").await.location(), "/admin/shed/tools?q=saw");
    app.get("/nothing").await.is(http::StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn s3_an_address_adds_no_flags_to_the_cookies() {
    let app = TestApp::new().await;
    let router = axum::Router::new().nest("/t/{tenant}", kaffy::web::router(app.admin.clone()));
    let app = TestApp { app: router, ..app };
    let request = http::Request::get("/t/a;Domain=shed.test/shed").body(axum::body::Body::empty());
    let page = app.send(request.expect("a request")).await.ok();
    let cookie = page.headers[http::header::SET_COOKIE].to_str().expect("text");
    assert!(cookie.contains("Path=/") && !cookie.contains("Domain"), "{cookie}");
}
