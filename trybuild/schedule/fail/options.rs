use kaffy::prelude::*;

#[job_handler]
#[schedule(cron = "61 * * * *", timezone = "Europe/Berlin", missed = all(0), overlap = skipp, run_on = nodes)]
#[schedule(cron = "0 0 30 2 *", name = "never")]
#[schedule(cron = "0 0 31 2 *", name = "seldom")]
#[schedule(cron = "0 9 * * *", timezone = "Europe/Berln", name = "nowhere")]
#[schedule(cron = "0 9 * * *", timezone = "berlin", name = "a city")]
#[schedule(every = "0s", name = "at once")]
#[schedule(every = "15 bananas", name = "bananas")]
#[schedule(cron = "@daily", every = "1d", name = "both")]
#[schedule(every = "1d", timezone = "UTC", name = "a zone for nothing")]
#[schedule(name = "no time")]
#[schedule]
#[schedule(crom = "@daily", name = "a typo")]
async fn many_mistakes() -> Result<(), JobError> {
    Ok(())
}

#[job_handler]
#[schedule(cron = "* 24 * * *")]
#[schedule(cron = "0 0 * * MONTUE", name = "no day")]
#[schedule(cron = "@fortnightly", name = "no nickname")]
#[schedule(cron = "* * * *", name = "four")]
#[schedule(every = "15s", missed = all, name = "how many")]
#[schedule(every = "15s", run_on = node("web-1"))]
#[schedule(every = "30s")]
async fn more_of_them() -> Result<(), JobError> {
    Ok(())
}

#[job_handler]
#[schedule(every = "1h")]
#[schedule(every = "1h", name = "b", args(too = "x", copies = 1))]
#[schedule(every = "1h", name = "c", args(to = 7, copies = 1))]
async fn with_arguments(to: String, copies: u32) -> Result<(), JobError> {
    let _ = (to, copies);
    Ok(())
}

#[schedule(every = "1h")]
async fn no_handler() {}

fn main() {}
