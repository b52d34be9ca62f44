//! What the workers of these tests do. Each start leaves a row, by a connection of its own.

use std::time::{Duration, Instant};

use kaffy::{
    Database, DbError,
    jobs::GroupEnd,
    prelude::*,
    sea_query::{Expr, Func, Query},
};

const EFFECTS: &str = "effects";

/// What happened, for the test to read.
pub(crate) async fn prepare(db: &Database) {
    db.execute("CREATE TABLE IF NOT EXISTS effects (job_id VARCHAR(36), start BIGINT, pid BIGINT)").await.unwrap();
    crate::background::prepare(db).await;
    crate::chores::prepare(db).await;
}

/// How many starts left a row, and how many different ones these are.
pub(crate) async fn effects(db: &Database) -> (i64, i64) {
    let all = Query::select().columns(["job_id", "start"]).from(EFFECTS).to_owned();
    let mut different = all.clone();
    different.distinct();
    let mut counts = Vec::new();
    for rows in [all, different] {
        let select = Query::select().expr(Func::count(Expr::col("start"))).from_subquery(rows, "rows_there").to_owned();
        let row = db.fetch(&select, &[kaffy::inside::Read::integer()]).await.unwrap().remove(0);
        match &row[0] {
            Ok(kaffy::sea_query::Value::BigInt(Some(number))) => counts.push(*number),
            other => panic!("no number: {other:?}"),
        }
    }
    (counts[0], counts[1])
}

async fn leave(ctx: &JobContext, db: &Database) -> Result<(), DbError> {
    let insert = Query::insert()
        .into_table(EFFECTS)
        .columns(["job_id", "start", "pid"])
        .values_panic([
            ctx.id().to_string().into(),
            i64::from(ctx.start()).into(),
            i64::from(std::process::id()).into(),
        ])
        .to_owned();
    let mut tx = db.begin().await?;
    tx.execute(&insert).await?;
    tx.commit().await
}

/// Takes some time.
#[job_handler(max_attempts = 20)]
pub(crate) async fn takes(millis: u64, Data(db): Data<Database>, ctx: JobContext) -> Result<(), JobError> {
    leave(&ctx, &db).await?;
    tokio::time::sleep(Duration::from_millis(millis)).await;
    Ok(())
}

/// Ends its process.
#[job_handler(max_attempts = 3, queue = "poison")]
pub(crate) async fn poison(Data(db): Data<Database>, ctx: JobContext) -> Result<(), JobError> {
    leave(&ctx, &db).await?;
    std::process::abort()
}

/// Blocks its thread, or burns it.
#[job_handler(max_attempts = 3)]
pub(crate) async fn hogs(millis: u64, burns: bool, Data(db): Data<Database>, ctx: JobContext) -> Result<(), JobError> {
    // Others of its kind may block the thread that would wake it: what it waits for then is late, and no mistake.
    while let Err(error) = leave(&ctx, &db).await {
        if !matches!(error, DbError::Unavailable(_)) {
            return Err(error.into());
        }
    }
    let (start, time) = (Instant::now(), Duration::from_millis(millis));
    while start.elapsed() < time {
        if !burns {
            std::thread::sleep(time);
        }
    }
    Ok(())
}

/// Holds a connection of a pool that has one.
#[job_handler(max_attempts = 3)]
pub(crate) async fn greedy(Data(db): Data<Database>, ctx: JobContext) -> Result<(), JobError> {
    leave(&ctx, &db).await?;
    let mut tx = db.begin().await?;
    let one = Query::select().expr(Expr::val(1)).to_owned();
    tx.fetch(&one, &[kaffy::inside::Read::integer()]).await?;
    tokio::time::sleep(Duration::from_millis(200)).await;
    Ok(())
}

/// Fails, snoozes, then succeeds: every way an attempt can end.
#[job_handler(max_attempts = 10, backoff = "10ms")]
pub(crate) async fn varied(Data(db): Data<Database>, ctx: JobContext) -> Result<u32, JobError> {
    leave(&ctx, &db).await?;
    ctx.log("a line");
    match (ctx.attempt(), ctx.snoozes()) {
        (1, _) => Err(JobError::failed("the first attempt fails")),
        (_, 0) => Err(JobError::snooze(Duration::from_millis(10))),
        (attempt, _) => Ok(attempt),
    }
}

/// Fails for good.
#[job_handler(max_attempts = 1)]
pub(crate) async fn gives_up_now(Data(db): Data<Database>, ctx: JobContext) -> Result<(), JobError> {
    leave(&ctx, &db).await?;
    Err(JobError::failed("no"))
}

/// What is enqueued when a group has ended.
#[job_handler(max_attempts = 20)]
pub(crate) async fn group_over(group: GroupEnd, Data(db): Data<Database>, ctx: JobContext) -> Result<(), JobError> {
    leave(&ctx, &db).await?;
    if group.id.is_nil() { Err(JobError::failed("of no group")) } else { Ok(()) }
}

/// What a task does, as a job: its schedule is added where it is tested.
#[job_handler(max_attempts = 1)]
pub(crate) async fn adds_up(ctx: JobContext) -> Result<kaffy::__private::JsonValue, JobError> {
    let run = |last: u64, _: JobContext| async move {
        tokio::time::sleep(Duration::from_millis(300)).await;
        Ok(last + 1)
    };
    kaffy::__private::run_task("adds_up", ctx, || 0, run).await
}

/// The jobs over a database; what handlers use for themselves is `own`.
pub(crate) async fn jobs(db: &Database, own: &Database) -> Result<Jobs, kaffy::jobs::JobsBuildError> {
    jobs_off(db, own, 0).await
}

/// The same with a clock that is wrong by so many microseconds.
pub(crate) async fn jobs_off(db: &Database, own: &Database, off: i64) -> Result<Jobs, kaffy::jobs::JobsBuildError> {
    Jobs::builder(db)
        .clock_off(off)
        .handler::<adds_up>()
        .handler::<takes>()
        .handler::<poison>()
        .handler::<hogs>()
        .handler::<greedy>()
        .handler::<varied>()
        .handler::<gives_up_now>()
        .handler::<group_over>()
        .chore::<crate::chores::imports>()
        .chore::<crate::chores::alone>()
        .chore::<crate::chores::one_of_all>()
        .chore::<crate::chores::another_of_all>()
        .chore::<crate::chores::beside_others>()
        .chore::<crate::chores::hangs>()
        .data(own.clone())
        .build()
        .await
}
