#![deny(deprecated)]

use kaffy::prelude::*;

#[job_handler]
#[schedule(cron = "30 2 * * SUN", timezone = "Europe/Berlin", name = "in the gap")]
#[schedule(cron = "30 3 * * SUN", timezone = "Europe/Berlin", name = "after it")]
async fn shifted() -> Result<(), JobError> {
    Ok(())
}

fn main() {}
