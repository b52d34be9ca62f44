//! Days that nobody waits for: missed times, overlaps, changes of the clock (R12, R13, R14, Q35 to Q40, J38 to J40).

use std::time::Duration;

use kaffy::{
    Database, JobState, Jobs,
    jobs::{JobFilter, Missed, NewSchedule, Overlap, RunOn, ScheduleState, TickOutcome, testing::TimeTravel},
};

use super::handlers::{lasting, plain, ticking, time};
use crate::handlers::Done;

async fn travel(db: &Database, schedules: impl IntoIterator<Item = NewSchedule>, to: &str) -> (TimeTravel, Jobs, Done) {
    let (builder, done) = plain(db);
    let jobs = schedules.into_iter().fold(builder, |builder, one| builder.schedule(one)).build().await.unwrap();
    (TimeTravel::to(&jobs, time(to)).await.unwrap().nodes(2).await.unwrap(), jobs, done)
}

pub(crate) async fn r12_j38_q36_missed_times_by_each_rule(db: Database) {
    let minutely = |name: &str, missed| ticking(name).cron("* * * * *").missed(missed);
    let schedules = [minutely("all", Missed::All(5)), minutely("one", Missed::One), minutely("skip", Missed::Skip)];
    let (mut travel, _, done) = travel(&db, schedules, "2027-01-01T12:00:30Z").await;
    travel.outage(time("2027-01-01T12:02:30Z"), time("2027-01-01T12:12:30Z"));
    travel.advance_to(time("2027-01-01T12:13:00Z")).await.unwrap();
    let day = |times: &[&str]| times.iter().map(|at| format!("2027-01-01T12:{at}:00Z")).collect::<Vec<_>>();
    let ran = async |name: &str| {
        let ticks = travel.ticks(name).await.unwrap();
        let ran = ticks.iter().filter(|tick| tick.outcome == TickOutcome::Enqueued);
        ran.map(|tick| tick.due_at.format("%Y-%m-%dT%H:%M:%SZ").to_string()).collect::<Vec<_>>()
    };
    assert_eq!(ran("skip").await, day(&["01", "02", "13"]));
    assert_eq!(ran("one").await, day(&["01", "02", "12", "13"]));
    assert_eq!(ran("all").await, day(&["01", "02", "08", "09", "10", "11", "12", "13"]));
    let of = |name: &str| done.all().into_iter().filter(|it| it.starts_with(name)).collect::<Vec<_>>();
    assert_eq!(of("one")[2], "one 12:12:00 backfill=true missed=10 manual=false");
    let made_up: Vec<_> =
        (8..=12).map(|at| format!("all 12:{at:02}:00 backfill=true missed=10 manual=false")).collect();
    assert_eq!(of("all")[2..7], made_up, "in their order");
    let skipped = travel.ticks("skip").await.unwrap();
    let skipped = skipped.iter().find(|tick| tick.outcome == TickOutcome::Missed).unwrap();
    assert_eq!((skipped.missed_count, skipped.due_at), (10, time("2027-01-01T12:12:00Z")), "what was missed is a row");
}

pub(crate) async fn r12_a_window_ends_how_far_back_it_goes(db: Database) {
    let schedule = ticking("a").cron("0 * * * *").missed(Missed::All(9)).window(Duration::from_secs(2 * 3600));
    let (mut travel, _, _) = travel(&db, [schedule], "2027-01-01T00:30:00Z").await;
    travel.outage(time("2027-01-01T00:30:00Z"), time("2027-01-01T08:30:00Z"));
    travel.advance_to(time("2027-01-01T08:45:00Z")).await.unwrap();
    travel.assert_runs("a", &["2027-01-01T07:00:00Z", "2027-01-01T08:00:00Z"]).await;
}

pub(crate) async fn q35_a_year_away_is_one_run(db: Database) {
    let (mut travel, _, done) = travel(&db, [ticking("a").cron("@secondly")], "2027-01-01T12:00:00Z").await;
    travel.outage(time("2027-01-01T12:00:00Z"), time("2028-01-01T12:00:00Z"));
    travel.advance_to(time("2028-01-01T12:00:00Z")).await.unwrap();
    let first = done.all()[0].clone();
    assert_eq!(first, "a 11:59:55 backfill=true missed=1000 manual=false", "counted up to a thousand");
}

pub(crate) async fn q31_f11_none_of_a_pause_is_made_up_for(db: Database) {
    let (mut travel, jobs, _) = travel(&db, [ticking("a").cron("0 * * * *")], "2027-01-01T00:30:00Z").await;
    travel.advance_to(time("2027-01-01T01:30:00Z")).await.unwrap();
    jobs.schedules().deactivate("a", None, None).await.unwrap();
    travel.advance_to(time("2027-01-01T05:30:00Z")).await.unwrap();
    jobs.schedules().activate("a").await.unwrap();
    travel.advance_to(time("2027-01-01T06:30:00Z")).await.unwrap();
    travel.assert_runs("a", &["2027-01-01T01:00:00Z", "2027-01-01T06:00:00Z"]).await;
    let last = jobs.schedules().find("a").await.unwrap().unwrap().last_due;
    assert_eq!(last, Some(time("2027-01-01T06:00:00Z")), "each schedule knows its own last time");
}

pub(crate) async fn r13_q45_overlaps_by_each_rule(db: Database) {
    let every = |name: &str, overlap| lasting(name, 1).cron("* * * * *").queue(name).overlap(overlap);
    let schedules = [
        every("allow", Overlap::Allow),
        every("cancel", Overlap::Cancel),
        every("queue", Overlap::Queue),
        every("skip", Overlap::Skip),
    ];
    let (travel, jobs, _) = travel(&db, schedules, "2027-01-01T12:00:30Z").await;
    let mut travel = travel.runs_take(Duration::from_secs(150));
    travel.advance_to(time("2027-01-01T12:06:30Z")).await.unwrap();
    let outcomes = async |name: &str| {
        let ticks = travel.ticks(name).await.unwrap();
        ticks.iter().map(|tick| if tick.outcome == TickOutcome::Enqueued { '+' } else { '-' }).collect::<String>()
    };
    assert_eq!(outcomes("allow").await, "++++++");
    assert_eq!(outcomes("skip").await, "+--+--", "what is left out is a row");
    assert_eq!(outcomes("cancel").await, "++++++");
    assert!(outcomes("queue").await.starts_with("++-"), "one waits: {}", outcomes("queue").await);
    let cancelled = jobs.list(&JobFilter::new(), None, 100).await.unwrap();
    let cancelled = cancelled.iter().filter(|job| job.queue == "cancel" && job.state == JobState::Cancelled).count();
    assert_eq!(cancelled, 5, "each was stopped by the next");
    let left_out = travel.ticks("skip").await.unwrap()[1].clone();
    assert_eq!((left_out.outcome, left_out.jobs.len()), (TickOutcome::Overlap, 0));
}

pub(crate) async fn q39_q40_j40_r14_changes_of_the_clock(db: Database) {
    let york = |name: &str, cron: &str| ticking(name).cron(cron).timezone("America/New_York").overlap(Overlap::Allow);
    let schedules = [york("at 1:30", "30 1 * * *"), york("at 2:30", "30 2 * * *"), york("hourly", "0 * * * *")];
    let (mut travel, ..) = travel(&db, schedules, "2027-03-13T12:00:00Z").await;
    travel.advance_to(time("2027-03-15T12:00:00Z")).await.unwrap();
    travel.assert_runs("at 2:30", &["2027-03-14T07:00:00Z", "2027-03-15T06:30:00Z"]).await;
    assert_eq!(travel.ticks("hourly").await.unwrap().len(), 48, "an hour is an hour");
    let mut travel = TimeTravel::to(&jobs_of(&db).await, time("2027-11-06T12:00:00Z")).await.unwrap();
    travel.advance_to(time("2027-11-08T12:00:00Z")).await.unwrap();
    travel.assert_runs("at 1:30", &["2027-11-07T05:30:00Z", "2027-11-08T06:30:00Z"]).await;
    assert_eq!(travel.ticks("hourly").await.unwrap().len(), 48, "both 1 o'clocks among them");
}

/// The same schedules in another process.
async fn jobs_of(db: &Database) -> Jobs {
    let york = |name: &str, cron: &str| ticking(name).cron(cron).timezone("America/New_York").overlap(Overlap::Allow);
    let (builder, _) = plain(db);
    let all = [york("at 1:30", "30 1 * * *"), york("at 2:30", "30 2 * * *"), york("hourly", "0 * * * *")];
    all.into_iter().fold(builder, |builder, one| builder.schedule(one)).build().await.unwrap()
}

pub(crate) async fn r15_q37_a_clock_that_goes_back_runs_nothing_twice(db: Database) {
    let (mut travel, jobs, _) = travel(&db, [ticking("a").cron("*/10 * * * *")], "2027-01-01T12:05:00Z").await;
    travel.advance_to(time("2027-01-01T12:35:00Z")).await.unwrap();
    // An hour back, and on again.
    travel.advance_to(time("2027-01-01T11:35:00Z")).await.unwrap();
    assert_eq!(travel.now(), time("2027-01-01T11:35:00Z"));
    travel.advance_to(time("2027-01-01T12:45:00Z")).await.unwrap();
    let all = ["2027-01-01T12:10:00Z", "2027-01-01T12:20:00Z", "2027-01-01T12:30:00Z", "2027-01-01T12:40:00Z"];
    travel.assert_runs("a", &all).await;
    // Resumed while the clock is behind: still none twice.
    travel.advance_to(time("2027-01-01T12:25:00Z")).await.unwrap();
    jobs.schedules().deactivate("a", None, None).await.unwrap();
    jobs.schedules().activate("a").await.unwrap();
    travel.advance_to(time("2027-01-01T12:55:00Z")).await.unwrap();
    let all = [&all[..], &["2027-01-01T12:50:00Z"]].concat();
    travel.assert_runs("a", &all).await;
    // A day ahead: the rule for missed times.
    travel.outage(time("2027-01-01T12:56:00Z"), time("2027-01-02T12:56:00Z"));
    travel.advance_to(time("2027-01-02T12:57:00Z")).await.unwrap();
    travel.assert_runs("a", &[&all[..], &["2027-01-02T12:50:00Z"]].concat()).await;
}

pub(crate) async fn q42_one_node_every_node_this_node(db: Database) {
    let minutely = |name: &str, run_on| ticking(name).cron("* * * * *").run_on(run_on);
    let schedules =
        [minutely("every", RunOn::Every), minutely("one", RunOn::One), minutely("this", RunOn::Node("node-2".into()))];
    let (mut travel, jobs, done) = travel(&db, schedules, "2027-01-01T12:00:30Z").await;
    travel.advance_to(time("2027-01-01T12:01:00Z")).await.unwrap();
    let jobs_of = async |name: &str| {
        let ticks = jobs.schedules().ticks(name, None, 10).await.unwrap();
        assert_eq!(ticks.len(), 1, "one row for each time");
        let mut queues = Vec::new();
        for job in &ticks[0].jobs {
            queues.push(jobs.find(job.id).await.unwrap().unwrap().queue);
        }
        queues
    };
    assert_eq!(jobs_of("one").await, ["default"]);
    assert_eq!(jobs_of("every").await, ["@node-1", "@node-2"]);
    assert_eq!(jobs_of("this").await, ["@node-2"]);
    assert_eq!(done.all().len(), 4);
}

pub(crate) async fn q32_j37_a_tick_and_its_job_are_one_transaction(db: Database) {
    let (mut travel, jobs, _) = travel(&db, [ticking("a").cron("* * * * *")], "2027-01-01T12:00:30Z").await;
    travel.advance_to(time("2027-01-01T12:03:00Z")).await.unwrap();
    let ticks = travel.ticks("a").await.unwrap();
    assert_eq!(ticks.len(), 3);
    for tick in &ticks {
        let job = jobs.find(tick.jobs[0].id).await.unwrap().unwrap();
        assert_eq!((job.run_at, job.meta.unwrap()["schedule"]["name"].clone()), (tick.due_at, "a".into()));
        assert_eq!(tick.jobs[0].state, Some(JobState::Succeeded), "how it ended is another matter");
    }
    // Somebody puts back the row of a schedule from a backup: what was decided about stays so.
    jobs.schedules().delete("b").await.unwrap();
    db.execute("UPDATE kaffy_schedules SET next_due = 1798804860000000, last_due = NULL").await.unwrap();
    assert_eq!(ticks[0].due_at.timestamp_micros(), 1_798_804_860_000_000);
    travel.advance_to(time("2027-01-01T12:03:00Z")).await.unwrap();
    travel.assert_runs("a", &["2027-01-01T12:01:00Z", "2027-01-01T12:02:00Z", "2027-01-01T12:03:00Z"]).await;
}

pub(crate) async fn q46_a_run_that_ends_in_whatever_way_lets_the_next_one_go(db: Database) {
    let broken = |how: &str| {
        let job = super::handlers::breaks { how: how.into() };
        NewSchedule::new(how, &job).unwrap().cron("* * * * *").queue(how)
    };
    let (mut travel, jobs, _) =
        travel(&db, [broken("error"), broken("panic"), broken("well")], "2027-01-01T12:00:30Z").await;
    travel.advance_to(time("2027-01-01T12:03:00Z")).await.unwrap();
    for name in ["error", "panic", "well"] {
        let ticks = travel.ticks(name).await.unwrap();
        assert!(
            ticks.len() == 3 && ticks.iter().all(|tick| tick.outcome == TickOutcome::Enqueued),
            "{name}: {ticks:#?}"
        );
        let expected = if name == "well" { JobState::Succeeded } else { JobState::Failed };
        assert!(ticks.iter().all(|tick| tick.jobs[0].state == Some(expected)), "Q49, J48: the history says how");
    }
    // A worker dies with a run: not over until it is taken back, and then it is.
    let state = jobs.schedules().find("well").await.unwrap().unwrap().state;
    assert_eq!(state, ScheduleState::Active);
}
