//! Who runs first, and how many at once: J5, J12, J49, J50, J51, J52.

use std::time::Duration;

use kaffy::{
    Database, JobState,
    jobs::{JobFilter, Options, testing::TestJobs},
};

use crate::{
    handlers::{holds, jobs, note},
    waiting::{quick, reaches, until, working},
};

pub(crate) async fn j5_higher_priority_first_and_waiting_counts(db: Database) {
    let (jobs, done) = jobs(&db).await;
    let mut test = TestJobs::new(&jobs).await.unwrap();
    let text = |text: &str| note { text: text.into() };
    jobs.enqueue(text("old")).await.unwrap();
    test.advance(Duration::from_secs(601));
    jobs.enqueue(text("one")).priority(1).await.unwrap();
    jobs.enqueue(text("three")).priority(3).await.unwrap();
    jobs.enqueue(text("none")).await.unwrap();
    jobs.enqueue(text("none again")).await.unwrap();
    test.drain("default").await.unwrap();
    assert_eq!(done.all(), ["three", "old", "one", "none", "none again"], "ten minutes are worth a step");
}

pub(crate) async fn j12_a_lane_runs_one_at_a_time_on_two_nodes(db: Database) {
    let (jobs, done) = jobs(&db).await;
    for number in 0..6 {
        for lane in ["a", "b"] {
            jobs.enqueue(holds { key: lane.into(), millis: 20 }).lane(lane).priority(6 - number).await.unwrap();
        }
    }
    let (one, two) = (working(&jobs).await, working(&jobs).await);
    until("all are done", async || done.all().len() == 12).await;
    assert_eq!((done.most("a"), done.most("b")), (1, 1), "one at a time in each lane");
    one.stop().await;
    two.stop().await;
}

pub(crate) async fn j50_a_limit_holds_over_nodes(db: Database) {
    let (jobs, done) = jobs(&db).await;
    let all = |key: &str| (0..10).map(|_| holds { key: key.into(), millis: 50 }).collect::<Vec<_>>();
    for part in ["x", "y"] {
        jobs.enqueue_all(all(part), Options::new().limited("few", part)).await.unwrap();
    }
    jobs.enqueue_all(all("free"), Options::new()).await.unwrap();
    let (one, two) = (working(&jobs).await, working(&jobs).await);
    until("all are done", async || done.all().len() == 30).await;
    assert!(done.most("x") <= 2 && done.most("y") <= 2, "two at once: {} and {}", done.most("x"), done.most("y"));
    assert!(done.most("free") > 2, "others are not held back: {}", done.most("free"));
    one.stop().await;
    two.stop().await;
}

pub(crate) async fn j51_a_rate_holds_over_nodes(db: Database) {
    let (jobs, done) = jobs(&db).await;
    let all = (0..7).map(|_| holds { key: "r".into(), millis: 0 }).collect::<Vec<_>>();
    jobs.enqueue_all(all, Options::new().limited("rare", "api")).await.unwrap();
    let (one, two) = (working(&jobs).await, working(&jobs).await);
    until("all are done", async || done.all().len() == 7).await;
    until("and written down", async || {
        jobs.list(&JobFilter::new().state(JobState::Succeeded), None, 10).await.unwrap().len() == 7
    })
    .await;
    let jobs_done = jobs.list(&JobFilter::new(), None, 10).await.unwrap();
    let mut starts: Vec<_> = jobs_done.iter().map(|job| job.started_at.unwrap()).collect();
    starts.sort();
    for four in starts.windows(4) {
        let span = four[3] - four[0];
        assert!(span >= chrono::TimeDelta::seconds(1), "four starts within {span}");
    }
    one.stop().await;
    two.stop().await;
}

pub(crate) async fn j52_a_paused_queue_says_by_whom(db: Database) {
    let (jobs, done) = jobs(&db).await;
    assert!(jobs.pause_queue("default", "ada", "the mail server is down").await.unwrap());
    assert!(!jobs.pause_queue("default", "eve", "me too").await.unwrap(), "the first reason stays");
    let id = jobs.enqueue(note { text: "waits".into() }).await.unwrap().id();
    let other = jobs.enqueue(note { text: "runs".into() }).queue("other").await.unwrap().id();
    // Stored: a worker that starts later knows.
    let worker = quick(&jobs).queue("default", 5).queue("other", 5).start().await.unwrap();
    reaches(&jobs, other, JobState::Succeeded).await;
    assert_eq!(jobs.find(id).await.unwrap().unwrap().state, JobState::Available);
    let queue = jobs.queues().await.unwrap().into_iter().find(|queue| queue.name == "default").unwrap();
    assert_eq!(queue.paused_by.as_deref(), Some("ada"));
    assert_eq!(queue.reason.as_deref(), Some("the mail server is down"));
    assert!(queue.paused_at.is_some());
    assert!(jobs.resume_queue("default").await.unwrap());
    assert!(!jobs.resume_queue("default").await.unwrap());
    reaches(&jobs, id, JobState::Succeeded).await;
    assert_eq!(done.all(), ["runs", "waits"]);
    worker.stop().await;
}

pub(crate) async fn j49_places_are_changed_live(db: Database) {
    let (jobs, done) = jobs(&db).await;
    let worker = quick(&jobs).queue("default", 1).start().await.unwrap();
    let all = |key: &str| (0..8).map(|_| holds { key: key.into(), millis: 30 }).collect::<Vec<_>>();
    jobs.enqueue_all(all("one"), Options::new()).await.unwrap();
    until("they are done one by one", async || done.all().len() == 8).await;
    assert_eq!(done.most("one"), 1);
    jobs.set_concurrency("default", Some(8)).await.unwrap();
    until("the queue says so", async || jobs.queues().await.unwrap().iter().any(|queue| queue.concurrency == Some(8)))
        .await;
    jobs.enqueue_all((0..8).map(|_| holds { key: "more".into(), millis: 400 }), Options::new()).await.unwrap();
    until("they are done together", async || done.count("more") == 8).await;
    assert!(done.most("more") >= 4, "{}", done.most("more"));
    worker.stop().await;
}
