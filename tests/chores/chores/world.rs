//! A bakery with its jobs, its workers and its people, and waiting for what they do.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use kaffy::{
    Actor, Database,
    chores::{ChoreRunRecord, RunStatus},
    jobs::{JobsBuilder, Worker, WorkerHandle},
    prelude::*,
    sea_query::Query,
};
use uuid::Uuid;

use super::{
    another_of_all, beside_itself, careless, copies, counts, dangerous, for_managers, gives_up, hangs, one_of_all,
    pages, panics_at, reprice, says, spawns, stubborn, talks, throttled, tidy, twice, walks_dry,
};

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
