//! Callbacks by how it ended, and tasks for a group that runs: J54.

use kaffy::{
    Database,
    jobs::{GroupError, GroupStatus, TaskStatus, testing::TestJobs},
};
use uuid::Uuid;

use super::{
    handlers::{grows, jobs, noted, refuses, telling, told_as},
    statuses, tasks,
};

pub(crate) async fn j54_callbacks_by_how_it_ended(db: Database) {
    let (jobs, done) = jobs(&db).await;
    let mut test = TestJobs::new(&jobs).await.unwrap();
    for (is_good, status, word) in [(true, GroupStatus::Succeeded, "success"), (false, GroupStatus::Failed, "failure")]
    {
        let group = jobs.group("import").concurrent().task("a", noted("a"));
        let group = if is_good { group } else { group.task("b", refuses { reason: "no".into() }) };
        let group = group
            .on_success(told_as("success"))
            .on_failure(told_as("failure"))
            .on_finish(told_as("finish"))
            .on_finish(told_as("finish, too"));
        let group = group.create().await.unwrap().id();
        test.drain("default").await.unwrap();
        let told: Vec<_> = done.all().into_iter().filter(|it| it.contains(&group.to_string())).collect();
        let expected = [word, "finish", "finish, too"].map(|word| telling(word, group, status));
        assert_eq!(told, expected);
        let fired: Vec<_> =
            jobs.get_group(group).await.unwrap().callbacks.iter().map(|it| it.job_id.is_some()).collect();
        assert_eq!(fired, [is_good, !is_good, true, true]);
    }
    // A group that somebody stopped has not succeeded.
    let group = jobs.group("import").task("a", noted("a")).on_failure(told_as("failure")).create().await.unwrap().id();
    jobs.cancel_group(group, Some("ada")).await.unwrap();
    test.drain("default").await.unwrap();
    assert_eq!(done.count(&telling("failure", group, GroupStatus::Cancelled)), 1);
}

pub(crate) async fn j54_tasks_are_added_to_a_group_that_runs(db: Database) {
    let (jobs, done) = jobs(&db).await;
    let mut test = TestJobs::new(&jobs).await.unwrap();
    let sequence = jobs.group("import").task("a", noted("a")).task("b", noted("b")).on_finish(told_as("end"));
    let sequence = sequence.create().await.unwrap().id();
    jobs.add_tasks(sequence).task("c", noted("c")).task("d", noted("d")).add().await.unwrap();
    let places: Vec<_> = tasks(&jobs, sequence).await.iter().map(|task| (task.position, task.priority)).collect();
    assert_eq!(places, [(1, 1), (2, 2), (3, 3), (4, 4)]);
    test.drain("default").await.unwrap();
    assert_eq!(done.all(), ["a", "b", "c", "d", &telling("end", sequence, GroupStatus::Succeeded)]);
    // What has ended stays so.
    let error = jobs.add_tasks(sequence).task("e", noted("e")).add().await.unwrap_err();
    assert!(matches!(error, GroupError::Ended(GroupStatus::Succeeded)), "{error:?}");
    let error = jobs.add_tasks(Uuid::nil()).task("e", noted("e")).add().await.unwrap_err();
    assert!(matches!(error, GroupError::NotFound(_)), "{error:?}");
    // A task adds some to its own group, which cannot end before it; rolled back, they were never there.
    let growing = jobs.group("import").concurrent().task("grow", grows { more: 3 }).create().await.unwrap().id();
    let mut tx = db.begin().await.unwrap();
    jobs.add_tasks(growing).task("lost", noted("lost")).in_tx(&mut tx).await.unwrap();
    drop(tx);
    test.drain("default").await.unwrap();
    assert_eq!(statuses(&jobs, growing).await, [TaskStatus::Succeeded; 4]);
    assert_eq!((done.count("lost"), done.count("more 3")), (0, 1));
    assert_eq!(jobs.get_group(growing).await.unwrap().status, GroupStatus::Succeeded);
}
