//! An action of the admin that runs as a job, and workers that are killed under it (W6).

use std::time::Duration;

use kaffy::{
    ActionPlace, Database, JobState, ListQuery, Posted, Selection, View,
    prelude::*,
    sea_query::{Expr, Func, Query},
};
use uuid::Uuid;

use crate::{process::Settings, rig::Rig};

/// Rows of a run.
const SACKS: i64 = 500;

#[derive(Debug, AdminResource)]
#[admin(context = "Mill", table = "sacks", admin = SackAdmin, list(id, grams))]
pub(crate) struct Sack {
    id: i64,
    grams: i64,
}

pub(crate) struct SackAdmin;

impl ResourceAdmin for SackAdmin {
    type Record = Sack;

    fn actions(&self) -> Actions<Sack> {
        Actions::new().with(Weigh)
    }
}

/// Leaves a row for each sack: another one for each time that it is done.
struct Weigh;

impl RecordAction for Weigh {
    type Record = Sack;
    type Inputs = ();

    fn about(&self) -> ActionMeta {
        ActionMeta::new("weigh", "Weigh").background()
    }

    async fn run(&self, ctx: &mut Ctx, sack: &Sack, _: &()) -> Result<(), Refusal> {
        let mut insert = Query::insert();
        insert.into_table("weighed").columns(["sack_id", "pid"]);
        insert.values_panic([sack.id.into(), i64::from(std::process::id()).into()]);
        ctx.execute(&insert).await?;
        tokio::time::sleep(Duration::from_millis(5)).await;
        if sack.id % 100 == 0 { Err(format!("{} g are too little", sack.grams).into()) } else { Ok(()) }
    }
}

pub(crate) async fn prepare(db: &Database) {
    db.execute("CREATE TABLE IF NOT EXISTS sacks (id BIGINT NOT NULL PRIMARY KEY, grams BIGINT NOT NULL)")
        .await
        .unwrap();
    db.execute("CREATE TABLE IF NOT EXISTS weighed (sack_id BIGINT NOT NULL, pid BIGINT NOT NULL)").await.unwrap();
}

/// The admin that a worker needs for it.
pub(crate) async fn admin(db: &Database, jobs: &Jobs) -> Admin {
    let auth = Auth::external(|_| async { None });
    Admin::builder(db.clone()).auth(auth).resource::<Sack>().jobs(jobs.clone()).build().await.unwrap()
}

/// How many times something was done, and to how many different sacks.
async fn weighed(db: &Database) -> (i64, i64) {
    let select = Query::select()
        .expr(Func::count(Expr::col("sack_id")))
        .expr(Func::count_distinct(Expr::col("sack_id")))
        .from("weighed")
        .to_owned();
    let number = kaffy::inside::Read::integer();
    // A worker may have the database to itself for a moment.
    let row = loop {
        match db.fetch(&select, &[number, number]).await {
            Ok(mut rows) => break rows.remove(0),
            Err(_) => tokio::time::sleep(Duration::from_millis(20)).await,
        }
    };
    let number = |at: usize| match &row[at] {
        Ok(kaffy::sea_query::Value::BigInt(Some(number))) => *number,
        other => panic!("no number: {other:?}"),
    };
    (number(0), number(1))
}

/// Starts it on all sacks.
async fn start(rig: &Rig) -> (Admin, Uuid) {
    let mut insert = Query::insert().into_table("sacks").columns(["id", "grams"]).to_owned();
    for id in 1..=SACKS {
        insert.values_panic([id.into(), (id * 10).into()]);
    }
    let mut tx = rig.db.begin().await.unwrap();
    tx.execute(&insert).await.unwrap();
    tx.commit().await.unwrap();
    let admin = admin(&rig.db, &rig.jobs).await;
    let resource = admin.registry().of(Sack::META).unwrap();
    let seen = admin.authorize::<View>(&Actor::new("ann", "Ann"), resource).unwrap();
    let action = seen.action(ActionPlace::List, "weigh").unwrap();
    let given = action.read(Posted::default()).await.unwrap();
    let all = Selection::Query(Box::new(ListQuery::new(resource)));
    let id = rig.jobs.start_action(&action, &all, &given).await.unwrap();
    (admin.clone(), id)
}

/// Every sack was done once, five of them refused, and the run says so.
async fn is_done_once(rig: &Rig, admin: &Admin, id: Uuid) {
    let job = rig.reaches(id, JobState::Succeeded).await;
    let done = SACKS - SACKS / 100;
    assert_eq!(weighed(&rig.db).await, (done, done), "each row exactly once; {job:#?}");
    let resource = admin.registry().of(Sack::META).unwrap();
    let seen = admin.authorize::<View>(&Actor::new("ann", "Ann"), resource).unwrap();
    let run = rig.jobs.action_run(&seen, id).await.unwrap().unwrap();
    assert_eq!((run.done, run.failed, run.gone, run.kept), (495, 5, 0, 5));
    let failures = rig.jobs.run_failures(&run, 0, 100).await.unwrap();
    let keys: Vec<_> = failures.iter().map(|row| row.key.as_str()).collect();
    assert_eq!(keys, ["100", "200", "300", "400", "500"]);
    rig.check(1).await;
}

pub(crate) async fn w6_j22_killed_five_times_a_run_does_each_row_once(rig: Rig) {
    let (admin, id) = start(&rig).await;
    let settings = Settings { dead_after: 1_000, beat: 200, ..Settings::default() };
    let mut worker = rig.worker(&settings).await;
    for round in 1..=5 {
        let before = weighed(&rig.db).await.0;
        rig.until("it goes on", async || weighed(&rig.db).await.0 > before).await;
        assert!(before < SACKS - 5, "there is something left in round {round}: {before}");
        // In the middle of a transaction, and not at its end.
        tokio::time::sleep(Duration::from_millis(40 * round)).await;
        worker.kill();
        worker = rig.worker(&settings).await;
    }
    is_done_once(&rig, &admin, id).await;
    assert!(rig.job(id).await.starts >= 6, "each kill cost a start");
}

pub(crate) async fn w6_a_worker_that_was_given_up_does_no_row_twice(rig: Rig) {
    let (admin, id) = start(&rig).await;
    let settings = Settings { dead_after: 1_000, beat: 200, ..Settings::default() };
    let zombie = rig.worker(&settings).await;
    rig.until("it has begun", async || weighed(&rig.db).await.0 > 0).await;
    let _other = rig.worker(&settings).await;
    zombie.signal("STOP");
    // Long enough for the other one to give it up, where its transaction does not keep everybody out.
    tokio::time::sleep(Duration::from_millis(2_500)).await;
    zombie.signal("CONT");
    is_done_once(&rig, &admin, id).await;
}
