//! The chores of these tests, and what they need.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use kaffy::{
    Actor, Database,
    chores::{ChoreRunRecord, ChoreTx, Pages, RunStatus},
    jobs::{JobsBuilder, Worker, WorkerHandle},
    prelude::*,
    sea_query::{Expr, ExprTrait, Query},
};
use serde_json::json;
use uuid::Uuid;

/// What chores did, and what they wait for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Seen(Arc<Mutex<Vec<String>>>);

impl Seen {
    pub(crate) fn note(&self, what: impl Into<String>) {
        self.0.lock().unwrap().push(what.into());
    }

    pub(crate) fn all(&self) -> Vec<String> {
        self.0.lock().unwrap().clone()
    }

    pub(crate) fn count(&self, what: &str) -> usize {
        self.all().iter().filter(|it| *it == what).count()
    }

    pub(crate) async fn wait_for(&self, what: &str) {
        until(what, async || self.count(what) > 0).await;
    }
}

/// A loaf, of which prices are changed.
#[derive(Debug, AdminResource)]
#[admin(table = "loaves")]
pub(crate) struct Loaf {
    #[admin(primary_key)]
    pub(crate) id: i64,
    pub(crate) name: String,
    pub(crate) cents: i64,
    pub(crate) seen: i64,
}

/// Says what it is given.
///
/// And more about it.
#[chore(restriction = none, ended = heard_of)]
pub(crate) async fn says(
    /// What is said.
    words: String,
    #[input(min = 1, max = 5, default = 2)] times: i64,
    #[input(secret)] key: Option<String>,
    run: ChoreRun,
    Data(seen): Data<Seen>,
) -> Result<serde_json::Value, ChoreError> {
    run.log(format!("by {}", run.actor_name()));
    for time in 1..=times {
        run.log(format!("{words} {time}"));
    }
    run.set_counter("times", times as f64);
    run.inc_counter("said", 1.0);
    run.inc_counter("said", 1.0);
    seen.note(format!("key {}", key.is_some()));
    match words.as_str() {
        "panic" => panic!("as it was told"),
        "error" => Err(std::io::Error::other("no disk"))?,
        _ => Ok(json!({ "said": words })),
    }
}

static ENDS: Mutex<Vec<(Uuid, RunStatus)>> = Mutex::new(Vec::new());

async fn heard_of(end: ChoreEnd) {
    ENDS.lock().unwrap().push((end.id, end.status));
}

/// How the chore heard of a run's end.
pub(crate) fn ends_of(id: Uuid) -> Vec<RunStatus> {
    ENDS.lock().unwrap().iter().filter(|end| end.0 == id).map(|end| end.1).collect()
}

#[chore(restriction = none, ended = heard_of)]
pub(crate) async fn gives_up(spawned: bool, run: ChoreRun, Data(seen): Data<Seen>) -> Result<(), ChoreError> {
    if spawned {
        let own = run.clone();
        tokio::spawn(async move {
            own.log("from a task");
            own.fail("said elsewhere");
        });
        tokio::time::sleep(Duration::from_secs(60)).await;
    }
    let _ = run.fail("said here");
    tokio::task::yield_now().await;
    tokio::time::sleep(Duration::from_secs(60)).await;
    seen.note("went on");
    Ok(())
}

#[chore(restriction = none)]
pub(crate) async fn spawns(run: ChoreRun) -> Result<(), ChoreError> {
    let tasks: Vec<_> = (0..20)
        .map(|task| {
            let run = run.clone();
            tokio::spawn(async move {
                run.log(format!("task {task}"));
                run.inc_counter("tasks", 1.0);
            })
        })
        .collect();
    for task in tasks {
        task.await?;
    }
    Ok(())
}

#[chore(restriction = none)]
pub(crate) async fn talks(lines: i64, run: ChoreRun) -> Result<(), ChoreError> {
    for line in 1..=lines {
        run.log(format!("line {line}"));
        for tick in 0..10 {
            run.progress(line as u64 * 10 + tick, lines as u64 * 10);
        }
    }
    Ok(())
}

/// Waits until it is stopped; it has no place to stop at.
#[chore(ended = heard_of)]
pub(crate) async fn hangs(run: ChoreRun, Data(seen): Data<Seen>) -> Result<(), ChoreError> {
    run.log("begins to hang");
    seen.note("hangs");
    std::future::pending::<()>().await;
    Ok(())
}

/// Has a place to go on from, and never comes to the next one.
#[chore]
pub(crate) async fn stubborn(run: ChoreRun, Data(seen): Data<Seen>) -> Result<(), ChoreError> {
    if run.cursor::<u32>()?.is_none() {
        run.checkpoint(&1).await?;
    }
    seen.note("stubborn");
    std::future::pending::<()>().await;
    seen.note("it went on");
    Ok(())
}

#[chore(restriction = global)]
pub(crate) async fn one_of_all(Data(seen): Data<Seen>) -> Result<(), ChoreError> {
    seen.note("one of all");
    std::future::pending::<()>().await;
    Ok(())
}

#[chore(restriction = global)]
pub(crate) async fn another_of_all() -> Result<(), ChoreError> {
    Ok(())
}

#[chore(restriction = none)]
pub(crate) async fn beside_itself(Data(seen): Data<Seen>) -> Result<(), ChoreError> {
    seen.note("beside itself");
    tokio::time::sleep(Duration::from_millis(300)).await;
    Ok(())
}

/// Only for managers, and not on Sundays.
#[chore(requires = "manager", available = not_on_sundays)]
pub(crate) async fn for_managers() -> Result<(), ChoreError> {
    Ok(())
}

fn not_on_sundays(actor: &Actor) -> bool {
    actor.id != "sunday"
}

/// Counts how often each loaf was seen, one after the other.
#[chore]
pub(crate) async fn counts(
    upto: i64,
    /// How long each takes.
    #[input(default = 0)]
    millis: u64,
    /// The one that fails.
    #[input(default = 0)]
    bad: i64,
    #[input(default = false)] keeps_going: bool,
    #[input(default = 1)] per_transaction: u64,
    run: ChoreRun,
    Data(seen): Data<Seen>,
) -> Result<u64, ChoreError> {
    let mut each = run.each(1..=upto).per_transaction(per_transaction as usize);
    if keeps_going {
        each = each.keep_going();
    }
    each.run(async |mut tx, id| {
        see(&mut tx, id).await?;
        run.inc_counter("done", 1.0);
        seen.note(format!("loaf {id}"));
        if id == bad {
            return Err(ChoreError::failed("this one is bad"));
        }
        tokio::time::sleep(Duration::from_millis(millis)).await;
        Ok(())
    })
    .await?;
    Ok(upto as u64)
}

pub(crate) async fn see(tx: &mut ChoreTx, id: i64) -> Result<(), ChoreError> {
    let update = Query::update()
        .table("loaves")
        .value("seen", Expr::col("seen").add(1))
        .and_where(Expr::col("id").eq(id))
        .to_owned();
    tx.execute(&update).await?;
    Ok(())
}

/// Goes on after a walk that failed.
#[chore]
pub(crate) async fn careless(run: ChoreRun) -> Result<(), ChoreError> {
    let first = run.each(1..=3).run(async |mut tx, id| {
        see(&mut tx, id).await?;
        if id == 2 { Err(ChoreError::failed("and nobody cares")) } else { Ok(()) }
    });
    let _ = first.await;
    run.each(1..=5).run(async |mut tx, id| see(&mut tx, id).await).await
}

/// Panics at an item.
#[chore]
pub(crate) async fn panics_at(at: i64, keeps_going: bool, run: ChoreRun) -> Result<(), ChoreError> {
    let mut each = run.each(1..=4);
    if keeps_going {
        each = each.keep_going();
    }
    each.run(async |mut tx, id| {
        see(&mut tx, id).await?;
        assert!(id != at, "no luck with this one");
        Ok(())
    })
    .await
}

/// Two walks, and something of its own between them.
#[chore]
pub(crate) async fn twice(run: ChoreRun, Data(seen): Data<Seen>) -> Result<(), ChoreError> {
    run.each(1..=3).run(async |mut tx, id| see(&mut tx, id).await).await?;
    if run.cursor::<String>()?.is_none() {
        seen.note("between");
        run.checkpoint(&"between").await?;
    }
    run.each(1..=3)
        .run(async |mut tx, id| {
            see(&mut tx, id).await?;
            if id == 2 && run.start() == 1 {
                return Err(ChoreError::failed("the first time"));
            }
            Ok(())
        })
        .await
}

#[chore]
pub(crate) async fn pages(run: ChoreRun, Data(db): Data<Database>) -> Result<(), ChoreError> {
    let page = async |after: Option<i64>| {
        let select = Query::select()
            .column("id")
            .from("loaves")
            .and_where(Expr::col("id").gt(after.unwrap_or(0)))
            .order_by("id", kaffy::sea_query::Order::Asc)
            .limit(2)
            .to_owned();
        let rows = db.fetch(&select, &[kaffy::inside::Read::integer()]).await?;
        let id = |row: Vec<kaffy::Cell>| match row.into_iter().next() {
            Some(Ok(kaffy::sea_query::Value::BigInt(Some(id)))) => id,
            _ => 0,
        };
        Ok(rows.into_iter().map(id).map(|id| (id, id)).collect())
    };
    run.walk(Pages::new(page).total(5)).run(async |mut tx, id| see(&mut tx, id).await).await
}

/// Waits while the switch is on.
#[chore]
pub(crate) async fn throttled(run: ChoreRun, Data(seen): Data<Seen>) -> Result<(), ChoreError> {
    let sick = || async { seen.count("well") == 0 };
    run.each(1..=2).throttle(sick, Duration::from_millis(200)).run(async |mut tx, id| see(&mut tx, id).await).await
}

/// Gives every loaf above a price another one.
#[chore(dry_run)]
pub(crate) async fn reprice(
    above: i64,
    #[input(min = 0)] factor: i64,
    #[input(default = false)] fails: bool,
    run: ChoreRun,
) -> Result<u64, ChoreError> {
    let changed = run
        .transaction(async |mut tx| {
            let which = Expr::col("cents").gt(above);
            let changed = tx.update_rows::<Loaf>([("cents", Expr::col("cents").mul(factor))], which).await?;
            let new =
                [("id", Expr::val(100i64)), ("name", "New".into()), ("cents", 1i64.into()), ("seen", 0i64.into())];
            tx.insert_row::<Loaf>(new).await?;
            tx.delete_rows::<Loaf>(Expr::col("id").eq(1)).await?;
            see(&mut tx, 2).await?;
            run.jobs().enqueue(tidy {}).in_tx(&mut tx).await?;
            Ok(changed)
        })
        .await?;
    run.inc_counter("changed", changed as f64);
    if fails {
        return Err(run.fail("after all"));
    }
    Ok(changed)
}

#[job_handler]
pub(crate) async fn tidy() -> Result<(), JobError> {
    Ok(())
}

/// A dry walk.
#[chore(dry_run)]
pub(crate) async fn walks_dry(run: ChoreRun) -> Result<(), ChoreError> {
    run.each(1..=4)
        .keep_going()
        .run(async |mut tx, id| {
            tx.update_rows::<Loaf>([("seen", Expr::val(9i64))], Expr::col("id").eq(id)).await?;
            if id == 3 { Err(ChoreError::failed("the third")) } else { Ok(()) }
        })
        .await
}

/// Two others have to agree.
#[chore(approvals = 2, dry_run)]
pub(crate) async fn dangerous(
    what: String,
    #[input(secret)] pin: Option<String>,
    run: ChoreRun,
) -> Result<(), ChoreError> {
    run.log(format!("{what} {}", pin.is_some()));
    Ok(())
}

/// Reads a file, and makes another.
#[chore]
pub(crate) async fn copies(file: Option<ChoreFile>, run: ChoreRun) -> Result<i64, ChoreError> {
    let Some(file) = file else { return Ok(-1) };
    let bytes = file.bytes(&run, 10_000_000).await?;
    run.download("copy of it.csv", bytes.clone()).await?;
    Ok(bytes.len() as i64)
}

/// Five loaves, and jobs that know all these chores.
pub(crate) async fn bakery(db: &Database) -> (Jobs, Seen) {
    bakery_with(db, |builder| builder).await
}

pub(crate) async fn bakery_with(db: &Database, more: impl FnOnce(JobsBuilder) -> JobsBuilder) -> (Jobs, Seen) {
    db.execute("CREATE TABLE IF NOT EXISTS loaves (id BIGINT PRIMARY KEY, name VARCHAR(50) NOT NULL, cents BIGINT NOT NULL, seen BIGINT NOT NULL)")
        .await
        .unwrap();
    if loaves(db).await.is_empty() {
        let mut insert = Query::insert().into_table("loaves").columns(["id", "name", "cents", "seen"]).to_owned();
        for id in 1..=5i64 {
            insert.values_panic([id.into(), format!("Loaf {id}").into(), (id * 100).into(), 0i64.into()]);
        }
        let mut tx = db.begin().await.unwrap();
        tx.execute(&insert).await.unwrap();
        tx.commit().await.unwrap();
    }
    again(db, more).await
}

/// The same over loaves that are there: another process.
pub(crate) async fn again(db: &Database, more: impl FnOnce(JobsBuilder) -> JobsBuilder) -> (Jobs, Seen) {
    let seen = Seen::default();
    let builder = Jobs::builder(db)
        .data(seen.clone())
        .data(db.clone())
        .handler::<tidy>()
        .chore::<says>()
        .chore::<gives_up>()
        .chore::<spawns>()
        .chore::<talks>()
        .chore::<hangs>()
        .chore::<stubborn>()
        .chore::<one_of_all>()
        .chore::<another_of_all>()
        .chore::<beside_itself>()
        .chore::<for_managers>()
        .chore::<counts>()
        .chore::<twice>()
        .chore::<careless>()
        .chore::<panics_at>()
        .chore::<pages>()
        .chore::<throttled>()
        .chore::<reprice>()
        .chore::<walks_dry>()
        .chore::<dangerous>()
        .chore::<copies>();
    (more(builder).build().await.unwrap(), seen)
}

/// Each loaf: its price, and how often it was seen.
pub(crate) async fn loaves(db: &Database) -> Vec<(i64, i64, i64)> {
    let select = Query::select()
        .columns(["id", "cents", "seen"])
        .from("loaves")
        .order_by("id", kaffy::sea_query::Order::Asc)
        .to_owned();
    let reads = [kaffy::inside::Read::integer(), kaffy::inside::Read::integer(), kaffy::inside::Read::integer()];
    let number = |cell: &kaffy::Cell| match cell {
        Ok(kaffy::sea_query::Value::BigInt(Some(number))) => *number,
        other => panic!("{other:?}"),
    };
    let rows = db.fetch(&select, &reads).await.unwrap();
    rows.into_iter().map(|row| (number(&row[0]), number(&row[1]), number(&row[2]))).collect()
}

pub(crate) fn ada() -> Actor {
    Actor::new("ada", "Ada")
}

pub(crate) fn grace() -> Actor {
    Actor::new("grace", "Grace")
}

pub(crate) fn quick(jobs: &Jobs) -> Worker {
    jobs.worker()
        .poll(Duration::from_millis(100))
        .beat(Duration::from_millis(200))
        .dead_after(Duration::from_secs(2))
        .shutdown_limit(Duration::from_secs(5))
}

pub(crate) async fn working(jobs: &Jobs) -> WorkerHandle {
    quick(jobs).start().await.unwrap()
}

/// Waits until something holds.
pub(crate) async fn until<F: Future<Output = bool>>(what: &str, holds: impl Fn() -> F) {
    let end = tokio::time::Instant::now() + Duration::from_secs(30);
    while !holds().await {
        assert!(tokio::time::Instant::now() < end, "{what}: not within 30 s");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

/// Waits until a run is somewhere, and says what it is then.
pub(crate) async fn reaches(jobs: &Jobs, id: Uuid, status: RunStatus) -> ChoreRunRecord {
    let end = tokio::time::Instant::now() + Duration::from_secs(30);
    loop {
        let run = jobs.chores().find_run(id).await.unwrap().expect("the run is there");
        if run.status == status {
            return run;
        }
        assert!(tokio::time::Instant::now() < end, "the run never became {status}: {run:#?}");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}
