//! Tasks that wait for others: J53.

use kaffy::{
    Database,
    jobs::{GroupError, GroupStatus, TaskStatus, testing::TestJobs},
};

use super::{
    ends,
    handlers::{jobs, noted, refuses, told_as},
    statuses, tasks,
};
use crate::waiting::{until, working};

use TaskStatus::{Aborted, Failed, New, Pending, Succeeded};

fn fails() -> refuses {
    refuses { reason: "no".into() }
}

pub(crate) async fn j53_a_task_waits_for_those_that_it_names(db: Database) {
    let (jobs, done) = jobs(&db).await;
    let mut test = TestJobs::new(&jobs).await.unwrap();
    let group = jobs
        .group("import")
        .concurrent()
        .task("fetch", noted("fetch"))
        .task_after("prices", ["fetch"], noted("prices"))
        .task_after("stock", ["fetch"], noted("stock"))
        .task_after("publish", ["prices", "stock", "fetch"], noted("publish"))
        .task("alone", noted("alone"))
        .on_finish(told_as("over"))
        .create()
        .await
        .unwrap()
        .id();
    assert_eq!(statuses(&jobs, group).await, [Pending, New, New, New, Pending]);
    let waits: Vec<_> = tasks(&jobs, group).await.into_iter().map(|task| task.waits_for).collect();
    assert_eq!(waits, [vec![], vec![1], vec![1], vec![1, 2, 3], vec![]]);
    test.drain("default").await.unwrap();
    let order = done.all();
    let at = |name: &str| order.iter().position(|it| it == name).unwrap();
    assert!(at("fetch") < at("prices") && at("fetch") < at("stock"), "{order:?}");
    assert!(at("publish") > at("prices") && at("publish") > at("stock"), "{order:?}");
    assert_eq!(statuses(&jobs, group).await, [Succeeded; 5]);
    assert_eq!(jobs.get_group(group).await.unwrap().status, GroupStatus::Succeeded);
    assert_eq!(order.iter().filter(|it| it.starts_with("over:")).count(), 1, "{order:?}");
}

pub(crate) async fn j53_what_hangs_on_a_failure_is_aborted_and_the_rest_goes_on(db: Database) {
    let (jobs, done) = jobs(&db).await;
    let worker = working(&jobs).await;
    let group = jobs
        .group("import")
        .concurrent()
        .task("bad", fails())
        .task("good", noted("good"))
        .task_after("hangs", ["bad", "good"], noted("never"))
        .task_after("hangs on that", ["hangs"], noted("never"))
        .task_after("goes on", ["good"], noted("goes on"))
        .task_once_ended("cleans up", ["hangs on that", "goes on"], noted("cleans up"))
        .create()
        .await
        .unwrap()
        .id();
    let group_now = ends(&jobs, group).await;
    assert_eq!(group_now.status, GroupStatus::Failed);
    assert_eq!(statuses(&jobs, group).await, [Failed, Succeeded, Aborted, Aborted, Succeeded, Succeeded]);
    assert!(tasks(&jobs, group).await.iter().all(|task| task.ended_at.is_some()));
    let mut ran = done.all();
    ran.sort();
    assert_eq!(ran, ["cleans up", "goes on", "good"]);
    worker.stop().await;
}

/// A wide one, with workers that take its tasks at the same time: each runs once, and the last one last.
pub(crate) async fn j53_many_that_end_at_once_release_the_last_one_once(db: Database) {
    let (jobs, done) = jobs(&db).await;
    let workers = [working(&jobs).await, working(&jobs).await];
    let names: Vec<_> = (0..40).map(|at| format!("part {at}")).collect();
    let mut group = jobs.group("wide").concurrent().task("first", noted("first"));
    for name in &names {
        group = group.task_after(name.as_str(), ["first"], noted(name));
    }
    let group = group.task_after("last", names.clone(), noted("last")).create().await.unwrap().id();
    assert_eq!(ends(&jobs, group).await.status, GroupStatus::Succeeded);
    until("all is noted", async || done.all().len() == 42).await;
    let order = done.all();
    assert_eq!((order[0].as_str(), order[41].as_str()), ("first", "last"));
    for worker in workers {
        worker.stop().await;
    }
}

pub(crate) async fn j53_what_cannot_wait_like_that_is_refused(db: Database) {
    let (jobs, _) = jobs(&db).await;
    let group = || jobs.group("import").task("a", noted("a"));
    let said = |error: GroupError| error.to_string();
    let error = said(group().concurrent().task_after("b", ["c"], noted("b")).create().await.unwrap_err());
    assert_eq!(error, "the task `b` cannot wait like that: no task before it is named `c`");
    let error = said(group().concurrent().task_after("b", ["b"], noted("b")).create().await.unwrap_err());
    assert!(error.contains("no task before it is named `b`"), "a circle cannot be said: {error}");
    let error = said(group().task_after("b", ["a"], noted("b")).create().await.unwrap_err());
    assert!(error.contains("add `.concurrent()`"), "{error}");
    let twice = group().concurrent().task("a", noted("a")).task_after("b", ["a"], noted("b"));
    assert!(said(twice.create().await.unwrap_err()).contains("several tasks before it are named `a`"));
    let mut wide = group().concurrent();
    for at in 0..1_001 {
        wide = wide.task_after(format!("b{at}"), ["a"], noted("b"));
    }
    assert!(said(wide.create().await.unwrap_err()).contains("at most 1000 tasks"));
    assert!(jobs.list(&Default::default(), None, 1).await.unwrap().is_empty(), "nothing of them is stored");
}

pub(crate) async fn j53_a_group_that_is_stopped_aborts_what_waits(db: Database) {
    let (jobs, _) = jobs(&db).await;
    let group = jobs
        .group("import")
        .concurrent()
        .task("a", noted("a"))
        .task_after("b", ["a"], noted("b"))
        .create()
        .await
        .unwrap()
        .id();
    jobs.cancel_group(group, Some("ada")).await.unwrap();
    assert_eq!(statuses(&jobs, group).await, [Aborted, Aborted]);
    assert!(jobs.get_group(group).await.unwrap().ended_at.is_some());
}
