//! A record with a cell that cannot be read is for changing, unless code has a say in it that cannot be asked (F18).

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering::Relaxed},
};

use http::StatusCode;
use kaffy::{Actor, AdminChoice, AdminResource, Changeset, Committed, Ctx, Database, Refusal, ResourceAdmin};

use crate::app::TestApp;

#[derive(Debug, AdminResource)]
#[admin(context = "Cellar", label(name))]
struct Jar {
    id: i64,
    name: String,
    fill: Fill,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, AdminChoice)]
enum Fill {
    Plums,
    Pears,
}

/// Has something to say, but not about who may change a record, nor does it want to see one.
struct Plain;

impl ResourceAdmin for Plain {
    type Record = Jar;

    fn description(&self, _: &Actor) -> Option<String> {
        Some("All jars.".to_owned())
    }

    async fn before_save(&self, _: &mut Ctx, change: &mut Changeset<Jar>) -> Result<(), Refusal> {
        match change.get(Jar::fields().name).as_deref() {
            Some("") | None => Err(Refusal::message("A jar has a name.")),
            Some(_) => Ok(()),
        }
    }
}

/// Decides for each record.
struct Strict;

impl ResourceAdmin for Strict {
    type Record = Jar;

    fn may_change(&self, actor: &Actor, jar: Option<&Jar>) -> bool {
        // Asking another one first makes it no less one's own.
        Plain.may_change(actor, jar) && jar.is_none_or(|jar| jar.fill == Fill::Plums)
    }
}

/// Refuses everybody, whatever the record.
struct Closed;

impl ResourceAdmin for Closed {
    type Record = Jar;

    fn may_change(&self, _: &Actor, _: Option<&Jar>) -> bool {
        false
    }
}

/// Looks at what was saved.
struct Looking;

impl ResourceAdmin for Looking {
    type Record = Jar;

    async fn after_save(&self, _: &mut Ctx, _: &Jar) -> Result<(), Refusal> {
        Ok(())
    }
}

/// Only looks at new ones.
struct Welcoming;

impl ResourceAdmin for Welcoming {
    type Record = Jar;

    async fn after_insert(&self, _: &mut Ctx, _: &Jar) -> Result<(), Refusal> {
        Ok(())
    }
}

/// Is told of what lasts.
#[derive(Default)]
struct Told(Arc<AtomicUsize>);

impl ResourceAdmin for Told {
    type Record = Jar;

    async fn after_commit(&self, _: &Actor, _: &Committed<Jar>) {
        self.0.fetch_add(1, Relaxed);
    }
}

const TABLE: &str = "CREATE TABLE jars (id BIGINT PRIMARY KEY, name VARCHAR(40) NOT NULL, fill VARCHAR(40) NOT NULL);
    INSERT INTO jars (id, name, fill) VALUES (1, 'Top', 'mould'), (2, 'Low', 'plums'), (3, 'Old', 'pears');";

async fn cellar(db: &Database, tables: &str, admin: impl ResourceAdmin<Record = Jar>) -> TestApp {
    TestApp::over(db.clone(), tables, |builder| builder.resource_admin(admin)).await
}

fn fills(list: &crate::app::Page) -> Vec<String> {
    list.column("Fill")
}

pub(crate) async fn f18_a_record_with_an_unreadable_cell_is_for_changing(db: Database) {
    let app = cellar(&db, TABLE, Plain).await;
    let page = app.get(&format!("{}/1", app.list_path::<Jar>())).await.ok();
    assert!(page.has("form.record") && page.words(".unreadable").contains("cannot be read"));
    page.form("form.record").set("name", "Topmost").submit(&app).await.is(StatusCode::SEE_OTHER);
    let list = app.get(&format!("{}?sort=id", app.list_path::<Jar>())).await.ok();
    assert_eq!(list.column("Name")[0], "Topmost");
    assert!(fills(&list)[0].contains("\"mould\""), "it was left alone: {:?}", fills(&list));
    let wrong = app.form_of::<Jar>("1").await.set("name", "").submit(&app).await;
    assert!(wrong.is(StatusCode::UNPROCESSABLE_ENTITY).has("form.record"), "its hooks hold");
    app.form_of::<Jar>("1").await.set("fill", "pears").submit(&app).await.is(StatusCode::SEE_OTHER);
    let page = app.get(&format!("{}/1", app.list_path::<Jar>())).await.ok();
    assert!(!page.has(".unreadable") && page.form("form.record").value("fill") == Some("pears"));
}

pub(crate) async fn f18_it_stays_closed_where_nobody_can_be_asked(db: Database) {
    let app = cellar(&db, TABLE, Strict).await;
    let list = app.list_path::<Jar>();
    let version = app.get(&format!("{list}/2")).await.ok().attribute("input[name=_version]", "value").expect("one");
    for app in [app, cellar(&db, "SELECT 1;", Closed).await] {
        for key in [1, 3] {
            let page = app.get(&format!("{list}/{key}")).await.ok();
            assert!(!page.has("form.record") && page.words("main").contains("Fill"), "{key} is text");
            let fields = [("name", "Mine"), ("fill", "plums"), ("_version", version.as_str())];
            app.post(&format!("{list}/{key}"), &fields).await.is(StatusCode::FORBIDDEN);
        }
        assert_eq!(app.get(&format!("{list}?sort=id")).await.ok().column("Name"), ["Top", "Low", "Old"]);
    }
}

pub(crate) async fn f18_hooks_that_see_the_record_refuse_it_until_it_can_be_read(db: Database) {
    let told = Told::default();
    let count = told.0.clone();
    let apps = [cellar(&db, TABLE, Looking).await, cellar(&db, "SELECT 1;", told).await];
    for app in &apps {
        let page = app.form_of::<Jar>("1").await.set("name", "Mine").submit(app).await;
        let words = page.is(StatusCode::UNPROCESSABLE_ENTITY).words(".summary");
        assert!(words.contains("“Fill”") && !words.contains("mould"), "it names the field, not what is in it: {words}");
        assert_eq!(app.form_of::<Jar>("1").await.value("name"), Some("Top"), "nothing was written");
        app.form_of::<Jar>("3").await.set("name", "Older").submit(app).await.is(StatusCode::SEE_OTHER);
        app.form_of::<Jar>("3").await.set("name", "Old").submit(app).await.is(StatusCode::SEE_OTHER);
    }
    assert_eq!(count.load(Relaxed), 2);
    let mended = apps[1].form_of::<Jar>("1").await.set("fill", "plums").submit(&apps[1]).await;
    mended.is(StatusCode::SEE_OTHER);
    assert_eq!(count.load(Relaxed), 3, "and its hooks hear of it");
    let app = cellar(&db, "UPDATE jars SET fill = 'mould' WHERE id = 1;", Welcoming).await;
    app.form_of::<Jar>("1").await.set("name", "Mine").submit(&app).await.is(StatusCode::SEE_OTHER);
}
