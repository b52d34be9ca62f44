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
use sqlx::{AssertSqlSafe, PgPool, SqlitePool};
use tera::{Context, Tera};

use page::{ListPage, Params};
use row::{Row, RowView};

#[derive(Clone)]
struct App {
    db: Db,
    tera: Arc<Tera>,
}

/// Somebody would have one of them; there are two here to compare on both.
#[derive(Clone)]
enum Db {
    Sqlite(SqlitePool),
    Postgres(PgPool),
}

impl Db {
    async fn connect(url: &str) -> Result<Self, sqlx::Error> {
        match url.starts_with("sqlite") {
            true => Ok(Self::Sqlite(SqlitePool::connect(url).await?)),
            false => Ok(Self::Postgres(PgPool::connect(url).await?)),
        }
    }

    /// A bound value, by its place from one on.
    fn bound(&self, place: usize) -> String {
        if matches!(self, Self::Sqlite(_)) { "?".to_owned() } else { format!("${place}") }
    }

    fn like(&self) -> &'static str {
        if matches!(self, Self::Sqlite(_)) { "LIKE" } else { "ILIKE" }
    }

    async fn page(&self, sql: String, count: String, params: &Params, words: &[String]) -> (Vec<Row>, i64) {
        macro_rules! run {
            ($pool:expr) => {{
                let mut rows = sqlx::query_as::<_, Row>(AssertSqlSafe(sql));
                let mut count = sqlx::query_scalar::<_, i64>(AssertSqlSafe(count));
                for text in words.iter().chain(&params.status) {
                    rows = rows.bind(text);
                    count = count.bind(text);
                }
                if let Some(after) = params.after {
                    rows = rows.bind(after);
                }
                tokio::try_join!(rows.fetch_all($pool), count.fetch_one($pool))
            }};
        }
        match self {
            Self::Sqlite(pool) => run!(pool),
            Self::Postgres(pool) => run!(pool),
        }
        .expect("the queries run")
    }

    async fn product(&self, sql: String, id: i64) -> Row {
        let (sql, found) = (AssertSqlSafe(sql), "the product exists");
        match self {
            Self::Sqlite(pool) => sqlx::query_as(sql).bind(id).fetch_one(pool).await.expect(found),
            Self::Postgres(pool) => sqlx::query_as(sql).bind(id).fetch_one(pool).await.expect(found),
        }
    }
}

const COLUMNS: &str = "SELECT t.id, t.title, t.category_id, c.name AS category, CAST(t.price AS DOUBLE PRECISION) AS price, \
     t.status, t.quantity, t.views, t.inserted_at FROM products t LEFT JOIN categories c ON c.id = t.category_id";

pub(crate) async fn router(url: &str) -> Result<Router, Box<dyn std::error::Error>> {
    let mut tera = Tera::default();
    tera.add_raw_templates([
        ("base.html", include_str!("templates/base.html")),
        ("list.html", include_str!("templates/list.html")),
        ("form.html", include_str!("templates/form.html")),
    ])?;
    let app = App { db: Db::connect(url).await?, tera: Arc::new(tera) };
    Ok(Router::new().route("/products", get(products)).route("/products/{id}", get(product)).with_state(app))
}

async fn products(
    State(app): State<App>,
    OriginalUri(here): OriginalUri,
    Query(params): Query<Params>,
) -> Html<String> {
    let words: Vec<_> = params.q.iter().flat_map(|q| q.split_whitespace()).map(|word| format!("%{word}%")).collect();
    let mut conditions: Vec<String> = Vec::new();
    for at in 1..=words.len() {
        conditions.push(format!("t.title {} {} ESCAPE '\\'", app.db.like(), app.db.bound(at)));
    }
    conditions.extend(params.status.is_some().then(|| format!("t.status = {}", app.db.bound(words.len() + 1))));
    let counted = conditions.clone();
    let place = words.len() + usize::from(params.status.is_some()) + 1;
    conditions.extend(params.after.is_some().then(|| format!("t.id > {}", app.db.bound(place))));
    let filter = |conditions: &[String]| match conditions {
        [] => String::new(),
        all => format!(" WHERE {}", all.join(" AND ")),
    };
    let order = match (params.sort.as_deref(), params.last) {
        (Some(_), _) => "t.views, t.id",
        (_, Some(_)) => "t.id DESC",
        _ => "t.id",
    };
    let sql = format!("{COLUMNS}{} ORDER BY {order} LIMIT 26", filter(&conditions));
    let count = format!("SELECT COUNT(*) FROM (SELECT 1 FROM products t{} LIMIT 10001) AS few", filter(&counted));
    let (rows, count) = app.db.page(sql, count, &params, &words).await;
    let mut context = surroundings(&here.to_string());
    context.insert("page", &ListPage::new(&params, rows, count));
    Html(app.tera.render("list.html", &context).expect("the reference template renders"))
}

async fn product(State(app): State<App>, OriginalUri(here): OriginalUri, Path(id): Path<i64>) -> Html<String> {
    let row = app.db.product(format!("{COLUMNS} WHERE t.id = {}", app.db.bound(1)), id).await;
    let mut context = surroundings(&here.to_string());
    context.insert("row", &RowView::from(row));
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
