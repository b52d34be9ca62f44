//! The second factor.

use std::sync::atomic::Ordering;

use http::StatusCode;
use kaffy::Database;
use totp_rs::{Builder, Secret};

use crate::app::{PASSWORD, Shop, TestApp};

pub(crate) fn code(shop: &Shop, secret: &str) -> String {
    let secret = Secret::try_from_base32(secret).expect("base32");
    let totp = Builder::new().with_secret(secret).build().expect("a good secret");
    totp.generate(u64::try_from(shop.clock.load(Ordering::SeqCst)).expect("after 1970")).to_string()
}

/// Turns it on for somebody who is signed in: the secret, and the recovery codes.
pub(crate) async fn turn_on(shop: &Shop, browser: &TestApp) -> (String, Vec<String>) {
    let page = browser.get("/accounts/me/second-factor").await.ok();
    let page = page.form("form.record").submit(browser).await.ok();
    let secret = page.words(".account-secret code");
    let link = page.attribute("a[href^='otpauth://totp/Shop:']", "href").expect("for an app here");
    assert!(link.contains(&secret));
    let page = page.form("form.record").set("code", &code(shop, &secret)).submit(browser).await.ok();
    let codes = page.texts(".account-codes code");
    assert_eq!(codes.len(), 10);
    (secret, codes)
}

pub(crate) async fn s44_a77_a_code_is_asked_for_and_good_once(db: Database) {
    let shop = Shop::over(db).await;
    let vera = shop.signed_in("vera").await;
    let wrong = vera.get("/accounts/me/second-factor").await.ok().form("form.record").submit(&vera).await.ok();
    let wrong = wrong.form("form.record").set("code", "000000").submit(&vera).await;
    assert!(wrong.is(StatusCode::UNPROCESSABLE_ENTITY).words(".wrong .error").contains("not right"));
    shop.browser().sign_in("vera", PASSWORD).await.location();
    let (secret, _) = turn_on(&shop, &vera).await;
    let browser = shop.browser();
    assert_eq!(browser.sign_in("vera", PASSWORD).await.location(), "/admin/login/code");
    let waiting = browser.session();
    for path in ["/shop/loaves", "/accounts/me", "/accounts/me/second-factor"] {
        assert!(browser.get(path).await.location().starts_with("/admin/login?next="), "{path}");
    }
    let first = code(&shop, &secret);
    browser.post("/login/code", &[("code", &first)]).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    shop.later(30);
    let now = code(&shop, &secret);
    assert_eq!(browser.post("/login/code", &[("code", &now)]).await.location(), "/admin");
    assert_ne!(browser.session(), waiting, "a new id");
    browser.get("/shop/loaves").await.ok();
    let again = shop.browser();
    again.sign_in("vera", PASSWORD).await.location();
    again.post("/login/code", &[("code", &now)]).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    shop.later(-30);
    again.post("/login/code", &[("code", &first)]).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    shop.later(11 * 60);
    assert_eq!(again.get("/login/code").await.location(), "/admin/login", "whoever takes too long begins anew");
    let off = vera.get("/accounts/me/second-factor").await.ok().form("form.record");
    off.set("old", "wrong").submit(&vera).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    let off = vera.get("/accounts/me/second-factor").await.ok().form("form.record");
    off.set("old", PASSWORD).submit(&vera).await.location();
    assert_eq!(shop.browser().sign_in("vera", PASSWORD).await.location(), "/admin");
}

pub(crate) async fn s44_recovery_codes_are_good_once(db: Database) {
    let shop = Shop::over(db).await;
    let vera = shop.signed_in("vera").await;
    let (_, codes) = turn_on(&shop, &vera).await;
    let hashes = shop.texts("kaffy_recovery_codes", "code_hash").await;
    assert!(hashes.iter().all(|hash| hash.len() == 64) && hashes.len() == 10);
    let browser = shop.browser();
    browser.sign_in("vera", PASSWORD).await.location();
    let typed = codes[3].to_uppercase().replace('-', " ");
    assert_eq!(browser.post("/login/code", &[("code", &typed)]).await.location(), "/admin");
    let again = shop.browser();
    again.sign_in("vera", PASSWORD).await.location();
    again.post("/login/code", &[("code", &codes[3])]).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(shop.count("kaffy_recovery_codes").await, 9);
    assert!(browser.get("/accounts/me/second-factor").await.ok().words(".lead").contains("9 recovery codes"));
}

pub(crate) async fn s44_guesses_of_codes_are_counted_and_a_reset_turns_it_off(db: Database) {
    let shop = Shop::over(db).await;
    let (vera, root) = (shop.signed_in("vera").await, shop.signed_in("root").await);
    turn_on(&shop, &vera).await;
    let browser = shop.browser();
    browser.sign_in("vera", PASSWORD).await.location();
    for _ in 0..4 {
        browser.post("/login/code", &[("code", "123123")]).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    }
    let page = browser.post("/login/code", &[("code", "123123")]).await.is(StatusCode::TOO_MANY_REQUESTS);
    assert!(page.headers.contains_key("retry-after"));
    shop.browser().sign_in("vera", PASSWORD).await.is(StatusCode::TOO_MANY_REQUESTS);
    let help = format!("/accounts/users/{}/help", shop.id("vera").await);
    root.post(&help, &[("do", "factor")]).await.location();
    assert_eq!(shop.count("kaffy_recovery_codes").await, 0);
    browser.get("/login/code").await.location();
    shop.later(60);
    assert_eq!(shop.browser().sign_in("vera", PASSWORD).await.location(), "/admin");
}
