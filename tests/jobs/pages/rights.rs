//! Who may do what: S16, S29, J66, R36.

use axum::body::Body;
use http::{Request, header};
use kaffy::{Database, JobState};

use super::{TestApp, app::CHANGES_SOMETHING};
use crate::handlers::note;

/// A right, an address, and what is posted there.
type Change = (&'static str, &'static str, &'static [(&'static str, &'static str)]);

/// Every right with the form that needs it; `{waits}`, `{failed}` are jobs.
const CHANGES: [Change; 11] = [
    ("retry", "/jobs/{failed}/retry", &[]),
    ("cancel", "/jobs/{waits}/cancel", &[]),
    ("cancel", "/jobs/groups/{group}/cancel", &[]),
    ("delete", "/jobs/{failed}/delete", &[]),
    ("reschedule", "/jobs/{waits}/reschedule", &[("run_at", "2033-01-02T03:04:05")]),
    ("reschedule", "/jobs/{later}/run", &[]),
    ("edit", "/jobs/{waits}/args", &[("arg.text", "other")]),
    ("enqueue", "/jobs", &[("type", "note"), ("arg.text", "new"), ("queue", "default")]),
    ("pause", "/jobs/queues/default", &[("do", "pause"), ("reason", "because")]),
    ("pause", "/jobs/queues/default", &[("do", "concurrency"), ("concurrency", "3")]),
    ("retry", "/jobs/bulk", &[("_action", "retry"), ("_id", "{failed}")]),
];

struct Ids {
    waits: String,
    later: String,
    failed: String,
    group: String,
}

impl Ids {
    async fn of(app: &TestApp) -> Self {
        let waits = app.jobs.enqueue(note { text: "first".into() }).await.unwrap().id();
        let later = app.jobs.enqueue(note { text: "later".into() }).after(std::time::Duration::from_secs(3600));
        let later = later.await.unwrap().id();
        let failed = app.jobs.enqueue(note { text: "failed".into() }).await.unwrap().id();
        app.jobs.cancel(failed, None).await.unwrap();
        let group = app.jobs.group("import").task("a", note { text: "task".into() }).create().await.unwrap().id();
        let group = group.to_string();
        Self { group, waits: waits.to_string(), later: later.to_string(), failed: failed.to_string() }
    }

    fn put(&self, text: &str) -> String {
        text.replace("{waits}", &self.waits)
            .replace("{later}", &self.later)
            .replace("{failed}", &self.failed)
            .replace("{group}", &self.group)
    }
}

pub(crate) async fn s29_each_right_opens_its_own_change_and_no_other(db: Database) {
    let app = TestApp::over(&db).await;
    for (right, path, fields) in CHANGES {
        let ids = Ids::of(&app).await;
        let path = ids.put(path);
        let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, ids.put(value))).collect();
        let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let others = "view,retry,cancel,delete,reschedule,edit,enqueue,pause".replace(&format!(",{right}"), "");
        for user in ["none", right, "view", &others] {
            let page = app.post_as(user, &path, &fields).await;
            assert_eq!(page.status, 403, "{path} by {user}: {}", page.words("main"));
        }
        let before = app.log().await.iter().filter(|line| !line.contains("POST")).count();
        let page = app.post_as(&format!("view,{right}"), &path, &fields).await;
        assert!(matches!(page.status.as_u16(), 200 | 303), "{path}: {} {}", page.status, page.words("main"));
        let after = app.log().await.iter().filter(|line| !line.contains("POST")).count();
        let is_a_question = page.status == 200;
        assert_eq!(after > before, !is_a_question, "{path}: what was done is in the log");
        app.jobs.resume_queue("default").await.unwrap();
    }
}

pub(crate) async fn r36_no_change_without_token_origin_or_right(db: Database) {
    let app = TestApp::over(&db).await;
    let ids = Ids::of(&app).await;
    for (_, path, fields) in CHANGES {
        let path = format!("/admin{}", ids.put(path));
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        for (user, origin) in [("all", "http://shed.test"), ("all", "http://evil.test"), ("nobody", "http://shed.test")]
        {
            let request = Request::post(&path)
                .header("x-user", user)
                .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
                .header(header::ORIGIN, origin);
            assert_eq!(app.send(request, Body::from(body.clone())).await.status, 403, "{path}");
        }
    }
    let state = |id: &str| {
        let (jobs, id) = (app.jobs.clone(), id.parse().unwrap());
        async move { jobs.find(id).await.unwrap().unwrap().state }
    };
    assert_eq!(state(&ids.waits).await, JobState::Available);
    assert_eq!(state(&ids.failed).await, JobState::Cancelled);
    assert!(app.jobs.queues().await.unwrap().iter().all(|queue| queue.paused_at.is_none()));
}

/// What keeps a page fresh is a request like any other: who has lost the session, or the right, sees nothing more. No
/// stream is kept open, and the pace stands in the script, where nothing that a browser stored can change it.
pub(crate) async fn s33_a_live_page_is_asked_for_anew_each_time(db: Database) {
    let app = TestApp::over(&db).await;
    let job = app.jobs.enqueue(note { text: "for your eyes".into() }).await.unwrap().id();
    let path = format!("/jobs/{job}");
    let refresh = |user: &'static str| {
        let request = Request::get(format!("/admin{path}")).header("x-user", user).header("sec-fetch-dest", "empty");
        app.send(request, Body::empty())
    };
    let page = refresh("view").await.ok();
    assert!(page.has("[data-live]"), "a part of it is replaced");
    assert_eq!(page.headers["content-type"], "text/html; charset=utf-8", "the answer ends");
    for gone in ["none", "nobody"] {
        let page = refresh(gone).await;
        assert_eq!(page.status, 403, "{gone}");
        assert!(!page.body.contains("for your eyes"), "{gone}");
    }
    let script = page.attribute("script[src$='jobs.js']", "src").unwrap();
    let script = app.get(script.trim_start_matches("/admin")).await.ok().body;
    assert!(script.contains("const EVERY = 3000;"), "{script}");
    assert!(!script.contains("EventSource") && !script.contains("localStorage"), "{script}");
}

pub(crate) async fn j66_menu_links_and_buttons_follow_the_rights(db: Database) {
    let app = TestApp::over(&db).await;
    let ids = Ids::of(&app).await;
    let group = format!("/jobs/groups/{}", ids.group);
    for path in ["/jobs", "/jobs/queues", "/jobs/workers", "/jobs/groups", &*group, &format!("/jobs/{}", ids.waits)] {
        assert_eq!(app.get_as("none", path).await.status, 403, "{path}");
        let page = app.get_as("view", path).await.ok();
        assert!(!page.has(CHANGES_SOMETHING), "{path} changes something");
        assert!(!page.has("a[href$='/jobs/new']"), "{path}");
        let place = match path {
            "/jobs/queues" | "/jobs/workers" => path,
            path if path.starts_with("/jobs/groups") => "/jobs/groups",
            _ => "/jobs",
        };
        let place = format!(".nav-group a[href='/admin{place}'][aria-current]");
        assert!(page.has(&place), "{path}: the menu knows where this is");
    }
    assert!(!app.get_as("none", "/audit").await.has("a[href='/admin/jobs']"));
    for path in ["args", "reschedule", "delete"] {
        assert_eq!(app.get_as("view", &format!("/jobs/{}/{path}", ids.waits)).await.status, 403, "{path}");
    }
    assert_eq!(app.get_as("view", "/jobs/new").await.status, 403);
    let page = app.get(&format!("/jobs/{}", ids.later)).await.ok();
    for place in ["cancel", "run"] {
        assert!(page.has(&format!("form[action$='/{place}']")), "{place}");
    }
    for place in ["args", "reschedule", "delete"] {
        assert!(page.has(&format!("a[href$='/{place}']")), "{place}");
    }
    assert!(!page.has("form[action$='/retry']"));
    assert!(app.get(&format!("/jobs/{}", ids.failed)).await.has("form[action$='/retry']"));
    assert_eq!(app.get_as("nobody", "/jobs").await.status, 403);
}

pub(crate) async fn s16_without_a_rule_the_jobs_are_as_open_as_the_rest(db: Database) {
    use kaffy::{Area, prelude::*};
    let (jobs, _) = crate::handlers::jobs(&db).await;
    let actor = Actor::new("ann", "Ann");
    let auth = || Auth::external(|_| async { Some(Actor::new("ann", "Ann")) });
    let open = Admin::builder(db.clone()).auth(auth()).jobs(jobs.clone()).build().await.unwrap();
    assert!(open.may_in(&actor, Area::Jobs, "pause"));
    assert!(!open.may_in(&actor, Area::Jobs, "fly"), "there is no such right");
    let ruled = Admin::builder(db.clone()).auth(auth()).jobs(jobs.clone()).permissions(|_, _, _| true);
    assert!(!ruled.build().await.unwrap().may_in(&actor, Area::Jobs, "view"), "nobody said anything of jobs");
    let without = Admin::builder(db.clone()).auth(auth()).build().await.unwrap();
    assert!(!without.may_in(&actor, Area::Jobs, "view") && without.all_areas().is_empty());
    let blind = Admin::builder(db).auth(auth()).jobs(jobs).areas(|_, _, right| right != "view");
    assert!(!blind.build().await.unwrap().may_in(&actor, Area::Jobs, "retry"), "all rights need that to view");
}
