//! Queues and workers: J49, J52, J58.

use kaffy::Database;

use super::TestApp;
use crate::{handlers::typed, waiting::working};

fn at(page: &super::page::Page, name: &str) -> usize {
    page.texts("tbody th").iter().position(|it| it == name).unwrap()
}

pub(crate) async fn j52_a_queue_is_paused_with_a_reason(db: Database) {
    let app = TestApp::over(&db).await;
    app.jobs.enqueue(typed { number: 1 }).await.unwrap();
    let page = app.get("/jobs/queues").await.ok();
    assert_eq!(page.column("Waiting")[at(&page, "default")], "1");
    for reason in ["", "   ", "x\0", &"x".repeat(501)] {
        let page = app.post("/jobs/queues/default", &[("do", "pause"), ("reason", reason)]).await;
        assert_eq!(page.status, 422);
        assert!(page.has("[name=reason][aria-invalid=true]"), "{reason:?}");
    }
    let page = app.post("/jobs/queues/default", &[("do", "pause"), ("reason", "the <oven> is cold")]).await;
    let page = app.follow(page).await;
    assert_eq!(page.words(".flash"), "The queue default is paused.");
    let state = &page.column("State")[at(&page, "default")];
    assert!(state.starts_with("Paused") && state.contains("all") && state.ends_with("the <oven> is cold"), "{state}");
    let page = app.post("/jobs/queues/default", &[("do", "pause"), ("reason", "another")]).await;
    assert!(app.follow(page).await.words(".flash").contains("paused already"));
    assert_eq!(app.jobs.queues().await.unwrap()[0].reason.as_deref(), Some("the <oven> is cold"));
    let page = app.post("/jobs/queues/default", &[("do", "resume")]).await;
    assert_eq!(app.follow(page).await.words(".flash"), "The queue default is open again.");
    let log = app.log().await;
    assert!(log[1].contains("queue-paused default") && log[1].contains("the <oven> is cold"), "{log:?}");
    assert!(log[0].contains("queue-resumed default"));
    assert_eq!(log.len(), 2);
    assert_eq!(app.get("/audit?about=jobs%2Fqueues").await.ok().texts("table.log > tbody > tr").len(), 2);
    for (path, fields, status) in [
        ("/jobs/queues/nosuch", vec![("do", "pause"), ("reason", "x")], 404),
        ("/jobs/queues/%00", vec![("do", "pause"), ("reason", "x")], 404),
        ("/jobs/queues/default", vec![("do", "fly")], 400),
        ("/jobs/queues/default", vec![], 400),
        ("/jobs/queues/default", vec![("do", "resume"), ("paused_by", "x")], 400),
    ] {
        assert_eq!(app.post(path, &fields).await.status.as_u16(), status, "{path} {fields:?}");
    }
}

pub(crate) async fn j49_places_are_changed_from_the_page(db: Database) {
    let app = TestApp::over(&db).await;
    for bad in ["0", "-1", "x", "1.5", "10001"] {
        let page = app.post("/jobs/queues/default", &[("do", "concurrency"), ("concurrency", bad)]).await;
        assert_eq!(page.status, 422, "{bad}");
        assert_eq!(page.attribute("[name=concurrency][aria-invalid=true]", "value").as_deref(), Some(bad));
    }
    app.post("/jobs/queues/default", &[("do", "concurrency"), ("concurrency", "3")]).await.location();
    assert_eq!(app.jobs.queues().await.unwrap()[0].concurrency, Some(3));
    app.post("/jobs/queues/default", &[("do", "concurrency"), ("concurrency", "")]).await.location();
    assert_eq!(app.jobs.queues().await.unwrap()[0].concurrency, None);
    let log = app.log().await;
    assert_eq!(log.len(), 2);
    assert!(log[1].contains("queue-concurrency default") && log[1].contains('3'), "{log:?}");
}

pub(crate) async fn j58_workers_are_listed_with_what_they_do(db: Database) {
    let app = TestApp::over(&db).await;
    assert!(app.get("/jobs/workers").await.ok().words(".notice").contains("No workers"));
    let worker = working(&app.jobs).await;
    let page = app.get("/jobs/workers").await.ok();
    assert_eq!(page.column("State"), ["Alive"]);
    assert_eq!(page.column("Process"), [std::process::id().to_string()]);
    assert!(page.column("Heard")[0].ends_with("ago"));
    worker.stop().await;
    for path in ["/jobs", "/jobs/queues", "/jobs/workers"] {
        let page = app.get(path).await.ok();
        assert!(page.has("[data-live][id]") && page.has("[data-live-switch][hidden]"), "{path} is kept fresh");
        assert!(page.has("script[src$='/jobs.js']"), "{path}");
    }
}
