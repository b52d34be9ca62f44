//! Who gets in, and what who may do (S1). Every address as everybody is in `tests/attack/matrix.rs` (W9).

use std::net::SocketAddr;

use axum::{body::Body, extract::connect_info::MockConnectInfo};
use http::{Request, StatusCode};
use kaffy::{AdminResource, Auth};

use crate::support::{
    Page, TestApp,
    models::{Maker, Part, Tool},
};

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
        (Some("127.0.0.1:5"), vec![host, ("via", "1.1 shop.example")]),
        (Some("127.0.0.1:5"), vec![("host", "localhost.evil.example:3000")]),
        (Some("127.0.0.1:5"), vec![("host", "[::ffff:10.0.0.1]")]),
    ] {
        local(peer, &heads).await.is(StatusCode::FORBIDDEN);
    }
    let unknown = local(None, &[host]).await.is(StatusCode::FORBIDDEN);
    assert!(unknown.words("main").contains("into_make_service_with_connect_info::<SocketAddr>()"));
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

#[tokio::test]
async fn s16_a_deletion_takes_nothing_along_that_one_may_not_delete() {
    let app = TestApp::new().await;
    let page = app.get_as("toolman", "/shed/tools/1/delete").await.ok();
    assert!(page.words("main").contains("Parts") && !page.has("form.answer"));
    let forged = app.post_as("toolman", "/shed/tools/1/delete", &[]).await.is(StatusCode::FORBIDDEN);
    assert!(forged.words("main").contains("Parts"));
    assert_eq!(app.get("/shed/parts").await.ok().texts("tbody tr").len(), 2);
    assert_eq!(app.get("/shed/tools").await.ok().texts("tbody tr").len(), 2);
}

#[tokio::test]
async fn s22_the_page_that_deletes_names_no_row_outside_the_scope() {
    let slots = ["A/1".to_owned()];
    let app = TestApp::with("/admin", |builder| {
        builder.scope::<Part>(move |_| vec![Part::fields().slot.is_any(slots.clone())])
    })
    .await;
    let page = app.get("/shed/tools/1/delete").await.ok();
    let text = page.words("main");
    assert!(text.contains("A/1") && !page.body.contains("B,2"), "{text}");
    assert!(!page.has("form.answer"), "a row out of reach would go along");
    app.post("/shed/tools/1/delete", &[]).await.is(StatusCode::FORBIDDEN);
    let whole = TestApp::with("/admin", |builder| {
        builder.scope::<Part>(|_| vec![Part::fields().slot.is_any(["A/1".to_owned(), "B,2".to_owned()])])
    })
    .await;
    whole.post("/shed/tools/1/delete", &[]).await.is(StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn s22_the_scope_reaches_every_address_that_names_a_row() {
    let app = TestApp::with("/admin", |builder| builder.scope::<Maker>(|_| vec![Maker::fields().id.is(2)])).await;
    for path in ["/shed/makers", "/shed/makers/options", "/shed/makers?q=Stahl", "/shed/tools", "/shed/tools?q=Stahl"] {
        assert!(!app.get(path).await.ok().body.contains("Söhne"), "{path}");
    }
    for path in ["/shed/tools?f.maker=1", "/shed/tools/1", "/shed/tools/new?maker_id=1", "/shed/tools?_pick=maker_id"] {
        assert!(!app.get(path).await.ok().body.contains("Söhne"), "{path}");
    }
    for path in ["/shed/makers/1", "/shed/makers/1/delete"] {
        app.get(path).await.is(StatusCode::NOT_FOUND);
        app.post(path, &[("name", "Mine")]).await.is(StatusCode::NOT_FOUND);
    }
    assert_eq!(app.get("/shed/makers").await.ok().words(".count"), "1 maker");
}

#[tokio::test]
async fn s22_a_statement_that_is_kept_for_one_actor_is_not_anothers() {
    let app = TestApp::with("/admin", |builder| {
        builder
            .scope::<Maker>(|actor| if actor.id == "anna" { Vec::new() } else { vec![Maker::fields().id.is(2)] })
            .scope::<Tool>(|actor| if actor.id == "eve" { vec![Tool::fields().id.is(2)] } else { Vec::new() })
    })
    .await;
    for _ in 0..2 {
        assert!(app.get_as("anna", "/shed/tools/1").await.ok().body.contains("Söhne"));
        assert!(!app.get_as("bob", "/shed/tools/1").await.ok().body.contains("Söhne"));
        app.get_as("eve", "/shed/tools/1").await.is(StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn a53_what_is_wrong_with_a_field_that_is_not_on_the_form_is_said_all_the_same() {
    let app = TestApp::with("/admin", |builder| builder.scope::<Tool>(|_| vec![Tool::fields().views.is_any([1, 2])]));
    let app = app.await;
    let form = app.get("/shed/tools/new").await.ok().form("form.record");
    let page = form.set("title", "Axe").set("maker_id", "1").set("price", "1").submit(&app).await;
    let page = page.is(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        page.words("main").contains("Views: This would move the record out of your reach"),
        "{}",
        page.words("main")
    );
}

#[tokio::test]
async fn f22_a_rule_of_the_application_that_breaks_breaks_one_page() {
    let app = TestApp::with("/admin", |builder| {
        builder.permissions(|actor, _, _| if actor.id == "eve" { panic!("the rule broke") } else { true })
    })
    .await;
    for path in ["/", "/shed/tools", "/nowhere"] {
        let broken = app.get_as("eve", path).await;
        assert!(broken.status.is_server_error() || path == "/nowhere", "{path}: {}", broken.status);
        assert!(broken.body.contains("Number ") && !broken.body.contains("the rule broke"), "{}", broken.body);
    }
    app.get("/shed/tools").await.ok();
}
