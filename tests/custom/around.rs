//! What a site does around its resources without being told: addresses, names, tokens, layout.

use http::StatusCode;
use kaffy::AdminResource;

use crate::{app::TestApp, support};

#[derive(Debug, AdminResource)]
#[admin(table = "loafs", context = "Shop", slug = "pastry", label(title))]
struct Loaf {
    id: i64,
    title: String,
}

#[derive(Debug, AdminResource)]
#[admin(context = "Shop")]
struct Category {
    id: i64,
}

#[derive(Debug, AdminResource)]
#[admin(context = "Shop")]
struct LunchBox {
    id: i64,
}

#[derive(Debug, AdminResource)]
#[admin(context = "Shop", name = "Piece of data", plural = "Data")]
struct Datum {
    id: i64,
}

const TABLES: &str = "CREATE TABLE loafs (id INTEGER PRIMARY KEY, title VARCHAR(80) NOT NULL);\n\
                      CREATE TABLE categories (id INTEGER PRIMARY KEY);\n\
                      CREATE TABLE lunch_boxes (id INTEGER PRIMARY KEY);\n\
                      CREATE TABLE data (id INTEGER PRIMARY KEY);\n\
                      INSERT INTO loafs VALUES (1, 'Rye');";

async fn shop() -> TestApp {
    TestApp::over(support::sqlite().await, TABLES, |builder| {
        builder.resource::<Loaf>().resource::<Category>().resource::<LunchBox>().resource::<Datum>()
    })
    .await
}

#[tokio::test]
async fn k3_k16_what_does_not_exist_is_a_404_in_the_layout() {
    let app = shop().await;
    for path in ["/kaffy/api/shop/pastry", "/nothing", "/nothing/at-all", "/shop/nothing", "/shop/pastry/abc", "/tasks"]
    {
        let page = app.get(path).await.is(StatusCode::NOT_FOUND);
        assert!(page.has("nav.sidebar") && page.has("main a.button"), "{path}");
    }
    app.get("/shop/pastry?utm_x=1").await.ok();
    app.get("/shop/pastry?utm_x=1&page=abc").await.is(StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn k13_an_address_unlike_the_name_of_the_struct_saves() {
    let app = shop().await;
    let form = app.get("/shop/pastry/new").await.ok().form("form.record").set("title", "Spelt");
    form.submit(&app).await.is(StatusCode::SEE_OTHER);
    let form = app.get("/shop/pastry/1").await.ok().form("form.record").set("title", "Dark rye");
    form.submit(&app).await.is(StatusCode::SEE_OTHER);
    assert_eq!(app.get("/shop/pastry?sort=id").await.ok().column("Title"), ["Dark rye", "Spelt"]);
}

#[tokio::test]
async fn k21_every_form_that_posts_has_the_token_and_a_message_is_shown_once() {
    let app = shop().await;
    for path in ["/shop/pastry", "/shop/pastry/new", "/shop/pastry/1", "/shop/pastry/1/delete"] {
        let page = app.get(path).await.ok();
        let forms = page.attributes("form[method=post]", "action").len();
        assert_eq!(page.attributes("form[method=post] input[name=_csrf]", "name").len(), forms, "{path}");
    }
    let form = app.get("/shop/pastry/1").await.ok().form("form.record").set("title", "Dark rye");
    form.submit(&app).await.is(StatusCode::SEE_OTHER);
    assert!(app.get("/shop/pastry").await.ok().words(".flash.success").contains("Dark rye"));
    assert!(!app.get("/shop/pastry").await.ok().has(".flash"));
}

#[tokio::test]
async fn k22_the_sidebar_folds_without_a_script() {
    let page = shop().await.get("/shop/pastry").await.ok();
    assert!(page.has("details.menu + nav.sidebar"), "on a narrow screen");
    assert!(page.has("details.nav-group[open] > summary"), "and group by group");
    assert_eq!(page.words(".sidebar [aria-current=page]"), "Loafs");
}

#[tokio::test]
async fn k49_names_in_the_singular_and_the_plural() {
    let app = shop().await;
    let found = app.get("/").await.ok().texts(".sidebar .nav-group li");
    assert_eq!(found, ["Categories", "Data", "Loafs", "Lunch boxes"]);
    assert_eq!(app.get("/shop/lunch-boxes/new").await.ok().words("h1"), "Add lunch box");
    assert_eq!(app.get("/shop/data/new").await.ok().words("h1"), "Add piece of data");
}
