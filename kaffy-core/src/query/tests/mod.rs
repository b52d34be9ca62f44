//! Query strings and statements of a small shop, on each dialect. What they find is tested on live
//! databases in `tests/list`.

mod address;
mod keyset;
mod statements;

use std::{collections::HashMap, sync::Arc};

use sea_query::{MysqlQueryBuilder, PostgresQueryBuilder, SqliteQueryBuilder};

use super::{BadQuery, ListQuery, sql::Statement};
use crate::{
    AdminResource, Dialect, FieldMeta, OrderMeta, PathMeta, Record, RecordError, Registry, RelationMeta, Resource,
    ResourceMeta, SearchMeta, SearchOperator, TableMeta, registry::resolve,
};

struct Category;

impl AdminResource for Category {
    type Fields = ();
    const FIELDS: () = ();
    const META: &'static ResourceMeta = &ResourceMeta::new("Category", TableMeta { schema: None, name: "categories" })
        .fields(&[FieldMeta::of::<i64>("id"), FieldMeta::of::<String>("name")])
        .primary_key(&["id"]);

    fn from_record(_: &Record) -> Result<Self, RecordError> {
        Ok(Self)
    }
}

const NAME: PathMeta = PathMeta::over(&["category"], "name", "category.name");

const PRODUCT: &ResourceMeta = &ResourceMeta::new("Product", TableMeta { schema: Some("shop"), name: "products" })
    .names("Product", "Products")
    .fields(&[
        FieldMeta::of::<i64>("id"),
        FieldMeta::of::<String>("title").label("Title"),
        FieldMeta::of::<i32>("views").label("Views"),
        FieldMeta::of::<Option<f64>>("score").label("Score"),
        FieldMeta::of::<chrono::NaiveDateTime>("inserted_at").label("Inserted at"),
        FieldMeta::of::<Option<i64>>("category_id").belongs_to(RelationMeta::to::<Category>("category", "Category")),
        FieldMeta::of::<String>("secret").widget(crate::Widget::Password),
    ])
    .primary_key(&["id"])
    .list(&[
        PathMeta::field("title"),
        PathMeta::field("views"),
        PathMeta::field("score"),
        PathMeta::field("category_id"),
        NAME,
        PathMeta::field("id"),
    ])
    .search(&[
        SearchMeta::new(PathMeta::field("title"), SearchOperator::Contains),
        SearchMeta::new(PathMeta::field("views"), SearchOperator::Exact),
    ])
    .filter(&[
        PathMeta::field("title"),
        PathMeta::field("views"),
        PathMeta::field("inserted_at"),
        PathMeta::field("category"),
        NAME,
    ])
    .order(&[OrderMeta::desc(PathMeta::field("views"))]);

const DIALECTS: [Dialect; 3] = [Dialect::Sqlite, Dialect::Postgres, Dialect::MySql];

/// The shop as nobody looked at its database.
fn shop(dialect: Dialect) -> (Registry, Arc<Resource>) {
    let mut problems = Vec::new();
    let registry = resolve(&[Category::META, PRODUCT], &HashMap::new(), None, dialect, &mut problems);
    assert_eq!(problems, []);
    let products = registry.of(PRODUCT).expect("products are registered").clone();
    (registry, products)
}

fn parse(resource: &Resource, query: &str) -> Result<ListQuery, BadQuery> {
    let params: Vec<_> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    ListQuery::parse(resource, &params)
}

/// A statement with its values in place, for reading.
fn text(statement: &Statement, dialect: Dialect) -> String {
    match dialect {
        Dialect::Sqlite => statement.select.to_string(SqliteQueryBuilder),
        Dialect::Postgres => statement.select.to_string(PostgresQueryBuilder),
        Dialect::MySql => statement.select.to_string(MysqlQueryBuilder),
    }
}
