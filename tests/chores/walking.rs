//! Walking over items: each once, with how far the run is.

use kaffy::{
    Database,
    chores::{RunOptions, RunStatus},
    jobs::testing::TestJobs,
};

use crate::chores::{
    ada, bakery, careless, counts, loaves, pages, panics_at, reaches, throttled, twice, until, working,
};

fn walk() -> counts {
    counts { upto: 5, millis: 0, bad: 0, keeps_going: false, per_transaction: 1 }
}

pub(crate) async fn j75_each_item_is_done_once_and_how_far_it_is_goes_along(db: Database) {
    let (jobs, _) = bakery(&db).await;
    let mut test = TestJobs::new(&jobs).await.unwrap();
    for per_transaction in [1, 2, 100] {
        let done = test.run_chore(&ada(), counts { per_transaction, ..walk() }, RunOptions::new()).await.unwrap();
        assert_eq!((done.run.status, done.run.done, done.run.total), (RunStatus::Succeeded, 5, Some(5)));
        assert!(!done.run.busy.is_zero() && done.run.rate().is_some(), "also where it is over within a second");
    }
    assert!(loaves(&db).await.iter().all(|loaf| loaf.2 == 3), "once in each run");
}

pub(crate) async fn j86_the_error_names_the_item(db: Database) {
    let (jobs, _) = bakery(&db).await;
    let mut test = TestJobs::new(&jobs).await.unwrap();
    let done = test.run_chore(&ada(), counts { bad: 3, ..walk() }, RunOptions::new()).await.unwrap();
    let run = done.run;
    assert_eq!(
        (run.status, run.element.as_deref(), run.error.as_deref()),
        (RunStatus::Errored, Some("item 3"), Some("this one is bad"))
    );
    assert_eq!((run.done, run.can_resume), (2, true));
    let seen: Vec<_> = loaves(&db).await.iter().map(|loaf| loaf.2).collect();
    assert_eq!(seen, [1, 1, 0, 0, 0], "what the third did is taken back");
    // It goes on with the third, which is still bad.
    let run = test.resume_chore(run.id, &ada()).await.unwrap().run;
    assert_eq!((run.status, run.done, run.starts), (RunStatus::Errored, 2, 2));
    let seen: Vec<_> = loaves(&db).await.iter().map(|loaf| loaf.2).collect();
    assert_eq!(seen, [1, 1, 0, 0, 0]);
}

pub(crate) async fn j86_others_have_their_turn_after_one_that_failed(db: Database) {
    let (jobs, _) = bakery(&db).await;
    let mut test = TestJobs::new(&jobs).await.unwrap();
    for per_transaction in [1, 3] {
        let chore = counts { bad: 3, keeps_going: true, per_transaction, ..walk() };
        let done = test.run_chore(&ada(), chore, RunOptions::new()).await.unwrap();
        assert_eq!((done.run.status, done.run.done, done.run.failures), (RunStatus::Succeeded, 5, 1));
        let failures = jobs.chores().failures(done.run.id, 0, 10).await.unwrap();
        assert_eq!((failures.len(), failures[0].number), (1, 1));
        assert_eq!((failures[0].element.as_str(), failures[0].words.as_str()), ("item 3", "this one is bad"));
    }
    let seen: Vec<_> = loaves(&db).await.iter().map(|loaf| loaf.2).collect();
    assert_eq!(seen, [2, 2, 0, 2, 2]);
}

pub(crate) async fn j76_a_run_waits_while_something_is_not_well(db: Database) {
    let (jobs, seen) = bakery(&db).await;
    let worker = working(&jobs).await;
    let id = jobs.chores().run(&ada(), throttled {}, RunOptions::new()).await.unwrap();
    until("it says that it waits", async || {
        let run = jobs.chores().find_run(id).await.unwrap().unwrap();
        run.message.is_some_and(|words| words.starts_with("Waits "))
    })
    .await;
    assert_eq!(loaves(&db).await[0].2, 0);
    seen.note("well");
    let run = reaches(&jobs, id, RunStatus::Succeeded).await;
    assert_eq!((run.done, run.message), (2, None));
    worker.stop().await;
}

pub(crate) async fn j75_two_walks_and_a_checkpoint_of_ones_own(db: Database) {
    let (jobs, seen) = bakery(&db).await;
    let mut test = TestJobs::new(&jobs).await.unwrap();
    let run = test.run_chore(&ada(), twice {}, RunOptions::new()).await.unwrap().run;
    assert_eq!((run.status, run.element.as_deref()), (RunStatus::Errored, Some("item 2")));
    let run = test.resume_chore(run.id, &ada()).await.unwrap().run;
    assert_eq!((run.status, run.starts), (RunStatus::Succeeded, 2), "{run:#?}");
    assert_eq!(seen.count("between"), 1, "what came before the checkpoint is not done again");
    let times: Vec<_> = loaves(&db).await.iter().map(|loaf| loaf.2).collect();
    assert_eq!(times, [2, 2, 2, 0, 0], "once in each walk");
}

pub(crate) async fn j75_pages_of_a_table(db: Database) {
    let (jobs, _) = bakery(&db).await;
    let mut test = TestJobs::new(&jobs).await.unwrap();
    let run = test.run_chore(&ada(), pages {}, RunOptions::new()).await.unwrap().run;
    assert_eq!((run.status, run.done, run.total), (RunStatus::Succeeded, 5, Some(5)), "{run:#?}");
    assert!(loaves(&db).await.iter().all(|loaf| loaf.2 == 1));
}

pub(crate) async fn j73_progress_counters_and_what_is_left(db: Database) {
    let (jobs, seen) = bakery(&db).await;
    let worker = working(&jobs).await;
    let id = jobs.chores().run(&ada(), counts { millis: 500, ..walk() }, RunOptions::new()).await.unwrap();
    seen.wait_for("loaf 4").await;
    let run = jobs.chores().find_run(id).await.unwrap().unwrap();
    assert_eq!((run.status, run.total), (RunStatus::Running, Some(5)));
    assert!(run.done >= 3 && run.rate().is_some_and(|rate| rate > 0.2 && rate < 3.0), "{run:#?}");
    assert!(run.time_left().is_some_and(|left| left.as_secs() < 10), "{run:#?}");
    reaches(&jobs, id, RunStatus::Succeeded).await;
    worker.stop().await;
}

pub(crate) async fn j75_a_walk_begins_at_its_own_place(db: Database) {
    let (jobs, _) = bakery(&db).await;
    let mut test = TestJobs::new(&jobs).await.unwrap();
    let run = test.run_chore(&ada(), careless {}, RunOptions::new()).await.unwrap().run;
    assert_eq!((run.status, run.done), (RunStatus::Succeeded, 5), "{run:#?}");
    let times: Vec<_> = loaves(&db).await.iter().map(|loaf| loaf.2).collect();
    assert_eq!(times, [2, 1, 1, 1, 1], "the second walk left out none");
}

pub(crate) async fn j86_a_panic_names_its_item_and_others_have_their_turn(db: Database) {
    let (jobs, _) = bakery(&db).await;
    let mut test = TestJobs::new(&jobs).await.unwrap();
    let run = test.run_chore(&ada(), panics_at { at: 2, keeps_going: false }, RunOptions::new()).await.unwrap().run;
    assert_eq!((run.status, run.element.as_deref(), run.done), (RunStatus::Errored, Some("item 2"), 1));
    let run = test.run_chore(&ada(), panics_at { at: 2, keeps_going: true }, RunOptions::new()).await.unwrap().run;
    assert_eq!((run.status, run.done, run.failures), (RunStatus::Succeeded, 4, 1));
    let failures = jobs.chores().failures(run.id, 0, 10).await.unwrap();
    assert!(failures[0].element == "item 2" && failures[0].words.starts_with("panicked: no luck"), "{failures:?}");
    let times: Vec<_> = loaves(&db).await.iter().map(|loaf| loaf.2).collect();
    assert_eq!(times, [2, 0, 1, 1, 0]);
}
