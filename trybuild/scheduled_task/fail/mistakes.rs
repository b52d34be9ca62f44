use kaffy::prelude::*;

#[scheduled_task(every = "15x", initial = 0)]
fn not_async(last: u64) -> Result<u64, JobError> {
    Ok(last)
}

#[scheduled_task(every = "15s")]
async fn no_value() -> Result<(), JobError> {
    Ok(())
}

#[scheduled_task(every = "15s")]
async fn two_values(one: u64, two: u64) -> Result<u64, JobError> {
    Ok(one + two)
}

#[scheduled_task(initial = 0)]
async fn no_time(last: u64) -> Result<u64, JobError> {
    Ok(last)
}

#[scheduled_task(every = "15s", intial = 0)]
async fn a_typo(last: u64) -> Result<u64, JobError> {
    Ok(last)
}

#[scheduled_task(cron = "@fortnightly", timezone = "Mars", initial = 0)]
async fn wrong_time(last: u64) -> Result<u64, JobError> {
    Ok(last)
}

#[scheduled_task(every = "15s", initial = "zero")]
async fn wrong_initial(last: u64) -> Result<u64, JobError> {
    Ok(last)
}

#[scheduled_task(every = "15s", initial = 0)]
async fn another_type(last: u64) -> Result<String, JobError> {
    Ok(last.to_string())
}

#[scheduled_task(every = "15s")]
struct NoFunction;

fn main() {}
