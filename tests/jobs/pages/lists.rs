//! Lists of jobs, groups, schedules and runs are lists like any other: A5, A16, A17, W13, S12.

use std::time::Duration;

use kaffy::{
    Database, JobState,
    jobs::{Options, chores::RunStatus},
};
use serde_json::json;

use super::{
    Page, TestApp,
    app::pay,
    chores_app::{over as with_chores, reaches as run_reaches, start},
    schedules::{of, with},
};
use crate::{
    handlers::{note, typed},
    waiting::working,
};

fn chips(page: &Page) -> Vec<String> {
    page.texts(".chips .chip > span")
}

/// An address as the test asks for it.
fn inside(href: &str) -> &str {
    href.strip_prefix("/admin").unwrap()
}

async fn stocked(db: &Database) -> TestApp {
    let app = TestApp::over(db).await;
    let options = || Options::new().tag("rye").queue("mail").meta(json!({ "shop": "north" })).created_by("ada");
    app.jobs.enqueue_all((0..30).map(|number| note { text: format!("loaf {number}") }), options()).await.unwrap();
    app.jobs.enqueue(typed { number: 1 }).after(Duration::from_secs(600)).await.unwrap();
    app
}

pub(crate) async fn a16_chips_say_what_narrows_a_list_and_take_it_away(db: Database) {
    let app = stocked(&db).await;
    assert!(!app.get("/jobs").await.ok().has(".chips"));
    let query =
        "state=available&q=loaf&queue=mail&tag=rye&from=2001-01-01T08:30&until=2101-01-01T00:00&by=ada&meta=north";
    let page = app.get(&format!("/jobs?{query}")).await.ok();
    assert_eq!(page.texts("tbody tr").len(), 25);
    assert_eq!(
        chips(&page),
        [
            "State is Available",
            "Search for “loaf”",
            "Queue is mail",
            "Tag is “rye”",
            "Added is from 2001-01-01 08:30",
            "Added is before 2101-01-01 00:00",
            "Added by is “ada”",
            "Metadata contains “north”",
        ]
    );
    assert_eq!(page.words(".filters .count-badge"), "6 on", "but for the tab and the search");
    let removes = page.attributes(".chips .chip a", "href");
    for (href, pair) in removes.iter().zip(query.split('&')) {
        let name = pair.split_once('=').unwrap().0;
        assert!(!href.contains(&format!("{name}=")), "{href}");
        let less = app.get(inside(href)).await.ok();
        assert_eq!(chips(&less).len(), 7, "{href}");
    }
    assert_eq!(page.attribute(".chips .clear", "href").as_deref(), Some("/admin/jobs"));
    // What a form does not show it carries along; what it shows it does not carry twice.
    assert_eq!(page.attribute(".panel input[type=hidden][name=state]", "value").as_deref(), Some("available"));
    assert_eq!(page.attribute(".panel input[type=hidden][name=q]", "value").as_deref(), Some("loaf"));
    assert!(!page.has(".panel input[type=hidden][name=queue]") && page.has(".panel select[name=queue]"));
    assert_eq!(page.attribute("form.search input[type=hidden][name=queue]", "value").as_deref(), Some("mail"));
    assert_eq!(page.attribute(".panel [name=from]", "value").as_deref(), Some("2001-01-01T08:30"));
    let none = app.get("/jobs?q=nosuch&size=50").await.ok();
    assert_eq!(none.words(".empty h2"), "No jobs match");
    assert_eq!(none.attribute(".empty a", "href").as_deref(), Some("/admin/jobs?size=50"));
    for (path, chip) in [
        ("/jobs/groups?status=failed", "State is Failed"),
        ("/jobs/groups?q=night", "Search for “night”"),
        ("/schedules?origin=user&type=note", "Comes from is These pages"),
        ("/audit?what=deleted", "What is Deleted"),
        ("/audit?from=2001-02-03", "When is from 2001-02-03"),
    ] {
        says(&app, path, chip).await;
    }
    let app = with_chores(&db).await;
    says(&app, "/chores/runs?status=errored", "State is Failed").await;
    says(&app, "/chores/runs?who=ada&until=2001-01-01T00:00", "Started by contains “ada”").await;
}

/// What the first chip of a list says, and that the list knows no other names than its own.
async fn says(app: &TestApp, path: &str, chip: &str) {
    let page = app.get(path).await.ok();
    assert_eq!(chips(&page)[0], chip, "{path}");
    let plain = path.split_once('?').unwrap().0;
    assert_eq!(page.attribute(".chips .clear", "href"), Some(format!("/admin{plain}")), "{path}");
    assert_eq!(app.get(&format!("{plain}?nothing=1")).await.status, 400, "{plain}");
    let odd = app.get(&format!("{plain}?%3Cb%3E=1")).await;
    assert!(odd.words("main").contains("“<b>”") && odd.has(&format!("main a[href='/admin{plain}']")), "{plain}");
}

pub(crate) async fn a5_a_page_has_as_many_rows_as_somebody_wants(db: Database) {
    let app = stocked(&db).await;
    let page = app.get("/jobs?tag=rye").await.ok();
    assert_eq!(page.texts(".sizes a"), ["25 rows", "50 rows", "100 rows", "200 rows"]);
    assert_eq!(page.words(".sizes [aria-current]"), "25 rows");
    assert_eq!(page.texts("tbody tr").len(), 25);
    let more = page.attributes(".sizes a", "href")[1].clone();
    let page = app.get(inside(&more)).await.ok();
    assert_eq!((page.texts("tbody tr").len(), page.has("a[rel=next]")), (30, false));
    assert_eq!(page.attribute(".panel input[type=hidden][name=size]", "value").as_deref(), Some("50"));
    assert!(page.attributes(".states a", "href").iter().all(|href| href.contains("size=50")));
    assert_eq!(page.texts(".pager nav:first-child li"), ["Newest", "Newer", "Older"]);
    for path in ["/jobs/groups", "/schedules", "/audit"] {
        let page = app.get(path).await.ok();
        assert_eq!(page.texts(".sizes a").len(), 4, "{path}");
        app.get(&format!("{path}?size=200")).await.ok();
        assert_eq!(app.get(&format!("{path}?size=201")).await.status, 400, "{path}");
    }
}

pub(crate) async fn w13_jobs_and_groups_are_files_without_what_is_masked(db: Database) {
    let app = TestApp::built(&db, |jobs| jobs, |admin| admin.export_limit(403)).await;
    app.jobs.enqueue(pay { token: "hunter2".into(), amount: 5, note: None }).await.unwrap();
    let options = || Options::new().tag("=1+1");
    app.jobs.enqueue_all((0..400).map(|number| note { text: format!("loaf, {number}") }), options()).await.unwrap();
    let page = app.get("/jobs?type=note").await.ok();
    let href = page.attribute("[data-export]", "href").unwrap();
    assert_eq!(href, "/admin/jobs/export?type=note");
    let file = app.get(inside(&href)).await.ok();
    assert!(file.headers["content-type"].to_str().unwrap().starts_with("text/csv"));
    assert!(file.headers["content-disposition"].to_str().unwrap().starts_with("attachment; filename=\"Jobs 20"));
    let lines: Vec<_> = file.body.lines().collect();
    assert!(lines[0].starts_with("Id of the job,Type,State,Queue,Arguments,"), "{}", lines[0]);
    assert_eq!(lines.len(), 401);
    assert!(lines[1].contains("loaf, 399") && lines[400].contains("loaf, 0"), "the newest first: {}", lines[1]);
    assert!(lines[1].contains(",'=1+1,"), "no formula: {}", lines[1]);
    let file = app.get("/jobs/export").await.ok();
    assert_eq!(file.body.lines().count(), 402);
    assert!(file.body.contains("••••••") && !file.body.contains("hunter2"));
    assert_eq!(app.get("/jobs/export?q=amount").await.ok().body.lines().count(), 1, "not letter by letter either");
    assert_eq!(app.get("/jobs/export?q=loaf%2C+7&state=available").await.ok().body.lines().count(), 12);
    // A limit is said, and a page of the list has no part in it.
    app.jobs.enqueue_all((0..3).map(|number| typed { number }), Options::new()).await.unwrap();
    let file = app.get("/jobs/export?size=50").await.ok();
    assert_eq!(file.body.lines().count(), 405);
    assert!(file.body.lines().last().unwrap().contains("403"), "{}", file.body.lines().last().unwrap());
    for name in ["a, \"b\"", "other"] {
        app.jobs.group("import").name(name).task("one", note { text: "x".into() }).create().await.unwrap();
    }
    let file = app.get("/jobs/groups/export?q=b").await.ok();
    assert_eq!(file.body.lines().count(), 2);
    assert!(file.body.contains("\"a, \"\"b\"\"\",import,Waiting,0,1,"), "{}", file.body);
    assert_eq!(app.get("/jobs/groups/export").await.ok().body.lines().count(), 3);
    for path in ["/jobs/export", "/jobs/groups/export", "/schedules/export"] {
        assert_eq!(app.get_as("none", path).await.status, 403, "{path}");
        assert_eq!(app.get(&format!("{path}?nothing=1")).await.status, 400, "{path}");
    }
}

pub(crate) async fn w13_schedules_are_a_file_and_one_of_its_name_has_its_page(db: Database) {
    let app = with(&db, [of("export").cron("@daily"), of("other"), of("=1+1")]).await;
    let page = app.get("/schedules?q=o").await.ok();
    let file = app.get(inside(&page.attribute("[data-export]", "href").unwrap())).await.ok();
    assert_eq!(file.body.lines().count(), 3, "{}", file.body);
    assert!(app.get("/schedules/export").await.ok().body.contains("'=1+1,note,"));
    let href = page.attribute("#schedule-list tbody a", "href").unwrap();
    assert_eq!(app.get(inside(&href)).await.ok().words("h1"), "export");
}

pub(crate) async fn a17_a_list_of_jobs_is_as_it_was_left(db: Database) {
    let app = stocked(&db).await;
    let page = app.get("/jobs?tag=rye").await.ok();
    let older = page.attribute("a[rel=next]", "href").unwrap();
    let page = app.get(inside(&older)).await.ok();
    let row = page.attribute("tbody [data-open]", "href").unwrap();
    let job = app.get(inside(&row)).await.ok();
    let back = |page: &Page| page.attribute(".crumbs a[href*='/jobs?']", "href");
    assert_eq!(back(&job).as_deref(), Some(&*older), "its page, too");
    // Over what is done to it, and the pages on the way.
    let done = job.form("form[action*='/cancel']").submit(&app).await;
    let job = app.follow(done).await;
    assert_eq!((job.words("#job-head .badge"), back(&job).as_deref()), ("Cancelled".into(), Some(&*older)));
    let ask = app.get(inside(&job.attribute("a[href*='/delete']", "href").unwrap())).await.ok();
    assert_eq!(back(&ask).as_deref(), Some(&*older));
    let list = ask.form("form[action*='/delete']").submit(&app).await;
    assert_eq!(list.location(), older);
    // Many at once.
    let page = app.get("/jobs?tag=rye&size=50").await.ok();
    let form =
        page.form("#selection").set("_action", "cancel").also("_id", &page.attribute("[name=_id]", "value").unwrap());
    let ask = form.without("_all").submit(&app).await.ok();
    assert_eq!(ask.attribute("form.answer [name=_back]", "value").as_deref(), Some("tag=rye&size=50"));
    let list = ask.form("form.answer").also("_run", "1").submit(&app).await;
    assert_eq!(list.location(), "/admin/jobs?tag=rye&size=50");
    // Only ever a list (S12).
    let id = app.jobs.enqueue(typed { number: 2 }).await.unwrap().id();
    for odd in ["https%3A%2F%2Fevil.example", "%2F%2Fevil", "tag%3Dx%26evil%3D1", "q%3D%2500", "%ff", "size%3D7"] {
        let job = app.get(&format!("/jobs/{id}?_back={odd}")).await;
        if odd == "%ff" {
            continue;
        }
        let job = job.ok();
        assert_eq!(job.attributes(".crumbs a", "href").last().map(String::as_str), Some("/admin/jobs"), "{odd}");
        let places = [job.attributes("a", "href"), job.attributes("form", "action")].concat();
        assert!(places.iter().all(|place| !place.contains("evil")), "{odd}");
    }
    assert_eq!(app.jobs.find(id).await.unwrap().unwrap().state, JobState::Available);
}

pub(crate) async fn a17_other_lists_are_as_they_were_left(db: Database) {
    let app = with(&db, (0..30).map(|number| of(&format!("s{number:02}")))).await;
    let page = app.get("/schedules?q=s&size=25").await.ok();
    let further = page.attribute("a[rel=next]", "href").unwrap();
    let row = app.get(inside(&further)).await.ok().attribute("#schedule-list tbody a", "href").unwrap();
    let page = app.get(inside(&row)).await.ok();
    assert!(page.attributes(".crumbs a", "href").contains(&further));
    let page = app.follow(page.form("form[action*='/run']").submit(&app).await).await;
    assert!(page.attributes(".crumbs a", "href").contains(&further), "over what is done to it");
    let ask = app.get(inside(&page.attribute("a[href*='/delete']", "href").unwrap())).await.ok();
    assert_eq!(ask.form("form[action*='/delete']").submit(&app).await.location(), further);
    let group = app.jobs.group("import").tasks((0..60).map(|number| typed { number })).create().await.unwrap().id();
    let page = app.get("/jobs/groups?type=import").await.ok();
    let page = app.get(inside(&page.attribute("tbody a", "href").unwrap())).await.ok();
    assert!(page.words("#group-head code").contains(&group.to_string()));
    let list = "/admin/jobs/groups?type=import".to_owned();
    assert!(page.attributes(".crumbs a", "href").contains(&list));
    let page = app.get(inside(&page.attribute("a[rel=next]", "href").unwrap())).await.ok();
    assert_eq!(page.column("Place")[0], "26");
    assert!(page.attributes(".crumbs a", "href").contains(&list), "over its pages");
    let page = app.follow(page.form("form[action*='/cancel']").submit(&app).await).await;
    assert!(page.attributes(".crumbs a", "href").contains(&list));
}

pub(crate) async fn a17_the_history_of_runs_is_as_it_was_left(db: Database) {
    let app = with_chores(&db).await;
    let worker = working(&app.jobs).await;
    let run = start(&app, "count_up", &[("to", "1")]).await;
    run_reaches(&app, run, RunStatus::Succeeded).await;
    assert_eq!(app.get("/chores/runs?after=x").await.status, 400, "there is no way back");
    assert_eq!(app.get("/chores/runs/export?nothing=1").await.status, 400);
    let page = app.get("/chores/runs?status=succeeded&size=25").await.ok();
    assert_eq!(page.column("State").len(), 1);
    let run = app.get(inside(&page.attribute("tbody [data-open]", "href").unwrap())).await.ok();
    assert!(run.attributes(".crumbs a", "href").contains(&"/admin/chores/runs?status=succeeded&size=25".to_owned()));
    worker.stop().await;
}
