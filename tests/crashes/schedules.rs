//! Schedules on processes that are killed, stopped, and whose clocks are wrong: R11, R15, R33, R35, Q48, Q51, K131. A
//! clock is wrong by what a test process is told, in its own clock of the jobs: nobody sets that of the machine.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::{Duration, Instant},
};

use kaffy::{
    Dialect, JobState,
    jobs::{JobFilter, Missed, NewSchedule, Overlap, TickOutcome, TickRecord},
};

use crate::{
    handlers::{adds_up, takes},
    process::{Process, Settings},
    rig::Rig,
};

const SECOND: i64 = 1_000_000;

fn secondly(name: &str) -> NewSchedule {
    let job = takes { millis: 1 };
    NewSchedule::new(name, &job).unwrap().cron("@secondly").overlap(Overlap::Allow).missed(Missed::All(100))
}

async fn ticks(rig: &Rig, name: &str) -> Vec<TickRecord> {
    let mut ticks = loop {
        // A database that is busy is asked again.
        if let Ok(ticks) = rig.jobs.schedules().ticks(name, None, 500).await {
            break ticks;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    };
    ticks.reverse();
    ticks
}

/// Each time is decided about once and has one job, each job belongs to one time, and with `all` no second is left out.
async fn once_each(rig: &Rig, name: &str, all: bool) -> Vec<TickRecord> {
    let ticks = ticks(rig, name).await;
    let dues: BTreeSet<_> = ticks.iter().map(|tick| tick.due_at).collect();
    assert_eq!(dues.len(), ticks.len(), "no time twice");
    let enqueued: Vec<_> = ticks.iter().filter(|tick| tick.outcome == TickOutcome::Enqueued).collect();
    let mut of_ticks: Vec<_> = enqueued.iter().flat_map(|tick| tick.jobs.iter().map(|job| job.id)).collect();
    assert_eq!(of_ticks.len(), enqueued.len(), "a job for each");
    let is_of = |job: &kaffy::jobs::JobRecord| job.meta.as_ref().is_some_and(|meta| meta["schedule"]["name"] == name);
    let mut of_jobs: Vec<_> = rig.all().await.into_iter().filter(is_of).map(|job| job.id).collect();
    of_ticks.sort_unstable();
    of_jobs.sort_unstable();
    assert_eq!(of_ticks, of_jobs, "a time and its job are there together or not at all");
    if all {
        let (first, last) = (ticks[0].due_at, ticks[ticks.len() - 1].due_at);
        let seconds = usize::try_from((last - first).num_seconds()).unwrap() + 1;
        assert_eq!(ticks.len(), seconds, "none is left out: {:#?}", gaps(&ticks));
    }
    ticks
}

fn gaps(ticks: &[TickRecord]) -> Vec<(String, String)> {
    let pairs = ticks.windows(2).filter(|pair| (pair[1].due_at - pair[0].due_at).num_seconds() > 1);
    pairs.map(|pair| (pair[0].due_at.to_rfc3339(), pair[1].due_at.to_rfc3339())).collect()
}

async fn quiet(rig: &Rig, name: &str) {
    rig.until("it is paused", async || rig.jobs.schedules().deactivate(name, None, None).await.is_ok()).await;
}

pub(crate) async fn r11_five_nodes_with_wrong_clocks_fire_each_time_once(rig: Rig) {
    rig.jobs.schedules().add(&secondly("a"), None).await.unwrap();
    let settings = |seconds: i64| Settings { clock_off: seconds * SECOND, ..Settings::default() };
    let offs = [-2, -1, 0, 1, 2];
    let mut nodes = Vec::new();
    for off in offs {
        nodes.push(rig.worker(&settings(off)).await);
    }
    let start = Instant::now();
    for round in 0..6 {
        let so_far = ticks(&rig, "a").await.len();
        rig.until("three more have fired", async || ticks(&rig, "a").await.len() >= so_far + 3).await;
        // The one that fired last is killed, whoever it is.
        let worker = ticks(&rig, "a").await.last().and_then(|tick| tick.worker);
        let known = rig.jobs.workers().await.unwrap();
        let pid = known.iter().find(|it| Some(it.id) == worker).map(|it| it.pid);
        let at = nodes.iter().position(|node| Some(node.pid()) == pid).unwrap_or(round % nodes.len());
        nodes[at].kill();
        nodes[at] = rig.worker(&settings(offs[at])).await;
    }
    quiet(&rig, "a").await;
    rig.until_over().await;
    let ticks = once_each(&rig, "a", true).await;
    assert!(ticks.len() as u64 + 4 >= start.elapsed().as_secs(), "{} in {:?}", ticks.len(), start.elapsed());
    rig.check(ticks.len()).await;
}

pub(crate) async fn r33_j31_whoever_leaves_the_others_go_on(rig: Rig) {
    rig.jobs.schedules().add(&secondly("a"), None).await.unwrap();
    let settings = Settings::default();
    let mut nodes = [rig.worker(&settings).await, rig.worker(&settings).await, rig.worker(&settings).await];
    let more = async |count: usize| {
        let so_far = ticks(&rig, "a").await.len();
        rig.until("more have fired", async || ticks(&rig, "a").await.len() >= so_far + count).await;
    };
    more(2).await;
    nodes[0].signal("TERM");
    nodes[0].ends().await;
    more(3).await;
    nodes[1].kill();
    more(3).await;
    nodes[1] = rig.worker(&settings).await;
    // One sleeps for longer than it may be silent; awake again it does nothing twice.
    nodes[2].signal("STOP");
    more(4).await;
    nodes[2].signal("CONT");
    more(3).await;
    quiet(&rig, "a").await;
    rig.until_over().await;
    let ticks = once_each(&rig, "a", true).await;
    let late = ticks.iter().map(TickRecord::lateness).max().unwrap();
    // Two seconds by the promise; a machine with other things to do takes longer now and then.
    assert!(late < Duration::from_secs(4), "{late:?}");
    rig.check(ticks.len()).await;
}

pub(crate) async fn r15_clocks_that_jump_run_nothing_twice(rig: Rig) {
    let one = |name: &str| secondly(name).missed(Missed::One);
    for (name, jump) in [("hour on", 3_600), ("hour back", -3_600), ("day on", 86_400), ("day back", -86_400)] {
        rig.jobs.schedules().add(&one(name), None).await.unwrap();
        let settings = Settings { jump: jump * SECOND, ..Settings::default() };
        let mut node = rig.worker(&settings).await;
        rig.until("it fires", async || ticks(&rig, name).await.len() >= 2).await;
        // It jumps when it is told.
        node.signal("USR1");
        node.says("the clock has jumped").await;
        let is_corrected = !rig.url.starts_with("sqlite");
        if jump > 0 || is_corrected {
            let so_far = ticks(&rig, name).await.len();
            rig.until("it goes on", async || ticks(&rig, name).await.len() >= so_far + 3).await;
        } else {
            // Nothing is due for an hour; others of the machine's clock would go on.
            tokio::time::sleep(Duration::from_millis(1_500)).await;
        }
        // Not killed: by its clock it was heard tomorrow, and nobody would take back its jobs before.
        node.signal("TERM");
        node.ends().await;
        let mut right = rig.worker(&Settings::default()).await;
        if jump < 0 {
            let so_far = ticks(&rig, name).await.len();
            rig.until("with the right clock it goes on", async || ticks(&rig, name).await.len() > so_far).await;
        }
        quiet(&rig, name).await;
        rig.until_over().await;
        right.kill();
        let ticks = once_each(&rig, name, false).await;
        if jump > 0 && !is_corrected {
            let made_up: Vec<_> = ticks.iter().filter(|tick| tick.is_backfill).collect();
            assert_eq!(made_up.len(), 1, "all that was missed is one run: {made_up:#?}");
            assert_eq!(made_up[0].missed_count, 1_000);
        }
    }
    rig.check(rig.all().await.len()).await;
}

pub(crate) async fn r12_what_was_missed_while_no_process_was_there(rig: Rig) {
    for (name, missed) in [("all", Missed::All(3)), ("one", Missed::One), ("skip", Missed::Skip)] {
        rig.jobs.schedules().add(&secondly(name).missed(missed), None).await.unwrap();
    }
    let mut node = rig.worker(&Settings::default()).await;
    rig.until("all fire", async || ticks(&rig, "skip").await.len() >= 2).await;
    node.kill();
    let before: BTreeMap<_, _> = {
        let mut before = BTreeMap::new();
        for name in ["all", "one", "skip"] {
            before.insert(name, ticks(&rig, name).await.len());
        }
        before
    };
    // The time without nodes is what is tested: nothing else says when it is over.
    tokio::time::sleep(Duration::from_secs(9)).await;
    let node = rig.worker(&Settings::default()).await;
    rig.until("it goes on", async || ticks(&rig, "skip").await.iter().any(|it| it.outcome == TickOutcome::Missed))
        .await;
    for name in ["all", "one", "skip"] {
        quiet(&rig, name).await;
    }
    rig.until_over().await;
    drop(node);
    for (name, runs) in [("all", 3), ("one", 1), ("skip", 0)] {
        let ticks = once_each(&rig, name, false).await;
        let made_up: Vec<_> = ticks[before[name]..].iter().filter(|tick| tick.is_backfill).collect();
        assert_eq!(made_up.len(), runs, "{name}: {ticks:#?}");
        assert!(made_up.iter().all(|tick| (3..=8).contains(&tick.missed_count)), "{made_up:#?}");
    }
}

pub(crate) async fn r35_q51_a_crash_at_every_call_of_a_firing_node(rig: Rig) {
    let calm = Settings { beat: 150, dead_after: 600, poll: 50, ..Settings::default() };
    for call in rig.calls(40).into_iter().filter(|call| call % 2 == 1 || rig.db.dialect() != Dialect::Sqlite) {
        let name = format!("at {call}");
        rig.jobs.schedules().add(&secondly(&name), None).await.unwrap();
        let mut hurt = Process::start(&rig.url, &Settings { die_at: Some(call), ..calm.clone() });
        let end = Instant::now() + Duration::from_secs(10);
        let is_enough = async || ticks(&rig, &name).await.len() >= 2;
        while !hurt.is_over() && !is_enough().await {
            assert!(Instant::now() < end, "at call {call}");
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        hurt.kill();
        let mut helper = rig.worker(&calm).await;
        rig.until("another node goes on", is_enough).await;
        quiet(&rig, &name).await;
        rig.until_over().await;
        helper.signal("TERM");
        helper.ends().await;
        once_each(&rig, &name, true).await;
    }
}

pub(crate) async fn q48_a_start_of_the_cluster_is_seen_by_one_of_many(rig: Rig) {
    let job = takes { millis: 1 };
    rig.jobs.schedules().add(&NewSchedule::new("start", &job).unwrap().cron("@reboot"), None).await.unwrap();
    let settings = Settings { dead_after: 800, beat: 200, ..Settings::default() };
    let count = async || ticks(&rig, "start").await.len();
    // The first time it is new, and fires for that.
    for round in 1..=3 {
        let mut nodes: Vec<_> = (0..4).map(|_| Process::start(&rig.url, &settings)).collect();
        for node in &nodes {
            node.says("ready").await;
        }
        rig.until("it fires once", async || count().await == round).await;
        let late = rig.worker(&settings).await;
        rig.until_over().await;
        assert_eq!(count().await, round, "others were there");
        drop(late);
        for node in &mut nodes {
            node.kill();
        }
        rig.until("all are silent for long", async || {
            let now = chrono::Utc::now();
            let workers = rig.jobs.workers().await.unwrap_or_default();
            workers.iter().all(|it| (now - it.beat_at).num_microseconds().unwrap_or(0) > it.dead_after + 200_000)
        })
        .await;
    }
}

pub(crate) async fn k131_d14_a_task_loses_nothing_it_has_said(rig: Rig) {
    // One is added up in each run; a run that is killed in the middle has not said anything.
    let name = "adds_up";
    let settings = Settings::default();
    let value = async || {
        let task = rig.jobs.schedules().task(name).await.ok().flatten();
        task.map_or((0, 0), |task| (task.value.and_then(|value| value.as_u64()).unwrap_or(0), task.successes))
    };
    let said = NewSchedule::new(name, &adds_up {}).unwrap().cron("@secondly");
    rig.jobs.schedules().add(&said, None).await.unwrap();
    let mut node = rig.worker(&settings).await;
    for _ in 0..3 {
        let (so_far, _) = value().await;
        rig.until("two more runs", async || value().await.0 >= so_far + 2).await;
        node.kill();
        node = rig.worker(&settings).await;
    }
    quiet(&rig, name).await;
    rig.until_over().await;
    let (value, successes) = value().await;
    assert_eq!(value, successes, "each success counts once");
    let jobs = rig.jobs.list(&JobFilter::new().of_type("adds_up"), None, 500).await.unwrap();
    let succeeded = jobs.iter().filter(|job| job.state == JobState::Succeeded).count();
    assert_eq!(succeeded as u64, successes, "as often as a job of it succeeded");
    drop(node);
}
