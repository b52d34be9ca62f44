//! One job: J14, J20, J21, J61, J64, S32, P26.

use std::time::Duration;

use kaffy::{
    Database, JobState,
    jobs::testing::TestJobs,
    sea_query::{Query, Value},
};

use super::{TestApp, app::pay};
use crate::{
    handlers::{endless, holds, note, panics, tells, typed},
    waiting::{reaches, until, working},
};

pub(crate) async fn j14_s32_every_attempt_is_there_as_plain_text(db: Database) {
    let app = TestApp::over(&db).await;
    let id = app.jobs.enqueue(pay { token: "t".into(), amount: 5, note: Some("fail".into()) }).await.unwrap().id();
    let mut test = TestJobs::new(&app.jobs).await.unwrap();
    test.perform(id).await.unwrap();
    test.perform(id).await.unwrap();
    let page = app.get(&format!("/jobs/{id}")).await.ok();
    assert_eq!(page.texts(".entry h3"), ["Start 2 Failed", "Start 1 Failed"]);
    let errors = page.texts(".entry pre");
    assert!(errors[0].starts_with("the bank <b>said</b> no!!!"), "it is text");
    assert!(!page.body.contains("<b>said"));
    assert!(errors[0].chars().count() <= 10_001, "it is cut: {}", errors[0].len());
    assert!(page.body.contains("Only the beginning is shown."));
    assert!(page.words("header").contains("Failed") || page.words("h1 + p").contains("Failed"));
    let steps = page.texts(".timeline li");
    assert!(steps[0].starts_with("Added") && steps.last().unwrap().starts_with("Failed"), "{steps:?}");
    assert!(page.has(".timeline [aria-current=step]"));
    let list = app.get("/jobs").await.ok();
    assert!(list.column("Arguments")[0].contains("the bank <b>said</b> no"));
    let id = app.jobs.enqueue(panics { how: "text".into() }).await.unwrap().id();
    test.perform(id).await.unwrap();
    let page = app.get(&format!("/jobs/{id}")).await.ok();
    assert!(page.body.contains("handlers.rs:"), "where it panicked");
}

pub(crate) async fn s32_poison_in_every_text_is_escaped(db: Database) {
    let app = TestApp::over(&db).await;
    let poison = "<script>alert(1)</script>\"'><img src=x>";
    let id = app
        .jobs
        .enqueue(note { text: poison.into() })
        .queue(&poison[..38])
        .tag(poison)
        .created_by(poison)
        .await
        .unwrap()
        .id();
    let db = app.admin.database();
    let mut tx = db.begin().await.unwrap();
    for column in ["job_type", "last_error", "meta", "result", "resource_type", "resource_id", "cancel_by", "limit_key"]
    {
        let update = Query::update().table("kaffy_jobs").value(column, poison).to_owned();
        tx.execute(&update).await.unwrap();
    }
    let progress = serde_json::json!({ "done": 1, "total": 2, "message": poison }).to_string();
    tx.execute(&Query::update().table("kaffy_jobs").value("progress", progress).to_owned()).await.unwrap();
    let mut worker = Query::insert().into_table("kaffy_job_workers").to_owned();
    worker.columns([
        "id",
        "name",
        "host",
        "pid",
        "started_at",
        "beat_at",
        "dead_after",
        "queues",
        "handlers",
        "stopping",
    ]);
    let names = serde_json::json!([poison]).to_string();
    worker.values_panic([
        uuid::Uuid::now_v7().to_string().into(),
        poison.into(),
        poison.into(),
        7i64.into(),
        0i64.into(),
        0i64.into(),
        0i64.into(),
        names.clone().into(),
        names.into(),
        kaffy::sea_query::Expr::val(0i64),
    ]);
    tx.execute(&worker).await.unwrap();
    tx.commit().await.unwrap();
    app.jobs.pause_queue(&poison[..38], poison, poison).await.unwrap();
    for path in ["/jobs", &format!("/jobs/{id}"), "/jobs/queues", "/jobs/workers", &format!("/jobs/{id}/delete")] {
        let page = app.get(path).await.ok();
        assert!(!page.body.contains("<script>alert") && !page.body.contains("<img src=x"), "{path}");
        assert!(page.body.contains("&lt;script&gt;alert"), "{path} shows it");
    }
}

pub(crate) async fn j20_j21_progress_and_log_are_seen_while_it_runs(db: Database) {
    let app = TestApp::over(&db).await;
    let id = app.jobs.enqueue(tells {}).await.unwrap().id();
    let worker = working(&app.jobs).await;
    until("its progress is stored", async || app.jobs.find(id).await.unwrap().unwrap().progress.is_some()).await;
    let page = app.get(&format!("/jobs/{id}")).await.ok();
    assert_eq!(page.attribute("[role=progressbar]", "value").as_deref(), Some("40"));
    assert_eq!(page.attribute("[role=progressbar]", "aria-valuetext").as_deref(), Some("4 of 10: at the fourth"));
    assert!(page.has("[data-live] [role=progressbar]"), "it is refreshed");
    assert!(app.get("/jobs/workers").await.ok().has(&format!("a[href$='{id}']")));
    app.done.note("go on");
    reaches(&app.jobs, id, JobState::Succeeded).await;
    let page = app.get(&format!("/jobs/{id}")).await.ok();
    let log = page.words(".entry details pre");
    assert!(log.contains("the first line") && log.contains("the last line"), "{log}");
    worker.stop().await;
}

pub(crate) async fn j16_a_running_job_is_cancelled_from_its_page(db: Database) {
    let app = TestApp::over(&db).await;
    let id = app.jobs.enqueue(endless { obeys: true }).await.unwrap().id();
    let worker = working(&app.jobs).await;
    until("it runs", async || app.done.count("started") == 1).await;
    let page = app.get(&format!("/jobs/{id}")).await.ok();
    let page = page.form("form[action$='/cancel']").submit(&app).await;
    let page = app.follow(page).await;
    assert_eq!(page.words(".flash"), "The job was asked to stop.");
    let job = reaches(&app.jobs, id, JobState::Cancelled).await;
    assert_eq!(job.cancel_by.as_deref(), Some("all"));
    assert_eq!(app.done.count("obeyed"), 1);
    assert!(app.get(&format!("/jobs/{id}")).await.ok().texts(".facts dd").contains(&"all".to_owned()));
    worker.stop().await;
}

pub(crate) async fn j61_why_it_has_not_run_in_words(db: Database) {
    let app = TestApp::over(&db).await;
    let why = |id: uuid::Uuid| {
        let app = &app;
        async move { app.get(&format!("/jobs/{id}")).await.ok().texts("#job-now section:first-child li").join(" ") }
    };
    let plain = app.jobs.enqueue(typed { number: 1 }).await.unwrap().id();
    assert!(why(plain).await.contains("No worker is alive."));
    let later = app.jobs.enqueue(typed { number: 2 }).after(Duration::from_secs(3600)).await.unwrap().id();
    assert!(why(later).await.contains("It is due on"));
    app.jobs.pause_queue("default", "ada", "the oven is cold").await.unwrap();
    let words = why(plain).await;
    assert!(words.contains("by ada: the oven is cold"), "{words}");
    let lane = |key: &str| app.jobs.enqueue(holds { key: key.into(), millis: 60_000 }).lane("one").queue("lanes");
    let first = lane("a").await.unwrap().id();
    let worker = crate::waiting::quick(&app.jobs).queue("lanes", 4).start().await.unwrap();
    reaches(&app.jobs, first, JobState::Running).await;
    let second = lane("b").await.unwrap().id();
    let words = why(second).await;
    assert!(words.contains("Another job of the lane one runs."), "{words}");
    let elsewhere = app.jobs.enqueue(typed { number: 3 }).queue("nobody").await.unwrap().id();
    assert!(why(elsewhere).await.contains("works on its queue"));
    app.jobs.cancel(first, None).await.unwrap();
    app.jobs.cancel(second, None).await.ok();
    reaches(&app.jobs, first, JobState::Cancelled).await;
    worker.stop().await;
    let mut tx = app.admin.database().begin().await.unwrap();
    let mut update = Query::update();
    update.table("kaffy_jobs").value("job_type", "of another program");
    tx.execute(&update).await.unwrap();
    tx.commit().await.unwrap();
    let page = app.get(&format!("/jobs/{plain}")).await.ok();
    assert!(page.words(".facts").contains("This program has none; values are hidden."));
    assert!(!page.has("a[href$='/args']"));
    assert!(page.words("main pre").contains("••••••"), "of a type that nobody knows nothing is shown");
}

pub(crate) async fn p26_every_state_with_nothing_in_every_column(db: Database) {
    let app = TestApp::over(&db).await;
    let id = app.jobs.enqueue(typed { number: 1 }).await.unwrap().id();
    let nullable = [
        "meta",
        "tags",
        "timeout_us",
        "unique_key",
        "unique_held",
        "unique_until",
        "limit_key",
        "resource_type",
        "resource_id",
        "created_by",
        "worker",
        "claim",
        "started_at",
        "finished_at",
        "result",
        "progress",
        "cancel_at",
        "cancel_by",
        "last_error",
    ];
    for state in JobState::ALL {
        for fill in ["nothing", "{\"a\": [", "x"] {
            let mut update = Query::update();
            update.table("kaffy_jobs").value("state", state.word());
            for name in nullable {
                let is_number = name.ends_with("_at") || name.ends_with("_us") || name.ends_with("_until");
                let value = match fill {
                    _ if is_number && fill != "x" => Value::BigInt(None),
                    _ if is_number => Value::BigInt(Some(i64::MAX)),
                    "nothing" => Value::String(None),
                    _ if matches!(name, "worker" | "claim") => Value::String(Some(id.to_string())),
                    text => Value::String(Some(text.to_owned())),
                };
                update.value(name, value);
            }
            let mut tx = app.admin.database().begin().await.unwrap();
            tx.execute(&update).await.unwrap();
            tx.commit().await.unwrap();
            for path in
                ["/jobs", &format!("/jobs/{id}"), "/jobs/queues", "/jobs/workers", &format!("/jobs/{id}/reschedule")]
            {
                let page = app.get(path).await;
                assert_eq!(page.status, 200, "{path} in {state} with {fill}");
            }
        }
    }
}

pub(crate) async fn j64_charts_of_rate_and_waiting(db: Database) {
    let app = TestApp::over(&db).await;
    let mut test = TestJobs::new(&app.jobs).await.unwrap();
    for number in 0..4 {
        app.jobs.enqueue(typed { number }).await.unwrap();
    }
    assert_eq!(test.drain("default").await.unwrap().succeeded, 4);
    let page = app.get("/jobs/queues").await.ok();
    assert_eq!(page.texts(".job-charts h2").len(), 2);
    assert!(page.has(".job-charts svg[role=img]"));
    let at = page.texts("tbody th").iter().position(|name| name == "default").unwrap();
    assert_eq!(page.column("Ended in an hour")[at], "4");
    assert_eq!(page.column("Ended in 5 minutes")[at], "4");
}

/// What a handler of these tests is about.
#[derive(Debug, kaffy::AdminResource)]
#[admin(table = "tools", context = "Shed", name = "Tool", plural = "Tools")]
struct Tool {
    id: i64,
    name: String,
}

pub(crate) async fn p23_a_record_shows_its_jobs_to_whoever_may_see_them(db: Database) {
    db.execute("CREATE TABLE tools (id BIGINT PRIMARY KEY, name VARCHAR(50) NOT NULL)").await.unwrap();
    db.execute("INSERT INTO tools (id, name) VALUES (7, 'Saw'), (8, 'Axe')").await.unwrap();
    let app = TestApp::built(&db, |jobs| jobs, |admin| admin.resource::<Tool>()).await;
    let parcel = || super::app::Parcel { to: "Ada".into(), weight: 1.0 };
    let later = Duration::from_secs(3_600);
    let send = || app.jobs.enqueue(super::app::send { parcel: parcel() });
    let id = send().record(7).after(later).await.unwrap().id();
    let over = send().record(7).await.unwrap().id();
    app.jobs.cancel(over, None).await.unwrap();
    send().record(8).await.unwrap();
    let page = app.get("/shed/tools/7").await.ok();
    assert_eq!(page.texts(".job-panel li > a"), ["send", "send"]);
    assert_eq!(page.attributes(".job-panel a[href$='/reschedule']", "href"), [format!("/admin/jobs/{id}/reschedule")]);
    assert_eq!(page.attributes(".job-panel form", "action"), [format!("/admin/jobs/{id}/cancel")]);
    assert_eq!(page.attribute(".job-panel .answer a", "href").as_deref(), Some("/admin/jobs/new?type=send&record=7"));
    let new = app.get("/jobs/new?type=send&record=7").await.ok();
    assert_eq!(new.form("form.record").value("record"), Some("7"));
    let seen = app.get_as("view", "/shed/tools/7").await.ok();
    assert!(seen.has(".job-panel li") && !seen.has(".job-panel form") && !seen.has(".job-panel .button"));
    assert!(!app.get_as("none", "/shed/tools/7").await.ok().has(".job-panel"));
    let job = app.get(&format!("/jobs/{id}")).await.ok();
    assert!(job.has(".facts a[href='/admin/shed/tools/7']"), "and the job leads to the record");
    page.form(".job-panel form").submit(&app).await.location();
    assert_eq!(app.jobs.find(id).await.unwrap().unwrap().state, JobState::Cancelled);
    let all = page.attribute(".job-panel p a", "href").unwrap();
    assert_eq!(app.get(all.strip_prefix("/admin").unwrap()).await.ok().texts("#job-list tbody tr").len(), 2);
}
