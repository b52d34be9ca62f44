//! A process that ends, or a call that fails, at every call of the database in turn (R35).

use kaffy::{JobState, jobs::Options};

use crate::{
    handlers::varied,
    process::{Process, Settings},
    rig::Rig,
};

/// Calls that one worker makes for the scenario, and some.
const CALLS: u64 = 60;

async fn at_each_call(rig: Rig, settings: impl Fn(u64) -> Settings, ends: bool) {
    let calm = Settings { beat: 150, dead_after: 600, poll: 50, ..Settings::default() };
    let mut enqueued = 0;
    let mut ended = 0;
    let calls = rig.calls(CALLS);
    for &call in &calls {
        rig.jobs.enqueue_all((0..2).map(|_| varied {}), Options::new()).await.unwrap();
        enqueued += 2;
        let mut hurt = Process::start(&rig.url, &settings(call));
        let end = std::time::Instant::now() + std::time::Duration::from_secs(20);
        let mut helper = None;
        while !rig.all().await.iter().all(|job| job.state.is_final()) {
            if hurt.is_over() && helper.is_none() {
                ended += 1;
                helper = Some(Process::start(&rig.url, &calm));
            }
            assert!(std::time::Instant::now() < end, "at call {call}: {:#?}", rig.states().await);
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
        hurt.kill();
        // The helper leaves as it should, so that nobody is silent when the next round begins.
        if let Some(mut helper) = helper {
            helper.says("ready").await;
            helper.signal("TERM");
            helper.ends().await;
        }
    }
    let jobs = rig.all().await;
    assert!(jobs.iter().all(|job| job.state == JobState::Succeeded), "{:#?}", rig.states().await);
    rig.check(enqueued).await;
    if ends {
        assert!(ended > calls.len() / 2, "most calls came to pass: {ended}");
    }
}

pub(crate) async fn r35_a_crash_at_every_call_of_the_database(rig: Rig) {
    let settings = |call| Settings { die_at: Some(call), beat: 150, dead_after: 600, poll: 50, ..Settings::default() };
    at_each_call(rig, settings, true).await;
}

pub(crate) async fn r35_a_failure_at_every_call_of_the_database(rig: Rig) {
    let settings = |call| Settings { fail_at: Some(call), beat: 150, dead_after: 600, poll: 50, ..Settings::default() };
    at_each_call(rig, settings, false).await;
}
