//! Users, managed by others.

use futures_util::future::join_all;
use http::StatusCode;
use kaffy::{
    Database,
    accounts::{Grant, NewUser},
};

use crate::app::{PASSWORD, Shop};

pub(crate) async fn a76_users_are_added_found_changed_and_disabled(db: Database) {
    let shop = Shop::over(db).await;
    let root = shop.signed_in("root").await;
    let list = root.get("/accounts/users").await.ok();
    assert_eq!(list.column("E-mail address"), ["carl@shop.example", "root@shop.example", "Vera@Shop.example"]);
    assert_eq!(list.column("Roles"), ["Clerk", "Superuser", "Viewer"]);
    let clerk = shop.role("Clerk").await;
    let form = || async { root.get("/accounts/users/new").await.ok().form("form.record") };
    let bad = form().await.set("email", "nonsense").submit(&root).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(bad.texts(".wrong .error").len(), 2, "address and name: {}", bad.words("main"));
    let taken = form().await.set("email", "CARL@shop.example").set("name", "C").submit(&root).await;
    let taken = taken.is(StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(taken.words(".wrong .error"), "Somebody has this address already: choose another.");
    let made = form().await.set("email", "nina_%@shop.example").set("name", "Nina <b>").set("roles", &clerk);
    let page = made.submit(&root).await.ok();
    assert_eq!(page.words("h1"), "Password for Nina <b>");
    let shown = page.words("main code");
    let nina = shop.browser();
    assert_eq!(nina.sign_in("nina_%", &shown).await.location(), "/admin");
    assert_eq!(nina.get("/").await.location(), "/admin/accounts/me/password");
    for (words, found) in [("NINA", 1), ("_%", 1), ("shop.example", 4), ("<b>", 1), ("%25%25", 0), ("'", 0)] {
        let query = form_urlencoded::Serializer::new(String::new()).append_pair("q", words).finish();
        assert_eq!(root.get(&format!("/accounts/users?{query}")).await.ok().texts("tbody tr").len(), found, "{words}");
    }
    let path = format!("/accounts/users/{}", shop.id("nina_%").await);
    let form = root.get(&path).await.ok().form("form.record");
    form.set("name", "Nina").set("disabled", "true").submit(&root).await.location();
    let list = root.get("/accounts/users?q=nina").await.ok();
    assert_eq!((list.column("Name"), list.column("Status")), (vec!["Nina".into()], vec!["disabled".into()]));
    root.get("/accounts/users/nonsense").await.is(StatusCode::NOT_FOUND);
    let own = format!("/accounts/users/{}", shop.id("root").await);
    let form = root.get(&own).await.ok().form("form.record").set("disabled", "true");
    let page = form.submit(&root).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(page.words(".wrong .error"), "You cannot disable yourself: ask somebody else who manages accounts.");
    for number in 0..60 {
        let new = NewUser::new(format!("p{number:02}@many.example")).password(PASSWORD);
        if number < 52 {
            shop.accounts().create_user(new).await.expect("added");
        }
    }
    let first = root.get("/accounts/users?q=many").await.ok();
    assert_eq!(first.texts("tbody tr").len(), 50);
    let next = first.attribute(".pager a[rel=next]", "href").expect("goes on");
    let next = root.get(next.strip_prefix("/admin").expect("inside")).await.ok();
    assert_eq!(next.column("E-mail address"), ["p50@many.example", "p51@many.example"]);
}

pub(crate) async fn a76_a_password_is_reset_and_shown_once(db: Database) {
    let shop = Shop::over(db).await;
    let (root, carl) = (shop.signed_in("root").await, shop.signed_in("carl").await);
    let path = format!("/accounts/users/{}", shop.id("carl").await);
    let page = root.get(&path).await.ok();
    assert!(!page.body.contains("argon2"));
    let form = page.form(".account-help form").set("do", "password");
    let shown = form.submit(&root).await.ok().words("main code");
    assert_eq!(shown.len(), 24);
    assert!(!root.get(&path).await.ok().body.contains(&shown));
    carl.get("/").await.location();
    carl.sign_in("carl", PASSWORD).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    carl.sign_in("carl", &shown).await.location();
    assert_eq!(carl.get("/shop/loaves").await.location(), "/admin/accounts/me/password");
    let own = format!("/accounts/users/{}/help", shop.id("root").await);
    root.post(&own, &[("do", "password")]).await.is(StatusCode::FORBIDDEN);
}

pub(crate) async fn s16_nobody_makes_more_of_themselves(db: Database) {
    let shop = Shop::over(db).await;
    let all = ["view", "add", "change", "delete"];
    let manages = ["accounts/users", "accounts/roles"].into_iter().flat_map(|it| all.map(|p| Grant::new(it, p)));
    shop.accounts().set_role("Manager", manages.chain([Grant::new("shop/loaves", "*")])).await.expect("a role");
    let new = NewUser::new("mona@shop.example").role("Manager").password(PASSWORD);
    shop.accounts().create_user(new).await.expect("added");
    let mona = shop.signed_in("mona").await;
    let (id, superuser, clerk, manager) =
        (shop.id("mona").await, shop.role("Superuser").await, shop.role("Clerk").await, shop.role("Manager").await);
    let me = [("email", "mona@shop.example"), ("name", "Mona"), ("roles", &*manager)];
    let path = format!("/accounts/users/{id}");
    let page = mona.post(&path, &[&me[..], &[("roles", &superuser)]].concat()).await;
    let page = page.is(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.words(".wrong .error").contains("“Superuser”"), "{}", page.words("main"));
    let fields = [("email", "x@shop.example"), ("name", "X"), ("roles", &*superuser)];
    mona.post("/accounts/users", &fields).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    // What she may do she may give.
    mona.post(&path, &[&me[..], &[("roles", &clerk)]].concat()).await.location();
    // Whoever may do more is out of reach: their password would be a way to more.
    let root = format!("/accounts/users/{}", shop.id("root").await);
    for help in ["password", "sessions", "factor"] {
        mona.post(&format!("{root}/help"), &[("do", help)]).await.is(StatusCode::FORBIDDEN);
    }
    let other = [("email", "mine@shop.example"), ("name", "Mine"), ("roles", &*superuser)];
    mona.post(&root, &other).await.is(StatusCode::FORBIDDEN);
    let vera = format!("/accounts/users/{}/help", shop.id("vera").await);
    mona.post(&vera, &[("do", "password")]).await.is(StatusCode::FORBIDDEN);
    let carl = format!("/accounts/users/{}/help", shop.id("carl").await);
    mona.post(&carl, &[("do", "sessions")]).await.location();
    for (name, allow) in [("Manager", "* *"), ("Manager", "shop/bills view"), ("Manager", "* view")] {
        let fields = [("name", name), ("allow", allow)];
        mona.post(&format!("/accounts/roles/{manager}"), &fields).await.is(StatusCode::FORBIDDEN);
        mona.post("/accounts/roles", &[("name", "New"), ("allow", allow)]).await.is(StatusCode::FORBIDDEN);
    }
    let fields = [("name", "Superuser"), ("allow", "shop/loaves view")];
    mona.post(&format!("/accounts/roles/{superuser}"), &fields).await.is(StatusCode::FORBIDDEN);
    mona.post(&format!("/accounts/roles/{superuser}/delete"), &[]).await.is(StatusCode::FORBIDDEN);
    let page = mona.get("/accounts/roles/new").await.ok();
    assert!(page.has("[value='* *'][disabled]") && page.has("[value='shop/bills view'][disabled]"));
    assert!(page.has("[value='shop/loaves view']:not([disabled])"));
    // Whoever manages nobody has no such pages.
    let carl = shop.signed_in("carl").await;
    for path in ["/accounts/users", "/accounts/users/new", "/accounts/roles", "/accounts/roles/new", &path, &root] {
        carl.get(path).await.is(StatusCode::FORBIDDEN);
    }
    carl.post("/accounts/users", &fields).await.is(StatusCode::FORBIDDEN);
    carl.post(&path, &me).await.is(StatusCode::FORBIDDEN);
    carl.post(&format!("/accounts/roles/{clerk}"), &[("name", "Clerk"), ("allow", "* *")])
        .await
        .is(StatusCode::FORBIDDEN);
    assert!(!carl.get("/").await.ok().body.contains("/accounts/users"));
    assert_eq!(shop.count("kaffy_roles").await, 4);
}

pub(crate) async fn s16_the_last_superuser_stays(db: Database) {
    let shop = Shop::over(db).await;
    let root = shop.signed_in("root").await;
    let (superuser, own) = (shop.role("Superuser").await, format!("/accounts/users/{}", shop.id("root").await));
    let fields = [("email", "root@shop.example"), ("name", "root")];
    let page = root.post(&own, &fields).await.is(StatusCode::CONFLICT);
    assert!(page.words(".summary").contains("nobody could do everything"));
    let role = format!("/accounts/roles/{superuser}");
    root.post(&role, &[("name", "Superuser"), ("allow", "shop/loaves view")]).await.is(StatusCode::CONFLICT);
    root.post(&format!("{role}/delete"), &[]).await.is(StatusCode::CONFLICT);
    root.get("/accounts/users").await.ok();
    shop.accounts().create_user(NewUser::new("ruth@shop.example").superuser().password(PASSWORD)).await.expect("added");
    // Each takes it from the other, at the same time: one of them stays.
    let ruth = shop.signed_in("ruth").await;
    let other = format!("/accounts/users/{}", shop.id("ruth").await);
    let gone = [("email", "ruth@shop.example"), ("name", "ruth"), ("disabled", "true"), ("roles", &*superuser)];
    let lost = [("email", "root@shop.example"), ("name", "root"), ("disabled", "true"), ("roles", &*superuser)];
    let answers = join_all([root.post(&other, &gone), ruth.post(&own, &lost)]).await;
    let saved = answers.iter().filter(|page| page.status == StatusCode::SEE_OTHER).count();
    let users = shop.texts("kaffy_users", "email").await;
    assert_eq!(users.len(), 4);
    let mut active = 0;
    for name in ["root", "ruth"] {
        let user = shop.accounts().user(&shop.id(name).await).await.expect("read").expect("there");
        active += usize::from(!user.disabled);
    }
    assert_eq!(active, 1, "{saved} saved: {:?}", answers.iter().map(|page| page.status).collect::<Vec<_>>());
}
