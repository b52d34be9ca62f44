//! What is in the tables, annotated.

#![expect(unreachable_pub, reason = "the shop itself, which would use them, is not part of the example")]

use chrono::NaiveDateTime;
use kaffy::prelude::*;
use rust_decimal::Decimal;

use crate::{
    admins::{CategoryAdmin, IngredientAdmin, ProductAdmin},
    url_field::UrlField,
};

/// A shelf of the shop.
#[derive(Debug, Clone, AdminResource)]
#[admin(table = "categories", context = "Categories", admin = CategoryAdmin, search(name, slug))]
pub struct Category {
    pub id: i64,
    #[admin(min_len = 3, max_len = 50)]
    pub name: String,
    /// Part of the shop's addresses: letters, digits and hyphens.
    #[admin(min_len = 3, max_len = 50, pattern = "[A-Za-z0-9-]+", slug_from = name)]
    pub slug: String,
    pub inserted_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
}

/// Something to buy.
#[derive(Debug, Clone, AdminResource)]
#[admin(
    table = "products", context = "Products", admin = ProductAdmin,
    list(id, title, category.name, price, kind, measurements, quantity, status, views),
    list_edit(price, status),
    search(title, description, category.name),
    filter(status, category, kind, price, quantity, enough, inserted_at),
    drill_down(inserted_at),
    order(title),
    form(
        title, status, enough, kind, measurements, category_id, description, options, price, quantity,
        section("Figures", description = "Kept by the shop itself.", views, inserted_at),
        section("Elsewhere", retail, notes)
    ),
    many_to_many(Tag, through = ProductTag),
    has_many(Ingredient, by = product_id, tabular, max = 40, fields(name, organic))
)]
pub struct Product {
    pub id: i64,
    #[admin(update = readonly, placeholder = "A new product")]
    pub title: String,
    #[admin(default = 0, min = 0)]
    pub quantity: i32,
    #[admin(min = 0)]
    pub price: Decimal,
    pub status: Status,
    #[admin(belongs_to = Category, update = readonly)]
    pub category_id: i64,
    #[admin(richtext)]
    pub description: Option<String>,
    #[admin(create = readonly, update = readonly, default = 0)]
    pub views: i32,
    /// Whatever the shop wants to know besides.
    #[admin(create = hidden)]
    pub options: Option<serde_json::Value>,
    /// Whether there is enough for the day.
    #[admin(default = true)]
    pub enough: bool,
    /// Where others sell it.
    #[admin(custom)]
    pub retail: Option<UrlField>,
    #[admin(column = "type", label = "Type")]
    pub kind: Option<Kind>,
    /// One note per line.
    pub notes: Vec<String>,
    pub measurements: Vec<Measurement>,
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
    table = "ingredients", context = "Products", admin = IngredientAdmin,
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

/// A word that products share. It has the list and the form that every struct gets by itself.
#[derive(Debug, Clone, AdminResource)]
#[admin(context = "Tags")]
pub struct Tag {
    pub id: i64,
    pub name: String,
    pub slug: String,
    pub status: Status,
    pub inserted_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
}

/// A tag on a product. The two together are the key.
#[derive(Debug, Clone, AdminResource)]
#[admin(table = "products_tags", context = "Products", primary_key(product_id, tag_id))]
pub struct ProductTag {
    #[admin(belongs_to = Product)]
    pub product_id: i64,
    #[admin(belongs_to = Tag)]
    pub tag_id: i64,
    pub inserted_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
}
