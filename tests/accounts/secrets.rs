//! What no page shows.

use kaffy::Database;

use crate::app::{PASSWORD, Shop};

pub(crate) async fn s25_no_page_shows_a_hash_or_a_session(db: Database) {
    let shop = Shop::over(db).await;
    let (root, other) = (shop.signed_in("root").await, shop.signed_in("root").await);
    let carl = shop.id("carl").await;
    let clerk = shop.role("Clerk").await;
    let mut hidden = shop.texts("kaffy_users", "password_hash").await;
    hidden.extend([root.session(), other.session(), PASSWORD.to_owned(), "argon2".to_owned()]);
    for path in [
        "/".to_owned(),
        "/accounts/me".to_owned(),
        "/accounts/me/password".to_owned(),
        "/accounts/me/sessions".to_owned(),
        "/accounts/users".to_owned(),
        "/accounts/users/new".to_owned(),
        format!("/accounts/users/{carl}"),
        "/accounts/roles".to_owned(),
        format!("/accounts/roles/{clerk}"),
        "/shop/loaves".to_owned(),
    ] {
        let page = root.get(&path).await.ok();
        for secret in &hidden {
            assert!(!page.body.contains(&**secret), "{path} shows {secret}");
        }
    }
    let shown = format!("{:?} {:?}", shop.admin, shop.accounts());
    assert!(hidden.iter().all(|secret| !shown.contains(&**secret)), "{shown}");
}
