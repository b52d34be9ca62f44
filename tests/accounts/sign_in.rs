//! The way in, and that there is no other.

use axum::body::Body;
use http::{Request, StatusCode, header};
use kaffy::{Audit, Database};

use crate::app::{PASSWORD, Shop};

pub(crate) async fn s1_nobody_gets_past_the_way_in(db: Database) {
    let shop = Shop::over(db).await;
    let nobody = shop.browser();
    assert_eq!(nobody.get("/").await.location(), "/admin/login");
    for path in
        ["/shop", "/shop/loaves", "/shop/loaves/1?a=b&c", "/accounts/me", "/accounts/users", "/nowhere", "/dashboard"]
    {
        let place = nobody.get(path).await.location().to_owned();
        let next = place.strip_prefix("/admin/login?next=").unwrap_or_else(|| panic!("{path}: {place}"));
        let next = percent_encoding::percent_decode_str(next).decode_utf8().expect("text");
        assert_eq!(next, format!("/admin{path}"));
    }
    let page = nobody.get("/login").await.ok();
    assert_eq!(page.words("h1"), "Sign in");
    assert!(!page.has(".sidebar") && !page.body.contains("Loaves") && page.has("form[action='/admin/theme']"));
    let asset = page.attribute("link[rel=stylesheet]", "href").expect("a style sheet");
    nobody.get(asset.strip_prefix("/admin").expect("inside")).await.ok();
    nobody.post("/theme", &[("theme", "dark"), ("_here", "/admin/login")]).await.location();
    assert_eq!(nobody.sign_in("root", PASSWORD).await.location(), "/admin");
    nobody.get("/shop/loaves").await.ok();
    assert_eq!(nobody.get("/login").await.location(), "/admin", "whoever is in has nothing to do there");
}

pub(crate) async fn s1_scripts_and_forms_are_told_and_not_sent_elsewhere(db: Database) {
    let shop = Shop::over(db).await;
    let nobody = shop.browser();
    let token = nobody.token().await;
    let page = nobody.post_with(&token, "/shop/loaves/1", &[("title", "Mine")]).await.is(StatusCode::UNAUTHORIZED);
    assert!(page.words("main").contains("Nothing was changed"), "{}", page.words("main"));
    assert!(page.has("main a[href='/admin/login']"));
    for (name, value) in [("sec-fetch-mode", "cors"), ("accept", "application/json")] {
        let request = Request::get("/admin/shop/loaves/options").header(name, value);
        nobody.send(request, Body::empty()).await.is(StatusCode::UNAUTHORIZED);
    }
    assert_eq!(shop.texts("loaves", "title").await, ["Rye", "Spelt"]);
}

pub(crate) async fn s2_signing_in_needs_the_token_and_an_origin(db: Database) {
    let shop = Shop::over(db).await;
    let browser = shop.browser();
    let token = browser.token().await;
    let fields = format!("email=root%40shop.example&password={}", PASSWORD.replace(' ', "+"));
    let good = format!("{fields}&_csrf={token}");
    for (why, origin, body) in [
        ("no token", Some("http://shop.test"), fields.clone()),
        ("a wrong token", Some("http://shop.test"), format!("{fields}&_csrf={}", "A".repeat(43))),
        ("no origin", None, good.clone()),
        ("a foreign origin", Some("https://evil.example"), good.clone()),
    ] {
        let mut request = browser.form("/login");
        if let Some(origin) = origin {
            request = request.header(header::ORIGIN, origin);
        }
        let page = browser.send(request, body).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{why}");
    }
    let request = browser.form("/login").header(header::ORIGIN, "http://shop.test");
    let stranger = shop.browser().send(request, good).await;
    assert_eq!(stranger.status, StatusCode::FORBIDDEN, "a token without its cookie");
    assert_eq!(shop.count("kaffy_sessions").await, 0);
}

pub(crate) async fn s2_signing_out_is_a_post(db: Database) {
    let shop = Shop::over(db).await;
    let root = shop.signed_in("root").await;
    root.get("/logout").await.is(StatusCode::METHOD_NOT_ALLOWED);
    root.get("/shop/loaves").await.ok();
    let request = root.form("/logout").header(header::ORIGIN, "http://shop.test");
    root.send(request, "").await.is(StatusCode::FORBIDDEN);
    root.get("/shop/loaves").await.ok();
    let form = root.get("/shop/loaves").await.ok().form(".sign-out");
    assert_eq!(form.submit(&root).await.location(), "/admin/login");
    assert_eq!(root.get("/login").await.ok().words(".flash"), "You are signed out.");
    root.get("/shop/loaves").await.location();
}

pub(crate) async fn s2_a_token_is_good_for_its_session_only(db: Database) {
    let shop = Shop::over(db).await;
    let carl = shop.browser();
    let before = carl.token().await;
    carl.sign_in("carl", PASSWORD).await.location();
    let fields = [("title", "Rye bread")];
    carl.post_with(&before, "/shop/loaves/1", &fields).await.is(StatusCode::FORBIDDEN);
    let root = shop.signed_in("root").await;
    carl.post_with(&root.token().await, "/shop/loaves/1", &fields).await.is(StatusCode::FORBIDDEN);
    let mine = carl.token().await;
    let version = carl.get("/shop/loaves/1").await.ok().attribute("input[name=_version]", "value").expect("a version");
    let drawn = [("title", "Rye bread"), ("_version", version.as_str())];
    carl.post_with(&mine, "/shop/loaves/1", &drawn).await.location();
    carl.sign_in("carl", PASSWORD).await.location();
    carl.post_with(&mine, "/shop/loaves/1", &fields).await.is(StatusCode::FORBIDDEN);
}

pub(crate) async fn s12_one_comes_back_to_pages_of_the_admin_only(db: Database) {
    let shop = Shop::over(db).await;
    let browser = shop.browser();
    let asked = browser.get("/shop/loaves?q=rye").await.location().to_owned();
    let page = browser.get(asked.strip_prefix("/admin").expect("inside")).await.ok();
    let form = page.form("form[action='/admin/login']").set("email", "root@shop.example").set("password", PASSWORD);
    assert_eq!(form.submit(&browser).await.location(), "/admin/shop/loaves?q=rye");
    for bad in [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "/administrator",
        "/admin/../x",
        "/admin//evil.example",
        "javascript:alert(1)",
        "/admin\r\nset-cookie: a=b",
        "/other",
    ] {
        let browser = shop.browser();
        let fields = [("email", "root@shop.example"), ("password", PASSWORD), ("next", bad)];
        assert_eq!(browser.post("/login", &fields).await.location(), "/admin", "{bad}");
        let query = form_urlencoded::Serializer::new(String::new()).append_pair("next", bad).finish();
        assert_eq!(browser.get(&format!("/login?{query}")).await.location(), "/admin", "{bad}");
        let page = shop.browser().get(&format!("/login?{query}")).await.ok();
        assert!(!page.has("[name=next]"), "{bad}");
    }
}

pub(crate) async fn s20_whoever_is_refused_is_not_told_why(db: Database) {
    let shop = Shop::over(db).await;
    let root = shop.signed_in("root").await;
    let id = shop.id("carl").await;
    let form = root.get(&format!("/accounts/users/{id}")).await.ok().form("form.record");
    form.set("disabled", "true").submit(&root).await.location();
    let mut answers = Vec::new();
    for (name, password) in [
        ("nobody", PASSWORD),
        ("root", "another password"),
        ("carl", PASSWORD),
        ("", ""),
        ("root", ""),
        ("nobody", &"x".repeat(10_000)),
    ] {
        let browser = shop.browser();
        browser.get("/login").await.ok();
        let before = shop.accounts().hashes();
        let page = browser.sign_in(name, password).await.is(StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(shop.accounts().hashes() - before, 1, "{name}: each costs one hash, whoever it is");
        assert_eq!(page.attribute("[name=email]", "value").expect("kept"), format!("{name}@shop.example"));
        assert!(browser.cookie("kaffy_session").is_none());
        answers.push(page.words("[role=alert]"));
    }
    assert!(answers.iter().all(|words| words == "The e-mail address or the password is not right."), "{answers:?}");
    // Whatever the case, and with spaces around: it is the same address.
    shop.browser().post("/login", &[("email", " ROOT@Shop.Example "), ("password", PASSWORD)]).await.location();
}

pub(crate) async fn s20_a66_sign_ins_are_in_the_audit_log(db: Database) {
    let shop = Shop::with(db, |settings| settings, |builder| builder.audit(Audit::on())).await;
    shop.browser().sign_in("thief", "guess").await.is(StatusCode::UNPROCESSABLE_ENTITY);
    let typed = [("email", "a password in the wrong place"), ("password", "x")];
    shop.browser().post("/login", &typed).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    let root = shop.signed_in("root").await;
    root.post("/logout", &[]).await.location();
    assert_eq!(
        shop.texts("kaffy_audit", "event").await,
        [["account"; 5].as_slice(), &["sign-in-failed", "sign-in-failed", "signed-in", "signed-out"]].concat(),
        "behind the two roles and three users that the test added"
    );
    let names = shop.texts("kaffy_audit", "actor").await;
    assert!(names.contains(&"thief@shop.example".to_owned()) && names.contains(&"root".to_owned()), "{names:?}");
    assert!(!names.iter().any(|name| name.contains("password")), "{names:?}");
}
