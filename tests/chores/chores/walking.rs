//! Chores that walk from item to item.

use std::time::Duration;

use kaffy::{
    Database,
    chores::{ChoreTx, Pages},
    prelude::*,
    sea_query::{Expr, ExprTrait, Query},
};

use super::Seen;

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

/// Counts one more look at a loaf.
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
