//! Lists, counts, and what is kept for how long: J59, J87.

use std::time::Duration;

use kaffy::{
    Database, JobState,
    jobs::{JobFilter, Options, Retention, testing::TestJobs},
};
use serde_json::json;

use crate::{
    handlers::{gives_up, jobs, jobs_with, note, typed},
    waiting::{quick, until},
};

pub(crate) async fn j59_lists_and_counts_by_filter(db: Database) {
    let (jobs, _) = jobs(&db).await;
    let mut test = TestJobs::new(&jobs).await.unwrap();
    let all = (0..30).map(|number| note { text: format!("text 100% {number}_") });
    let options = Options::new().queue("mail").tag("a \"b\"").meta(json!({ "shop": { "id": 7 } }));
    jobs.enqueue_all(all, options).await.unwrap();
    let other = jobs.enqueue(typed { number: 3 }).created_by("ada").await.unwrap().id();
    test.perform(other).await.unwrap();
    let waiting = jobs.enqueue(typed { number: 4 }).after(Duration::from_secs(60)).await.unwrap().id();
    let count = |filter: JobFilter, state: JobState| {
        let jobs = jobs.clone();
        async move {
            let counts = jobs.counts(&filter).await.unwrap();
            assert_eq!(counts.len(), 7, "each state has a number");
            counts.iter().find(|(it, _)| *it == state).unwrap().1
        }
    };
    let available = count(JobFilter::new(), JobState::Available).await;
    assert_eq!((available.number, available.is_more), (30, false));
    assert_eq!(count(JobFilter::new().of_type("typed"), JobState::Scheduled).await.number, 1);
    // Page by page, each job once.
    let (mut seen, mut before) = (Vec::new(), None);
    loop {
        let page = jobs.list(&JobFilter::new(), before, 7).await.unwrap();
        let Some(last) = page.last() else { break };
        before = Some(last.id);
        seen.extend(page.iter().map(|job| job.id));
    }
    assert_eq!(seen.len(), 32);
    assert_eq!(seen[0], waiting, "the newest first");
    let mut sorted = seen.clone();
    sorted.sort();
    sorted.reverse();
    assert_eq!(seen, sorted);
    let found = |filter: JobFilter| {
        let jobs = jobs.clone();
        async move { jobs.list(&filter, None, 100).await.unwrap().len() }
    };
    assert_eq!(found(JobFilter::new().queue("mail").state(JobState::Available)).await, 30);
    assert_eq!(found(JobFilter::new().tag("a \"b\"")).await, 30);
    assert_eq!(found(JobFilter::new().tag("b")).await, 0);
    let mut filter = JobFilter::new();
    filter.args_contain = Some("100% 2_".into());
    assert_eq!(found(filter.clone()).await, 1, "a sign of a pattern is a sign");
    filter.args_contain = Some("100%".into());
    assert_eq!(found(filter).await, 30);
    let mut filter = JobFilter::new();
    filter.created_by = Some("ada".into());
    assert_eq!(found(filter).await, 1);
    let mut filter = JobFilter::new();
    filter.meta_contains = Some("\"id\":7".into());
    assert_eq!(found(filter).await, 30);
    let mut filter = JobFilter::new();
    filter.created_before = jobs.find(seen[0]).await.unwrap().map(|job| job.created_at - chrono::TimeDelta::hours(1));
    assert_eq!(found(filter.clone()).await, 0);
    filter.created_since = filter.created_before.take();
    assert_eq!(found(filter).await, 32);
    let depths = jobs.queue_depths(&["mail".into(), "empty".into()]).await.unwrap();
    assert_eq!((depths[0].1, depths[1].1, depths[1].2), (30, 0, None));
    assert!(depths[0].2.is_some());
}

pub(crate) async fn j87_what_is_over_for_long_is_taken_away(db: Database) {
    let hour = Duration::from_secs(3600);
    let kept = Retention::for_ever().succeeded(hour);
    let (jobs, _) = jobs_with(&db, |builder| builder.retention(kept)).await;
    let mut test = TestJobs::new(&jobs).await.unwrap();
    let old: Vec<_> = (0..3).map(|number| typed { number }).collect();
    let old = jobs.enqueue_all(old, Options::new()).await.unwrap();
    let cancelled = jobs.enqueue(gives_up {}).await.unwrap().id();
    test.drain("default").await.unwrap();
    test.advance(Duration::from_secs(3 * 3600));
    let fresh = jobs.enqueue(typed { number: 9 }).await.unwrap().id();
    test.perform(fresh).await.unwrap();
    let worker = quick(&jobs).start().await.unwrap();
    until("the old ones are gone", async || jobs.find(old[0].id()).await.unwrap().is_none()).await;
    assert!(jobs.find(old[2].id()).await.unwrap().is_none());
    assert!(jobs.find(fresh).await.unwrap().is_some());
    assert!(jobs.find(cancelled).await.unwrap().is_some(), "nothing was said of those");
    assert_eq!(jobs.attempts(cancelled).await.unwrap().len(), 1);
    worker.stop().await;
}
