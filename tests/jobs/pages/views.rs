//! Saved views of the lists that are no resources: A19.

use http::StatusCode;
use kaffy::{Database, jobs::Options};

use super::{Page, TestApp, chores_app::over as with_chores};
use crate::handlers::note;

/// An address as the test asks for it.
fn inside(href: &str) -> &str {
    href.strip_prefix("/admin").unwrap()
}

fn tabs(page: &Page) -> Vec<String> {
    page.texts(".views .states a")
}

fn current(page: &Page) -> Vec<String> {
    page.texts(".views .states [aria-current]")
}

/// Saves what a list shows as somebody, and the id of the view.
async fn saved(app: &TestApp, user: &str, (list, name): (&str, &str), query: &str, audience: &str) -> String {
    let fields = [("list", name), ("name", "Rye"), ("query", query), ("audience", audience)];
    let place = app.post_as(user, "/views", &fields).await.location().to_owned();
    let (_, id) = place.rsplit_once("view=").unwrap_or_else(|| panic!("{list}: no view in {place}"));
    id.to_owned()
}

const JOBS: (&str, &str) = ("/jobs", "jobs");

async fn stocked(db: &Database) -> TestApp {
    let app = TestApp::over(db).await;
    let options = || Options::new().tag("rye").queue("mail");
    app.jobs.enqueue_all((0..60).map(|number| note { text: format!("loaf {number}") }), options()).await.unwrap();
    app.jobs.enqueue(note { text: "bun".into() }).await.unwrap();
    app
}

pub(crate) async fn a19_a_list_of_jobs_is_saved_by_name_and_opened_by_it(db: Database) {
    let app = stocked(&db).await;
    let none = app.get("/jobs").await.ok();
    assert!(tabs(&none).is_empty() && none.has("form[aria-labelledby=view-save]"), "nothing to choose from yet");
    let page = app.get("/jobs?state=available&q=loaf&size=50").await.ok();
    let older = page.attribute("a[rel=next]", "href").unwrap();
    let page = app.get(inside(&older)).await.ok();
    let form = page.form("form[aria-labelledby=view-save]").set("name", "Rye & <b>");
    let place = form.submit(&app).await.location().to_owned();
    let (list, id) = place.rsplit_once("&view=").unwrap();
    assert_eq!(list, "/admin/jobs?state=available&q=loaf&size=50", "without the place in it");
    let page = app.get(inside(&place)).await.ok();
    assert!(page.words(".flash").contains("The view “Rye & <b>” was saved."), "{}", page.words(".flash"));
    assert_eq!((tabs(&page), current(&page)), (vec!["All".into(), "Rye & <b>".into()], vec!["Rye & <b>".to_owned()]));
    assert!(!page.body.contains("Rye & <b>") && !page.has("form[action$='/replace']"), "it shows what was saved");
    assert_eq!(app.get(&format!("/jobs?view={id}")).await.location(), place);

    // Every way on the page stays in the view, and none leads to it by accident.
    let mark = format!("view={id}");
    for links in ["#job-states a", ".pager a", ".chips .chip a", ".chips .clear"] {
        let hrefs = page.attributes(links, "href");
        assert!(!hrefs.is_empty() && hrefs.iter().all(|href| href.contains(&mark)), "{links}: {hrefs:?}");
    }
    assert_eq!(page.form("form.search").value("view"), Some(id));
    assert_eq!(page.form("[data-filters] form").value("view"), Some(id));
    let cleared = app.get(&format!("/jobs?q=&view={id}")).await.ok();
    assert_eq!(cleared.attribute("a[rel=next]", "href").map(|href| href.contains(&mark)), Some(true));
    assert!(!cleared.has(".chips"), "what was taken out of the view stays out");
    assert_eq!(cleared.attribute(".sizes a", "href").as_deref(), Some("/admin/jobs?view=none"));
    let job = app.get(inside(&page.attribute("tbody [data-open]", "href").unwrap())).await.ok();
    assert!(job.attributes(".crumbs a", "href").contains(&place), "from a job it is a step back");
    assert_eq!(page.attribute("[data-export]", "href").as_deref(), Some("/admin/jobs/export?state=available&q=loaf"));

    let other = app.get(&format!("{}&queue=mail", inside(&place))).await.ok();
    assert_eq!(current(&other), ["Rye & <b>"], "still the view, with something else in it");
    let replaced = other.form("form[action$='/replace']").submit(&app).await.location().to_owned();
    assert!(replaced.contains("queue=mail"), "{replaced}");
    assert_eq!(app.get(&format!("/jobs?view={id}&utm_source=mail")).await.location(), replaced);

    let form = other.form(".panel-part form[action$='/default']").set("view", id);
    assert_eq!(form.submit(&app).await.location(), format!("/admin/jobs?view={id}"));
    assert_eq!(app.get("/jobs").await.location(), replaced, "the plain address is the view");
    assert_eq!(app.get("/jobs?utm_source=mail").await.location(), replaced);
    let all = app.get("/jobs?view=none").await.ok();
    assert_eq!((current(&all), all.has(".chips")), (vec!["All".into()], false));
    let searched = app.get("/jobs?q=bun").await.ok();
    assert_eq!(searched.attribute(".chips .clear", "href").as_deref(), Some("/admin/jobs?view=none"));
    assert_eq!(searched.form("form.search").value("view"), Some("none"));
    let manage = app.get("/views?list=jobs").await.ok();
    assert_eq!(
        (manage.words("h1"), manage.texts("tbody th")),
        ("Saved views of Jobs".into(), vec!["Rye & <b>".into()])
    );
    app.post(&format!("/views/{id}/delete"), &[]).await.location();
    assert!(tabs(&app.get("/jobs").await.ok()).is_empty());

    // What is no list of jobs is none to save, and none to look at.
    for query in ["nothing=1", "state=nosuch", "from=x", "size=7", "worker=x"] {
        let fields = [("list", "jobs"), ("name", "x"), ("query", query)];
        app.post("/views", &fields).await.is(StatusCode::BAD_REQUEST);
    }
    let bad = app.get("/jobs?view=x").await.is(StatusCode::BAD_REQUEST);
    assert!(bad.words("main").contains("`x` names no saved view") && bad.has("main a[href='/admin/jobs']"));
    app.get(&format!("/jobs?view={id}")).await.is(StatusCode::NOT_FOUND);
    app.get(&format!("/jobs?q=bun&view={id}")).await.ok();
}

pub(crate) async fn a19_w9_views_of_jobs_are_of_those_who_see_the_jobs(db: Database) {
    let app = stocked(&db).await;
    let (own, shared) = ("view", "view,share");
    let mine = saved(&app, own, JOBS, "q=bun", "me").await;
    let ours = saved(&app, shared, JOBS, "q=loaf", "everyone").await;
    app.post_as(own, "/views", &[("list", "jobs"), ("name", "x"), ("audience", "everyone")])
        .await
        .is(StatusCode::FORBIDDEN);
    assert_eq!(tabs(&app.get_as(own, "/jobs").await.ok()), ["All", "Rye", "Rye Shared by view,share"]);
    assert_eq!(tabs(&app.get_as(shared, "/jobs").await.ok()), ["All", "Rye"]);
    app.get_as(own, &format!("/jobs?view={ours}")).await.location();
    app.get_as(own, &format!("/views/{ours}")).await.is(StatusCode::FORBIDDEN);
    // Another's is not there, and no view is for somebody who does not see the list, whatever they may share.
    for (user, id) in [(shared, &mine), ("none", &ours), ("share", &ours), ("none", &mine)] {
        let list = app.get_as(user, &format!("/jobs?view={id}")).await.status;
        assert_eq!(list, if user == shared { StatusCode::NOT_FOUND } else { StatusCode::FORBIDDEN }, "{user}");
        app.get_as(user, &format!("/views/{id}")).await.is(StatusCode::NOT_FOUND);
        for what in ["", "/replace", "/delete"] {
            let fields = [("name", "Mine"), ("query", "")];
            app.post_as(user, &format!("/views/{id}{what}"), &fields).await.is(StatusCode::NOT_FOUND);
        }
        let first = app.post_as(user, "/views/default", &[("list", "jobs"), ("view", id)]).await;
        first.is(if user == shared { StatusCode::NOT_FOUND } else { StatusCode::FORBIDDEN });
    }
    app.get_as("share", "/views?list=jobs").await.is(StatusCode::FORBIDDEN);
    app.post_as("share", "/views", &[("list", "jobs"), ("name", "x")]).await.is(StatusCode::FORBIDDEN);
    // A view is of its list alone.
    app.get_as(own, &format!("/jobs/groups?view={ours}")).await.is(StatusCode::NOT_FOUND);
    app.post_as(own, "/views/default", &[("list", "schedules"), ("view", &ours)]).await.is(StatusCode::NOT_FOUND);
    for list in ["job", "jobs/", "jobs/queues", "chores", "audit/export", "accounts/users", "views", ""] {
        let manage = app.get(&format!("/views?list={list}")).await;
        assert_eq!(manage.status, StatusCode::NOT_FOUND, "{list}");
    }
    // The log tells of it those who see the list.
    let told = "Rye (jobs)";
    assert!(app.get_as("all", "/audit?about=views").await.ok().body.contains(told));
    assert!(!app.get_as("share", "/audit?about=views").await.ok().body.contains(told));
    let off = TestApp::built(&db, |jobs| jobs, |admin| admin.saved_views(false)).await;
    assert!(!off.get("/jobs").await.ok().has(".views"));
    off.get(&format!("/jobs?view={ours}")).await.ok();
    off.get("/views?list=jobs").await.is(StatusCode::NOT_FOUND);
}

pub(crate) async fn a19_what_no_longer_fits_a_list_of_jobs_is_left_out_in_words(db: Database) {
    let app = stocked(&db).await;
    let id = saved(&app, "all", JOBS, "q=loaf", "everyone").await;
    let open = format!("/jobs?view={id}");
    // A message that was not shown yet comes first.
    app.get("/jobs?q=x").await.ok();
    for (query, left) in [
        (
            "UPDATE kaffy_views SET query = 'state=nosuch&q=loaf&nothing=1&size=7&from=x&type=note&before=x'",
            format!("q=loaf&type=note&view={id}"),
        ),
        ("UPDATE kaffy_views SET query = 'worker=x&f.title=y&%ff=1'", "view=none".to_owned()),
    ] {
        app.admin.database().execute(query).await.unwrap();
        let place = app.get(&open).await.location().to_owned();
        assert_eq!(place, format!("/admin/jobs?{left}"));
        let page = app.get(inside(&place)).await.ok();
        assert!(page.words(".flash.warning").contains("Part of the view “Rye” is left out"), "{}", page.words("main"));
    }
    let cut = "UPDATE kaffy_views SET query = 'q=loaf&state=nosuch'";
    app.admin.database().execute(cut).await.unwrap();
    app.post("/views/default", &[("list", "jobs"), ("view", &id)]).await.location();
    app.get(&open).await.location();
    let place = app.get("/jobs").await.location().to_owned();
    assert_eq!(place, format!("/admin/jobs?q=loaf&view={id}"));
    let page = app.get(&format!("{}&tag=rye", inside(&place))).await.ok();
    assert!(!page.has("form[action$='/replace']"), "others would lose the rest");
    let fields = [("query", "q=bun"), ("seen", "x")];
    app.post(&format!("/views/{id}/replace"), &fields).await.is(StatusCode::CONFLICT);
}

pub(crate) async fn a19_each_list_that_is_no_resource_has_views(db: Database) {
    let app = with_chores(&db).await;
    let mut ids = Vec::new();
    for (list, query, title, bad) in [
        (("/jobs/groups", "jobs/groups"), "status=failed&q=night", "Groups", "status=nosuch"),
        (("/schedules", "schedules"), "q=a&origin=user&size=25", "Schedules", "kind=nosuch"),
        (("/chores/runs", "chores/runs"), "status=errored&who=ada", "All runs", "from=x"),
        (("/audit", "audit"), "what=deleted&from=2001-02-03", "Activity", "about=shop%2Fnosuch"),
    ] {
        let (path, name) = list;
        let page = app.get(&format!("{path}?{query}")).await.ok();
        let form = page.form("form[aria-labelledby=view-save]");
        assert_eq!((form.value("list"), form.value("query")), (Some(name), Some(query)));
        let id = saved(&app, "all", list, query, "everyone").await;
        let place = format!("/admin{path}?{query}&view={id}");
        assert_eq!(app.get(&format!("{path}?view={id}")).await.location(), place);
        assert_eq!(current(&app.get(inside(&place)).await.ok()), ["Rye"], "{path}");
        app.post("/views/default", &[("list", name), ("view", &id)]).await.location();
        assert_eq!(app.get(path).await.location(), place);
        let all = app.get(&format!("{path}?view=none")).await.ok();
        assert_eq!((current(&all), tabs(&all)), (vec!["All".to_owned()], vec!["All".into(), "Rye Opens first".into()]));
        let manage = app.get(&format!("/views?list={name}")).await.ok();
        assert_eq!(manage.words("h1"), format!("Saved views of {title}"));
        assert!(manage.attributes("a", "href").contains(&format!("/admin{path}")), "{path}: the way back");
        for bad in [bad, "nothing=1", "view=x"] {
            app.get(&format!("{path}?{bad}")).await.is(StatusCode::BAD_REQUEST);
            app.post("/views", &[("list", name), ("name", "x"), ("query", bad)]).await.is(StatusCode::BAD_REQUEST);
        }
        let shared = app.get_as("view", &format!("{path}?view=none")).await.ok();
        assert_eq!(tabs(&shared), ["All", "Rye Shared by all"], "{path}");
        if name != "audit" {
            app.get_as("none", &format!("{path}?view={id}")).await.is(StatusCode::FORBIDDEN);
            app.get_as("none", &format!("/views/{id}")).await.is(StatusCode::NOT_FOUND);
        }
        ids.push((path, id));
    }
    for (path, own) in &ids {
        for (_, id) in ids.iter().filter(|(_, id)| id != own) {
            app.get(&format!("{path}?view={id}")).await.is(StatusCode::NOT_FOUND);
        }
    }
    let log = app.get("/audit?about=views").await.ok();
    for list in ["jobs/groups", "schedules", "chores/runs", "audit"] {
        assert!(log.body.contains(&format!("Rye ({list})")), "{list}: {}", log.words("main"));
    }
}
