//! Groups whose workers are killed, at every call of the database and in the middle of everything (R32).

use std::time::{Duration, Instant};

use kaffy::jobs::{GroupEnd, GroupRecord, GroupStatus, JobFilter, Options, Rule, Search, TaskStatus};
use uuid::Uuid;

use crate::{
    handlers::{gives_up_now, group_over, poison, takes, varied},
    process::{Process, Settings},
    rig::Rig,
};

/// Calls that one worker makes for the scenario, and some.
const CALLS: u64 = 90;

/// A sequence that succeeds, one that fails in the middle, and tasks at once of which one fails.
async fn three_groups(rig: &Rig) -> [Uuid; 3] {
    let end = || group_over { group: GroupEnd::later() };
    let good = rig.jobs.group("sequence").task("one", varied {}).task("two", takes { millis: 5 }).on_finish(end());
    let bad = rig.jobs.group("sequence").task("one", takes { millis: 1 }).task("two", gives_up_now {});
    let bad = bad.task("three", takes { millis: 1 }).on_finish(end());
    let both = rig.jobs.group("at once").concurrent().task("one", takes { millis: 5 }).task("two", gives_up_now {});
    let both = both.task("three", varied {}).on_finish(end());
    [good.create().await.unwrap().id(), bad.create().await.unwrap().id(), both.create().await.unwrap().id()]
}

async fn have_ended(rig: &Rig, groups: &[Uuid]) -> bool {
    for group in groups {
        if rig.jobs.get_group(*group).await.unwrap().ended_at.is_none() {
            return false;
        }
    }
    rig.all().await.iter().all(|job| job.state.is_final())
}

/// What holds of every group, whatever happened: its status is the function of its tasks', which are what their jobs
/// are; each end has its time; and there is one callback.
async fn check(rig: &Rig, group: Uuid) -> (GroupRecord, Vec<TaskStatus>) {
    let record = rig.jobs.get_group(group).await.unwrap();
    let search = Search::new().rule("group_id", Rule::Equal(group.to_string().into())).ascending("position");
    let tasks = rig.jobs.search_tasks(&search).await.unwrap().items;
    let statuses: Vec<_> = tasks.iter().map(|task| task.status).collect();
    assert_eq!(record.status, GroupStatus::of(statuses.iter().copied()), "{record:#?} {tasks:#?}");
    assert!(record.ended_at.is_some() && tasks.iter().all(|task| task.ended_at.is_some()), "{record:#?} {tasks:#?}");
    for task in &tasks {
        let is_what_its_job_is = match task.job_state {
            None => task.status == TaskStatus::Aborted && task.job_id.is_none(),
            Some(kaffy::JobState::Succeeded) => task.status == TaskStatus::Succeeded,
            Some(kaffy::JobState::Failed) => matches!(task.status, TaskStatus::Failed | TaskStatus::Crashed),
            Some(state) => panic!("a task is {} and its job {state}", task.status),
        };
        assert!(is_what_its_job_is, "{task:#?}");
    }
    let callbacks = rig.jobs.list(&JobFilter::new().of_type("group_over"), None, 500).await.unwrap();
    let own: Vec<_> = callbacks.iter().filter(|job| job.args["group"]["id"] == group.to_string()).collect();
    assert_eq!(own.len(), 1, "one callback: {own:#?}");
    assert_eq!(own[0].args["group"]["status"], record.status.word());
    assert_eq!(record.callbacks[0].job_id, Some(own[0].id));
    (record, statuses)
}

pub(crate) async fn r32_a_crash_at_every_call_of_the_database(rig: Rig) {
    let quick = Settings { beat: 150, dead_after: 600, poll: 50, ..Settings::default() };
    let (mut ended, mut all) = (0, Vec::new());
    let calls = rig.calls(CALLS);
    for (round, &call) in (1..).zip(&calls) {
        let groups = three_groups(&rig).await;
        let mut hurt = Process::start(&rig.url, &Settings { die_at: Some(call), ..quick.clone() });
        let end = Instant::now() + Duration::from_secs(20);
        let mut helper = None;
        while !have_ended(&rig, &groups).await {
            if hurt.is_over() && helper.is_none() {
                ended += 1;
                helper = Some(Process::start(&rig.url, &quick));
            }
            assert!(Instant::now() < end, "at call {call}: {:#?}", rig.states().await);
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        hurt.kill();
        // The helper leaves as it should, so that nobody is silent when the next round begins.
        if let Some(mut helper) = helper {
            helper.says("ready").await;
            helper.signal("TERM");
            helper.ends().await;
        }
        use TaskStatus::{Aborted, Failed, Succeeded};
        assert_eq!(check(&rig, groups[0]).await.1, [Succeeded, Succeeded], "at call {call}");
        let (_, statuses) = check(&rig, groups[1]).await;
        assert!(
            matches!(statuses[..], [Succeeded, Failed | TaskStatus::Crashed, Aborted]),
            "at call {call}: {statuses:?}"
        );
        let (_, statuses) = check(&rig, groups[2]).await;
        assert!(
            matches!(statuses[..], [Succeeded, Failed | TaskStatus::Crashed, Succeeded]),
            "at call {call}: {statuses:?}"
        );
        all.extend(groups);
        // Seven jobs and three callbacks a round.
        assert_eq!(rig.all().await.len(), round * 10);
    }
    rig.check(all.len() / 3 * 10).await;
    assert!(ended > calls.len() / 2, "most calls came to pass: {ended}");
}

pub(crate) async fn r32_workers_killed_while_many_groups_run(rig: Rig) {
    let settings = Settings { beat: 200, dead_after: 1_000, poll: 50, places: 4, ..Settings::default() };
    let mut groups = Vec::new();
    for number in 0..20u64 {
        let mut group = rig.jobs.group("many").on_finish(group_over { group: GroupEnd::later() });
        if number % 2 == 0 {
            group = group.concurrent();
        }
        for at in 0..5 {
            let options = Options::new().max_attempts(20);
            group = group.task_with(format!("{at}"), takes { millis: (number * 7 + at * 13) % 40 }, options);
        }
        groups.push(group.create().await.unwrap().id());
    }
    let mut workers = vec![rig.worker(&settings).await, rig.worker(&settings).await, rig.worker(&settings).await];
    let mut killed = 0;
    while !have_ended(&rig, &groups).await {
        if killed < 9 {
            let mut worker = workers.remove(0);
            worker.kill();
            killed += 1;
            workers.push(rig.worker(&settings).await);
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    for group in &groups {
        assert_eq!(check(&rig, *group).await.1, [TaskStatus::Succeeded; 5]);
    }
    rig.check(20 * 6).await;
}

pub(crate) async fn r32_a_task_that_kills_its_workers_crashes_its_group(rig: Rig) {
    let end = || group_over { group: GroupEnd::later() };
    let group = rig.jobs.group("poison").task("one", takes { millis: 1 }).task("two", poison {});
    let group = group.task("three", takes { millis: 1 }).on_finish(end()).create().await.unwrap().id();
    let settings = Settings { beat: 150, dead_after: 600, poll: 50, ..Settings::default() };
    let mut worker = rig.worker(&settings).await;
    while !have_ended(&rig, &[group]).await {
        if worker.is_over() {
            worker = rig.worker(&settings).await;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    let (record, statuses) = check(&rig, group).await;
    assert_eq!(record.status, GroupStatus::Failed);
    assert_eq!(statuses, [TaskStatus::Succeeded, TaskStatus::Crashed, TaskStatus::Aborted]);
}
