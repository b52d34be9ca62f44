//! What people and time do to groups: stopping what is left, one of its jobs, and what is kept for how long.

use std::time::Duration;

use kaffy::{
    Database, JobState,
    jobs::{GroupError, GroupStatus, Retention, Search, TaskStatus, testing::TestJobs},
};

use super::{
    ends,
    handlers::{jobs, noted, telling, told_as},
    statuses, tasks,
};
use crate::{
    handlers::{endless, jobs_with, publish},
    waiting::{quick, until, working},
};

use TaskStatus::{Aborted, New, Pending, Succeeded};

pub(crate) async fn j54_what_is_left_of_a_group_is_stopped(db: Database) {
    let (jobs, done) = jobs(&db).await;
    let mut test = TestJobs::new(&jobs).await.unwrap();
    let group = jobs.group("import").task("a", noted("a")).task("b", noted("b")).task("c", noted("c"));
    let group = group.on_finish(told_as("end")).create().await.unwrap().id();
    test.perform(tasks(&jobs, group).await[0].job_id.unwrap()).await.unwrap();
    assert_eq!(jobs.cancel_group(group, Some("ada")).await.unwrap(), 2);
    assert_eq!(statuses(&jobs, group).await, [Succeeded, Aborted, Aborted]);
    let record = jobs.get_group(group).await.unwrap();
    assert!(record.status == GroupStatus::Cancelled && record.ended_at.is_some());
    let job = jobs.find(tasks(&jobs, group).await[1].job_id.unwrap()).await.unwrap().unwrap();
    assert_eq!((job.state, job.cancel_by.as_deref()), (JobState::Cancelled, Some("ada")));
    test.drain("default").await.unwrap();
    assert_eq!(done.all(), ["a", &telling("end", group, GroupStatus::Cancelled)]);
    let error = jobs.cancel_group(group, None).await.unwrap_err();
    assert!(matches!(error, GroupError::Ended(GroupStatus::Cancelled)), "{error:?}");
    // What runs is asked to stop, and the group ends with it.
    let running =
        jobs.group("import").concurrent().task("a", endless { obeys: true }).task("b", endless { obeys: false });
    let running = running.on_finish(told_as("end")).create().await.unwrap().id();
    let worker = working(&jobs).await;
    until("both run", async || done.count("started") == 2).await;
    assert_eq!(jobs.cancel_group(running, None).await.unwrap(), 2);
    assert_eq!(ends(&jobs, running).await.status, GroupStatus::Cancelled);
    let end = telling("end", running, GroupStatus::Cancelled);
    until("the callback ran", async || done.count(&end) == 1).await;
    worker.stop().await;
}

pub(crate) async fn r32_one_of_its_jobs_is_cancelled_deleted_or_put_off(db: Database) {
    let (jobs, done) = jobs(&db).await;
    let mut test = TestJobs::new(&jobs).await.unwrap();
    let make = async || {
        let group = jobs.group("import").task("a", noted("a")).task("b", noted("b")).on_finish(told_as("end"));
        group.create().await.unwrap().id()
    };
    let first_of = async |group| tasks(&jobs, group).await[0].job_id.unwrap();
    let groups = [make().await, make().await, make().await, make().await];
    jobs.cancel(first_of(groups[0]).await, Some("ada")).await.unwrap();
    jobs.delete(first_of(groups[1]).await).await.unwrap();
    jobs.reschedule(first_of(groups[2]).await, chrono::Utc::now() + Duration::from_secs(600)).await.unwrap();
    jobs.cancel_waiting(first_of(groups[3]).await, None).await.unwrap();
    for group in [groups[0], groups[1], groups[3]] {
        let record = jobs.get_group(group).await.unwrap();
        assert!(record.status == GroupStatus::Cancelled && record.ended_at.is_some(), "{record:?}");
        assert_eq!(statuses(&jobs, group).await, [Aborted, Aborted]);
    }
    assert_eq!(tasks(&jobs, groups[1]).await[0].error.as_deref(), Some("the job was deleted"));
    assert_eq!(statuses(&jobs, groups[2]).await, [Pending, New]);
    test.drain("default").await.unwrap();
    assert_eq!(done.all().len(), 3, "a callback each: {:?}", done.all());
    test.advance(Duration::from_secs(601));
    test.drain("default").await.unwrap();
    assert_eq!(jobs.get_group(groups[2]).await.unwrap().status, GroupStatus::Succeeded);
}

pub(crate) async fn r32_what_waits_for_a_record_is_cancelled_with_its_groups(db: Database) {
    let (jobs, _) = jobs(&db).await;
    let about = |id: u32| kaffy::jobs::Options::new().record(id);
    let group =
        jobs.group("import").concurrent().task_with("a", publish {}, about(1)).task_with("b", publish {}, about(2));
    let group = group.create().await.unwrap().id();
    assert_eq!(jobs.cancel_for_record("product", 1, None).await.unwrap(), 1);
    let record = jobs.get_group(group).await.unwrap();
    assert_eq!((record.status, record.ended_at), (GroupStatus::Cancelled, None));
    assert_eq!(jobs.cancel_for_record("product", 2, None).await.unwrap(), 1);
    assert!(jobs.get_group(group).await.unwrap().ended_at.is_some());
    assert_eq!(statuses(&jobs, group).await, [Aborted, Aborted]);
}

pub(crate) async fn g13_groups_that_ended_long_ago_are_taken_away_with_their_tasks(db: Database) {
    let kept = Retention::default().succeeded(Duration::from_secs(3600)).cancelled(Duration::from_secs(36_000));
    let (jobs, _) = jobs_with(&db, |builder| builder.retention(kept)).await;
    let mut test = TestJobs::new(&jobs).await.unwrap();
    let make = async || jobs.group("import").task("a", noted("a")).create().await.unwrap().id();
    let (over, stopped) = (make().await, make().await);
    jobs.cancel_group(stopped, None).await.unwrap();
    test.drain("default").await.unwrap();
    test.advance(Duration::from_secs(4000));
    let live = make().await;
    // Its queue is paused, so that it stays.
    jobs.pause_queue("default", "ada", "").await.unwrap();
    let worker = quick(&jobs).start().await.unwrap();
    until("it is taken away", async || jobs.get_group(over).await.is_err()).await;
    worker.stop().await;
    assert!(jobs.get_group(stopped).await.is_ok() && jobs.get_group(live).await.is_ok());
    assert_eq!(jobs.search_tasks(&Search::new()).await.unwrap().items.len(), 2);
}
