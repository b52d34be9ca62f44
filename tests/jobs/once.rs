//! One job where there would be two: J2, J3, R9, R10.

use std::{collections::HashSet, time::Duration};

use kaffy::{
    Database, JobState, Unique,
    jobs::{Enqueued, JobFilter, Options, Replace, testing::TestJobs},
};

use crate::handlers::{gives_up, jobs, note, single};

fn one(number: i64) -> single {
    single { number, text: None }
}

pub(crate) async fn j2_the_same_job_is_there_once(db: Database) {
    let (jobs, _) = jobs(&db).await;
    let first = jobs.enqueue(one(1)).await.unwrap();
    assert!(first.is_new());
    assert_eq!(jobs.enqueue(one(1)).await.unwrap(), Enqueued::Existing(first.id()));
    assert!(jobs.enqueue(one(2)).await.unwrap().is_new());
    assert!(jobs.enqueue(single { number: 1, text: Some("other".into()) }).await.unwrap().is_new());
    let again = jobs.enqueue_all([one(3), one(1), one(3)], Options::new()).await.unwrap();
    assert!(again[0].is_new());
    assert_eq!(again[1], Enqueued::Existing(first.id()));
    assert_eq!(again[2], Enqueued::Existing(again[0].id()), "within one call, too");
    assert_eq!(jobs.list(&JobFilter::new(), None, 100).await.unwrap().len(), 4);
}

pub(crate) async fn j2_some_arguments_and_a_period(db: Database) {
    let (jobs, _) = jobs(&db).await;
    let mut test = TestJobs::new(&jobs).await.unwrap();
    let by_number = || Unique::new().by(["number"]).within(Duration::from_secs(60)).states(JobState::ALL);
    let text = |text: &str| single { number: 1, text: Some(text.into()) };
    let first = jobs.enqueue(text("a")).unique(by_number()).await.unwrap();
    assert_eq!(jobs.enqueue(text("b")).unique(by_number()).await.unwrap(), Enqueued::Existing(first.id()));
    test.drain("default").await.unwrap();
    assert_eq!(jobs.find(first.id()).await.unwrap().unwrap().state, JobState::Succeeded);
    assert_eq!(jobs.enqueue(text("c")).unique(by_number()).await.unwrap(), Enqueued::Existing(first.id()));
    test.advance(Duration::from_secs(61));
    let second = jobs.enqueue(text("d")).unique(by_number()).await.unwrap();
    assert!(second.is_new(), "the period is over: {second:?}");
    assert_eq!(jobs.enqueue(text("e")).unique(by_number()).await.unwrap(), Enqueued::Existing(second.id()));
}

pub(crate) async fn j3_debounce_throttle_and_replace(db: Database) {
    let (jobs, done) = jobs(&db).await;
    let mut test = TestJobs::new(&jobs).await.unwrap();
    let text = |text: &str| single { number: 1, text: Some(text.into()) };
    let debounced = || Unique::new().by(["number"]).debounce();
    let minute = Duration::from_secs(60);
    let first = jobs.enqueue(text("a")).after(minute).unique(debounced()).await.unwrap();
    test.advance(Duration::from_secs(40));
    assert_eq!(
        jobs.enqueue(text("b")).after(minute).unique(debounced()).await.unwrap(),
        Enqueued::Replaced(first.id())
    );
    test.advance(Duration::from_secs(40));
    assert_eq!(test.drain("default").await.unwrap().succeeded, 0, "it was put off");
    test.advance(Duration::from_secs(21));
    assert_eq!(test.drain("default").await.unwrap().succeeded, 1);
    assert_eq!(done.all(), [r#"1 Some("b")"#], "once, with the last arguments");

    let throttled = || Unique::new().by(["number"]).throttle();
    let third = jobs.enqueue(text("c")).after(minute).unique(throttled()).await.unwrap();
    test.advance(Duration::from_secs(40));
    jobs.enqueue(text("d")).after(minute).unique(throttled()).await.unwrap();
    let due = jobs.find(third.id()).await.unwrap().unwrap();
    assert_eq!(due.args["text"], "d");
    test.advance(Duration::from_secs(21));
    assert_eq!(test.drain("default").await.unwrap().succeeded, 1, "its time stayed");

    let urgent = Unique::new().by(["number"]).replace(Replace::PRIORITY);
    let fifth = jobs.enqueue(text("e")).await.unwrap();
    let raised = jobs.enqueue(text("e")).priority(9).unique(Unique::new().replace(Replace::PRIORITY)).await.unwrap();
    assert_eq!(raised, Enqueued::Replaced(fifth.id()));
    let fifth = jobs.find(fifth.id()).await.unwrap().unwrap();
    assert_eq!((fifth.priority, &fifth.args["text"]), (9, &"e".into()));
    drop(urgent);
}

pub(crate) async fn r9_a_hundred_producers_of_ten_keys(db: Database) {
    let (jobs, _) = jobs(&db).await;
    let producers: Vec<_> = (0..100)
        .map(|number| {
            let jobs = jobs.clone();
            tokio::spawn(async move { (number % 10, jobs.enqueue(one(number % 10)).await) })
        })
        .collect();
    let mut ids = vec![HashSet::new(); 10];
    let mut created = 0;
    for producer in producers {
        let (key, enqueued) = producer.await.unwrap();
        let enqueued = enqueued.expect("everybody gets an answer");
        created += usize::from(enqueued.is_new());
        ids[usize::try_from(key).unwrap()].insert(enqueued.id());
    }
    assert_eq!(created, 10);
    assert!(ids.iter().all(|ids| ids.len() == 1), "{ids:?}");
    assert_eq!(jobs.list(&JobFilter::new(), None, 100).await.unwrap().len(), 10);
}

pub(crate) async fn r9_in_one_transaction_nothing_is_poisoned(db: Database) {
    let (jobs, _) = jobs(&db).await;
    let first = jobs.enqueue(one(1)).await.unwrap();
    let mut tx = db.begin().await.unwrap();
    assert_eq!(jobs.enqueue(one(1)).in_tx(&mut tx).await.unwrap(), Enqueued::Existing(first.id()));
    let second = jobs.enqueue(one(2)).in_tx(&mut tx).await.unwrap();
    assert!(second.is_new(), "the transaction goes on");
    assert_eq!(jobs.enqueue(one(2)).in_tx(&mut tx).await.unwrap(), Enqueued::Existing(second.id()));
    jobs.enqueue(note { text: "more".into() }).in_tx(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(jobs.list(&JobFilter::new(), None, 100).await.unwrap().len(), 3);
}

pub(crate) async fn r10_a_key_is_free_again_when_it_was_said_so(db: Database) {
    let (jobs, _) = jobs(&db).await;
    let mut test = TestJobs::new(&jobs).await.unwrap();
    // By default once it is over, however it ended.
    let first = jobs.enqueue(one(1)).await.unwrap();
    test.perform(first.id()).await.unwrap();
    let second = jobs.enqueue(one(1)).await.unwrap();
    assert!(second.is_new(), "after it succeeded");
    jobs.cancel(second.id(), None).await.unwrap();
    let third = jobs.enqueue(one(1)).await.unwrap();
    assert!(third.is_new(), "after it was cancelled");
    let refused = jobs.retry(second.id()).await.unwrap_err();
    assert_eq!(
        refused.to_string(),
        format!("job {} is the same and not over: wait for its end, or cancel it", third.id())
    );
    jobs.delete(third.id()).await.unwrap();
    jobs.retry(second.id()).await.unwrap();
    assert_eq!(jobs.enqueue(one(1)).await.unwrap(), Enqueued::Existing(second.id()), "tried again it keeps others out");
    // Only in the states that were named.
    let until_it_runs = || Unique::new().states([JobState::Scheduled, JobState::Available]);
    let waits = jobs.enqueue(gives_up {}).unique(until_it_runs()).await.unwrap();
    assert_eq!(jobs.enqueue(gives_up {}).unique(until_it_runs()).await.unwrap(), Enqueued::Existing(waits.id()));
    let given_up = test.perform(waits.id()).await.unwrap();
    assert_eq!(given_up.state, JobState::Cancelled);
    assert!(jobs.enqueue(gives_up {}).unique(until_it_runs()).await.unwrap().is_new());
    // For ever, while the row is there.
    let ever = || Unique::new().states(JobState::ALL).key("the migration of 2026");
    let once = jobs.enqueue(note { text: "x".into() }).unique(ever()).await.unwrap();
    test.perform(once.id()).await.unwrap();
    assert_eq!(jobs.enqueue(note { text: "y".into() }).unique(ever()).await.unwrap(), Enqueued::Existing(once.id()));
    jobs.delete(once.id()).await.unwrap();
    assert!(jobs.enqueue(note { text: "y".into() }).unique(ever()).await.unwrap().is_new());
}
