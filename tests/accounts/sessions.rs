//! Sessions: where they begin and how they end.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use http::{StatusCode, header};
use kaffy::Database;
use sha2::{Digest, Sha256};

use crate::app::{OTHER, PASSWORD, Shop};

pub(crate) async fn s3_signing_in_makes_a_new_id_and_keeps_its_hash(db: Database) {
    let shop = Shop::over(db).await;
    let browser = shop.browser();
    let planted = BASE64_URL_SAFE_NO_PAD.encode([7; 32]);
    browser.set_cookie("kaffy_session", &planted);
    browser.sign_in("root", PASSWORD).await.location();
    let first = browser.session();
    assert_ne!(first, planted);
    let bytes = BASE64_URL_SAFE_NO_PAD.decode(&first).expect("base64");
    assert_eq!(bytes.len(), 32, "256 bits");
    let hash: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(shop.texts("kaffy_sessions", "id").await, [hash]);
    let thief = shop.browser();
    thief.set_cookie("kaffy_session", &planted);
    thief.get("/shop/loaves").await.location();
    browser.sign_in("root", PASSWORD).await.location();
    assert_ne!(browser.session(), first);
    assert_eq!(shop.count("kaffy_sessions").await, 1, "the one before has ended");
    for odd in ["", "short", &"A".repeat(43), &"ä".repeat(20), "'; DROP TABLE kaffy_users; --"] {
        let odd_one = shop.browser();
        odd_one.set_cookie("kaffy_session", odd);
        odd_one.get("/shop/loaves").await.location();
    }
}

pub(crate) async fn s3_cookies_are_closed_to_scripts_and_other_sites(db: Database) {
    let shop = Shop::over(db.clone()).await;
    let browser = shop.browser();
    let held = |page: &crate::app::Page| {
        let mut all = page.headers.get_all(header::SET_COOKIE).iter().map(|it| it.to_str().expect("text").to_owned());
        all.find(|cookie| cookie.contains("kaffy_session=")).expect("a session")
    };
    let cookie = held(&browser.sign_in("root", PASSWORD).await);
    assert!(cookie.starts_with("kaffy_session=") && cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"));
    assert!(cookie.contains("Path=/admin") && !cookie.contains("Secure") && !cookie.contains("Max-Age"), "{cookie}");
    let https = Shop::again(db, |settings| settings, |builder| builder.https(true)).await;
    let browser = https.browser();
    let cookie = held(&browser.sign_in("root", PASSWORD).await);
    assert!(cookie.starts_with("__Host-kaffy_session=") && cookie.contains("Secure") && cookie.contains("HttpOnly"));
    assert!(cookie.ends_with("Path=/") || cookie.contains("Path=/;"), "{cookie}");
    browser.get("/shop/loaves").await.ok();
    // What a page without https planted is not looked at.
    let planted = https.browser();
    planted.set_cookie("kaffy_session", &browser.cookie("__Host-kaffy_session").expect("signed in"));
    planted.get("/shop/loaves").await.location();
}

pub(crate) async fn s3_a_session_ends_when_nobody_uses_it_and_after_a_day_of_work(db: Database) {
    let shop = Shop::over(db).await;
    let root = shop.signed_in("root").await;
    for _ in 0..4 {
        shop.later(29 * 60);
        root.get("/shop/loaves").await.ok();
    }
    shop.later(30 * 60);
    root.get("/shop/loaves").await.location();
    root.sign_in("root", PASSWORD).await.location();
    for _ in 0..24 {
        root.get("/shop/loaves").await.ok();
        shop.later(29 * 60 + 59);
    }
    shop.later(24);
    root.get("/shop/loaves").await.location();
    assert_eq!(shop.count("kaffy_sessions").await, 1);
    shop.signed_in("vera").await;
    assert_eq!(shop.count("kaffy_sessions").await, 1, "what is over is cleared away");
}

/// A page that listens asks every few seconds: a session would never end by itself if that were a use of it.
pub(crate) async fn s33_asking_whether_somebody_is_still_there_keeps_no_session_alive(db: Database) {
    let shop = Shop::over(db).await;
    let root = shop.signed_in("root").await;
    let there = async || shop.accounts().still_signed_in(&root.session()).await.expect("read");
    for _ in 0..2 {
        shop.later(14 * 60);
        assert!(there().await.is_some());
    }
    shop.later(3 * 60);
    assert!(there().await.is_none(), "half an hour is over");
    root.get("/shop/loaves").await.location();
    let carl = shop.signed_in("carl").await;
    let session = carl.session();
    assert!(shop.accounts().still_signed_in(&session).await.expect("read").is_some());
    carl.post("/logout", &[]).await.location();
    assert!(shop.accounts().still_signed_in(&session).await.expect("read").is_none());
    assert!(shop.accounts().still_signed_in("nonsense").await.expect("read").is_none());
}

pub(crate) async fn s3_signing_out_ends_it_on_the_server(db: Database) {
    let shop = Shop::over(db).await;
    let root = shop.signed_in("root").await;
    let stolen = shop.browser();
    stolen.set_cookie("kaffy_session", &root.session());
    stolen.get("/shop/loaves").await.ok();
    root.post("/logout", &[]).await.location();
    assert!(root.cookie("kaffy_session").is_none());
    stolen.get("/shop/loaves").await.location();
    assert_eq!(shop.count("kaffy_sessions").await, 0);
}

pub(crate) async fn s3_disabling_resetting_and_roles_hold_at_the_next_request(db: Database) {
    let shop = Shop::over(db).await;
    let (root, carl, vera) = (shop.signed_in("root").await, shop.signed_in("carl").await, shop.signed_in("vera").await);
    carl.get("/shop/loaves/1").await.ok();
    carl.get("/shop/bills").await.is(StatusCode::FORBIDDEN);
    let clerk = shop.role("Clerk").await;
    root.post(&format!("/accounts/roles/{clerk}"), &[("name", "Clerk"), ("allow", "shop/bills view")]).await.location();
    carl.get("/shop/bills").await.ok();
    carl.get("/shop/loaves").await.is(StatusCode::FORBIDDEN);
    let (id, path) = (shop.id("carl").await, format!("/accounts/users/{}", shop.id("carl").await));
    let fields = [("email", "carl@shop.example"), ("name", "Carl")];
    root.post(&path, &fields).await.location();
    carl.get("/shop/bills").await.is(StatusCode::FORBIDDEN);
    root.post(&path, &[&fields[..], &[("roles", &clerk), ("disabled", "true")]].concat()).await.location();
    carl.get("/shop/bills").await.location();
    root.post(&path, &[&fields[..], &[("roles", &clerk)]].concat()).await.location();
    carl.get("/shop/bills").await.location();
    carl.sign_in("carl", PASSWORD).await.location();
    carl.get("/shop/bills").await.ok();
    root.post(&format!("/accounts/users/{id}/help"), &[("do", "password")]).await.ok();
    carl.get("/shop/bills").await.location();
    let twice = shop.signed_in("vera").await;
    let fields = [("old", PASSWORD), ("password", OTHER), ("again", OTHER)];
    vera.post("/accounts/me/password", &fields).await.location();
    twice.get("/shop/loaves").await.location();
    vera.get("/shop/loaves").await.ok();
    root.post(&format!("/accounts/users/{}/help", shop.id("vera").await), &[("do", "sessions")]).await.location();
    vera.get("/shop/loaves").await.location();
}

pub(crate) async fn s3_a_request_looks_the_session_up_in_one_statement(db: Database) {
    let shop = Shop::over(db).await;
    let root = shop.signed_in("root").await;
    assert_eq!(root.statements_of("/").await, 1);
    assert_eq!(root.statements_of("/").await, 1);
    shop.later(61);
    assert_eq!(root.statements_of("/").await, 2, "once a minute it is noted");
    assert_eq!(root.statements_of("/").await, 1);
}

pub(crate) async fn s3_a69_a_row_that_is_seen_needs_no_further_statement_for_permissions(db: Database) {
    let shop = Shop::over(db).await;
    let (root, vera) = (shop.signed_in("root").await, shop.signed_in("vera").await);
    for path in ["/shop/loaves", "/shop/loaves/1"] {
        root.get(path).await.ok();
        let all = root.statements_of(path).await;
        assert!(all <= 5, "{path}: {all}");
        assert!(vera.statements_of(path).await <= all, "{path}");
    }
}
