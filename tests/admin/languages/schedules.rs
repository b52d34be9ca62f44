//! The pages of schedules in the made-up language: every reason, every form and what it refuses.

use std::time::Duration;

use kaffy::{
    Audit, Database,
    jobs::{Missed, NewSchedule, Overlap, RunOn, testing::TimeTravel},
    prelude::*,
};

use super::{Walk, bakery::bakery_over, jobs::bake, marked};

/// Counts.
#[scheduled_task(every = "15m", initial = 0, name = "μέτρημα", queue = "φούρνος")]
async fn ζέστη(last: i64) -> Result<i64, JobError> {
    if last == 2 { Err(JobError::failed("Κρύο")) } else { Ok(last + 1) }
}

fn of(name: &str, ψωμιά: u32) -> NewSchedule {
    NewSchedule::new(name, &bake { ψωμιά, μυστικό: Some("α".into()) }).expect("JSON")
}

/// Each in other words.
const EXPRESSIONS: [&str; 20] = [
    "* * * * *",
    "*/15 9-17 * * MON-FRI",
    "*/10 * * * * *",
    "0 * * * *",
    "1 * * * *",
    "5 */6 * * *",
    "0 9,17 * * *",
    "0 9 * * sat,sun",
    "0 9 1 * *",
    "0 9 1,15 3 *",
    "0 9 1-5 * *",
    "0 9 L * *",
    "0 9 * * MON#1",
    "0 9 * * TUE#2",
    "0 9 * * 4L",
    "0 9 * 1,12 *",
    "@reboot",
    "*/7 1-5 * * *",
    "0 9-17 * * *",
    "0 30 9 * * *",
];

async fn plan(db: &Database, is_later: bool) -> Jobs {
    let builder = Jobs::builder(db).handler::<bake>().handler::<ζέστη>();
    let gone = of("παλιό", 1).cron("@daily");
    let builder = if is_later { builder } else { builder.schedule(gone) };
    let night = of("νύχτα", 1).cron("30 2 * * *").timezone("Europe/Berlin").missed(Missed::All(2));
    let builder = builder.schedule(night.window(Duration::from_secs(7_200)).run_on(RunOn::Every));
    builder.schedule(of("συχνά", 1).cron("*/20 * * * *").missed(Missed::Skip)).build().await.expect("right")
}

#[tokio::test]
async fn k20_schedules_say_only_messages() {
    let db = Database::connect("sqlite::memory:").await.expect("SQLite opens a database in memory");
    drop(plan(&db, false).await);
    let jobs = plan(&db, true).await;
    let app = bakery_over(db, marked::TAG, {
        let jobs = jobs.clone();
        |builder| builder.jobs(jobs).audit(Audit::on()).areas(|actor, _, right| actor.id != "viewer" || right == "view")
    })
    .await;
    let mut walk = Walk { app, strays: Vec::new() };
    let schedules = jobs.schedules();
    for (at, cron) in EXPRESSIONS.iter().enumerate() {
        schedules.add(&of(&format!("χρόνος {at}"), 1).cron(*cron), Some("Άννα")).await.expect("right");
    }
    for (name, seconds) in [("α", 1), ("β", 60), ("γ", 7_200), ("δ", 86_400)] {
        schedules.add(&of(name, 1).every(Duration::from_secs(seconds)), None).await.expect("right");
    }
    let rules = [Overlap::Queue, Overlap::Allow, Overlap::Cancel].into_iter().zip([
        RunOn::One,
        RunOn::Every,
        RunOn::Node("ξ".into()),
    ]);
    for (at, (overlap, run_on)) in rules.enumerate() {
        let one = of(&format!("κανόνας {at}"), 1).overlap(overlap).run_on(run_on).missed(Missed::All(1));
        schedules.add(&one, Some("Άννα")).await.expect("right");
    }
    for path in ["", "?q=ξξ", "?state=gone", "?kind=task", "/new", "/new?type=%CF%88%CF%89%CE%BC%CE%AF"] {
        walk.get(&format!("/schedules{}", path.replace('ξ', "%CE%BE"))).await;
    }
    let next = walk.get("/schedules?origin=user&kind=job").await;
    assert!(!next.has("a[rel=next]"));
    for query in ["q=%00", "state=x", "origin=x", "kind=x", "type=%00", "after=%00"] {
        walk.get_as("ann", 400, &format!("/schedules?{query}")).await;
    }
    walk.get_as("ann", 400, &format!("{SOFT}?before=x")).await;
    walk.get_as("ann", 404, "/schedules/x").await;
    let time = |text: &str| text.parse().expect("a time");
    let mut travel = TimeTravel::to(&jobs, time("2027-03-27T22:00:00Z")).await.expect("a journey");
    travel.outage(time("2027-03-27T22:30:00Z"), time("2027-03-28T01:30:00Z"));
    for at in 0..EXPRESSIONS.len() {
        let name = format!("χρόνος {at}");
        walk.get(&format!("/schedules/{}", encoded(&name))).await;
        schedules.delete(&name).await.expect("gone");
    }
    for name in ["α", "β", "γ", "δ"] {
        walk.get(&format!("/schedules/{}", encoded(name))).await;
        schedules.delete(name).await.expect("gone");
    }
    travel.advance_to(time("2027-03-28T02:30:00Z")).await.expect("times");
    schedules.deactivate("νύχτα", Some("Άννα"), Some("Κρύο")).await.expect("paused");
    schedules.deactivate("μέτρημα", Some("Άννα"), None).await.expect("paused");
    jobs.pause_queue("φούρνος", "Άννα", "Κρύο").await.expect("paused");
    walk.post(303, &format!("{SOFT}/run"), &[]).await;
    walk.post(303, &format!("{SOFT}/run"), &[]).await;
    for name in ["νύχτα", "συχνά", "παλιό", "μέτρημα", "κανόνας 0", "κανόνας 1", "κανόνας 2"]
    {
        let path = format!("/schedules/{}", encoded(name));
        walk.get(&path).await;
        walk.get_as("viewer", 200, &path).await;
        for form in ["pause", "delete"] {
            walk.get(&format!("{path}/{form}")).await;
            walk.get_as("viewer", 403, &format!("{path}/{form}")).await;
        }
        let status = if name.starts_with("κανόνας") { 200 } else { 409 };
        walk.get_as("ann", status, &format!("{path}/edit")).await;
    }
    walk.get("/schedules").await;
    walk.get_as("viewer", 200, "/schedules").await;
    let rule = format!("/schedules/{}", encoded("κανόνας 0"));
    let at = |path: &str| format!("{rule}/{path}");
    let args = [("arg.ψωμιά", "7"), ("arg.μυστικό", "••••••"), ("missed", "one")];
    let with = |more: &[(&'static str, &'static str)]| args.into_iter().chain(more.iter().copied()).collect::<Vec<_>>();
    for (status, path, fields) in [
        (422, at("pause"), vec![("reason", "")]),
        (422, at("pause"), vec![("reason", "\0")]),
        (303, at("pause"), vec![("reason", "Κρύο")]),
        (303, at("pause"), vec![("reason", "Κρύο")]),
        (303, at("resume"), vec![]),
        (303, at("resume"), vec![]),
        (422, at("edit"), vec![("arg.ψωμιά", "ξ")]),
        (400, at("edit"), vec![("ξ", "ξ")]),
        (200, at("edit"), with(&[("cron", "@daily"), ("do", "preview")])),
        (409, at("edit"), with(&[("cron", "@daily"), ("revision", "9")])),
        (303, at("edit"), with(&[("cron", "@daily"), ("revision", "1")])),
        (303, at("delete"), vec![]),
        (404, at("delete"), vec![]),
    ] {
        walk.post(status, &path, &fields).await;
    }
    for wrong in [
        ("name", ""),
        ("cron", "@ξ"),
        ("cron", "* *"),
        ("cron", "0 0 31 2 *"),
        ("cron", "0 0 29 2 *"),
        ("timezone", "utc"),
        ("timezone", "ξ"),
        ("every", "1s"),
        ("missed", "ξ"),
        ("most", "0"),
        ("window", "ξ"),
        ("overlap", "ξ"),
        ("run_on", "ξ"),
        ("run_on", "node"),
        ("priority", "ξ"),
        ("max_attempts", "ξ"),
        ("arg.ψωμιά", "ξ"),
    ] {
        let kept = NEW.into_iter().filter(|(name, _)| *name != wrong.0);
        walk.post(422, "/schedules", &kept.chain([wrong]).collect::<Vec<_>>()).await;
    }
    let long = "1,".repeat(60);
    let kept = NEW.into_iter().filter(|(name, _)| *name != "cron");
    walk.post(422, "/schedules", &kept.chain([("cron", &*long)]).collect::<Vec<_>>()).await;
    walk.post(200, "/schedules", &NEW.into_iter().chain([("do", "preview")]).collect::<Vec<_>>()).await;
    walk.post(303, "/schedules", &NEW).await;
    walk.post(422, "/schedules", &NEW).await;
    walk.get_as("ann", 404, "/schedules/new?type=x").await;
    walk.post_as("viewer", 403, "/schedules", &NEW).await;
    for path in ["/audit", "/audit?about=schedules"] {
        walk.get(path).await;
    }
    walk.end();
}

const SOFT: &str = "/schedules/%CF%83%CF%85%CF%87%CE%BD%CE%AC";
const NEW: [(&str, &str); 7] = [
    ("type", "ψωμί"),
    ("name", "καινούργιο"),
    ("arg.ψωμιά", "3"),
    ("arg.μυστικό", "α"),
    ("cron", "0 9 * * *"),
    ("missed", "all"),
    ("most", "5"),
];

fn encoded(name: &str) -> String {
    form_urlencoded::byte_serialize(name.as_bytes()).collect::<String>().replace('+', "%20")
}
