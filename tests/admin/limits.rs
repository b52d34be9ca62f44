//! Hosts that are answered, and how many are answered at once (S12, S11, F17).

use std::time::{Duration, Instant};

use axum::body::Body;
use http::{Request, StatusCode, header};
use kaffy::{Actor, Auth};

use crate::support::TestApp;

#[tokio::test]
async fn s12_a_host_that_is_not_the_admins_is_a_400_in_words() {
    let app = TestApp::with("/admin", |builder| builder.allowed_hosts(["shed.test"])).await;
    app.get("/").await.ok();
    for host in ["evil.example", "shed.test.evil.example", ""] {
        let request = Request::get("/admin").header(header::HOST, host).body(Body::empty()).expect("a request");
        let page = app.send(request).await.is(StatusCode::BAD_REQUEST);
        assert!(page.words("main").contains("does not answer under this host"), "{host}");
        assert!(page.headers.contains_key(header::CONTENT_SECURITY_POLICY));
        assert!(!page.body.contains("evil.example"), "nothing is made of it");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn f17_s11_more_requests_than_may_be_are_told_to_come_again() {
    // A login that takes its time holds a place.
    let auth = Auth::external(|request| async move {
        if request.headers.get("x-user").is_some_and(|user| user == "slow") {
            tokio::time::sleep(Duration::from_secs(4)).await;
        }
        Some(Actor::new("ann", "Ann"))
    });
    let app = TestApp::with("/admin", |builder| builder.auth(auth).requests_at_once(2)).await;
    let css = app.get("/").await.ok().attribute("link[rel=stylesheet]", "href").expect("a style sheet");
    let css = css.strip_prefix("/admin").expect("inside");
    let later = async {
        tokio::time::sleep(Duration::from_millis(300)).await;
        let asked = Instant::now();
        let (page, asset) = tokio::join!(app.get("/"), app.get(css));
        assert!(asked.elapsed() < Duration::from_secs(4), "it does not wait for those before it");
        (page, asset)
    };
    let (one, two, (third, asset)) = tokio::join!(app.get_as("slow", "/"), app.get_as("slow", "/"), later);
    one.ok();
    two.ok();
    asset.ok();
    let third = third.is(StatusCode::SERVICE_UNAVAILABLE);
    assert!(third.headers.contains_key(header::RETRY_AFTER));
    assert!(third.words("main").contains("Too many people are at work"), "{}", third.words("main"));
    app.get("/").await.ok();
}
