//! The first user, and users by code.

use futures_util::future::join_all;
use http::StatusCode;
use kaffy::{
    Admin, Auth, Database,
    accounts::{AccountError, AccountSettings, Accounts, NewUser},
};

use crate::app::{PASSWORD, Shop};

fn admin(db: &Database, settings: AccountSettings) -> kaffy::AdminBuilder {
    Admin::builder(db.clone()).auth(Auth::built_in_with(settings))
}

pub(crate) async fn f23_one_of_many_makes_tables_and_the_first_user(db: Database) {
    let settings = || AccountSettings::new().first_user("boss@shop.example", Some(PASSWORD));
    let all = join_all((0..8).map(|_| admin(&db, settings()).build())).await;
    let mut last = None;
    for one in all {
        last = Some(one.unwrap_or_else(|problems| panic!("{problems}")));
    }
    let accounts = last.expect("eight").accounts().expect("built in").clone();
    let boss = accounts.user_by_email("boss@shop.example").await.expect("read").expect("made");
    assert_eq!(boss.roles.len(), 1);
    assert!(!boss.must_change_password, "whoever started the program chose it");
    assert_eq!(accounts.roles().await.expect("read").len(), 1);
    // Somebody is there: nobody else is made, and no password is changed.
    let other = AccountSettings::new().first_user("other@shop.example", Some(PASSWORD));
    let admin = admin(&db, other).build().await.unwrap_or_else(|problems| panic!("{problems}"));
    let accounts = admin.accounts().expect("built in");
    assert!(accounts.user_by_email("other@shop.example").await.expect("read").is_none());
    let shop = Shop::with(db, |settings| settings, |builder| builder).await;
    shop.browser().sign_in("boss", PASSWORD).await.location();
}

pub(crate) async fn s20_the_first_password_is_never_a_known_one(db: Database) {
    for bad in ["admin", "password1234", "boss@shop.example"] {
        let settings = AccountSettings::new().first_user("boss@shop.example", Some(bad));
        let problems = admin(&db, settings).build().await.map(drop).expect_err("refused");
        assert!(problems.to_string().contains("KAFFY_ADMIN_PASSWORD"), "{problems}");
    }
    let settings = AccountSettings::new().first_user("boss@shop.example", None);
    let built = admin(&db, settings).build().await.unwrap_or_else(|problems| panic!("{problems}"));
    let boss = built.accounts().expect("built in").user_by_email("boss@shop.example").await.expect("read");
    assert!(boss.expect("made").must_change_password, "a random one was printed");
    let weak = AccountSettings::new().shortest_password(4).hash_cost(1, 1).idle(std::time::Duration::ZERO);
    let problems = admin(&db, weak).build().await.map(drop).expect_err("refused");
    assert_eq!(problems.problems().len(), 3, "{problems}");
}

pub(crate) async fn a76_code_adds_users(db: Database) {
    let shop = Shop::over(db.clone()).await;
    let accounts = Accounts::open(&db, AccountSettings::new()).await.expect("opened a second time");
    let made = accounts.create_user(NewUser::new("kim@shop.example").role("Viewer")).await.expect("added");
    assert_eq!((&*made.user.name, made.user.roles.len()), ("kim", 1));
    let kim = shop.browser();
    kim.sign_in("kim", &made.password.expect("a random one")).await.location();
    for (wrong, field) in [
        (NewUser::new("KIM@shop.example"), "email"),
        (NewUser::new("nonsense"), "email"),
        (NewUser::new("a@b.example").password("short"), "password"),
        (NewUser::new("a@b.example").role("Nobody"), "roles"),
        (NewUser::new("a@b.example").name("\n"), "name"),
    ] {
        match accounts.create_user(wrong).await.map(drop) {
            Err(AccountError::Invalid(fields)) => assert!(fields.iter().any(|(name, _)| *name == field), "{fields:?}"),
            other => panic!("{field}: {other:?}"),
        }
    }
    shop.browser().get("/login").await.is(StatusCode::OK);
}
