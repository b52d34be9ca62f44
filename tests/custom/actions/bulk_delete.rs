//! "Delete selected".

use http::StatusCode;
use kaffy::{Database, prelude::*};

use super::{
    models::{Loaf, Oven, THREE, loaf, shelf, shop},
    on_selection::tick,
    tokens::hundred,
};
use crate::app::TestApp;

pub(crate) async fn k144_selected_rows_are_deleted_after_a_question(db: Database) {
    let app = shop(db, THREE).await;
    let page = tick(&app, "/shop/loaves?q=e", "delete", &["1", "3"]).await.ok();
    assert_eq!((page.words("h1").as_str(), page.texts(".affected li").len()), ("Delete selected: 2 loaves", 2));
    assert!(page.words("main").contains("This cannot be undone."));
    assert!(page.has("a[autofocus]"), "Cancel comes first");
    assert_eq!(shelf(&app).await.len(), 3);
    let done = page.form("form.record").set("_run", "1").submit(&app).await;
    assert_eq!(done.location(), "/admin/shop/loaves?q=e");
    assert_eq!(app.get("/shop/loaves").await.words(".flash"), "2 loaves were deleted.");
    assert_eq!(shelf(&app).await, ["Sticky bun: 200, Yes"]);
}

pub(crate) async fn k144_a_row_that_cannot_go_says_why_and_the_others_go(db: Database) {
    let app = shop(db, THREE).await;
    app.run("INSERT INTO ovens VALUES (3, 'Spare');").await;
    let page = tick(&app, "/shop/ovens", "delete", &["1", "2", "3"]).await.ok();
    let page = page.form("form.record").set("_run", "1").submit(&app).await.ok();
    assert_eq!(page.words(".flash"), "2 ovens were deleted.");
    assert_eq!(page.texts(".failures li"), ["Left These refer to it and have to go first: Loaves (2)."]);
    assert_eq!(app.keys::<Oven>("").await, ["1"]);
}

struct Keeper;

impl ResourceAdmin for Keeper {
    type Record = Loaf;

    fn bulk_delete(&self, _: &Actor) -> bool {
        false
    }
}

pub(crate) async fn k144_it_can_be_switched_off_for_a_resource(db: Database) {
    drop(shop(db.clone(), THREE).await);
    let app = TestApp::over(db, "SELECT 1;", |builder| builder.resource_admin(Keeper).resource::<Oven>()).await;
    assert!(!app.get("/shop/loaves").await.ok().has("form.selection"), "nothing else can be done");
    assert!(app.get("/shop/ovens").await.ok().has("form.selection"));
    for fields in [&[("_id", "1")][..], &[("_id", "1"), ("_run", "1")]] {
        app.post("/shop/loaves/actions/delete", fields).await.is(StatusCode::FORBIDDEN);
    }
    assert_eq!(app.keys::<Loaf>("").await.len(), 3);
}

/// Takes the next loaf off sale when one of them goes.
struct Sparing;

impl ResourceAdmin for Sparing {
    type Record = Loaf;

    async fn after_delete(&self, ctx: &mut Ctx, gone: &Loaf) -> Result<(), Refusal> {
        if gone.id == 20 {
            ctx.execute(&loaf(21, "on_sale", false)).await?;
        }
        Ok(())
    }
}

pub(crate) async fn k144_b6_a_row_that_stops_to_match_on_the_way_stays(db: Database) {
    drop(hundred(db.clone()).await);
    let app = TestApp::over(db, "SELECT 1;", |builder| builder.resource_admin(Sparing).resource::<Oven>()).await;
    let list = app.get("/shop/loaves?f.on_sale=true").await.ok();
    let token = list.attribute("[data-select-all]", "value").expect("there is more than this page");
    let page = list.form("form.selection").set("_action", "delete").set("_all", &token).submit(&app).await.ok();
    page.form("form.record").set("_run", "1").submit(&app).await;
    let kept = app.keys::<Loaf>("size=50").await;
    assert_eq!(kept, ["1", "2", "3", "4", "5", "21"], "and all the others that matched are gone");
}
