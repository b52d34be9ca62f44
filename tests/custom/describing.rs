//! What stands above a list.

use kaffy::{Actor, AdminResource, Database, ResourceAdmin};

use crate::app::TestApp;

/// The help of the struct.
#[derive(Debug, AdminResource)]
#[admin(context = "Shop", admin = LoafAdmin)]
struct Loaf {
    id: i64,
    title: String,
}

struct LoafAdmin;

impl ResourceAdmin for LoafAdmin {
    type Record = Loaf;

    fn description(&self, actor: &Actor) -> Option<String> {
        Some(format!("Baked for <b>{}</b>.", actor.name))
    }
}

struct Silent;

impl ResourceAdmin for Silent {
    type Record = Loaf;
}

const TABLES: &str = "CREATE TABLE loafs (id INTEGER PRIMARY KEY, title VARCHAR(80) NOT NULL);";

pub(crate) async fn k65_a_description_in_words_of_the_actor(db: Database) {
    let app = TestApp::over(db.clone(), TABLES, |builder| builder.resource::<Loaf>()).await;
    let page = app.get(&app.list_path::<Loaf>()).await.ok();
    assert_eq!(page.words(".lead"), "Baked for <b>Test</b>.", "escaped, whoever wrote it");

    let app = TestApp::over(db, "SELECT 1;", |builder| builder.resource::<Loaf>().resource_admin(Silent)).await;
    let page = app.get(&app.list_path::<Loaf>()).await.ok();
    assert_eq!(page.words(".lead"), "The help of the struct.", "a value handed over wins");
}
