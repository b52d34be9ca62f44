//! Chores that change rows and can be tried dry, that others agree to, and that read files.

use kaffy::{
    prelude::*,
    sea_query::{Expr, ExprTrait},
};

use super::{Loaf, see};

/// Gives every loaf above a price another one.
#[chore(dry_run)]
pub(crate) async fn reprice(
    above: i64,
    #[input(min = 0)] factor: i64,
    #[input(default = false)] fails: bool,
    run: ChoreRun,
) -> Result<u64, ChoreError> {
    let changed = run
        .transaction(async |mut tx| {
            let which = Expr::col("cents").gt(above);
            let changed = tx.update_rows::<Loaf>([("cents", Expr::col("cents").mul(factor))], which).await?;
            let new =
                [("id", Expr::val(100i64)), ("name", "New".into()), ("cents", 1i64.into()), ("seen", 0i64.into())];
            tx.insert_row::<Loaf>(new).await?;
            tx.delete_rows::<Loaf>(Expr::col("id").eq(1)).await?;
            see(&mut tx, 2).await?;
            run.jobs().enqueue(tidy {}).in_tx(&mut tx).await?;
            Ok(changed)
        })
        .await?;
    run.inc_counter("changed", changed as f64);
    if fails {
        return Err(run.fail("after all"));
    }
    Ok(changed)
}

#[job_handler]
pub(crate) async fn tidy() -> Result<(), JobError> {
    Ok(())
}

/// A dry walk.
#[chore(dry_run)]
pub(crate) async fn walks_dry(run: ChoreRun) -> Result<(), ChoreError> {
    run.each(1..=4)
        .keep_going()
        .run(async |mut tx, id| {
            tx.update_rows::<Loaf>([("seen", Expr::val(9i64))], Expr::col("id").eq(id)).await?;
            if id == 3 { Err(ChoreError::failed("the third")) } else { Ok(()) }
        })
        .await
}

/// Two others have to agree.
#[chore(approvals = 2, dry_run)]
pub(crate) async fn dangerous(
    what: String,
    #[input(secret)] pin: Option<String>,
    run: ChoreRun,
) -> Result<(), ChoreError> {
    run.log(format!("{what} {}", pin.is_some()));
    Ok(())
}

/// Reads a file, and makes another.
#[chore]
pub(crate) async fn copies(file: Option<ChoreFile>, run: ChoreRun) -> Result<i64, ChoreError> {
    let Some(file) = file else { return Ok(-1) };
    let bytes = file.bytes(&run, 10_000_000).await?;
    run.download("copy of it.csv", bytes.clone()).await?;
    Ok(bytes.len() as i64)
}
