//! Functions that cannot be chores.
use kaffy::{
    Data, Database,
    chores::{ChoreError, ChoreRun},
};

#[kaffy::chore]
fn not_async() -> Result<(), ChoreError> {
    Ok(())
}

#[kaffy::chore]
async fn nothing_returned() {}

#[kaffy::chore]
async fn generic<T>(of: T) -> Result<(), ChoreError>
where
    T: Send,
{
    drop(of);
    Ok(())
}

#[kaffy::chore]
async fn borrowed(text: &str, list: &[u8], some: impl Send, (one, other): (i64, i64)) -> Result<(), ChoreError> {
    let _ = (text, list, some, one, other);
    Ok(())
}

#[kaffy::chore]
async fn two_runs(run: ChoreRun, again: ChoreRun) -> Result<(), ChoreError> {
    drop((run, again));
    Ok(())
}

#[kaffy::chore(dry_run)]
async fn around_its_run(Data(db): Data<Database>, run: ChoreRun) -> Result<(), ChoreError> {
    drop((db, run));
    Ok(())
}

#[kaffy::chore]
struct Reprice;

fn main() {}
