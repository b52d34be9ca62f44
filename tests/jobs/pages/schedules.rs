//! What the pages of schedules say: J46, J48, Q17, K132, K133.

use std::time::Duration;

use chrono::{DateTime, Utc};
use kaffy::{
    Database,
    jobs::{Missed, NewSchedule, Overlap, testing::TimeTravel},
    prelude::*,
};

use super::TestApp;
use crate::{
    handlers::note,
    schedules::tasks::counts,
    waiting::{until, working},
};

pub(super) fn time(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// A schedule for notes.
pub(super) fn of(name: &str) -> NewSchedule {
    NewSchedule::new(name, &note { text: name.to_owned() }).unwrap()
}

pub(super) async fn with(db: &Database, schedules: impl IntoIterator<Item = NewSchedule>) -> TestApp {
    let add = |jobs, schedule| kaffy::jobs::JobsBuilder::schedule(jobs, schedule);
    TestApp::built(db, |jobs| schedules.into_iter().fold(jobs, add), |admin| admin).await
}

pub(crate) async fn j46_the_next_runs_and_the_odd_days_of_the_year(db: Database) {
    let berlin = |name: &str, cron: &str| of(name).cron(cron).timezone("Europe/Berlin");
    let said = [berlin("nightly", "30 2 * * *"), berlin("often", "*/30 * * * *"), of("plain").cron("30 2 * * *")];
    let app = with(&db, said).await;
    let _travel = TimeTravel::to(&app.jobs, time("2027-03-26T12:00:00Z")).await.unwrap();
    let page = app.get("/schedules/nightly").await.ok();
    let runs = page.texts("#schedule-now .next-runs li");
    assert_eq!(runs.len(), 20);
    assert_eq!(runs[0], "Saturday, 2027-03-27 02:30");
    assert_eq!(runs[1], "Sunday, 2027-03-28 03:00 The clock goes from 02:00 to 03:00.");
    assert_eq!(page.attributes(".next-runs time", "datetime")[1], "2027-03-28T01:00:00+00:00");
    assert_eq!(
        page.texts("section[aria-labelledby=schedule-odd] li"),
        [
            "Sunday, 2027-03-28: The clock goes from 02:00 to 03:00. Its time does not exist on this day: it runs at \
             03:00. Runs on this day: 03:00.",
            "Sunday, 2027-10-31: The clock goes from 03:00 to 02:00. It runs once on this day, as on others. Runs on \
             this day: 02:30.",
        ]
    );
    assert!(page.words("#schedule-now").contains("it runs right after, Sunday, 2027-03-28 03:00"), "in its why");
    let page = app.get("/schedules/often").await.ok();
    let odd = page.texts("section[aria-labelledby=schedule-odd] li");
    assert!(odd[0].ends_with("Times in between are left out.") && odd[1].ends_with("and so do its runs."), "{odd:?}");
    let page = app.get("/schedules/plain").await.ok();
    assert!(page.words("main").contains("The clock is not changed in its zone in the coming year."));
    assert_eq!(page.texts("#schedule-now .next-runs li .badge").len(), 0);
    // On the day itself: what comes twice.
    let _travel = TimeTravel::to(&app.jobs, time("2027-10-30T23:50:00Z")).await.unwrap();
    let runs = app.get("/schedules/often").await.ok().texts("#schedule-now .next-runs li");
    assert_eq!(runs[0], "Sunday, 2027-10-31 02:00 02:00 comes twice; this is the first.");
    assert_eq!(runs[2], "Sunday, 2027-10-31 02:00 02:00 comes twice; this is the second.");
}

pub(crate) async fn j48_q49_what_became_of_its_times_with_their_jobs(db: Database) {
    let app = with(
        &db,
        [
            of("ten past").cron("10 * * * *").missed(Missed::Skip).overlap(Overlap::Skip),
            of("made up").cron("20 * * * *").missed(Missed::All(2)),
        ],
    )
    .await;
    let mut travel = TimeTravel::to(&app.jobs, time("2027-01-01T12:00:00Z")).await.unwrap();
    travel.advance_to(time("2027-01-01T12:30:00Z")).await.unwrap();
    travel.outage(time("2027-01-01T12:30:00Z"), time("2027-01-01T16:00:00Z"));
    travel.advance_to(time("2027-01-01T16:05:00Z")).await.unwrap();
    let page = app.get("/schedules/ten%20past").await.ok();
    assert_eq!(page.column("Outcome"), ["Missed, and not made up for", "Succeeded"]);
    assert_eq!(page.texts("#tick-list tbody th"), ["2027-01-01 15:10:00 UTC", "2027-01-01 12:10:00 UTC"]);
    assert_eq!(page.column("Reason"), ["Its time Times missed: 3", "Its time"]);
    assert_eq!(page.column("Late by"), ["50 min 0 s", "0 ms"]);
    let href = page.attribute("#tick-list a.badge", "href").unwrap();
    let job = app.get(href.strip_prefix("/admin").unwrap()).await.ok();
    assert!(job.has("a[href='/admin/schedules/ten%20past']"), "the job names its schedule");
    let page = app.get("/schedules/made%20up").await.ok();
    assert_eq!(
        page.column("Reason"),
        ["Made up for Times missed: 3", "Made up for Times missed: 3", "Its time Times missed: 1", "Its time"]
    );
    let page = app.get("/schedules").await.ok();
    assert!(page.column("Last run")[0].ends_with("Succeeded"), "{:?}", page.column("Last run"));
    assert_eq!(page.column("Late by"), ["40 min 0 s", "50 min 0 s"]);
}

pub(crate) async fn j39_what_was_left_out_says_why(db: Database) {
    let app = with(&db, [of("slow").cron("* * * * *").overlap(Overlap::Skip)]).await;
    let travel = TimeTravel::to(&app.jobs, time("2027-01-01T12:00:00Z")).await.unwrap();
    let mut travel = travel.runs_take(Duration::from_secs(90));
    travel.advance_to(time("2027-01-01T12:02:10Z")).await.unwrap();
    let page = app.get("/schedules/slow").await.ok();
    assert_eq!(page.column("Outcome")[0], "Left out: the last run was not over");
    let why = page.texts("section[aria-labelledby=schedule-why] li");
    let running = "The last run is not over. If it is not by the next time: The new run is left out. To the job";
    assert!(why.iter().any(|line| line == running), "{why:?}");
    assert!(page.has("section[aria-labelledby=schedule-why] a[href*='/jobs/']"));
}

pub(crate) async fn j48_history_goes_further_back(db: Database) {
    let app = with(&db, [of("often").cron("* * * * *")]).await;
    let mut travel = TimeTravel::to(&app.jobs, time("2027-01-01T12:00:00Z")).await.unwrap();
    travel.advance_to(time("2027-01-01T13:00:00Z")).await.unwrap();
    let page = app.get("/schedules/often").await.ok();
    assert_eq!(page.texts("#tick-list tbody tr").len(), 50);
    let older = page.attribute("a[rel=next]", "href").unwrap();
    let page = app.get(older.strip_prefix("/admin").unwrap()).await.ok();
    assert_eq!(page.texts("#tick-list tbody th").len(), 10);
    assert_eq!(page.texts("#tick-list tbody th")[0], "2027-01-01 12:10:00 UTC");
    assert!(!page.has("a[rel=next]") && page.has(".pager a[href$='/schedules/often']"));
    for before in ["x", "-1", "99999999999999999999", "253402300800000000", "1.5"] {
        assert_eq!(app.get(&format!("/schedules/often?before={before}")).await.status, 400, "{before}");
    }
}

pub(crate) async fn q17_j44_the_list_says_all_at_a_glance(db: Database) {
    let app =
        with(&db, [of("code").cron("0 9 * * MON-FRI").timezone("Europe/Berlin"), of("strange").cron("*/7 1-5 * * *")])
            .await;
    let _travel = TimeTravel::to(&app.jobs, time("2027-01-01T12:00:00Z")).await.unwrap();
    let schedules = app.jobs.schedules();
    schedules.add(&of("Hand"), Some("Ada")).await.unwrap();
    schedules.add(&of("Every").every(Duration::from_secs(900)), Some("Ada")).await.unwrap();
    schedules.deactivate("strange", Some("Ada"), Some("too <b>strange</b>")).await.unwrap();
    let page = app.get("/schedules").await.ok();
    let names = page.texts("#schedule-list tbody th a");
    let row = |name: &str| names.iter().position(|it| it == name).unwrap();
    let when = page.column("When");
    assert_eq!(when[row("code")], "Monday to Friday at 09:00 0 9 * * MON-FRI Europe/Berlin");
    assert_eq!(when[row("strange")], "*/7 1-5 * * * UTC", "what has no words is shown as it is");
    assert_eq!(when[row("Hand")], "Only when somebody runs it");
    assert_eq!(when[row("Every")], "Every 15 minutes 15m");
    let state = page.column("State");
    assert_eq!(state[row("code")], "Active");
    assert!(state[row("strange")].starts_with("Paused Since "), "{state:?}");
    assert!(state[row("strange")].ends_with("by Ada: too <b>strange</b>"));
    assert_eq!(page.column("Next run")[row("strange")], "–");
    assert_eq!(page.column("Next run")[row("Every")], "2027-01-01 12:15");
    for (query, found) in [
        ("q=HAND", vec!["Hand"]),
        ("state=inactive", vec!["strange"]),
        ("origin=user&state=active", vec!["Every", "Hand"]),
        ("kind=task", vec![]),
        ("type=nosuch", vec![]),
        ("state=gone", vec![]),
        ("q=%25", vec![]),
    ] {
        let mut names = app.get(&format!("/schedules?{query}")).await.ok().texts("#schedule-list tbody th a");
        names.sort();
        assert_eq!(names, found, "{query}");
    }
    for query in ["state=x", "origin=x", "kind=x", "q=%00", "after=%00", "type=%00", &format!("q={}", "x".repeat(151))]
    {
        assert_eq!(app.get(&format!("/schedules?{query}")).await.status, 400, "{query}");
    }
}

pub(crate) async fn j44_what_the_code_has_no_more_is_marked(db: Database) {
    drop(with(&db, [of("old").cron("@daily")]).await);
    let app = with(&db, []).await;
    let page = app.get("/schedules/old").await.ok();
    assert_eq!(page.words("#schedule-head .badge"), "Gone from the code");
    assert!(page.words("#schedule-now").contains("The code has had it no more since"));
    assert_eq!(app.get("/schedules?state=gone").await.ok().texts("#schedule-list tbody th a"), ["old"]);
}

pub(crate) async fn j41_pages_of_many_schedules_go_on_by_name(db: Database) {
    let app = with(&db, (0..60).map(|number| of(&format!("s{number:02}")))).await;
    let page = app.get("/schedules?kind=job").await.ok();
    assert_eq!(page.words("main .count"), "60 schedules");
    assert_eq!(page.texts("#schedule-list tbody tr").len(), 50);
    let next = page.attribute("a[rel=next]", "href").unwrap();
    let page = app.get(next.strip_prefix("/admin").unwrap()).await.ok();
    let names = page.texts("#schedule-list tbody th a");
    assert_eq!((names.len(), names[0].as_str()), (10, "s50"));
    assert!(!page.has("a[rel=next]") && page.has(".pager a[href='/admin/schedules?kind=job']"));
}

pub(crate) async fn k132_simple_tasks_are_a_table(db: Database) {
    let app = TestApp::built(&db, |jobs| jobs.handler::<counts>(), |admin| admin).await;
    let page = app.get("/schedules").await.ok();
    assert_eq!(page.texts("#task-list tbody td").len(), 7, "one that has not run is there as well");
    let mut travel = TimeTravel::to(&app.jobs, time("2027-01-01T12:00:00Z")).await.unwrap();
    travel.advance_to(time("2027-01-01T12:01:00Z")).await.unwrap();
    let page = app.get("/schedules").await.ok();
    let cells = page.texts("#task-list tbody td");
    assert_eq!(cells[..3], ["Every 15 seconds", "4", "0"]);
    assert_eq!(cells[3..], ["2027-01-01 12:00", "2027-01-01 12:01", "–", "14"]);
    let page = app.get("/schedules/counts").await.ok();
    let facts = page.texts("section[aria-labelledby=schedule-task] dd");
    assert_eq!(facts, ["14", "4", "0", "2027-01-01 12:00", "2027-01-01 12:01", "–"]);
}

/// Goes on until it is asked to stop.
#[scheduled_task(every = "1h", initial = 0)]
async fn stuck(last: i64, ctx: JobContext) -> Result<i64, JobError> {
    ctx.cancelled().await;
    Ok(last)
}

pub(crate) async fn k133_no_page_waits_for_a_task(db: Database) {
    let app = TestApp::built(&db, |jobs| jobs.handler::<stuck>(), |admin| admin).await;
    let worker = working(&app.jobs).await;
    app.post("/schedules/stuck/run", &[]).await.location();
    until("the task runs", || async {
        app.jobs.schedules().task("stuck").await.unwrap().is_some_and(|task| task.running.is_some())
    })
    .await;
    for path in ["/schedules", "/schedules/stuck", "/jobs"] {
        let page = tokio::time::timeout(Duration::from_secs(5), app.get(path)).await.expect("at once").ok();
        assert!(page.words("main").contains("Running"), "{path}");
    }
    let job = app.jobs.schedules().task("stuck").await.unwrap().unwrap().running.unwrap();
    app.post(&format!("/jobs/{job}/cancel"), &[]).await.location();
    worker.stop().await;
}

pub(crate) async fn k133_j68_pages_run_few_statements_and_stay_fresh(db: Database) {
    let app = with(&db, (0..40).map(|number| of(&format!("s{number:02}")).cron("@hourly"))).await;
    for (path, most) in [("/schedules", 3), ("/schedules/s01", 7)] {
        let before = app.admin.database().statements();
        let page = app.get(path).await.ok();
        let taken = app.admin.database().statements() - before;
        assert!(taken <= most, "{path} took {taken} statements");
        assert!(page.has("[data-live][id]") && page.has("[data-live-switch][hidden]"), "{path} is kept fresh");
        assert!(page.has("script[src$='/jobs.js']"), "{path}");
    }
}
