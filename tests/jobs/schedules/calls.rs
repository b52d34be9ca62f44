//! The nine calls at run time, and what they answer: Q1 to Q6, Q17 to Q23.

use std::time::Duration;

use kaffy::{
    Database, JobState, Jobs,
    jobs::{
        Added, Changed, JobFilter, Missed, NewSchedule, Origin, Overlap, RunNow, RunOn, ScheduleError, ScheduleFilter,
        ScheduleState, TickOutcome, Trigger,
        testing::{TestJobs, TimeTravel},
    },
};
use serde_json::json;

use super::handlers::{lasting, plain, ticking, time};

async fn jobs(db: &Database) -> Jobs {
    plain(db).0.build().await.unwrap()
}

pub(crate) async fn q17_nine_calls(db: Database) {
    let jobs = jobs(&db).await;
    let schedules = jobs.schedules();
    let new = schedules.new_schedule("nightly", &super::handlers::tick {}).unwrap().cron("30 2 * * *");
    assert_eq!(schedules.add(&new, Some("Ada")).await.unwrap(), Added::New);
    assert_eq!(schedules.add(&ticking("other").every(Duration::from_secs(60)), None).await.unwrap(), Added::New);
    assert_eq!(schedules.deactivate("nightly", Some("Ada"), Some("holidays")).await.unwrap(), Changed::Done);
    assert_eq!(schedules.activate("nightly").await.unwrap(), Changed::Done);
    assert!(matches!(schedules.run("nightly", Some("Ada")).await.unwrap(), RunNow::Enqueued(ids) if ids.len() == 1));
    let found = schedules.find("nightly").await.unwrap().unwrap();
    assert_eq!((found.cron.as_deref(), found.created_by.as_deref()), (Some("30 2 * * *"), Some("Ada")));
    let names: Vec<_> = schedules.all().await.unwrap().into_iter().map(|it| it.name).collect();
    assert_eq!(names, ["nightly", "other"]);
    assert_eq!(schedules.delete("other").await.unwrap(), Changed::Done);
    assert_eq!(schedules.delete_all().await.unwrap(), 1);
    assert!(schedules.all().await.unwrap().is_empty());
    assert!(schedules.ticks("nightly", None, 10).await.unwrap().is_empty(), "its history is gone with it");
}

pub(crate) async fn q1_q2_q3_q8_what_a_schedule_says_and_its_defaults(db: Database) {
    let jobs = jobs(&db).await;
    jobs.schedules().add(&ticking("plain").cron("0 9 * * *"), None).await.unwrap();
    let plain = jobs.schedules().find("plain").await.unwrap().unwrap();
    assert_eq!((plain.state, plain.overlap, plain.missed), (ScheduleState::Active, Overlap::Skip, Missed::One));
    assert_eq!((plain.timezone.as_str(), plain.run_on.clone(), plain.origin), ("UTC", RunOn::One, Origin::User));
    assert!(plain.fires() && plain.next_due.is_some() && plain.last_due.is_none());
    let full = ticking("Full")
        .cron("0 0 9 ? jan-dec mon#1 2020-2199")
        .timezone("Asia/Tokyo")
        .missed(Missed::All(7))
        .window(Duration::from_secs(3_600))
        .overlap(Overlap::Cancel)
        .run_on(RunOn::Node("web-1".into()))
        .queue("slow")
        .priority(7)
        .max_attempts(3)
        .state(ScheduleState::Inactive);
    jobs.schedules().add(&full, Some("Ada")).await.unwrap();
    let stored = jobs.schedules().find("Full").await.unwrap().unwrap();
    assert_eq!(stored.edit(), full);
    assert_eq!((stored.next_due, stored.paused_by.as_deref()), (None, Some("Ada")));
    assert!(jobs.schedules().find("full").await.unwrap().is_none(), "capitals matter");
}

pub(crate) async fn q4_q22_one_without_times_is_run_by_hand(db: Database) {
    let jobs = jobs(&db).await;
    let mut test = TestJobs::new(&jobs).await.unwrap();
    jobs.schedules().add(&ticking("by hand").queue("hand"), None).await.unwrap();
    jobs.schedules().deactivate("by hand", Some("Ada"), None).await.unwrap();
    let RunNow::Enqueued(ids) = jobs.schedules().run("by hand", Some("Bob")).await.unwrap() else { panic!("it runs") };
    assert_eq!(test.drain("hand").await.unwrap().succeeded, 1);
    let ticks = jobs.schedules().ticks("by hand", None, 10).await.unwrap();
    assert_eq!((ticks.len(), ticks[0].trigger, ticks[0].by.as_deref()), (1, Trigger::Manual, Some("Bob")));
    assert_eq!((ticks[0].jobs[0].id, ticks[0].jobs[0].state), (ids[0], Some(JobState::Succeeded)));
    let schedule = jobs.schedules().find("by hand").await.unwrap().unwrap();
    assert_eq!((schedule.state, schedule.next_due), (ScheduleState::Inactive, None), "it stays as it was");
    assert_eq!(jobs.find(ids[0]).await.unwrap().unwrap().created_by.as_deref(), Some("Bob"));
    // What holds for overlaps holds for a run by hand.
    jobs.schedules().add(&lasting("slow", 1), None).await.unwrap();
    assert!(matches!(jobs.schedules().run("slow", None).await.unwrap(), RunNow::Enqueued(_)));
    assert_eq!(jobs.schedules().run("slow", None).await.unwrap(), RunNow::LeftOut(TickOutcome::Overlap));
    assert_eq!(jobs.schedules().ticks("slow", None, 10).await.unwrap().len(), 2, "both are noted");
}

pub(crate) async fn q6_nothing_is_stored_before_it_is_added(db: Database) {
    let jobs = jobs(&db).await;
    let first = ticking("a").cron("@daily");
    let second = first.clone().cron("@hourly").missed(Missed::Skip);
    assert_ne!(first, second);
    assert!(jobs.schedules().all().await.unwrap().is_empty());
    jobs.schedules().add(&second, None).await.unwrap();
    let changed = jobs.schedules().find("a").await.unwrap().unwrap().edit().timezone("Europe/Berlin");
    assert_eq!(jobs.schedules().find("a").await.unwrap().unwrap().timezone, "UTC");
    assert_eq!(jobs.schedules().add(&changed, None).await.unwrap(), Added::Replaced);
    assert_eq!(jobs.schedules().find("a").await.unwrap().unwrap().timezone, "Europe/Berlin");
}

pub(crate) async fn q18_q19_q23_not_found_and_nothing_to_do_are_answers(db: Database) {
    let jobs = jobs(&db).await;
    let schedules = jobs.schedules();
    assert_eq!(schedules.activate("nobody").await.unwrap(), Changed::NotFound);
    assert_eq!(schedules.deactivate("nobody", None, None).await.unwrap(), Changed::NotFound);
    assert_eq!(schedules.run("nobody", None).await.unwrap(), RunNow::NotFound);
    assert_eq!(schedules.delete("nobody").await.unwrap(), Changed::NotFound);
    assert!(schedules.find("nobody").await.unwrap().is_none());
    schedules.add(&ticking("a").cron("@daily"), None).await.unwrap();
    let before = schedules.find("a").await.unwrap().unwrap();
    assert_eq!(schedules.activate("a").await.unwrap(), Changed::Already);
    assert_eq!(schedules.add(&ticking("a").cron("@daily"), None).await.unwrap(), Added::Same);
    let after = schedules.find("a").await.unwrap().unwrap();
    assert_eq!((before.updated_at, before.revision), (after.updated_at, after.revision), "nothing was written");
    schedules.deactivate("a", Some("Ada"), Some("first")).await.unwrap();
    assert_eq!(schedules.deactivate("a", Some("Bob"), Some("second")).await.unwrap(), Changed::Already);
    assert_eq!(schedules.find("a").await.unwrap().unwrap().reason.as_deref(), Some("first"), "the first reason stays");
}

pub(crate) async fn q20_q21_a_replaced_schedule_never_fires_at_old_times(db: Database) {
    let jobs = jobs(&db).await;
    jobs.schedules().add(&ticking("a").cron("@secondly"), None).await.unwrap();
    let mut travel = TimeTravel::to(&jobs, time("2027-01-01T12:00:00Z")).await.unwrap();
    travel.advance_to(time("2027-01-01T12:00:03Z")).await.unwrap();
    assert_eq!(jobs.schedules().add(&ticking("a").cron("@yearly"), None).await.unwrap(), Added::Replaced);
    travel.advance_to(time("2027-01-01T13:00:00Z")).await.unwrap();
    travel.assert_runs("a", &["2027-01-01T12:00:01Z", "2027-01-01T12:00:02Z", "2027-01-01T12:00:03Z"]).await;
    travel.advance_to(time("2028-01-01T13:00:00Z")).await.unwrap();
    assert_eq!(travel.ticks("a").await.unwrap().len(), 4);
}

pub(crate) async fn q10_q11_q12_what_never_fires_is_refused_with_all_reasons(db: Database) {
    let jobs = jobs(&db).await;
    let wrong = NewSchedule::by_type(" a", "nobody", json!({}))
        .cron("0 0 30 2 *")
        .timezone("Nowhere")
        .missed(Missed::All(0))
        .run_on(RunOn::Node(String::new()))
        .queue("")
        .priority(-1)
        .max_attempts(0);
    let Err(ScheduleError::Problems(problems)) = jobs.schedules().add(&wrong, None).await else { panic!("refused") };
    let fields: Vec<_> = problems.iter().map(kaffy::jobs::ScheduleProblem::field).collect();
    assert_eq!(fields, ["name", "job", "timezone", "missed", "run_on", "queue", "priority", "max_attempts"]);
    for (cron, why) in [
        ("0 0 30 2 *", "cron: it never fires within 5 years"),
        ("61 * * * *", "cron: minute: `61` is not one of 0 to 59"),
        ("@fortnightly", "cron: `@fortnightly` is none of"),
    ] {
        let error = jobs.schedules().add(&ticking("a").cron(cron), None).await.unwrap_err().to_string();
        assert!(error.starts_with(why), "{error}");
    }
    let error = jobs.schedules().add(&lasting("a", 1).every(Duration::from_millis(1_500)), None).await.unwrap_err();
    assert!(error.to_string().starts_with("every: "), "{error}");
    let odd = NewSchedule::by_type("a", "lasts", json!({ "millis": "many" }));
    let error = jobs.schedules().add(&odd, None).await.unwrap_err().to_string();
    assert!(error.starts_with("args: the argument `millis` does not fit"), "{error}");
    assert!(jobs.schedules().all().await.unwrap().is_empty());
}

pub(crate) async fn j41_lists_by_name_and_filter(db: Database) {
    let jobs = jobs(&db).await;
    for number in 0..12 {
        let mut schedule = ticking(&format!("s_{number:02}")).cron("@daily");
        if number % 3 == 0 {
            schedule = schedule.state(ScheduleState::Inactive);
        }
        jobs.schedules().add(&schedule, None).await.unwrap();
    }
    jobs.schedules().add(&ticking("sx05").cron("@daily"), None).await.unwrap();
    let names = async |filter: &ScheduleFilter, after: Option<&str>| {
        let page = jobs.schedules().list(filter, after, 5).await.unwrap();
        page.into_iter().map(|it| it.name).collect::<Vec<_>>()
    };
    let all = ScheduleFilter::new();
    assert_eq!(names(&all, None).await, ["s_00", "s_01", "s_02", "s_03", "s_04"]);
    assert_eq!(names(&all, Some("s_09")).await, ["s_10", "s_11", "sx05"]);
    assert_eq!(jobs.schedules().count(&all).await.unwrap(), 13);
    let mut paused = ScheduleFilter::new();
    paused.state = Some(ScheduleState::Inactive);
    assert_eq!(names(&paused, None).await, ["s_00", "s_03", "s_06", "s_09"]);
    let mut search = ScheduleFilter::new();
    search.search = Some("_05".into());
    assert_eq!(names(&search, None).await, ["s_05"], "what is typed means itself");
    assert!(jobs.list(&JobFilter::new(), None, 1).await.unwrap().is_empty());
}
