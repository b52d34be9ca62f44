//! What people do to a run, in every state.

use std::time::Duration;

use kaffy::{
    Database, Jobs,
    chores::{ChoreRunRecord, MoveError, RunMove, RunOptions, RunStatus},
    jobs::{JobFilter, testing::TestJobs},
    sea_query::{Expr, ExprTrait, Query, UpdateStatement},
};
use uuid::Uuid;

use crate::chores::{ada, again, bakery, counts, grace, hangs, loaves, quick, reaches, says, stubborn, until, working};

async fn moved(jobs: &Jobs, id: Uuid, wanted: RunMove) -> Result<RunStatus, MoveError> {
    jobs.chores().move_run(id, wanted, &grace()).await
}

fn walk(upto: i64, millis: u64) -> counts {
    counts { upto, millis, bad: 0, keeps_going: false, per_transaction: 1 }
}

pub(crate) async fn r30_the_table_of_moves(db: Database) {
    use RunMove::{Cancel, ForceCancel, ForcePause, Pause, Resume};
    let (jobs, _) = bakery(&db).await;
    let legal = |status: RunStatus| match status {
        RunStatus::Enqueued | RunStatus::Running | RunStatus::Interrupted => vec![Pause, Cancel],
        RunStatus::Paused => vec![Resume, Cancel],
        RunStatus::Awaiting => vec![Cancel],
        RunStatus::Pausing => vec![Cancel, ForcePause, ForceCancel],
        RunStatus::Cancelling => vec![ForceCancel],
        RunStatus::Errored => vec![Resume],
        _ => Vec::new(),
    };
    for status in RunStatus::ALL {
        for wanted in RunMove::ALL {
            let id = jobs
                .chores()
                .run(&ada(), says { words: "x".into(), times: 1, key: None }, RunOptions::new())
                .await
                .unwrap();
            put(&db, id, status).await;
            let answer = moved(&jobs, id, wanted).await;
            let is_forced = matches!(wanted, ForcePause | ForceCancel);
            match (legal(status).contains(&wanted), &answer) {
                (true, Err(MoveError::NotStuck { .. })) if is_forced => {}
                // It has no checkpoint to go on from.
                (true, Err(MoveError::NoPlace)) if status == RunStatus::Errored || wanted == ForcePause => {}
                (true, Ok(_)) if !is_forced => {}
                (false, Err(error @ MoveError::Illegal { .. })) => {
                    assert!(error.to_string().contains(status.word()), "it says where the run is: {error}");
                }
                other => panic!("{wanted:?} of a run that is {status}: {other:?}"),
            }
        }
    }
    assert!(matches!(moved(&jobs, Uuid::nil(), Pause).await, Err(MoveError::NotFound(_))));
}

/// Puts a run into a state by hand.
async fn put(db: &Database, id: Uuid, status: RunStatus) {
    let mut tx = db.begin().await.unwrap();
    tx.execute(&putting(id, status)).await.unwrap();
    tx.commit().await.unwrap();
}

fn putting(id: Uuid, status: RunStatus) -> UpdateStatement {
    Query::update()
        .table("kaffy_chore_runs")
        .value("status", status.word())
        .value("asked_at", chrono::Utc::now().timestamp_micros())
        .and_where(Expr::col("id").eq(id.to_string()))
        .to_owned()
}

pub(crate) async fn r30_a_stop_that_meets_the_start_of_its_run_stops_it(db: Database) {
    let (jobs, _) = bakery(&db).await;
    let greeting = says { words: "x".into(), times: 1, key: None };
    let id = jobs.chores().run(&ada(), greeting, RunOptions::new()).await.unwrap();
    // A worker is about to say that it has the run, when somebody stops it.
    let mut worker = db.begin().await.unwrap();
    worker.execute(&putting(id, RunStatus::Running)).await.unwrap();
    let stopping = tokio::spawn({
        let jobs = jobs.clone();
        async move { moved(&jobs, id, RunMove::Cancel).await }
    });
    tokio::time::sleep(Duration::from_millis(300)).await;
    worker.commit().await.unwrap();
    assert_eq!(stopping.await.unwrap().expect("it can be stopped there, too"), RunStatus::Cancelling);
}

pub(crate) async fn r30_of_two_people_at_once_one_wins(db: Database) {
    let (jobs, _) = bakery(&db).await;
    for _ in 0..5 {
        let id = jobs
            .chores()
            .run(&ada(), says { words: "x".into(), times: 1, key: None }, RunOptions::new())
            .await
            .unwrap();
        let tasks: Vec<_> = (0..4)
            .map(|_| {
                let jobs = jobs.clone();
                tokio::spawn(async move { moved(&jobs, id, RunMove::Pause).await })
            })
            .collect();
        let mut won = 0;
        for task in tasks {
            match task.await.unwrap() {
                Ok(RunStatus::Paused) => won += 1,
                Err(MoveError::Illegal { status: RunStatus::Paused, .. }) => {}
                other => panic!("{other:?}"),
            }
        }
        assert_eq!(won, 1);
    }
}

pub(crate) async fn r30_a_stuck_run_is_ended_by_force(db: Database) {
    let (jobs, seen) = bakery(&db).await;
    let worker = working(&jobs).await;
    let id = jobs.chores().run(&ada(), stubborn {}, RunOptions::new()).await.unwrap();
    seen.wait_for("stubborn").await;
    assert_eq!(moved(&jobs, id, RunMove::Pause).await.unwrap(), RunStatus::Pausing);
    let error = moved(&jobs, id, RunMove::ForcePause).await.unwrap_err();
    assert!(error.to_string().contains("has 300 s"), "{error}");
    // As if that had been six minutes ago.
    let test = TestJobs::new(&jobs).await.unwrap();
    test.advance(ChoreRunRecord::STUCK_AFTER + Duration::from_secs(60));
    assert_eq!(moved(&jobs, id, RunMove::ForcePause).await.unwrap(), RunStatus::Paused);
    // The worker lets it go.
    until("the worker hears of it", async || {
        let filter = JobFilter::new().of_type("kaffy.chore");
        jobs.list(&filter, None, 10).await.unwrap().iter().all(|job| job.state.is_final())
    })
    .await;
    assert_eq!(moved(&jobs, id, RunMove::Resume).await.unwrap(), RunStatus::Enqueued);
    until("it goes on from its place", async || seen.count("stubborn") == 2).await;
    assert_eq!(moved(&jobs, id, RunMove::Cancel).await.unwrap(), RunStatus::Cancelling);
    test.advance(ChoreRunRecord::STUCK_AFTER + Duration::from_secs(60));
    assert_eq!(moved(&jobs, id, RunMove::ForceCancel).await.unwrap(), RunStatus::Cancelled);
    let run = reaches(&jobs, id, RunStatus::Cancelled).await;
    assert_eq!(run.error.as_deref(), Some("Stopped by Grace"));
    worker.stop().await;
}

pub(crate) async fn c31_stop_ends_what_has_no_place_to_stop_at(db: Database) {
    let (jobs, seen) = bakery(&db).await;
    let worker = working(&jobs).await;
    let id = jobs.chores().run(&ada(), hangs {}, RunOptions::new()).await.unwrap();
    seen.wait_for("hangs").await;
    assert_eq!(jobs.chores().stop(id, &grace()).await.unwrap(), RunStatus::Cancelling);
    let run = reaches(&jobs, id, RunStatus::Cancelled).await;
    assert_eq!((run.error.as_deref(), run.asked_by.as_deref()), (Some("Stopped by Grace"), Some("Grace")));
    // One that is over answers, and does not crash anything.
    let error = jobs.chores().stop(id, &grace()).await.unwrap_err();
    assert_eq!(error.to_string(), "a run that is cancelled cannot cancel");
    worker.stop().await;
}

pub(crate) async fn j74_pause_and_go_on_behind_the_last_item(db: Database) {
    let (jobs, seen) = bakery(&db).await;
    let worker = working(&jobs).await;
    let id = jobs.chores().run(&ada(), walk(5, 400), RunOptions::new()).await.unwrap();
    seen.wait_for("loaf 2").await;
    assert_eq!(moved(&jobs, id, RunMove::Pause).await.unwrap(), RunStatus::Pausing);
    let run = reaches(&jobs, id, RunStatus::Paused).await;
    assert!(run.done >= 2 && run.done < 5 && run.finished_at.is_none() && run.can_resume, "{run:#?}");
    assert_eq!(seen.all().len() as u64, run.done, "it stands between two items");
    assert_eq!(moved(&jobs, id, RunMove::Resume).await.unwrap(), RunStatus::Enqueued);
    let run = reaches(&jobs, id, RunStatus::Succeeded).await;
    assert_eq!((run.done, run.total, run.starts), (5, Some(5), 2));
    assert!(loaves(&db).await.iter().all(|loaf| loaf.2 == 1), "each was seen once");
    assert_eq!(run.counters, [("done".to_owned(), 5.0)], "counters go on, too");
    worker.stop().await;
}

pub(crate) async fn j74_what_waits_for_a_worker_pauses_at_once(db: Database) {
    let (jobs, seen) = bakery(&db).await;
    let id = jobs.chores().run(&ada(), walk(2, 0), RunOptions::new()).await.unwrap();
    assert_eq!(moved(&jobs, id, RunMove::Pause).await.unwrap(), RunStatus::Paused);
    let worker = working(&jobs).await;
    let other =
        jobs.chores().run(&ada(), says { words: "x".into(), times: 1, key: None }, RunOptions::new()).await.unwrap();
    reaches(&jobs, other, RunStatus::Succeeded).await;
    assert_eq!(seen.count("loaf 1"), 0);
    moved(&jobs, id, RunMove::Resume).await.unwrap();
    reaches(&jobs, id, RunStatus::Succeeded).await;
    worker.stop().await;
}

pub(crate) async fn j75_a_worker_that_leaves_gives_its_run_to_another(db: Database) {
    let (jobs, seen) = bakery(&db).await;
    let worker = working(&jobs).await;
    let id = jobs.chores().run(&ada(), walk(5, 300), RunOptions::new()).await.unwrap();
    seen.wait_for("loaf 2").await;
    let started = std::time::Instant::now();
    worker.stop().await;
    assert!(started.elapsed() < Duration::from_secs(4), "it leaves between two items, long before its limit");
    let run = reaches(&jobs, id, RunStatus::Interrupted).await;
    assert!(run.done >= 2 && run.done < 5, "{run:#?}");
    let (others, _) = again(&db, |builder| builder).await;
    let worker = quick(&others).start().await.unwrap();
    let run = reaches(&jobs, id, RunStatus::Succeeded).await;
    assert_eq!((run.done, run.starts), (5, 2));
    assert!(loaves(&db).await.iter().all(|loaf| loaf.2 == 1));
    worker.stop().await;
}

pub(crate) async fn r30_a_run_whose_job_is_gone_is_ended_and_lets_others_in(db: Database) {
    let (jobs, _) = bakery(&db).await;
    let id = jobs.chores().run(&ada(), walk(2, 0), RunOptions::new()).await.unwrap();
    let job = jobs.list(&JobFilter::new().of_type("kaffy.chore"), None, 1).await.unwrap().remove(0);
    jobs.cancel(job.id, Some("somebody on the page of jobs")).await.unwrap();
    // Whoever wants its place finds out, and a worker does in its own time.
    let other = jobs.chores().run(&ada(), walk(1, 0), RunOptions::new()).await.unwrap();
    let run = reaches(&jobs, id, RunStatus::Errored).await;
    assert!(run.error.as_deref().is_some_and(|error| error.contains("nobody works on it")), "{run:#?}");
    jobs.chores().stop(other, &ada()).await.unwrap();
    let id = jobs.chores().run(&ada(), walk(2, 0), RunOptions::new()).await.unwrap();
    for job in jobs.list(&JobFilter::new().of_type("kaffy.chore"), None, 10).await.unwrap() {
        if !job.state.is_final() {
            jobs.cancel(job.id, None).await.unwrap();
        }
    }
    let worker = working(&jobs).await;
    reaches(&jobs, id, RunStatus::Errored).await;
    worker.stop().await;
}

pub(crate) async fn r30_a_stop_that_was_heard_by_nobody_yet_is_no_pause(db: Database) {
    let (jobs, seen) = bakery(&db).await;
    for (wanted, then) in [(RunMove::Cancel, RunStatus::Cancelled), (RunMove::Pause, RunStatus::Paused)] {
        let worker = working(&jobs).await;
        let before = seen.all().len();
        let id = jobs.chores().run(&ada(), walk(5, 300), RunOptions::new()).await.unwrap();
        until("it walks", async || seen.all().len() > before).await;
        moved(&jobs, id, wanted).await.unwrap();
        // Within the second in which the worker looks what is wanted.
        worker.stop().await;
        let worker = working(&jobs).await;
        reaches(&jobs, id, then).await;
        worker.stop().await;
        if then == RunStatus::Paused {
            moved(&jobs, id, RunMove::Cancel).await.unwrap();
        }
    }
}

pub(crate) async fn r30_what_has_no_place_to_go_on_from_is_not_done_again(db: Database) {
    let (jobs, seen) = bakery(&db).await;
    let worker = quick(&jobs).shutdown_limit(Duration::from_millis(200)).start().await.unwrap();
    let id = jobs.chores().run(&ada(), hangs {}, RunOptions::new()).await.unwrap();
    seen.wait_for("hangs").await;
    assert_eq!(moved(&jobs, id, RunMove::Pause).await.unwrap(), RunStatus::Pausing);
    let test = TestJobs::new(&jobs).await.unwrap();
    test.advance(ChoreRunRecord::STUCK_AFTER + Duration::from_secs(60));
    assert!(matches!(moved(&jobs, id, RunMove::ForcePause).await, Err(MoveError::NoPlace)));
    let run = jobs.chores().find_run(id).await.unwrap().unwrap();
    assert_eq!(run.moves(chrono::Utc::now() + chrono::TimeDelta::hours(1)), [RunMove::Cancel, RunMove::ForceCancel]);
    // The worker cannot wait for it.
    worker.stop().await;
    let worker = working(&jobs).await;
    let run = reaches(&jobs, id, RunStatus::Errored).await;
    assert!(!run.can_resume && run.moves(chrono::Utc::now()).is_empty(), "{run:#?}");
    assert!(matches!(moved(&jobs, id, RunMove::Resume).await, Err(MoveError::NoPlace)));
    assert_eq!(seen.count("hangs"), 1);
    worker.stop().await;
}
