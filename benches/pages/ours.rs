//! The pages as somebody gets them who annotates two structs.

use axum::Router;
use kaffy::prelude::*;

#[derive(AdminResource)]
#[admin(
    table = "products",
    context = "Shop",
    list(id, title, category.name, price, status, quantity, views, inserted_at),
    search(title),
    filter(id, status, category_id, price),
    page_size = 25
)]
struct Product {
    id: i64,
    title: String,
    #[admin(belongs_to = Category)]
    category_id: i64,
    price: rust_decimal::Decimal,
    status: Status,
    quantity: i64,
    views: Option<i64>,
    inserted_at: chrono::NaiveDateTime,
}

#[derive(AdminResource)]
#[admin(table = "categories", plural = "Categories", context = "Shop")]
struct Category {
    id: i64,
    name: String,
}

#[derive(AdminChoice)]
enum Status {
    Available,
    #[admin(value = "soldout")]
    SoldOut,
}

pub(crate) async fn router(url: &str) -> Result<Router, Box<dyn std::error::Error>> {
    let db = Database::connect(url).await?;
    let auth = Auth::none_for_local_development();
    let admin = Admin::builder(db).auth(auth).resource::<Product>().resource::<Category>().build().await?;
    Ok(Router::new().nest("/admin", kaffy::web::router(admin)))
}

pub(crate) fn list(query: &str) -> String {
    format!("/admin/shop/products{query}")
}

pub(crate) fn form(id: u64) -> String {
    format!("/admin/shop/products/{id}")
}

/// The address behind "Next" half-way through the table: the cursor of a filtered page fits the whole list.
pub(crate) async fn address_of_a_page_in_the_middle(
    router: &Router,
    rows: u64,
) -> Result<String, Box<dyn std::error::Error>> {
    let page = super::get(router, &list(&format!("?f.id.gte={}", rows / 2))).await?;
    let cursor = page.split("after=").nth(1).and_then(|rest| rest.split(['"', '&', '#']).next());
    Ok(list(&format!("?after={}", cursor.ok_or("the page has no link to the next one")?)))
}
