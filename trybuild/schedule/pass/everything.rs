#![deny(warnings)]

use kaffy::{job_handler as handler, jobs::NewSchedule, prelude::*};

#[job_handler]
#[schedule(cron = "0 9 * * MON-FRI", timezone = "Europe/Berlin", missed = one, overlap = skip)]
#[schedule(name = "all of it", cron = "0 0 18-6/2 ? JAN-DEC MON#1,FRIL 2020-2199", timezone = "Asia/Tokyo", missed = all(5), window = "2h", overlap = queue, run_on = every)]
#[schedule(name = "nickname", cron = "@Secondly", missed = skip, overlap = allow, run_on = one)]
#[schedule(name = "every", every = "15s", overlap = cancel, run_on = node("web-1"))]
#[kaffy::schedule(name = "start", cron = "@reboot")]
async fn plain() -> Result<(), JobError> {
    Ok(())
}

#[schedule(every = "1h", args(to = format!("{}@example.org", "ada"), r#type = 1 + 1))]
#[job_handler]
async fn with_arguments(to: String, r#type: u32, ctx: JobContext) -> Result<(), JobError> {
    let _ = (to, r#type, ctx.schedule());
    Ok(())
}

#[handler]
#[schedule(every = "1h")]
async fn by_another_name() -> Result<(), JobError> {
    Ok(())
}

#[derive(serde::Serialize, serde::Deserialize)]
struct Whole {
    copies: u32,
}

#[job_handler]
#[schedule(every = "1h", args(whole = Whole { copies: 2 }))]
async fn with_a_struct(#[args] whole: Whole) -> Result<u32, JobError> {
    Ok(whole.copies)
}

/// The gap is known, and fine.
#[allow(deprecated)]
#[job_handler]
#[schedule(cron = "30 2 * * *", timezone = "Europe/Berlin")]
async fn silenced() -> Result<(), JobError> {
    Ok(())
}

fn main() {
    let schedules = plain::META.schedules;
    assert_eq!(schedules.len(), 5);
    assert_eq!((schedules[0].name, schedules[0].cron), ("plain", Some("0 9 * * MON-FRI")));
    assert!(schedules[1].on_every_node && schedules[3].node == Some("web-1"));
    assert!(schedules[0].place.contains("everything.rs:"));
    assert_eq!(by_another_name::META.schedules.len(), 1);
    let args = (with_arguments::META.schedules[0].args)().expect("they can be written");
    assert_eq!(args.to_string(), r#"{"to":"ada@example.org","type":2}"#);
    let args = (with_a_struct::META.schedules[0].args)().expect("they can be written");
    assert_eq!(args.to_string(), r#"{"copies":2}"#);
    let _ = NewSchedule::new("by hand", &plain {});
}
