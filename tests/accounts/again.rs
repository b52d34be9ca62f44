//! The password is asked for once more before something is destroyed or power given away (A78).

use std::time::Duration;

use axum::{Router, body::Body};
use http::{Request, StatusCode, header};
use kaffy::{Audit, AuditEvent, AuditQuery, Dialect, accounts::AccountSettings, prelude::*};

use crate::{
    app::{Loaf, OTHER, PASSWORD, Page, Shop, TestApp},
    factor,
};

/// Until the password has to be typed again.
pub(crate) const WINDOW: i64 = 15 * 60;

/// The page that asks, by its form.
fn asked(page: Page) -> Page {
    let page = page.is(StatusCode::FORBIDDEN);
    assert!(page.has("form.record input[type=password][name=_password]"), "{}", page.words("main"));
    page
}

/// Whether its form sends this along.
fn carries(page: &Page, name: &str, value: &str) -> bool {
    page.attributes(&format!("form.record input[name='{name}']"), "value").iter().any(|held| held == value)
}

/// Types a password into it.
pub(crate) async fn typed(page: &Page, browser: &TestApp, password: &str) -> Page {
    page.form("form.record").set("_password", password).submit(browser).await
}

async fn failures(shop: &Shop) -> usize {
    let root = Actor::new(shop.id("root").await, "root");
    let query = AuditQuery { event: Some(AuditEvent::SignInFailed), ..AuditQuery::default() };
    shop.admin.audit_page(&root, &query).await.expect("read").entries.len()
}

pub(crate) async fn a78_a_record_is_deleted_once_the_password_was_typed_again(db: Database) {
    let shop = Shop::with(db, |settings| settings, |builder| builder.audit(Audit::on())).await;
    let root = shop.signed_in("root").await;
    root.post("/shop/bills/1/delete", &[]).await.location();
    shop.later(WINDOW);
    let form = root.get("/shop/loaves/1/delete").await.ok().form("form.answer");
    let page = asked(form.submit(&root).await);
    assert!(page.words(".lead").contains("Nothing was done"), "{}", page.words("main"));
    assert_eq!(page.form("form.record").value("_whose"), Some("root@shop.example"), "for password managers");
    assert_eq!(shop.count("loaves").await, 2);
    let wrong = typed(&page, &root, OTHER).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.words(".field.wrong .error").contains("not your password"));
    assert!(!wrong.body.contains(OTHER), "a password is never drawn");
    assert_eq!((shop.count("loaves").await, failures(&shop).await), (2, 1));
    assert_eq!(typed(&wrong, &root, PASSWORD).await.location(), "/admin/shop/loaves");
    assert_eq!(shop.count("loaves").await, 1);
    let events = shop.texts("kaffy_audit", "event").await;
    assert!(!events.iter().any(|event| event == "refused"), "nobody was refused: {events:?}");
    shop.later(WINDOW - 1);
    root.get("/shop/loaves").await.ok();
    let form = root.get("/shop/loaves/2/delete").await.ok().form("form.answer");
    shop.later(1);
    asked(form.submit(&root).await);
    assert_eq!(shop.count("loaves").await, 1, "requests between do not make it longer");
    let other = shop.signed_in("root").await;
    form.submit(&other).await.location();
    assert_eq!(shop.count("loaves").await, 0, "whoever has just signed in has typed it");
}

pub(crate) async fn a78_what_destroys_or_gives_power_away_asks_and_nothing_else_does(db: Database) {
    let shop = Shop::over(db).await;
    let root = shop.signed_in("root").await;
    let (carl, clerk) = (shop.id("carl").await, shop.role("Clerk").await);
    shop.later(WINDOW);
    let user = format!("/accounts/users/{carl}");
    let role = format!("/accounts/roles/{clerk}");
    let before = shop.texts("kaffy_users", "name").await;
    for (path, fields) in [
        ("/shop/loaves/1/delete", &[][..]),
        ("/shop/loaves/actions/delete", &[("_id", "1"), ("_run", "1")]),
        ("/shop/loaves/actions", &[("_action", "delete"), ("_id", "1"), ("_run", "1")]),
        ("/accounts/users", &[("email", "new@shop.example"), ("name", "New")]),
        (&user, &[("email", "carl@shop.example"), ("name", "Karl")]),
        (&format!("{user}/help"), &[("do", "password")]),
        (&format!("{user}/help"), &[("do", "sessions")]),
        (&format!("{user}/act"), &[]),
        ("/accounts/roles", &[("name", "Other")]),
        (&role, &[("name", "Clerk"), ("allow", "* *")]),
        (&format!("{role}/delete"), &[]),
    ] {
        asked(root.post(path, fields).await);
    }
    assert_eq!(shop.count("loaves").await, 2);
    assert_eq!(shop.texts("kaffy_users", "name").await, before);
    for (path, fields, status) in [
        ("/shop/loaves/actions/delete", &[("_id", "1")][..], 200),
        ("/shop/loaves/actions/praise", &[("_id", "1"), ("_run", "1")], 303),
        ("/shop/loaves/1/actions/praise", &[], 303),
        ("/shop/loaves/1", &[("title", "Rye")], 303),
        ("/accounts/me", &[("name", "Root")], 303),
        ("/accounts/me/sessions", &[], 303),
        ("/theme", &[("theme", "dark")], 303),
    ] {
        let page = root.post(path, fields).await;
        assert_eq!(page.status.as_u16(), status, "{path}: {}", page.words("main"));
    }
    let vera = shop.signed_in("vera").await;
    shop.later(WINDOW);
    let page = vera.post("/shop/loaves/1/delete", &[]).await.is(StatusCode::FORBIDDEN);
    assert!(!page.has("[name=_password]"), "whoever may not is not asked");
    root.post("/logout", &[]).await.location();
}

pub(crate) async fn a78_wrong_passwords_count_as_they_do_at_sign_in(db: Database) {
    let shop = Shop::over(db).await;
    let root = shop.signed_in("root").await;
    shop.later(WINDOW);
    let page = asked(root.post("/shop/loaves/1/delete", &[]).await);
    for _ in 0..5 {
        typed(&page, &root, OTHER).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    }
    let hashes = shop.accounts().hashes();
    let waits = typed(&page, &root, PASSWORD).await.is(StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(waits.headers[header::RETRY_AFTER], "60");
    assert!(waits.words(".field.wrong .error").contains("too many attempts"), "{}", waits.words("main"));
    assert_eq!(shop.accounts().hashes(), hashes, "nothing is looked at meanwhile");
    shop.browser_at("192.0.2.9:5000").sign_in("root", PASSWORD).await.is(StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(shop.count("loaves").await, 2);
    shop.later(60);
    typed(&waits, &root, PASSWORD).await.location();
    assert_eq!(shop.count("loaves").await, 1);
    // A password that nobody asked for is not looked at: no way to guess.
    root.post("/shop/loaves/2/delete", &[("_password", OTHER)]).await.location();
    assert_eq!(shop.count("loaves").await, 0);
}

pub(crate) async fn a78_token_and_origin_are_asked_for_all_the_same(db: Database) {
    let shop = Shop::over(db).await;
    let root = shop.signed_in("root").await;
    shop.later(WINDOW);
    let (token, path) = (root.token().await, "/shop/loaves/1/delete");
    for (token, origin) in [("", "http://shop.test"), ("AAAA", "http://shop.test"), (&*token, "http://evil.test")] {
        let body = form_urlencoded::Serializer::new(String::new())
            .extend_pairs([("_csrf", token), ("_password", PASSWORD)])
            .finish();
        let page = root.send(root.form(path).header(header::ORIGIN, origin), Body::from(body)).await;
        assert!(!page.is(StatusCode::FORBIDDEN).has("[name=_password]"), "{token} {origin}");
    }
    asked(root.post(path, &[]).await);
    assert_eq!(shop.count("loaves").await, 2);
    root.post(path, &[("_password", PASSWORD)]).await.location();
}

pub(crate) async fn a78_a_form_that_waits_comes_back_as_it_was(db: Database) {
    let shop = Shop::over(db).await;
    let root = shop.signed_in("root").await;
    shop.later(WINDOW);
    let name = "\"Ä\" <b> & 'co'";
    let fields = [("name", name), ("allow", "shop/loaves view"), ("allow", "shop/loaves change"), ("odd", " a\nb ")];
    let page = asked(root.post("/accounts/roles", &fields).await);
    for (name, value) in fields {
        assert!(carries(&page, name, value), "{name}: {}", page.body);
    }
    assert_eq!(page.texts("form.record input").len(), 7, "these, the token, whose password, and the password");
    typed(&page, &root, PASSWORD).await.location();
    let role = shop.accounts().roles().await.expect("read").into_iter().find(|role| role.name == name);
    assert_eq!(role.expect("it was added").grants.iter().count(), 2);
    let german = Request::post(root.address("/accounts/roles"));
    shop.later(WINDOW);
    let german = german
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::ORIGIN, "http://shop.test")
        .header(header::ACCEPT_LANGUAGE, "de");
    let page = asked(root.send(german, format!("_csrf={}&name=x", root.token().await)).await);
    assert_eq!(page.words("h1"), "Wer sind Sie?");
}

/// What is locked with a code.
#[derive(Debug, AdminResource)]
#[admin(table = "safes", context = "Shop", admin = SafeAdmin, list(title))]
struct Safe {
    id: i64,
    title: String,
}

struct SafeAdmin;

impl ResourceAdmin for SafeAdmin {
    type Record = Safe;

    fn actions(&self) -> Actions<Safe> {
        Actions::new().with(Blow)
    }
}

struct Blow;

#[derive(Debug, AdminFields)]
struct Fuse {
    #[admin(password, blank)]
    code: String,
    #[admin(blank)]
    note: String,
}

impl RecordAction for Blow {
    type Record = Safe;
    type Inputs = Fuse;

    fn about(&self) -> ActionMeta {
        ActionMeta::new("blow", "Blow up").danger()
    }

    async fn run(&self, _: &mut Ctx, _: &Safe, fuse: &Fuse) -> Result<(), Refusal> {
        if fuse.code == "4711" { Ok(()) } else { Err(Refusal::message("nothing happens")) }
    }
}

pub(crate) async fn s25_a_secret_that_was_typed_does_not_come_back(db: Database) {
    for sql in [
        "CREATE TABLE safes (id BIGINT NOT NULL PRIMARY KEY, title VARCHAR(100) NOT NULL)",
        "INSERT INTO safes (id, title) VALUES (1, 'Iron')",
    ] {
        db.execute(sql).await.expect("a table");
    }
    let shop = Shop::with(db.clone(), |settings| settings, |builder| builder.resource::<Safe>()).await;
    let root = shop.signed_in("root").await;
    for (path, back) in [("/shop/safes/1/actions/blow", "h1"), ("/shop/safes/actions/blow", ".flash")] {
        shop.later(WINDOW);
        let fields = |code: &'static str| [("_id", "1"), ("_run", "1"), ("note", "with care"), ("code", code)];
        let page = asked(root.post(path, &fields("4711")).await);
        assert!(!page.body.contains("4711") && !page.has("[name=code], [name=note], [name=_run]"), "{}", page.body);
        assert!(page.words(".lead").contains("filled in again"), "{}", page.words(".lead"));
        let wrong = typed(&page, &root, OTHER).await.is(StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.words(".lead").contains("filled in again"), "{}", wrong.words(".lead"));
        // The right password leads back to where it is filled in, and nothing was done.
        let to = typed(&wrong, &root, PASSWORD).await.location().to_owned();
        assert_eq!(to, format!("/admin{path}"));
        let page = root.get(path).await;
        let page = if page.status.is_redirection() { root.get("/shop/safes").await } else { page };
        assert!(!page.ok().words(back).is_empty(), "{path}");
        root.post(path, &fields("4711")).await.location();
        // Sent late, what carries no form does nothing either.
        let late = typed(&wrong, &root, PASSWORD).await;
        assert_eq!(late.location(), format!("/admin{path}"));
        // Where nothing secret was typed, the form waits as ever.
        shop.later(WINDOW);
        let page = asked(root.post(path, &fields("")).await);
        assert!(carries(&page, "note", "with care") && carries(&page, "_run", "1"), "{}", page.body);
    }
    // Where the application asks, too; without the form there is nothing to go on with.
    let admin = Admin::builder(db).auth(elsewhere()).resource::<Safe>().build().await;
    let router = Router::new().nest("/admin", kaffy::web::router(admin.unwrap_or_else(|it| panic!("{it}"))));
    let (ann, path) = (shop.with_router(router).browser(), "/shop/safes/1/actions/blow");
    let token = ann.get(path).await.ok().form("main form").value("_csrf").expect("a token").to_owned();
    let page = ann.post_with(&token, path, &[("_run", "1"), ("note", ""), ("code", "4711")]).await;
    let page = page.is(StatusCode::FORBIDDEN);
    assert!(page.words(".lead").contains("fill in the form again") && !page.body.contains("4711"), "{}", page.body);
    let alone = ann.post_with(&token, path, &[("_alone", "1")]).await;
    assert_eq!(alone.location(), format!("/admin{path}"));
}

pub(crate) async fn a78_how_long_is_the_applications_affair(db: Database) {
    let shop = Shop::with(db.clone(), |settings| settings.ask_again_after(None), |builder| builder).await;
    let root = shop.signed_in("root").await;
    for _ in 0..4 {
        shop.later(WINDOW);
        root.get("/shop/loaves").await.ok();
    }
    root.post("/shop/loaves/1/delete", &[]).await.location();
    let minute = Duration::from_secs(60);
    let shop = Shop::again(db.clone(), |settings| settings.ask_again_after(minute), |builder| builder).await;
    let root = shop.signed_in("root").await;
    shop.later(60);
    asked(root.post("/shop/loaves/2/delete", &[]).await);
    let none = AccountSettings::new().ask_again_after(Duration::ZERO);
    let problems = Admin::builder(db).auth(Auth::built_in_with(none)).resource::<Loaf>().build().await;
    let problems = problems.map(drop).expect_err("no answer would do").to_string();
    assert!(problems.contains("ask_again_after"), "{problems}");
}

pub(crate) async fn a78_with_a_second_factor_the_password_is_enough(db: Database) {
    let shop = Shop::over(db).await;
    let root = shop.signed_in("root").await;
    let (secret, _) = factor::turn_on(&shop, &root).await;
    let browser = shop.browser();
    browser.sign_in("root", PASSWORD).await.location();
    shop.later(30);
    let code = factor::code(&shop, &secret);
    browser.post("/login/code", &[("code", &code)]).await.location();
    shop.later(WINDOW);
    let page = asked(browser.post("/shop/loaves/1/delete", &[]).await);
    typed(&page, &browser, PASSWORD).await.location();
    assert_eq!(shop.count("loaves").await, 1);
    // Turning it off has a password in its own form, and is not asked for another.
    shop.later(WINDOW);
    browser.post("/accounts/me/second-factor", &[("old", PASSWORD)]).await.location();
    browser.sign_in("root", PASSWORD).await.location();
}

/// A login of the application's own, which asks on a page of its own.
fn elsewhere() -> Auth {
    Auth::external(|_| async { Some(Actor::new("1", "Ann")) }).confirmed(|request| async move {
        let is_proven = request.headers.get("x-proven").is_some();
        (!is_proven).then(|| "/password".to_owned())
    })
}

pub(crate) async fn a78_the_applications_own_login_can_ask_too(db: Database) {
    let shop = Shop::over(db.clone()).await;
    let admin =
        Admin::builder(db).auth(elsewhere()).resource::<Loaf>().build().await.unwrap_or_else(|it| panic!("{it}"));
    let router = Router::new().nest("/admin", kaffy::web::router(admin));
    let ann = shop.with_router(router).browser();
    let form = ann.get("/shop/loaves/1/delete").await.ok().form("form.answer");
    let token = form.value("_csrf").expect("a token").to_owned();
    let page = ann.post_with(&token, "/shop/loaves/1/delete", &[("_seen", "")]).await.is(StatusCode::FORBIDDEN);
    assert_eq!(page.attribute(".account-links a", "href").as_deref(), Some("/password"));
    assert!(!page.has("[name=_password]") && carries(&page, "_seen", ""));
    assert_eq!(shop.count("loaves").await, 2);
    let proven = ann.form("/shop/loaves/1/delete").header(header::ORIGIN, "http://shop.test").header("x-proven", "1");
    ann.send(proven, format!("_csrf={token}")).await.location();
    assert_eq!(shop.count("loaves").await, 1);
}

pub(crate) async fn a78_a_program_of_before_finds_its_tables_brought_up_to_date(db: Database) {
    let shop = Shop::over(db.clone()).await;
    let root = shop.signed_in("root").await;
    let run = async |sql: &'static str| db.execute(sql).await.unwrap_or_else(|error| panic!("{sql}: {error}"));
    run("DELETE FROM kaffy_migrations WHERE version = 10").await;
    // One version of MySQL's may be made and not noted: it has no transaction around both.
    if db.dialect() == Dialect::MySql {
        Shop::again(db.clone(), |settings| settings, |builder| builder).await;
        run("DELETE FROM kaffy_migrations WHERE version = 10").await;
    }
    for column in ["ALTER TABLE kaffy_sessions DROP COLUMN proven", "ALTER TABLE kaffy_sessions DROP COLUMN acts_as"] {
        run(column).await;
    }
    let again = Shop::again(db.clone(), |settings| settings, |builder| builder).await;
    assert!(again.is_null("kaffy_sessions", "proven").await && again.is_null("kaffy_sessions", "acts_as").await);
    let browser = again.browser();
    browser.set_cookie("kaffy_session", &root.session());
    browser.get("/shop/loaves").await.ok();
    browser.post("/shop/loaves/1/delete", &[]).await.location();
}
