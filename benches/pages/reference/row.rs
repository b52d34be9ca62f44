//! One product: as the database gives it, and as it is drawn.

use chrono::NaiveDateTime;
use serde::Serialize;
use sqlx::FromRow;

#[derive(FromRow)]
pub(super) struct Row {
    pub(super) id: i64,
    title: String,
    category_id: i64,
    category: String,
    price: f64,
    status: String,
    quantity: i64,
    views: Option<i64>,
    inserted_at: NaiveDateTime,
}

#[derive(Serialize)]
pub(super) struct RowView {
    id: i64,
    title: String,
    category_id: i64,
    category: String,
    price: f64,
    status: &'static str,
    tone: u8,
    quantity: i64,
    views: Option<i64>,
    inserted_at: String,
    inserted: String,
}

impl From<Row> for RowView {
    fn from(row: Row) -> Self {
        let (status, tone) = if row.status == "soldout" { ("Sold out", 1) } else { ("Available", 0) };
        Self {
            id: row.id,
            title: row.title,
            category_id: row.category_id,
            category: row.category,
            price: row.price,
            status,
            tone,
            quantity: row.quantity,
            views: row.views,
            inserted_at: row.inserted_at.format("%Y-%m-%dT%H:%M:%S").to_string(),
            inserted: row.inserted_at.format("%Y-%m-%d %H:%M").to_string(),
        }
    }
}
