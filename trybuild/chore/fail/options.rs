//! Options that say nothing, or something wrong: each is an error at its own word.
use kaffy::chores::{ChoreError, ChoreRun};

#[kaffy::chore(
    restriction = itself,
    que = "slow",
    timeout = "soon",
    requires = manager,
    approvals = 0,
    dry_run = true,
    title = "",
    available = "always"
)]
async fn reprice(run: ChoreRun) -> Result<(), ChoreError> {
    drop(run);
    Ok(())
}

#[kaffy::chore(requires("a", "", "a"), ended = |_| ())]
async fn restock() -> Result<(), ChoreError> {
    Ok(())
}

#[kaffy::chore]
async fn inputs(
    #[input(mim = 0, labl = "Factor")] factor: f64,
    #[input] bare: i64,
    #[input(min = 10, max = 1)] swapped: i64,
    #[input(min_len = 3)] number: i64,
    #[input(default = "later")] count: i64,
    #[input(secret = true, validate, validate = "f")] token: String,
    #[input(column = "x", primary_key)] key: i64,
    #[input(pattern = "[")] text: String,
    #[input(7)] literal: String,
    _hidden: i64,
    #[input(label = "Run")] run: ChoreRun,
) -> Result<(), ChoreError> {
    drop((factor, bare, swapped, number, count, token, key, text, literal, _hidden, run));
    Ok(())
}

fn main() {}
