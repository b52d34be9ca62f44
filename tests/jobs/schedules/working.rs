//! Schedules with real workers, in real time: Q42 to Q51, R11, R33, X9, X10.

use std::{
    collections::HashSet,
    sync::{Arc, Mutex},
    time::Duration,
};

use kaffy::{
    Database, Jobs,
    jobs::{JobEvent, JobEvents, JobFilter, Overlap, RunOn, TickOutcome, Trigger},
};

use super::handlers::{lasting, plain, ticking};
use crate::waiting::{quick, until, working};

#[derive(Clone, Default)]
struct Heard(Arc<Mutex<Vec<String>>>);

impl JobEvents for Heard {
    fn on(&self, event: &JobEvent) {
        let text = format!("{event:?}");
        let word: String = text.chars().take_while(|letter| letter.is_alphanumeric()).collect();
        self.0.lock().unwrap().push(word);
    }
}

async fn ticks(jobs: &Jobs, name: &str) -> Vec<kaffy::jobs::TickRecord> {
    jobs.schedules().ticks(name, None, 500).await.unwrap()
}

pub(crate) async fn x9_q44_r11_many_workers_fire_each_time_once(db: Database) {
    let (builder, done) = plain(&db);
    let jobs = builder.schedule(ticking("a").cron("@secondly").overlap(Overlap::Allow)).build().await.unwrap();
    let mut workers = Vec::new();
    for _ in 0..4 {
        workers.push(working(&jobs).await);
    }
    until("three have fired", async || ticks(&jobs, "a").await.len() >= 3).await;
    // Whoever leaves, the others go on.
    drop(workers.pop());
    workers.pop().unwrap().stop().await;
    let so_far = ticks(&jobs, "a").await.len();
    until("and three more", async || ticks(&jobs, "a").await.len() >= so_far + 3).await;
    jobs.schedules().deactivate("a", None, None).await.unwrap();
    for worker in workers {
        worker.stop().await;
    }
    let ticks = ticks(&jobs, "a").await;
    for pair in ticks.windows(2) {
        let gap = pair[0].due_at - pair[1].due_at;
        assert_eq!(gap, chrono::TimeDelta::seconds(1), "each second, none twice, none left out: {ticks:#?}");
    }
    let runs: HashSet<_> = done.all().into_iter().collect();
    assert_eq!(runs.len(), done.all().len());
    let ran: usize = ticks.iter().map(|tick| tick.jobs.len()).sum();
    assert_eq!(ran, ticks.len());
}

pub(crate) async fn x10_r13_a_slow_handler_harms_no_schedule(db: Database) {
    let (builder, _) = plain(&db);
    let slow = |name: &str, overlap| lasting(name, 2_500).cron("@secondly").overlap(overlap);
    let jobs = builder
        .schedule(slow("skip", Overlap::Skip))
        .schedule(slow("queue", Overlap::Queue))
        .schedule(slow("cancel", Overlap::Cancel))
        .build()
        .await
        .unwrap();
    let worker = working(&jobs).await;
    until("eight seconds have been decided about", async || ticks(&jobs, "skip").await.len() >= 8).await;
    let skipped = ticks(&jobs, "skip").await;
    let enqueued = skipped.iter().filter(|tick| tick.outcome == TickOutcome::Enqueued).count();
    assert!((2..=4).contains(&enqueued), "{enqueued} of {}: {skipped:#?}", skipped.len());
    assert!(skipped.iter().any(|tick| tick.outcome == TickOutcome::Overlap), "what is left out is a row");
    let queued = ticks(&jobs, "queue").await;
    assert!(queued.iter().any(|tick| tick.outcome == TickOutcome::Overlap));
    let running: Vec<_> = jobs.list(&JobFilter::new().state(kaffy::JobState::Running), None, 100).await.unwrap();
    for name in ["skip", "queue", "cancel"] {
        let of = |job: &&kaffy::jobs::JobRecord| job.meta.as_ref().is_some_and(|meta| meta["schedule"]["name"] == name);
        assert!(running.iter().filter(of).count() <= 1, "never two of {name} at once");
    }
    worker.stop().await;
}

pub(crate) async fn q42_q43_every_node_and_this_node(db: Database) {
    let (builder, _) = plain(&db);
    let jobs = builder
        .schedule(ticking("every").cron("@secondly").run_on(RunOn::Every).overlap(Overlap::Allow))
        .schedule(ticking("this").cron("@secondly").run_on(RunOn::Node("two".into())).overlap(Overlap::Allow))
        .build()
        .await
        .unwrap();
    let one = quick(&jobs).name("one").start().await.unwrap();
    let two = quick(&jobs).name("two").start().await.unwrap();
    let done_on = async |name: &str, worker: uuid::Uuid| {
        for tick in ticks(&jobs, name).await {
            for job in tick.jobs {
                if jobs.find(job.id).await.unwrap().is_some_and(|job| job.worker == Some(worker)) {
                    return true;
                }
            }
        }
        false
    };
    let ids = (one.id(), two.id());
    until("both have run it", async || done_on("every", ids.0).await && done_on("every", ids.1).await).await;
    until("the one it names has", async || done_on("this", ids.1).await).await;
    assert!(!done_on("this", ids.0).await, "and nobody else");
    two.stop().await;
    let names: Vec<_> = jobs.queues().await.unwrap().into_iter().map(|queue| queue.name).collect();
    assert_eq!(names, ["default"], "nodes are no queues for people");
    one.stop().await;
}

pub(crate) async fn q48_j45_at_the_start_of_the_cluster_and_of_each_node(db: Database) {
    let (builder, _) = plain(&db);
    let jobs = builder
        .schedule(ticking("cluster").cron("@reboot"))
        .schedule(ticking("node").cron("@REBOOT").run_on(RunOn::Every))
        .build()
        .await
        .unwrap();
    let count = async |name: &str| {
        let ticks = ticks(&jobs, name).await;
        assert!(ticks.iter().all(|tick| tick.trigger == Trigger::Reboot));
        ticks.len()
    };
    let workers: Vec<_> = futures_util::future::join_all((0..3).map(|_| working(&jobs))).await;
    until("each node has begun", async || count("node").await >= 3).await;
    until("and the cluster", async || count("cluster").await == 1).await;
    let fourth = working(&jobs).await;
    until("one more node", async || count("node").await >= 4).await;
    assert_eq!(count("cluster").await, 1, "others were there");
    for worker in workers {
        worker.stop().await;
    }
    fourth.stop().await;
    let again = working(&jobs).await;
    until("the cluster begins again", async || count("cluster").await == 2).await;
    again.stop().await;
}

pub(crate) async fn q50_what_happens_is_told(db: Database) {
    let (builder, _) = plain(&db);
    let heard = Heard::default();
    let jobs = builder.events(heard.clone()).build().await.unwrap();
    jobs.schedules().add(&lasting("a", 1_200).cron("@secondly"), None).await.unwrap();
    jobs.schedules().add(&lasting("a", 1_300).cron("@secondly"), None).await.unwrap();
    jobs.schedules().add(&ticking("missed").cron("* * * * *"), None).await.unwrap();
    // Twenty minutes ago, and three seconds ago.
    let now = chrono::Utc::now().timestamp_micros();
    let update = |due: i64, name: &str| {
        kaffy::sea_query::Query::update()
            .table("kaffy_schedules")
            .value("next_due", due)
            .and_where(kaffy::sea_query::ExprTrait::eq(kaffy::sea_query::Expr::col("name"), name))
            .to_owned()
    };
    let mut tx = db.begin().await.unwrap();
    tx.execute(&update(now - 1_200_000_000, "missed")).await.unwrap();
    tx.execute(&update(now - now % 1_000_000 - 3_000_000, "a")).await.unwrap();
    tx.commit().await.unwrap();
    let worker = working(&jobs).await;
    let has = |word: &str| heard.0.lock().unwrap().iter().any(|it| it == word);
    let words =
        ["ScheduleAdded", "ScheduleUpdated", "ScheduleFired", "ScheduleSkipped", "ScheduleMissed", "ScheduleLate"];
    until("all has been told", async || words.into_iter().chain(["Started", "Ended"]).all(has)).await;
    jobs.schedules().delete("a").await.unwrap();
    until("the end, too", async || has("ScheduleDeleted")).await;
    worker.stop().await;
}

pub(crate) async fn q22_j43_run_now_is_done_by_a_worker(db: Database) {
    let (builder, done) = plain(&db);
    let jobs = builder.schedule(ticking("a").cron("@yearly")).build().await.unwrap();
    let worker = working(&jobs).await;
    jobs.schedules().deactivate("a", None, None).await.unwrap();
    jobs.schedules().run("a", Some("Ada")).await.unwrap();
    until("it ran", async || done.all().iter().any(|it| it.starts_with("a ") && it.ends_with("manual=true"))).await;
    worker.stop().await;
}

pub(crate) async fn j42_q20_changes_are_noticed_at_once(db: Database) {
    let (builder, done) = plain(&db);
    let jobs = builder.build().await.unwrap();
    let worker = working(&jobs).await;
    jobs.schedules().add(&ticking("a").cron("@secondly").overlap(Overlap::Allow), None).await.unwrap();
    until("it fires", async || !done.all().is_empty()).await;
    jobs.schedules().deactivate("a", Some("Ada"), Some("enough")).await.unwrap();
    let after = jobs.schedules().ticks("a", None, 500).await.unwrap().len();
    jobs.schedules().add(&ticking("b").cron("@secondly").overlap(Overlap::Allow), None).await.unwrap();
    until("another one has fired twice", async || ticks(&jobs, "b").await.len() >= 2).await;
    assert_eq!(ticks(&jobs, "a").await.len(), after, "a paused one does not");
    worker.stop().await;
}

pub(crate) async fn q47_runs_that_take_long_stall_no_others(db: Database) {
    let (builder, _) = plain(&db);
    let slow = (0..60).map(|number| lasting(&format!("slow {number}"), 60_000).cron("@reboot").queue("slow"));
    let builder = slow.fold(builder, |builder, one| builder.schedule(one));
    let jobs = builder.schedule(ticking("quick").cron("@secondly").overlap(Overlap::Allow)).build().await.unwrap();
    let worker =
        quick(&jobs).queue("slow", 2).queue("default", 2).shutdown_limit(Duration::ZERO).start().await.unwrap();
    let done = async || {
        let ticks = ticks(&jobs, "quick").await;
        ticks.iter().flat_map(|it| &it.jobs).filter(|job| job.state == Some(kaffy::JobState::Succeeded)).count()
    };
    until("another queue goes on", async || done().await >= 3).await;
    let running = jobs.list(&JobFilter::new().state(kaffy::JobState::Running), None, 100).await.unwrap();
    assert_eq!(running.iter().filter(|job| job.queue == "slow").count(), 2);
    worker.stop().await;
}

pub(crate) async fn j48_old_times_are_taken_away(db: Database) {
    let (builder, _) = plain(&db);
    let kept = kaffy::jobs::Retention::default().ticks(Duration::from_secs(3_600));
    let jobs = builder.schedule(ticking("a")).retention(kept).build().await.unwrap();
    jobs.schedules().run("a", Some("Ada")).await.unwrap();
    // An hour and a bit ago; the next one is younger.
    let before = chrono::Utc::now().timestamp_micros() - 3_700_000_000;
    let update = kaffy::sea_query::Query::update().table("kaffy_schedule_ticks").value("fired_at", before).to_owned();
    let mut tx = db.begin().await.unwrap();
    tx.execute(&update).await.unwrap();
    tx.commit().await.unwrap();
    jobs.schedules().run("a", Some("Bob")).await.unwrap();
    let worker = working(&jobs).await;
    until("the old one is gone", async || ticks(&jobs, "a").await.len() == 1).await;
    assert_eq!(ticks(&jobs, "a").await[0].by.as_deref(), Some("Bob"));
    worker.stop().await;
}
