//! What whoever runs it needs: numbers, care of the tables, and somebody who says what is wrong. J8, J88, J90, J91.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
    time::Duration,
};

use kaffy::{
    Database, Dialect, JobState,
    doctor::{Finding, Severity},
    jobs::{JobEvent, JobEvents, NewSchedule, Options},
};
use serde_json::json;

use crate::{
    handlers::{gives_up, jobs, jobs_with, note, typed},
    waiting::{quick, reaches, until, working},
};

/// What an exporter of metrics would count.
#[derive(Clone, Debug, Default)]
struct Metrics(Arc<Mutex<BTreeMap<String, (u32, Duration)>>>);

impl JobEvents for Metrics {
    fn on(&self, event: &JobEvent) {
        let (name, time) = match event {
            JobEvent::Started { job_type, queue, waited, .. } => (format!("started {job_type} {queue}"), *waited),
            JobEvent::Ended { job_type, outcome, took, .. } => (format!("{outcome} {job_type}"), *took),
            other => (format!("{other:?}"), Duration::ZERO),
        };
        let mut all = self.0.lock().unwrap();
        let entry = all.entry(name).or_default();
        entry.0 += 1;
        entry.1 += time;
    }
}

pub(crate) async fn j88_what_an_exporter_of_metrics_needs(db: Database) {
    let metrics = Metrics::default();
    let told = metrics.clone();
    let (jobs, _) = jobs_with(&db, |builder| builder.events(told)).await;
    jobs.enqueue_all((0..3).map(|number| typed { number }), Options::new()).await.unwrap();
    jobs.enqueue(gives_up {}).await.unwrap();
    let depth = jobs.queue_depths(&["default".into()]).await.unwrap().remove(0);
    assert_eq!(depth.1, 4, "how many wait");
    assert!(depth.2.unwrap() <= chrono::Utc::now(), "and since when");
    let worker = working(&jobs).await;
    until("all is counted", async || metrics.0.lock().unwrap().values().map(|it| it.0).sum::<u32>() == 8).await;
    let seen = metrics.0.lock().unwrap().clone();
    let counts: Vec<_> = seen.iter().map(|(name, (count, _))| (name.as_str(), *count)).collect();
    let expected = [
        ("cancelled gives_up", 1),
        ("started gives_up default", 1),
        ("started typed default", 3),
        ("succeeded typed", 3),
    ];
    assert_eq!(counts, expected);
    assert!(seen["started typed default"].1 > Duration::ZERO, "how long they waited");
    worker.stop().await;
}

pub(crate) async fn j90_dead_rows_are_taken_away_early(db: Database) {
    let (jobs, _) = jobs(&db).await;
    if jobs.database().dialect() == Dialect::Postgres {
        use kaffy::sea_query::{Expr, ExprTrait, Func, Query};
        let options = Query::select()
            .expr(Func::cust("array_to_string").arg(Expr::col("reloptions")).arg(","))
            .from("pg_class")
            .and_where(Expr::col("relname").eq("kaffy_jobs"))
            .to_owned();
        let read = [kaffy::inside::Read::As(kaffy::Kind::Text)];
        let rows = db.fetch(&options, &read).await.unwrap();
        let said = format!("{rows:?}");
        assert!(said.contains("autovacuum_vacuum_scale_factor=0.01"), "{said}");
        assert!(said.contains("autovacuum_analyze_scale_factor=0.02"), "{said}");
    } else {
        // The others keep no dead rows beside the living: there is nothing to set. A second start finds all in order.
        crate::handlers::jobs(&db).await.0.list(&Default::default(), None, 1).await.unwrap();
    }
}

fn of<'f>(found: &'f [Finding], id: &str) -> Vec<(Severity, &'f str)> {
    found.iter().filter(|it| it.id == id).map(|it| (it.severity, it.words.as_str())).collect()
}

pub(crate) async fn j91_j8_p25_the_doctor_names_what_nobody_will_do(db: Database) {
    let (jobs, _) = jobs(&db).await;
    let found = jobs.doctor().await;
    assert_eq!(of(&found, "workers")[0].0, Severity::Warning, "nobody works: {found:?}");
    assert_eq!(of(&found, "arguments")[0].0, Severity::Good);
    // A queue that no worker has.
    jobs.enqueue(note { text: "x".into() }).queue("forgotten").await.unwrap();
    // And what an older build has left: another shape of the arguments.
    let old = jobs.enqueue(typed { number: 1 }).after(Duration::from_secs(3600)).await.unwrap().id();
    let sql = format!("UPDATE kaffy_jobs SET args = '{{\"count\":7}}' WHERE id = '{old}'");
    db.execute(Box::leak(sql.into_boxed_str())).await.unwrap();
    let nightly = NewSchedule::new("nightly", &note { text: "x".into() }).unwrap().cron("@daily").queue("nobody");
    jobs.schedules().add(&nightly, None).await.unwrap();
    jobs.pause_queue("paused", "ada", "the shop is closed").await.unwrap();
    let worker = quick(&jobs).queue("default", 10).start().await.unwrap();
    until("the worker is ready", async || worker.health().is_ready).await;
    let done = jobs.enqueue(typed { number: 1 }).await.unwrap().id();
    reaches(&jobs, done, JobState::Succeeded).await;
    let found = jobs.doctor().await;
    assert_eq!(of(&found, "workers"), [(Severity::Good, "one worker is alive")]);
    let schedules = of(&found, "schedules");
    assert!(schedules.len() == 1 && schedules[0].1.contains("`nightly`"), "{found:?}");
    let queues = of(&found, "queues");
    assert!(queues.len() == 1 && queues[0].1.contains("`forgotten`"), "{found:?}");
    let arguments = of(&found, "arguments");
    assert_eq!(arguments[0].0, Severity::Problem);
    assert!(arguments[0].1.contains("1 of 1 waiting jobs of `typed`"), "{arguments:?}");
    assert!(arguments[0].1.contains(&old.to_string()), "{arguments:?}");
    assert!(of(&found, "paused queue")[0].1.contains("by ada"), "{found:?}");
    jobs.edit_args(old, &json!({ "number": 7 })).await.unwrap();
    assert_eq!(of(&jobs.doctor().await, "arguments")[0].0, Severity::Good, "it was mended");
    worker.stop().await;
}

/// For what is free in a queue, what is due, a record, a type and a state.
pub(crate) async fn p7_there_is_an_index_for_each_question(db: Database) {
    use kaffy::sea_query::{Expr, ExprTrait, Query};
    let (jobs, _) = jobs(&db).await;
    let (table, name, of) = match jobs.database().dialect() {
        Dialect::Sqlite => ("sqlite_master", "name", "tbl_name"),
        Dialect::Postgres => ("pg_indexes", "indexname", "tablename"),
        Dialect::MySql => ("statistics", "index_name", "table_name"),
    };
    let mut select = Query::select();
    select.distinct().column(name).and_where(Expr::col(of).eq("kaffy_jobs"));
    match jobs.database().dialect() {
        Dialect::MySql => {
            select.from(("information_schema", table));
            select.and_where(Expr::col("table_schema").eq(Expr::cust("DATABASE()")));
        }
        _ => drop(select.from(table)),
    }
    let rows = db.fetch(&select, &[kaffy::inside::Read::As(kaffy::Kind::Text)]).await.unwrap();
    let there = format!("{rows:?}");
    for name in ["free", "due", "held_by", "unique", "limit", "resource", "state", "type"] {
        assert!(there.contains(&format!("kaffy_jobs_{name}\"")), "{name}: {there}");
    }
}
