//! Chores that say something, and end in every way.

use std::{sync::Mutex, time::Duration};

use kaffy::{chores::RunStatus, prelude::*};
use serde_json::json;
use uuid::Uuid;

use super::Seen;

/// Says what it is given.
///
/// And more about it.
#[chore(restriction = none, ended = heard_of)]
pub(crate) async fn says(
    /// What is said.
    words: String,
    #[input(min = 1, max = 5, default = 2)] times: i64,
    #[input(secret)] key: Option<String>,
    run: ChoreRun,
    Data(seen): Data<Seen>,
) -> Result<serde_json::Value, ChoreError> {
    run.log(format!("by {}", run.actor_name()));
    for time in 1..=times {
        run.log(format!("{words} {time}"));
    }
    run.set_counter("times", times as f64);
    run.inc_counter("said", 1.0);
    run.inc_counter("said", 1.0);
    seen.note(format!("key {}", key.is_some()));
    match words.as_str() {
        "panic" => panic!("as it was told"),
        "error" => Err(std::io::Error::other("no disk"))?,
        _ => Ok(json!({ "said": words })),
    }
}

static ENDS: Mutex<Vec<(Uuid, RunStatus)>> = Mutex::new(Vec::new());

pub(super) async fn heard_of(end: ChoreEnd) {
    ENDS.lock().unwrap().push((end.id, end.status));
}

/// How the chore heard of a run's end.
pub(crate) fn ends_of(id: Uuid) -> Vec<RunStatus> {
    ENDS.lock().unwrap().iter().filter(|end| end.0 == id).map(|end| end.1).collect()
}

#[chore(restriction = none, ended = heard_of)]
pub(crate) async fn gives_up(spawned: bool, run: ChoreRun, Data(seen): Data<Seen>) -> Result<(), ChoreError> {
    if spawned {
        let own = run.clone();
        tokio::spawn(async move {
            own.log("from a task");
            own.fail("said elsewhere");
        });
        tokio::time::sleep(Duration::from_secs(60)).await;
    }
    let _ = run.fail("said here");
    tokio::task::yield_now().await;
    tokio::time::sleep(Duration::from_secs(60)).await;
    seen.note("went on");
    Ok(())
}

#[chore(restriction = none)]
pub(crate) async fn spawns(run: ChoreRun) -> Result<(), ChoreError> {
    let tasks: Vec<_> = (0..20)
        .map(|task| {
            let run = run.clone();
            tokio::spawn(async move {
                run.log(format!("task {task}"));
                run.inc_counter("tasks", 1.0);
            })
        })
        .collect();
    for task in tasks {
        task.await?;
    }
    Ok(())
}

#[chore(restriction = none)]
pub(crate) async fn talks(lines: i64, run: ChoreRun) -> Result<(), ChoreError> {
    for line in 1..=lines {
        run.log(format!("line {line}"));
        for tick in 0..10 {
            run.progress(line as u64 * 10 + tick, lines as u64 * 10);
        }
    }
    Ok(())
}
