//! The page of a run while it goes on: C52, J79, S33.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering::Relaxed},
    },
    time::Duration,
};

use kaffy::{Database, jobs::chores::RunStatus, prelude::*};

use super::chores_app::{POISON, Stream, at_work, comes_to, reaches, start};

pub(crate) async fn j79_lines_and_numbers_arrive_until_the_run_is_over(db: Database) {
    let (app, _worker) = at_work(&db).await;
    let id = start(&app, "count_up", &[("to", "40"), ("word", "slow")]).await;
    comes_to(&app, id, "it counts", |run| run.done > 2).await;
    let page = app.get(&format!("/chores/runs/{id}")).await.ok();
    let (href, last) = (page.attribute("[data-run-live]", "data-run-live"), page.attribute("[data-log]", "data-last"));
    assert_eq!(href.as_deref(), Some(&*format!("/admin/chores/runs/{id}/live")));
    let last: u64 = last.unwrap().parse().unwrap();
    let mut stream = Stream::open(&app, "all", &format!("/chores/runs/{id}/live?at=-1-{last}")).await.unwrap();
    let (mut next, mut revision, mut is_over) = (last + 1, -1, false);
    while let Some(event) = stream.event().await {
        assert!(!is_over, "nothing comes after the end");
        let now = event["revision"].as_i64().unwrap();
        assert!(now > revision, "{now} after {revision}");
        revision = now;
        for line in event["lines"].as_array().unwrap() {
            assert_eq!(line["number"].as_u64(), Some(next), "each line once, in order");
            assert!(line["text"].as_str().unwrap().starts_with(POISON));
            next += 1;
        }
        is_over = event["is_over"].as_bool().unwrap();
        if is_over {
            assert_eq!(event["state"]["label"], "Succeeded");
            assert_eq!(event["progress"]["words"], "40 of 40 items");
        }
    }
    assert!(is_over && next == 41, "all 40 lines came: {next}");
    // One that is over says so at once, and ends.
    let mut stream = Stream::open(&app, "all", &format!("/chores/runs/{id}/live?at=nonsense")).await.unwrap();
    assert_eq!(stream.event().await.unwrap()["is_over"], true);
    assert_eq!(stream.event().await, None);
}

pub(crate) async fn s33_many_who_watch_ask_the_database_once_a_second(db: Database) {
    let (app, worker) = at_work(&db).await;
    let id = start(&app, "count_up", &[("to", "5000"), ("word", "open")]).await;
    comes_to(&app, id, "it runs", |run| run.done == 5).await;
    worker.stop().await;
    let mut streams = Vec::new();
    for number in 0..500 {
        // Each has a session of its own.
        let user = format!("view,{}", number / 5);
        streams.push(Stream::open(&app, &user, &format!("/chores/runs/{id}/live")).await.unwrap());
    }
    for stream in &mut streams {
        assert!(stream.next().await.is_some(), "each hears at once");
    }
    tokio::time::sleep(Duration::from_millis(1_500)).await;
    let before = app.admin.database().statements();
    tokio::time::sleep(Duration::from_secs(4)).await;
    let taken = app.admin.database().statements() - before;
    assert!((2..=6).contains(&taken), "{taken} statements in four seconds");
    drop(streams);
    tokio::time::sleep(Duration::from_millis(1_500)).await;
    let before = app.admin.database().statements();
    tokio::time::sleep(Duration::from_secs(3)).await;
    assert_eq!(app.admin.database().statements(), before, "nobody watches");
}

pub(crate) async fn s33_five_pages_of_a_session_and_only_as_long_as_it_may(db: Database) {
    let (app, _worker) = at_work(&db).await;
    let id = start(&app, "count_up", &[("to", "5000"), ("word", "open")]).await;
    comes_to(&app, id, "it runs", |run| run.done == 5).await;
    let place = format!("/chores/runs/{id}/live");
    let mut open = Vec::new();
    for _ in 0..5 {
        open.push(Stream::open(&app, "view", &place).await.unwrap());
    }
    assert_eq!(Stream::open(&app, "view", &place).await.err().unwrap(), 429);
    assert!(Stream::open(&app, "view,other", &place).await.is_ok(), "that is another session");
    open.pop();
    assert!(Stream::open(&app, "view", &place).await.is_ok(), "a place is free again");
    for (user, status) in [("none", 403), ("nobody", 403)] {
        assert_eq!(Stream::open(&app, user, &place).await.err().unwrap(), status, "{user}");
    }
    for path in ["/chores/runs/x/live", "/chores/runs/0197f2a0-0000-7000-8000-000000000000/live"] {
        assert_eq!(Stream::open(&app, "all", path).await.err().unwrap(), 404, "{path}");
    }
    drop(open);
    // Who loses the right hears nothing more after five seconds.
    let may = Arc::new(AtomicBool::new(true));
    let said = may.clone();
    let auth = Auth::external(move |_| {
        let may = said.load(Relaxed);
        async move { may.then(|| Actor::new("one", "one")) }
    });
    let admin = kaffy::Admin::builder(db.clone()).auth(auth).jobs(app.jobs.clone()).build().await.unwrap();
    let jobs = app.jobs.clone();
    let app = app.with_admin(admin);
    let mut stream = Stream::open(&app, "one", &place).await.unwrap();
    assert!(stream.next().await.is_some());
    may.store(false, Relaxed);
    let end = tokio::time::Instant::now() + Duration::from_secs(7);
    while stream.next().await.is_some() {
        assert!(tokio::time::Instant::now() < end, "it goes on");
    }
    // A server that shuts down gracefully does not wait for pages that listen.
    may.store(true, Relaxed);
    let pages = kaffy::web::Pages::new(app.admin.clone());
    let closing = pages.closing();
    let app = app.with_pages(pages);
    let mut stream = Stream::open(&app, "one", &place).await.unwrap();
    assert!(stream.next().await.is_some());
    closing.close();
    let ended = tokio::time::timeout(Duration::from_secs(2), stream.next()).await;
    assert!(ended.is_ok_and(|piece| piece.is_none()), "it ends at once");
    jobs.chores().stop(id, &Actor::new("one", "one")).await.unwrap();
    reaches(&app, id, RunStatus::Cancelled).await;
}
