//! Many rows, some of which refuse.

use std::{
    ops::ControlFlow,
    sync::atomic::{AtomicU32, Ordering},
};

use kaffy::{ActionPlace, AdminBuilder, Database, Posted, Selection, prelude::*};

use super::{
    models::{Loaf, Oven, shelf, shop},
    on_selection::tick,
};
use crate::app::TestApp;

pub(crate) async fn k141_a_refusal_undoes_its_row_only(db: Database) {
    let loaves = "INSERT INTO loaves VALUES (1, 'Rye', 300, TRUE, 1), (2, 'Sticky bun', 200, TRUE, 1),
        (3, 'Wheat', 900, TRUE, NULL), (4, 'Sticky <i>toffee</i>', 900, TRUE, NULL);";
    let app = shop(db, loaves).await;
    let page = tick(&app, "/shop/loaves?sort=price", "take-off", &["1", "2", "3", "4"]).await.ok();
    let page = page.form("form.record").set("_run", "1").submit(&app).await.ok();
    assert_eq!(page.words(".flash"), "2 loaves were taken off sale.");
    assert_eq!(page.words("#failed"), "2 loaves stayed as before:");
    assert_eq!(
        page.texts(".failures li"),
        ["Sticky bun It sticks to <b>the shelf</b>.", "Sticky <i>toffee</i> It sticks to <b>the shelf</b>."]
    );
    let href = page.attribute(".failures a", "href");
    assert_eq!(href.as_deref(), Some("/admin/shop/loaves/2?_back=sort%3Dprice"), "a link to the row");
    assert_eq!(page.attribute(".result .button", "href").as_deref(), Some("/admin/shop/loaves?sort=price"));
    assert_eq!(
        shelf(&app).await,
        ["Rye: 300, No", "Sticky <i>toffee</i>: 900, Yes", "Sticky bun: 200, Yes", "Wheat: 900, No"]
    );
}

pub(crate) async fn k141_a_panic_and_a_broken_rule_fail_their_rows_only(db: Database) {
    let loaves = "INSERT INTO loaves VALUES (1, 'Rye', 1, TRUE, 1), (2, 'Rock', 2, TRUE, 1), (3, 'Twin', 3, TRUE, 1),
        (4, 'Wheat', 4, TRUE, 1);";
    let app = shop(db, loaves).await;
    let page = tick(&app, "/shop/loaves", "break", &["1", "2", "3", "4"]).await.ok();
    let page = page.form("form.record").set("_run", "1").submit(&app).await.ok();
    assert_eq!(page.words(".flash"), "2 loaves were broken.");
    let failures = page.texts(".failures li");
    assert!(failures[0].starts_with("Rock Something broke on our side"), "{failures:?}");
    assert!(failures[1].starts_with("Twin This would make a second record"), "{failures:?}");
    assert_eq!(shelf(&app).await, ["Rock: 2, Yes", "Rye: 1, No", "Twin: 3, Yes", "Wheat: 4, No"]);
}

pub(crate) async fn k141_the_first_hundred_failures_are_named_and_all_counted(db: Database) {
    let loaves: Vec<_> = (1..=250).map(|id| format!("({id}, 'Sticky {id:03}', {id}, TRUE, 1)")).collect();
    let app = shop(db, &format!("INSERT INTO loaves VALUES {};", loaves.join(", "))).await;
    let list = app.get("/shop/loaves").await.ok();
    let token = list.attribute("[data-select-all]", "value").expect("250 rows");
    let page = list.form("form.selection").set("_action", "take-off").set("_all", &token).submit(&app).await.ok();
    assert!(page.words("h1").ends_with("250 loaves"), "{}", page.words("h1"));
    let page = page.form("form.record").set("_run", "1").submit(&app).await.ok();
    assert_eq!(page.words(".flash"), "No loaf was taken off sale.");
    assert_eq!(page.words("#failed"), "250 loaves stayed as before:");
    let failures = page.texts(".failures li");
    assert_eq!((failures.len(), failures[100].as_str()), (101, "and 150 more"));
}

static AFTERWARDS: AtomicU32 = AtomicU32::new(0);

/// Adds a loaf for each one, and tells somebody once that is certain.
struct Double;

impl RecordAction for Double {
    type Record = Loaf;
    type Inputs = ();

    fn about(&self) -> ActionMeta {
        ActionMeta::new("double", "Double").done("doubled")
    }

    async fn run(&self, ctx: &mut Ctx, loaf: &Loaf, _: &()) -> Result<(), Refusal> {
        let mut insert = sea_query::Query::insert();
        insert.into_table("loaves").columns(["id", "title", "price", "on_sale"]);
        insert.values_panic([
            (loaf.id + 1000).into(),
            format!("{} again", loaf.title).into(),
            loaf.price.into(),
            true.into(),
        ]);
        ctx.execute(&insert).await?;
        ctx.after_commit(async { AFTERWARDS.store(AFTERWARDS.load(Ordering::SeqCst) + 1, Ordering::SeqCst) });
        if loaf.id % 10 == 0 { Err("Not this one.".into()) } else { Ok(()) }
    }
}

struct Doubling;

impl ResourceAdmin for Doubling {
    type Record = Loaf;

    fn actions(&self) -> Actions<Loaf> {
        Actions::new().with(Double)
    }
}

fn doubling(builder: AdminBuilder) -> AdminBuilder {
    builder.resource_admin(Doubling).resource::<Oven>()
}

pub(crate) async fn k141_a_run_over_rows_that_make_more_of_themselves_ends(db: Database) {
    let loaves: Vec<_> = (1..=230).map(|id| format!("({id}, 'Loaf {id:03}', {id}, TRUE, 1)")).collect();
    let app = shop(db.clone(), &format!("INSERT INTO loaves VALUES {};", loaves.join(", "))).await;
    drop(app);
    let app = TestApp::over(db, "SELECT 1;", doubling).await;
    let seen = app.view::<Loaf>();
    let action = seen.action(ActionPlace::List, "double").expect("it is allowed");
    let given = action.read(Posted::default()).await.expect("nothing is asked");
    let all = Selection::Query(Box::new(kaffy::ListQuery::new(app.resource::<Loaf>())));
    let mut heard = Vec::new();
    let report = action
        .run(all, &given, |report| {
            heard.push(report.seen());
            ControlFlow::Continue(())
        })
        .await;
    assert_eq!((report.done, report.failed, report.gone), (207, 23, 0), "{report:?}");
    // Fewer where a transaction was open for too long.
    let steps = heard.iter().scan(0, |last, seen| Some(seen - std::mem::replace(last, *seen)));
    assert!(steps.max() <= Some(100) && heard.last() == Some(&230), "in transactions of a hundred: {heard:?}");
    assert_eq!(app.get("/shop/loaves").await.words("#count"), "437 loaves");

    // Stopped by whoever watches: what was done stays done.
    app.run("DELETE FROM loaves WHERE id > 1000;").await;
    let all = Selection::Query(Box::new(kaffy::ListQuery::new(app.resource::<Loaf>())));
    let report = action.run(all, &given, |_| ControlFlow::Break(())).await;
    assert!((1..=100).contains(&report.seen()) && report.stopped.is_some(), "{report:?}");
    assert_eq!(app.get("/shop/loaves").await.words("#count"), format!("{} loaves", 230 + report.done));
}

/// Takes its time over every row.
struct Slow;

impl RecordAction for Slow {
    type Record = Loaf;
    type Inputs = ();

    fn about(&self) -> ActionMeta {
        ActionMeta::new("slow", "Warm up").done("warmed")
    }

    async fn run(&self, ctx: &mut Ctx, loaf: &Loaf, _: &()) -> Result<(), Refusal> {
        tokio::time::sleep(std::time::Duration::from_millis(700)).await;
        ctx.execute(&super::models::loaf(loaf.id, "price", 1)).await?;
        if loaf.id == 3 { Err("Still cold.".into()) } else { Ok(()) }
    }
}

struct Warming;

impl ResourceAdmin for Warming {
    type Record = Loaf;

    fn actions(&self) -> Actions<Loaf> {
        Actions::new().with(Slow)
    }
}

pub(crate) async fn k141_a_long_run_tells_how_far_it_is(db: Database) {
    let loaves = "INSERT INTO loaves VALUES (1, 'Rye', 9, TRUE, 1), (2, 'Wheat', 9, TRUE, 1), (3, 'Bun', 9, TRUE, 1),
        (4, 'Roll', 9, TRUE, 1), (5, 'Cake', 9, TRUE, 1);";
    drop(shop(db.clone(), loaves).await);
    let app = TestApp::over(db, "SELECT 1;", |builder| builder.resource_admin(Warming).resource::<Oven>()).await;
    let page = tick(&app, "/shop/loaves?sort=price", "slow", &["1", "2", "3", "4", "5"]).await.ok();
    let page = page.form("form.record").set("_run", "1").submit(&app).await.ok();
    assert!(page.words(".lead").contains("Working through 5 loaves"), "{}", page.words("main"));
    let steps = page.texts(".run .step");
    assert!(!steps.is_empty() && steps.iter().all(|step| step.contains("of 5 loaves")), "{steps:?}");
    assert_eq!(page.words(".run .result .flash"), "4 loaves were warmed.");
    assert_eq!(page.texts(".run .failures li"), ["Bun Still cold."]);
    assert_eq!(page.attribute(".result .button", "href").as_deref(), Some("/admin/shop/loaves?sort=price"));
    assert!(page.body.trim_end().ends_with("</html>"), "the page comes to its end");
    assert_eq!(shelf(&app).await, ["Bun: 9, Yes", "Cake: 1, Yes", "Roll: 1, Yes", "Rye: 1, Yes", "Wheat: 1, Yes"]);
}
