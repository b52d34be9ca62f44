//! Actions.

use kaffy::{prelude::*, testing::TestJobs};

use crate::shop::{self, Product};

pub(crate) async fn w16_an_action_runs_on_a_selection_with_its_inputs(db: Database) {
    let (ann, _) = shop::ann(&db).await;
    let wrong = ann.action::<Product>("archive").on([1, 3]).input("reason", "x").run().await.expect_err("too short");
    assert_eq!((wrong.status(), wrong.field("reason").is_empty()), (422, false), "{wrong}");
    let asked = ann.action::<Product>("archive").on([1, 3]).ask().await.expect("a page that asks");
    assert_eq!((asked.page().heading(), asked.value("reason")), ("Archive: 2 products".to_owned(), Some("")));
    let ran = ann.action::<Product>("archive").on([1, 3]).input("reason", "stale").run().await.expect("run");
    assert_eq!((ran.message(), ran.failures().len()), ("2 products were archived.", 0));
    ann.list::<Product>().get().await.expect("a list").assert_cell("Rye bread", "note", "stale");

    let ran = ann.action::<Product>("archive").on_all().input("reason", "all of it").run().await.expect("run");
    assert_eq!(ran.failures(), [("Rye rolls", "This one is gone already.")]);
    assert_eq!(ran.page().status(), 200);
    let list = ann.list::<Product>().get().await.expect("a list");
    assert_eq!(list.column("note"), ["all of it", "all of it", "—"]);

    let nothing = ann.action::<Product>("archive").on(Vec::<i64>::new()).run().await.expect_err("nothing selected");
    assert!(nothing.to_string().starts_with("it was not run"), "{nothing}");
    let gone = ann.action::<Product>("archive").on([4711]).run().await.expect_err("nothing of it is there");
    assert!(gone.to_string().starts_with("it was not run"), "{gone}");
    let nowhere = ann.action::<Product>("archive").run().await.expect_err("on nothing");
    assert_eq!(nowhere.status(), 0);
}

pub(crate) async fn w16_an_action_runs_on_a_record_and_in_the_background(db: Database) {
    let (ann, jobs) = shop::ann(&db).await;
    let ran = ann.action::<Product>("greet").on_record(1).run().await.expect("run");
    assert_eq!(ran.message(), "The product “Rye bread” was greeted.");
    let refused = ann.action::<Product>("greet").on_record(3).run().await.expect_err("refused");
    assert_eq!(refused.errors(), [("", "It does not want to be greeted.")]);
    let asks = ann.action::<Product>("greet").on_record(1).input("how", "loud").run().await;
    assert!(asks.is_err(), "it asks for nothing");

    let ran = ann.action::<Product>("bake").on([1]).run().await.expect("started");
    assert!(ran.background().is_some(), "{:?}", ran.page());
    ann.list::<Product>().get().await.expect("a list").assert_cell("Rye bread", "price", "4");
    let mut worker = TestJobs::new(&jobs).await.expect("a worker");
    assert_eq!(worker.drain("default").await.expect("done").succeeded, 1);
    ann.list::<Product>().get().await.expect("a list").assert_cell("Rye bread", "price", "100");
}

pub(crate) async fn w16_an_action_that_is_not_offered_is_not_run(db: Database) {
    let (ann, _) = shop::ann(&db).await;
    let unknown = ann.action::<Product>("praise").on([1]).run().await.expect_err("no such action");
    let words = unknown.to_string();
    assert!(words.starts_with("the action `praise` is not offered, but: "), "{words}");
    assert!(words.contains("archive"), "{words}");
    let guest = ann.signed_in_as(Actor::new("2", "Gus").role("guest"));
    let forbidden = guest.action::<Product>("archive").on([1]).run().await.expect_err("not for guests");
    assert!(forbidden.to_string().contains("is not offered"), "{forbidden}");
    let elsewhere = ann.action::<Product>("archive").on_record(1).run().await.expect_err("on lists only");
    assert!(elsewhere.to_string().starts_with("the action `archive` is not offered, but: Greet"), "{elsewhere}");
}
