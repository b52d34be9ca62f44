//! The pages of groups: J54, J55, J60.

use kaffy::{
    Database,
    jobs::{GroupEnd, GroupStatus, Options, testing::TestJobs},
};
use serde_json::json;
use uuid::Uuid;

use super::TestApp;
use crate::{
    groups::handlers::{refuses, told},
    handlers::{note, panics},
};

fn noted(text: &str) -> note {
    note { text: text.into() }
}

fn told_at_the_end() -> told {
    told { word: "end".into(), group: GroupEnd::later() }
}

async fn over(db: &Database) -> TestApp {
    TestApp::built(db, |jobs| jobs.handler::<told>().handler::<refuses>(), |admin| admin).await
}

pub(crate) async fn j54_groups_are_listed_with_their_states(db: Database) {
    let app = over(&db).await;
    assert!(app.get("/jobs/groups").await.ok().words(".notice").contains("No groups"));
    let mut test = TestJobs::new(&app.jobs).await.unwrap();
    for number in 0..30 {
        let group = app.jobs.group(format!("type {}", number % 2)).name(format!("<b>{number}</b>"));
        let group = match number % 3 {
            0 => group.task("a", noted("a")),
            1 => group.task("a", noted("a")).task("b", refuses { reason: "no".into() }),
            _ => group.concurrent().tasks(["a", "b", "c"].map(noted)),
        };
        group.create().await.unwrap();
        if number == 19 {
            test.drain("default").await.unwrap();
        }
    }
    let page = app.get("/jobs/groups").await.ok();
    let tabs = page.texts(".states li a");
    assert_eq!(tabs, ["All 30", "Waiting 10", "Running 0", "Succeeded 13", "Failed 7", "Cancelled 0"]);
    assert_eq!(page.texts("tbody tr").len(), 25);
    assert_eq!(page.texts("tbody th")[0], "<b>29</b>", "the newest first, and as plain text");
    assert_eq!(page.column("Tasks")[..3], ["0/3", "0/2", "0/1"]);
    assert_eq!(page.column("Order")[..2], ["All at once", "One after the other"]);
    // Both ways.
    let older = page.attribute("a[rel=next]", "href").unwrap();
    let second = app.get(older.strip_prefix("/admin").unwrap()).await.ok();
    assert_eq!(second.texts("tbody tr").len(), 5);
    let newer = second.attribute("a[rel=prev]", "href").unwrap();
    let first = app.get(newer.strip_prefix("/admin").unwrap()).await.ok();
    assert_eq!(first.texts("tbody th"), page.texts("tbody th"));
    // Filters are in the address, and counts follow them.
    let page = app.get("/jobs/groups?type=type+1&status=failed").await.ok();
    assert_eq!(page.texts(".states li a")[0], "All 15");
    assert!(page.column("State").iter().all(|state| state == "Failed"));
    assert_eq!(page.attribute("[name=type]", "value").as_deref(), Some("type 1"));
    assert_eq!(page.attribute("[type=hidden][name=status]", "value").as_deref(), Some("failed"));
    let page = app.get("/jobs/groups?q=%3E17%3C").await.ok();
    assert_eq!(page.texts("tbody th"), ["<b>17</b>"]);
    assert!(page.words("main").contains("The newest 50,000 groups were looked through."));
    assert!(app.get("/jobs/groups?q=nosuch").await.ok().words(".notice").contains("No groups match"));
}

pub(crate) async fn j54_a_group_shows_its_tasks_and_links_to_their_jobs(db: Database) {
    let app = over(&db).await;
    let mut test = TestJobs::new(&app.jobs).await.unwrap();
    let group = app.jobs.group("import").name("27 <i>November</i>").meta(json!({ "shop": "<s>" })).created_by("Ada");
    let group = group
        .concurrent()
        .task("one", noted("a"))
        .task("two", panics { how: "text".into() })
        .task_with("three", noted("c"), Options::new().after(std::time::Duration::from_secs(3600)))
        .on_success(told_at_the_end())
        .on_finish(told_at_the_end());
    let id = group.create().await.unwrap().id();
    test.drain("default").await.unwrap();
    let page = app.get(&format!("/jobs/groups/{id}")).await.ok();
    assert_eq!(page.words("h1"), "27 <i>November</i>");
    assert_eq!(page.words("#group-head .badge"), "Failed");
    assert_eq!(page.attribute("[role=progressbar]", "aria-valuetext").as_deref(), Some("2 of 3"));
    assert_eq!(page.texts("tbody th"), ["one", "two", "three"]);
    assert_eq!(page.column("State"), ["Succeeded", "Crashed a plain text", "Waiting"]);
    assert!(page.words(".details").contains("<s>") && page.words("#group-facts-list").contains("Ada"));
    assert_eq!(page.texts("#group-callback-list dt"), ["When all succeeded", "However it ends"]);
    assert!(!page.has("#group-callback-list a"), "none is enqueued yet");
    let job = page.attribute("tbody tr:nth-child(2) a", "href").unwrap();
    let job = app.get(job.strip_prefix("/admin").unwrap()).await.ok();
    assert_eq!(job.words("h1"), "panics");
    assert!(job.has(&format!(".facts a[href$='/jobs/groups/{id}']")), "a job names its group");
    // Only those in a state, and the jobs of the group in their list.
    let crashed = app.get(&format!("/jobs/groups/{id}?status=crashed")).await.ok();
    assert_eq!(crashed.texts("tbody th"), ["two"]);
    assert!(app.get(&format!("/jobs/groups/{id}?status=new")).await.ok().words("main").contains("No task is here."));
    let list = app.get(&format!("/jobs?group={id}")).await.ok();
    assert_eq!(list.texts("tbody tr").len(), 3);
    assert_eq!(list.attribute("[name=group]", "value"), Some(id.to_string()));
    test.advance(std::time::Duration::from_secs(3601));
    test.drain("default").await.unwrap();
    let page = app.get(&format!("/jobs/groups/{id}")).await.ok();
    assert_eq!(page.texts("#group-callback-list a").len(), 1, "one of them was enqueued");
    assert!(!page.has("form[action$='/cancel']"));
    // Many tasks, a page at a time.
    let many = app.jobs.group("import").tasks((0..60).map(|at| noted(&at.to_string()))).create().await.unwrap().id();
    let (mut places, mut path) = (Vec::new(), format!("/jobs/groups/{many}"));
    loop {
        let page = app.get(&path).await.ok();
        places.extend(page.column("Place"));
        let Some(next) = page.attribute("a[rel=next]", "href") else { break };
        path = next.strip_prefix("/admin").unwrap().to_owned();
    }
    assert_eq!(places, (1..=60).map(|at| at.to_string()).collect::<Vec<_>>());
    for path in ["/jobs/groups", &format!("/jobs/groups/{id}")] {
        let page = app.get(path).await.ok();
        assert!(page.has("[data-live][id]") && page.has("script[src$='/jobs.js']"), "{path} is kept fresh");
    }
}

pub(crate) async fn j54_what_is_left_is_stopped_from_the_page(db: Database) {
    let app = over(&db).await;
    let group = app.jobs.group("import").name("night").tasks(["a", "b"].map(noted)).create().await.unwrap().id();
    let path = format!("/jobs/groups/{group}");
    let page = app.get(&path).await.ok().form("form[action$='/cancel']").submit(&app).await;
    let page = app.follow(page).await;
    assert_eq!(page.words(".flash"), "2 tasks were stopped, or asked to stop.");
    assert_eq!(page.column("State"), ["Aborted", "Aborted"]);
    assert_eq!(app.jobs.get_group(group).await.unwrap().status, GroupStatus::Cancelled);
    let log = app.log().await;
    assert!(log[0].contains("group-cancelled night") && log[0].contains("state"), "{log:?}");
    assert_eq!(log.len(), 1);
    let entries = app.get("/audit?about=jobs%2Fgroups").await.ok();
    assert!(entries.words("table.log").contains("What was left of the group was stopped."));
    assert!(entries.has(&format!("a[href$='/jobs/groups/{group}']")));
    let again = app.post(&format!("{path}/cancel"), &[]).await;
    assert_eq!(again.status, 409);
    assert!(again.words("main").contains("The group has ended already."));
    assert_eq!(app.log().await.len(), 1, "what is refused leaves no entry");
}

pub(crate) async fn j54_what_makes_no_sense_about_groups_is_refused(db: Database) {
    let app = over(&db).await;
    let group = app.jobs.group("import").task("a", noted("a")).create().await.unwrap().id();
    for query in
        ["status=new", "status=x", "type=%00", "q=%00", "before=x", "after=1", &format!("q={}", "x".repeat(201))]
    {
        assert_eq!(app.get(&format!("/jobs/groups?{query}")).await.status, 400, "{query}");
    }
    for query in ["status=cancelled", "status=x", "behind=x", "behind=99999999999999999999"] {
        assert_eq!(app.get(&format!("/jobs/groups/{group}?{query}")).await.status, 400, "{query}");
    }
    assert_eq!(app.get("/jobs?group=x").await.status, 400);
    let capitals = group.to_string().to_uppercase();
    for id in ["x", "1", &*capitals, &Uuid::now_v7().to_string(), "%00"] {
        assert_eq!(app.get(&format!("/jobs/groups/{id}")).await.status, 404, "{id}");
        assert_eq!(app.post(&format!("/jobs/groups/{id}/cancel"), &[]).await.status, 404, "{id}");
    }
    let forged = app.post(&format!("/jobs/groups/{group}/cancel"), &[("status", "succeeded")]).await;
    assert_eq!(forged.status, 400);
    assert_eq!(app.jobs.get_group(group).await.unwrap().status, GroupStatus::Pending);
    assert_eq!(app.get(&format!("/jobs/groups/{group}?behind=-5")).await.ok().texts("tbody tr").len(), 1);
}
