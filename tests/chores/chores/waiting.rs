//! Chores that others wait for, or that are not for everybody.

use std::time::Duration;

use kaffy::{Actor, prelude::*};

use super::{Seen, saying::heard_of};

/// Waits until it is stopped; it has no place to stop at.
#[chore(ended = heard_of)]
pub(crate) async fn hangs(run: ChoreRun, Data(seen): Data<Seen>) -> Result<(), ChoreError> {
    run.log("begins to hang");
    seen.note("hangs");
    std::future::pending::<()>().await;
    Ok(())
}

/// Has a place to go on from, and never comes to the next one.
#[chore]
pub(crate) async fn stubborn(run: ChoreRun, Data(seen): Data<Seen>) -> Result<(), ChoreError> {
    if run.cursor::<u32>()?.is_none() {
        run.checkpoint(&1).await?;
    }
    seen.note("stubborn");
    std::future::pending::<()>().await;
    seen.note("it went on");
    Ok(())
}

#[chore(restriction = global)]
pub(crate) async fn one_of_all(Data(seen): Data<Seen>) -> Result<(), ChoreError> {
    seen.note("one of all");
    std::future::pending::<()>().await;
    Ok(())
}

#[chore(restriction = global)]
pub(crate) async fn another_of_all() -> Result<(), ChoreError> {
    Ok(())
}

#[chore(restriction = none)]
pub(crate) async fn beside_itself(Data(seen): Data<Seen>) -> Result<(), ChoreError> {
    seen.note("beside itself");
    tokio::time::sleep(Duration::from_millis(300)).await;
    Ok(())
}

/// Only for managers, and not on Sundays.
#[chore(requires = "manager", available = not_on_sundays)]
pub(crate) async fn for_managers() -> Result<(), ChoreError> {
    Ok(())
}

fn not_on_sundays(actor: &Actor) -> bool {
    actor.id != "sunday"
}
