//! Reading runs: a page by filter, those that are not over, those whose job is gone; and taking old ones away.

use chrono::{DateTime, Utc};
use kaffy_core::{Database, DbError};
use sea_query::{Cond, Expr, ExprTrait, Func, Order, Query};
use uuid::Uuid;

use super::rows::{self, ChoreRow};
use crate::{
    JobState,
    chores::RunStatus,
    clock::{self, Micros},
    store::{
        cells::{Cells, NUMBER, TEXT},
        in_transaction,
        list::{Count, escaped, first_id},
        names::{
            CHORE_APPROVALS, CHORE_CHANGES, CHORE_CHUNKS, CHORE_FAILURES, CHORE_FILES, CHORE_LOG, CHORE_RUNS, JOBS,
        },
        text,
    },
};

/// Which runs of chores to read. What is not said does not matter.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
#[must_use]
pub struct RunFilter {
    /// Of one of these chores, by their keys; of none where it is empty and some were asked for.
    pub chores: Option<Vec<String>>,
    /// In one of these states.
    pub statuses: Vec<RunStatus>,
    /// Started by somebody of this id.
    pub actor: Option<String>,
    /// Started by somebody with this text in the name.
    pub actor_name: Option<String>,
    /// Started no earlier.
    pub since: Option<DateTime<Utc>>,
    /// Started earlier than this.
    pub until: Option<DateTime<Utc>>,
    /// Only dry ones, or only others.
    pub is_dry: Option<bool>,
}

impl RunFilter {
    /// All runs.
    pub fn new() -> Self {
        Self::default()
    }

    fn condition(&self) -> Cond {
        let col = |name: &'static str| Expr::col((CHORE_RUNS, name));
        let first = |at: DateTime<Utc>| text(first_id(at));
        let named = self.actor_name.as_ref().map(|words| {
            let like = sea_query::LikeExpr::new(format!("%{}%", escaped(&words.to_lowercase()))).escape('!');
            Expr::from(Func::lower(col("actor_name"))).like(like)
        });
        let conditions = [
            self.chores.as_ref().map(|keys| col("chore").is_in(keys.iter().map(String::as_str))),
            (!self.statuses.is_empty()).then(|| col("status").is_in(self.statuses.iter().map(|status| status.word()))),
            self.actor.as_ref().map(|actor| col("actor").eq(actor.as_str())),
            named,
            self.since.map(|at| col("id").gte(first(at))),
            self.until.map(|at| col("id").lt(first(at))),
            self.is_dry.map(|is_dry| col("is_dry").eq(i64::from(is_dry))),
        ];
        conditions.into_iter().flatten().fold(Cond::all(), Cond::add)
    }
}

/// A page of runs, the newest first: those older than `before`.
pub(crate) async fn list(
    db: &Database,
    filter: &RunFilter,
    before: Option<Uuid>,
    limit: u64,
    now: Micros,
) -> Result<Vec<ChoreRow>, DbError> {
    let (mut select, reads) = rows::select_for_lists();
    select.cond_where(filter.condition()).order_by((CHORE_RUNS, "id"), Order::Desc).limit(limit);
    if let Some(before) = before {
        select.and_where(Expr::col((CHORE_RUNS, "id")).lt(text(before)));
    }
    db.fetch(&select, &reads).await?.into_iter().map(|row| ChoreRow::read(row, now)).collect()
}

/// How many runs there are, counted up to a limit.
pub(crate) async fn count(db: &Database, filter: &RunFilter, limit: u64) -> Result<Count, DbError> {
    let some = Query::select().column("id").from(CHORE_RUNS).cond_where(filter.condition()).limit(limit + 1).to_owned();
    let select = Query::select().expr(Func::count(Expr::col("id"))).from_subquery(some, "some").to_owned();
    let row = db.fetch(&select, &[NUMBER]).await?.into_iter().next();
    let number = row.map(|row| Cells::new(row).unsigned()).transpose()?.unwrap_or_default();
    Ok(Count { number: Ord::min(number, limit), is_more: number > limit })
}

/// The latest run of each of these chores.
pub(crate) async fn latest(db: &Database, keys: &[&str], now: Micros) -> Result<Vec<ChoreRow>, DbError> {
    if keys.is_empty() {
        return Ok(Vec::new());
    }
    let newest = Query::select()
        .expr(Func::max(Expr::col("id")))
        .from(CHORE_RUNS)
        .and_where(Expr::col("chore").is_in(keys.iter().copied()))
        .group_by_col("chore")
        .to_owned();
    let (mut select, reads) = rows::select_for_lists();
    select.and_where(Expr::col((CHORE_RUNS, "id")).in_subquery(newest));
    db.fetch(&select, &reads).await?.into_iter().map(|row| ChoreRow::read(row, now)).collect()
}

/// Runs that are to be worked on, and whose job is over or gone: nobody will.
pub(crate) async fn forsaken(db: &Database, now: Micros, limit: u64) -> Result<Vec<ChoreRow>, DbError> {
    let stands = Query::select()
        .expr(Expr::val(1i64))
        .from(JOBS)
        .and_where(Expr::col((JOBS, "id")).equals((CHORE_RUNS, "job")))
        .and_where(Expr::col((JOBS, "state")).is_in(JobState::FINAL.map(JobState::word)).not())
        .to_owned();
    let (mut select, reads) = rows::select();
    select
        .and_where(Expr::col((CHORE_RUNS, "status")).is_in(RunStatus::ACTIVE.map(RunStatus::word)))
        .and_where(Expr::exists(stands).not())
        .order_by((CHORE_RUNS, "id"), Order::Asc)
        .limit(limit);
    db.fetch(&select, &reads).await?.into_iter().map(|row| ChoreRow::read(row, now)).collect()
}

/// Takes a slice of the runs away that ended before a time, with all that belongs to them, and says how many.
pub(crate) async fn prune(db: &Database, before: Micros, limit: u64) -> Result<u64, DbError> {
    let over = |select: &mut sea_query::SelectStatement| {
        select
            .and_where(Expr::col("status").is_in(RunStatus::FINAL.map(RunStatus::word)))
            .and_where(Expr::col("finished_at").lt(before));
    };
    let mut which = Query::select().column("id").from(CHORE_RUNS).to_owned();
    over(&mut which);
    which.and_where(Expr::col("id").lt(text(first_id(clock::time(before))))).order_by("id", Order::Asc).limit(limit);
    let ids = db.fetch(&which, &[TEXT]).await?;
    let ids = ids.into_iter().map(|row| Cells::new(row).text()).collect::<Result<Vec<_>, _>>()?;
    if ids.is_empty() {
        return Ok(0);
    }
    in_transaction(db, async |tx| {
        let each = || ids.iter().map(String::as_str);
        // Somebody may have let it go on meanwhile.
        let delete = Query::delete()
            .from_table(CHORE_RUNS)
            .and_where(Expr::col("id").is_in(each()))
            .and_where(Expr::col("status").is_in(RunStatus::FINAL.map(RunStatus::word)))
            .and_where(Expr::col("finished_at").lt(before))
            .to_owned();
        let gone = tx.execute(&delete).await?;
        let left = || Query::select().column("id").from(CHORE_RUNS).and_where(Expr::col("id").is_in(each())).to_owned();
        let files = Query::select()
            .column("id")
            .from(CHORE_FILES)
            .and_where(Expr::col("run_id").is_in(each()))
            .and_where(Expr::col("run_id").not_in_subquery(left()))
            .to_owned();
        let pieces =
            Query::delete().from_table(CHORE_CHUNKS).and_where(Expr::col("file_id").in_subquery(files)).to_owned();
        tx.execute(&pieces).await?;
        for table in [CHORE_FILES, CHORE_LOG, CHORE_FAILURES, CHORE_CHANGES, CHORE_APPROVALS] {
            let delete = Query::delete()
                .from_table(table)
                .and_where(Expr::col("run_id").is_in(each()))
                .and_where(Expr::col("run_id").not_in_subquery(left()))
                .to_owned();
            tx.execute(&delete).await?;
        }
        Ok(gone)
    })
    .await
}
