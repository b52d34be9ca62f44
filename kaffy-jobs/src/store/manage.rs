//! What people do to a job. Each change is one `UPDATE` that names the states it may come from; only when it changed
//! nothing is the job read, to say why.

use kaffy_core::{Database, DbError, Dialect, inside::Lent};
use sea_query::{Expr, ExprTrait, Query, UpdateStatement};
use uuid::Uuid;

use super::{
    cells::{Cells, TEXT},
    current, groups, in_transaction,
    insert::notify,
    names::{ATTEMPTS, JOBS, held_in, is, is_one_of},
    record, text,
};
use crate::{JobState, ManageError, clock::Micros, new_job::AGEING};

/// Something to do to a job.
#[derive(Clone, Debug)]
pub(crate) enum Change {
    /// Stop it: at once while it waits, by asking its worker while it runs.
    Cancel { by: Option<String>, even_running: bool },
    /// Give it all its attempts again.
    Retry,
    /// Run it without waiting for its time.
    RunNow,
    /// Run it at another time, with all its attempts.
    Reschedule(Micros),
    /// Take it away with its history.
    Delete,
    /// Give it other arguments.
    Args(String),
}

/// Does it, and says what state the job is in now; `None` when it is gone.
pub(crate) async fn change(
    db: &Database,
    id: Uuid,
    change: &Change,
    now: Micros,
) -> Result<Option<JobState>, ManageError> {
    let mut tx = db.begin().await?;
    let done = change_in(&mut tx.lend(), id, change, now).await?;
    tx.commit().await?;
    Ok(done)
}

pub(crate) async fn change_in(
    lent: &mut Lent<'_>,
    id: Uuid,
    change: &Change,
    now: Micros,
) -> Result<Option<JobState>, ManageError> {
    // The group first: whoever writes an end locks in this order, too.
    let group = groups::group_of(lent, id).await?;
    groups::lock(lent, group).await?;
    let done = changed(lent, id, change, now).await?;
    if group.is_some() {
        groups::settle(lent, &[id], now).await?;
    }
    Ok(done)
}

async fn changed(lent: &mut Lent<'_>, id: Uuid, change: &Change, now: Micros) -> Result<Option<JobState>, ManageError> {
    use JobState::{Available, Cancelled, Failed, Retrying, Running, Scheduled};
    let done = match change {
        Change::Cancel { by, even_running } => {
            let mut cancel = to(Cancelled);
            cancel.values([("finished_at", now.into()), ("cancel_at", now.into()), ("cancel_by", by.clone().into())]);
            if apply(lent, id, cancel, &JobState::WAITING).await? {
                Some(Cancelled)
            } else if *even_running {
                let mut ask = Query::update();
                ask.table(JOBS).values([("cancel_at", now.into()), ("cancel_by", by.clone().into())]);
                apply(lent, id, ask, &[Running]).await?.then_some(Running)
            } else {
                None
            }
        }
        Change::Retry => {
            apply(lent, id, from_the_start(Available, now), &[Failed, Cancelled]).await?.then_some(Available)
        }
        Change::RunNow => {
            let mut run = to(Available);
            run.values([("run_at", now.into()), ("sort_at", in_line_now(now))]);
            apply(lent, id, run, &[Scheduled, Retrying]).await?.then_some(Available)
        }
        Change::Reschedule(at) => {
            let state = if *at > now { Scheduled } else { Available };
            let from = [Scheduled, Available, Retrying, Failed, Cancelled];
            apply(lent, id, from_the_start(state, *at), &from).await?.then_some(state)
        }
        Change::Args(args) => {
            let mut edit = Query::update();
            edit.table(JOBS).value("args", args.clone());
            if apply(lent, id, edit, &JobState::WAITING).await? { Some(state_of(lent, id).await?) } else { None }
        }
        Change::Delete => {
            let delete = Query::delete()
                .from_table(JOBS)
                .and_where(Expr::col("id").eq(text(id)))
                .and_where(is(Running).not())
                .to_owned();
            if lent.execute(&delete).await? > 0 {
                let history =
                    Query::delete().from_table(ATTEMPTS).and_where(Expr::col("job_id").eq(text(id))).to_owned();
                lent.execute(&history).await?;
                super::prune_runs(lent, &[text(id)]).await?;
                return Ok(None);
            }
            None
        }
    };
    match done {
        Some(state) => {
            tell(lent, id, state).await?;
            Ok(Some(state))
        }
        None => Err(refusal(state_of(lent, id).await?)),
    }
}

/// Wakes whom it concerns.
async fn tell(lent: &mut Lent<'_>, id: Uuid, state: JobState) -> Result<(), DbError> {
    if lent.dialect() != Dialect::Postgres {
        return Ok(());
    }
    match state {
        JobState::Running => notify(lent, "!stop").await,
        JobState::Available => {
            let queue = Query::select().column("queue").from(JOBS).and_where(Expr::col("id").eq(text(id))).to_owned();
            let rows = lent.fetch(&queue, &[TEXT]).await?;
            let queue = rows.into_iter().next().map(|row| Cells::new(row).text()).transpose()?;
            notify(lent, &queue.unwrap_or_default()).await
        }
        _ => Ok(()),
    }
}

fn to(state: JobState) -> UpdateStatement {
    let held = held_in(state);
    Query::update().table(JOBS).values([("unique_held", held), ("state", Expr::val(state.word()))]).to_owned()
}

fn in_line_now(run_at: Micros) -> Expr {
    Expr::val(run_at).sub(Expr::col("priority").mul(AGEING))
}

/// With all attempts and without what went wrong before (P12). It keeps others out as it did when it was new.
fn from_the_start(state: JobState, run_at: Micros) -> UpdateStatement {
    let nothing = || Expr::val(None::<String>);
    let no_time = || Expr::val(None::<i64>);
    let holds = Expr::col("unique_states").bit_and(Expr::val(state.bit())).ne(0);
    let held = sea_query::CaseStatement::new().case(holds, Expr::col("unique_key")).finally(nothing());
    Query::update()
        .table(JOBS)
        .values([
            ("unique_held", held.into()),
            ("state", Expr::val(state.word())),
            ("run_at", run_at.into()),
            ("sort_at", in_line_now(run_at)),
            ("attempt", 0i64.into()),
            ("last_error", nothing()),
            ("result", nothing()),
            ("progress", nothing()),
            ("started_at", no_time()),
            ("finished_at", no_time()),
            ("cancel_at", no_time()),
            ("cancel_by", nothing()),
        ])
        .to_owned()
}

async fn apply(
    lent: &mut Lent<'_>,
    id: Uuid,
    mut update: UpdateStatement,
    from: &[JobState],
) -> Result<bool, ManageError> {
    update.and_where(Expr::col("id").eq(text(id))).and_where(is_one_of(from));
    match lent.execute(&update).await {
        Ok(changed) => Ok(changed > 0),
        // Only its unique key can do that: another job has it now.
        Err(DbError::Unique { .. }) => Err(ManageError::Exists(id)),
        Err(error) => Err(error.into()),
    }
}

/// One job as this transaction sees it.
pub(crate) async fn in_state_of(lent: &mut Lent<'_>, id: Uuid) -> Result<Option<record::JobRecord>, DbError> {
    let select = Query::select().columns(record::COLUMNS).from(JOBS).and_where(Expr::col("id").eq(text(id))).to_owned();
    lent.fetch(&select, &record::READS).await?.into_iter().next().map(record::JobRecord::read).transpose()
}

async fn state_of(lent: &mut Lent<'_>, id: Uuid) -> Result<JobState, ManageError> {
    let mut select = Query::select().column("state").from(JOBS).and_where(Expr::col("id").eq(text(id))).to_owned();
    current(&mut select, lent.dialect());
    match lent.fetch(&select, &[TEXT]).await?.into_iter().next() {
        Some(row) => Ok(record::state(&Cells::new(row).text()?)?),
        None => Err(ManageError::NotFound(id)),
    }
}

fn refusal(state: JobState) -> ManageError {
    match state {
        JobState::Running => ManageError::Running,
        JobState::Succeeded => ManageError::Succeeded,
        JobState::Failed => ManageError::Failed,
        JobState::Cancelled => ManageError::Cancelled,
        JobState::Scheduled | JobState::Available | JobState::Retrying => ManageError::Waiting,
    }
}

/// Cancels what waits for one record, and says how many that were (P11).
pub(crate) async fn change_all_of_record(
    db: &Database,
    resource: &str,
    id: &str,
    by: Option<&str>,
    now: Micros,
) -> Result<u64, DbError> {
    let mut cancel = to(JobState::Cancelled);
    cancel
        .values([("finished_at", now.into()), ("cancel_at", now.into()), ("cancel_by", by.map(str::to_owned).into())])
        .and_where(Expr::col("resource_type").eq(resource))
        .and_where(Expr::col("resource_id").eq(id))
        .and_where(is_one_of(&JobState::WAITING));
    in_transaction(db, async |tx| {
        let mut lent = tx.lend();
        let tasks = groups::tasks_about(&mut lent, resource, id).await?;
        groups::lock(&mut lent, tasks.iter().map(|(_, group)| *group)).await?;
        let cancelled = lent.execute(&cancel).await?;
        let tasks: Vec<_> = tasks.into_iter().map(|(job, _)| job).collect();
        groups::settle(&mut lent, &tasks, now).await?;
        Ok(cancelled)
    })
    .await
}

/// Who holds the unique key of a job, to say so.
pub(crate) async fn holder_of(db: &Database, id: Uuid) -> Result<Option<Uuid>, DbError> {
    let key = Query::select().column("unique_key").from(JOBS).and_where(Expr::col("id").eq(text(id))).to_owned();
    let select = Query::select()
        .column("id")
        .from(JOBS)
        .and_where(Expr::col("unique_held").in_subquery(key))
        .limit(1)
        .to_owned();
    db.fetch(&select, &[TEXT]).await?.into_iter().next().map(|row| Cells::new(row).id()).transpose()
}
