//! Groups on their way into the database: G1 to G4, G7, G9, G19.

use std::time::Duration;

use kaffy::{
    Database, JobState,
    jobs::{
        EnqueueError, Enqueued, GroupError, GroupStatus, Options, Rule, Search, Strategy, TaskStatus, testing::TestJobs,
    },
};
use serde_json::json;
use uuid::Uuid;

use super::{
    handlers::{jobs, noted, other_group, told_as},
    statuses, tasks,
};
use crate::handlers::{publish, single};

pub(crate) async fn g1_one_task_or_many_with_names_or_without(db: Database) {
    let (jobs, _) = jobs(&db).await;
    let one = jobs.group("import").task("only", noted("a")).create().await.unwrap();
    let all = tasks(&jobs, one.id()).await;
    assert_eq!(all.len(), 1);
    assert_eq!((all[0].name.as_deref(), all[0].position, &*all[0].job_type), (Some("only"), 1, "note"));
    let many = jobs
        .group("import")
        .task("first", noted("a"))
        .tasks(["b", "c"].map(noted))
        .task_with("", noted("d"), Options::new().queue("other"))
        .create()
        .await
        .unwrap();
    let names: Vec<_> = tasks(&jobs, many.id()).await.into_iter().map(|task| task.name).collect();
    assert_eq!(names, [Some("first".to_owned()), None, None, None]);
}

pub(crate) async fn g2_strategy_meta_name_and_callback(db: Database) {
    let (jobs, _) = jobs(&db).await;
    let plain = jobs.group("import").task("a", noted("a")).create().await.unwrap();
    let plain = jobs.get_group(plain.id()).await.unwrap();
    assert_eq!((plain.strategy, plain.name, plain.meta), (Strategy::Sequential, None, None), "the defaults");
    assert!(plain.callbacks.is_empty());
    let full = jobs
        .group("import")
        .name("27 November")
        .concurrent()
        .meta(json!({ "shop": 7 }))
        .created_by("ada")
        .task("a", noted("a"))
        .on_finish(told_as("end"))
        .create()
        .await
        .unwrap();
    let full = jobs.get_group(full.id()).await.unwrap();
    assert_eq!((full.strategy, full.name.as_deref()), (Strategy::Concurrent, Some("27 November")));
    assert_eq!((full.meta, full.created_by.as_deref()), (Some(json!({ "shop": 7 })), Some("ada")));
    assert_eq!((full.callbacks.len(), &*full.callbacks[0].job_type, full.callbacks[0].job_id), (1, "told", None));
}

pub(crate) async fn g3_an_id_or_an_error_and_nothing_is_stored(db: Database) {
    let (jobs, _) = jobs(&db).await;
    let too_long = "x".repeat(201);
    let refused = [
        jobs.group("").task("a", noted("a")),
        jobs.group("x".repeat(101)).task("a", noted("a")),
        jobs.group("a\0b").task("a", noted("a")),
        jobs.group("import").name(&*too_long).task("a", noted("a")),
        jobs.group("import").task(&*too_long, noted("a")),
        jobs.group("import").meta(json!({ "a": "\0" })).task("a", noted("a")),
        jobs.group("import").task_with("a", noted("a"), Options::new().priority(-1)),
        jobs.group("import").task_with("a", noted("a"), Options::new().meta(json!("\0"))),
        jobs.group("import").task("a", noted("a")).on_finish(other_group { group: 7 }),
    ];
    for group in refused {
        let said = format!("{group:?}");
        assert!(group.create().await.is_err(), "{said}");
    }
    let error =
        jobs.group("import").task("a", noted("a")).task_with("b", noted("b"), Options::new().record(7)).create();
    let error = error.await.unwrap_err();
    assert!(matches!(error, GroupError::Task { position: 2, source: EnqueueError::NoResource("note") }), "{error:?}");
    let error = jobs.group("import").task("a", noted("a")).on_finish(other_group { group: 7 }).create().await;
    let said = error.unwrap_err().to_string();
    assert!(said.contains("`other_group` cannot be told how the group ended"), "{said}");
    assert!(jobs.search_groups(&Search::new()).await.unwrap().items.is_empty());
    assert!(jobs.search_tasks(&Search::new()).await.unwrap().items.is_empty());
    assert!(jobs.list(&Default::default(), None, 10).await.unwrap().is_empty());
    // Rolled back with a transaction, it was never there.
    let mut tx = db.begin().await.unwrap();
    jobs.group("import").concurrent().tasks(["a", "b"].map(noted)).in_tx(&mut tx).await.unwrap();
    drop(tx);
    assert!(jobs.search_groups(&Search::new()).await.unwrap().items.is_empty());
    assert!(jobs.list(&Default::default(), None, 10).await.unwrap().is_empty());
    let mut tx = db.begin().await.unwrap();
    let group = jobs.group("import").concurrent().tasks(["a", "b"].map(noted)).in_tx(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(statuses(&jobs, group.id()).await, [TaskStatus::Pending; 2]);
}

pub(crate) async fn g4_a_task_is_a_typed_job_with_what_a_job_can_be_told(db: Database) {
    let (jobs, done) = jobs(&db).await;
    let mut test = TestJobs::new(&jobs).await.unwrap();
    let options =
        Options::new().record(7).tag("night").created_by("ada").max_attempts(2).after(Duration::from_secs(60));
    let group = jobs.group("import").task("a", noted("a")).task_with("b", publish {}, options).create().await.unwrap();
    assert_eq!(test.drain("default").await.unwrap().succeeded, 1);
    // The delay counts from when its turn has come, as the job's own promises do.
    let job = jobs.find(tasks(&jobs, group.id()).await[1].job_id.unwrap()).await.unwrap().unwrap();
    assert_eq!((job.state, job.max_attempts, job.tags), (JobState::Scheduled, 2, vec!["night".to_owned()]));
    assert_eq!((job.resource_id.as_deref(), job.created_by.as_deref()), (Some("7"), Some("ada")));
    assert_eq!(job.group_id, Some(group.id()));
    assert_eq!((job.run_at - job.created_at).num_seconds(), 60);
    test.advance(Duration::from_secs(61));
    assert_eq!(test.drain("default").await.unwrap().succeeded, 1);
    assert_eq!(done.all(), ["a", "product 7"]);
    // What a handler says of jobs that are the same does not hold for tasks: each is one.
    let twice = jobs.group("import").concurrent().tasks([1, 1].map(|number| single { number, text: None }));
    let twice = twice.create().await.unwrap();
    assert_eq!(test.drain("default").await.unwrap().succeeded, 2);
    assert_eq!(jobs.get_group(twice.id()).await.unwrap().status, GroupStatus::Succeeded);
}

pub(crate) async fn g7_g9_all_fields_are_there(db: Database) {
    let (jobs, _) = jobs(&db).await;
    let mut test = TestJobs::new(&jobs).await.unwrap();
    let options = Options::new().priority(3).meta(json!({ "part": { "number": 1 } }));
    let made = jobs.group("import").concurrent().task_with("a", noted("a"), options).create().await.unwrap();
    let group = jobs.get_group(made.id()).await.unwrap();
    assert_eq!(
        (group.id, &*group.group_type, group.status, group.ended_at),
        (made.id(), "import", GroupStatus::Pending, None)
    );
    let task = tasks(&jobs, made.id()).await.remove(0);
    assert_eq!((task.group_id, task.priority, task.status), (made.id(), 3, TaskStatus::Pending));
    assert_eq!(
        (task.meta, task.result, task.error, task.ended_at),
        (Some(json!({ "part": { "number": 1 } })), None, None, None)
    );
    test.drain("default").await.unwrap();
    let (group, task) = (jobs.get_group(made.id()).await.unwrap(), tasks(&jobs, made.id()).await.remove(0));
    assert!(group.ended_at.is_some() && group.ended_at == task.ended_at, "{group:?} {task:?}");
    assert!(group.created_at <= group.ended_at.unwrap());
    assert_eq!((group.tasks.total(), group.tasks.over(), group.tasks.of(TaskStatus::Succeeded)), (1, 1, 1));
}

pub(crate) async fn g19_of_a_key_there_is_one_that_has_not_ended(db: Database) {
    let (jobs, _) = jobs(&db).await;
    let mut test = TestJobs::new(&jobs).await.unwrap();
    let make = async |key: &str| jobs.group("import").unique(key).task("a", noted("a")).create().await.unwrap();
    let first = make("27 November").await;
    assert!(first.is_new());
    assert_eq!(make("27 November").await, Enqueued::Existing(first.id()));
    assert!(make("28 November").await.is_new());
    assert_eq!(jobs.search_tasks(&Search::new()).await.unwrap().items.len(), 2, "what exists gets no more tasks");
    test.drain("default").await.unwrap();
    let again = make("27 November").await;
    assert!(again.is_new(), "the first one has ended");
    jobs.cancel_group(again.id(), None).await.unwrap();
    assert!(make("27 November").await.is_new());
    // Of many at once one is stored, and all hear which.
    let all: Vec<_> = (0..20)
        .map(|_| {
            let jobs = jobs.clone();
            tokio::spawn(async move { jobs.group("import").unique("race").task("a", noted("a")).create().await })
        })
        .collect();
    let mut ids = std::collections::HashSet::<Uuid>::new();
    let mut created = 0;
    for one in all {
        let made = one.await.unwrap().unwrap();
        created += usize::from(made.is_new());
        ids.insert(made.id());
    }
    assert_eq!((created, ids.len()), (1, 1));
    let found = Search::new().rule("type", Rule::Equal("import".into()));
    assert_eq!(jobs.search_groups(&found).await.unwrap().items.len(), 5);
}
