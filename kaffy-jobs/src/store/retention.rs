//! Taking away what has been over for long, in slices so small that nobody waits for them (J87, R28).

use kaffy_core::{Database, DbError};
use sea_query::{Expr, ExprTrait, Order, Query};

use super::{
    cells::{Cells, TEXT},
    in_transaction,
    list::first_id,
    names::{ATTEMPTS, JOBS, is},
    text,
};
use crate::{
    JobState,
    clock::{self, Micros},
};

/// Jobs that one transaction takes away.
pub(crate) const SLICE: u64 = 1_000;

/// Takes away a slice of the jobs that ended in this state before a time, and says how many that were.
pub(crate) async fn prune(db: &Database, state: JobState, before: Micros) -> Result<u64, DbError> {
    // By id, which is by the time they were enqueued: none of them can have ended earlier, and the index is there.
    let which = Query::select()
        .column("id")
        .from(JOBS)
        .and_where(is(state))
        .and_where(Expr::col("id").lt(text(first_id(clock::time(before)))))
        .and_where(Expr::col("finished_at").lt(before))
        .order_by("id", Order::Asc)
        .limit(SLICE)
        .to_owned();
    let ids = db.fetch(&which, &[TEXT]).await?;
    let ids = ids.into_iter().map(|row| Cells::new(row).text()).collect::<Result<Vec<_>, _>>()?;
    if ids.is_empty() {
        return Ok(0);
    }
    in_transaction(db, async |tx| {
        let each = || ids.iter().map(String::as_str);
        // It may have been tried again meanwhile.
        let jobs = Query::delete()
            .from_table(JOBS)
            .and_where(Expr::col("id").is_in(each()))
            .and_where(is(state))
            .and_where(Expr::col("finished_at").lt(before))
            .to_owned();
        let gone = tx.execute(&jobs).await?;
        let left = Query::select().column("id").from(JOBS).and_where(Expr::col("id").is_in(each())).to_owned();
        let history = Query::delete()
            .from_table(ATTEMPTS)
            .and_where(Expr::col("job_id").is_in(each()))
            .and_where(Expr::col("job_id").not_in_subquery(left))
            .to_owned();
        tx.execute(&history).await?;
        super::prune_runs(&mut tx.lend(), &ids).await?;
        Ok(gone)
    })
    .await
}
