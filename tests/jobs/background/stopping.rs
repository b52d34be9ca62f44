//! A run that is stopped, and goes on.

use std::time::{Duration, Instant};

use kaffy::{Database, JobState};

use super::models::{Loaf, begun, drain, priced, run, shop};
use crate::pages::TestApp;

/// Longer than anything here takes on a busy machine.
const DEADLINE: Duration = Duration::from_secs(60);

async fn until(what: &str, holds: impl AsyncFn() -> bool) {
    let end = Instant::now() + DEADLINE;
    while !holds().await {
        assert!(Instant::now() < end, "{what}");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

async fn all(app: &TestApp, action: &str) -> String {
    let list = app.get("/shop/loaves").await.ok();
    let token = list.attribute("[data-select-all]", "value").unwrap();
    begun(app.post(&format!("/shop/loaves/actions/{action}"), &[("_all", &*token), ("_run", "1")]).await)
}

pub(crate) async fn w6_a_run_stops_within_two_seconds_and_goes_on_without_doing_a_row_twice(db: Database) {
    let app = shop(&db, 120).await;
    let worker = app.jobs.worker().queue("ovens", 1).poll(Duration::from_millis(200)).start().await.unwrap();
    let place = all(&app, "warm").await;
    let id = place.rsplit('/').next().unwrap().parse().unwrap();
    let state = async || app.jobs.find(id).await.unwrap().unwrap().state;
    until("some rows are done", async || priced(&app, 101).await > 0).await;
    let page = app.get(&place).await.ok();
    assert!(page.has("progress[value]") && page.has("form[action$='/cancel']"), "{}", page.words("main"));
    let asked = Instant::now();
    assert_eq!(app.post(&format!("{place}/cancel"), &[]).await.status, 303);
    until("it is cancelled", async || state().await == JobState::Cancelled).await;
    assert!(asked.elapsed() < Duration::from_secs(2), "stopped after {:?}", asked.elapsed());
    worker.stop().await;
    let done = priced(&app, 101).await;
    assert!((1..120).contains(&done), "{done}");
    let page = app.get(&place).await.ok();
    assert_eq!(page.words("dd#run-done"), done.to_string(), "what is told is what was done");
    assert_eq!(page.words("#run-note"), "It was stopped before its end. What was done stays done.");
    assert!(app.get("/shop/loaves").await.ok().words(".run-news").contains("ended early"));
    let again = app.post(&format!("{place}/cancel"), &[]).await;
    assert_eq!(again.status, 303);
    app.jobs.retry(id).await.unwrap();
    assert_eq!(drain(&app.jobs, "ovens").await.succeeded, 1);
    assert_eq!((priced(&app, 101).await, priced(&app, 102).await), (120, 0), "each exactly once");
    assert_eq!(app.get(&place).await.ok().words("dd#run-done"), "120");
}

pub(crate) async fn w6_what_was_typed_is_kept_no_longer_than_the_run(db: Database) {
    let app = shop(&db, 2).await;
    let typed = async || {
        let select = kaffy::sea_query::Query::select().column("inputs").from("kaffy_action_runs").to_owned();
        format!("{:?}", db.fetch(&select, &[kaffy::inside::Read::As(kaffy::Kind::Text)]).await.unwrap())
    };
    super::models::start(&app, "all", "raise", &["1"]).await;
    assert!(typed().await.contains("by"), "{}", typed().await);
    drain(&app.jobs, "default").await;
    assert!(!typed().await.contains("by"), "{}", typed().await);
    // With its job goes the run.
    let id = app.jobs.list(&kaffy::jobs::JobFilter::new(), None, 1).await.unwrap()[0].id;
    app.jobs.delete(id).await.unwrap();
    assert_eq!(typed().await, "[]");
}

pub(crate) async fn w6_a_worker_without_the_admin_leaves_runs_to_others(db: Database) {
    let app = shop(&db, 2).await;
    let place = super::models::start(&app, "all", "raise", &["1"]).await;
    // Another process, which knows the jobs and no admin.
    let (jobs, _) = crate::handlers::jobs(&db).await;
    assert_eq!(drain(&jobs, "default").await, kaffy::jobs::testing::Drained::default());
    assert_eq!(app.get(&place).await.ok().words("#run-note"), "It waits for a worker.");
    // The only admin is gone: this process is one without, too.
    let jobs = app.jobs.clone();
    drop(app);
    assert_eq!(drain(&jobs, "default").await, kaffy::jobs::testing::Drained::default());
    let next = TestApp::built(&db, |jobs| jobs, |builder| builder.resource::<Loaf>()).await;
    assert_eq!(drain(&next.jobs, "default").await.succeeded, 1);
    assert_eq!(priced(&next, 105).await, 1);
    run(&db, "DROP TABLE loaves;").await;
}
