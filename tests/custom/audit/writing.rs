//! What is written, and that it is written with the change or not at all.

use http::StatusCode;
use kaffy::{AuditEvent, Kept};

use super::{Pie, Shop};
use crate::app::TestApp;

pub(crate) async fn a67_a_change_is_kept_with_every_field_before_and_after(db: kaffy::Database) {
    let shop = Shop::new(db).await;
    let form =
        shop.form_of::<Pie>("1").await.set("price", "6").set("oven_id", "2").without("fresh").set("fresh", "false");
    form.submit(&shop).await.is(StatusCode::SEE_OTHER);
    let entry = shop.entries().await.remove(0);
    assert_eq!(entry.event, Some(AuditEvent::Changed));
    assert_eq!((entry.sequence, entry.actor_id.as_str(), entry.actor.as_str()), (1, "test", "Test"));
    assert_eq!((entry.label.as_str(), entry.request.len()), ("Apple", 16));
    assert_eq!(entry.address.as_deref(), Some("192.0.2.7"));
    let text = |text: &str| Kept::Text(text.to_owned());
    let changes: Vec<_> =
        entry.changes.iter().map(|it| (it.column.meta.name, it.before.clone(), it.after.clone())).collect();
    assert_eq!(
        changes,
        [("price", text("5"), text("6")), ("fresh", text("true"), text("false")), ("oven_id", text("1"), text("2")),]
    );
    let line = shop.lines().await.remove(0);
    assert_eq!((line.resource.as_str(), line.record.as_str(), line.detail.as_str()), ("pies", "1", ""));
    assert!(line.at.len() == 27 && line.at.ends_with('Z'), "{}", line.at);
    shop.form_of::<Pie>("1").await.submit(&shop).await.is(StatusCode::SEE_OTHER);
    assert_eq!(shop.verified().await, 1, "a form saved as it was is no entry");
}

pub(crate) async fn s40_rows_of_a_form_joined_rows_and_deletions_are_entries(db: kaffy::Database) {
    let shop = Shop::new(db).await;
    let form = shop.new_form::<Pie>().await.set("title", "Lemon").set("price", "4").also("tags", "2");
    let form = form.set("slices.0._key", "").set("slices.0.name", "First");
    form.submit(&shop).await.is(StatusCode::SEE_OTHER);
    let said = shop.said().await;
    assert_eq!(said.len(), 3, "{said:?}");
    assert!(said[0].starts_with("added First") && said[2].starts_with("added Lemon"), "{said:?}");
    assert!(said[1].starts_with("added") && said[1].contains("tag_id"), "{said:?}");
    let key = shop.keys::<super::Slice>("").await.remove(0);
    let pie = shop.keys::<Pie>("q=").await.pop().expect("Lemon");
    let form = shop.form_of::<Pie>(&pie).await.set("slices.0._delete", "true").without("tags").also("tags", "");
    form.submit(&shop).await.is(StatusCode::SEE_OTHER);
    let said = shop.said().await;
    assert_eq!(said.len(), 5, "{said:?}");
    assert!(said[..2].iter().all(|it| it.starts_with("deleted")), "{said:?}");
    let lines = shop.lines().await;
    assert!(lines.iter().any(|it| it.event == "deleted" && it.resource == "slices" && it.record == key));
    shop.post("/shop/pies/4/delete", &[]).await.is(StatusCode::SEE_OTHER);
    let entry = shop.entries().await.remove(0);
    assert_eq!((entry.event, entry.label.as_str()), (Some(AuditEvent::Deleted), "Cherry"));
    let price = entry.changes.iter().find(|it| it.column.meta.name == "price").expect("what it was");
    assert_eq!((&price.before, &price.after), (&Kept::Text("3".to_owned()), &Kept::Nothing));
    assert_eq!(shop.verified().await, 6);
}

pub(crate) async fn s40_actions_are_entries_of_the_rows_they_were_done_to(db: kaffy::Database) {
    let shop = Shop::new(db).await;
    let ticked = [("_id", "1"), ("_id", "2"), ("_id", "3"), ("_id", "4"), ("_run", "1")];
    shop.post("/shop/pies/actions/raise", &ticked).await.ok();
    let said = shop.said().await;
    let actions: Vec<_> = said.iter().filter(|it| it.starts_with("action")).collect();
    assert_eq!(actions, ["action Cherry price", "action Apple price"], "refused and panicked rows are none");
    assert_eq!(said.iter().filter(|it| it.starts_with("noted")).count(), 2, "what they noted went with them: {said:?}");
    let line = shop.lines().await.into_iter().find(|it| it.event == "action").expect("one");
    assert_eq!((line.detail.as_str(), line.changes.as_str()), ("raise", r#"{"price":["5","10"]}"#));
    shop.post("/shop/pies/4/actions/raise", &[]).await.is(StatusCode::SEE_OTHER);
    let line = shop.lines().await.pop().expect("one");
    assert_eq!((line.detail.as_str(), line.changes.as_str()), ("raise", r#"{"price":["6","12"]}"#));
    let delete = [("_id", "2"), ("_id", "3"), ("_run", "1")];
    shop.post("/shop/pies/actions/delete", &delete).await.is(StatusCode::SEE_OTHER);
    assert_eq!(shop.said().await[..2].iter().filter(|it| it.starts_with("deleted P")).count(), 2);
    shop.verified().await;
}

pub(crate) async fn s25_a_secret_is_neither_in_the_log_nor_on_its_pages(db: kaffy::Database) {
    let shop = Shop::new(db).await;
    let form = shop.new_form::<Pie>().await.set("title", "Lemon").set("price", "4").set("code", "first secret");
    form.submit(&shop).await.is(StatusCode::SEE_OTHER);
    shop.form_of::<Pie>("1").await.set("code", "second secret").submit(&shop).await.is(StatusCode::SEE_OTHER);
    shop.post("/shop/pies/1/actions/raise", &[]).await.is(StatusCode::SEE_OTHER);
    let pages = [shop.get("/shop/pies/1/history").await.ok(), shop.get("/audit").await.ok(), shop.get("/").await.ok()];
    shop.post("/shop/pies/1/delete", &[]).await.is(StatusCode::SEE_OTHER);
    let pages = pages.into_iter().chain([shop.get("/audit").await.ok()]);
    assert!(pages.into_iter().all(|page| !page.body.contains("secret")));
    let lines = shop.lines().await;
    assert!(lines.iter().all(|line| !format!("{line:?}").contains(" secret")), "{lines:?}");
    let changed = lines.iter().find(|line| line.event == "changed").expect("that it changed is known");
    assert_eq!(changed.changes, r#"{"code":[{"secret":true},{"secret":true}]}"#);
    assert!(
        shop.entries()
            .await
            .iter()
            .all(|it| it.changes.iter().all(|it| !it.column.meta.is_secret() || !it.can_be_restored))
    );
}

pub(crate) async fn f19_the_entry_is_there_if_and_only_if_the_row_is(db: kaffy::Database) {
    let shop = Shop::new(db).await;
    for (title, status) in [("refuse", StatusCode::UNPROCESSABLE_ENTITY), ("panic", StatusCode::INTERNAL_SERVER_ERROR)]
    {
        let form =
            shop.form_of::<Pie>("1").await.set("title", title).set("slices.0._key", "").set("slices.0.name", "x");
        form.submit(&shop).await.is(status);
        let form = shop.new_form::<Pie>().await.set("title", title).set("price", "4");
        form.submit(&shop).await.is(status);
    }
    shop.post("/shop/pies/3/actions/raise", &[]).await.is(StatusCode::INTERNAL_SERVER_ERROR);
    assert_eq!((shop.verified().await, shop.keys::<Pie>("").await.len()), (0, 4), "neither");
    // The other way round: where the log cannot be written, nothing else is.
    shop.run("DELETE FROM kaffy_audit_head;").await;
    let page = shop.form_of::<Pie>("1").await.set("price", "9").submit(&shop).await;
    page.is(StatusCode::INTERNAL_SERVER_ERROR);
    let page = shop.post("/shop/pies/1/delete", &[]).await;
    page.is(StatusCode::INTERNAL_SERVER_ERROR);
    assert_eq!(shop.form_of::<Pie>("1").await.value("price"), Some("5"));
}

pub(crate) async fn s40_refusals_and_what_the_application_notes_are_entries(db: kaffy::Database) {
    let shop = Shop::with(db, |builder| {
        builder.audit(kaffy::Audit::on()).permissions(|actor, meta, permission| {
            actor.id == "test" || (permission == kaffy::Permission::View && meta.rust_name != "Oven")
        })
    })
    .await;
    shop.ask_as(kaffy::Actor::new("viewer", "Vera\nroot did it"));
    shop.get("/shop/ovens?q=hush").await.is(StatusCode::FORBIDDEN);
    shop.post("/shop/pies/1/delete", &[]).await.is(StatusCode::FORBIDDEN);
    let entries = shop.entries().await;
    let refused: Vec<_> = entries.iter().map(|it| (it.event, it.actor.as_str(), it.detail.as_str())).collect();
    assert_eq!(refused.len(), 2, "{refused:?}");
    assert!(
        refused.iter().all(|it| it.0 == Some(AuditEvent::Refused) && it.1 == r"Vera\u{a}root did it"),
        "{refused:?}"
    );
    assert!(refused[0].2.starts_with("POST /admin/shop/pies/1/delete "), "{refused:?}");
    assert!(refused[1].2.starts_with("GET /admin/shop/ovens ") && !refused[1].2.contains("hush"), "{refused:?}");
    shop.ask_as(kaffy::Actor::new("test", "Test"));
    assert!(shop.entries().await.is_empty(), "what others may not do is theirs");
    shop.form_of::<Pie>("2").await.set("title", "Pear, noted").submit(&shop).await.is(StatusCode::SEE_OTHER);
    let noted = shop.entries().await.into_iter().find(|it| it.event == Some(AuditEvent::Noted)).expect("by the hook");
    assert_eq!(noted.detail, r"by a hook\u{a}of the shop");
    let stranger = kaffy::Actor::new("", "mallory\u{0}").asking_from(kaffy::Origin::new("1", None));
    shop.admin.note(&stranger, AuditEvent::SignInFailed, "wrong password").await.expect("written");
    let line = shop.lines().await.pop().expect("one");
    assert_eq!(
        (line.event.as_str(), line.actor_id.as_str(), line.actor.as_str()),
        ("sign-in-failed", "", r"mallory\u{0}")
    );
    assert_eq!(shop.verified().await, 5);
}

pub(crate) async fn s40_a_log_costs_one_statement_a_save_and_none_where_it_is_off(db: kaffy::Database) {
    let cost = async |app: &TestApp, price: &str| {
        let form = app.form_of::<Pie>("1").await.set("price", price);
        let before = app.admin.database().statements();
        form.submit(app).await.is(StatusCode::SEE_OTHER);
        app.admin.database().statements() - before
    };
    let off = Shop::with(db, |builder| builder).await;
    let plain = cost(&off, "6").await;
    off.get("/audit").await.is(StatusCode::NOT_FOUND);
    off.get("/shop/pies/1/history").await.is(StatusCode::NOT_FOUND);
    assert!(!off.get("/shop/pies/1").await.ok().has("a[href$='/history']"));
    let auth = kaffy::Auth::external(|_| async { Some(kaffy::Actor::new("test", "Test")) });
    let builder = kaffy::Admin::builder(off.admin.database().clone()).auth(auth).audit(kaffy::Audit::on());
    let admin = super::resources(builder).build().await.expect("it builds");
    let on = off.app.served(axum::Router::new().nest("/admin", kaffy::web::router(admin.clone())));
    assert_eq!(cost(&on, "7").await, plain + 2, "the first entry of a process");
    assert_eq!([cost(&on, "8").await, cost(&on, "9").await], [plain + 1, plain + 1]);
    let before = admin.database().statements();
    on.get("/").await.ok();
    assert_eq!(admin.database().statements() - before, 1, "the first page");
    let before = admin.database().statements();
    on.get("/shop/pies/1/history").await.ok();
    assert_eq!(admin.database().statements() - before, 2, "the record and its entries");
    let before = admin.database().statements();
    on.get("/audit").await.ok();
    assert_eq!(admin.database().statements() - before, 2, "all entries, and the views of them");
}

pub(crate) async fn s25_a_secret_inside_a_field_is_masked_and_the_rest_is_kept(db: kaffy::Database) {
    let shop = Shop::new(db).await;
    let form = shop.new_form::<super::PieBox>().await.set("name", "Red").set("lock.@", "");
    let form = form.set("lock.maker", "Smith").set("lock.pin", "1234 secret");
    form.submit(&shop).await.is(StatusCode::SEE_OTHER);
    let key = shop.keys::<super::PieBox>("").await.remove(0);
    let form = shop.form_of::<super::PieBox>(&key).await.set("lock.@", "").set("lock.maker", "Jones");
    form.set("lock.pin", "5678 secret").submit(&shop).await.is(StatusCode::SEE_OTHER);
    let entry = shop.entries().await.remove(0);
    let change = entry.changes.iter().find(|it| it.column.meta.name == "lock").expect("it changed");
    let (Kept::Partly(before), Kept::Partly(after)) = (&change.before, &change.after) else { panic!("{change:?}") };
    assert!(before.contains("Smith") && after.contains("Jones") && after.contains("•••"), "{before} {after}");
    assert!(!change.can_be_restored, "the mask is no secret");
    let history = shop.get(&format!("{}/{key}/history", shop.list_path::<super::PieBox>())).await.ok();
    assert!(history.words("main").contains("Jones") && !history.body.contains(" secret"));
    assert!(shop.lines().await.iter().all(|line| !format!("{line:?}").contains(" secret")));
}

pub(crate) async fn s40_without_triggers_the_head_is_moved_by_a_statement(db: kaffy::Database) {
    let shop = Shop::new(db).await;
    shop.form_of::<Pie>("1").await.set("price", "6").submit(&shop).await.is(StatusCode::SEE_OTHER);
    let on = crate::app::by(shop.admin.database(), "", " ON kaffy_audit", "");
    shop.run(&format!("DROP TRIGGER kaffy_audit_moves{on};")).await;
    shop.run("UPDATE kaffy_audit_head SET guarded = 0;").await;
    shop.form_of::<Pie>("1").await.set("price", "7").submit(&shop).await.is(StatusCode::SEE_OTHER);
    shop.form_of::<Pie>("1").await.set("price", "8").submit(&shop).await.is(StatusCode::SEE_OTHER);
    assert_eq!(shop.verified().await, 3);
}
