//! Saved views: of one person, a role and everyone, the one that opens first, and what an actor may not see of one.

use std::sync::{Arc, Mutex};

use http::StatusCode;
use kaffy::{Area, Audit, Auth, prelude::*};

use crate::{
    app::{Page, TestApp},
    exporting::rows,
    goods::shop,
};

pub(crate) const LIST: &str = "/shop/goods";

/// Who comes, and with which roles.
pub(crate) type Who = Arc<Mutex<(&'static str, Vec<&'static str>)>>;

/// The shop with people: mia, who may share, and others.
pub(crate) struct People {
    pub(crate) app: TestApp,
    who: Who,
    /// Whether mia may share.
    shares: Arc<Mutex<bool>>,
}

impl People {
    pub(crate) async fn over(db: Database) -> Self {
        let who: Who = Arc::default();
        let shares = Arc::new(Mutex::new(true));
        let (asked, may) = (who.clone(), shares.clone());
        let goods = ["'Rye', 'mixed', TRUE, 3, 1, -4, '[]'", "'Bun', 'plain', FALSE, 1, NULL, 5, '[]'"];
        let app = shop(db, &rows(&goods), |builder| {
            let login = Auth::external(move |_| {
                let (id, roles) = asked.lock().expect("one thread").clone();
                async move { Some(roles.into_iter().fold(Actor::new(id, id), Actor::role)) }
            });
            builder.auth(login).audit(Audit::on()).areas(move |actor, area, right| {
                area == Area::Views
                    && right == "share"
                    && (actor.id == "boss" || (actor.id == "mia" && *may.lock().expect("one thread")))
            })
        })
        .await;
        Self { app, who, shares }
    }

    pub(crate) fn of(&self, id: &'static str, roles: &[&'static str]) -> &TestApp {
        *self.who.lock().expect("one thread") = (id, roles.to_vec());
        &self.app
    }

    pub(crate) fn mia(&self) -> &TestApp {
        self.of("mia", &["owner"])
    }

    pub(crate) fn tom(&self) -> &TestApp {
        self.of("tom", &["seller"])
    }

    fn eva(&self) -> &TestApp {
        self.of("eva", &[])
    }
}

/// Saves what a list shows, and the id of the view.
pub(crate) async fn saved(app: &TestApp, query: &str, name: &str, audience: &str) -> String {
    let list = app.get(&format!("{LIST}?{query}")).await.ok();
    let form = list.form("form[aria-labelledby=view-save]").set("name", name).set("audience", audience);
    let place = form.submit(app).await.location().to_owned();
    let (_, id) = place.rsplit_once("view=").unwrap_or_else(|| panic!("no view in {place}"));
    id.to_owned()
}

pub(crate) fn tabs(page: &Page) -> Vec<String> {
    page.texts(".views .states a")
}

pub(crate) fn below(place: &str) -> String {
    place.strip_prefix("/admin").expect("a place in the admin").to_owned()
}

pub(crate) async fn a19_a_list_is_saved_by_name_and_opened_by_it(db: Database) {
    let people = People::over(db).await;
    let app = people.mia();
    let none = app.get(LIST).await.ok();
    assert!(
        tabs(&none).is_empty() && none.has("form[aria-labelledby=view-save]"),
        "there is nothing to choose from yet"
    );
    let id = saved(app, "q=r&sort=-title&size=25&columns=title,stock&last=1", "Rye & <b>", "me").await;
    let place = format!("{LIST}?q=r&sort=-title&size=25&columns=title%2Cstock&view={id}");
    let page = app.get(&place).await.ok();
    assert!(page.words(".flash").contains("The view “Rye & <b>” was saved."));
    assert_eq!(tabs(&page), ["All", "Rye & <b>"]);
    assert_eq!(page.texts(".states [aria-current]"), ["Rye & <b>"]);
    assert!(!page.body.contains("Rye & <b>"), "escaped");
    assert!(!page.has("form[action$='/replace']"), "it shows what was saved");
    assert_eq!(below(app.get(&format!("{LIST}?view={id}")).await.location()), place);

    let other = app.get(&format!("{place}&density=compact&f.on_sale=true")).await.ok();
    assert_eq!(other.texts(".states [aria-current]"), ["Rye & <b>"], "still the view, with something else in it");
    let replaced = other.form("form[action$='/replace']").submit(app).await.location().to_owned();
    assert!(replaced.contains("f.on_sale=true") && replaced.contains("density=compact"), "{replaced}");
    let opened = app.get(&format!("{LIST}?view={id}")).await.location().to_owned();
    assert_eq!(opened, replaced);

    let form = page.form("form[aria-labelledby=view-save]");
    let long = "x".repeat(81);
    for (name, words) in [
        (" ", "A view needs a name of 80 characters at most"),
        (&*long, "A view needs a name of 80 characters at most"),
        ("a\u{7}", "without control characters"),
        ("a\u{202e}b", "signs that turn the direction of writing"),
        ("Rye & <b>", "You have another view of this list with this name"),
    ] {
        let again = form.clone_with_save("").set("name", name).submit(app).await.is(StatusCode::UNPROCESSABLE_ENTITY);
        assert!(again.words(".summary").contains(words), "{name}: {}", again.words(".summary"));
        assert!(again.words("title").starts_with("Error:"));
        let typed = again.form("form.record");
        assert_eq!(typed.value("name"), Some(name), "what was typed is kept");
        if name.starts_with("Rye") {
            typed.set("name", "Other").submit(app).await.location();
        }
    }
    assert_eq!(tabs(&app.get(LIST).await.ok()), ["All", "Other", "Rye & <b>"]);
    let bad = [("list", "shop/goods"), ("name", "x"), ("query", "f.nonsense=1")];
    app.post("/views", &bad).await.is(StatusCode::BAD_REQUEST);
    let long = format!("q={}", "rye%20".repeat(60));
    let fields = [("list", "shop/goods"), ("name", "x"), ("query", &*long)];
    assert!(app.post("/views", &fields).await.status.is_redirection(), "a search keeps what it takes");
}

pub(crate) async fn a19_w9_views_are_for_one_person_a_role_or_everyone(db: Database) {
    let people = People::over(db).await;
    let own = saved(people.mia(), "q=own", "Own", "me").await;
    let of_role = saved(people.mia(), "q=role", "Role", "me").await;
    let of_all = saved(people.mia(), "q=all", "All of us", "everyone").await;
    let form = people.mia().get(&format!("/views/{of_role}")).await.ok().form("form.record");
    form.set("audience", "role").set("role", "seller").submit(people.mia()).await.location();
    assert_eq!(
        tabs(&people.mia().get(LIST).await.ok()),
        ["All", "All of us", "Own", "Role"],
        "her own, whoever else sees them"
    );
    let seen = people.tom().get(LIST).await.ok();
    assert_eq!(tabs(&seen), ["All", "All of us Shared by mia", "Role Shared by mia"]);
    assert_eq!(tabs(&people.eva().get(LIST).await.ok()), ["All", "All of us Shared by mia"]);

    // Another's is not there; one that is shared opens, and is not theirs to change.
    for (app, id) in [(people.tom(), &own), (people.tom(), &own)] {
        app.get(&format!("{LIST}?view={id}")).await.is(StatusCode::NOT_FOUND);
        app.get(&format!("/views/{id}")).await.is(StatusCode::NOT_FOUND);
        for what in ["", "/replace", "/delete"] {
            let fields = [("name", "Mine"), ("query", "")];
            app.post(&format!("/views/{id}{what}"), &fields).await.is(StatusCode::NOT_FOUND);
        }
    }
    people.eva().get(&format!("{LIST}?view={of_role}")).await.is(StatusCode::NOT_FOUND);
    people.eva().post(&format!("/views/{of_role}/delete"), &[]).await.is(StatusCode::NOT_FOUND);
    people.tom().get(&format!("{LIST}?view={of_role}")).await.location();
    people.tom().get(&format!("/views/{of_role}")).await.is(StatusCode::FORBIDDEN);
    for what in ["", "/replace", "/delete"] {
        let fields = [("name", "Mine"), ("query", "")];
        people.tom().post(&format!("/views/{of_role}{what}"), &fields).await.is(StatusCode::FORBIDDEN);
    }
    assert!(!seen.has("#view-audience"), "nobody shares without the right");
    let shared = [("list", "shop/goods"), ("query", ""), ("name", "x"), ("audience", "everyone")];
    people.tom().post("/views", &shared).await.is(StatusCode::FORBIDDEN);
    let nobody = [("list", "shop/goods"), ("query", ""), ("name", "x"), ("audience", "nobody")];
    people.tom().post("/views", &nobody).await.is(StatusCode::BAD_REQUEST);

    // Whoever may share looks after all that is shared, and after nothing else.
    let boss = people.of("boss", &[]);
    assert_eq!(tabs(&boss.get(LIST).await.ok()), ["All", "All of us Shared by mia"]);
    let page = boss.get("/views?list=shop/goods").await.ok();
    assert_eq!(page.texts("tbody th"), ["All of us", "Role"]);
    assert_eq!(page.column("Who sees it"), ["Everyone", "Role seller"]);
    boss.get(&format!("/views/{own}")).await.is(StatusCode::NOT_FOUND);
    let form = boss.get(&format!("/views/{of_role}")).await.ok().form("form.record");
    form.set("name", "Sellers").submit(boss).await.location();
    assert_eq!(tabs(&people.tom().get(LIST).await.ok())[2], "Sellers Shared by mia");

    // Without the right a view of one's own stays one's own to name and to take back, and no more.
    *people.shares.lock().expect("one thread") = false;
    let app = people.mia();
    let page = app.get(&format!("/views/{of_all}")).await.ok();
    assert_eq!(page.attributes("#view-audience option", "value"), ["me", "everyone"]);
    page.form("form.record").set("name", "Ours").submit(app).await.location();
    let more = page.form("form.record").set("audience", "role").set("role", "seller");
    more.submit(app).await.is(StatusCode::FORBIDDEN);
    page.form("form.record").set("audience", "me").submit(app).await.location();
    assert_eq!(tabs(&people.eva().get(LIST).await.ok()), Vec::<String>::new());
    let back = page.form("form.record").set("audience", "everyone");
    back.submit(people.mia()).await.is(StatusCode::FORBIDDEN);
    people.mia().post(&format!("/views/{of_role}/delete"), &[]).await.location();
    people.mia().post(&format!("/views/{of_role}/delete"), &[]).await.is(StatusCode::NOT_FOUND);

    // What others see is in the log, and what they do not is not.
    let log = people.of("boss", &[]).get("/audit?about=views").await.ok();
    let events = log.body.matches("view").count();
    assert!(events > 0);
    for words in ["View shared", "Shared view changed", "View no longer shared", "Shared view deleted"] {
        assert!(log.body.contains(words), "{words}: {}", log.words("main"));
    }
    assert!(!log.body.contains("Own (shop/goods)") && !log.body.contains("q=role"), "{}", log.words("main"));
}

pub(crate) async fn a19_one_view_opens_first_and_all_rows_are_a_click_away(db: Database) {
    let people = People::over(db).await;
    let id = saved(people.mia(), "q=rye", "Rye", "everyone").await;
    let app = people.tom();
    let open = app.get(&format!("{LIST}?view={id}")).await.location().to_owned();
    let page = app.get(&below(&open)).await.ok();
    assert_eq!(page.texts("tbody tr").len(), 1);
    let list = page.form(".panel-part form[action$='/default']").set("view", &id).submit(app).await;
    assert_eq!(below(list.location()), format!("{LIST}?view={id}"));
    assert_eq!(app.get(LIST).await.location(), open, "the plain address is the view");
    let page = app.get(&below(&open)).await.ok();
    assert!(page.words(".flash").contains("This list opens with “Rye” from now on."));
    assert_eq!(page.attribute(".views .states a", "href").as_deref(), Some("/admin/shop/goods?view=none"));
    let all = app.get(&format!("{LIST}?view=none")).await.ok();
    assert_eq!((all.texts("tbody tr").len(), all.texts(".states [aria-current]")), (2, vec!["All".to_owned()]));
    // No way on the page leads to the plain address by accident.
    let searched = app.get(&format!("{LIST}?q=bun")).await.ok();
    for href in searched.attributes(".clear, .chip a", "href") {
        assert_eq!(href, "/admin/shop/goods?view=none");
    }
    assert_eq!(searched.form("form.search").value("view"), Some("none"));
    let cleared = app.get(&format!("{LIST}?q=&view={id}")).await.ok();
    assert_eq!(cleared.texts("tbody tr").len(), 2, "a search that was taken out of the view stays out");
    assert_eq!(
        app.get(&format!("{LIST}?sort=title")).await.ok().texts("tbody tr").len(),
        2,
        "only the plain address is"
    );

    // It is one person's own choice, of what they see.
    people.mia().get(LIST).await.ok();
    let other = saved(people.mia(), "q=x", "Private", "me").await;
    let fields = [("list", "shop/goods"), ("view", &*other)];
    people.tom().post("/views/default", &fields).await.is(StatusCode::NOT_FOUND);
    people.tom().get(LIST).await.location();
    let manage = people.tom().get("/views?list=shop%2Fgoods").await.ok();
    assert_eq!(manage.column("Default"), ["Opens first Do not open first Rye"]);
    manage.form("td form").submit(people.tom()).await.location();
    // A form without its button names no view, which is no view.
    people.tom().get(LIST).await.ok();
    people.tom().post("/views/default", &[("list", "shop/goods"), ("view", &id)]).await.location();
    people.tom().get(LIST).await.location();
    people.mia().post(&format!("/views/{id}/delete"), &[]).await.location();
    assert_eq!(people.tom().get(LIST).await.ok().texts("tbody tr").len(), 2, "with the view its being first is gone");

    // And so with the role that it was for.
    let form = people.mia().get(&format!("/views/{other}")).await.ok().form("form.record");
    form.set("audience", "role").set("role", "seller").submit(people.mia()).await.location();
    people.tom().post("/views/default", &[("list", "shop/goods"), ("view", &other)]).await.location();
    people.tom().get(LIST).await.location();
    people.of("tom", &["baker"]).get(LIST).await.ok();
}

pub(crate) async fn a19_s37_what_somebody_may_not_see_of_a_view_is_left_out_in_words(db: Database) {
    let people = People::over(db).await;
    let query = "q=r&columns=title,margin_note,stock&sort=-margin_note,title";
    let id = saved(people.mia(), query, "Margins", "everyone").await;
    let whole = people.mia().get(&format!("{LIST}?view={id}")).await.location().to_owned();
    assert!(whole.contains("columns=title%2Cmargin_note%2Cstock"));
    // What was just done is said first.
    assert!(people.mia().get(&below(&whole)).await.ok().words(".flash").contains("“Margins” was saved"));
    let app = people.tom();
    let cut = below(app.get(&format!("{LIST}?view={id}")).await.location());
    assert_eq!(cut, format!("{LIST}?q=r&sort=title&columns=title%2Cstock&view={id}"));
    let page = app.get(&cut).await.ok();
    assert!(
        page.words(".flash.warning").contains("Part of the view “Margins” is left out"),
        "{}",
        page.words(".flash")
    );
    for path in [cut.as_str(), LIST, "/views?list=shop/goods"] {
        assert!(!app.get(path).await.ok().body.contains("margin_note"), "{path}");
    }
    app.get(&format!("/views/{id}")).await.is(StatusCode::FORBIDDEN);
    let odd =
        "UPDATE kaffy_views SET query = 'q=r&f.nosuch=1&f.on_sale=true&columns=nosuch&sort=nosuch,-title&size=7&x=%ff'";
    app.run(odd).await;
    let cut = below(app.get(&format!("{LIST}?view={id}")).await.location());
    assert_eq!(cut, format!("{LIST}?q=r&f.on_sale=true&sort=-title&view={id}"));
    people.app.get(&format!("{LIST}?view={id}")).await.location();
}

pub(crate) async fn a19_s11_there_are_a_hundred_views_of_a_list_at_most(db: Database) {
    let people = People::over(db).await;
    saved(people.mia(), "q=0", "First", "me").await;
    let admin = people.app.admin.title();
    let row = |at: i32| format!("('{at}', '{admin}', 'shop/goods', 'mia', 'mia', 'View {at}', 'me', '', 'q={at}', 1)");
    let more: Vec<_> = (1..99).map(row).collect();
    let insert =
        "INSERT INTO kaffy_views (id, admin, list, owner, owner_name, name, audience, role, query, created) VALUES ";
    people.app.run(&format!("{insert}{}", more.join(", "))).await;
    let app = people.mia();
    let fields = |name| [("list", "shop/goods"), ("query", "q=x"), ("name", name)];
    app.post("/views", &fields("Hundredth")).await.location();
    let page = app.post("/views", &fields("One more")).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.words(".summary").contains("You have 100 views of this list"));
    people.tom().post("/views", &fields("His first")).await.location();
    let list = people.mia().get(LIST).await.ok();
    assert!(tabs(&list).len() <= 10, "a row of tabs stays one");
}

pub(crate) async fn a19_where_there_are_no_views_nothing_is_different(db: Database) {
    let goods = ["'Rye', 'mixed', TRUE, 3, 1, -4, '[]'"];
    let app = shop(db.clone(), &rows(&goods), |builder| builder).await;
    let before = db.statements();
    let page = app.get(LIST).await.ok();
    assert_eq!(db.statements() - before, 2, "the page and its count");
    assert!(!page.has(".views") && !app.admin.has_saved_views());
    app.get("/views?list=shop/goods").await.is(StatusCode::NOT_FOUND);
    let id = "01980000-0000-7000-8000-000000000001";
    app.get(&format!("/views/{id}")).await.is(StatusCode::NOT_FOUND);
    for path in ["/views", "/views/default", &format!("/views/{id}"), &format!("/views/{id}/delete")] {
        app.post(path, &[("list", "shop/goods"), ("name", "x")]).await.is(StatusCode::NOT_FOUND);
    }
    app.get(&format!("{LIST}?view=none")).await.ok();
    app.get(&format!("{LIST}?view={id}")).await.ok();
    assert!(!app.admin.all_areas().contains(&Area::Views));
}
