//! Who may do what with chores: S16, S29, S32, R36.

use axum::body::Body;
use http::{Request, header};
use kaffy::{
    Database, JobState,
    jobs::{JobFilter, chores::RunStatus},
};
use sea_query::Query;
use uuid::Uuid;

use super::{
    Page, TestApp,
    app::CHANGES_SOMETHING,
    chores_app::{Sweep, agreeing, over, priced, reaches, start, start_as, with},
};
use crate::handlers::note;

/// A right, what it opens, and what is posted there.
type Changing<'a> = (&'static str, String, Vec<(&'static str, &'a str)>);

fn changes<'a>(run: Uuid) -> Vec<Changing<'a>> {
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
    let say = agreeing(&app, "view,approve", &format!("/chores/runs/{run}")).await;
    let say = say.iter().map(|(name, value)| (*name, value.as_str())).collect();
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
        assert!(!page.has(CHANGES_SOMETHING), "{path} changes something");
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

pub(crate) async fn s29_rights_of_jobs_do_not_reach_chores(db: Database) {
    let app = over(&db).await;
    let run = start(&app, "count_up", &[("to", "2")]).await;
    let other = app.jobs.enqueue(note { text: "another".into() }).await.unwrap().id();
    let jobs = app.jobs.list(&JobFilter::new().of_type("kaffy.chore"), None, 10).await.unwrap();
    let [job] = &*jobs else { panic!("one job does the run: {jobs:?}") };
    let place = format!("/jobs/{}", job.id);
    let page = app.get(&place).await.ok();
    assert_eq!(page.texts(".page-buttons button, .page-buttons a"), [""; 0], "nothing can be done to it here");
    let link = format!("#job-facts-list a[href='/admin/chores/runs/{run}']");
    assert_eq!(page.words(&link), "Count up", "but where it can be is said");
    let words = "This job does the run of a chore: pause or stop the run on its own page.";
    let changes: [(&str, &[(&str, &str)]); 6] = [
        ("cancel", &[]),
        ("delete", &[]),
        ("retry", &[]),
        ("run", &[]),
        ("reschedule", &[("run_at", "2033-01-02T03:04:05")]),
        ("args", &[("arg.run", "x")]),
    ];
    for (change, fields) in changes {
        let page = app.post(&format!("{place}/{change}"), fields).await;
        assert_eq!(page.status, 409, "{change}: {}", page.words("main"));
        assert!(page.words("main").contains(words), "{change}: {}", page.words("main"));
    }
    for form in ["delete", "reschedule", "args"] {
        let page = app.get(&format!("{place}/{form}")).await;
        assert!(page.status == 409 && page.words("main").contains(words), "{form}: {}", page.words("main"));
    }
    // Many at once, by what was ticked and by what matches.
    let (chore, other) = (job.id.to_string(), other.to_string());
    let all = app.get("/jobs").await.ok().attribute("[name=_all]", "value").unwrap();
    let ticked = app.post("/jobs/bulk", &[("_action", "cancel"), ("_id", &chore), ("_id", &other)]).await;
    let matching = app.post("/jobs/bulk", &[("_action", "cancel"), ("_all", &all)]).await;
    for asks in [&ticked, &matching] {
        assert_eq!(asks.words("h1"), "Cancel 1 job?");
        assert_eq!(asks.texts(".affected li").len(), 1);
        assert!(asks.words(".note").contains("It cannot be done to 1 of the chosen jobs"), "{}", asks.words("main"));
    }
    let done = async |asks: &Page| {
        let page = asks.form("form.answer").set("_run", "1").submit(&app).await;
        app.follow(page).await.words(".flash")
    };
    assert!(done(&matching).await.starts_with("1 job was changed. 1 job was"));
    assert!(done(&ticked).await.starts_with("0 jobs were changed. 2 jobs were"));
    let none = app.post("/jobs/bulk", &[("_action", "cancel"), ("_id", &chore)]).await;
    assert_eq!(app.follow(none).await.words(".flash"), "Nothing was chosen to which this can be done.");
    assert_eq!(app.jobs.find(job.id).await.unwrap().unwrap().state, JobState::Available);
    reaches(&app, run, RunStatus::Enqueued).await;
    assert!(!app.log().await.join("\n").contains("kaffy.chore"));
}

pub(crate) async fn c33_who_keeps_a_run_out_is_not_said_to_whoever_may_not_see_it(db: Database) {
    let app = with(&db, |jobs| jobs.chore::<Sweep>()).await;
    let stranger = "view,run,stop,approve,stranger";
    let swept = start_as(&app, stranger, "sweep", &[("where_to", "the yard")]).await;
    let swept = format!("/chores/runs/{swept}");
    app.post_as(stranger, &format!("{swept}/move"), &[("move", "pause")]).await.location();
    let run = waiting(&app).await;
    let agree = agreeing(&app, "view,approve,second", &format!("/chores/runs/{run}")).await;
    let agree = agree.each_ref().map(|(name, value)| (*name, value.as_str()));
    app.post_as("view,approve,second", &format!("/chores/runs/{run}/approve"), &agree).await.location();
    let hides = |page: &Page, what: &str| {
        assert!(page.words("main").contains("Another chore is running"), "{what}: {}", page.words("main"));
        for told in ["Raise prices", "started by all", &run.to_string()] {
            assert!(!page.body.contains(told), "{what} tells {told}: {}", page.words("main"));
        }
    };
    for path in ["/chores/sweep", &swept] {
        hides(&app.get_as(stranger, path).await.ok(), path);
        let page = app.get(path).await.ok();
        assert!(page.has(&format!("a[href='/admin/chores/runs/{run}']")), "{path}: who may see it is led there");
    }
    let fields = [("where_to", "the shop")];
    let begins = [("/chores/sweep".to_owned(), &fields[..]), (format!("{swept}/move"), &[("move", "resume")])];
    for (path, fields) in begins {
        let page = app.post_as(stranger, &path, fields).await;
        assert_eq!(page.status, 409, "{path}: {}", page.words("main"));
        hides(&page, &path);
        let page = app.post(&path, fields).await;
        assert!(page.status == 409 && page.words("main").contains("“Raise prices” keeps it out"), "{path}");
    }
}

pub(crate) async fn j68_pages_of_chores_run_few_statements(db: Database) {
    let app = over(&db).await;
    let run = waiting(&app).await;
    // However many run, each of which has said something.
    for _ in 0..20 {
        waiting(&app).await;
    }
    let says = Query::update().table("kaffy_chore_runs").value("line_count", 3).to_owned();
    let mut tx = db.begin().await.unwrap();
    tx.execute(&says).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(app.get("/chores").await.ok().texts(".run-card").len(), 20);
    for (path, most) in
        [("/chores", 8), ("/chores/count_up", 3), ("/chores/runs", 3), (&*format!("/chores/runs/{run}"), 8)]
    {
        app.get(path).await.ok();
        let before = app.admin.database().statements();
        app.get(path).await.ok();
        let taken = app.admin.database().statements() - before;
        assert!(taken <= most, "{path} took {taken} statements");
    }
}
