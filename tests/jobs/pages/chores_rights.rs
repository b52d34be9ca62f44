//! Who may do what with chores: S16, S29, S32, R36.

use axum::body::Body;
use http::{Request, header};
use kaffy::{Database, jobs::chores::RunStatus};
use uuid::Uuid;

use super::{
    TestApp,
    chores_app::{over, priced, start},
};

/// A right, what it opens, and what is posted there.
/// A right, an address, and what is posted there.
type Changing = (&'static str, String, Vec<(&'static str, &'static str)>);

fn changes(run: Uuid) -> Vec<Changing> {
    vec![
        ("run", "/chores/count_up".to_owned(), vec![("to", "2"), ("word", ""), ("token", "")]),
        ("stop", format!("/chores/runs/{run}/move"), vec![("move", "cancel")]),
    ]
}

async fn waiting(app: &TestApp) -> Uuid {
    start(app, "runs", &[("by", "5")]).await
}

pub(crate) async fn s29_each_right_of_chores_opens_its_own_change(db: Database) {
    let app = over(&db).await;
    let run = waiting(&app).await;
    let page = app.get_as("view,approve", &format!("/chores/runs/{run}")).await.ok();
    let seen: &'static str = page.attribute("input[name=seen]", "value").unwrap().leak();
    let say = vec![("answer", "agree"), ("reason", "because"), ("seen", seen)];
    let approve = ("approve", format!("/chores/runs/{run}/approve"), say);
    for (right, path, fields) in [approve].into_iter().chain(changes(run)) {
        let others = "view,run,stop,approve".replace(&format!(",{right}"), "");
        for user in ["none", right, "view", &others] {
            let page = app.post_as(user, &path, &fields).await;
            assert_eq!(page.status, 403, "{path} by {user}: {}", page.words("main"));
        }
        let done = |log: Vec<String>| log.iter().filter(|line| !line.contains("POST")).count();
        let before = done(app.log().await);
        let page = app.post_as(&format!("view,{right}"), &path, &fields).await;
        assert_eq!(page.status, 303, "{path}: {}", page.words("main"));
        assert_eq!(done(app.log().await), before + 1, "{path}: what was done is in the log");
    }
    for (path, right) in [(format!("/chores/runs/{run}/move?move=cancel"), "stop")] {
        assert_eq!(app.get_as("view", &path).await.status, 403);
        app.get_as(&format!("view,{right}"), &path).await.ok();
    }
}

pub(crate) async fn r36_no_change_of_chores_without_token_origin_or_right(db: Database) {
    let app = over(&db).await;
    let run = waiting(&app).await;
    for (_, path, fields) in changes(run) {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(&fields).finish();
        for (user, origin) in [("all", "http://shed.test"), ("all", "http://evil.test"), ("nobody", "http://shed.test")]
        {
            let request = Request::post(format!("/admin{path}"))
                .header("x-user", user)
                .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
                .header(header::ORIGIN, origin);
            assert_eq!(app.send(request, Body::from(body.clone())).await.status, 403, "{path}");
        }
    }
    let runs = app.jobs.chores().list_runs(&Default::default(), None, 10).await.unwrap();
    assert_eq!((runs.len(), runs[0].status), (1, RunStatus::Awaiting));
    assert_eq!(priced(&app, 450).await, 1);
    // Fields that no page has change nothing, either.
    for (path, fields) in [
        (format!("/chores/runs/{run}/move"), vec![("move", "cancel"), ("status", "succeeded")]),
        (format!("/chores/runs/{run}/approve"), vec![("answer", "agree"), ("reason", "x"), ("actor", "other")]),
        (format!("/chores/runs/{run}/exactly"), vec![("by", "7")]),
    ] {
        assert_eq!(app.post(&path, &fields).await.status, 400, "{path}");
    }
}

pub(crate) async fn s16_menu_links_and_buttons_of_chores_follow_the_rights(db: Database) {
    let app = over(&db).await;
    let run = waiting(&app).await;
    for path in ["/chores", "/chores/count_up", "/chores/runs", &format!("/chores/runs/{run}")] {
        assert_eq!(app.get_as("none", path).await.status, 403, "{path}");
        let page = app.get_as("view", path).await.ok();
        assert!(!page.has("main form[method=post]"), "{path} changes something");
        assert!(page.has(".nav-group a[href='/admin/chores'][aria-current]"), "{path}: the menu knows where this is");
    }
    for path in ["/chores/runs/export", &format!("/chores/runs/{run}/log.txt"), &format!("/chores/runs/{run}/failures")]
    {
        assert_eq!(app.get_as("none", path).await.status, 403, "{path}");
        app.get_as("view", path).await.ok();
    }
    assert!(!app.get_as("none", "/audit").await.has("a[href='/admin/chores']"));
    // Of a chore that is not there for somebody, there is nothing at all (C33).
    let stranger = "view,run,stop,approve,stranger";
    let page = app.get_as(stranger, "/chores").await.ok();
    assert_eq!(page.texts(".chore h2"), ["Count up", "Import prices"]);
    assert!(!page.body.contains("Raise prices"));
    for path in ["/chores/%72uns".to_owned(), format!("/chores/runs/{run}"), format!("/chores/runs/{run}/log.txt")] {
        assert_eq!(app.get_as(stranger, &path).await.status, 404, "{path}");
    }
    assert_eq!(app.get_as(stranger, "/chores/runs").await.ok().texts("tbody tr").len(), 0);
    let posts: [(String, &[(&str, &str)]); 3] = [
        ("/chores/%72uns".to_owned(), &[("by", "5")]),
        (format!("/chores/runs/{run}/move"), &[("move", "cancel")]),
        (format!("/chores/runs/{run}/approve"), &[("answer", "agree"), ("reason", "x")]),
    ];
    for (path, fields) in posts {
        assert_eq!(app.post_as(stranger, &path, fields).await.status, 404, "{path}");
    }
    // Without chores there is no such area, and its pages are none.
    let app = TestApp::over(&db).await;
    assert!(!app.get("/jobs").await.ok().has("a[href='/admin/chores']"));
    assert_eq!(app.get("/chores").await.status, 403);
    assert!(!app.admin.all_areas().contains(&kaffy::Area::Chores));
}

pub(crate) async fn j68_pages_of_chores_run_few_statements(db: Database) {
    let app = over(&db).await;
    let run = waiting(&app).await;
    for (path, most) in
        [("/chores", 5), ("/chores/count_up", 3), ("/chores/runs", 3), (&*format!("/chores/runs/{run}"), 8)]
    {
        app.get(path).await.ok();
        let before = app.admin.database().statements();
        app.get(path).await.ok();
        let taken = app.admin.database().statements() - before;
        assert!(taken <= most, "{path} took {taken} statements");
    }
}
