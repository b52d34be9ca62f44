//! Making available what is due.

use kaffy_core::{Database, DbError, Dialect};
use sea_query::{Expr, ExprTrait, Order, Query};

use super::{
    names::{JOBS, held_in, waits_for_its_time},
    update_picked,
};
use crate::{JobState, clock::Micros};

/// At most so many in one statement, which is short then.
const MOST: u64 = 5_000;

/// Makes jobs available whose time has come, and says how many.
pub(crate) async fn stage(db: &Database, now: Micros) -> Result<u64, DbError> {
    let mut update = Query::update()
        .table(JOBS)
        .values([("unique_held", held_in(JobState::Available)), ("state", Expr::val(JobState::Available.word()))])
        .to_owned();
    let due = waits_for_its_time().and(Expr::col("run_at").lte(now));
    let mut tx = db.begin().await?;
    let staged = if db.dialect() == Dialect::MySql {
        update.and_where(due).order_by("run_at", Order::Asc).limit(MOST);
        tx.lend().execute(&update).await?
    } else {
        let which = Query::select()
            .column("id")
            .from(JOBS)
            .and_where(due)
            .order_by("run_at", Order::Asc)
            .limit(MOST)
            .to_owned();
        tx.lend().execute(&update_picked(update, which, db.dialect())).await?
    };
    tx.commit().await?;
    Ok(staged)
}
