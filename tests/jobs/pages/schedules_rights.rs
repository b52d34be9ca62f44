//! Who may do what with schedules: S16, S29, R36.

use axum::body::Body;
use http::{Request, header};
use kaffy::{Database, jobs::ScheduleState};

use super::{
    TestApp,
    app::CHANGES_SOMETHING,
    schedules::{of, with},
};

/// A right, an address, and what is posted there.
type Change = (&'static str, &'static str, &'static [(&'static str, &'static str)]);

const CHANGES: [Change; 6] = [
    ("run", "/schedules/mine/run", &[]),
    ("pause", "/schedules/mine/pause", &[("reason", "because")]),
    ("pause", "/schedules/mine/resume", &[]),
    ("edit", "/schedules/mine/edit", &[("arg.text", "other"), ("cron", "@daily"), ("revision", "1")]),
    ("edit", "/schedules", &[("type", "note"), ("name", "new"), ("arg.text", "new"), ("every", "5m")]),
    ("delete", "/schedules/mine/delete", &[]),
];

async fn app(db: &Database) -> TestApp {
    let app = with(db, []).await;
    app.jobs.schedules().add(&of("mine").cron("@hourly"), Some("Ada")).await.unwrap();
    app
}

pub(crate) async fn s29_each_right_of_schedules_opens_its_own_change(db: Database) {
    let app = app(&db).await;
    for (right, path, fields) in CHANGES {
        let others = "view,run,pause,edit,delete".replace(&format!(",{right}"), "");
        for user in ["none", right, "view", &others] {
            let page = app.post_as(user, path, fields).await;
            assert_eq!(page.status, 403, "{path} by {user}: {}", page.words("main"));
        }
        let done = |log: Vec<String>| log.iter().filter(|line| !line.contains("POST")).count();
        let before = done(app.log().await);
        let page = app.post_as(&format!("view,{right}"), path, fields).await;
        assert_eq!(page.status, 303, "{path}: {}", page.words("main"));
        assert_eq!(done(app.log().await), before + 1, "{path}: what was done is in the log");
    }
}

pub(crate) async fn r36_no_change_of_schedules_without_token_origin_or_right(db: Database) {
    let app = app(&db).await;
    for (_, path, fields) in CHANGES {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        for (user, origin) in [("all", "http://shed.test"), ("all", "http://evil.test"), ("nobody", "http://shed.test")]
        {
            let request = Request::post(format!("/admin{path}"))
                .header("x-user", user)
                .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
                .header(header::ORIGIN, origin);
            assert_eq!(app.send(request, Body::from(body.clone())).await.status, 403, "{path}");
        }
    }
    let all = app.jobs.schedules().all().await.unwrap();
    assert_eq!(all.len(), 1);
    assert_eq!((all[0].state, all[0].cron.as_deref()), (ScheduleState::Active, Some("@hourly")));
    assert!(app.jobs.schedules().ticks("mine", None, 10).await.unwrap().is_empty());
}

pub(crate) async fn s16_menu_links_and_buttons_of_schedules_follow_the_rights(db: Database) {
    let app = app(&db).await;
    app.post("/schedules/mine/run", &[]).await.location();
    for path in ["/schedules", "/schedules/mine"] {
        assert_eq!(app.get_as("none", path).await.status, 403, "{path}");
        let page = app.get_as("view", path).await.ok();
        assert!(!page.has(CHANGES_SOMETHING) && !page.has("a[href$='/schedules/new']"), "{path}");
        assert!(
            page.has(".nav-group a[href='/admin/schedules'][aria-current]"),
            "{path}: the menu knows where this is"
        );
        assert!(page.has(".jobs-nav a[aria-current=page][href='/admin/schedules']"), "{path}");
    }
    for path in ["/schedules/new", "/schedules/mine/edit", "/schedules/mine/pause", "/schedules/mine/delete"] {
        assert_eq!(app.get_as("view", path).await.status, 403, "{path}");
        app.get(path).await.ok();
    }
    let page = app.get("/schedules/mine").await.ok();
    for place in ["edit", "pause", "delete"] {
        assert!(page.has(&format!("a[href$='/mine/{place}']")), "{place}");
    }
    assert!(!app.get_as("none", "/audit").await.has("a[href='/admin/schedules']"));
}

pub(crate) async fn s16_whoever_may_not_see_jobs_sees_none_of_a_schedule(db: Database) {
    use kaffy::Area;
    let app = app(&db).await;
    let job = app.jobs.schedules().run("mine", Some("Ada")).await.unwrap();
    let kaffy::jobs::RunNow::Enqueued(ids) = job else { panic!("{job:?}") };
    let jobs = app.jobs.clone();
    let admin = kaffy::Admin::builder(db.clone());
    use kaffy::prelude::*;
    let auth = Auth::external(|request| async move {
        let said = request.headers.get("x-user").and_then(|it| it.to_str().ok()).unwrap_or("all");
        Some(Actor::new(said, said))
    });
    let admin = admin.auth(auth).jobs(jobs).areas(|actor, area, _| match area {
        Area::Schedules => actor.id != "worker",
        _ => actor.id == "worker",
    });
    let app = app.with_admin(admin.build().await.unwrap());
    let page = app.get_as("planner", "/schedules/mine").await.ok();
    assert!(!page.has("a[href*='/admin/jobs']"), "no way to jobs");
    assert_eq!(page.column("Outcome"), ["Available"]);
    assert_eq!(app.get_as("planner", "/jobs").await.status, 403);
    let page = app.get_as("worker", &format!("/jobs/{}", ids[0])).await.ok();
    assert!(!page.has("a[href*='/admin/schedules']"), "no way to schedules");
    assert_eq!(app.get_as("worker", "/schedules").await.status, 403);
}
