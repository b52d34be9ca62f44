//! Guessing.

use http::{StatusCode, header};
use kaffy::Database;

use crate::app::{PASSWORD, Page, Shop};

fn wait_of(page: Page) -> i64 {
    let page = page.is(StatusCode::TOO_MANY_REQUESTS);
    assert!(page.words("[role=alert]").starts_with("There were too many attempts. Try again in "));
    page.headers[header::RETRY_AFTER].to_str().expect("text").parse().expect("seconds")
}

pub(crate) async fn s20_the_sixth_guess_waits_and_so_does_the_right_password(db: Database) {
    let shop = Shop::over(db).await;
    let (thief, root) = (shop.browser_at("198.51.100.1:9"), shop.browser_at("192.0.2.7:9"));
    for _ in 0..5 {
        thief.sign_in("root", "guess").await.is(StatusCode::UNPROCESSABLE_ENTITY);
    }
    let before = shop.accounts().hashes();
    assert_eq!(wait_of(thief.sign_in("root", "guess").await), 60);
    assert_eq!(wait_of(root.sign_in("root", PASSWORD).await), 60, "the account waits, wherever from");
    assert_eq!(shop.accounts().hashes(), before, "and nothing is computed for it");
    thief.sign_in("nobody", "guess").await.is(StatusCode::UNPROCESSABLE_ENTITY);
    shop.later(59);
    assert_eq!(wait_of(thief.sign_in("root", "guess").await), 1);
    shop.later(1);
    thief.sign_in("root", "guess").await.is(StatusCode::UNPROCESSABLE_ENTITY);
    let page = thief.sign_in("root", "guess").await;
    assert!(page.words("[role=alert]").ends_with("2 minutes."), "{}", page.words("[role=alert]"));
    assert_eq!(wait_of(page), 120);
    // Another process knows of it, too.
    let other = Shop::again(shop.admin.database().clone(), |settings| settings, |builder| builder).await;
    other.clock.store(shop.clock.load(std::sync::atomic::Ordering::SeqCst), std::sync::atomic::Ordering::SeqCst);
    assert_eq!(wait_of(other.browser().sign_in("root", PASSWORD).await), 120);
    shop.later(120);
    root.sign_in("root", PASSWORD).await.location();
    // A password that was set by somebody else is good at once.
    for _ in 0..5 {
        thief.sign_in("carl", "guess").await.is(StatusCode::UNPROCESSABLE_ENTITY);
    }
    assert_eq!(wait_of(shop.browser().sign_in("carl", PASSWORD).await), 60);
    let help = format!("/accounts/users/{}/help", shop.id("carl").await);
    let shown = root.post(&help, &[("do", "password")]).await.ok().words("main code");
    assert_eq!(shop.browser().sign_in("carl", &shown).await.location(), "/admin");
}

pub(crate) async fn s20_a_hundred_guesses_at_once_are_no_way_around(db: Database) {
    let shop = Shop::over(db).await;
    let browsers: Vec<_> = (0..100).map(|at| shop.browser_at(&format!("198.51.100.{at}:9"))).collect();
    let before = shop.accounts().hashes();
    let answers = futures_util::future::join_all(browsers.iter().map(|it| it.sign_in("root", "guess"))).await;
    let looked_at = answers.iter().filter(|page| page.status == StatusCode::UNPROCESSABLE_ENTITY).count();
    assert!(shop.accounts().hashes() - before <= 5 && looked_at <= 5, "{looked_at}");
    shop.browser().sign_in("vera", PASSWORD).await.location();
}

pub(crate) async fn s20_a_network_has_a_limit_of_its_own(db: Database) {
    let shop = Shop::over(db).await;
    let at = |host: usize| shop.browser_at(&format!("[2001:db8:1:2::{host:x}]:9"));
    for name in 0..20 {
        at(name).sign_in(&format!("nobody{name}"), "guess").await.is(StatusCode::UNPROCESSABLE_ENTITY);
    }
    assert_eq!(wait_of(at(99).sign_in("root", PASSWORD).await), 60, "all of a /64 is one");
    let elsewhere = shop.browser_at("[2001:db8:1:3::1]:9");
    elsewhere.sign_in("root", PASSWORD).await.location();
    // Where nobody knows where requests come from, all of them share a limit that is wider.
    let unseen = shop.browser_at("");
    for name in 0..21 {
        unseen.sign_in(&format!("nobody{name}"), "guess").await.is(StatusCode::UNPROCESSABLE_ENTITY);
    }
}
