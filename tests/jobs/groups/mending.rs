//! What the original does wrong, each defect a test: R32, the list (a) to (k).

use std::time::Duration;

use kaffy::{
    Database, JobState,
    jobs::{GroupError, GroupStatus, Options, Search, TaskStatus, testing::TestJobs},
};
use sea_query::{Expr, ExprTrait, Query};
use uuid::Uuid;

use super::{
    ends,
    handlers::{jobs, noted, reads_first, refuses, telling, told_as, told_late},
    statuses, tasks,
};
use crate::{
    handlers::{completes, endless, fails, note, panics},
    waiting::{quick, until, working},
};

use TaskStatus::{Aborted, Crashed, Failed, New, Pending, Running, Succeeded};

pub(crate) async fn r32_a_tasks_are_tried_again(db: Database) {
    let (jobs, done) = jobs(&db).await;
    let mut test = TestJobs::new(&jobs).await.unwrap();
    let group = jobs.group("import").task("a", fails { times: 1 }).task("b", noted("b")).create().await.unwrap().id();
    test.drain("default").await.unwrap();
    assert_eq!(statuses(&jobs, group).await, [Pending, New], "it waits for its next attempt");
    assert_eq!(jobs.get_group(group).await.unwrap().status, GroupStatus::Pending);
    test.advance(Duration::from_secs(5));
    test.drain("default").await.unwrap();
    assert_eq!(statuses(&jobs, group).await, [Succeeded, Succeeded]);
    assert_eq!(done.all(), ["attempt 1", "attempt 2", "b"]);
}

/// A worker that is gone holds a task for ever: it is taken back, and tried again or crashed.
pub(crate) async fn r32_b_what_a_lost_worker_held_goes_on(db: Database) {
    let (jobs, done) = jobs(&db).await;
    let again = jobs.group("import").task("a", endless { obeys: true }).task("b", noted("b"));
    let again = again.on_finish(told_as("end")).create().await.unwrap().id();
    let once = jobs.group("import").task_with("a", endless { obeys: true }, Options::new().max_attempts(1));
    let once = once.task("b", noted("b")).on_finish(told_as("end")).create().await.unwrap().id();
    let first = quick(&jobs).dead_after(Duration::from_millis(800)).start().await.unwrap();
    until("both run", async || done.count("started") == 2).await;
    // As if the process were gone: nothing of it says goodbye.
    drop(first);
    let (others, _) = super::handlers::jobs(&db).await;
    let second = working(&others).await;
    let record = ends(&jobs, once).await;
    assert_eq!((record.status, statuses(&jobs, once).await), (GroupStatus::Failed, vec![Crashed, Aborted]));
    assert_eq!(tasks(&jobs, once).await[0].error.as_deref(), Some("worker lost"));
    let id = tasks(&jobs, again).await[0].job_id.unwrap();
    until("the other has it", async || jobs.find(id).await.unwrap().unwrap().starts == 2).await;
    until("it runs", async || statuses(&jobs, again).await == [Running, New]).await;
    jobs.cancel(id, None).await.unwrap();
    assert_eq!(ends(&jobs, again).await.status, GroupStatus::Cancelled);
    assert_eq!(statuses(&jobs, again).await, [Aborted, Aborted]);
    second.stop().await;
}

/// The row was committed, and nobody was told: workers ask.
pub(crate) async fn r32_c_no_message_is_needed_to_begin(db: Database) {
    let (jobs, done) = jobs(&db).await;
    // Workers of another `Jobs` hear nothing of what is enqueued here.
    let (others, done_there) = super::handlers::jobs(&db).await;
    let worker = quick(&others).listen(false).start().await.unwrap();
    let group = jobs.group("import").task("a", noted("a")).task("b", noted("b")).create().await.unwrap().id();
    assert_eq!(ends(&jobs, group).await.status, GroupStatus::Succeeded);
    assert_eq!((done.all().len(), done_there.all()), (0, vec!["a".to_owned(), "b".to_owned()]));
    worker.stop().await;
}

pub(crate) async fn r32_d_a_group_without_tasks_is_refused_in_words(db: Database) {
    let (jobs, _) = jobs(&db).await;
    for group in
        [jobs.group("import"), jobs.group("import").concurrent(), jobs.group("import").tasks(Vec::<note>::new())]
    {
        let error = group.on_finish(told_as("end")).create().await.unwrap_err();
        assert!(matches!(error, GroupError::Empty), "{error:?}");
        assert_eq!(error.to_string(), "a group needs at least one task: add it with `.task(\"name\", job)`");
    }
    assert!(jobs.search_groups(&Search::new()).await.unwrap().items.is_empty());
}

pub(crate) async fn r32_e_a_success_after_a_failure_changes_nothing(db: Database) {
    let (jobs, _) = jobs(&db).await;
    let mut test = TestJobs::new(&jobs).await.unwrap();
    // In every order of three ends the group is what its tasks are.
    for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
        let group = jobs.group("import").concurrent().task("a", refuses { reason: "no".into() });
        let group = group.task("b", noted("b")).task("c", panics { how: "text".into() }).create().await.unwrap().id();
        let all = tasks(&jobs, group).await;
        for at in order {
            test.perform(all[at].job_id.unwrap()).await.unwrap();
            let record = jobs.get_group(group).await.unwrap();
            assert_eq!(record.status, GroupStatus::of(statuses(&jobs, group).await), "{order:?}");
        }
        let record = jobs.get_group(group).await.unwrap();
        assert!(record.status == GroupStatus::Failed && record.ended_at.is_some());
        // The end is for good: what somebody runs again is not a part of it any more.
        jobs.retry(all[0].job_id.unwrap()).await.unwrap();
        test.drain("default").await.unwrap();
        assert_eq!(jobs.get_group(group).await.unwrap().status, GroupStatus::Failed);
        assert_eq!(statuses(&jobs, group).await, [Failed, Succeeded, Crashed]);
    }
}

/// Two last tasks that end at once, on two connections.
pub(crate) async fn r32_f_of_two_last_ones_at_once_one_ends_the_group(db: Database) {
    let (jobs, done) = jobs(&db).await;
    let workers = [working(&jobs).await, working(&jobs).await, working(&jobs).await];
    let mut groups = Vec::new();
    for _ in 0..10 {
        let group = jobs.group("import").concurrent().tasks((0..6).map(|at| note { text: format!("{at}") }));
        groups.push(group.on_finish(told_as("end")).create().await.unwrap().id());
    }
    for group in &groups {
        assert_eq!(ends(&jobs, *group).await.status, GroupStatus::Succeeded);
        let end = telling("end", *group, GroupStatus::Succeeded);
        until("the callback ran", async || done.count(&end) > 0).await;
    }
    for worker in workers {
        worker.stop().await;
    }
    for group in groups {
        assert_eq!(done.count(&telling("end", group, GroupStatus::Succeeded)), 1);
    }
    assert_eq!(jobs.list(&kaffy::jobs::JobFilter::new().of_type("told"), None, 100).await.unwrap().len(), 10);
}

pub(crate) async fn r32_g_one_callback_however_many_fail(db: Database) {
    let (jobs, done) = jobs(&db).await;
    let mut test = TestJobs::new(&jobs).await.unwrap();
    let group = jobs.group("import").concurrent().tasks((0..5).map(|at| refuses { reason: format!("{at}") }));
    let group = group.on_failure(told_as("end")).create().await.unwrap().id();
    test.drain("default").await.unwrap();
    assert_eq!(statuses(&jobs, group).await, [Failed; 5]);
    assert_eq!(done.all(), [telling("end", group, GroupStatus::Failed)]);
}

pub(crate) async fn r32_h_every_end_has_its_time(db: Database) {
    let (jobs, _) = jobs(&db).await;
    let mut test = TestJobs::new(&jobs).await.unwrap();
    let bad =
        jobs.group("import").task("a", noted("a")).task("b", refuses { reason: "no".into() }).task("c", noted("c"));
    let bad = bad.create().await.unwrap().id();
    let crashed =
        jobs.group("import").concurrent().task("a", panics { how: "text".into() }).create().await.unwrap().id();
    test.drain("default").await.unwrap();
    assert_eq!(statuses(&jobs, bad).await, [Succeeded, Failed, Aborted]);
    assert_eq!(statuses(&jobs, crashed).await, [Crashed]);
    for group in [bad, crashed] {
        assert!(tasks(&jobs, group).await.iter().all(|task| task.ended_at.is_some()));
        assert!(jobs.get_group(group).await.unwrap().ended_at.is_some());
    }
}

pub(crate) async fn r32_i_what_has_not_ended_has_no_end(db: Database) {
    let (jobs, _) = jobs(&db).await;
    let mut test = TestJobs::new(&jobs).await.unwrap();
    let group = jobs.group("import").concurrent().task("a", refuses { reason: "no".into() }).task("b", noted("b"));
    let group = group.create().await.unwrap().id();
    for at in 0..2 {
        let (record, all) = (jobs.get_group(group).await.unwrap(), tasks(&jobs, group).await);
        assert_eq!(record.ended_at, None, "{record:?}");
        assert!(all.iter().all(|task| task.ended_at.is_some() == task.status.is_final()), "{all:?}");
        test.perform(all[at].job_id.unwrap()).await.unwrap();
    }
    let (record, all) = (jobs.get_group(group).await.unwrap(), tasks(&jobs, group).await);
    assert_eq!(record.ended_at, all.iter().filter_map(|task| task.ended_at).max());
}

/// A throw or an exit: any way to panic is an end.
pub(crate) async fn r32_j_any_panic_is_an_end(db: Database) {
    let (jobs, _) = jobs(&db).await;
    let worker = working(&jobs).await;
    let ways = ["text", "string", "other"].map(|how| panics { how: how.into() });
    let group = jobs.group("import").concurrent().tasks(ways).create().await.unwrap().id();
    let record = ends(&jobs, group).await;
    assert_eq!(record.status, GroupStatus::Failed);
    assert_eq!(statuses(&jobs, group).await, [Crashed; 3]);
    worker.stop().await;
}

pub(crate) async fn r32_k_a_callback_that_fails_is_tried_again(db: Database) {
    let (jobs, done) = jobs(&db).await;
    let mut test = TestJobs::new(&jobs).await.unwrap();
    let late = told_late { times: 2, group: kaffy::jobs::GroupEnd::later() };
    let group = jobs.group("import").task("a", noted("a")).on_finish(late).create().await.unwrap().id();
    for _ in 0..3 {
        test.drain("default").await.unwrap();
        test.advance(Duration::from_secs(5));
    }
    assert_eq!(done.all(), ["a", "attempt 1", "attempt 2", "attempt 3"]);
    let id = jobs.get_group(group).await.unwrap().callbacks[0].job_id.unwrap();
    assert_eq!(jobs.find(id).await.unwrap().unwrap().state, JobState::Succeeded);
    assert_eq!(jobs.attempts(id).await.unwrap().len(), 2, "each failure is kept");
}

/// What an older program, or a hand in the tables, ended without the group.
pub(crate) async fn r32_workers_find_what_a_group_did_not_hear_of(db: Database) {
    let (jobs, done) = jobs(&db).await;
    let make = async || {
        let group = jobs.group("import").task("a", noted("a")).task("b", noted("b")).on_finish(told_as("end"));
        group.create().await.unwrap().id()
    };
    let (over, gone) = (make().await, make().await);
    let id_of = async |group: Uuid| tasks(&jobs, group).await[0].job_id.unwrap();
    let (first_over, first_gone) = (id_of(over).await.to_string(), id_of(gone).await.to_string());
    let mut tx = db.begin().await.unwrap();
    let end = Query::update()
        .table("kaffy_jobs")
        .values([("state", "succeeded".into()), ("finished_at", 1i64.into())])
        .and_where(ExprTrait::eq(Expr::col("id"), first_over))
        .to_owned();
    tx.execute(&end).await.unwrap();
    let delete =
        Query::delete().from_table("kaffy_jobs").and_where(ExprTrait::eq(Expr::col("id"), first_gone)).to_owned();
    tx.execute(&delete).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(statuses(&jobs, over).await, [Pending, New]);
    let worker = quick(&jobs).start().await.unwrap();
    assert_eq!(ends(&jobs, over).await.status, GroupStatus::Succeeded);
    assert_eq!(ends(&jobs, gone).await.status, GroupStatus::Cancelled);
    assert_eq!(statuses(&jobs, gone).await, [Aborted, Aborted]);
    until("both callbacks ran", async || {
        done.count(&telling("end", over, GroupStatus::Succeeded)) == 1
            && done.count(&telling("end", gone, GroupStatus::Cancelled)) == 1
    })
    .await;
    worker.stop().await;
    assert_eq!(jobs.repair_groups().await.unwrap(), 0);
}

pub(crate) async fn r32_a_task_that_ends_in_its_own_transaction_moves_its_group(db: Database) {
    let (jobs, done) = jobs(&db).await;
    let worker = working(&jobs).await;
    let group =
        jobs.group("import").task("a", completes { commits: true }).task("b", noted("b")).on_finish(told_as("end"));
    let group = group.create().await.unwrap().id();
    assert_eq!(ends(&jobs, group).await.status, GroupStatus::Succeeded);
    let other = jobs.group("import").task("a", completes { commits: false }).task("b", noted("c")).create().await;
    let other = other.unwrap().id();
    assert_eq!(ends(&jobs, other).await.status, GroupStatus::Cancelled);
    assert_eq!(statuses(&jobs, other).await, [Aborted, Aborted]);
    let end = telling("end", group, GroupStatus::Succeeded);
    until("the callback ran", async || done.count(&end) == 1).await;
    assert_eq!((done.count("b"), done.count("c")), (1, 0));
    worker.stop().await;
}

/// A transaction that has read before sees what others committed since.
pub(crate) async fn r32_a_transaction_that_has_read_before_misses_no_end(db: Database) {
    let (jobs, _) = jobs(&db).await;
    let group = jobs.group("import").concurrent().task("a", completes { commits: true });
    let group = group.task("b", reads_first {}).create().await.unwrap().id();
    let worker = quick(&jobs).dead_after(Duration::from_secs(3600)).start().await.unwrap();
    assert_eq!(ends(&jobs, group).await.status, GroupStatus::Succeeded);
    assert_eq!(statuses(&jobs, group).await, [Succeeded, Succeeded]);
    worker.stop().await;
}
