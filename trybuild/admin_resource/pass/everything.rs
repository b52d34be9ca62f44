//! Every option at once, under strict lints.
#![deny(warnings, missing_docs, unreachable_pub)]
#![forbid(unsafe_code)]

use chrono::{DateTime, NaiveDate, Utc};
use kaffy::{AdminChoice, AdminResource, AdminValue};
use rust_decimal::Decimal;

/// A shelf of products.
#[derive(AdminResource)]
#[admin(plural = "Categories of goods", label(name), order(name))]
pub struct Category {
    /// Its key.
    pub id: i64,
    /// What it is called.
    pub name: String,
    #[admin(belongs_to = Category)]
    parent_id: Option<i64>,
}

/// Where a product is in its life.
#[derive(AdminChoice)]
#[admin(storage = native("product_status"), rename_all = "UPPERCASE")]
pub enum Status {
    /// Not yet.
    #[admin(label = "In preparation", order = 2)]
    Draft,
    /// Now.
    #[admin(value = "PUB", order = 1)]
    Published,
}

/// How urgent.
#[derive(AdminChoice)]
#[admin(storage = integer)]
pub enum Level {
    /// Not very.
    Low = 10,
    /// Very.
    #[admin(value = -3)]
    High,
    /// Not at all.
    None,
}

/// Stock keeping unit.
#[derive(AdminValue)]
#[admin(validate = check_sku)]
pub struct Sku(String);

fn check_sku(text: &str) -> Result<(), String> {
    if text.len() == 8 { Ok(()) } else { Err("A SKU has 8 letters.".into()) }
}

/// A product on sale.
///
/// Not the help any more.
#[derive(AdminResource)]
#[admin(
    table = "shop.products",
    context = "Shop",
    name = "Product",
    plural = "Products",
    slug = "products",
    list(title, category.name, category.parent.name, price, status, category),
    list_edit(title, price, status),
    search(title, exact(id), prefix(sku), contains(description), category.name, exact(category.id)),
    filter(status, category, price, category.name, inserted_at),
    drill_down(inserted_at),
    order(desc(views), title, asc(category.name)),
    form(title, section("Price", collapsed, description = "What it costs.", price, sku), section("More", category_id)),
    label(title, sku),
    page_size = 100
)]
#[admin(rename_all = "PascalCase")]
pub struct Product {
    id: i64,
    /// As on the shelf.
    #[admin(placeholder = "Baguette", min_len = 2, max_len = 80, pattern = "[A-Z].*")]
    title: String,
    #[admin(textarea(rows = 4), blank)]
    description: Option<String>,
    #[admin(min = 0, max = "999.99", default = "1.00", storage = text)]
    price: Decimal,
    #[admin(default = "draft")]
    status: Status,
    #[admin(default = 10)]
    stock: u16,
    level: Option<Level>,
    levels: Vec<Level>,
    #[admin(column = "sku")]
    sku: Sku,
    #[admin(belongs_to = Category, help = "The shelf.")]
    category_id: i64,
    #[admin(create = hidden, update = readonly)]
    views: i64,
    #[admin(choices("small", "large" = "Very large"), default = "small")]
    size: String,
    #[admin(choices(1, 2 = "Two", -1))]
    rank: Option<i32>,
    #[admin(email)]
    contact: String,
    #[admin(min = "2020-01-01")]
    since: NaiveDate,
    #[admin(password)]
    secret: String,
    #[admin(skip)]
    cache: std::collections::BTreeMap<String, u8>,
    inserted_at: DateTime<Utc>,
}

fn main() {
    let product = Product::fields();
    let _: kaffy::Field<Product, String> = product.title;
    let _: kaffy::Relation<Product, Category> = product.category;
    assert_eq!(Product::META.table.schema, Some("shop"));
    assert_eq!(Product::META.field("sku").unwrap().column, "sku");
    assert_eq!(Product::META.field("category_id").unwrap().column, "CategoryId");
    assert_eq!(Product::META.help, Some("A product on sale."));
    assert_eq!(Category::META.slug, "categories-of-goods");
}
