//! Taking back what a silent worker held. The attempt counts, so that a job that kills its worker ends (R2).

use kaffy_core::{Database, DbError};
use sea_query::{Expr, ExprTrait, Query, UpdateStatement};
use uuid::Uuid;

use super::{
    ack::ATTEMPT_COLUMNS,
    cells::{Cells, TEXT},
    groups, in_transaction,
    names::{ATTEMPTS, JOBS, WORKERS, held_in, is},
    text,
};
use crate::{JobState, clock::Micros};

/// What is said of an attempt whose worker is gone.
pub(crate) const LOST: &str = "worker lost";

/// Gives up a worker that has not been heard since `since`, and says how many jobs it had. `None` when it was heard
/// after all, or another node was faster.
pub(crate) async fn sweep(
    db: &Database,
    worker: Uuid,
    since: Option<Micros>,
    now: Micros,
) -> Result<Option<u64>, DbError> {
    in_transaction(db, async |tx| {
        if let Some(since) = since {
            // The row decides between a late beat, this node and others that would do the same.
            let give_up = Query::delete()
                .from_table(WORKERS)
                .and_where(Expr::col("id").eq(text(worker)))
                .and_where(Expr::col("beat_at").lt(since))
                .to_owned();
            if tx.execute(&give_up).await? == 0 {
                return Ok(None);
            }
        }
        let tasks = groups::tasks_held_by(&mut tx.lend(), worker).await?;
        groups::lock(&mut tx.lend(), tasks.iter().map(|(_, group)| *group)).await?;
        let held = || Expr::col("worker").eq(text(worker)).and(is(JobState::Running));
        let attempts = Query::select()
            .columns(["id", "starts", "attempt"])
            .expr(Expr::Constant("lost".into()))
            .expr(Expr::val(now))
            .columns(["worker", "started_at"])
            .expr(Expr::Constant(LOST.into()))
            .expr(Expr::Constant(sea_query::Value::String(None)))
            .expr(Expr::Constant(sea_query::Value::String(None)))
            .from(JOBS)
            .and_where(held())
            .to_owned();
        let mut note = Query::insert().into_table(ATTEMPTS).columns(ATTEMPT_COLUMNS).to_owned();
        note.select_from(attempts).map_err(|error| DbError::Other(error.to_string().into()))?;
        tx.execute(&note).await?;
        let mut lost = 0;
        let is_used_up = Expr::col("attempt").gte(Expr::col("max_attempts"));
        for (state, which) in [
            (JobState::Cancelled, Some(Expr::col("cancel_at").is_not_null())),
            (JobState::Failed, Some(is_used_up)),
            (JobState::Available, None),
        ] {
            let mut update = taken_back(state, now);
            update.and_where(held());
            if let Some(which) = which {
                update.and_where(which);
            }
            lost += tx.execute(&update).await?;
        }
        let tasks: Vec<_> = tasks.into_iter().map(|(job, _)| job).collect();
        // Workers look for what was enqueued by that each second, and are told that there is something.
        groups::settle(&mut tx.lend(), &tasks, now).await?;
        Ok(Some(lost))
    })
    .await
}

fn taken_back(state: JobState, now: Micros) -> UpdateStatement {
    let mut update = Query::update();
    update.table(JOBS).values([
        ("unique_held", held_in(state)),
        ("state", Expr::val(state.word())),
        ("claim", Expr::val(None::<String>)),
        ("last_error", LOST.into()),
    ]);
    if state.is_final() {
        update.value("finished_at", now);
    }
    update
}

/// Workers that hold jobs and have no row, as after a claim that was on its way when they were given up.
pub(crate) async fn orphans(db: &Database) -> Result<Vec<Uuid>, DbError> {
    let known = Query::select().column("id").from(WORKERS).to_owned();
    let select = Query::select()
        .distinct()
        .column("worker")
        .from(JOBS)
        .and_where(is(JobState::Running))
        .and_where(Expr::col("worker").not_in_subquery(known))
        .to_owned();
    db.fetch(&select, &[TEXT]).await?.into_iter().map(|row| Cells::new(row).id()).collect()
}

/// Gives back jobs that this worker holds by claims it does not know of, since their answer was lost. They were never
/// started, so nothing counts.
pub(crate) async fn give_back_unknown(
    db: &Database,
    worker: Uuid,
    known: &[Uuid],
    now: Micros,
) -> Result<u64, DbError> {
    in_transaction(db, async |tx| {
        let tasks = groups::tasks_held_by(&mut tx.lend(), worker).await?;
        groups::lock(&mut tx.lend(), tasks.iter().map(|(_, group)| *group)).await?;
        let mut given = 0;
        for (state, which) in
            [(JobState::Cancelled, Some(Expr::col("cancel_at").is_not_null())), (JobState::Available, None)]
        {
            let mut update = Query::update();
            update
                .table(JOBS)
                .values([
                    ("unique_held", held_in(state)),
                    ("state", Expr::val(state.word())),
                    ("claim", Expr::val(None::<String>)),
                    ("attempt", Expr::col("attempt").sub(1)),
                    ("starts", Expr::col("starts").sub(1)),
                ])
                .and_where(Expr::col("worker").eq(text(worker)))
                .and_where(is(JobState::Running))
                .and_where(Expr::col("claim").is_not_in(known.iter().map(|token| text(*token))));
            if let Some(which) = which {
                update.and_where(which).value("finished_at", now);
            }
            given += tx.execute(&update).await?;
        }
        let tasks: Vec<_> = tasks.into_iter().map(|(job, _)| job).collect();
        groups::settle(&mut tx.lend(), &tasks, now).await?;
        Ok(given)
    })
    .await
}
