//! The list: J58, J59, J60, J68, P24.

use std::time::Duration;

use kaffy::{
    Database,
    jobs::{Options, testing::TestJobs},
};
use serde_json::json;

use super::{TestApp, app::pay};
use crate::handlers::{note, typed};

pub(crate) async fn j59_tabs_count_and_pages_go_both_ways(db: Database) {
    let app = TestApp::over(&db).await;
    let empty = app.get("/jobs").await.ok();
    assert!(empty.words(".notice").contains("No jobs"));
    app.jobs
        .enqueue_all((0..60).map(|number| note { text: format!("number {number}") }), Options::new())
        .await
        .unwrap();
    app.jobs.enqueue(typed { number: 1 }).after(Duration::from_secs(600)).await.unwrap();
    let first = app.get("/jobs").await.ok();
    let tabs = first.texts(".states a");
    assert_eq!(tabs[..4], ["All 61", "Scheduled 1", "Available 60", "Running 0"]);
    assert_eq!(first.texts("tbody tr").len(), 25);
    assert!(first.texts("tbody tr")[0].contains("typed"), "the newest first");
    let mut seen = first.column("Arguments");
    let mut page = first;
    while let Some(next) = page.attribute("a[rel=next]", "href") {
        page = app.get(next.strip_prefix("/admin").unwrap()).await.ok();
        seen.extend(page.column("Arguments"));
    }
    assert_eq!(seen.len(), 61);
    let mut unique = seen.clone();
    unique.sort();
    unique.dedup();
    assert_eq!(unique.len(), 61, "each job once");
    let back = page.attribute("a[rel=prev]", "href").unwrap();
    let before = app.get(back.strip_prefix("/admin").unwrap()).await.ok();
    assert_eq!(before.column("Arguments"), seen[25..50]);
    let tab = app.get("/jobs?state=scheduled").await.ok();
    assert_eq!(tab.column("Type"), ["typed"]);
    assert!(tab.has(".states [aria-current]"));
}

pub(crate) async fn j60_p24_filters_are_in_the_address(db: Database) {
    let app = TestApp::over(&db).await;
    let options = || Options::new().tag("rye").queue("mail").meta(json!({ "shop": "north" })).created_by("ada");
    app.jobs.enqueue_all((0..3).map(|number| note { text: format!("loaf {number}") }), options()).await.unwrap();
    app.jobs.enqueue(note { text: "50% off_".into() }).await.unwrap();
    app.jobs.enqueue(typed { number: 9 }).await.unwrap();
    for (query, count) in [
        ("type=note", 4),
        ("type=typed", 1),
        ("queue=mail", 3),
        ("tag=rye", 3),
        ("by=ada", 3),
        ("meta=north", 3),
        ("q=50%25+off_", 1),
        ("q=loaf&type=note&queue=mail&tag=rye", 3),
        ("q=loaf&state=scheduled", 0),
        ("from=2001-01-01T00:00&until=2002-01-01T00:00", 0),
        ("from=2001-01-01T00:00", 5),
        ("about=tool&id=7", 0),
    ] {
        let page = app.get(&format!("/jobs?{query}")).await.ok();
        assert_eq!(page.texts("tbody tr").len(), count, "{query}");
        for pair in query.split('&') {
            let (name, _) = pair.split_once('=').unwrap();
            if name != "state" {
                assert!(page.has(&format!("form [name='{name}']")), "{name} can be changed");
            }
        }
    }
    let page = app.get("/jobs?queue=mail&q=loaf").await.ok();
    assert_eq!(page.attribute("[name=q]", "value").as_deref(), Some("loaf"));
    assert_eq!(page.attribute("[name=queue] option[selected]", "value").as_deref(), Some("mail"));
    assert!(
        page.attributes(".states a", "href").iter().all(|href| href.contains("queue=mail")),
        "tabs keep the filter"
    );
    assert!(page.texts(".states a")[0].ends_with('3'), "tabs count what matches");
}

pub(crate) async fn j9_what_is_masked_can_be_neither_read_nor_found(db: Database) {
    let app = TestApp::over(&db).await;
    let id =
        app.jobs.enqueue(pay { token: "hunter2".into(), amount: 5, note: Some("fail".into()) }).await.unwrap().id();
    for path in ["/jobs", "/jobs?type=pay", &format!("/jobs/{id}"), &format!("/jobs/{id}/args"), "/jobs/workers"] {
        let page = app.get(path).await.ok();
        assert!(!page.body.contains("hunter2"), "{path}");
    }
    assert!(app.get(&format!("/jobs/{id}")).await.words("main pre").contains("••••••"));
    assert_eq!(app.get("/jobs?q=amount").await.texts("tbody tr").len(), 0, "not letter by letter either");
    assert_eq!(app.get("/jobs?q=hunter").await.texts("tbody tr").len(), 0);
    // Left as it is, it stays; typed anew, it is another; the log has neither.
    let form = app.get(&format!("/jobs/{id}/args")).await.ok().form("form.record");
    assert_eq!(form.value("arg.token"), Some("••••••"));
    form.set("arg.amount", "7").submit(&app).await.location();
    let args = app.jobs.find(id).await.unwrap().unwrap().args;
    assert_eq!((&args["token"], &args["amount"]), (&json!("hunter2"), &json!(7)));
    let form = app.get(&format!("/jobs/{id}/args")).await.ok().form("form.record");
    form.set("arg.token", "swordfish").submit(&app).await.location();
    assert_eq!(app.jobs.find(id).await.unwrap().unwrap().args["token"], "swordfish");
    let log = app.log().await.join("\n");
    assert!(log.contains("job-edited pay") && !log.contains("hunter2") && !log.contains("swordfish"), "{log}");
    assert!(!app.get("/audit").await.ok().body.contains("swordfish"));
    let mut test = TestJobs::new(&app.jobs).await.unwrap();
    test.perform(id).await.unwrap();
    assert!(!app.get(&format!("/jobs/{id}")).await.ok().body.contains("swordfish"));
}

pub(crate) async fn r27_j68_a_page_runs_few_statements_whatever_the_table_holds(db: Database) {
    let app = TestApp::over(&db).await;
    for _ in 0..5 {
        app.jobs.enqueue_all((0..200).map(|number| typed { number: number as u8 }), Options::new()).await.unwrap();
    }
    let group = app.jobs.group("import").concurrent().tasks((0..200).map(|number| typed { number }));
    let group = group.create().await.unwrap().id();
    let without = TestApp::built(&db, |jobs| jobs, |admin| admin.saved_views(false)).await;
    // Where views of lists are saved, a list reads them as well.
    for (path, most, views) in [
        (&*format!("/jobs/groups/{group}"), 4, 0),
        (&*format!("/jobs?group={group}"), 2, 1),
        ("/jobs", 2, 1),
        ("/jobs?state=available", 2, 1),
        ("/jobs?q=number&queue=default", 3, 1),
        ("/jobs?q=number&state=available", 3, 1),
        ("/jobs/groups", 3, 1),
        ("/jobs/groups?status=running&type=import", 3, 1),
        ("/jobs/groups?q=a", 3, 1),
        ("/jobs/queues", 5, 0),
        ("/jobs/workers", 1, 0),
    ] {
        for (app, most) in [(&app, most + views), (&without, most)] {
            let before = app.admin.database().statements();
            app.get(path).await.ok();
            let taken = app.admin.database().statements() - before;
            assert!(taken <= most, "{path} took {taken} statements");
        }
    }
}
