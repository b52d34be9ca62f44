//! Who goes on: built-in accounts, and a login of the application's own.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering::SeqCst},
};

use kaffy::{
    ActionPlace, Audit, AuditQuery, Database, JobState, Origin, Posted, Selection, View,
    accounts::{AccountSettings, Accounts, Attempt, Network, NewUser, UserForm},
    prelude::*,
};

use super::models::{Loaf, count, drain, tables};

/// Starts the action on all loaves, as whoever has the actor.
async fn start(admin: &Admin, jobs: &Jobs, actor: &Actor) -> uuid::Uuid {
    let resource = admin.registry().of(Loaf::META).unwrap();
    let seen = admin.authorize::<View>(actor, resource).unwrap();
    let action = seen.action(ActionPlace::List, "raise").unwrap();
    let given = action.read(Posted::new([("by", "5")])).await.unwrap();
    let all = Selection::Query(Box::new(kaffy::ListQuery::new(resource)));
    jobs.start_action(&action, &all, &given).await.unwrap()
}

pub(crate) async fn w6_an_account_that_is_disabled_meanwhile_ends_its_run(db: Database) {
    tables(&db, 3).await;
    let (jobs, _) = crate::handlers::jobs(&db).await;
    let settings = AccountSettings::new();
    let auth = Auth::built_in_with(settings);
    let admin = Admin::builder(db.clone()).auth(auth).resource::<Loaf>().jobs(jobs.clone()).build().await.unwrap();
    let accounts: &Accounts = admin.accounts().unwrap();
    let password = "seven ovens by the river";
    for email in ["root@shop.example", "ann@shop.example"] {
        accounts.create_user(NewUser::new(email).password(password).superuser()).await.unwrap();
    }
    let actor = async |email: &str| {
        let origin = Origin::new("request-7", None);
        let attempt = Attempt { email, password, network: Network::of(None), agent: None, origin: &origin, old: None };
        let started = accounts.sign_in(attempt).await.unwrap();
        accounts.signed_in(&started.cookie).await.unwrap().unwrap().actor
    };
    let (root, ann) = (actor("root@shop.example").await, actor("ann@shop.example").await);
    start(&admin, &jobs, &ann).await;
    assert_eq!(drain(&jobs, "default").await.succeeded, 1);
    assert_eq!(count(&db, 105).await, 3);
    let id = start(&admin, &jobs, &ann).await;
    let form = UserForm { email: "ann@shop.example".into(), name: ann.name.clone(), roles: Vec::new(), disabled: true };
    accounts.managing(&root).change_user(&ann.id, &form).await.unwrap();
    assert_eq!(drain(&jobs, "default").await.cancelled, 1);
    assert_eq!(count(&db, 105).await, 3, "nothing more was done");
    let job = jobs.find(id).await.unwrap().unwrap();
    assert_eq!(job.state, JobState::Cancelled);
    assert!(job.last_error.unwrap().contains("may do nothing here any more"));
}

pub(crate) async fn a78_a_run_that_somebody_began_as_another_names_both_and_ends_with_either(db: Database) {
    tables(&db, 3).await;
    let (jobs, _) = crate::handlers::jobs(&db).await;
    let builder = Admin::builder(db.clone()).auth(Auth::built_in()).audit(Audit::on()).resource::<Loaf>();
    let admin = builder.jobs(jobs.clone()).build().await.unwrap();
    let accounts: &Accounts = admin.accounts().unwrap();
    let mut people = Vec::new();
    for name in ["root", "ann", "sue"] {
        let new = NewUser::new(format!("{name}@shop.example")).name(name).password("seven ovens by the river");
        people.push(accounts.create_user(new.superuser()).await.unwrap().user);
    }
    let [root, ann, sue] = &people[..] else { panic!("three of them") };
    let password = "seven ovens by the river";
    let signed = async |email: &str| {
        let origin = Origin::new("request-7", None);
        let attempt = Attempt { email, password, network: Network::of(None), agent: None, origin: &origin, old: None };
        let started = accounts.sign_in(attempt).await.unwrap();
        accounts.signed_in(&started.cookie).await.unwrap().unwrap().actor
    };
    let (boss, both) = (signed(&root.email).await, signed(&ann.email).await.acted_by(&*sue.id, &*sue.name));
    start(&admin, &jobs, &both).await;
    assert_eq!(drain(&jobs, "default").await.succeeded, 1);
    let heard = async |id: &str| admin.notifications(&Actor::new(id, ""), None, 9).await.unwrap().len();
    assert_eq!((heard(&sue.id).await, heard(&ann.id).await), (1, 0), "whoever began it hears of its end");
    let query = AuditQuery { actor: Some(sue.id.clone()), ..AuditQuery::default() };
    let entries = admin.audit_page(&boss, &query).await.unwrap().entries;
    assert!(entries.len() >= 5, "the start, the end and three rows: {entries:?}");
    for entry in entries {
        assert_eq!((&*entry.actor, entry.acted_as.as_deref()), ("sue", Some("ann")), "{entry:?}");
    }
    start(&admin, &jobs, &both).await;
    let form = UserForm { email: sue.email.clone(), name: sue.name.clone(), roles: Vec::new(), disabled: true };
    accounts.managing(&boss).change_user(&sue.id, &form).await.unwrap();
    assert_eq!(drain(&jobs, "default").await.cancelled, 1);
    assert_eq!(count(&db, 105).await, 3, "nothing more was done");
}

pub(crate) async fn w6_a_login_of_ones_own_may_say_who_somebody_is_by_now(db: Database) {
    tables(&db, 3).await;
    let (jobs, _) = crate::handlers::jobs(&db).await;
    let (is_there, is_guest) = (Arc::new(AtomicBool::new(true)), Arc::new(AtomicBool::new(false)));
    let (there, guest) = (is_there.clone(), is_guest.clone());
    let auth = Auth::external(|_| async { None }).by_id(move |id| {
        let (there, guest) = (there.load(SeqCst), guest.load(SeqCst));
        async move {
            let actor = Actor::new(id, "Ann");
            there.then(|| if guest { actor.role("guest") } else { actor })
        }
    });
    let admin = Admin::builder(db.clone()).auth(auth).resource::<Loaf>().jobs(jobs.clone()).build().await.unwrap();
    let ann = Actor::new("ann", "Ann");
    start(&admin, &jobs, &ann).await;
    assert_eq!(drain(&jobs, "default").await.succeeded, 1);
    assert_eq!(count(&db, 105).await, 3);
    start(&admin, &jobs, &ann).await;
    is_guest.store(true, SeqCst);
    assert_eq!(drain(&jobs, "default").await.cancelled, 1, "a guest may change nothing");
    is_guest.store(false, SeqCst);
    let id = start(&admin, &jobs, &ann).await;
    is_there.store(false, SeqCst);
    assert_eq!(drain(&jobs, "default").await.cancelled, 1);
    assert!(jobs.find(id).await.unwrap().unwrap().last_error.unwrap().contains("Ann may do nothing"));
    assert_eq!(count(&db, 105).await, 3);
}
