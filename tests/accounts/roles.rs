//! Roles decide.

use http::StatusCode;
use kaffy::{
    AdminResource, Database, Permission,
    accounts::{Grant, NewUser},
};

use crate::app::{Bill, PASSWORD, Shop};

pub(crate) async fn a69_roles_decide_about_menu_buttons_and_routes(db: Database) {
    let shop = Shop::over(db).await;
    let (root, vera, carl) = (shop.signed_in("root").await, shop.signed_in("vera").await, shop.signed_in("carl").await);
    let menu = |page: &crate::app::Page| page.texts(".sidebar .nav-group li");
    assert_eq!(menu(&root.get("/").await.ok()), ["Bills", "Loaves", "Users", "Roles"]);
    assert_eq!(menu(&vera.get("/").await.ok()), ["Bills", "Loaves"]);
    assert_eq!(menu(&carl.get("/").await.ok()), ["Loaves"]);
    assert!(root.get("/shop/loaves").await.ok().has("[data-new]"));
    let page = vera.get("/shop/loaves/1").await.ok();
    assert!(!page.has("main form") && !page.has("main input"), "who may look only sees text");
    for path in ["/shop/loaves/new", "/shop/loaves/1/delete"] {
        vera.get(path).await.is(StatusCode::FORBIDDEN);
        carl.get(path).await.is(StatusCode::FORBIDDEN);
    }
    vera.post("/shop/loaves/1", &[("title", "Mine")]).await.is(StatusCode::FORBIDDEN);
    carl.post("/shop/loaves", &[("id", "9"), ("title", "Mine")]).await.is(StatusCode::FORBIDDEN);
    carl.get("/shop/bills").await.is(StatusCode::FORBIDDEN);
    carl.get("/shop/bills/1").await.is(StatusCode::FORBIDDEN);
    let form = carl.get("/shop/loaves/1").await.ok().form("form.record");
    form.set("title", "Rye bread").submit(&carl).await.location();
    assert_eq!(shop.texts("loaves", "title").await, ["Rye bread", "Spelt"]);
    let new = NewUser::new("nobody@shop.example").password(PASSWORD);
    shop.accounts().create_user(new).await.expect("added");
    let nobody = shop.signed_in("nobody").await;
    assert!(menu(&nobody.get("/").await.ok()).is_empty(), "without a role nothing is allowed");
    nobody.get("/shop/loaves").await.is(StatusCode::FORBIDDEN);
    nobody.get("/accounts/me").await.ok();
}

pub(crate) async fn a69_an_action_is_a_permission_of_its_own(db: Database) {
    let shop = Shop::over(db).await;
    let carl = shop.signed_in("carl").await;
    let run = [("_id", "1"), ("_run", "1")];
    carl.post("/shop/loaves/actions/praise", &run).await.is(StatusCode::FORBIDDEN);
    carl.post("/shop/loaves/1/actions/praise", &[]).await.is(StatusCode::FORBIDDEN);
    assert!(!carl.get("/shop/loaves/1").await.ok().body.contains("Praise"));
    let praises = [Grant::new("shop/loaves", "view"), Grant::action("shop/loaves", "praise")];
    shop.accounts().set_role("Clerk", praises).await.expect("changed");
    assert!(carl.get("/shop/loaves/1").await.ok().body.contains("Praise"), "without the right to change");
    carl.post("/shop/loaves/actions/praise", &run).await.location();
    carl.post("/shop/loaves/1/actions/praise", &[]).await.location();
    carl.post("/shop/loaves/1", &[("title", "Mine")]).await.is(StatusCode::FORBIDDEN);
    carl.post("/shop/loaves/actions/delete", &run).await.is(StatusCode::FORBIDDEN);
}

pub(crate) async fn a69_a_rule_of_the_application_has_to_agree(db: Database) {
    let shop = Shop::with(
        db,
        |settings| settings,
        |builder| {
            builder.permissions(|actor, meta, permission| {
                meta.id() != Bill::META.id() || permission == Permission::View && actor.has_role("Superuser")
            })
        },
    )
    .await;
    let (root, vera, carl) = (shop.signed_in("root").await, shop.signed_in("vera").await, shop.signed_in("carl").await);
    root.get("/shop/bills").await.ok();
    root.get("/shop/bills/new").await.is(StatusCode::FORBIDDEN);
    vera.get("/shop/bills").await.is(StatusCode::FORBIDDEN);
    vera.get("/shop/loaves").await.ok();
    carl.get("/shop/loaves/new").await.is(StatusCode::FORBIDDEN);
}

pub(crate) async fn a69_a_role_is_a_matrix_of_resources_and_permissions(db: Database) {
    let shop = Shop::over(db).await;
    let root = shop.signed_in("root").await;
    let page = root.get("/accounts/roles/new").await.ok();
    assert_eq!(
        page.texts("tbody th"),
        ["Every resource, later ones too", "Bills", "Loaves", "Users", "Roles", "Saved views"]
    );
    assert_eq!(page.texts("thead th"), ["Resource", "View", "Add", "Change", "Delete", "All", "Actions"]);
    assert_eq!(page.attribute("[value='shop/bills add']", "aria-label").as_deref(), Some("Bills: Add"));
    let form = page.form("form.record").set("name", "Accountant");
    let form = form.also("allow", "shop/bills view").also("allow", "shop/bills change");
    let form = form.also("allow", "shop/loaves action:praise").also("allow", "shop/nonsense view").also("allow", "x");
    assert_eq!(form.submit(&root).await.location(), "/admin/accounts/roles");
    assert_eq!(root.get("/accounts/roles").await.ok().words(".flash"), "The role “Accountant” was saved.");
    let id = shop.role("Accountant").await;
    let role = shop.accounts().role(&id).await.expect("read").expect("there");
    let words: Vec<_> = role.grants.iter().map(Grant::word).collect();
    assert_eq!(words, ["shop/bills change", "shop/bills view", "shop/loaves action:praise"]);
    let page = root.get(&format!("/accounts/roles/{id}")).await.ok();
    assert_eq!(page.attributes("[name=allow][checked]", "value").len(), 3);
    let bad = root.post("/accounts/roles", &[("name", "Accountant")]).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(bad.words(".wrong .error"), "There is a role of this name already: choose another name.");
    root.post("/accounts/roles", &[("name", "")]).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    let page = root.get(&format!("/accounts/roles/{id}/delete")).await.ok();
    assert_eq!(page.words(".lead"), "Nobody has this role.");
    page.form("form.record").submit(&root).await.location();
    root.get(&format!("/accounts/roles/{id}")).await.is(StatusCode::NOT_FOUND);
    let clerk = shop.role("Clerk").await;
    let page = root.get(&format!("/accounts/roles/{clerk}/delete")).await.ok();
    assert_eq!(page.words(".lead"), "1 person has this role and would lose it.");
}

pub(crate) async fn a69_grants_of_resources_that_are_not_here_stay(db: Database) {
    let shop = Shop::over(db).await;
    let root = shop.signed_in("root").await;
    let grants = [Grant::new("elsewhere/things", "view"), Grant::new("shop/bills", "view")];
    let role = shop.accounts().set_role("Elsewhere", grants).await.expect("a role");
    let path = format!("/accounts/roles/{}", role.id);
    root.post(&path, &[("name", "Elsewhere"), ("allow", "shop/loaves view")]).await.location();
    let role = shop.accounts().role(&role.id).await.expect("read").expect("there");
    let words: Vec<_> = role.grants.iter().map(Grant::word).collect();
    assert_eq!(words, ["elsewhere/things view", "shop/loaves view"]);
}
