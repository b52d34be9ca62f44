//! Saved views of several people and of several admins over one database.

use std::sync::{Arc, Mutex};

use http::StatusCode;
use kaffy::{Area, Audit, Auth, prelude::*};

use crate::{
    app::TestApp,
    exporting::rows,
    goods::{Goods, Shelf, shop},
    saved_views::{LIST, People, below, saved, tabs},
};

pub(crate) async fn a19_admins_over_one_database_have_views_of_their_own(db: Database) {
    let people = People::over(db.clone()).await;
    let other = TestApp::over(db, "SELECT 1", |builder| {
        let login = Auth::external(|_| async { Some(Actor::new("mia", "mia")) });
        let builder = builder.title("Elsewhere").auth(login).saved_views(true);
        builder.resource_admin(Goods { may_export: true }).resource::<Shelf>()
    })
    .await;
    let own = saved(people.mia(), "q=rye", "Own", "me").await;
    let ours = saved(people.mia(), "q=r", "Ours", "everyone").await;
    let first = |id| [("list", "shop/goods"), ("view", id)];
    people.mia().post("/views/default", &first(&*own)).await.location();

    assert_eq!(tabs(&other.get(LIST).await.ok()), Vec::<String>::new(), "the same person, the same list");
    for id in [&*own, &*ours] {
        other.get(&format!("{LIST}?view={id}")).await.is(StatusCode::NOT_FOUND);
        other.get(&format!("/views/{id}")).await.is(StatusCode::NOT_FOUND);
        other.post(&format!("/views/{id}/delete"), &[]).await.is(StatusCode::NOT_FOUND);
        other.post("/views/default", &first(id)).await.is(StatusCode::NOT_FOUND);
    }

    // Names and first views are those of one admin.
    let namesake = saved(&other, "q=bun", "Own", "me").await;
    other.post("/views/default", &first(&*namesake)).await.location();
    assert!(other.get(LIST).await.location().contains(&namesake));
    assert!(people.mia().get(LIST).await.location().contains(&own));
    other.post("/views/default", &first("")).await.location();
    other.get(LIST).await.ok();
    assert!(people.mia().get(LIST).await.location().contains(&own));
    let mine = people.mia().get(&format!("{LIST}?view=none")).await.ok();
    assert_eq!(tabs(&mine), ["All", "Ours", "Own Opens first"]);
}

pub(crate) async fn a19_f20_a_shared_view_is_replaced_by_who_sees_all_of_it_as_it_is(db: Database) {
    let people = People::over(db).await;
    let id = saved(people.mia(), "q=r&columns=title,margin_note,stock", "Margins", "everyone").await;
    let (view, replace) = (format!("{LIST}?view={id}"), format!("/views/{id}/replace"));
    let whole = below(people.mia().get(&view).await.location());
    let page = people.mia().get(&format!("{whole}&density=compact")).await.ok();
    let hers = page.form("form[action$='/replace']");
    let seen = hers.value("seen").expect("a version").to_owned();

    // Whoever may share, and does not see the margins, would take them from her.
    let cut = below(people.of("boss", &[]).get(&view).await.location());
    let page = people.of("boss", &[]).get(&format!("{cut}&density=compact")).await.ok();
    assert_eq!(page.texts(".states [aria-current]"), ["Margins Shared by mia"]);
    assert!(!page.has("form[action$='/replace']"));
    let fields = [("query", "q=r"), ("seen", &*seen)];
    let refused = people.of("boss", &[]).post(&replace, &fields).await.is(StatusCode::CONFLICT);
    assert!(refused.words("main").contains("others would lose the rest"), "{}", refused.words("main"));

    // Of two who see all of it the second is told.
    let page = people.of("boss", &["owner"]).get(&format!("{whole}&f.on_sale=true")).await.ok();
    let theirs = page.form("form[action$='/replace']");
    hers.clone_with_save("").submit(people.mia()).await.location();
    let refused = theirs.submit(people.of("boss", &["owner"])).await.is(StatusCode::CONFLICT);
    assert!(refused.words("main").contains("Somebody else changed this view"), "{}", refused.words("main"));
    hers.submit(people.mia()).await.location();
    let now = people.mia().get(&view).await.location().to_owned();
    assert!(now.contains("density=compact") && now.contains("margin_note") && !now.contains("on_sale"), "{now}");
}

pub(crate) async fn a19_s37_the_log_tells_of_views_of_lists_that_its_reader_sees(db: Database) {
    let who = Arc::new(Mutex::new("mia"));
    let asked = who.clone();
    let app = shop(db, &rows(&["'Rye', 'mixed', TRUE, 3, 1, -4, '[]'"]), |builder| {
        let login = Auth::external(move |_| {
            let id = *asked.lock().expect("one thread");
            async move { Some(Actor::new(id, id)) }
        });
        let builder = builder.auth(login).audit(Audit::on()).areas(|_, area, _| area == Area::Views);
        builder.permissions(|actor, meta, _| actor.id != "tom" || meta.rust_name != "Good")
    })
    .await;
    saved(&app, "q=r", "Margins", "everyone").await;
    for (id, is_told) in [("mia", true), ("eva", true), ("tom", false)] {
        *who.lock().expect("one thread") = id;
        let log = app.get("/audit?about=views").await.ok();
        assert_eq!(log.body.contains("Margins (shop/goods)"), is_told, "{id}: {}", log.words("main"));
    }
}
