//! Requests that other sites make browsers send (S2, A74).

use axum::body::Body;
use http::{StatusCode, header};

use crate::support::TestApp;

async fn makers(app: &TestApp) -> usize {
    app.get("/shed/makers").await.ok().texts("tbody tr").len()
}

#[tokio::test]
async fn s2_a74_a_post_needs_both_the_token_and_a_good_origin() {
    let app = TestApp::new().await;
    let token = app.token().await;
    let host = ("origin", "http://shed.test");
    let good = format!("_csrf={token}&name=New");
    let other = format!("_csrf={}&name=New", "A".repeat(43));
    for (why, heads, body) in [
        ("no token", vec![host], "name=New".to_owned()),
        ("a wrong token", vec![host], other),
        ("an empty token", vec![host], "_csrf=&name=New".to_owned()),
        ("no origin", vec![], good.clone()),
        ("a foreign origin", vec![("origin", "https://evil.example")], good.clone()),
        ("an opaque origin", vec![("origin", "null")], good.clone()),
        ("another port", vec![("origin", "http://shed.test:81")], good.clone()),
        ("cross-site", vec![("sec-fetch-site", "cross-site")], good.clone()),
        ("same-site", vec![host, ("sec-fetch-site", "same-site")], good.clone()),
    ] {
        for path in ["/shed/makers", "/shed/makers/1", "/shed/makers/3/delete", "/theme"] {
            let mut request = app.form(path);
            for (name, value) in &heads {
                request = request.header(*name, *value);
            }
            let page = app.send(request.body(Body::from(body.clone())).expect("a request")).await;
            assert_eq!(page.status, StatusCode::FORBIDDEN, "{why}: {path}");
        }
    }
    assert_eq!(makers(&app).await, 3, "nothing was changed");
    let request = app.form("/shed/makers").header("sec-fetch-site", "same-origin").body(Body::from(good));
    app.send(request.expect("a request")).await.is(StatusCode::SEE_OTHER);
    assert_eq!(makers(&app).await, 4);
}

#[tokio::test]
async fn s2_a_token_without_its_cookie_is_worth_nothing() {
    let app = TestApp::new().await;
    let token = app.token().await;
    let request = app
        .form("/shed/makers")
        .header(header::ORIGIN, "http://shed.test")
        .header(header::COOKIE, "other=1")
        .body(Body::from(format!("_csrf={token}&name=New")));
    app.send(request.expect("a request")).await.is(StatusCode::FORBIDDEN);
    assert_eq!(makers(&app).await, 3);
}

#[tokio::test]
async fn s2_other_body_types_do_not_slip_through() {
    let app = TestApp::new().await;
    let token = app.token().await;
    for kind in ["application/json", "text/plain", "multipart/form-data; boundary=x", ""] {
        let mut request = app.form("/shed/makers").header(header::ORIGIN, "http://shed.test");
        request.headers_mut().expect("headers").insert(header::CONTENT_TYPE, kind.parse().expect("a value"));
        let body = format!("_csrf={token}&name=New");
        let page = app.send(request.body(Body::from(body)).expect("a request")).await;
        assert_eq!(page.status, StatusCode::UNSUPPORTED_MEDIA_TYPE, "{kind}");
    }
    assert_eq!(makers(&app).await, 3);
}

#[tokio::test]
async fn s3_the_cookies_are_closed_to_scripts_and_to_other_sites() {
    let app = TestApp::new().await;
    let cookie = app.get("/").await.ok().headers[header::SET_COOKIE].to_str().expect("text").to_owned();
    assert!(cookie.starts_with("kaffy_csrf=") && cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"));
    assert!(cookie.contains("Path=/admin") && !cookie.contains("Secure"));

    let https = TestApp::with("/admin", |builder| builder.https(true)).await;
    let cookie = https.get("/").await.ok().headers[header::SET_COOKIE].to_str().expect("text").to_owned();
    assert!(cookie.starts_with("__Host-kaffy_csrf=") && cookie.contains("Secure"));
    assert!(cookie.ends_with("Path=/") || cookie.contains("Path=/;"), "{cookie}");
}

#[tokio::test]
async fn s13_s28_get_and_head_change_nothing() {
    let app = TestApp::new().await;
    for path in ["/shed/makers/3/delete", "/shed/makers/new?name=New&_save=list"] {
        app.get(path).await.ok();
    }
    app.get("/shed/makers?name=New").await.is(StatusCode::BAD_REQUEST);
    assert_eq!(makers(&app).await, 3);
}
