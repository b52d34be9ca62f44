//! How many statements a page takes and how long, by what is on it: relations and computed columns on a list,
//! rows of other resources on a form. Prints; asserts nothing but that the answers are answers.
//!
//!     cargo bench --bench statements         # 20,000 dishes on SQLite, in target/bench
//!
//! A page is asked for through the router, without a socket. What an action on 100,000 rows costs is in
//! `actions.rs`.

use std::{
    path::PathBuf,
    time::{Duration, Instant},
};

use axum::{Router, body::Body, extract::ConnectInfo, http::Request};
use http_body_util::BodyExt;
use kaffy::{prelude::*, sea_query::ExprTrait};
use sqlx::{ConnectOptions, Executor, sqlite::SqliteConnectOptions};
use tower::ServiceExt;

const ROUNDS: usize = 200;
/// A dish has as many steps, notes, tools and tags each.
const ROWS_OF_EACH: u64 = 5;

type Outcome<T = ()> = Result<T, Box<dyn std::error::Error>>;

/// The same dish with other rows on its form; all of these structs have names of their own.
macro_rules! dish {
    ($dish:ident, $context:literal, $($child:ident of $table:literal),*) => {
        #[derive(AdminResource)]
        #[admin(table = "dishes", plural = "Dishes", context = $context, list(name))]
        $(#[admin(has_many($child, by = dish_id, extra = 0))])*
        struct $dish {
            id: i64,
            name: String,
            price: i64,
            #[admin(belongs_to = Cook)]
            cook_id: i64,
        }

        $(
            #[derive(AdminResource)]
            #[admin(table = $table, context = $context)]
            struct $child {
                id: i64,
                #[admin(belongs_to = $dish)]
                dish_id: i64,
                words: String,
            }
        )*
    };
}
dish!(Bare, "None",);
dish!(WithSteps, "One", StepOfOne of "steps");
dish!(WithNotes, "Two", StepOfTwo of "steps", NoteOfTwo of "notes");
dish!(WithTools, "Three", StepOfThree of "steps", NoteOfThree of "notes", ToolOfThree of "tools");

#[derive(AdminResource)]
#[admin(table = "towns", context = "Menu")]
struct Town {
    id: i64,
    name: String,
}

#[derive(AdminResource)]
#[admin(table = "cooks", context = "Menu")]
struct Cook {
    id: i64,
    name: String,
    #[admin(belongs_to = Town)]
    town_id: i64,
}

/// Fields of its own table alone.
#[derive(AdminResource)]
#[admin(table = "dishes", plural = "Plain dishes", context = "Menu", list(id, name, price, cost), page_size = 25)]
struct PlainDish {
    id: i64,
    name: String,
    price: i64,
    cost: Option<i64>,
}

#[derive(AdminResource)]
#[admin(
    table = "dishes", plural = "Dishes", context = "Menu", admin = DishAdmin, page_size = 25,
    list(id, name, cook.name, cook.town.name, price), search(name), filter(cook), drill_down(made)
)]
struct Dish {
    id: i64,
    name: String,
    price: i64,
    cost: Option<i64>,
    #[admin(belongs_to = Cook)]
    cook_id: i64,
    made: chrono::NaiveDate,
}

/// Fields of its own table, and what is joined to it.
#[derive(AdminResource)]
#[admin(table = "dishes", plural = "Tagged dishes", context = "Menu", list(id, name, price, tags), page_size = 25)]
#[admin(many_to_many(Tag, through = DishTag, by = dish_id, to = tag_id))]
struct TaggedDish {
    id: i64,
    name: String,
    price: i64,
}

#[derive(AdminResource)]
#[admin(table = "tags", context = "Menu")]
struct Tag {
    id: i64,
    name: String,
}

#[derive(AdminResource)]
#[admin(table = "dish_tags", context = "Menu", primary_key(dish_id, tag_id))]
struct DishTag {
    #[admin(belongs_to = TaggedDish)]
    dish_id: i64,
    #[admin(belongs_to = Tag)]
    tag_id: i64,
}

struct DishAdmin;

impl ResourceAdmin for DishAdmin {
    type Record = Dish;

    fn columns(&self, columns: &mut Columns<Dish>) {
        let fields = Dish::fields();
        columns
            .computed("margin", |dish: &Dish| dish.cost.map(|cost| dish.price - cost))
            .sort_by_expr::<i64>(move |row| row.column(fields.price).sub(row.column(fields.cost)));
        columns.computed("words", |dish: &Dish| format!("{} of {}", dish.name, dish.made));
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Outcome {
    let rows = std::env::args().filter_map(|argument| argument.parse().ok()).next().unwrap_or(20_000);
    let db = Database::connect(&database(rows).await?).await?;
    let mut builder = Admin::builder(db).auth(Auth::none_for_local_development());
    builder = builder.resource::<TaggedDish>().resource::<Tag>().resource::<DishTag>();
    builder = builder.resource::<Town>().resource::<Cook>().resource::<PlainDish>().resource::<Dish>();
    builder = builder.resource::<Bare>().resource::<WithSteps>().resource::<StepOfOne>();
    builder = builder.resource::<WithNotes>().resource::<StepOfTwo>().resource::<NoteOfTwo>();
    builder = builder.resource::<WithTools>().resource::<StepOfThree>().resource::<NoteOfThree>();
    let admin = builder.resource::<ToolOfThree>().build().await?;
    let router = Router::new().nest("/admin", kaffy::web::router(admin.clone()));

    println!("{rows} dishes, SQLite, {ROUNDS} requests each\n");
    println!("{:<58}{:>12}{:>14}", "page", "statements", "median (ms)");
    for size in [25, 200] {
        for (name, path) in [
            ("fields of its own table", format!("plain-dishes?size={size}")),
            ("the same and a many-to-many column", format!("tagged-dishes?size={size}")),
            ("relations, computed columns, dates", format!("dishes?size={size}")),
            ("the same, a filter by a relation, a search", format!("dishes?size={size}&f.cook=7&q=stew")),
            ("the same list, sorted by an expression (index)", format!("dishes?size={size}&sort=margin")),
        ] {
            measure(&admin, &router, &format!("list of {size}: {name}"), &format!("/admin/menu/{path}")).await?;
        }
    }
    for (inlines, context) in ["none", "one", "two", "three"].iter().enumerate() {
        let path = format!("/admin/{context}/dishes/{}", rows / 2);
        measure(&admin, &router, &format!("form with {inlines} kinds of rows, {ROWS_OF_EACH} of each"), &path).await?;
    }
    Ok(())
}

async fn measure(admin: &Admin, router: &Router, name: &str, path: &str) -> Outcome {
    let mut times = Vec::with_capacity(ROUNDS);
    let before = admin.database().statements();
    for _ in 0..ROUNDS {
        times.push(time(router, path).await?);
    }
    let statements = (admin.database().statements() - before) as f64 / ROUNDS as f64;
    times.sort();
    println!("{name:<58}{statements:>12}{:>14.3}", times[ROUNDS / 2].as_secs_f64() * 1_000.0);
    Ok(())
}

async fn time(router: &Router, path: &str) -> Outcome<Duration> {
    let peer = std::net::SocketAddr::from(([127, 0, 0, 1], 40_000));
    let request = Request::get(path).header("host", "localhost").extension(ConnectInfo(peer)).body(Body::empty())?;
    let start = Instant::now();
    let response = router.clone().oneshot(request).await?;
    let status = response.status();
    response.into_body().collect().await?;
    let took = start.elapsed();
    if status.is_success() { Ok(took) } else { Err(format!("{path} was answered with {status}").into()) }
}

/// A fresh database with so many dishes.
async fn database(rows: u64) -> Outcome<String> {
    let folder = PathBuf::from(std::env::var("CARGO_TARGET_DIR").unwrap_or_else(|_| "target".to_owned())).join("bench");
    std::fs::create_dir_all(&folder)?;
    let file = folder.join("statements.db");
    for ending in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{ending}", file.display()));
    }
    let mut db = SqliteConnectOptions::new().filename(&file).create_if_missing(true).connect().await?;
    db.execute(
        "CREATE TABLE towns (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
         CREATE TABLE cooks (id INTEGER PRIMARY KEY, name TEXT NOT NULL, town_id INTEGER NOT NULL REFERENCES towns);
         CREATE TABLE dishes (id INTEGER PRIMARY KEY, name TEXT NOT NULL, price INTEGER NOT NULL, cost INTEGER,
             cook_id INTEGER NOT NULL REFERENCES cooks, made DATE NOT NULL);
         CREATE INDEX dish_margin ON dishes ((price - cost), id);
         CREATE INDEX dish_cook ON dishes (cook_id);
         CREATE INDEX dish_made ON dishes (made);
         CREATE TABLE steps (id INTEGER PRIMARY KEY, dish_id INTEGER NOT NULL REFERENCES dishes, words TEXT NOT NULL);
         CREATE TABLE notes (id INTEGER PRIMARY KEY, dish_id INTEGER NOT NULL REFERENCES dishes, words TEXT NOT NULL);
         CREATE TABLE tools (id INTEGER PRIMARY KEY, dish_id INTEGER NOT NULL REFERENCES dishes, words TEXT NOT NULL);
         CREATE INDEX step_dish ON steps (dish_id);
         CREATE INDEX note_dish ON notes (dish_id);
         CREATE INDEX tool_dish ON tools (dish_id);
         CREATE TABLE tags (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
         CREATE TABLE dish_tags (dish_id INTEGER NOT NULL REFERENCES dishes, tag_id INTEGER NOT NULL REFERENCES tags,
             PRIMARY KEY (dish_id, tag_id));
         INSERT INTO towns SELECT value, 'Town ' || value FROM json_each('[1, 2, 3, 4, 5]');",
    )
    .await?;
    let numbers = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)";
    let mut fill = async |sql: String, count: u64| -> Outcome {
        let count = i64::try_from(count)?;
        db.execute(sqlx::query(sqlx::AssertSqlSafe(sql)).bind(count)).await?;
        Ok(())
    };
    fill(format!("INSERT INTO cooks {numbers} SELECT i, 'Cook ' || i, i % 5 + 1 FROM n"), 200).await?;
    let dish = "SELECT i, 'Stew ' || i, i % 900, CASE WHEN i % 9 > 0 THEN i % 700 END, i % 200 + 1, \
                date('2020-01-01', '+' || (i % 1500) || ' days') FROM n";
    fill(format!("INSERT INTO dishes {numbers} {dish}"), rows).await?;
    fill(format!("INSERT INTO tags {numbers} SELECT i, 'Tag ' || i FROM n"), 50).await?;
    let tag = format!("SELECT (i - 1) / {ROWS_OF_EACH} + 1, i % 50 + 1 FROM n");
    fill(format!("INSERT INTO dish_tags {numbers} {tag}"), rows * ROWS_OF_EACH).await?;
    for table in ["steps", "notes", "tools"] {
        let row = format!("SELECT i, (i - 1) / {ROWS_OF_EACH} + 1, 'Words ' || i FROM n");
        fill(format!("INSERT INTO {table} {numbers} {row}"), rows * ROWS_OF_EACH).await?;
    }
    Ok(format!("sqlite://{}", file.display()))
}
