//! Acting as another user: with a right of its own, under a banner, and never with more than one has oneself (A78).

use http::StatusCode;
use kaffy::{
    Audit, AuditQuery,
    accounts::{Grant, NewUser, UserForm},
    prelude::*,
};

use crate::{
    again::{WINDOW, typed},
    app::{OTHER, PASSWORD, Shop, TestApp},
};

/// A shop with Sue, who helps others and may do what a clerk may, and some more.
async fn helped(shop: Shop) -> Shop {
    let may = [
        Grant::new("accounts/users", "view"),
        Grant::acting(),
        Grant::on_all(Permission::View),
        Grant::new("shop/loaves", "*"),
    ];
    shop.accounts().set_role("Support", may).await.expect("a role");
    let sue = NewUser::new("sue@shop.example").name("Sue").role("Support").password(PASSWORD);
    shop.accounts().create_user(sue).await.expect("somebody who helps");
    shop
}

async fn act(shop: &Shop, browser: &TestApp, name: &str) {
    let path = format!("/accounts/users/{}", shop.id(name).await);
    let form = browser.get(&path).await.ok().form("form[action$='/act']");
    assert_eq!(form.submit(browser).await.location(), "/admin");
}

/// Gives the first loaf another title.
async fn rename(browser: &TestApp, title: &str) {
    browser.get("/shop/loaves/1").await.ok().form("form.record").set("title", title).submit(browser).await.location();
}

fn banner(page: &crate::app::Page) -> String {
    page.words("section.acting p")
}

pub(crate) async fn a78_every_page_says_who_acts_as_whom(db: Database) {
    let shop = helped(Shop::over(db).await).await;
    let sue = shop.signed_in("sue").await;
    assert!(sue.get("/shop/bills/1").await.ok().has("#main") && banner(&sue.get("/shop/loaves").await).is_empty());
    act(&shop, &sue, "carl").await;
    for (path, status) in [
        ("/dashboard", 200),
        ("/shop", 200),
        ("/shop/loaves", 200),
        ("/shop/loaves/1", 200),
        ("/shop/loaves/1/delete", 403),
        ("/shop/bills", 403),
        ("/shop/nosuch", 404),
        ("/accounts/users", 403),
    ] {
        let page = sue.get(path).await;
        assert_eq!(page.status.as_u16(), status, "{path}: what Carl may");
        assert_eq!(banner(&page), "You are Sue and act as Carl.", "{path}");
        assert_eq!(page.attribute("section.acting", "aria-label").as_deref(), Some("Acting as another user"));
        assert_eq!(page.words(".top .actor"), "Carl");
    }
    let news = sue.get("/notifications/news").await.status;
    assert_eq!(news, StatusCode::NO_CONTENT, "a tab from before asks for nothing that is refused");
    let carl = shop.signed_in("carl").await;
    assert!(banner(&carl.get("/shop/loaves").await.ok()).is_empty(), "Carl himself is asked nothing");
    let stop = sue.get("/shop/loaves").await.ok().form("section.acting form");
    let place = format!("/admin/accounts/users/{}", shop.id("carl").await);
    assert_eq!(stop.submit(&sue).await.location(), place);
    let page = sue.get("/shop/bills").await.ok();
    assert!(banner(&page).is_empty() && page.words(".top .actor") == "Sue");
    assert_eq!(sue.post("/accounts/acting/end", &[]).await.location(), "/admin", "nobody is acted as any more");
}

pub(crate) async fn a78_nobody_acts_as_somebody_with_more(db: Database) {
    let shop = helped(Shop::over(db).await).await;
    let accounts = shop.accounts();
    let bakes = [Grant::on_all(Permission::View), Grant::new("shop/bills", "change")];
    accounts.set_role("Baker", bakes).await.expect("a role");
    accounts.set_role("Desk", [Grant::new("accounts/users", "*")]).await.expect("a role");
    accounts.set_role("Reader", [Grant::new("accounts/roles", "view")]).await.expect("a role");
    for (name, role) in [("bob", "Baker"), ("dan", "Desk"), ("ray", "Reader"), ("max", "Support"), ("off", "Clerk")] {
        let new = NewUser::new(format!("{name}@shop.example")).name(name).role(role).password(PASSWORD);
        accounts.create_user(new).await.expect("a user");
    }
    let root = shop.signed_in("root").await;
    let form = root.get(&format!("/accounts/users/{}", shop.id("off").await)).await.ok().form("form.record");
    form.set("disabled", "true").submit(&root).await.location();
    let sue = shop.signed_in("sue").await;
    for (name, why) in [
        ("bob", "things that you may not"),
        ("dan", "manages accounts"),
        ("ray", "manages accounts"),
        ("max", "manages accounts"),
        ("root", "manages accounts"),
        ("off", "may not sign in"),
        ("sue", "as yourself"),
    ] {
        let path = format!("/accounts/users/{}", shop.id(name).await);
        assert!(!sue.get(&path).await.ok().has("form[action$='/act']"), "{name}: no button");
        let page = sue.post(&format!("{path}/act"), &[]).await.is(StatusCode::FORBIDDEN);
        assert!(page.words("main").contains(why), "{name}: {}", page.words("main"));
    }
    sue.post("/accounts/users/nosuch/act", &[]).await.is(StatusCode::NOT_FOUND);
    let carl = format!("/accounts/users/{}/act", shop.id("carl").await);
    for name in ["dan", "vera", "carl"] {
        let browser = shop.signed_in(name).await;
        browser.post(&carl, &[]).await.is(StatusCode::FORBIDDEN);
    }
    act(&shop, &sue, "carl").await;
    let vera = format!("/accounts/users/{}/act", shop.id("vera").await);
    sue.post(&vera, &[]).await.is(StatusCode::FORBIDDEN);
    assert_eq!(banner(&sue.get("/shop/loaves").await.ok()), "You are Sue and act as Carl.", "no acting within acting");
    act(&shop, &root, "carl").await;
    assert_eq!(banner(&root.get("/shop/loaves").await.ok()), "You are root and act as Carl.");
    root.get("/shop/bills").await.is(StatusCode::FORBIDDEN);
    // A role that gives it is a tick of its own, and nobody ticks what they do not have.
    let desk = shop.signed_in("root").await;
    let page = desk.get("/accounts/roles/new").await.ok();
    assert!(page.has("input[name=allow][value='acting start']"));
}

pub(crate) async fn a78_every_entry_names_both(db: Database) {
    let shop = helped(Shop::with(db, |settings| settings, |builder| builder.audit(Audit::on())).await).await;
    let sue = shop.signed_in("sue").await;
    act(&shop, &sue, "carl").await;
    rename(&sue, "Barley").await;
    sue.post("/shop/loaves/1/actions/praise", &[]).await.is(StatusCode::FORBIDDEN);
    sue.get("/shop/loaves").await.ok().form("section.acting form").submit(&sue).await.location();
    rename(&sue, "Rye bread").await;
    let root = Actor::new(shop.id("root").await, "root");
    let page = shop.admin.audit_page(&root, &AuditQuery::default()).await.expect("read");
    assert!(page.entries.is_empty(), "an actor without grants sees none");
    let root = shop.signed_in("root").await;
    let page = root.get("/audit?who=Sue").await.ok();
    let lines = page.texts("table.log > tbody > tr");
    let (id, sue_id) = (shop.id("carl").await, shop.id("sue").await);
    for (at, said) in [
        (0, ["Sue", "Changed", "Loaf"]),
        (1, ["Sue", "User carl@shop.example", "stopped acting as this user"]),
        (2, ["Sue as Carl", "Changed", "Loaf"]),
        (3, ["Sue", "User carl@shop.example", "began to act as this user"]),
    ] {
        assert!(said.iter().all(|words| lines[at].contains(words)), "{at}: {lines:#?}");
    }
    assert!(!lines[0].contains("as Carl") && !lines[1].contains("Sue as Carl") && !lines[3].contains("Sue as Carl"));
    assert_eq!(root.get(&format!("/audit?who={sue_id}")).await.ok().texts("table.log > tbody > tr"), lines);
    assert!(root.get("/shop/loaves/1/history").await.ok().words("main").contains("Sue as Carl"));
    let raw = shop.texts("kaffy_audit", "actor").await;
    assert!(raw.contains(&format!("Sue\u{1f}{id}\u{1f}Carl")), "whom it was, whatever they are called: {raw:?}");
    let refused = shop.texts("kaffy_audit", "detail").await;
    assert!(refused.iter().any(|detail| detail.starts_with("POST /admin/shop/loaves/1/actions/praise")), "{refused:?}");
    assert_eq!(raw.iter().filter(|actor| *actor == "Carl").count(), 0, "nothing is in his name alone");
    shop.admin.verify_audit().await.expect("one chain");
    // Nobody pretends by a name.
    let carl = shop.signed_in("carl").await;
    carl.post("/accounts/me", &[("name", "Root as Vera")]).await.location();
    rename(&carl, "Oat").await;
    let line = &root.get("/audit?about=shop/loaves").await.ok().texts("table.log > tbody > tr")[0];
    assert!(line.contains("Root as Vera"), "{line}");
    let id = shop.id("carl").await;
    assert_eq!(
        root.get(&format!("/audit?who={id}")).await.ok().texts("table.log > tbody > tr").len(),
        2,
        "his id tells"
    );
}

pub(crate) async fn a78_what_is_the_users_own_stays_theirs(db: Database) {
    let shop = helped(Shop::over(db).await).await;
    let (sue, carl) = (shop.signed_in("sue").await, shop.signed_in("carl").await);
    let page = carl.get("/accounts/me/sessions").await.ok();
    assert_eq!(page.texts("main tbody tr").len(), 1);
    act(&shop, &sue, "carl").await;
    for path in ["/accounts/me", "/accounts/me/password", "/accounts/me/sessions", "/accounts/me/second-factor"] {
        let page = sue.get(path).await.is(StatusCode::FORBIDDEN);
        assert!(page.words("main").contains("Stop acting first"), "{path}: {}", page.words("main"));
    }
    let token = sue.get("/shop/loaves").await.ok().attribute("[name=_csrf]", "value").expect("a token");
    let new = [("old", PASSWORD), ("password", OTHER), ("again", OTHER)];
    for (path, fields) in [
        ("/accounts/me", &[("name", "Karla")][..]),
        ("/accounts/me/password", &new),
        ("/accounts/me/sessions", &[]),
        ("/accounts/me/second-factor", &[]),
        ("/accounts/users", &[("email", "new@shop.example")]),
    ] {
        sue.post_with(&token, path, fields).await.is(StatusCode::FORBIDDEN);
    }
    // Nor behind the pages.
    let accounts = shop.accounts();
    let signed = accounts.signed_in(&sue.session()).await.expect("read").expect("she is");
    assert_eq!(signed.who_acts().map(|who| &*who.name), Some("Sue"));
    let network = kaffy::accounts::Network::of(None);
    accounts.change_password(&signed, PASSWORD, OTHER, network, None).await.expect_err("not hers");
    accounts.change_profile(&signed, &kaffy::accounts::ProfileForm::default()).await.expect_err("not hers");
    accounts.begin_second_factor(&signed, "Shop").await.map(drop).expect_err("not hers");
    assert!(accounts.sessions(&signed).await.expect("read").is_empty());
    assert_eq!(accounts.end_other_sessions(&signed).await.expect("none"), 0);
    carl.get("/shop/loaves").await.ok();
    shop.browser().sign_in("carl", PASSWORD).await.location();
    assert!(accounts.user(&shop.id("carl").await).await.expect("read").is_some_and(|user| user.name == "Carl"));
    // A password that was set for him is his to change, and in nobody's way.
    let root = shop.signed_in("root").await;
    root.post(&format!("/accounts/users/{}/help", shop.id("carl").await), &[("do", "password")]).await.ok();
    sue.get("/shop/loaves").await.ok();
}

pub(crate) async fn a78_acting_ends_with_the_session_and_with_the_right(db: Database) {
    let shop = helped(Shop::with(db, |settings| settings, |builder| builder.audit(Audit::on())).await).await;
    let root = shop.signed_in("root").await;
    let details = async || {
        let all = shop.texts("kaffy_audit", "detail").await;
        ["acting-started", "acting-ended"].map(|what| all.iter().filter(|it| *it == what).count())
    };
    let sue = shop.signed_in("sue").await;
    act(&shop, &sue, "carl").await;
    sue.post("/logout", &[]).await.location();
    assert!(sue.cookie("kaffy_session").is_none());
    assert_eq!(details().await, [1, 1], "signing out ends both");
    let sue = shop.signed_in("sue").await;
    act(&shop, &sue, "carl").await;
    sue.sign_in("sue", PASSWORD).await.location();
    assert!(banner(&sue.get("/shop/bills").await.ok()).is_empty());
    assert_eq!(details().await, [2, 2], "so does signing in anew");
    act(&shop, &sue, "carl").await;
    let may = [Grant::on_all(Permission::View), Grant::new("shop/loaves", "*")];
    shop.accounts().set_role("Support", may).await.expect("a role");
    sue.get("/shop/loaves").await.location();
    assert_eq!(details().await, [3, 3], "at the next request nothing is left of a right that was taken");
    helped_again(&shop).await;
    sue.sign_in("sue", PASSWORD).await.location();
    act(&shop, &sue, "carl").await;
    let more = [Grant::on_all(Permission::View), Grant::new("shop/bills", "delete")];
    shop.accounts().set_role("Clerk", more).await.expect("a role");
    sue.get("/shop/loaves").await.location();
    assert_eq!(details().await, [4, 4], "and of one who got more meanwhile");
    shop.accounts().set_role("Clerk", [Grant::new("shop/loaves", "view")]).await.expect("a role");
    for name in ["carl", "sue"] {
        sue.sign_in("sue", PASSWORD).await.location();
        act(&shop, &sue, "carl").await;
        let id = shop.id(name).await;
        let held = shop.accounts().user(&id).await.expect("read").expect("there");
        let form = |disabled| UserForm {
            email: held.email.clone(),
            name: held.name.clone(),
            roles: held.roles.iter().map(|(id, _)| id.clone()).collect(),
            disabled,
        };
        let signed = shop.accounts().signed_in(&root.session()).await.expect("read").expect("signed in");
        let managing = shop.accounts().managing(&signed.actor);
        managing.change_user(&id, &form(true)).await.expect("disabled");
        sue.get("/shop/loaves").await.location();
        managing.change_user(&id, &form(false)).await.expect("enabled");
    }
    sue.sign_in("sue", PASSWORD).await.location();
    act(&shop, &sue, "carl").await;
    shop.later(30 * 60);
    sue.get("/shop/loaves").await.location();
}

async fn helped_again(shop: &Shop) {
    let may = [Grant::new("accounts/users", "view"), Grant::acting(), Grant::on_all(Permission::View)];
    let may = may.into_iter().chain([Grant::new("shop/loaves", "*")]);
    shop.accounts().set_role("Support", may).await.expect("a role");
}

pub(crate) async fn a78_it_begins_with_the_password_and_a_new_id(db: Database) {
    let shop = helped(Shop::over(db).await).await;
    let can_delete = ["view", "delete"].map(|right| Grant::new("shop/loaves", right));
    shop.accounts().set_role("Clerk", can_delete).await.expect("a role");
    let sue = shop.signed_in("sue").await;
    let (token, before) = (sue.token().await, sue.session());
    shop.later(WINDOW);
    let path = format!("/accounts/users/{}/act", shop.id("carl").await);
    let page = sue.post(&path, &[]).await.is(StatusCode::FORBIDDEN);
    typed(&page, &sue, PASSWORD).await.location();
    let stolen = shop.browser();
    stolen.set_cookie("kaffy_session", &before);
    stolen.get("/shop/loaves").await.location();
    assert_eq!(shop.count("kaffy_sessions").await, 1);
    sue.post_with(&token, "/shop/loaves/1/delete", &[]).await.is(StatusCode::FORBIDDEN);
    assert_eq!(shop.count("loaves").await, 2, "a form of before is not sent as somebody else");
    let form = sue.get("/shop/loaves/1/delete").await.ok().form("form.answer");
    shop.later(WINDOW);
    let page = form.submit(&sue).await.is(StatusCode::FORBIDDEN);
    assert_eq!(page.form("form.record").value("_whose"), Some("sue@shop.example"), "her own password, not his");
    assert_eq!(banner(&page), "You are Sue and act as Carl.");
    typed(&page, &sue, PASSWORD).await.location();
    assert_eq!(shop.count("loaves").await, 1);
}

pub(crate) async fn a78_the_application_has_a_say(db: Database) {
    let rule = |who: &Actor, other: &Actor| who.has_role("Support") && !other.has_role("Viewer");
    let shop = helped(Shop::with(db, |settings| settings.acting(rule), |builder| builder).await).await;
    let sue = shop.signed_in("sue").await;
    let vera = format!("/accounts/users/{}/act", shop.id("vera").await);
    sue.post(&vera, &[]).await.is(StatusCode::FORBIDDEN);
    act(&shop, &sue, "carl").await;
    let root = shop.signed_in("root").await;
    root.post(&vera, &[]).await.is(StatusCode::FORBIDDEN);
}
