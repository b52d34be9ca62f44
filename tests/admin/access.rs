//! Who gets in, and what who may do (S1, W9).

use std::net::SocketAddr;

use axum::{body::Body, extract::connect_info::MockConnectInfo};
use http::{Request, StatusCode};
use kaffy::Auth;

use crate::support::{Page, TestApp};

async fn local(peer: Option<&str>, heads: &[(&str, &str)]) -> Page {
    let app = TestApp::with("/admin", |builder| builder.auth(Auth::none_for_local_development())).await;
    let app = match peer {
        Some(peer) => {
            let peer: SocketAddr = peer.parse().expect("an address");
            TestApp { app: app.app.clone().layer(MockConnectInfo(peer)), ..app }
        }
        None => app,
    };
    let mut request = Request::get("/admin");
    for (name, value) in heads {
        request = request.header(*name, *value);
    }
    app.send(request.body(Body::empty()).expect("a request")).await
}

#[tokio::test]
async fn s1_without_a_login_only_this_machine_gets_in() {
    let host = ("host", "localhost:3000");
    local(Some("127.0.0.1:5"), &[host]).await.ok();
    local(Some("[::1]:5"), &[("host", "[::1]:3000")]).await.ok();
    for (peer, heads) in [
        (Some("192.168.1.2:5"), vec![host]),
        (Some("127.0.0.1:5"), vec![("host", "evil.example")]),
        (Some("127.0.0.1:5"), vec![host, ("x-forwarded-for", "127.0.0.1")]),
        (Some("127.0.0.1:5"), vec![host, ("forwarded", "for=127.0.0.1")]),
    ] {
        local(peer, &heads).await.is(StatusCode::FORBIDDEN);
    }
    let unknown = local(None, &[host]).await.is(StatusCode::FORBIDDEN);
    assert!(unknown.words("main").contains("into_make_service_with_connect_info::<SocketAddr>()"));
}

#[tokio::test]
async fn w9_every_route_refuses_who_may_not() {
    let app = TestApp::new().await;
    let gets = [
        "/",
        "/dashboard",
        "/shed",
        "/shed/tools",
        "/shed/tools/new",
        "/shed/tools/options",
        "/shed/tools/1",
        "/shed/tools/1/delete",
    ];
    let posts = ["/shed/tools", "/shed/tools/1", "/shed/tools/1/delete"];
    for path in gets {
        app.get_as("nobody", path).await.is(StatusCode::FORBIDDEN);
    }
    for path in posts {
        app.post_as("nobody", path, &[]).await.is(StatusCode::FORBIDDEN);
        app.post_as("stranger", path, &[]).await.is(StatusCode::FORBIDDEN);
        app.post_as("viewer", path, &[]).await.is(StatusCode::FORBIDDEN);
    }
    for path in &gets[3..] {
        app.get_as("stranger", path).await.is(StatusCode::FORBIDDEN);
    }
    app.get_as("stranger", "/shed").await.is(StatusCode::NOT_FOUND);
    app.get_as("viewer", "/shed/tools/new").await.is(StatusCode::FORBIDDEN);
    app.get_as("viewer", "/shed/tools/1/delete").await.is(StatusCode::FORBIDDEN);
    assert!(app.get_as("stranger", "/").await.ok().texts(".sidebar li").is_empty());
}

#[tokio::test]
async fn a43_somebody_who_may_only_look_sees_text_and_no_buttons() {
    let app = TestApp::new().await;
    let list = app.get_as("viewer", "/shed/tools").await.ok();
    assert!(!list.has("[data-new]"));
    let page = app.get_as("viewer", "/shed/tools/1").await.ok();
    assert!(!page.has("main form") && !page.has("main input"));
    let text = page.words("main");
    for shown in ["Saw", "Stahl & Söhne", "12.50", "Ready", "2024-02-29", "First line second"] {
        assert!(text.contains(shown), "{shown} in {text}");
    }
    assert!(!page.body.contains("hunter2"));
}

#[tokio::test]
async fn a45_links_lead_only_where_one_may_look() {
    let app = TestApp::new().await;
    let list = app.get_as("toolman", "/shed/tools").await.ok();
    assert_eq!(list.column("Maker"), ["Aoki", "Stahl & Söhne"]);
    assert!(!list.has("td a[href^='/admin/shed/makers']"));
    assert!(app.get("/shed/tools").await.ok().has("td a[href='/admin/shed/makers/1']"));
    let form = app.get_as("toolman", "/shed/tools/1").await.ok();
    assert!(!form.has("[name=_pick]"), "nothing to pick from");
    assert_eq!(form.attribute("[name=maker_id]", "value").as_deref(), Some("1"));
    app.get_as("toolman", "/shed/makers/options").await.is(StatusCode::FORBIDDEN);
}
