//! The pages of jobs in the made-up language: every state, every reason, every form and what it refuses.

use std::time::Duration;

use kaffy::{
    Audit, Database, JobState,
    jobs::{Options, testing::TestJobs},
    prelude::*,
};

use super::{Walk, bakery::bakery_over, marked};

#[job_handler(job_type = "ψωμί", queue = "φούρνος", resource = "agora/loaves", max_attempts = 2, mask(μυστικό))]
pub(super) async fn bake(
    ψωμιά: u32, μυστικό: Option<String>, ctx: JobContext
) -> Result<Vec<u32>, JobError> {
    ctx.log("Ζεστό");
    match ψωμιά {
        13 => Err(JobError::failed("Κρύο")),
        14 => Err(JobError::snooze(Duration::from_secs(3_600))),
        15 => Err(JobError::cancel("Κλειστά")),
        16 => panic!("Φωτιά"),
        _ => Ok(μυστικό.into_iter().map(|_| ψωμιά).collect()),
    }
}

#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
struct Order {
    ποιος: String,
}

#[job_handler(job_type = "παραγγελία", queue = "φούρνος", unique)]
async fn order(#[args] order: Order) -> Result<usize, JobError> {
    Ok(order.ποιος.len())
}

async fn work(db: &Database) -> Jobs {
    Jobs::builder(db).handler::<bake>().handler::<order>().build().await.expect("two handlers")
}

/// Groups with tasks in every state.
async fn some_groups(jobs: &Jobs, test: &mut TestJobs) -> Vec<uuid::Uuid> {
    let task = |ψωμιά: u32| bake { ψωμιά, μυστικό: None };
    let sequence = jobs.group("πρωί").name("Νωρίς").created_by("Άννα").meta(serde_json::json!({ "α": "β" }));
    let sequence = sequence.task("α", task(1)).task("β", task(2)).task("", task(3)).on_success(task(4));
    let once = Options::new().max_attempts(1);
    let at_once = jobs.group("βράδυ").concurrent().task("α", task(1)).task_with("β", task(13), once.clone());
    let at_once = at_once.task("γ", task(15)).task_with("δ", task(16), once).task("ε", task(14));
    let at_once = at_once.on_failure(task(4)).on_finish(task(5));
    let ids = vec![sequence.create().await.expect("stored").id(), at_once.create().await.expect("stored").id()];
    for (group, most) in [(ids[0], 1), (ids[1], 5)] {
        let mut filter = kaffy::jobs::JobFilter::new();
        filter.group = Some(group);
        for job in jobs.list(&filter, None, most).await.expect("listed") {
            test.perform(job.id).await.expect("performed");
        }
    }
    ids
}

#[tokio::test]
async fn k20_jobs_say_only_messages() {
    let db = Database::connect("sqlite::memory:").await.expect("SQLite opens a database in memory");
    let jobs = work(&db).await;
    let app = bakery_over(db, marked::TAG, {
        let jobs = jobs.clone();
        |builder| builder.jobs(jobs).audit(Audit::on()).areas(|actor, _, right| actor.id != "viewer" || right == "view")
    })
    .await;
    let mut walk = Walk { app, strays: Vec::new() };
    for path in ["/jobs", "/jobs/groups", "/jobs/queues", "/jobs/workers", "/jobs/new", "/agora/loaves/3"] {
        walk.get(path).await;
    }
    let enqueue = |ψωμιά: u32| jobs.enqueue(bake { ψωμιά, μυστικό: Some("α".into()) }).created_by("Άννα").tag("νέο");
    let mut test = TestJobs::new(&jobs).await.expect("a test");
    let mut ids = Vec::new();
    for ψωμιά in [1, 13, 14, 15] {
        let id = enqueue(ψωμιά).record(1).await.expect("enqueued").id();
        test.perform(id).await.expect("performed");
        ids.push(id);
    }
    test.perform(ids[1]).await.expect("performed");
    ids.push(enqueue(2).lane("α").await.expect("enqueued").id());
    ids.push(enqueue(3).after(Duration::from_secs(900)).await.expect("enqueued").id());
    ids.push(enqueue(4).limited("όριο", "α").await.expect("enqueued").id());
    let waits = enqueue(5).await.expect("enqueued").id();
    ids.push(waits);
    let many = (0..30).map(|ψωμιά| bake { ψωμιά, μυστικό: None });
    jobs.enqueue_all(many, Options::new()).await.expect("enqueued");
    let groups = some_groups(&jobs, &mut test).await;
    jobs.pause_queue("φούρνος", "Άννα", "Κρύο").await.expect("paused");
    for id in &groups {
        walk.get(&format!("/jobs/groups/{id}")).await;
        walk.get_as("viewer", 200, &format!("/jobs/groups/{id}?status=new")).await;
        walk.get(&format!("/jobs?group={id}")).await;
    }
    for query in ["", "?status=failed", "?type=%CE%B1", "?q=%CE%B1&status=pending"] {
        walk.get(&format!("/jobs/groups{query}")).await;
    }
    for query in ["status=x", "type=%00", "q=%00", "after=x"] {
        walk.get_as("ann", 400, &format!("/jobs/groups?{query}")).await;
    }
    for query in ["status=x", "behind=x"] {
        walk.get_as("ann", 400, &format!("/jobs/groups/{}?{query}", groups[0])).await;
    }
    walk.get_as("ann", 400, "/jobs?group=x").await;
    walk.get_as("ann", 404, "/jobs/groups/x").await;
    let stop = format!("/jobs/groups/{}/cancel", groups[0]);
    walk.post_as("viewer", 403, &stop, &[]).await;
    walk.post(303, &stop, &[]).await;
    walk.post(409, &stop, &[]).await;
    walk.get(&format!("/jobs/groups/{}", groups[0])).await;
    walk.get("/audit?about=jobs%2Fgroups").await;
    for id in &ids {
        walk.get(&format!("/jobs/{id}")).await;
        walk.get_as("viewer", 200, &format!("/jobs/{id}")).await;
    }
    let states = JobState::ALL.map(|state| format!("/jobs?state={state}"));
    for path in states.iter().map(String::as_str).chain([
        "/jobs",
        "/jobs?q=%CE%B1",
        "/jobs?tag=%CE%BD%CE%AD%CE%BF&by=%CE%B1&from=2020-01-01T00:00",
        "/jobs/queues",
        "/jobs/workers",
        "/audit?about=jobs",
    ]) {
        walk.get(path).await;
        if !path.starts_with("/audit") {
            walk.get_as("viewer", 200, path).await;
        }
    }
    for list in ["jobs", "jobs/groups", "schedules", "audit"] {
        let new = [("list", list), ("query", "size=100"), ("name", "Μία"), ("audience", "everyone")];
        walk.post(303, "/views", &new).await;
        walk.get(&format!("/views?list={list}")).await;
        let tab = walk.get(&format!("/{list}")).await.attribute(".views a[href*='view=']", "href").expect("a tab");
        let open = tab.strip_prefix("/admin").expect("inside").to_owned();
        walk.get_as("ann", 303, &open).await;
        let (_, id) = open.rsplit_once('=').expect("an id");
        walk.get(&format!("/{list}?size=50&view={id}")).await;
        walk.app.post("/views/default", &[("list", list), ("view", id)]).await.location();
        walk.get(&format!("/{list}?view=none")).await;
        walk.post(303, "/views/default", &[("list", list)]).await;
        walk.get_as("ann", 400, &format!("/{list}?view=%CE%BE")).await;
        walk.get_as("ann", 400, &format!("/{list}?%CE%BE=1")).await;
        walk.post(303, &format!("/views/{id}/delete"), &[]).await;
    }
    walk.get("/agora/loaves/1").await;
    walk.get_as("viewer", 200, "/agora/loaves/1").await;
    let older = walk.get("/jobs").await.attribute("a[rel=next]", "href").expect("more than a page");
    walk.get(older.strip_prefix("/admin").expect("inside")).await;
    for query in ["state=x", "worker=x", "from=x", "until=x", "before=x", "q=%00", "type=%00", "queue=%00", "tag=%00"] {
        walk.get_as("ann", 400, &format!("/jobs?{query}")).await;
    }
    for query in ["meta=%00", "by=%00", "about=%00", "id=%00"] {
        walk.get_as("ann", 400, &format!("/jobs?{query}")).await;
    }
    walk.get_as("ann", 404, "/jobs/x").await;
    walk.get_as("ann", 404, "/jobs/new?type=x").await;
    for path in ["args", "reschedule", "delete"] {
        walk.get(&format!("/jobs/{waits}/{path}")).await;
        walk.get_as("viewer", 403, &format!("/jobs/{waits}/{path}")).await;
    }
    let (over, at) = (ids[0], |id: uuid::Uuid, path: &str| format!("/jobs/{id}/{path}"));
    for (status, path, fields) in [
        (422, at(waits, "args"), vec![("arg.ψωμιά", "ξ"), ("arg.μυστικό", "••••••")]),
        (422, at(waits, "args"), vec![("arg.ψωμιά", ""), ("arg.μυστικό", "")]),
        (400, at(waits, "args"), vec![("ξ", "ξ")]),
        (303, at(waits, "args"), vec![("arg.ψωμιά", "6"), ("arg.μυστικό", "••••••")]),
        (422, at(waits, "reschedule"), vec![("run_at", "ξ")]),
        (422, at(waits, "reschedule"), vec![("run_at", "1950-01-01T00:00")]),
        (303, at(waits, "reschedule"), vec![("run_at", "2033-01-01T00:00")]),
        (303, at(waits, "run"), vec![]),
        (409, at(waits, "retry"), vec![]),
        (303, at(waits, "cancel"), vec![]),
        (409, at(waits, "cancel"), vec![]),
        (409, at(waits, "run"), vec![]),
        (303, at(waits, "retry"), vec![]),
        (409, at(over, "cancel"), vec![]),
        (409, at(over, "args"), vec![]),
        (409, at(ids[1], "cancel"), vec![]),
        (303, at(waits, "delete"), vec![]),
        (404, at(waits, "delete"), vec![]),
        (422, "/jobs".into(), vec![("type", "ψωμί"), ("arg.ψωμιά", "1"), ("queue", ""), ("priority", "ξ")]),
        (422, "/jobs".into(), vec![("type", "ψωμί"), ("arg.ψωμιά", "1"), ("queue", ""), ("priority", "3")]),
        (422, "/jobs".into(), vec![("type", "ψωμί"), ("arg.ψωμιά", "1"), ("queue", "α"), ("priority", "-3")]),
        (422, "/jobs".into(), vec![("type", "ψωμί"), ("arg.ψωμιά", "1"), ("queue", "α"), ("record", "\0")]),
        (422, "/jobs".into(), vec![("type", "παραγγελία"), ("args", ""), ("queue", "α")]),
        (303, "/jobs".into(), vec![("type", "ψωμί"), ("arg.ψωμιά", "7"), ("queue", "φούρνος")]),
        (303, "/jobs".into(), vec![("type", "παραγγελία"), ("args", "{\"ποιος\": \"Μαρία\"}"), ("queue", "φούρνος")]),
        (303, "/jobs".into(), vec![("type", "παραγγελία"), ("args", "{\"ποιος\": \"Μαρία\"}"), ("queue", "φούρνος")]),
        (303, "/jobs/bulk".into(), vec![("_action", "")]),
        (303, "/jobs/bulk".into(), vec![("_action", "retry")]),
        (400, "/jobs/bulk".into(), vec![("_action", "retry"), ("_all", "x")]),
        (303, QUEUE.into(), vec![("do", "pause"), ("reason", "Ξανά")]),
        (303, QUEUE.into(), vec![("do", "resume")]),
        (303, QUEUE.into(), vec![("do", "resume")]),
        (422, QUEUE.into(), vec![("do", "pause"), ("reason", "")]),
        (422, QUEUE.into(), vec![("do", "concurrency"), ("concurrency", "ξ")]),
        (303, QUEUE.into(), vec![("do", "concurrency"), ("concurrency", "3")]),
        (400, QUEUE.into(), vec![("do", "ξ")]),
        (404, "/jobs/queues/x".into(), vec![("do", "resume")]),
    ] {
        walk.post(status, &path, &fields).await;
    }
    for right in ["retry", "cancel", "run", "delete"] {
        walk.post_as("viewer", 403, &at(over, right), &[]).await;
    }
    for form in ["/jobs/new?type=%CF%88%CF%89%CE%BC%CE%AF", "/audit", "/audit?about=jobs%2Fqueues", "/jobs/queues"] {
        walk.get(form).await;
    }
    for (action, chosen) in [("cancel", ids[4]), ("retry", ids[1]), ("delete", ids[3])] {
        let fields = [("_action", action), ("_id", &*chosen.to_string()), ("_id", &*over.to_string())];
        let asks = walk.post(200, "/jobs/bulk", &fields).await;
        let which = asks.attribute("[name=_which]", "value").expect("signed");
        walk.post(303, "/jobs/bulk", &[("_action", action), ("_which", &which), ("_run", "1")]).await;
        walk.post(303, "/jobs/bulk", &[("_action", action), ("_which", &which), ("_run", "1")]).await;
    }
    walk.end();
}

const QUEUE: &str = "/jobs/queues/%CF%86%CE%BF%CF%8D%CF%81%CE%BD%CE%BF%CF%82";
