//! Whoever is in front of the admin.

use kaffy::{
    accounts::{Grant, NewUser},
    prelude::*,
    testing::TestAdmin,
};

use crate::shop::{self, Product};

pub(crate) async fn w16_people_of_another_login_are_said(db: Database) {
    let (ann, _) = shop::ann(&db).await;
    let nobody = TestAdmin::new(ann.admin().clone());
    assert_eq!(nobody.list::<Product>().get().await.expect_err("nobody").status(), 403);
    // Two people have two browsers.
    let bob = ann.signed_in_as(Actor::new("2", "Bob"));
    assert!(ann.get("/").await.html().contains("Ann") && bob.get("/").await.html().contains("Bob"));
}

pub(crate) async fn w16_a_login_is_asked_through_its_header(db: Database) {
    let auth = Auth::external(|request| async move {
        let name = request.headers.get("x-user")?.to_str().ok()?.to_owned();
        Some(Actor::new(&*name, &*name))
    });
    let (admin, _) = shop::admin(&db, auth).await;
    let app = axum::Router::new().nest_service("/back/office", kaffy::web::router(admin.clone()));
    let admin = TestAdmin::over(admin, app, "/back/office");
    assert_eq!(admin.get("/").await.status(), 403);
    let ann = admin.with_header("x-user", "Ann");
    ann.form::<Product>(1).set("price", 8).submit().await.expect("saved below another path");
    assert!(ann.get("/").await.assert_status(200).html().contains("Ann"));
}

pub(crate) async fn w16_people_with_accounts_sign_in_on_the_page(db: Database) {
    let (admin, _) = shop::admin(&db, Auth::built_in()).await;
    let accounts = admin.accounts().expect("accounts").clone();
    accounts.set_role("Looks", [Grant::on_all(Permission::View)]).await.expect("a role");
    let nobody = TestAdmin::new(admin);
    let page = nobody.get("/shop/products").await;
    assert_eq!(page.location(), Some("/admin/login?next=%2Fadmin%2Fshop%2Fproducts"));
    let vera = nobody.sign_in_new(NewUser::new("vera@shop.example").role("Looks")).await.expect("signed in");
    assert_eq!(vera.list::<Product>().get().await.expect("a list").count(), 3);
    assert_eq!(vera.new_form::<Product>().open().await.expect_err("only to look at").status(), 403);
    let root = nobody.sign_in_new(NewUser::new("root@shop.example").superuser()).await.expect("signed in");
    root.delete::<Product>(1).await.expect("asked for no password again so soon");
    let wrong = nobody.sign_in("vera@shop.example", "guessed").await.expect_err("another password");
    assert!(wrong.to_string().starts_with("nobody is signed in"), "{wrong}");
    let unknown = nobody.sign_in_new(NewUser::new("carl@shop.example").role("Clerk")).await.expect_err("no such role");
    assert!(unknown.to_string().starts_with("the user could not be added"), "{unknown}");
    let said = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| nobody.signed_in_as(Actor::new("1", "Ann"))));
    assert!(said.is_err(), "a session has to begin");
}

pub(crate) async fn w16_the_local_developer_needs_nothing(db: Database) {
    let admin = TestAdmin::new(shop::admin(&db, Auth::none_for_local_development()).await.0);
    admin.form::<Product>(1).set("price", 9).submit().await.expect("saved");
    assert_eq!(admin.at_host("shop.example").get("/").await.status(), 403, "a name that is not of this machine");
}
