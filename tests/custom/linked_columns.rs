//! A list with a column of the rows that are joined to each record (A48, K62).

use std::fmt::Write;

use chrono::NaiveDate;
use kaffy::{Permission, prelude::*};

use crate::app::{TestApp, run};

#[derive(Debug, AdminResource)]
#[admin(
    context = "Shop", table = "products", page_size = 25,
    list(title, tags, maker.name, goes_with), search(title), filter(maker), drill_down(made), order(id)
)]
#[admin(many_to_many(Tag, through = ProductTag))]
#[admin(many_to_many(Product, through = Pairing, by = product_id, to = other_id, name = goes_with, label = "Goes with"))]
struct Product {
    id: i64,
    title: String,
    #[admin(belongs_to = Maker)]
    maker_id: i64,
    made: NaiveDate,
}

#[derive(Debug, AdminResource)]
#[admin(context = "Shop", table = "makers")]
struct Maker {
    id: i64,
    name: String,
}

#[derive(Debug, AdminResource)]
#[admin(context = "Shop", table = "tags")]
struct Tag {
    code: String,
    #[admin(primary_key)]
    number: i32,
    hidden: bool,
}

#[derive(Debug, AdminResource)]
#[admin(context = "Shop", table = "product_tags")]
struct ProductTag {
    id: i64,
    #[admin(belongs_to = Product)]
    product_id: i64,
    #[admin(belongs_to = Tag)]
    tag_id: i32,
    void: bool,
}

#[derive(Debug, AdminResource)]
#[admin(context = "Shop", table = "pairings")]
struct Pairing {
    id: i64,
    #[admin(belongs_to = Product)]
    product_id: i64,
    #[admin(belongs_to = Product, relation = other)]
    other_id: i64,
}

const TABLES: &str = "CREATE TABLE makers (id BIGINT PRIMARY KEY, name VARCHAR(80) NOT NULL);
    CREATE TABLE products (id BIGINT PRIMARY KEY, title VARCHAR(80) NOT NULL, maker_id BIGINT NOT NULL, made DATE NOT NULL);
    CREATE TABLE tags (number INTEGER PRIMARY KEY, code VARCHAR(80) NOT NULL, hidden BOOLEAN NOT NULL);
    CREATE TABLE product_tags (id BIGINT PRIMARY KEY, product_id BIGINT NOT NULL, tag_id INTEGER NOT NULL, void BOOLEAN NOT NULL);
    CREATE TABLE pairings (id BIGINT PRIMARY KEY, product_id BIGINT NOT NULL, other_id BIGINT NOT NULL);
    INSERT INTO makers VALUES (1, 'Aoki'), (2, 'Stahl');
    INSERT INTO products VALUES (1, 'Rye', 1, '2026-01-01'), (2, 'Bun', 2, '2026-02-01'), (3, 'Roll', 1, '2026-02-02');
    INSERT INTO tags VALUES (1, 'vegan', FALSE), (2, 'nuts <b>', FALSE), (3, 'secret', TRUE), (4, 'fresh', FALSE),
        (5, 'old', FALSE), (6, 'dark', FALSE), (7, 'sweet', FALSE);
    INSERT INTO product_tags VALUES (1, 1, 1, FALSE), (2, 1, 2, FALSE), (3, 1, 3, FALSE), (4, 1, 4, FALSE), (5, 1, 5, FALSE),
        (6, 1, 6, FALSE), (7, 1, 7, FALSE), (8, 1, 1, FALSE), (9, 2, 2, FALSE), (10, 2, 3, FALSE), (11, 2, 4, TRUE),
        (12, 2, 99, FALSE);
    INSERT INTO pairings VALUES (1, 2, 1), (2, 2, 3), (3, 3, 3);";

/// An admin of products whose columns are said by a function.
struct Said(fn(&mut Columns<Product>));

impl ResourceAdmin for Said {
    type Record = Product;

    fn columns(&self, columns: &mut Columns<Product>) {
        (self.0)(columns);
    }
}

fn all(builder: kaffy::AdminBuilder, say: fn(&mut Columns<Product>)) -> kaffy::AdminBuilder {
    builder
        .resource_admin(Said(say))
        .resource::<Maker>()
        .resource::<Tag>()
        .resource::<ProductTag>()
        .resource::<Pairing>()
        .scope::<Tag>(|_| vec![Tag::fields().hidden.is(false)])
        .scope::<ProductTag>(|_| vec![ProductTag::fields().void.is(false)])
}

async fn app(db: Database, say: fn(&mut Columns<Product>)) -> TestApp {
    TestApp::over(db, TABLES, |builder| all(builder, say)).await
}

pub(crate) async fn a48_k62_a_list_shows_what_is_joined_by_label_each_once(db: Database) {
    let app = app(db, |_| {}).await;
    let page = app.get("/shop/products").await.ok();
    assert_eq!(page.column("Tags"), ["dark, fresh, nuts <b> and 3 others", "nuts <b>", "—empty"]);
    assert_eq!(page.column("Goes with"), ["—empty", "Roll, Rye", "Roll"], "each column by itself");
    assert_eq!(page.texts("tbody tr:nth-child(1) a[href^='/admin/shop/tags/']"), ["dark", "fresh", "nuts <b>"]);
    assert_eq!(page.texts("a[href='/admin/shop/tags/6']"), ["dark"]);
    assert!(!page.body.contains("secret") && !page.body.contains("nuts <b>"), "out of scope, and escaped");
    assert_eq!(page.column("Maker"), ["Aoki", "Stahl", "Aoki"]);

    app.run("DELETE FROM product_tags WHERE tag_id > 5").await;
    let four = app.get("/shop/products").await.ok().column("Tags");
    assert_eq!(four[0], "fresh, nuts <b>, old, vegan", "four fit");
    app.walk::<Product>("sort=-title", 3).await;
}

pub(crate) async fn a48_k70_rows_of_another_resource_are_no_order(db: Database) {
    let app = app(db, |columns| {
        columns.path::<String>("tags").label("Words").empty("none").first();
        columns.computed("two", |product: &Product| product.id * 2).after("goes_with");
        columns.path::<String>("goes_with").visible_to(|actor| actor.has_role("owner"));
    });
    let app = app.await;
    let page = app.get("/shop/products").await.ok();
    assert_eq!(
        page.column("Words"),
        ["dark, fresh, nuts <b> and 3 others", "nuts <b>", "Roll"],
        "it leads to the record"
    );
    assert_eq!(
        page.attribute("th:first-of-type > span", "title").as_deref(),
        Some("This list cannot be sorted by Words")
    );
    assert_eq!(page.texts("tbody [data-open]").len(), 3);
    assert_eq!(page.column("Two"), ["2", "4", "6"]);
    assert!(!page.words("thead").contains("Goes with"));
    let page = app.get("/shop/products?sort=tags").await.is(http::StatusCode::BAD_REQUEST);
    assert!(page.words("main").contains("Products cannot be sorted by `tags`: follow the headings"));
    for no_filter in ["f.tags=1", "f.tags.empty=1"] {
        app.get(&format!("/shop/products?{no_filter}")).await.is(http::StatusCode::BAD_REQUEST);
    }
}

pub(crate) async fn a48_permissions_of_both_ends_decide_about_the_column(db: Database) {
    run(&db, TABLES).await;
    for (blind, rest) in [("Tag", "Goes with"), ("ProductTag", "Goes with"), ("Pairing", "Tags")] {
        let builder = |builder: kaffy::AdminBuilder| {
            let may = move |_: &Actor, meta: &'static kaffy::ResourceMeta, what| {
                meta.rust_name != blind || what != Permission::View
            };
            all(builder, |_| {}).permissions(may)
        };
        let app = TestApp::over(db.clone(), "SELECT 1", builder).await;
        let page = app.get("/shop/products").await.ok();
        assert_eq!(page.texts("thead th").len(), 3, "{blind}: no heading");
        assert!(page.words("thead").contains(rest), "{blind}");
        assert_eq!(page.words("tbody").contains("dark"), rest == "Tags", "{blind}: no label");
    }
}

pub(crate) async fn w12_a4_columns_of_joined_rows_cost_one_statement_in_all(db: Database) {
    let app = app(db.clone(), |_| {}).await;
    let (mut products, mut tags, mut pairs) = (String::new(), String::new(), String::new());
    for id in 10..=250 {
        let comma = if id == 10 { "" } else { ", " };
        let _ = write!(products, "{comma}({id}, 'Bread {id}', 1, '2026-03-{:02}')", id % 28 + 1);
        for tag in 1..=7 {
            let comma = if tags.is_empty() { "" } else { ", " };
            let _ = write!(tags, "{comma}({}, {id}, {tag}, FALSE)", id * 10 + tag);
        }
        let _ = write!(pairs, "{comma}({id}, {id}, {})", id % 3 + 1);
    }
    app.run(&format!("INSERT INTO products VALUES {products}")).await;
    app.run(&format!("INSERT INTO product_tags VALUES {tags}")).await;
    app.run(&format!("INSERT INTO pairings VALUES {pairs}")).await;
    let path = "/shop/products";
    app.get(path).await.ok();
    let mut costs = Vec::new();
    for query in
        ["?size=25", "?size=200", "?size=25&f.maker=1&q=bread", "?size=200&f.maker=1&f.maker=2&q=bread&sort=-title"]
    {
        let before = db.statements();
        let page = app.get(&format!("{path}{query}")).await.ok();
        costs.push(db.statements() - before);
        assert!(page.column("Tags").iter().filter(|cell| cell.ends_with("and 3 others")).count() >= 23, "{query}");
        assert!(
            !query.contains("maker") || page.words(".filters, .chips, main").contains("Aoki"),
            "{query}: the filter is named"
        );
    }
    assert_eq!(costs, [4, 4, 4, 4], "the page, what is joined with the names of filters, the count, the dates");
    let before = db.statements();
    app.get(&format!("{path}?q=nothing")).await.ok();
    assert!(db.statements() - before <= 3, "nothing is asked for no rows");
    app.walk::<Product>("sort=-title&q=bread+2", 88).await;
}

pub(crate) async fn a19_w12_saved_views_are_read_beside_what_a_list_reads_anyway(db: Database) {
    let app = TestApp::over(db.clone(), TABLES, |builder| all(builder, |_| {}).saved_views(true)).await;
    let path = "/shop/products";
    let save = app.get(path).await.ok().form("form[aria-labelledby=view-save]");
    for name in ["Second <b>", "First"] {
        save.clone_with_save("").set("name", name).set("query", "q=rye&f.maker=1").submit(&app).await.location();
    }
    for (query, most) in [
        ("", 4),
        ("?f.maker=1", 4),
        ("?f.maker=1&q=rye&columns=title,maker.name", 4),
        ("?columns=title&size=25", 4),
        ("?q=nothing&f.maker=1", 4),
    ] {
        let before = db.statements();
        let page = app.get(&format!("{path}{query}")).await.ok();
        let cost = db.statements() - before;
        assert!(cost <= most, "{query}: {cost} statements");
        assert_eq!(page.texts(".views .states a"), ["All", "First", "Second <b>"], "{query}");
        assert!(!query.contains("maker") || page.words(".chips").contains("Aoki"), "{query}: the filter is named");
        if query.is_empty() {
            assert_eq!(page.column("Tags"), ["dark, fresh, nuts <b> and 3 others", "nuts <b>", "—empty"]);
            assert_eq!(page.column("Goes with"), ["—empty", "Roll, Rye", "Roll"]);
        }
    }
}

pub(crate) async fn a48_build_says_what_a_column_of_joined_rows_cannot_do(db: Database) {
    run(&db, TABLES).await;
    let wrong = |columns: &mut Columns<Product>| {
        columns.path::<String>("tags").format(|tag| format!("{tag}!"));
        columns.path::<String>("goes_with").sort_by("tags");
    };
    let builder = all(Admin::builder(db).auth(Auth::none_for_local_development()), wrong);
    let error = builder.build().await.expect_err("nothing of this fits");
    let said: Vec<_> = error.problems().iter().map(ToString::to_string).collect();
    assert!(
        said[0].contains("the column `tags` shows rows of another resource, and has no value to show"),
        "{said:#?}"
    );
    assert!(said[1].contains("`Product` has no field `tags`"), "{said:#?}");
    assert_eq!(said.len(), 2);
}
