//! Who is told how a run ended, and where: A90.

use kaffy::{Database, Notification, jobs::testing::TestJobs, prelude::*};

use super::models::{drain, run, shop, start};
use crate::pages::TestApp;

/// What somebody was told, the newest first.
async fn told(app: &TestApp, user: &str) -> Vec<String> {
    app.get_as(user, "/notifications").await.ok().texts(".notices li > div > p:first-child")
}

pub(crate) async fn a90_whoever_started_a_run_is_told_of_its_end_and_nobody_else(db: Database) {
    let app = shop(&db, 4).await;
    run(&db, "UPDATE loaves SET title = 'Sticky' WHERE id = 2;").await;
    let partly = start(&app, "ann", "raise", &["1", "2"]).await;
    let whole = start(&app, "all", "raise", &["3", "4"]).await;
    assert!(told(&app, "ann").await.is_empty(), "it has not ended");
    assert_eq!(drain(&app.jobs, "default").await.succeeded, 2);
    let page = app.get_as("ann", "/notifications").await.ok();
    let words = "Look at this: “Loaves: Raise the price” has ended. Done: 1, not done: 1.";
    assert_eq!(page.texts(".notices li > div > p:first-child"), [words]);
    assert_eq!(page.attribute(".notices p > a", "href"), Some(format!("/admin{partly}")));
    assert_eq!(app.get_as("ann", &partly).await.status, 200);
    let page = app.get_as("all", "/notifications").await.ok();
    assert_eq!(page.texts(".notices li > div > p:first-child"), ["“Loaves: Raise the price” has ended. Done: 2."]);
    assert_eq!(page.attribute(".notices p > a", "href"), Some(format!("/admin{whole}")));
    assert!(told(&app, "view").await.is_empty());
    let news = app.get_as("ann", "/notifications/news").await.ok().body;
    assert!(news.contains(r#""unread":"1""#) && news.contains("not done: 1"), "{news}");
    // In the language of whoever reads it, not of whoever started it.
    let german = http::Request::get("/admin/notifications").header("x-user", "all").header("accept-language", "de");
    let german = german.header("host", "shed.test").body(axum::body::Body::empty()).unwrap();
    let body = http_body_util::BodyExt::collect(app.answer(german).await.into_body()).await.unwrap().to_bytes();
    assert!(String::from_utf8_lossy(&body).contains("ist beendet. Erledigt: 2."));
}

pub(crate) async fn a90_what_was_seen_in_one_place_is_no_news_in_another(db: Database) {
    let app = shop(&db, 4).await;
    let unread = async || app.get_as("ann", "/notifications").await.ok().texts(".notices .unread").len();
    let news = async || app.get_as("ann", "/shop/loaves").await.ok().has(".run-news");
    // Seen on the list.
    let place = start(&app, "ann", "raise", &["1"]).await;
    drain(&app.jobs, "default").await;
    assert!(news().await && unread().await == 1);
    assert_eq!(app.post_as("ann", &format!("{place}/seen"), &[]).await.status, 303);
    assert!(!news().await && unread().await == 0);
    // Read, or deleted, among the notifications.
    for what in ["read", "delete"] {
        start(&app, "ann", "raise", &["2"]).await;
        drain(&app.jobs, "default").await;
        assert!(news().await && unread().await == 1, "{what}");
        let page = app.get_as("ann", "/notifications").await.ok();
        let path = page.attribute(".notices .unread form", "action").unwrap();
        let path = path.strip_prefix("/admin").unwrap();
        assert_eq!(app.post_as("all", path, &[("do", what)]).await.status, 404, "nobody else's");
        assert_eq!(app.post_as("ann", path, &[("do", what)]).await.status, 303);
        assert!(!news().await && unread().await == 0, "{what}");
    }
    for ids in [["3"], ["4"]] {
        start(&app, "ann", "raise", &ids).await;
    }
    drain(&app.jobs, "default").await;
    assert!(news().await && unread().await == 2);
    assert_eq!(app.post_as("ann", "/notifications", &[("do", "read")]).await.status, 303);
    assert!(!news().await && unread().await == 0);
}

pub(crate) async fn a90_a_run_that_is_stopped_or_given_up_says_so(db: Database) {
    let app = shop(&db, 4).await;
    // Somebody lost the right before it began.
    start(&app, "guest-to-be", "raise", &["1"]).await;
    run(&db, "UPDATE kaffy_action_runs SET meant = 'nonsense';").await;
    assert_eq!(drain(&app.jobs, "default").await.cancelled, 1);
    assert_eq!(told(&app, "guest-to-be").await, ["Look at this: “Loaves: Raise the price” ended early. Done: 0."]);
    // The last attempt fails.
    let place = start(&app, "ann", "raise", &["1"]).await;
    let id = place.rsplit('/').next().unwrap().to_owned();
    run(&db, &format!("UPDATE kaffy_jobs SET max_attempts = 1 WHERE id = '{id}';")).await;
    run(&db, "ALTER TABLE loaves RENAME TO gone;").await;
    assert_eq!(drain(&app.jobs, "default").await.failed, 1);
    let words = "Look at this: “Loaves: Raise the price” was given up, since something broke again and again. Done: 0.";
    assert_eq!(told(&app, "ann").await, [words]);
}

/// Tells somebody, twice.
#[job_handler(max_attempts = 1)]
pub(crate) async fn tell_them(fails: bool, ctx: JobContext) -> Result<(), JobError> {
    ctx.notify("ann", Notification::new("It works").link("/x")).await?;
    let db = ctx.jobs().database().clone();
    let mut tx = db.begin().await?;
    Notification::new("Together with its end").warning().send_in(&mut tx, "ann").await?;
    if fails {
        return Err(JobError::failed("no"));
    }
    ctx.complete_in(&mut tx).await?;
    Ok(tx.commit().await?)
}

pub(crate) async fn a90_a_job_tells_somebody_by_itself_or_with_its_end(db: Database) {
    let app = TestApp::built(&db, |jobs| jobs.handler::<tell_them>(), |admin| admin).await;
    tell_them::enqueue(&app.jobs, true).await.unwrap();
    TestJobs::new(&app.jobs).await.unwrap().drain("default").await.unwrap();
    assert_eq!(told(&app, "ann").await, ["It works"], "what was taken back is not told");
    tell_them::enqueue(&app.jobs, false).await.unwrap();
    TestJobs::new(&app.jobs).await.unwrap().drain("default").await.unwrap();
    assert_eq!(told(&app, "ann").await, ["Look at this: Together with its end", "It works", "It works"]);
}
