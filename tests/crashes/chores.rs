//! Chores whose workers are killed, and processes that start them at once (R29–R31).

use std::{
    collections::BTreeMap,
    time::{Duration, Instant},
};

use kaffy::{
    Database,
    chores::{ChoreCsv, ChoreRunRecord, RunFilter, RunMove, RunOptions, RunStatus, StartError},
    prelude::*,
    sea_query::{Expr, ExprTrait, Func, Query},
};
use uuid::Uuid;

use crate::{
    process::{Process, Settings},
    rig::Rig,
};

/// Rows of the file.
const ROWS: i64 = 10_000;
/// Chores that each process starts at once.
const STARTS: usize = 10;

#[derive(Debug, serde::Deserialize)]
pub(crate) struct Line {
    number: i64,
}

/// Leaves a row for each of the file: another one for each time that it is done.
#[chore]
pub(crate) async fn imports(rows: ChoreCsv<Line>, run: ChoreRun) -> Result<(), ChoreError> {
    let rows = rows.rows(&run).await?;
    run.walk(rows)
        .per_transaction(5)
        .run(async |mut tx, line: Line| {
            let mut insert = Query::insert().into_table("imported").columns(["number", "pid"]).to_owned();
            insert.values_panic([line.number.into(), i64::from(std::process::id()).into()]);
            tx.execute(&insert).await?;
            run.inc_counter("lines", 1.0);
            Ok(())
        })
        .await
}

/// Is in a room where nobody else may be.
async fn inside(db: &Database, room: &str) -> Result<(), ChoreError> {
    let mut enter = Query::insert().into_table("rooms").columns(["room"]).to_owned();
    enter.values_panic([room.into()]);
    let mut tx = db.begin().await?;
    tx.execute(&enter).await?;
    tx.commit().await?;
    tokio::time::sleep(Duration::from_millis(150)).await;
    let leave = Query::delete().from_table("rooms").and_where(Expr::col("room").eq(room)).to_owned();
    let mut tx = db.begin().await?;
    tx.execute(&leave).await?;
    Ok(tx.commit().await?)
}

#[chore(restriction = self)]
pub(crate) async fn alone(Data(db): Data<Database>) -> Result<(), ChoreError> {
    inside(&db, "alone").await
}

#[chore(restriction = global)]
pub(crate) async fn one_of_all(Data(db): Data<Database>) -> Result<(), ChoreError> {
    inside(&db, "all").await
}

#[chore(restriction = global)]
pub(crate) async fn another_of_all(Data(db): Data<Database>) -> Result<(), ChoreError> {
    inside(&db, "all").await
}

#[chore(restriction = none)]
pub(crate) async fn beside_others() -> Result<(), ChoreError> {
    Ok(())
}

/// Never ends, and has a place to go on from if it shall.
#[chore]
pub(crate) async fn hangs(with_place: bool, run: ChoreRun) -> Result<(), ChoreError> {
    if with_place && run.cursor::<u32>()?.is_none() {
        run.checkpoint(&1).await?;
    }
    run.set_counter("hangs", f64::from(run.start()));
    std::future::pending().await
}

pub(crate) async fn prepare(db: &Database) {
    db.execute("CREATE TABLE IF NOT EXISTS imported (number BIGINT NOT NULL, pid BIGINT NOT NULL)").await.unwrap();
    db.execute("CREATE TABLE IF NOT EXISTS rooms (room VARCHAR(20) NOT NULL PRIMARY KEY)").await.unwrap();
}

fn ada() -> Actor {
    Actor::new("ada", "Ada")
}

async fn run_of(rig: &Rig, id: Uuid) -> ChoreRunRecord {
    rig.jobs.chores().find_run(id).await.unwrap().unwrap()
}

async fn reaches(rig: &Rig, id: Uuid, status: RunStatus) -> ChoreRunRecord {
    rig.until(status.word(), async || run_of(rig, id).await.status == status).await;
    run_of(rig, id).await
}

/// How many rows there are, and how many different ones.
async fn imported(db: &Database) -> (i64, i64) {
    let all = Query::select().column("number").from("imported").to_owned();
    let mut different = all.clone();
    different.distinct();
    let mut counts = Vec::new();
    for rows in [all, different] {
        let select = Query::select().expr(Func::count(Expr::col("number"))).from_subquery(rows, "there").to_owned();
        let row = db.fetch(&select, &[kaffy::inside::Read::integer()]).await.unwrap().remove(0);
        match &row[0] {
            Ok(kaffy::sea_query::Value::BigInt(Some(number))) => counts.push(*number),
            other => panic!("no number: {other:?}"),
        }
    }
    (counts[0], counts[1])
}

pub(crate) async fn r29_killed_ten_times_an_import_does_each_row_once(rig: Rig) {
    let text: String = std::iter::once("number\n".to_owned()).chain((1..=ROWS).map(|row| format!("{row}\n"))).collect();
    let file = rig.jobs.chores().upload(&ada(), "rows.csv", "text/csv", &mut text.as_bytes(), 1_000_000).await.unwrap();
    let chore = imports { rows: ChoreCsv::new(file.id) };
    let id = rig.jobs.chores().run(&ada(), chore, RunOptions::new()).await.unwrap();
    let settings = Settings { dead_after: 800, beat: 150, poll: 50, ..Settings::default() };
    let mut worker = rig.worker(&settings).await;
    let mut most = 0;
    for round in 1..=10 {
        let before = imported(&rig.db).await.0;
        assert!(before < ROWS, "there is something left in round {round}");
        rig.until("it goes on", async || imported(&rig.db).await.0 > before).await;
        tokio::time::sleep(Duration::from_millis(20 * round)).await;
        let done = run_of(&rig, id).await.done;
        assert!(done >= most, "progress never goes back: {most}, then {done}");
        most = done;
        worker.kill();
        worker = rig.worker(&settings).await;
    }
    let run = reaches(&rig, id, RunStatus::Succeeded).await;
    assert_eq!((run.done, run.total, run.failures), (ROWS as u64, Some(ROWS as u64), 0));
    assert!(run.starts >= 11, "each kill cost a start: {}", run.starts);
    assert_eq!(imported(&rig.db).await, (ROWS, ROWS), "each row exactly once");
}

pub(crate) async fn r30_killed_while_it_is_asked_to_pause_or_to_stop(rig: Rig) {
    let settings = Settings { dead_after: 800, beat: 150, poll: 50, ..Settings::default() };
    for (wanted, asked, then) in [
        (RunMove::Pause, RunStatus::Pausing, RunStatus::Paused),
        (RunMove::Cancel, RunStatus::Cancelling, RunStatus::Cancelled),
    ] {
        let mut worker = rig.worker(&settings).await;
        let id = rig.jobs.chores().run(&ada(), hangs { with_place: true }, RunOptions::new()).await.unwrap();
        rig.until("it hangs", async || !run_of(&rig, id).await.counters.is_empty()).await;
        assert_eq!(rig.jobs.chores().move_run(id, wanted, &ada()).await.unwrap(), asked);
        worker.kill();
        assert_eq!(run_of(&rig, id).await.status, asked, "nobody has heard of it");
        let _next = rig.worker(&settings).await;
        reaches(&rig, id, then).await;
    }
}

pub(crate) async fn r31_a_killed_holder_lets_others_in_within_its_lease(rig: Rig) {
    let settings = Settings { dead_after: 1_000, beat: 200, poll: 50, ..Settings::default() };
    let mut holder = rig.worker(&settings).await;
    let id = rig.jobs.chores().run(&ada(), hangs { with_place: false }, RunOptions::new()).await.unwrap();
    rig.until("it hangs", async || !run_of(&rig, id).await.counters.is_empty()).await;
    let _other = rig.worker(&settings).await;
    let again = async || rig.jobs.chores().run(&ada(), hangs { with_place: false }, RunOptions::new()).await;
    assert!(matches!(again().await, Err(StartError::Restricted(_))));
    holder.kill();
    let since = Instant::now();
    let next = loop {
        match again().await {
            Ok(next) => break next,
            Err(StartError::Restricted(_)) => tokio::time::sleep(Duration::from_millis(20)).await,
            Err(error) => panic!("{error:?}"),
        }
        assert!(since.elapsed() < Duration::from_secs(20), "nobody lets go of it");
    };
    // A lease, a look every quarter of it, a poll; and a machine that does something else meanwhile.
    assert!(since.elapsed() < Duration::from_secs(5), "{:?}", since.elapsed());
    let run = run_of(&rig, id).await;
    assert_eq!((run.status, run.starts), (RunStatus::Errored, 2), "it is said, and not done again");
    assert!(run.error.is_some_and(|error| error.starts_with("The worker was lost")));
    rig.jobs.chores().stop(next, &ada()).await.unwrap();
}

pub(crate) async fn r31_five_processes_start_fifty_chores_at_once(rig: Rig) {
    let settings = Settings { places: 10, ..Settings::default() };
    let mut processes: Vec<Process> = Vec::new();
    for _ in 0..5 {
        processes.push(rig.worker(&settings).await);
    }
    for process in &processes {
        process.signal("USR2");
    }
    let mut answers: BTreeMap<String, usize> = BTreeMap::new();
    for process in &processes {
        let line = process.says("chores started:").await;
        for word in line.split_whitespace().skip(2) {
            *answers.entry(word.to_owned()).or_default() += 1;
        }
    }
    assert_eq!(answers.values().sum::<usize>(), 5 * STARTS, "{answers:?}");
    assert!(!answers.contains_key("failed"), "{answers:?}");
    rig.until("all are over", async || {
        let all = rig.jobs.chores().list_runs(&RunFilter::new(), None, 100).await.unwrap();
        all.iter().all(|run| run.status.is_final())
    })
    .await;
    let all = rig.jobs.chores().list_runs(&RunFilter::new(), None, 100).await.unwrap();
    assert_eq!(all.len(), answers["started"], "what was refused is nowhere");
    let met: Vec<_> = all.iter().filter(|run| run.status != RunStatus::Succeeded).collect();
    assert!(met.is_empty(), "two were in one room: {met:#?}");
    let of = |key: &str| all.iter().filter(|run| run.chore == key).count();
    assert_eq!(of("beside_others"), 5 * 3, "{answers:?}");
    assert!(of("alone") >= 1 && of("one_of_all") + of("another_of_all") >= 1);
}

/// What a process does at SIGUSR2.
pub(crate) async fn start_some(jobs: Jobs) {
    let starts = (0..STARTS).map(|at| {
        let jobs = jobs.clone();
        tokio::spawn(async move {
            let (runner, actor, options) = (jobs.chores(), ada(), RunOptions::new());
            match at {
                0..3 => runner.run(&actor, alone {}, options).await,
                3..5 => runner.run(&actor, one_of_all {}, options).await,
                5..7 => runner.run(&actor, another_of_all {}, options).await,
                _ => runner.run(&actor, beside_others {}, options).await,
            }
        })
    });
    let mut line = "chores started:".to_owned();
    for start in starts.collect::<Vec<_>>() {
        line.push_str(match start.await.unwrap() {
            Ok(_) => " started",
            Err(StartError::Restricted(_)) => " refused",
            Err(_) => " failed",
        });
    }
    println!("{line}");
}
