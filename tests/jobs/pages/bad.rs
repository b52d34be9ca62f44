//! What nobody should send: S29, S30, J63, and never an error of ours.

use std::time::Duration;

use kaffy::{Database, JobState};
use uuid::Uuid;

use super::{TestApp, app::pay};
use crate::{
    handlers::{endless, note, typed},
    waiting::{reaches, working},
};

pub(crate) async fn s29_the_type_of_a_job_and_unknown_fields_are_refused(db: Database) {
    let app = TestApp::over(&db).await;
    let id = app.jobs.enqueue(note { text: "mine".into() }).await.unwrap().id();
    for field in ["job_type", "type", "queue", "state", "worker", "arg.job_type", "args", "arg.text.x"] {
        let page = app.post(&format!("/jobs/{id}/args"), &[("arg.text", "x"), (field, "gives_up")]).await;
        assert_eq!(page.status, 400, "{field}");
    }
    for path in ["retry", "cancel", "run", "delete"] {
        assert_eq!(app.post(&format!("/jobs/{id}/{path}"), &[("job_type", "gives_up")]).await.status, 400, "{path}");
    }
    let page = app.post(&format!("/jobs/{id}/reschedule"), &[("run_at", "2033-01-02T03:04"), ("args", "{}")]).await;
    assert_eq!(page.status, 400);
    let fields = [("type", "note"), ("arg.text", "x"), ("queue", "default"), ("created_by", "somebody else")];
    assert_eq!(app.post("/jobs", &fields).await.status, 400);
    let job = app.jobs.find(id).await.unwrap().unwrap();
    assert_eq!((job.job_type.as_str(), job.state), ("note", JobState::Available));
    assert_eq!(job.args["text"], "mine");
    assert_eq!(app.log().await.iter().filter(|line| line.contains("job-")).count(), 0);
}

pub(crate) async fn s30_arguments_are_read_strictly(db: Database) {
    let app = TestApp::over(&db).await;
    let new = |args: &'static str| {
        let app = &app;
        async move { app.post("/jobs", &[("type", "send"), ("args", args), ("queue", "default")]).await }
    };
    for bad in [
        "",
        "{",
        "[]",
        "null",
        "{\"to\": \"a\"}",
        "{\"to\": \"a\", \"weight\": \"x\"}",
        "{\"to\": \"a\", \"weight\": 1, \"to\": \"b\"}",
        "{\"to\": \"a\", \"weight\": 1, \"_meta\": {\"role\": \"admin\"}}",
    ] {
        let page = new(bad).await;
        assert_eq!(page.status, 422, "{bad}: {}", page.words("main"));
        let kept = page.form("form.record");
        assert_eq!(kept.value("args").unwrap_or_default().trim(), bad, "what was typed is still there");
        assert!(page.has("[role=alert]"), "{bad}");
    }
    let page = app.follow(new("{\"to\": \"<b>\", \"weight\": 1.5}").await).await;
    assert!(page.words("main pre").contains("\"to\": \"<b>\""));
    assert!(!page.body.contains("\"<b>\""), "it is escaped");
}

pub(crate) async fn j63_bad_values_are_said_beside_their_fields(db: Database) {
    let app = TestApp::over(&db).await;
    let base = [("type", "pay"), ("arg.token", "t"), ("arg.amount", "3"), ("queue", "default")];
    let with = |name: &'static str, value: &'static str| {
        let mut fields: Vec<_> = base.into_iter().filter(|(it, _)| *it != name).collect();
        fields.push((name, value));
        let app = &app;
        async move { app.post("/jobs", &fields).await }
    };
    for (name, value) in [
        ("priority", "-1"),
        ("priority", "1001"),
        ("priority", "high"),
        ("run_at", "10000-01-01T00:00:00"),
        ("run_at", "9999999-01-01"),
        ("run_at", "1960-01-01T00:00:00"),
        ("run_at", "tomorrow"),
        ("arg.amount", "many"),
        ("arg.amount", ""),
        ("arg.amount", "-4"),
        ("queue", ""),
        ("queue", "a name that is longer than the sixty-four characters that there is room for"),
    ] {
        let page = with(name, value).await;
        assert_eq!(page.status, 422, "{name}={value}: {}", page.words("main"));
        assert_eq!(page.form("form.record").value(name), Some(value), "{name}");
        let is_beside = page.has(&format!("[name='{name}'][aria-invalid=true]"));
        // What the handler itself says about a number stands above the form.
        assert!(is_beside || value == "-4", "{name}={value}");
    }
    for path in ["/jobs/new?type=nothing", "/jobs/new/x"] {
        assert_eq!(app.get(path).await.status, 404, "{path}");
    }
    assert_eq!(app.post("/jobs", &[("type", "nothing")]).await.status, 404);
    assert!(app.jobs.list(&Default::default(), None, 10).await.unwrap().is_empty());
    let page = app.follow(with("run_at", "2033-01-02T03:04:05").await).await;
    assert!(page.has("form[action$='/run']"));
    let job = app.jobs.list(&Default::default(), None, 10).await.unwrap().pop().unwrap();
    assert_eq!(job.run_at.to_rfc3339(), "2033-01-02T03:04:05+00:00");
    assert_eq!((job.created_by.as_deref(), job.state), (Some("all"), JobState::Scheduled));
    let page = app.post(&format!("/jobs/{}/reschedule", job.id), &[("run_at", "12000-01-01T00:00")]).await;
    assert_eq!(page.status, 422);
    assert!(page.has("[name=run_at][aria-invalid=true]"));
}

pub(crate) async fn s29_forged_ids_are_404_and_what_cannot_be_is_409(db: Database) {
    let app = TestApp::over(&db).await;
    let gone = Uuid::now_v7().to_string();
    for id in [gone.as_str(), "1", "x", "%00", "..%2f..", &gone.to_uppercase(), &format!("{{{gone}}}")] {
        assert_eq!(app.get(&format!("/jobs/{id}")).await.status, 404, "{id}");
        for path in ["retry", "cancel", "run", "delete"] {
            assert_eq!(app.post(&format!("/jobs/{id}/{path}"), &[]).await.status, 404, "{id}/{path}");
        }
        assert_eq!(app.get(&format!("/jobs/{id}/args")).await.status, 404, "{id}");
        let page = app.post(&format!("/jobs/{id}/reschedule"), &[("run_at", "2033-01-02T03:04")]).await;
        assert_eq!(page.status, 404, "{id}");
    }
    let over = app.jobs.enqueue(typed { number: 1 }).await.unwrap().id();
    let runs = app.jobs.enqueue(endless { obeys: true }).await.unwrap().id();
    let worker = working(&app.jobs).await;
    reaches(&app.jobs, over, JobState::Succeeded).await;
    reaches(&app.jobs, runs, JobState::Running).await;
    for (id, path) in [
        (over, "cancel"),
        (over, "retry"),
        (over, "run"),
        (over, "args"),
        (runs, "retry"),
        (runs, "run"),
        (runs, "args"),
        (runs, "delete"),
    ] {
        let page = app.post(&format!("/jobs/{id}/{path}"), &[]).await;
        assert_eq!(page.status, 409, "{path}: {}", page.words("main"));
        assert!(page.has(&format!("main a.button[href='/admin/jobs/{id}']")), "{path}: there is a way on");
    }
    let page = app.post(&format!("/jobs/{runs}/reschedule"), &[("run_at", "2033-01-02T03:04")]).await;
    assert_eq!(page.status, 409);
    app.post(&format!("/jobs/{runs}/cancel"), &[]).await.location();
    reaches(&app.jobs, runs, JobState::Cancelled).await;
    worker.stop().await;
}

pub(crate) async fn j60_what_makes_no_sense_in_an_address_is_400(db: Database) {
    let app = TestApp::over(&db).await;
    app.jobs.enqueue(pay { token: "t".into(), amount: 1, note: None }).after(Duration::from_secs(60)).await.unwrap();
    for query in [
        "state=flying",
        "worker=1",
        "before=x",
        "after=%00",
        "from=yesterday",
        "until=2033-13-01T00:00",
        "q=%00",
        &format!("tag={}", "x".repeat(501)),
        "q=%ff",
        "nothing=1",
        "args=x",
        "size=7",
        "before=x&after=y",
    ] {
        assert_eq!(app.get(&format!("/jobs?{query}")).await.status, 400, "{query}");
    }
    for query in ["q=%25_%27%22%5C%3B--", "tag=%22", "about=x", "id=1", "queue=%F0%9F%8D%9E", "state="] {
        app.get(&format!("/jobs?{query}")).await.ok();
    }
}
