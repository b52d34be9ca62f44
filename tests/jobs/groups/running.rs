//! Groups at work: G5, G6, G8, G10 to G15, J55.

use std::time::Duration;

use kaffy::{
    Database, JobState,
    jobs::{GroupStatus, Options, Search, TaskStatus, testing::TestJobs},
};
use serde_json::json;

use super::{
    ends,
    handlers::{jobs, noted, refuses, returns, telling, told_as},
    statuses, tasks,
};
use crate::{
    handlers::{endless, fails, gives_up, holds, panics, slow},
    waiting::{quick, until, working},
};

use TaskStatus::{Aborted, Crashed, Failed, New, Pending, Running, Succeeded};

pub(crate) async fn g5_what_a_handler_returns_is_kept_and_nothing_falls_through(db: Database) {
    let (jobs, _) = jobs(&db).await;
    let mut test = TestJobs::new(&jobs).await.unwrap();
    let group = jobs
        .group("import")
        .concurrent()
        .task("map", returns { value: json!({ "rows": 3 }) })
        .task("text", returns { value: json!("a text") })
        .task("nothing", noted("a"))
        .task("error", refuses { reason: "no such file".into() })
        .task("stop", gives_up {})
        .create()
        .await
        .unwrap();
    test.drain("default").await.unwrap();
    let tasks = tasks(&jobs, group.id()).await;
    let said: Vec<_> = tasks.iter().map(|task| (task.status, task.result.clone(), task.error.as_deref())).collect();
    assert_eq!(said[0], (Succeeded, Some(json!({ "rows": 3 })), None));
    assert_eq!(said[1], (Succeeded, Some(json!("a text")), None));
    assert_eq!(said[2], (Succeeded, None, None));
    assert_eq!(said[3], (Failed, None, Some("no such file")));
    assert_eq!(said[4], (Aborted, None, Some("the account is closed")));
}

pub(crate) async fn g6_a_returned_error_is_told_apart_from_a_crash(db: Database) {
    let (jobs, _) = jobs(&db).await;
    let mut test = TestJobs::new(&jobs).await.unwrap();
    let group = jobs
        .group("import")
        .concurrent()
        .task("error", refuses { reason: "no".into() })
        .task("panic", panics { how: "text".into() })
        .task("late", slow { millis: 60_000 })
        .create()
        .await
        .unwrap();
    test.drain("default").await.unwrap();
    assert_eq!(statuses(&jobs, group.id()).await, [Failed, Crashed, Failed]);
    let error = tasks(&jobs, group.id()).await.remove(1).error;
    assert_eq!(error.as_deref(), Some("a plain text"));
}

pub(crate) async fn g8_g10_every_status_is_reached_and_seen(db: Database) {
    let (jobs, done) = jobs(&db).await;
    let group = jobs
        .group("import")
        .task("a", noted("a"))
        .task("waits", holds { key: "x".into(), millis: 0 })
        .task("never", noted("c"))
        .create()
        .await
        .unwrap()
        .id();
    assert_eq!(statuses(&jobs, group).await, [Pending, New, New]);
    assert_eq!(jobs.get_group(group).await.unwrap().status, GroupStatus::Pending);
    let other = jobs.group("import").task("endless", endless { obeys: true }).create().await.unwrap().id();
    let worker = working(&jobs).await;
    until("it runs", async || statuses(&jobs, other).await == [Running]).await;
    let running = jobs.get_group(other).await.unwrap();
    assert_eq!((running.status, running.ended_at), (GroupStatus::Running, None), "since its first task runs");
    assert_eq!(ends(&jobs, group).await.status, GroupStatus::Succeeded);
    assert_eq!(statuses(&jobs, group).await, [Succeeded; 3]);
    jobs.cancel_group(other, Some("ada")).await.unwrap();
    assert_eq!(ends(&jobs, other).await.status, GroupStatus::Cancelled);
    assert_eq!(statuses(&jobs, other).await, [Aborted]);
    assert_eq!(done.count("obeyed"), 1);
    worker.stop().await;
}

pub(crate) async fn g11_a_sequence_runs_in_the_order_of_its_list(db: Database) {
    let (jobs, done) = jobs(&db).await;
    let mut test = TestJobs::new(&jobs).await.unwrap();
    let group = jobs
        .group("import")
        // A priority is not taken: the place is what counts.
        .task_with("one", noted("1"), Options::new().priority(1))
        .task_with("two", noted("2"), Options::new().priority(900))
        .task("three", noted("3"))
        .on_finish(told_as("end"))
        .create()
        .await
        .unwrap()
        .id();
    let all = tasks(&jobs, group).await;
    assert_eq!(all.iter().map(|task| task.priority).collect::<Vec<_>>(), [1, 2, 3]);
    assert_eq!(statuses(&jobs, group).await, [Pending, New, New], "only the first is a job");
    assert_eq!(jobs.list(&Default::default(), None, 10).await.unwrap().len(), 1);
    for (at, expected) in [[Succeeded, Pending, New], [Succeeded, Succeeded, Pending]].into_iter().enumerate() {
        let id = tasks(&jobs, group).await[at].job_id.unwrap();
        let job = test.perform(id).await.unwrap();
        assert_eq!((job.state, job.priority), (JobState::Succeeded, 0));
        assert_eq!(statuses(&jobs, group).await, expected);
        let group = jobs.get_group(group).await.unwrap();
        assert_eq!((group.status, group.ended_at), (GroupStatus::Running, None));
    }
    assert_eq!(test.drain("default").await.unwrap().succeeded, 2, "the last one and the callback");
    assert_eq!(done.all(), ["1", "2", "3", &telling("end", group, GroupStatus::Succeeded)]);
    assert!(jobs.get_group(group).await.unwrap().ended_at.is_some());
}

pub(crate) async fn g12_the_first_failure_of_a_sequence_aborts_the_rest(db: Database) {
    let (jobs, done) = jobs(&db).await;
    let mut test = TestJobs::new(&jobs).await.unwrap();
    for (bad, status) in [(0, Failed), (1, Crashed)] {
        let group = jobs.group("import").task("one", noted("1"));
        let group = match bad {
            0 => group.task("two", refuses { reason: "no".into() }),
            _ => group.task("two", panics { how: "text".into() }),
        };
        let group = group.task("three", noted("3")).task("four", noted("4")).on_finish(told_as("end"));
        let group = group.create().await.unwrap().id();
        test.drain("default").await.unwrap();
        assert_eq!(statuses(&jobs, group).await, [Succeeded, status, Aborted, Aborted]);
        let record = jobs.get_group(group).await.unwrap();
        assert!(record.status == GroupStatus::Failed && record.ended_at.is_some(), "{record:?}");
        assert_eq!(done.count(&telling("end", group, GroupStatus::Failed)), 1);
    }
    assert_eq!((done.count("1"), done.count("3"), done.count("4")), (2, 0, 0));
}

pub(crate) async fn g13_of_tasks_at_once_the_others_go_on(db: Database) {
    let (jobs, done) = jobs(&db).await;
    let mut test = TestJobs::new(&jobs).await.unwrap();
    let group = jobs
        .group("import")
        .concurrent()
        .task_with("low", noted("low"), Options::new().priority(1))
        .task_with("bad", refuses { reason: "no".into() }, Options::new().priority(900))
        .task_with("high", noted("high"), Options::new().priority(500))
        .on_finish(told_as("end"))
        .create()
        .await
        .unwrap()
        .id();
    let all = tasks(&jobs, group).await;
    assert_eq!(all.iter().map(|task| task.priority).collect::<Vec<_>>(), [1, 900, 500], "here it is kept");
    assert_eq!(statuses(&jobs, group).await, [Pending; 3]);
    test.perform(all[1].job_id.unwrap()).await.unwrap();
    let record = jobs.get_group(group).await.unwrap();
    assert_eq!((record.status, record.ended_at), (GroupStatus::Failed, None), "failed at once, and not over");
    assert_eq!(statuses(&jobs, group).await, [Pending, Failed, Pending]);
    test.drain("default").await.unwrap();
    assert_eq!(statuses(&jobs, group).await, [Succeeded, Failed, Succeeded]);
    let record = jobs.get_group(group).await.unwrap();
    assert!(record.status == GroupStatus::Failed && record.ended_at.is_some());
    assert_eq!(done.all(), ["high", "low", &telling("end", group, GroupStatus::Failed)]);
}

pub(crate) async fn g14_j57_the_callback_has_its_arguments_and_the_end(db: Database) {
    let (jobs, done) = jobs(&db).await;
    let mut test = TestJobs::new(&jobs).await.unwrap();
    let group = jobs.group("import").task("a", noted("a")).on_finish(told_as("own words")).create().await.unwrap().id();
    test.drain("default").await.unwrap();
    assert_eq!(done.all()[1..], [telling("own words", group, GroupStatus::Succeeded)]);
    let callback = jobs.get_group(group).await.unwrap().callbacks.remove(0);
    let job = jobs.find(callback.job_id.unwrap()).await.unwrap().unwrap();
    assert_eq!(job.args, json!({ "word": "own words", "group": { "id": group, "status": "succeeded" } }));
    assert_eq!(job.state, JobState::Succeeded);
    // One that takes no such argument is enqueued as it is.
    let plain = jobs.group("import").task("a", noted("b")).on_finish(noted("plain")).create().await.unwrap().id();
    test.drain("default").await.unwrap();
    assert_eq!(done.count("plain"), 1);
    assert!(jobs.get_group(plain).await.unwrap().callbacks[0].job_id.is_some());
}

pub(crate) async fn g15_a_task_is_taken_before_it_is_called_and_by_one(db: Database) {
    let (jobs, done) = jobs(&db).await;
    let group = jobs.group("import").concurrent().tasks((0..20).map(|at| holds { key: format!("{at}"), millis: 1 }));
    let group = group.on_finish(told_as("end")).create().await.unwrap().id();
    let workers = [working(&jobs).await, quick(&jobs).start().await.unwrap()];
    assert_eq!(ends(&jobs, group).await.status, GroupStatus::Succeeded);
    for at in 0..20 {
        assert_eq!((done.count(&at.to_string()), done.most(&at.to_string())), (1, 1));
    }
    let end = telling("end", group, GroupStatus::Succeeded);
    until("the callback ran", async || done.count(&end) == 1).await;
    for worker in workers {
        worker.stop().await;
    }
    assert!(
        jobs.search_tasks(&Search::new())
            .await
            .unwrap()
            .items
            .iter()
            .all(|task| task.job_state == Some(JobState::Succeeded))
    );
}

pub(crate) async fn j55_a_sequence_waits_for_retries_and_runs_one_at_a_time(db: Database) {
    let (jobs, done) = jobs(&db).await;
    let group = jobs
        .group("import")
        .task("one", holds { key: "lane".into(), millis: 20 })
        .task("two", fails { times: 2 })
        .task("three", holds { key: "lane".into(), millis: 20 })
        .create()
        .await
        .unwrap()
        .id();
    let worker = quick(&jobs).poll(Duration::from_millis(50)).start().await.unwrap();
    let record = ends(&jobs, group).await;
    assert_eq!(record.status, GroupStatus::Succeeded, "{:?}", tasks(&jobs, group).await);
    assert_eq!(done.all(), ["lane", "attempt 1", "attempt 2", "attempt 3", "lane"]);
    assert_eq!(done.most("lane"), 1);
    worker.stop().await;
}
