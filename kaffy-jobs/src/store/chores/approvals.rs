//! Who agreed to a run, and to what (J78).

use kaffy_core::{
    Database, DbError,
    inside::{Lent, Read},
};
use sea_query::{Expr, ExprTrait, Order, Query, SelectStatement};
use uuid::Uuid;

use crate::{
    chores::Approval,
    clock::{self, Micros},
    store::{
        cells::{Cells, NUMBER, TEXT},
        current,
        names::CHORE_APPROVALS,
        text,
    },
};

/// Notes what somebody thinks of a run, which is locked; `false` where they have said it before.
pub(crate) async fn add(
    lent: &mut Lent<'_>,
    run: Uuid,
    digest: &str,
    who: (&str, &str),
    agreed: bool,
    reason: &str,
    now: Micros,
) -> Result<bool, DbError> {
    let mut before = Query::select()
        .column("actor")
        .from(CHORE_APPROVALS)
        .and_where(Expr::col("run_id").eq(text(run)))
        .and_where(Expr::col("actor").eq(who.0))
        .and_where(Expr::col("digest").eq(digest))
        .to_owned();
    current(&mut before, lent.dialect());
    if !lent.fetch(&before, &[TEXT]).await?.is_empty() {
        return Ok(false);
    }
    let columns = ["run_id", "actor", "digest", "name", "at", "agreed", "reason"];
    let mut insert = Query::insert().into_table(CHORE_APPROVALS).columns(columns).to_owned();
    insert.values_panic([
        text(run).into(),
        who.0.into(),
        digest.into(),
        who.1.into(),
        now.into(),
        i64::from(agreed).into(),
        reason.into(),
    ]);
    lent.execute(&insert).await?;
    Ok(true)
}

const READS: [Read; 6] = [TEXT, TEXT, NUMBER, NUMBER, TEXT, TEXT];

fn select(run: Uuid) -> SelectStatement {
    Query::select()
        .columns(["actor", "name", "at", "agreed", "reason", "digest"])
        .from(CHORE_APPROVALS)
        .and_where(Expr::col("run_id").eq(text(run)))
        .order_by("at", Order::Asc)
        .limit(1_000)
        .to_owned()
}

fn read(row: Vec<kaffy_core::Cell>, digest: &str) -> Result<Approval, DbError> {
    let mut cells = Cells::new(row);
    Ok(Approval {
        actor: cells.text()?,
        name: cells.text()?,
        at: clock::time(cells.number()?),
        agreed: cells.number()? != 0,
        reason: cells.text()?,
        counts: cells.text()? == digest,
    })
}

/// All that was said of a run; what was said of another digest does not count.
pub(crate) async fn of(db: &Database, run: Uuid, digest: &str) -> Result<Vec<Approval>, DbError> {
    db.fetch(&select(run), &READS).await?.into_iter().map(|row| read(row, digest)).collect()
}

/// The same in a transaction, as it is now.
pub(crate) async fn of_in(lent: &mut Lent<'_>, run: Uuid, digest: &str) -> Result<Vec<Approval>, DbError> {
    let mut select = select(run);
    current(&mut select, lent.dialect());
    lent.fetch(&select, &READS).await?.into_iter().map(|row| read(row, digest)).collect()
}
