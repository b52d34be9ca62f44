//! The site around the resources: menu, home page, links, pages, look, templates.

mod looks;
mod menu;

use std::sync::{Arc, Mutex};

use kaffy::{
    Actor, Admin, AdminBuilder, AdminResource, Auth, Icon, ResourceAdmin, icons,
    site::{CustomLink, CustomPage},
};

use crate::{app::TestApp, support};

#[derive(Debug, AdminResource)]
#[admin(context = "Shop", admin = LoafAdmin)]
struct Loaf {
    id: i64,
    title: String,
}

#[derive(Debug, AdminResource)]
#[admin(context = "Shop", plural = "Aniseed")]
struct Spice {
    id: i64,
    title: String,
}

#[derive(Debug, AdminResource)]
#[admin(context = "Back room")]
struct Flour {
    id: i64,
    title: String,
}

struct LoafAdmin;

impl ResourceAdmin for LoafAdmin {
    type Record = Loaf;

    fn links(&self) -> Vec<CustomLink> {
        vec![
            CustomLink::new("About loaves", "https://example.org/loaf").new_tab().icon(icons::LuLink),
            CustomLink::new("Loaf on top", "/loaf").top().order(1),
        ]
    }

    fn icon(&self) -> Option<Icon> {
        Some(icons::LuCookie.into())
    }

    fn menu_order(&self) -> i32 {
        1
    }

    fn in_menu(&self, actor: &Actor) -> bool {
        !actor.has_role("shy")
    }

    fn pages(&self) -> Vec<CustomPage> {
        vec![CustomPage::new("loaf-map", "Map of loaves", page("{{ page.name }}"))]
    }
}

const TABLES: &str = "CREATE TABLE loafs (id INTEGER PRIMARY KEY, title VARCHAR(80) NOT NULL);\n\
                      CREATE TABLE spices (id INTEGER PRIMARY KEY, title VARCHAR(80) NOT NULL);\n\
                      CREATE TABLE flours (id INTEGER PRIMARY KEY, title VARCHAR(80) NOT NULL);\n\
                      INSERT INTO loafs VALUES (1, 'Rye');";

fn page(content: &str) -> String {
    format!(
        "{{% extends \"layout.html\" %}}{{% block content %}}<h1>{{{{ page.name }}}}</h1><p class=\"own\">{content}</p>{{% endblock content %}}"
    )
}

async fn site(change: impl FnOnce(AdminBuilder) -> AdminBuilder) -> TestApp {
    TestApp::over(support::sqlite().await, TABLES, |builder| {
        change(builder.resource::<Loaf>().resource::<Spice>().resource::<Flour>())
    })
    .await
}

/// Somebody whose roles a test changes as it goes.
fn somebody() -> (Auth, Arc<Mutex<Vec<&'static str>>>) {
    let roles: Arc<Mutex<Vec<&'static str>>> = Arc::default();
    let held = roles.clone();
    let auth = Auth::external(move |_| {
        let roles = held.lock().expect("one thread").clone();
        async move { Some(roles.into_iter().fold(Actor::new("test", "Test"), Actor::role)) }
    });
    (auth, roles)
}

async fn problems(change: impl FnOnce(AdminBuilder) -> AdminBuilder) -> Vec<String> {
    let db = support::sqlite().await;
    crate::app::run(&db, TABLES).await;
    let builder = Admin::builder(db).auth(Auth::none_for_local_development()).resource::<Loaf>();
    let error = change(builder).build().await.expect_err("refused");
    error.problems().iter().map(ToString::to_string).collect()
}
