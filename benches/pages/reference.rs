//! The same pages written by hand: axum, sqlx and tera, the statements one would write, nothing else.

use std::sync::Arc;

use axum::{
    Router,
    extract::{Path, Query, State},
    response::Html,
    routing::get,
};
use serde::{Deserialize, Serialize};
use sqlx::{AssertSqlSafe, FromRow, SqlitePool};
use tera::{Context, Tera};

#[derive(Clone)]
struct App {
    db: SqlitePool,
    tera: Arc<Tera>,
}

#[derive(Serialize, FromRow)]
struct Row {
    id: i64,
    title: String,
    category: String,
    price: f64,
    status: String,
    quantity: i64,
    views: Option<i64>,
    inserted_at: chrono::NaiveDateTime,
}

#[derive(Deserialize)]
struct Params {
    after: Option<i64>,
    last: Option<u8>,
    sort: Option<String>,
    q: Option<String>,
    status: Option<String>,
}

const LIST: &str = r#"<!doctype html><html lang="en"><head><title>Products</title></head><body><h1>{{ count }} products</h1>
<form><input name="q" value="{{ q }}"></form><table><thead><tr><th>Id<th>Title<th>Category<th>Price<th>Status<th>Quantity<th>Views<th>Inserted</tr></thead><tbody>
{% for row in rows %}<tr><td><a href="/{{ row.id }}">{{ row.id }}</a></td><td>{{ row.title }}</td><td>{{ row.category }}</td><td>{{ row.price }}</td>
<td>{{ row.status }}</td><td>{{ row.quantity }}</td><td>{% if row.views %}{{ row.views }}{% else %}-{% endif %}</td><td>{{ row.inserted_at }}</td></tr>{% endfor %}
</tbody></table></body></html>"#;

const FORM: &str = r#"<!doctype html><html lang="en"><head><title>{{ row.title }}</title></head><body><h1>{{ row.title }}</h1><form method="post">
<input name="title" value="{{ row.title }}"><input name="category" value="{{ row.category }}"><input name="price" value="{{ row.price }}">
<input name="status" value="{{ row.status }}"><input name="quantity" value="{{ row.quantity }}"><input name="views" value="{{ row.views }}">
<input name="inserted_at" value="{{ row.inserted_at }}"><button>Save</button></form></body></html>"#;

const COLUMNS: &str = "SELECT t.id, t.title, c.name AS category, CAST(t.price AS REAL) AS price, t.status, t.quantity, t.views, \
     t.inserted_at FROM products t LEFT JOIN categories c ON c.id = t.category_id";

pub(crate) async fn router(url: &str) -> Result<Router, Box<dyn std::error::Error>> {
    let mut tera = Tera::default();
    tera.add_raw_template("list.html", LIST)?;
    tera.add_raw_template("form.html", FORM)?;
    let app = App { db: SqlitePool::connect(url).await?, tera: Arc::new(tera) };
    Ok(Router::new().route("/products", get(products)).route("/products/{id}", get(product)).with_state(app))
}

async fn products(State(app): State<App>, Query(params): Query<Params>) -> Html<String> {
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
    let mut rows = rows.fetch_all(&app.db).await.expect("the reference query runs");
    let count = count.fetch_one(&app.db).await.expect("the reference count runs");
    rows.truncate(25);
    if params.last.is_some() {
        rows.reverse();
    }
    let mut context = Context::new();
    context.insert("rows", &rows);
    context.insert("count", &count);
    context.insert("q", &params.q.unwrap_or_default());
    Html(app.tera.render("list.html", &context).expect("the reference template renders"))
}

async fn product(State(app): State<App>, Path(id): Path<i64>) -> Html<String> {
    let sql = format!("{COLUMNS} WHERE t.id = ?");
    let row = sqlx::query_as::<_, Row>(AssertSqlSafe(sql)).bind(id).fetch_one(&app.db).await;
    let mut context = Context::new();
    context.insert("row", &row.expect("the product exists"));
    Html(app.tera.render("form.html", &context).expect("the reference template renders"))
}

pub(crate) fn list(query: &str) -> String {
    format!("/products{query}")
}

pub(crate) fn form(id: u64) -> String {
    format!("/products/{id}")
}
