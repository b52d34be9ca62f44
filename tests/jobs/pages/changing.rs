//! Changing one job, with its entry in the log: J62, J63, J67.

use std::time::Duration;

use kaffy::{Database, JobState, jobs::testing::TestJobs};
use serde_json::json;

use super::TestApp;
use crate::handlers::{single, typed};

pub(crate) async fn j67_every_change_has_its_entry_in_the_log(db: Database) {
    let app = TestApp::over(&db).await;
    let id = app.jobs.enqueue(typed { number: 1 }).after(Duration::from_secs(3600)).await.unwrap().id();
    let go = |path: String, fields: &'static [(&'static str, &'static str)]| {
        let app = &app;
        async move {
            let page = app.post(&path, fields).await;
            app.follow(page).await.words(".flash")
        }
    };
    let at = |path: &str| format!("/jobs/{id}/{path}");
    assert_eq!(go(at("args"), &[("arg.number", "2")]).await, "The job has other arguments now.");
    assert!(go(at("reschedule"), &[("run_at", "2033-01-02T03:04:05")]).await.starts_with("The job will run on"));
    assert_eq!(go(at("run"), &[]).await, "The job runs as soon as a worker is free.");
    assert_eq!(go(at("cancel"), &[]).await, "The job was cancelled.");
    assert_eq!(go(at("retry"), &[]).await, "The job will run again.");
    let page = app.get(&at("delete")).await.ok();
    let page = page.form("form.record").submit(&app).await;
    assert_eq!(app.follow(page).await.words(".flash"), "The job was deleted.");
    assert!(app.jobs.find(id).await.unwrap().is_none());
    let log = app.log().await;
    let words: Vec<_> = log.iter().rev().map(|line| line.split_whitespace().nth(1).unwrap()).collect();
    assert_eq!(words, ["job-edited", "job-rescheduled", "job-run-now", "job-cancelled", "job-retried", "job-deleted"]);
    assert!(log.iter().all(|line| line.starts_with("all ") && line.contains("typed")));
    assert!(log[5].contains("\\\"number\\\":1") && log[5].contains("\\\"number\\\":2"), "{}", log[5]);
    assert!(log[4].contains("2033-01-02T03:04:05"), "{}", log[4]);
    let page = app.get("/audit?about=jobs").await.ok();
    assert_eq!(page.texts("table.log > tbody > tr").len(), 6);
    assert!(
        page.texts("table.log > tbody > tr")[0].contains("Job")
            && page.texts("table.log > tbody > tr")[0].contains("The job was deleted.")
    );
    assert!(page.has(&format!("a[href='/admin/jobs/{id}']")));
    assert_eq!(app.get_as("view", "/audit?about=jobs").await.ok().texts("table.log > tbody > tr").len(), 6);
    assert_eq!(app.get_as("none", "/audit?about=jobs").await.status, 400, "nobody there knows of jobs");
    assert_eq!(app.get_as("none", "/audit").await.ok().texts("table.log > tbody > tr").len(), 0);
    assert_eq!(app.admin.verify_audit().await.unwrap(), 6);
}

pub(crate) async fn j67_what_is_refused_leaves_no_entry(db: Database) {
    let app = TestApp::over(&db).await;
    // A job whose key another one holds by now cannot be retried.
    let old = app.jobs.enqueue(single { number: 1, text: Some("a".into()) }).await.unwrap().id();
    app.jobs.cancel(old, None).await.unwrap();
    let other = app.jobs.enqueue(single { number: 1, text: Some("a".into()) }).await.unwrap().id();
    assert_ne!(old, other);
    let page = app.post(&format!("/jobs/{old}/retry"), &[]).await;
    assert_eq!(page.status, 409);
    assert!(page.has(&format!("a[href='/admin/jobs/{other}']")), "it leads to the other one");
    assert!(app.log().await.iter().all(|line| !line.contains("job-")));
    assert_eq!(app.jobs.find(old).await.unwrap().unwrap().state, JobState::Cancelled);
}

pub(crate) async fn j63_a_job_from_a_form_of_its_arguments(db: Database) {
    let app = TestApp::over(&db).await;
    let types = app.get("/jobs/new").await.ok();
    assert!(types.texts(".card a").contains(&"pay".to_owned()));
    let form = app.get("/jobs/new?type=pay").await.ok();
    assert!(form.has("[name='arg.token']") && form.has("[name='arg.amount'][inputmode=decimal]"));
    let page = form.form("form.record").set("arg.token", "t").set("arg.amount", "12").set("priority", "5");
    let page = app.follow(page.submit(&app).await).await;
    assert_eq!(page.words(".flash"), "The job was added.");
    let job = app.jobs.list(&Default::default(), None, 1).await.unwrap().pop().unwrap();
    assert_eq!(job.args, json!({ "token": "t", "amount": 12, "note": null }));
    assert_eq!((job.priority, job.queue.as_str()), (5, "default"));
    let mut test = TestJobs::new(&app.jobs).await.unwrap();
    assert_eq!(test.perform(job.id).await.unwrap().result, Some(json!(12)));
    assert!(app.get(&format!("/jobs/{}", job.id)).await.ok().texts("main pre")[1].contains("12"));
    // One that is there once is led to.
    let fields = [("type", "single"), ("arg.number", "4"), ("queue", "default")];
    let first = app.post("/jobs", &fields).await.location().to_owned();
    let second = app.post("/jobs", &fields).await;
    assert_eq!(second.location(), first);
    assert!(app.follow(second).await.words(".flash").contains("There is such a job already"));
    // A struct of the application's own is JSON.
    let form = app.get("/jobs/new?type=send").await.ok();
    assert!(form.has("textarea[name=args]") && form.has("[name=record]"));
    let page =
        form.form("form.record").set("args", "{\"to\": \"Ada\", \"weight\": 2}").set("record", "7").submit(&app).await;
    let page = app.follow(page).await;
    assert!(page.words(".facts").contains("tool 7"));
    let id = page.words("h1 + p code");
    let form = app.get(&format!("/jobs/{id}/args")).await.ok().form("form.record");
    assert!(form.value("args").unwrap().contains("\"Ada\""));
    form.set("args", "{\"to\": \"Bea\", \"weight\": 3}").submit(&app).await.location();
    assert_eq!(app.jobs.find(id.parse().unwrap()).await.unwrap().unwrap().args["to"], "Bea");
}
