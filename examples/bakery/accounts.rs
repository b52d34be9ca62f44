//! The bakery with people who sign in: `--accounts`, or `KAFFY_AUTH=accounts`.
//!
//! The first one comes from `KAFFY_ADMIN_EMAIL` and `KAFFY_ADMIN_PASSWORD`. `--seed-users` adds somebody who may only
//! look and somebody of a shop that sells nothing but rolls, both with the password of that variable: an example has
//! no password of its own that everybody would know. `KAFFY_ASK_AGAIN` is after how many seconds a password is asked for
//! again before something is destroyed.

use std::{env, error::Error, time::Duration};

use kaffy::{
    Actor, Admin, AdminBuilder, AdminResource, Auth, Permission,
    accounts::{Grant, NewUser},
};

use crate::models::{Category, Product};

/// The role of those who see one shelf only.
const TENANT: &str = "Rolls only";
const SHELF: i64 = 2;

/// Has people sign in, and keeps the second shop to its shelf.
pub(crate) fn with_accounts(builder: AdminBuilder) -> AdminBuilder {
    let is_tenant = |actor: &Actor| actor.has_role(TENANT);
    let window = env::var("KAFFY_ASK_AGAIN").ok().and_then(|seconds| seconds.parse().ok()).map(Duration::from_secs);
    let auth = match window {
        Some(window) => Auth::built_in().ask_again_after(window),
        None => Auth::built_in(),
    };
    builder
        .auth(auth)
        .scope::<Product>(move |actor| match is_tenant(actor) {
            true => vec![Product::fields().category_id.is(SHELF)],
            false => Vec::new(),
        })
        .scope::<Category>(move |actor| match is_tenant(actor) {
            true => vec![Category::fields().id.is(SHELF)],
            false => Vec::new(),
        })
}

/// Adds three people to try out, unless they are there.
pub(crate) async fn seed_users(admin: &Admin) -> Result<(), Box<dyn Error>> {
    let Some(accounts) = admin.accounts() else { return Err("--seed-users needs --accounts".into()) };
    let password = env::var("KAFFY_ADMIN_PASSWORD").map_err(|_| "--seed-users needs KAFFY_ADMIN_PASSWORD")?;
    // Jobs and chores are no resources: a role for all resources says nothing about them. Whoever only looks is the
    // second pair of eyes for what others start.
    let sees =
        [("jobs", "view"), ("chores", "view"), ("chores", "approve")].map(|(area, right)| Grant::new(area, right));
    accounts.set_role("Viewer", std::iter::once(Grant::on_all(Permission::View)).chain(sees)).await?;
    let sells = [Permission::View, Permission::Change].map(|it| Grant::new("products/products", it.key()));
    let shelves = Grant::new("categories/categories", Permission::View.key());
    accounts.set_role(TENANT, sells.into_iter().chain([shelves])).await?;
    for (email, user) in [
        ("admin@bakery.example", NewUser::new("admin@bakery.example").name("Ada").superuser()),
        ("viewer@bakery.example", NewUser::new("viewer@bakery.example").name("Vera").role("Viewer")),
        ("rolls@bakery.example", NewUser::new("rolls@bakery.example").name("Rolf").role(TENANT)),
    ] {
        if accounts.user_by_email(email).await?.is_none() {
            accounts.create_user(user.password(&*password)).await?;
        }
    }
    Ok(())
}
