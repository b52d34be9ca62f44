//! What code and configuration say, and what becomes of it at each start: Q7, Q10 to Q14, Q27 to Q30, Q41, J44, R16.

use kaffy::{
    Database, Jobs,
    jobs::{Added, Changed, Missed, NewSchedule, Origin, Overlap, RunOn, ScheduleError, ScheduleState},
};
use serde_json::json;

use super::handlers::{declared, plain, report, ticking, time};

pub(crate) async fn q7_one_attribute_and_one_form_for_files(db: Database) {
    let (builder, _) = plain(&db);
    let said = r#"[
        { "name": "from a file", "job": "lasts", "args": { "millis": 5 }, "cron": "*/5 * * * *",
          "timezone": "Asia/Tokyo", "missed": { "all": 3 }, "window": "2h", "overlap": "queue",
          "run_on": { "node": "web-1" }, "queue": "slow", "priority": 3, "max_attempts": 2 },
        { "name": "short", "job": "tick", "every": "90s" }
    ]"#;
    let schedules: Vec<NewSchedule> = serde_json::from_str(said).unwrap();
    let builder = schedules.into_iter().fold(builder, |builder, schedule| builder.schedule(schedule));
    let jobs = builder.handler::<declared>().handler::<report>().build().await.unwrap();
    let all = jobs.schedules().all().await.unwrap();
    let names: Vec<_> = all.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names, ["each node", "from a file", "nightly", "one node", "report", "short", "workdays"]);
    let find = |name: &str| all.iter().find(|it| it.name == name).unwrap();
    let file = find("from a file");
    assert_eq!((file.origin, &file.run_on, file.overlap), (Origin::Code, &RunOn::Node("web-1".into()), Overlap::Queue));
    assert_eq!((file.missed, file.max_attempts, file.timezone.as_str()), (Missed::All(3), Some(2), "Asia/Tokyo"));
    let workdays = find("workdays");
    assert_eq!((workdays.missed, workdays.overlap), (Missed::All(3), Overlap::Queue));
    assert_eq!(workdays.window, Some(std::time::Duration::from_secs(3_600)));
    assert_eq!((&find("each node").run_on, &find("one node").run_on), (&RunOn::Every, &RunOn::Node("node-1".into())));
    assert_eq!(find("report").args, json!({ "to": "ada@example.org", "copies": 2 }));
    assert!(
        serde_json::from_str::<NewSchedule>(r#"{ "name": "a", "job": "b", "crom": "" }"#).is_err(),
        "a typo is one"
    );
}

pub(crate) async fn q10_q13_q14_everything_wrong_in_configuration_is_said_at_build(db: Database) {
    let (builder, _) = plain(&db);
    let error = builder
        .timezone("Mars")
        .handler::<declared>()
        .schedule(ticking("nightly").cron("@daily"))
        .schedule(ticking("a").cron("0 0 31 2 *").timezone("UTC"))
        .schedule(NewSchedule::by_type("b", "nobody", json!({})))
        .schedule(NewSchedule::by_type("c", "lasts", json!({})))
        .build()
        .await
        .unwrap_err()
        .to_string();
    for said in [
        "`Jobs::builder(&db).timezone(…)`: there is no time zone `Mars`",
        "there are two schedules named `nightly`: in tests/jobs/schedules/handlers.rs:",
        "and in configuration",
        "the schedule `a` in configuration, `cron`: it never fires within 5 years",
        "the schedule `b` in configuration, `job`: no handler is registered for `nobody`",
        "the schedule `c` in configuration, `args`:",
    ] {
        assert!(error.contains(said), "{said}\n{error}");
    }
}

pub(crate) async fn q41_j36_a_zone_for_all_and_for_each(db: Database) {
    let (builder, _) = plain(&db);
    let jobs = builder
        .timezone("Europe/Berlin")
        .schedule(ticking("default").cron("0 9 * * *"))
        .schedule(ticking("own").cron("0 9 * * *").timezone("Asia/Tokyo"))
        .build()
        .await
        .unwrap();
    jobs.schedules().add(&ticking("added").cron("0 9 * * *"), None).await.unwrap();
    let zones: Vec<_> = jobs.schedules().all().await.unwrap().into_iter().map(|it| it.timezone).collect();
    assert_eq!(zones, ["Europe/Berlin", "Europe/Berlin", "Asia/Tokyo"]);
}

async fn with(db: &Database, schedules: impl IntoIterator<Item = NewSchedule>) -> Jobs {
    let (builder, _) = plain(db);
    schedules.into_iter().fold(builder, |builder, schedule| builder.schedule(schedule)).build().await.unwrap()
}

pub(crate) async fn q27_q28_q29_j44_code_and_people_do_not_touch_each_other(db: Database) {
    let jobs = with(&db, [ticking("a").cron("@daily"), ticking("b").cron("@daily")]).await;
    assert_eq!(jobs.schedules().all().await.unwrap().len(), 2, "those of the code are stored (Q28)");
    jobs.schedules().add(&ticking("mine").cron("@hourly"), Some("Ada")).await.unwrap();
    // #441: after the first one that is added at run time, all of the code's were ignored.
    let jobs = with(&db, [ticking("a").cron("@daily"), ticking("c").cron("@weekly")]).await;
    let all = jobs.schedules().all().await.unwrap();
    let said: Vec<_> = all.iter().map(|it| (it.name.as_str(), it.origin, it.gone_at.is_some(), it.fires())).collect();
    assert_eq!(
        said,
        [
            ("a", Origin::Code, false, true),
            ("b", Origin::Code, true, false),
            ("c", Origin::Code, false, true),
            ("mine", Origin::User, false, true)
        ]
    );
    // The code names one as somebody has: that stays.
    let jobs = with(&db, [ticking("mine").cron("@yearly")]).await;
    let mine = jobs.schedules().find("mine").await.unwrap().unwrap();
    assert_eq!((mine.origin, mine.cron.as_deref()), (Origin::User, Some("@hourly")));
    // And nobody changes what the code says.
    let jobs = with(&db, [ticking("a").cron("@daily")]).await;
    let error = jobs.schedules().add(&ticking("a").cron("@hourly"), None).await.unwrap_err();
    assert!(matches!(error, ScheduleError::IsCode(name) if name == "a"));
    assert_eq!(jobs.schedules().find("a").await.unwrap().unwrap().cron.as_deref(), Some("@daily"));
}

pub(crate) async fn q30_what_is_deleted_of_the_code_returns_at_the_next_start(db: Database) {
    let said = || [ticking("a").cron("@daily"), ticking("b").cron("@daily")];
    let jobs = with(&db, said()).await;
    jobs.schedules().add(&ticking("mine").cron("@daily"), None).await.unwrap();
    assert_eq!(jobs.schedules().delete_all().await.unwrap(), 3);
    let jobs = with(&db, said()).await;
    let names: Vec<_> = jobs.schedules().all().await.unwrap().into_iter().map(|it| it.name).collect();
    assert_eq!(names, ["a", "b"]);
    assert_eq!(jobs.schedules().delete("a").await.unwrap(), Changed::Done);
    assert_eq!(with(&db, said()).await.schedules().all().await.unwrap().len(), 2);
}

pub(crate) async fn r16_a_deploy_keeps_what_people_decided(db: Database) {
    let jobs = with(&db, [ticking("a").cron("0 9 * * *")]).await;
    jobs.schedules().run("a", Some("Ada")).await.unwrap();
    jobs.schedules().deactivate("a", Some("Ada"), Some("holidays")).await.unwrap();
    let jobs = with(&db, [ticking("a").cron("0 10 * * *").timezone("Europe/Berlin")]).await;
    let a = jobs.schedules().find("a").await.unwrap().unwrap();
    assert_eq!(
        (a.state, a.cron.as_deref(), a.timezone.as_str()),
        (ScheduleState::Inactive, Some("0 10 * * *"), "Europe/Berlin")
    );
    assert_eq!((a.paused_by.as_deref(), a.reason.as_deref(), a.next_due), (Some("Ada"), Some("holidays"), None));
    let jobs = with(&db, []).await;
    let a = jobs.schedules().find("a").await.unwrap().unwrap();
    assert!(a.gone_at.is_some() && !a.fires());
    assert_eq!(jobs.schedules().ticks("a", None, 10).await.unwrap().len(), 1, "its history is kept");
    // It is there again: still paused, and no time of the meanwhile is made up for.
    let jobs = with(&db, [ticking("a").cron("* * * * *")]).await;
    let a = jobs.schedules().find("a").await.unwrap().unwrap();
    assert_eq!((a.state, a.gone_at, a.next_due), (ScheduleState::Inactive, None, None));
    assert_eq!(jobs.schedules().activate("a").await.unwrap(), Changed::Done);
    let next = jobs.schedules().find("a").await.unwrap().unwrap().next_due.unwrap();
    assert!(next > chrono::Utc::now());
    // A start that changes nothing writes nothing, and keeps the next time, so that missed ones are known.
    let before = jobs.schedules().find("a").await.unwrap().unwrap();
    let jobs = with(&db, [ticking("a").cron("* * * * *")]).await;
    let after = jobs.schedules().find("a").await.unwrap().unwrap();
    assert_eq!((before.updated_at, before.revision), (after.updated_at, after.revision));
    assert_eq!(jobs.schedules().add(&ticking("b").cron("@daily"), None).await.unwrap(), Added::New);
}

pub(crate) async fn r16_many_processes_start_at_once(db: Database) {
    let all: Vec<_> = (0..8)
        .map(|_| {
            let db = db.clone();
            tokio::spawn(async move {
                let said = (0..20).map(|number| ticking(&format!("s{number:02}")).cron("@daily"));
                with(&db, said).await.schedules().all().await.unwrap().len()
            })
        })
        .collect();
    for one in all {
        assert_eq!(one.await.unwrap(), 20);
    }
}

pub(crate) async fn j46_the_next_times_and_the_two_odd_days(db: Database) {
    let (builder, _) = plain(&db);
    let jobs = builder.handler::<declared>().build().await.unwrap();
    let nightly = jobs.schedules().find("nightly").await.unwrap().unwrap();
    let from = time("2027-03-12T12:00:00Z");
    let next: Vec<_> = nightly.upcoming(from, 3).into_iter().map(|at| at.to_rfc3339()).collect();
    assert_eq!(next, ["2027-03-13T07:30:00+00:00", "2027-03-14T07:00:00+00:00", "2027-03-15T06:30:00+00:00"]);
    let odd: Vec<_> = nightly.odd_days(from).into_iter().map(|day| (day.before.to_string(), day.kind)).collect();
    use kaffy::jobs::cron::OddKind::{Fold, Gap};
    assert_eq!(odd, [("2027-03-14 02:00:00".to_owned(), Gap), ("2027-11-07 02:00:00".to_owned(), Fold)]);
}
