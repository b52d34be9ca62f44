//! Whose run it is, and what its starter may do by then.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering::SeqCst},
};

use kaffy::{Database, JobState, prelude::*};
use serde_json::json;
use uuid::Uuid;

use super::models::{Loaf, drain, priced, run, shop, shop_with, start};

fn id_of(place: &str) -> Uuid {
    place.rsplit('/').next().unwrap().parse().unwrap()
}

pub(crate) async fn w6_a_run_is_its_starters_and_nobody_elses(db: Database) {
    let app = shop(&db, 3).await;
    run(&db, "UPDATE loaves SET title = 'Sticky' WHERE id = 2;").await;
    let place = start(&app, "ann", "raise", &["1", "2"]).await;
    for path in ["", "/failures"] {
        let path = format!("{place}{path}");
        assert_eq!(app.get_as("ann", &path).await.status, 200, "{path}");
        assert_eq!(app.get_as("all", &path).await.status, 404, "{path}: also for who looks after jobs");
        assert_eq!(app.get_as("nobody", &path).await.status, 403, "{path}");
    }
    for path in ["/cancel", "/seen"] {
        let path = format!("{place}{path}");
        assert_eq!(app.post_as("all", &path, &[]).await.status, 404, "{path}");
        assert_eq!(app.post_as("nobody", &path, &[]).await.status, 403, "{path}");
    }
    let id = id_of(&place);
    for wrong in [format!("/shop/loaves/actions/warm/{id}"), format!("/shop/loaves/actions/raise/{}", Uuid::nil())] {
        assert_eq!(app.get_as("ann", &wrong).await.status, 404, "{wrong}");
    }
    assert_eq!(app.get_as("ann", "/shop/loaves/actions/raise/nosuch").await.status, 404);
    assert_eq!(app.jobs.find(id).await.unwrap().unwrap().state, JobState::Available);
    assert_eq!(app.post_as("ann", &format!("{place}/cancel"), &[]).await.status, 303);
    assert_eq!(app.jobs.find(id).await.unwrap().unwrap().state, JobState::Cancelled);
    let log = app.log().await;
    assert!(log.iter().any(|line| line.starts_with("ann job-cancelled")), "{log:#?}");
}

pub(crate) async fn w6_nobody_starts_one_by_the_name_of_its_type(db: Database) {
    let app = shop(&db, 3).await;
    let place = start(&app, "ann", "raise", &["1"]).await;
    let args = json!({ "action": "raise", "resource": "shop/loaves" });
    let refused = app.jobs.enqueue_by_name("kaffy.action", &args, kaffy::jobs::Options::new()).await;
    assert!(refused.is_err());
    let form = [("type", "kaffy.action"), ("arg.action", "raise"), ("arg.resource", "shop/loaves")];
    assert_eq!(app.post("/jobs", &form).await.status, 404);
    assert_eq!(app.get("/jobs/new?type=kaffy.action").await.status, 404);
    assert!(!app.get("/jobs/new").await.ok().body.contains("kaffy.action"));
    // A row of its own in the table of jobs is no run, whatever it says.
    let forged = Uuid::now_v7();
    let (id, sql) = (
        id_of(&place),
        "created_by, unique_states, args, priority, sort_at, attempt, max_attempts, starts,
        snoozes, run_at, created_at, queue, job_type, state",
    );
    run(
        &db,
        &format!("INSERT INTO kaffy_jobs (id, {sql}) SELECT '{forged}', {sql} FROM kaffy_jobs WHERE id = '{id}';"),
    )
    .await;
    app.jobs.cancel(id, None).await.unwrap();
    assert_eq!(drain(&app.jobs, "default").await.cancelled, 1);
    assert_eq!(priced(&app, 100).await, 3);
    // The page of the job is for those who look after jobs, and has nothing of the rows.
    let job = app.get(&format!("/jobs/{id}")).await.ok();
    assert!(!job.body.contains("Loaf 001"));
}

pub(crate) async fn w6_rights_and_scope_are_asked_again_while_it_runs(db: Database) {
    let is_open = Arc::new(AtomicBool::new(true));
    let (may, scoped) = (is_open.clone(), |actor: &Actor| match actor.id.as_str() {
        "ann" => vec![Loaf::fields().baker.is("ann".to_owned())],
        _ => Vec::new(),
    });
    let app = shop_with(&db, 4, |builder| {
        builder.scope::<Loaf>(scoped).permissions(move |actor, _, permission| {
            actor.id != "ann" || permission == Permission::View || may.load(SeqCst)
        })
    })
    .await;
    // One leaves what ann may see, one may not be changed any more.
    let place = start(&app, "ann", "raise", &["1", "2", "3"]).await;
    run(&db, "UPDATE loaves SET baker = 'bob' WHERE id = 2;").await;
    assert_eq!(drain(&app.jobs, "default").await.succeeded, 1);
    assert_eq!((priced(&app, 105).await, priced(&app, 100).await), (2, 2));
    let page = app.get_as("ann", &place).await.ok();
    assert_eq!((page.words("dd#run-done"), page.words("dd#run-gone")), ("2".into(), "1".into()));
    // The right itself is gone by the time it runs: the run ends, and says so.
    let place = start(&app, "ann", "raise", &["4"]).await;
    is_open.store(false, SeqCst);
    assert_eq!(drain(&app.jobs, "default").await.cancelled, 1);
    assert_eq!(priced(&app, 100).await, 2);
    let job = app.jobs.find(id_of(&place)).await.unwrap().unwrap();
    assert!(job.last_error.as_deref().is_some_and(|words| words.contains("Raise the price")), "{job:?}");
    assert_eq!(app.get_as("ann", &place).await.status, 403, "without the right there is no page either");
    is_open.store(true, SeqCst);
    let page = app.get_as("ann", &place).await.ok();
    assert!(page.words("#run-note").contains("Raise the price"), "{}", page.words("main"));
    assert!(app.get_as("ann", "/shop/loaves").await.ok().words(".run-news").contains("ended early"));
    // Given the right again, whoever looks after jobs lets it go on.
    app.jobs.retry(id_of(&place)).await.unwrap();
    assert_eq!(drain(&app.jobs, "default").await.succeeded, 1);
    assert_eq!(priced(&app, 105).await, 3);
}

pub(crate) async fn w6_a_rule_about_one_record_fails_that_row(db: Database) {
    let app = shop(&db, 3).await;
    let place = start(&app, "ann", "raise", &["1", "2", "3"]).await;
    run(&db, "UPDATE loaves SET baker = 'locked' WHERE id = 2;").await;
    assert_eq!(drain(&app.jobs, "default").await.succeeded, 1);
    assert_eq!(priced(&app, 105).await, 2);
    let page = app.get_as("ann", &place).await.ok();
    assert_eq!(page.texts(".failures li").len(), 1, "{}", page.words("main"));
}
