//! What may not run at once (C20–C23, R31): as a row under a unique name, over all nodes.

use std::collections::BTreeMap;

use kaffy::{
    Database,
    chores::{MoveError, RunMove, RunOptions, RunStatus, StartError},
};

use crate::chores::{
    ada, another_of_all, bakery, beside_itself, counts, grace, hangs, one_of_all, reaches, until, working,
};

pub(crate) async fn c20_c21_c22_what_may_run_beside_what(db: Database) {
    let (jobs, seen) = bakery(&db).await;
    let worker = working(&jobs).await;
    let chores = jobs.chores();
    for _ in 0..3 {
        chores.run(&ada(), beside_itself {}, RunOptions::new()).await.unwrap();
    }
    until("three at once", async || seen.count("beside itself") == 3).await;
    let alone = chores.run(&ada(), hangs {}, RunOptions::new()).await.unwrap();
    assert!(matches!(chores.run(&ada(), hangs {}, RunOptions::new()).await, Err(StartError::Restricted(_))));
    // Others go their way, one of all `global` ones among them.
    let global = chores.run(&ada(), one_of_all {}, RunOptions::new()).await.unwrap();
    assert!(matches!(chores.run(&ada(), another_of_all {}, RunOptions::new()).await, Err(StartError::Restricted(_))));
    seen.wait_for("one of all").await;
    for id in [alone, global] {
        chores.stop(id, &ada()).await.unwrap();
        reaches(&jobs, id, RunStatus::Cancelled).await;
    }
    let next = chores.run(&ada(), another_of_all {}, RunOptions::new()).await.unwrap();
    reaches(&jobs, next, RunStatus::Succeeded).await;
    worker.stop().await;
}

pub(crate) async fn c23_c32_a_start_that_is_refused_says_who_is_in_the_way(db: Database) {
    let (jobs, _) = bakery(&db).await;
    let first = jobs.chores().run(&ada(), hangs {}, RunOptions::new()).await.unwrap();
    let error = jobs.chores().run(&grace(), hangs {}, RunOptions::new()).await.unwrap_err();
    let words = error.to_string();
    assert!(words.starts_with("`Hangs` is enqueued, started by Ada at "), "{words}");
    let StartError::Restricted(holder) = error else { panic!("{words}") };
    assert_eq!((holder.run, holder.chore.as_str()), (first, "hangs"));
    assert_eq!(jobs.chores().list_running().await.unwrap().len(), 1, "there is no second run, of whatever state");
}

pub(crate) async fn r31_of_fifty_starts_at_once_one_is_let_in(db: Database) {
    let (jobs, _) = bakery(&db).await;
    for _ in 0..3 {
        let starts: Vec<_> = (0..50)
            .map(|at| {
                let jobs = jobs.clone();
                tokio::spawn(async move {
                    let runner = jobs.chores();
                    match at % 2 {
                        0 => runner.run(&ada(), one_of_all {}, RunOptions::new()).await,
                        _ => runner.run(&ada(), another_of_all {}, RunOptions::new()).await,
                    }
                })
            })
            .collect();
        let mut answers: BTreeMap<&str, usize> = BTreeMap::new();
        for start in starts {
            let answer = match start.await.unwrap() {
                Ok(_) => "started",
                Err(StartError::Restricted(_)) => "refused",
                Err(error) => panic!("{error:?}"),
            };
            *answers.entry(answer).or_default() += 1;
        }
        assert_eq!(answers, BTreeMap::from([("started", 1), ("refused", 49)]));
        let running = jobs.chores().list_running().await.unwrap();
        assert_eq!(running.len(), 1);
        jobs.chores().stop(running[0].id, &ada()).await.unwrap();
    }
}

pub(crate) async fn j82_a_paused_run_lets_others_in_and_waits_for_them(db: Database) {
    let (jobs, _) = bakery(&db).await;
    let walk = || counts { upto: 1, millis: 0, bad: 0, keeps_going: false, per_transaction: 1 };
    let first = jobs.chores().run(&ada(), walk(), RunOptions::new()).await.unwrap();
    jobs.chores().move_run(first, RunMove::Pause, &ada()).await.unwrap();
    let second = jobs.chores().run(&grace(), walk(), RunOptions::new()).await.unwrap();
    let error = jobs.chores().move_run(first, RunMove::Resume, &ada()).await.unwrap_err();
    assert!(matches!(&error, MoveError::Restricted(holder) if holder.run == second), "{error}");
    jobs.chores().stop(second, &ada()).await.unwrap();
    jobs.chores().move_run(first, RunMove::Resume, &ada()).await.unwrap();
}
