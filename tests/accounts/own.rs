//! One's own account.

use http::StatusCode;
use kaffy::{Database, accounts::NewUser};

use crate::app::{OTHER, PASSWORD, Shop};

pub(crate) async fn a76_a_password_is_changed_by_who_knows_the_old_one(db: Database) {
    let shop = Shop::over(db).await;
    let vera = shop.signed_in("vera").await;
    let before = vera.session();
    let page = vera.get("/accounts/me/password").await.ok();
    assert!(page.attributes("main input[type=password]", "value").iter().all(String::is_empty));
    let change = async |old: &str, new: &str, again: &str| {
        let form = vera.get("/accounts/me/password").await.ok().form("form.record");
        form.set("old", old).set("password", new).set("again", again).submit(&vera).await
    };
    for (old, new, again, words) in [
        ("wrong", OTHER, OTHER, "This is not your password: type it once more."),
        (PASSWORD, OTHER, PASSWORD, "The two are not the same"),
        (PASSWORD, PASSWORD, PASSWORD, "This is the old password"),
        (PASSWORD, "short", "short", "at least 12"),
        (PASSWORD, "password1234", "password1234", "most common"),
        (PASSWORD, "vera@shop.example", "vera@shop.example", "your name or"),
    ] {
        let page = change(old, new, again).await.is(StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.words(".wrong .error").contains(words), "{new}: {}", page.words("main"));
        assert!(page.has("[aria-invalid=true]") && page.words(".summary").contains(words));
        assert!(!page.body.contains(OTHER), "what was typed is not sent back");
    }
    assert_eq!(change(PASSWORD, OTHER, OTHER).await.location(), "/admin/accounts/me");
    assert_ne!(vera.session(), before);
    vera.get("/shop/loaves").await.ok();
    shop.browser().sign_in("vera", PASSWORD).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    shop.browser().sign_in("vera", OTHER).await.location();
}

pub(crate) async fn a76_a_password_that_was_set_has_to_be_changed_first(db: Database) {
    let shop = Shop::over(db).await;
    let made = shop.accounts().create_user(NewUser::new("nina@shop.example").role("Viewer")).await.expect("added");
    let first = made.password.expect("a random one");
    let nina = shop.browser();
    nina.sign_in("nina", &first).await.location();
    for path in ["/", "/shop/loaves", "/accounts/me", "/accounts/me/sessions"] {
        assert_eq!(nina.get(path).await.location(), "/admin/accounts/me/password", "{path}");
    }
    nina.post("/accounts/me", &[("name", "Nina")]).await.is(StatusCode::FORBIDDEN);
    let page = nina.get("/accounts/me/password").await.ok();
    assert!(page.words(".lead").contains("Choose one of your own"));
    let form = page.form("form.record").set("old", &first);
    form.set("password", OTHER).set("again", OTHER).submit(&nina).await.location();
    nina.get("/shop/loaves").await.ok();
}

pub(crate) async fn a76_hashes_of_before_are_made_anew(db: Database) {
    let shop = Shop::over(db.clone()).await;
    let before = shop.texts("kaffy_users", "password_hash").await;
    assert!(before.iter().all(|hash| hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$")), "{before:?}");
    let dearer = Shop::again(db, |settings| settings.hash_cost(20_480, 2), |builder| builder).await;
    dearer.browser().sign_in("vera", "wrong").await.is(StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(dearer.texts("kaffy_users", "password_hash").await, before);
    dearer.browser().sign_in("vera", PASSWORD).await.location();
    let after = dearer.texts("kaffy_users", "password_hash").await;
    assert_eq!(after.iter().filter(|hash| hash.contains("m=20480,t=2,p=1$")).count(), 1, "{after:?}");
    dearer.browser().sign_in("vera", PASSWORD).await.location();
    assert_eq!(dearer.texts("kaffy_users", "password_hash").await, after);
}

pub(crate) async fn a76_one_sees_and_ends_ones_own_sessions(db: Database) {
    let shop = Shop::over(db).await;
    let (here, there, root) =
        (shop.signed_in("vera").await, shop.signed_in("vera").await, shop.signed_in("root").await);
    let page = here.get("/accounts/me/sessions").await.ok();
    assert_eq!(page.texts("tbody tr").len(), 2);
    assert_eq!(page.texts("tbody .badge"), ["This session"]);
    assert!(page.words("tbody").contains("192.0.2.1"));
    let key = page.attribute("tbody [name=session]", "value").expect("another one");
    root.post("/accounts/me/sessions", &[("session", &key)]).await.location();
    there.get("/shop/loaves").await.ok();
    here.post("/accounts/me/sessions", &[("session", &key)]).await.location();
    there.get("/shop/loaves").await.location();
    let (one, two) = (shop.signed_in("vera").await, shop.signed_in("vera").await);
    here.post("/accounts/me/sessions", &[]).await.location();
    assert_eq!(here.get("/accounts/me/sessions").await.ok().words(".flash"), "2 sessions were ended.");
    one.get("/shop/loaves").await.location();
    two.get("/shop/loaves").await.location();
    root.get("/shop/loaves").await.ok();
}

pub(crate) async fn a76_name_language_and_zone_are_ones_own(db: Database) {
    let shop = Shop::over(db).await;
    let vera = shop.signed_in("vera").await;
    let page = vera.get("/accounts/me").await.ok();
    assert_eq!((page.words("a.actor"), page.words(".lead")), ("Vera".into(), "Vera@Shop.example".into()));
    let form = || page.form("form.record");
    let bad = form().set("name", " ").set("time_zone", "Mars/Base").submit(&vera).await;
    let bad = bad.is(StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        bad.texts(".wrong .error"),
        ["This is required.", "There is no such time zone: choose one of the list."]
    );
    form().set("locale", "tlh").submit(&vera).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    let form = form().set("name", "Vera Zwölf").set("locale", "de").set("time_zone", "Europe/Vienna");
    form.submit(&vera).await.location();
    let page = vera.get("/accounts/me").await.ok();
    assert_eq!(page.attribute("html", "lang").as_deref(), Some("de"));
    assert_eq!((page.words("a.actor"), page.words(".flash")), ("Vera Zwölf".into(), "Your account was saved.".into()));
    assert_eq!(page.form("form.record").value("time_zone"), Some("Europe/Vienna"));
}
