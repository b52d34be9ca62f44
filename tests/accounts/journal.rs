//! What is done to users and roles is in the audit log: in the same transaction, without secrets, and for those who may
//! know it (S40, S25).

use http::StatusCode;
use kaffy::{
    Actor, Audit, AuditEvent, AuditQuery, Database,
    accounts::{AccountSettings, Accounts, Grant, NewUser, Subject},
};

use crate::app::{OTHER, PASSWORD, Page, Shop, TestApp};

async fn audited(db: Database) -> Shop {
    Shop::with(db, |settings| settings, |builder| builder.audit(Audit::on())).await
}

/// What the page of all entries says of one, the newest first: who, what of whom, and which fields.
fn lines(page: &Page) -> Vec<String> {
    let texts = page.texts("table.log > tbody > tr");
    texts.into_iter().map(|text| text.split(" · Request").next().unwrap_or_default().to_owned()).collect()
}

async fn about(browser: &TestApp, subject: &str) -> Page {
    browser.get(&format!("/audit?about={subject}")).await.ok()
}

pub(crate) async fn s40_what_is_done_to_users_is_an_entry_without_secrets(db: Database) {
    let shop = audited(db).await;
    let root = shop.signed_in("root").await;
    let clerk = shop.role("Clerk").await;
    let form = root.get("/accounts/users/new").await.ok().form("form.record");
    let made = form.set("email", "nina@shop.example").set("name", "Nina").set("roles", &clerk).submit(&root).await.ok();
    let password = made.words("main code");
    let path = format!("/accounts/users/{}", shop.id("nina").await);
    let form = root.get(&path).await.ok().form("form.record").set("name", "Nina B.").without("roles");
    form.submit(&root).await.location();
    for help in ["password", "sessions"] {
        let form = root.get(&path).await.ok().form(".account-help form");
        let page = form.set("do", help).submit(&root).await;
        assert!(page.status == StatusCode::OK || page.status == StatusCode::SEE_OTHER, "{}", page.words("main"));
    }
    root.get(&path).await.ok().form("form.record").set("disabled", "true").submit(&root).await.location();
    let page = about(&root, "accounts/users").await;
    let lines = lines(&page);
    for (at, said) in [
        (0, ["root", "Account changed", "User nina@shop.example", "Disabled, and signed out everywhere"]),
        (1, ["root", "Account changed", "User nina@shop.example", "Signed out everywhere by somebody else"]),
        (2, ["root", "Account changed", "User nina@shop.example", "The password was reset by somebody else"]),
        (3, ["root", "Account changed", "User nina@shop.example", "Name, Roles"]),
        (4, ["root", "Account changed", "User nina@shop.example", "Added"]),
        (5, ["The program", "Account changed", "User carl@shop.example", "Added"]),
    ] {
        assert!(said.iter().all(|words| lines[at].contains(words)), "{at}: {}", lines[at]);
    }
    let name = page.texts("tr").into_iter().find(|row| row.starts_with("Name Nina Nina B."));
    assert!(name.is_some(), "before and after: {}", page.words("main"));
    let link = format!("a[href$='/accounts/users/{}']", shop.id("nina").await);
    assert!(page.has(&link), "and the way to her");
    for column in ["changes", "detail", "label"] {
        let texts = shop.texts("kaffy_audit", column).await.join("\n");
        assert!(!texts.contains(&password) && !texts.contains(PASSWORD) && !texts.contains("argon2"), "{texts}");
    }
    assert!(shop.texts("kaffy_audit", "changes").await.join("").contains(r#""password":[{"secret":true}"#));
    shop.admin.verify_audit().await.expect("one chain");
    let numbers = page.texts("table.log > tbody > tr code");
    assert!(numbers.iter().all(|number| number.len() == 16), "each has its request: {numbers:?}");
}

pub(crate) async fn s40_what_a_role_allows_is_an_entry_before_and_after(db: Database) {
    let shop = audited(db).await;
    let root = shop.signed_in("root").await;
    let form = root.get("/accounts/roles/new").await.ok().form("form.record").set("name", "Baker");
    form.also("allow", "shop/loaves view").submit(&root).await.location();
    let path = format!("/accounts/roles/{}", shop.role("Baker").await);
    let form = root.get(&path).await.ok().form("form.record").set("name", "Master").also("allow", "shop/loaves add");
    form.submit(&root).await.location();
    root.post(&format!("{path}/delete"), &[]).await.location();
    let page = about(&root, "accounts/roles").await;
    let lines = lines(&page);
    for (at, said) in [
        (0, ["Role Master", "Deleted"]),
        (1, ["Role Master", "Changed, for everybody who has it"]),
        (2, ["Role Baker", "Added"]),
    ] {
        assert!(said.iter().all(|words| lines[at].contains(words)), "{at}: {}", lines[at]);
    }
    assert!(lines[1].contains("shop/loaves add"), "{}", lines[1]);
    assert!(!page.has(&format!("a[href$='{path}']")) || lines.len() > 3, "what is gone has no page");
    let refused = root.post(&format!("/accounts/roles/{}/delete", shop.role("Superuser").await), &[]).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert_eq!(about(&root, "accounts/roles").await.texts("table.log > tbody > tr").len(), lines.len());
}

pub(crate) async fn s40_ones_own_account_and_sign_ins_are_entries_of_ones_own(db: Database) {
    let shop = audited(db).await;
    let vera = shop.signed_in("vera").await;
    let form = vera.get("/accounts/me").await.ok().form("form.record").set("name", "Vera V.");
    form.submit(&vera).await.location();
    let form = vera.get("/accounts/me/password").await.ok().form("form.record").set("old", PASSWORD);
    form.set("password", OTHER).set("again", OTHER).submit(&vera).await.location();
    shop.browser().sign_in("vera", "guess").await.is(StatusCode::UNPROCESSABLE_ENTITY);
    let page = vera.get("/audit").await.ok();
    let lines = lines(&page);
    assert!(lines[0].contains("The password was changed by its owner"), "{lines:?}");
    assert!(lines[1].contains("The profile was changed by its owner") && lines[1].contains("Name"), "{lines:?}");
    assert!(lines[2].contains("Signed in"), "{lines:?}");
    assert_eq!(lines.len(), 3, "nothing of others, nor of how she was added: {lines:?}");
    assert!(!page.has("option[value='accounts/users']"), "she may not see users");
    vera.get("/audit?about=accounts/users").await.is(StatusCode::BAD_REQUEST);
    let root = shop.signed_in("root").await;
    let root = root.get("/audit?what=account").await.ok();
    assert!(root.texts("table.log > tbody > tr").len() >= 7 && root.has("option[value='accounts/users']"));
}

pub(crate) async fn s40_an_entry_about_an_account_lasts_if_and_only_if_the_change_does(db: Database) {
    let shop = audited(db.clone()).await;
    let root = shop.signed_in("root").await;
    let before = shop.count("kaffy_audit").await;
    let form = root.get("/accounts/users/new").await.ok().form("form.record");
    let taken = form.set("email", "carl@shop.example").set("name", "C").submit(&root).await;
    taken.is(StatusCode::UNPROCESSABLE_ENTITY);
    let own = format!("/accounts/users/{}", shop.id("root").await);
    let form = root.get(&own).await.ok().form("form.record").without("roles");
    let page = form.submit(&root).await;
    assert_eq!(page.status, StatusCode::CONFLICT, "the last superuser stays: {}", page.words("main"));
    assert_eq!(shop.count("kaffy_audit").await, before);
    // A log that cannot be written keeps the change from being made.
    db.execute("ALTER TABLE kaffy_audit_head RENAME TO kaffy_audit_lost").await.expect("renamed");
    let path = format!("/accounts/users/{}", shop.id("carl").await);
    let token = root.token().await;
    let page = root.post_with(&token, &path, &[("email", "carl@shop.example"), ("name", "Changed")]).await;
    assert!(page.status.is_server_error(), "{}", page.status);
    db.execute("ALTER TABLE kaffy_audit_lost RENAME TO kaffy_audit_head").await.expect("renamed back");
    let carl = shop.accounts().user_by_email("carl@shop.example").await.expect("read").expect("there");
    assert_eq!(carl.name, "Carl");
}

pub(crate) async fn s40_a_program_of_its_own_tells_the_same_log(db: Database) {
    let shop = audited(db.clone()).await;
    let accounts = Accounts::open(&db, AccountSettings::new()).await.expect("opened");
    accounts.create_user(NewUser::new("otto@shop.example").password(PASSWORD)).await.expect("added");
    let same = [Grant::new("shop/loaves", "view"), Grant::new("shop/loaves", "change")];
    let before = shop.count("kaffy_audit").await;
    accounts.set_role("Clerk", same).await.expect("as it was");
    assert_eq!(shop.count("kaffy_audit").await, before, "a role that stays as it is is no entry");
    accounts.set_role("Clerk", []).await.expect("changed");
    let nobody = Actor::new("", "");
    let query = AuditQuery { accounts: Some(Subject::Role), ..AuditQuery::default() };
    let entries = shop.admin.audit_page(&nobody, &query).await.expect("read").entries;
    let newest = entries.first().expect("an entry");
    assert_eq!((newest.event, newest.label.as_str()), (Some(AuditEvent::Account), "Clerk"));
    let account = newest.account.as_ref().expect("about a role");
    assert_eq!(account.changes[0].name, "permissions");
}

pub(crate) async fn s40_without_a_log_accounts_write_none(db: Database) {
    let shop = Shop::over(db.clone()).await;
    let accounts = Accounts::open(&db, AccountSettings::new()).await.expect("opened");
    accounts.create_user(NewUser::new("otto@shop.example").password(PASSWORD)).await.expect("added");
    let root = shop.signed_in("root").await;
    root.get("/audit").await.is(StatusCode::NOT_FOUND);
    let path = format!("/accounts/users/{}", shop.id("otto").await);
    root.get(&path).await.ok().form("form.record").set("name", "Otto").submit(&root).await.location();
}
