//! What is in the tables, annotated.

#![expect(unreachable_pub, reason = "the shop itself, which would use them, is not part of the example")]

use chrono::NaiveDateTime;
use kaffy::prelude::*;
use rust_decimal::Decimal;

/// A shelf of the shop.
#[derive(Debug, Clone, AdminResource)]
#[admin(table = "categories", context = "Categories", list(name, slug, inserted_at), search(name, slug), order(name))]
pub struct Category {
    pub id: i64,
    #[admin(min_len = 3, max_len = 50)]
    pub name: String,
    /// Part of the shop's addresses: letters, digits and hyphens.
    #[admin(min_len = 3, max_len = 50, pattern = "[A-Za-z0-9-]+")]
    pub slug: String,
    #[admin(label = "Added")]
    pub inserted_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
}

/// Something to buy.
#[derive(Debug, Clone, AdminResource)]
#[admin(
    table = "products", context = "Products",
    list(id, title, category.name, price, kind, measurements, quantity, status, views),
    search(title, description, category.name),
    filter(status, category, kind, price, quantity, enough, inserted_at),
    drill_down(inserted_at),
    order(title),
    form(
        title, category_id, description, price, quantity, status, enough,
        section("Details", kind, measurements, notes, retail, options),
        section("Figures", description = "Kept by the shop itself.", views, inserted_at)
    ),
    many_to_many(Tag, through = ProductTag),
    has_many(Ingredient, by = product_id, tabular, max = 40, fields(name, organic))
)]
pub struct Product {
    pub id: i64,
    pub title: String,
    #[admin(textarea(rows = 4))]
    pub description: Option<String>,
    #[admin(min = 0)]
    pub price: Decimal,
    /// How many are on the shelf.
    #[admin(min = 0, default = 0)]
    pub quantity: i32,
    #[admin(label = "Is it available?")]
    pub status: Status,
    #[admin(belongs_to = Category)]
    pub category_id: i64,
    /// Whether there is enough for the day.
    #[admin(default = true)]
    pub enough: bool,
    #[admin(column = "type", label = "Type")]
    pub kind: Option<Kind>,
    pub measurements: Vec<Measurement>,
    /// One note per line.
    pub notes: Vec<String>,
    /// Where others sell it.
    #[admin(url)]
    pub retail: Option<String>,
    #[admin(create = hidden)]
    pub options: Option<serde_json::Value>,
    #[admin(create = hidden, update = readonly)]
    pub views: i32,
    #[admin(label = "Added", create = hidden)]
    pub inserted_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
}

/// Whether it can be bought today; a text in the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, AdminChoice)]
#[admin(rename_all = "lowercase")]
pub enum Status {
    Available,
    #[admin(label = "Sold out")]
    Soldout,
}

/// What is sold; a number in the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, AdminChoice)]
#[admin(storage = integer)]
pub enum Kind {
    Service = 1,
    Digital = 2,
    Physical = 3,
}

/// What the scales said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, AdminChoice)]
pub enum Measurement {
    #[admin(value = "good")]
    Weight,
    #[admin(value = "over")]
    OverWeight,
}

/// What goes into a product.
#[derive(Debug, Clone, AdminResource)]
#[admin(
    table = "ingredients", context = "Products",
    list(name, organic, product.title), search(name, product.title), filter(organic, product), order(name)
)]
pub struct Ingredient {
    pub id: i64,
    pub name: String,
    #[admin(default = false)]
    pub organic: bool,
    #[admin(belongs_to = Product)]
    pub product_id: Option<i64>,
    pub inserted_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
}

/// A word that products share.
#[derive(Debug, Clone, AdminResource)]
#[admin(table = "tags", context = "Tags", list(name, slug, status), search(name, slug), filter(status))]
pub struct Tag {
    pub id: i64,
    pub name: String,
    #[admin(pattern = "[A-Za-z0-9-]+")]
    pub slug: String,
    pub status: Status,
    pub inserted_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
}

/// A tag on a product. The two together are the key.
#[derive(Debug, Clone, AdminResource)]
#[admin(
    table = "products_tags", context = "Products", name = "Product tag",
    primary_key(product_id, tag_id),
    list(product.title, tag.name), search(product.title, tag.name), filter(tag)
)]
pub struct ProductTag {
    #[admin(belongs_to = Product)]
    pub product_id: i64,
    #[admin(belongs_to = Tag)]
    pub tag_id: i64,
    pub inserted_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
}
