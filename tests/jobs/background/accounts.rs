//! Who goes on: built-in accounts, and a login of the application's own.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering::SeqCst},
};

use kaffy::{
    ActionPlace, Database, JobState, Origin, Posted, Selection, View,
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
