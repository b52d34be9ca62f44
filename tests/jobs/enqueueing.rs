//! Putting work in: J1, J4, J6, J7.

use std::time::Duration;

use chrono::{TimeZone, Utc};
use kaffy::{
    Database, JobState,
    jobs::{EnqueueError, Enqueued, JobFilter, Options},
};

use crate::{
    handlers::{jobs, note, publish},
    waiting::{quick, reaches, until, working},
};

pub(crate) async fn j1_what_is_rolled_back_leaves_nothing(db: Database) {
    let (jobs, done) = jobs(&db).await;
    let worker = working(&jobs).await;
    for number in 0..20 {
        let mut tx = db.begin().await.unwrap();
        jobs.enqueue(note { text: format!("rolled back {number}") }).in_tx(&mut tx).await.unwrap();
        drop(tx);
    }
    let mut tx = db.begin().await.unwrap();
    let kept = jobs.enqueue(note { text: "kept".into() }).in_tx(&mut tx).await.unwrap();
    assert!(kept.is_new());
    tx.commit().await.unwrap();
    reaches(&jobs, kept.id(), JobState::Succeeded).await;
    assert_eq!(jobs.list(&JobFilter::new(), None, 100).await.unwrap().len(), 1, "only what was committed is there");
    assert_eq!(done.all(), ["kept"]);
    worker.stop().await;
}

/// A thousand of them beside workers that look; then one is committed, and wakes a worker that would not look for an
/// hour.
pub(crate) async fn r8_a_thousand_rollbacks_leave_nothing(db: Database) {
    let (jobs, done) = jobs(&db).await;
    let looking = working(&jobs).await;
    until("the worker is ready", async || looking.health().is_ready).await;
    for number in 0..1_000 {
        let mut tx = db.begin().await.unwrap();
        jobs.enqueue(note { text: format!("rolled back {number}") }).in_tx(&mut tx).await.unwrap();
        drop(tx);
    }
    assert!(jobs.list(&JobFilter::new(), None, 10).await.unwrap().is_empty());
    looking.stop().await;
    assert_eq!(done.all(), Vec::<String>::new());
    let sleeping = quick(&jobs).poll(Duration::from_secs(3_600)).start().await.unwrap();
    until("the worker is ready", async || sleeping.health().is_ready).await;
    let mut tx = db.begin().await.unwrap();
    let kept = jobs.enqueue(note { text: "kept".into() }).in_tx(&mut tx).await.unwrap().id();
    tx.commit().await.unwrap();
    reaches(&jobs, kept, JobState::Succeeded).await;
    assert_eq!(done.all(), ["kept"]);
    sleeping.stop().await;
}

/// A database whose pool belongs to the application.
pub(crate) async fn j1_a_transaction_of_sqlx_takes_jobs_too(db: Database) {
    let (jobs, _) = jobs(&db).await;
    // The server of the database at hand is known to the support module only; SQLite stands for the way that leads
    // through the connection, the trait is the same for the three.
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}?mode=rwc", folder.path().join("jobs.db").display());
    let pool = sqlx::SqlitePool::connect(&url).await.unwrap();
    let own = Database::from(pool.clone());
    let (own_jobs, _) = crate::handlers::jobs(&own).await;
    let mut tx = pool.begin().await.unwrap();
    let gone = own_jobs.enqueue(note { text: "gone".into() }).in_tx(&mut *tx).await.unwrap().id();
    tx.rollback().await.unwrap();
    let mut tx = pool.begin().await.unwrap();
    let kept = own_jobs.enqueue(note { text: "kept".into() }).in_tx(&mut *tx).await.unwrap().id();
    tx.commit().await.unwrap();
    assert!(own_jobs.find(gone).await.unwrap().is_none());
    assert!(own_jobs.find(kept).await.unwrap().is_some());
    assert!(jobs.find(kept).await.unwrap().is_none(), "and this database knows of none");
}

pub(crate) async fn j4_many_at_once(db: Database) {
    let (jobs, done) = jobs(&db).await;
    let all = (0..1_234).map(|number| note { text: number.to_string() });
    let enqueued = jobs.enqueue_all(all, Options::new().tag("bulk").created_by("ada")).await.unwrap();
    assert_eq!(enqueued.len(), 1_234);
    assert!(enqueued.iter().all(|one| one.is_new()));
    let first = jobs.find(enqueued[0].id()).await.unwrap().unwrap();
    assert_eq!((first.state, first.attempt, first.max_attempts), (JobState::Available, 0, 5));
    assert_eq!((first.tags, first.created_by.as_deref()), (vec!["bulk".to_owned()], Some("ada")));
    assert_eq!(first.args, serde_json::json!({ "text": "0" }));
    let worker = working(&jobs).await;
    until("all of them are done", async || done.all().len() == 1_234).await;
    until("and written down", async || {
        let counts = jobs.counts(&JobFilter::new()).await.unwrap();
        counts.iter().any(|(state, count)| *state == JobState::Succeeded && count.number == 1_234)
    })
    .await;
    let mut all = done.all();
    all.sort();
    all.dedup();
    assert_eq!(all.len(), 1_234, "each of them once");
    worker.stop().await;
}

pub(crate) async fn j6_a_delayed_job_waits_for_its_time(db: Database) {
    let (jobs, _) = jobs(&db).await;
    let worker = working(&jobs).await;
    let delay = Duration::from_millis(700);
    let later = jobs.enqueue(note { text: "later".into() }).after(delay).await.unwrap();
    let far = jobs.enqueue(note { text: "far".into() }).at(Utc::now() + chrono::Days::new(400)).await.unwrap();
    let past = jobs.enqueue(note { text: "past".into() }).at(Utc::now() - chrono::Days::new(1)).await.unwrap();
    assert_eq!(jobs.find(later.id()).await.unwrap().unwrap().state, JobState::Scheduled);
    reaches(&jobs, past.id(), JobState::Succeeded).await;
    let job = reaches(&jobs, later.id(), JobState::Succeeded).await;
    let late = job.started_at.unwrap() - job.run_at;
    assert!(late >= chrono::TimeDelta::zero(), "never early: {late}");
    assert!(late < chrono::TimeDelta::seconds(1), "due within a second: {late}");
    assert_eq!(jobs.find(far.id()).await.unwrap().unwrap().state, JobState::Scheduled);
    worker.stop().await;
}

pub(crate) async fn j7_what_cannot_be_stored_is_a_typed_error(db: Database) {
    let (jobs, _) = jobs(&db).await;
    let small = || note { text: "x".into() };
    let year = |year| Utc.with_ymd_and_hms(year, 1, 1, 0, 0, 0).unwrap();
    let error = jobs.enqueue(note { text: "x".repeat(2 << 20) }).await.unwrap_err();
    assert!(matches!(error, EnqueueError::TooLarge { limit: 1_048_576, .. }), "{error}");
    assert!(matches!(jobs.enqueue(small()).at(year(10_000)).await, Err(EnqueueError::Time)));
    assert!(matches!(jobs.enqueue(small()).at(year(1960)).await, Err(EnqueueError::Time)));
    assert!(matches!(jobs.enqueue(small()).after(Duration::MAX).await, Err(EnqueueError::Time)));
    assert!(matches!(jobs.enqueue(small()).priority(-1).await, Err(EnqueueError::Priority(-1))));
    assert!(matches!(jobs.enqueue(small()).priority(1_001).await, Err(EnqueueError::Priority(1_001))));
    assert!(matches!(jobs.enqueue(small()).max_attempts(0).await, Err(EnqueueError::NoAttempts)));
    assert!(matches!(jobs.enqueue(small()).queue("").await, Err(EnqueueError::NoQueue)));
    assert!(matches!(jobs.enqueue(small()).queue("q".repeat(65)).await, Err(EnqueueError::TooLong { .. })));
    assert!(matches!(jobs.enqueue(small()).lane("k".repeat(300)).await, Err(EnqueueError::TooLong { .. })));
    assert!(matches!(jobs.enqueue(small()).record(7).await, Err(EnqueueError::NoResource("note"))));
    assert!(matches!(jobs.enqueue(small()).created_by("a\0b").await, Err(EnqueueError::Nul { .. })));
    assert!(jobs.list(&JobFilter::new(), None, 10).await.unwrap().is_empty(), "nothing of it is there");
    // What is odd and allowed.
    let text = "NUL \0, quotes ' \" \\, ünï, 🍞".to_owned();
    let odd = jobs.enqueue(note { text: text.clone() }).at(year(9_999)).await.unwrap();
    assert!(matches!(odd, Enqueued::Created(_)));
    assert_eq!(jobs.find(odd.id()).await.unwrap().unwrap().args["text"], text);
    let about = jobs.enqueue(publish {}).record("ärger/1").await.unwrap();
    assert_eq!(jobs.find(about.id()).await.unwrap().unwrap().resource_id.as_deref(), Some("ärger/1"));
}
