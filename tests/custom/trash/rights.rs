//! Whose the trash is.

use http::StatusCode;
use kaffy::{AuditEvent, Database, Permission, prelude::*};

use super::{BREADS, Bread, bakehouse, titles, trash};

fn without(denied: Permission) -> impl Fn(&Actor, &'static kaffy::ResourceMeta, Permission) -> bool {
    move |_, _, asked| asked != denied
}

pub(crate) async fn a65_restoring_needs_the_right_to_change_and_purging_that_to_delete(db: Database) {
    let app = bakehouse(db, |builder| builder.permissions(without(Permission::Change))).await;
    trash(&app, &format!("{BREADS}/1")).await;
    assert!(!app.get(BREADS).await.ok().has(".flash form"), "nothing is offered that would be refused");
    let page = app.get(&format!("{BREADS}/1")).await.ok();
    assert!(page.has("section.trashed") && !page.has("section.trashed form") && page.has("section.trashed a"));
    app.post(&format!("{BREADS}/1/restore"), &[]).await.is(StatusCode::FORBIDDEN);
    app.post(&format!("{BREADS}/actions/restore"), &[("_id", "1"), ("_run", "1")]).await.is(StatusCode::FORBIDDEN);
    let list = app.get(&format!("{BREADS}?trash=1")).await.ok();
    assert_eq!(list.texts("#selection-action option"), ["Delete for ever"]);
    drop(app);
}

pub(crate) async fn a65_who_may_not_delete_neither_moves_nor_purges(db: Database) {
    let app = bakehouse(db, |builder| builder.permissions(without(Permission::Delete))).await;
    let now = "UPDATE trash_breads SET deleted_at = '2026-03-01 10:00:00' WHERE id = 1";
    app.run(now).await;
    for path in ["2/delete", "1/purge"] {
        app.post(&format!("{BREADS}/{path}"), &[]).await.is(StatusCode::FORBIDDEN);
    }
    app.post(&format!("{BREADS}/actions/purge"), &[("_id", "1"), ("_run", "1")]).await.is(StatusCode::FORBIDDEN);
    let list = app.get(&format!("{BREADS}?trash=1")).await.ok();
    assert_eq!(list.texts("#selection-action option"), ["Restore selected"]);
    assert!(!list.has("form[action$='/actions/purge']"));
    let page = app.get(&format!("{BREADS}/1")).await.ok();
    assert!(page.has("section.trashed form") && !page.has("section.trashed a"));
    app.post(&format!("{BREADS}/1/restore"), &[]).await.location();
    assert_eq!(titles(&app, "q=rye").await, ["Rye"]);
}

pub(crate) async fn a65_s22_a_row_outside_the_scope_is_in_nobodys_trash(db: Database) {
    let scope = |_: &Actor| vec![Bread::fields().price.at_least(4)];
    let app = bakehouse(db, move |builder| builder.scope::<Bread>(scope)).await;
    app.run("UPDATE trash_breads SET deleted_at = '2026-03-01 10:00:00' WHERE id IN (1, 2)").await;
    assert_eq!(titles(&app, "trash=1").await, ["Spelt"]);
    for path in ["1", "1/purge", "1/history"] {
        app.get(&format!("{BREADS}/{path}")).await.is(StatusCode::NOT_FOUND);
    }
    for path in ["1/purge", "1/restore"] {
        app.post(&format!("{BREADS}/{path}"), &[]).await.is(StatusCode::NOT_FOUND);
    }
    app.post(&format!("{BREADS}/2/restore"), &[]).await.location();
    assert_eq!(app.keys::<Bread>("q=spelt").await, ["2"]);
    // What it holds is not said, either.
    let form = app.new_form::<Bread>().await.set("title", "Rye").set("price", "5");
    let page = form.submit(&app).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!page.words(".summary").contains("trash"), "{}", page.words(".summary"));
}

struct Hooked;

impl ResourceAdmin for Hooked {
    type Record = Bread;

    async fn before_delete(&self, _: &mut Ctx, bread: &Bread) -> Result<(), Refusal> {
        if bread.title == "Wheat" { Err("not this one".into()) } else { Ok(()) }
    }

    async fn after_delete(&self, ctx: &mut Ctx, bread: &Bread) -> Result<(), Refusal> {
        ctx.note(AuditEvent::Noted, &format!("after {}", bread.title));
        Ok(())
    }

    async fn before_update(&self, _: &mut Ctx, change: &mut Changeset<Bread>) -> Result<(), Refusal> {
        if change.get(Bread::fields().title).as_deref() == Some("Corn") { Err("it stays there".into()) } else { Ok(()) }
    }
}

pub(crate) async fn a65_k150_hooks_decide_about_both_ways(db: Database) {
    let app = bakehouse(db, |builder| builder.resource_admin(Hooked)).await;
    let page = app.get(&format!("{BREADS}/3/delete")).await.ok().form("form.answer").submit(&app).await;
    assert!(page.is(StatusCode::CONFLICT).words(".summary").contains("not this one"));
    trash(&app, &format!("{BREADS}/4")).await;
    trash(&app, &format!("{BREADS}/1")).await;
    app.post(&format!("{BREADS}/4/restore"), &[]).await.location();
    assert!(app.get(&format!("{BREADS}/4")).await.ok().words(".flash").contains("it stays there"));
    let ticked = [("_id", "4"), ("_id", "1"), ("_run", "1")];
    let page = app.post(&format!("{BREADS}/actions/restore"), &ticked).await.ok();
    assert_eq!(page.texts(".failures li"), ["Corn it stays there"]);
    assert_eq!(titles(&app, "trash=1").await, ["Corn"]);
    let log = app.get("/audit").await.ok();
    assert!(
        log.words("main").contains("after Rye") && log.words("main").contains("after Corn"),
        "{}",
        log.words("main")
    );
}
