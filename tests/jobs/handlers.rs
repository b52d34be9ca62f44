//! The jobs of these tests.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
    time::Duration,
};

use kaffy::{
    Database,
    jobs::{JobsBuilder, Limit},
    prelude::*,
};

/// What handlers did, in the order in which they did it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Done(Arc<Mutex<Seen>>);

#[derive(Debug, Default)]
struct Seen {
    done: Vec<String>,
    running: HashMap<String, u32>,
    most: HashMap<String, u32>,
}

impl Done {
    pub(crate) fn note(&self, what: impl Into<String>) {
        self.0.lock().unwrap().done.push(what.into());
    }

    pub(crate) fn all(&self) -> Vec<String> {
        self.0.lock().unwrap().done.clone()
    }

    pub(crate) fn count(&self, what: &str) -> usize {
        self.all().iter().filter(|it| *it == what).count()
    }

    pub(crate) fn enter(&self, key: &str) {
        let mut seen = self.0.lock().unwrap();
        let now = seen.running.entry(key.to_owned()).or_default();
        *now += 1;
        let now = *now;
        let most = seen.most.entry(key.to_owned()).or_default();
        *most = (*most).max(now);
    }

    pub(crate) fn leave(&self, key: &str) {
        *self.0.lock().unwrap().running.get_mut(key).unwrap() -= 1;
    }

    /// The most that were in at once.
    pub(crate) fn most(&self, key: &str) -> u32 {
        self.0.lock().unwrap().most.get(key).copied().unwrap_or(0)
    }
}

#[job_handler]
pub(crate) async fn note(text: String, Data(done): Data<Done>) -> Result<(), JobError> {
    done.note(text);
    Ok(())
}

#[job_handler(unique)]
pub(crate) async fn single(number: i64, text: Option<String>, Data(done): Data<Done>) -> Result<(), JobError> {
    done.note(format!("{number} {text:?}"));
    Ok(())
}

#[job_handler(resource = "product", max_attempts = 3)]
pub(crate) async fn publish(Data(done): Data<Done>, ctx: JobContext) -> Result<(), JobError> {
    done.note(format!("product {}", ctx.record().unwrap_or("?")));
    Ok(())
}

#[job_handler(max_attempts = 5, backoff = "100ms..1s")]
pub(crate) async fn fails(times: u32, Data(done): Data<Done>, ctx: JobContext) -> Result<u32, JobError> {
    done.note(format!("attempt {}", ctx.attempt()));
    if ctx.attempt() <= times {
        Err(std::io::Error::other(format!("no luck in attempt {}", ctx.attempt())))?;
    }
    Ok(ctx.attempt())
}

#[job_handler]
pub(crate) async fn snoozes(times: u32, Data(done): Data<Done>, ctx: JobContext) -> Result<(), JobError> {
    done.note(format!("start {} attempt {}", ctx.start(), ctx.attempt()));
    if ctx.snoozes() < times {
        return Err(JobError::snooze(Duration::from_millis(300)));
    }
    Ok(())
}

struct Bad;

impl Drop for Bad {
    fn drop(&mut self) {
        panic!("in drop");
    }
}

#[job_handler(max_attempts = 1)]
pub(crate) async fn panics(how: String) -> Result<(), JobError> {
    match how.as_str() {
        "text" => panic!("a plain text"),
        "string" => panic!("number {}", how.len()),
        "other" => std::panic::panic_any(7),
        "drop" => {
            let _bad = Bad;
            tokio::time::sleep(Duration::from_secs(60)).await;
            Ok(())
        }
        "spawned" => Ok(tokio::spawn(async { panic!("elsewhere") }).await?),
        _ => Ok(()),
    }
}

#[job_handler(max_attempts = 1, timeout = "200ms")]
pub(crate) async fn slow(millis: u64) -> Result<(), JobError> {
    tokio::time::sleep(Duration::from_millis(millis)).await;
    Ok(())
}

/// Holds a place for some time, and counts who else does.
#[job_handler]
pub(crate) async fn holds(key: String, millis: u64, Data(done): Data<Done>) -> Result<(), JobError> {
    done.enter(&key);
    tokio::time::sleep(Duration::from_millis(millis)).await;
    done.leave(&key);
    done.note(key);
    Ok(())
}

/// Runs until it is told to stop, and then obeys or does not.
#[job_handler]
pub(crate) async fn endless(obeys: bool, Data(done): Data<Done>, ctx: JobContext) -> Result<(), JobError> {
    done.note("started");
    ctx.progress(3, 10);
    if obeys {
        ctx.cancelled().await;
        done.note("obeyed");
        return Err(JobError::failed("told to stop"));
    }
    std::future::pending().await
}

#[job_handler]
pub(crate) async fn gives_up() -> Result<(), JobError> {
    Err(JobError::cancel("the account is closed"))
}

#[job_handler(backoff = "1h")]
pub(crate) async fn typed(number: u8) -> Result<u8, JobError> {
    Ok(number)
}

#[job_handler]
pub(crate) async fn tells(Data(done): Data<Done>, ctx: JobContext) -> Result<(), JobError> {
    ctx.log("the first line");
    ctx.progress_with(4, 10, "at the fourth");
    done.note("told");
    while done.count("go on") == 0 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    ctx.log("the last line");
    Ok(())
}

/// Blocks its thread, as nobody should.
#[job_handler]
pub(crate) async fn blocks(millis: u64, Data(done): Data<Done>) -> Result<(), JobError> {
    done.note("blocking");
    std::thread::sleep(Duration::from_millis(millis));
    Ok(())
}

/// Ends itself in a transaction in which it also enqueues.
#[job_handler(max_attempts = 3)]
pub(crate) async fn completes(commits: bool, Data(db): Data<Database>, ctx: JobContext) -> Result<(), JobError> {
    let mut tx = db.begin().await?;
    ctx.jobs().enqueue(note { text: "from inside".into() }).in_tx(&mut tx).await?;
    ctx.complete_in(&mut tx).await?;
    if commits {
        tx.commit().await?;
        // Whatever comes later, the job is done.
        return Err(JobError::failed("too late"));
    }
    drop(tx);
    Err(JobError::cancel("not committed"))
}

/// The jobs over a database, with what their handlers did.
pub(crate) async fn jobs(db: &Database) -> (Jobs, Done) {
    jobs_with(db, |builder| builder).await
}

/// The same, with more.
pub(crate) async fn jobs_with(db: &Database, more: impl FnOnce(JobsBuilder) -> JobsBuilder) -> (Jobs, Done) {
    let done = Done::default();
    let builder = Jobs::builder(db)
        .handler::<note>()
        .handler::<single>()
        .handler::<publish>()
        .handler::<fails>()
        .handler::<snoozes>()
        .handler::<panics>()
        .handler::<slow>()
        .handler::<holds>()
        .handler::<endless>()
        .handler::<gives_up>()
        .handler::<typed>()
        .handler::<tells>()
        .handler::<blocks>()
        .handler::<completes>()
        .data(done.clone())
        .data(db.clone())
        .limit("few", Limit::running(2))
        .limit("rare", Limit::rate(3, Duration::from_secs(1)));
    (more(builder).build().await.unwrap(), done)
}
