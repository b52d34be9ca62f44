use kaffy::prelude::*;

#[job_handler(queue = "", max_attempts = 0, timeout = "30x", priority = 5000, backoff = "1h..5s", retries = 3)]
async fn many_mistakes(id: i64) -> Result<(), JobError> {
    let _ = id;
    Ok(())
}

#[job_handler(unique(args(user_idd), states(avialable), within = "0s", perqueue))]
async fn not_unique(user_id: i64) -> Result<(), JobError> {
    let _ = user_id;
    Ok(())
}

#[job_handler(unique(args(id), whatever_args, debounce, throttle), queue = mail, timeout = 30)]
async fn both(id: i64) -> Result<(), JobError> {
    let _ = id;
    Ok(())
}

fn main() {}
