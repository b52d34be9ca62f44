//! Many jobs at once: J62, B6.

use kaffy::{
    Database, JobState,
    jobs::{JobFilter, Options},
};

use super::TestApp;
use crate::handlers::{note, single, typed};

async fn count(app: &TestApp, state: JobState) -> u64 {
    let counts = app.jobs.counts(&JobFilter::new()).await.unwrap();
    counts.into_iter().find(|(it, _)| *it == state).unwrap().1.number
}

pub(crate) async fn j62_ticked_rows_after_a_page_that_asks(db: Database) {
    let app = TestApp::over(&db).await;
    let jobs = (0..5).map(|number| typed { number }).collect::<Vec<_>>();
    let ids = app.jobs.enqueue_all(jobs, Options::new()).await.unwrap();
    let list = app.get("/jobs").await.ok();
    assert_eq!(list.attributes("[data-tick]", "value").len(), 5);
    let form = list.form("#selection").without("_all").set("_action", "cancel");
    let form = form.also("_id", &ids[0].id().to_string()).also("_id", &ids[3].id().to_string());
    let asks = form.submit(&app).await.ok();
    assert_eq!(asks.words("h1"), "Cancel 2 jobs?");
    assert_eq!(asks.texts(".affected li").len(), 2);
    assert_eq!(count(&app, JobState::Cancelled).await, 0, "nothing is done before the answer");
    let answer = asks.form("form.answer").set("_run", "1");
    let done = app.follow(answer.submit(&app).await).await;
    assert_eq!(done.words(".flash"), "2 jobs were changed.");
    assert_eq!(count(&app, JobState::Cancelled).await, 2);
    assert_eq!(app.log().await.iter().filter(|line| line.contains("job-cancelled typed")).count(), 2);
    // One that was in another state by then is told.
    let form = app.get("/jobs").await.ok().form("#selection").without("_all").set("_action", "retry");
    let asks = form.also("_id", &ids[0].id().to_string()).also("_id", &ids[1].id().to_string()).submit(&app).await.ok();
    assert!(asks.words(".note").contains("It cannot be done to 1 of the chosen jobs"));
    app.jobs.retry(ids[0].id()).await.unwrap();
    let done = app.follow(asks.form("form.answer").set("_run", "1").submit(&app).await).await;
    assert_eq!(
        done.words(".flash"),
        "0 jobs were changed. 2 jobs were in other states by then, the same as ones that are not over, or do runs of chores."
    );
    for action in ["", "fly"] {
        let page = app.post("/jobs/bulk", &[("_action", action), ("_id", &ids[0].id().to_string())]).await;
        assert_eq!(app.follow(page).await.words(".flash"), "Choose what to do with the jobs.");
    }
    assert_eq!(app.post("/jobs/bulk", &[("_action", "retry"), ("_id", "1")]).await.status, 400);
}

pub(crate) async fn j62_j56_all_that_match_a_filter(db: Database) {
    let app = TestApp::over(&db).await;
    app.jobs.enqueue_all((0..260).map(|at| note { text: format!("old {at}") }), Options::new()).await.unwrap();
    app.jobs
        .enqueue_all((0..7).map(|at| note { text: format!("new {at}") }), Options::new().queue("mail"))
        .await
        .unwrap();
    let token = |page: &super::page::Page| page.attribute("[name=_all]", "value").unwrap();
    for (query, action, words, state, number) in [
        ("queue=mail", "cancel", "Cancel 7 jobs?", JobState::Cancelled, 7),
        ("state=available&type=note", "cancel", "Cancel 260 jobs?", JobState::Cancelled, 267),
        ("q=old", "retry", "Retry 260 jobs?", JobState::Available, 260),
        ("state=available", "delete", "Delete 260 jobs?", JobState::Available, 0),
    ] {
        let list = app.get(&format!("/jobs?{query}")).await.ok();
        let asks = app.post("/jobs/bulk", &[("_action", action), ("_all", &token(&list))]).await.ok();
        assert_eq!(asks.words("h1"), words, "{query}");
        assert_eq!(asks.texts(".affected a").len(), if number == 7 { 7 } else { 10 });
        let page = asks.form("form.answer").set("_run", "1").submit(&app).await;
        let done = app.follow(page).await.words(".flash");
        assert!(done.ends_with("jobs were changed."), "{query}: {done}");
        assert_eq!(count(&app, state).await, number, "{query}");
    }
    assert_eq!(app.admin.verify_audit().await.unwrap(), 7 + 260 + 260 + 260);
}

pub(crate) async fn b6_a_selection_cannot_be_forged_or_passed_on(db: Database) {
    let app = TestApp::over(&db).await;
    app.jobs.enqueue(typed { number: 1 }).await.unwrap();
    let list = app.get("/jobs").await.ok();
    let token = list.attribute("[name=_all]", "value").unwrap();
    let asks = app.post("/jobs/bulk", &[("_action", "cancel"), ("_all", &token)]).await.ok();
    let which = asks.form("form.answer").value("_which").unwrap().to_owned();
    for (user, fields) in [
        ("view,cancel", vec![("_action", "cancel"), ("_all", token.as_str())]),
        ("view,cancel", vec![("_action", "cancel"), ("_which", which.as_str()), ("_run", "1")]),
        // Signed for one action, it is no answer about another.
        ("all", vec![("_action", "delete"), ("_which", which.as_str()), ("_run", "1")]),
        ("all", vec![("_action", "cancel"), ("_which", token.as_str()), ("_run", "1")]),
        ("all", vec![("_action", "cancel"), ("_which", "x.y"), ("_run", "1")]),
        ("all", vec![("_action", "cancel"), ("_run", "1")]),
        ("all", vec![("_action", "cancel"), ("_all", "e30.e30")]),
    ] {
        assert_eq!(app.post_as(user, "/jobs/bulk", &fields).await.status, 400, "{user}: {fields:?}");
    }
    assert_eq!(app.post_as("view", "/jobs/bulk", &[("_action", "cancel"), ("_all", &token)]).await.status, 403);
    assert_eq!(count(&app, JobState::Available).await, 1);
}

pub(crate) async fn j62_one_that_refuses_takes_nothing_else_back(db: Database) {
    let app = TestApp::over(&db).await;
    let mut old = Vec::new();
    for key in ["a", "b", "c"] {
        let id = app.jobs.enqueue(single { number: 1, text: Some(key.into()) }).await.unwrap().id();
        app.jobs.cancel(id, None).await.unwrap();
        old.push(id);
    }
    app.jobs.enqueue(single { number: 1, text: Some("b".into()) }).await.unwrap();
    let list = app.get("/jobs?state=cancelled").await.ok();
    let token = list.attribute("[name=_all]", "value").unwrap();
    let asks = app.post("/jobs/bulk", &[("_action", "retry"), ("_all", &token)]).await.ok();
    let done = app.follow(asks.form("form.answer").set("_run", "1").submit(&app).await).await;
    assert!(done.words(".flash").starts_with("2 jobs were changed. 1 job was in another state"));
    for (id, state) in old.iter().zip([JobState::Available, JobState::Cancelled, JobState::Available]) {
        assert_eq!(app.jobs.find(*id).await.unwrap().unwrap().state, state);
    }
    assert_eq!(app.admin.verify_audit().await.unwrap(), 2);
}
