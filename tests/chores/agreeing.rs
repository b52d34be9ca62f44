//! Other people have to agree (J78): to the chore, its inputs, its files and the program.

use kaffy::{
    Actor, Database,
    chores::{MoveError, RunOptions, RunStatus},
    jobs::testing::TestJobs,
};

use crate::chores::{ada, again, bakery_with, dangerous, ends_of, grace, reaches, working};

fn linus() -> Actor {
    Actor::new("linus", "Linus")
}

fn danger() -> dangerous {
    dangerous { what: "delete all".into(), pin: Some("1234".into()) }
}

pub(crate) async fn j78_somebody_else_has_to_agree(db: Database) {
    let (jobs, _) = bakery_with(&db, |builder| builder.build_version("1")).await;
    let worker = working(&jobs).await;
    let chores = jobs.chores();
    let id = chores.run(&ada(), danger(), RunOptions::new()).await.unwrap();
    let run = chores.find_run(id).await.unwrap().unwrap();
    assert_eq!((run.status, run.approvals_needed), (RunStatus::Awaiting, 2));
    assert!(matches!(chores.approve(id, &ada(), true, "fine").await, Err(MoveError::Own)));
    for reason in ["", "  \n", &"x".repeat(2_001)] {
        assert!(matches!(chores.approve(id, &grace(), true, reason).await, Err(MoveError::Reason)));
    }
    assert_eq!(chores.approve(id, &grace(), true, "I looked at it").await.unwrap(), RunStatus::Awaiting);
    assert!(matches!(chores.approve(id, &grace(), true, "and again").await, Err(MoveError::Twice)));
    assert_eq!(chores.approve(id, &linus(), true, "me too").await.unwrap(), RunStatus::Enqueued);
    let run = reaches(&jobs, id, RunStatus::Succeeded).await;
    assert_eq!(run.dropped, None);
    assert!(matches!(chores.approve(id, &linus(), true, "late").await, Err(MoveError::NotAwaiting { .. })));
    // A dry run needs nobody.
    let id = chores.run(&ada(), danger(), RunOptions::new().dry()).await.unwrap();
    reaches(&jobs, id, RunStatus::Succeeded).await;
    worker.stop().await;
}

pub(crate) async fn j78_another_build_asks_anew(db: Database) {
    let (first, _) = bakery_with(&db, |builder| builder.build_version("1")).await;
    let id = first.chores().run(&ada(), danger(), RunOptions::new()).await.unwrap();
    first.chores().approve(id, &grace(), true, "for version 1").await.unwrap();
    let (second, _) = again(&db, |builder| builder.build_version("2")).await;
    assert_eq!(second.chores().approve(id, &linus(), true, "for version 2").await.unwrap(), RunStatus::Awaiting);
    let run = second.chores().find_run(id).await.unwrap().unwrap();
    assert!(run.dropped.is_some() && run.build == "2", "{run:#?}");
    // Who agreed to the other one is asked again.
    assert_eq!(second.chores().approve(id, &grace(), true, "for version 2, too").await.unwrap(), RunStatus::Enqueued);
    // A worker that has another version yet does not run it.
    let mut old = TestJobs::new(&first).await.unwrap();
    old.drain("default").await.unwrap();
    let run = first.chores().find_run(id).await.unwrap().unwrap();
    assert_eq!((run.status, run.build.as_str(), run.lines), (RunStatus::Awaiting, "1", 0));
}

pub(crate) async fn j78_who_refuses_ends_it(db: Database) {
    let (jobs, _) = bakery_with(&db, |builder| builder).await;
    let id = jobs.chores().run(&ada(), danger(), RunOptions::new()).await.unwrap();
    assert_eq!(jobs.chores().approve(id, &grace(), false, "not on a Friday").await.unwrap(), RunStatus::Cancelled);
    let run = jobs.chores().find_run(id).await.unwrap().unwrap();
    assert_eq!(run.error.as_deref(), Some("Refused by Grace: not on a Friday"));
    assert!(ends_of(id).is_empty(), "this chore does not want to hear of it");
}

pub(crate) async fn j78_two_at_once_are_counted_both(db: Database) {
    let (jobs, _) = bakery_with(&db, |builder| builder).await;
    for _ in 0..5 {
        let id = jobs.chores().run(&ada(), danger(), RunOptions::new()).await.unwrap();
        let (one, other) = (jobs.chores(), jobs.chores());
        let (grace, linus) = (grace(), linus());
        let (one, other) = tokio::join!(one.approve(id, &grace, true, "yes"), other.approve(id, &linus, true, "yes"));
        let mut answers = [one.unwrap(), other.unwrap()];
        answers.sort_by_key(|status| status.word());
        assert_eq!(answers, [RunStatus::Awaiting, RunStatus::Enqueued]);
        jobs.chores().stop(id, &ada()).await.unwrap();
    }
}

pub(crate) async fn j78_a78_who_acts_as_another_is_one_and_the_same(db: Database) {
    let (jobs, _) = bakery_with(&db, |builder| builder).await;
    let chores = jobs.chores();
    let as_grace = grace().acted_by("ada", "Ada");
    let id = chores.run(&ada(), danger(), RunOptions::new()).await.unwrap();
    assert!(matches!(chores.approve(id, &as_grace, true, "as Grace").await, Err(MoveError::Own)));
    let id = chores.run(&as_grace, danger(), RunOptions::new()).await.unwrap();
    for own in [ada(), grace(), linus().acted_by("ada", "Ada")] {
        assert!(matches!(chores.approve(id, &own, true, "mine").await, Err(MoveError::Own)), "{own:?}");
    }
    let id = chores.run(&linus(), danger(), RunOptions::new()).await.unwrap();
    assert_eq!(chores.approve(id, &ada(), true, "yes").await.unwrap(), RunStatus::Awaiting);
    assert!(matches!(chores.approve(id, &as_grace, true, "and yes").await, Err(MoveError::Twice)));
}

pub(crate) async fn j78_what_was_looked_at_is_what_is_agreed_to(db: Database) {
    let (first, _) = bakery_with(&db, |builder| builder.build_version("1")).await;
    let (second, _) = again(&db, |builder| builder.build_version("2")).await;
    let admin = kaffy::Admin::builder(db.clone()).auth(kaffy::Auth::none_for_local_development());
    let admin = kaffy::jobs::WithJobs::jobs(admin, second.clone()).build().await.unwrap();
    let see = admin.authorize_area::<kaffy::chore_rights::View>(&grace()).unwrap();
    let agree = admin.authorize_area::<kaffy::chore_rights::Approve>(&grace()).unwrap();
    let id = first.chores().run(&ada(), danger(), RunOptions::new()).await.unwrap();
    let seen = second.desk().chore_run(&see, id).await.unwrap().unwrap().digest;
    let answer = second.desk().approve_run(&agree, id, true, "looked at version 1", &seen).await;
    assert!(matches!(answer, Err(MoveError::Changed)), "{answer:?}");
    let one = second.desk().chore_run(&see, id).await.unwrap().unwrap();
    assert!(one.approvals.is_empty() && one.run.dropped.is_some() && one.digest != seen && one.run.build == "2");
    let answer = second.desk().approve_run(&agree, id, true, "looked at version 2", &one.digest).await;
    assert_eq!(answer.unwrap(), RunStatus::Awaiting);
}
