//! The same pages written by hand for this one table: axum, sqlx and tera.
//!
//! They draw what kaffy's pages draw: the layout with its sidebar and breadcrumb, search box, filters
//! and chips, the headings with their sort links, the cells in the same formats, the pager; on the form
//! labels, select, the category by name and all buttons. A list takes the same two statements, the page
//! and the count up to 10,001; a form takes one. What is known when the page is written stands in
//! the template as text, as one would write it.

mod page;
mod row;

use std::sync::Arc;

use axum::{
    Router,
    extract::{OriginalUri, Path, Query, State},
    response::Html,
    routing::get,
};
use sqlx::{AssertSqlSafe, SqlitePool};
use tera::{Context, Tera};

use page::{ListPage, Params};
use row::{Row, RowView};

#[derive(Clone)]
struct App {
    db: SqlitePool,
    tera: Arc<Tera>,
}

const COLUMNS: &str = "SELECT t.id, t.title, t.category_id, c.name AS category, CAST(t.price AS REAL) AS price, \
     t.status, t.quantity, t.views, t.inserted_at FROM products t LEFT JOIN categories c ON c.id = t.category_id";

pub(crate) async fn router(url: &str) -> Result<Router, Box<dyn std::error::Error>> {
    let mut tera = Tera::default();
    tera.add_raw_templates([
        ("base.html", include_str!("templates/base.html")),
        ("list.html", include_str!("templates/list.html")),
        ("form.html", include_str!("templates/form.html")),
    ])?;
    let app = App { db: SqlitePool::connect(url).await?, tera: Arc::new(tera) };
    Ok(Router::new().route("/products", get(products)).route("/products/{id}", get(product)).with_state(app))
}

async fn products(
    State(app): State<App>,
    OriginalUri(here): OriginalUri,
    Query(params): Query<Params>,
) -> Html<String> {
    let words: Vec<_> = params.q.iter().flat_map(|q| q.split_whitespace()).map(|word| format!("%{word}%")).collect();
    let mut conditions: Vec<&str> = words.iter().map(|_| "t.title LIKE ? ESCAPE '\\'").collect();
    conditions.extend(params.status.is_some().then_some("t.status = ?"));
    let counted = conditions.clone();
    conditions.extend(params.after.is_some().then_some("t.id > ?"));
    let filter = |conditions: &[&str]| match conditions {
        [] => String::new(),
        all => format!(" WHERE {}", all.join(" AND ")),
    };
    let order = match (params.sort.as_deref(), params.last) {
        (Some(_), _) => "t.views, t.id",
        (_, Some(_)) => "t.id DESC",
        _ => "t.id",
    };
    let sql = format!("{COLUMNS}{} ORDER BY {order} LIMIT 26", filter(&conditions));
    let mut rows = sqlx::query_as::<_, Row>(AssertSqlSafe(sql));
    let count = format!("SELECT COUNT(*) FROM (SELECT 1 FROM products t{} LIMIT 10001)", filter(&counted));
    let mut count = sqlx::query_scalar::<_, i64>(AssertSqlSafe(count));
    for word in &words {
        rows = rows.bind(word);
        count = count.bind(word);
    }
    if let Some(status) = &params.status {
        rows = rows.bind(status);
        count = count.bind(status);
    }
    if let Some(after) = params.after {
        rows = rows.bind(after);
    }
    let (rows, count) = tokio::try_join!(rows.fetch_all(&app.db), count.fetch_one(&app.db)).expect("the queries run");
    let mut context = surroundings(&here.to_string());
    context.insert("page", &ListPage::new(&params, rows, count));
    Html(app.tera.render("list.html", &context).expect("the reference template renders"))
}

async fn product(State(app): State<App>, OriginalUri(here): OriginalUri, Path(id): Path<i64>) -> Html<String> {
    let sql = format!("{COLUMNS} WHERE t.id = ?");
    let row = sqlx::query_as::<_, Row>(AssertSqlSafe(sql)).bind(id).fetch_one(&app.db).await;
    let mut context = surroundings(&here.to_string());
    context.insert("row", &RowView::from(row.expect("the product exists")));
    Html(app.tera.render("form.html", &context).expect("the reference template renders"))
}

/// What the layout needs.
fn surroundings(here: &str) -> Context {
    let mut context = Context::new();
    context.insert("csrf", &uuid::Uuid::now_v7().simple().to_string());
    context.insert("here", here);
    context.insert("actor", "Developer");
    context
}

pub(crate) fn list(query: &str) -> String {
    format!("/products{query}")
}

pub(crate) fn form(id: u64) -> String {
    format!("/products/{id}")
}
