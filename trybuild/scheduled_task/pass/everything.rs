#![deny(warnings)]

use kaffy::{Data, prelude::*};

#[scheduled_task(every = "15s", initial = 0)]
async fn count(last: u64) -> Result<u64, JobError> {
    Ok(last + 1)
}

/// The value need not be first, and its type is any that serde knows.
#[scheduled_task(cron = "0 9 * * *", timezone = "Europe/Berlin", name = "the morning's", queue = "tasks", timeout = "30s")]
pub async fn names(
    Data(prefix): Data<String>,
    mut last: Vec<String>,
    ctx: JobContext,
) -> Result<Vec<String>, std::num::ParseIntError> {
    let _: u32 = "7".parse()?;
    last.push(format!("{prefix}{}", ctx.attempt()));
    Ok(last)
}

fn main() {
    assert_eq!((count::META.max_attempts, count::META.schedules.len()), (1, 1));
    let schedule = count::META.schedules[0];
    assert!(schedule.is_task && schedule.name == "count");
    assert_eq!((names::META.schedules[0].name, names::META.queue), ("the morning's", "tasks"));
    let _ = count {};
}
