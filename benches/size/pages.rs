//! An admin over one of the databases, and the pages that are compared.

use std::time::{Duration, Instant};

use axum::{
    Router,
    body::Body,
    extract::ConnectInfo,
    http::{Request, StatusCode},
};
use http_body_util::BodyExt;
use kaffy::prelude::*;
use tower::ServiceExt;

use crate::{Outcome, work::Restock};

#[derive(AdminResource)]
#[admin(
    table = "products",
    context = "Shop",
    admin = ProductAdmin,
    list(id, title, category.name, price, status, quantity, views, inserted_at),
    search(title),
    filter(id, status, category_id, price)
)]
pub(crate) struct Product {
    pub(crate) id: i64,
    title: String,
    note: String,
    #[admin(belongs_to = Category)]
    category_id: i64,
    price: rust_decimal::Decimal,
    status: Status,
    quantity: i64,
    views: Option<i64>,
    inserted_at: chrono::NaiveDateTime,
}

pub(crate) struct ProductAdmin;

impl ResourceAdmin for ProductAdmin {
    type Record = Product;

    fn actions(&self) -> Actions<Product> {
        Actions::new().with(Restock)
    }
}

/// The same rows, searched where no index is.
#[derive(AdminResource)]
#[admin(table = "products", plural = "Plain products", slug = "plain", context = "Shop", list(id, note), search(note))]
pub(crate) struct PlainProduct {
    id: i64,
    note: String,
}

/// The same rows, searched in an index of words.
#[derive(AdminResource)]
#[admin(
    table = "products",
    plural = "Products by words",
    slug = "words",
    context = "Shop",
    list(id, title),
    search(full_text(title))
)]
pub(crate) struct WordProduct {
    id: i64,
    title: String,
}

#[derive(AdminResource)]
#[admin(table = "categories", plural = "Categories", context = "Shop")]
pub(crate) struct Category {
    id: i64,
    name: String,
}

#[derive(AdminChoice)]
enum Status {
    Available,
    #[admin(value = "soldout")]
    SoldOut,
}

/// An admin over one database.
pub(crate) struct Shop {
    pub(crate) admin: Admin,
    router: Router,
}

/// One page.
pub(crate) struct Page {
    pub(crate) name: &'static str,
    path: String,
    /// A word that its answer has in it.
    says: &'static str,
}

impl Shop {
    pub(crate) async fn open(url: &str) -> Outcome<Self> {
        let auth = Auth::none_for_local_development();
        let admin = Admin::builder(Database::connect(url).await?)
            .auth(auth)
            .resource::<Product>()
            .resource::<PlainProduct>()
            .resource::<WordProduct>()
            .resource::<Category>()
            .build()
            .await?;
        Ok(Self { router: Router::new().nest("/admin", kaffy::web::router(admin.clone())), admin })
    }

    /// The pages of a table with so many rows.
    pub(crate) async fn pages(&self, rows: u64) -> Outcome<Vec<Page>> {
        let list = |query: &str| format!("/admin/shop/products{query}");
        let page = |name, path, says| Page { name, path, says };
        // The cursor of a filtered page fits the whole list.
        let half = self.get(&list(&format!("?f.id.gte={}", rows / 2))).await?;
        let cursor = half.split("after=").nth(1).and_then(|rest| rest.split(['"', '&', '#']).next());
        let middle = list(&format!("?after={}", cursor.ok_or("the page has no link to the next one")?));
        Ok(vec![
            page("list, first page", list(""), " loaf "),
            page("list, page in the middle", middle, " loaf "),
            page("list, last page", list("?last=1"), " loaf "),
            page("list, sorted by a nullable column", list("?sort=views"), " loaf "),
            page("the same, last page (NULLs)", list("?sort=views&last=1"), " loaf "),
            page("filter by a choice", list("?f.status=sold_out"), "Sold out"),
            page("filter by a range of keys", list("?f.id.gte=4000&f.id.lte=4100"), "loaf 4100<"),
            page("search for two words, trigrams (PostgreSQL)", list("?q=rye+4244"), "4244<"),
            page("search for what is not there, trigrams", list("?q=pumpernickel"), "pumpernickel"),
            page("search for two words, no index", "/admin/shop/plain?q=rye+4244".to_owned(), "4244"),
            page("full-text search for two words", "/admin/shop/words?q=rye+4244".to_owned(), "4244"),
            page("full-text search for a common word", "/admin/shop/words?q=rye".to_owned(), "Rye"),
            page(
                "full-text search for what is not there",
                "/admin/shop/words?q=pumpernickel".to_owned(),
                "pumpernickel",
            ),
            page("pick a category", "/admin/shop/categories/options?q=7".to_owned(), "Category 7"),
            page("form with a foreign key", list(&format!("/{}", rows / 2)), "loaf"),
            page("delete page of a product", list(&format!("/{}/delete", rows / 2)), "loaf"),
            page("delete page of a category", "/admin/shop/categories/7/delete".to_owned(), "100+"),
        ])
    }

    pub(crate) async fn time(&self, page: &Page) -> Outcome<Duration> {
        let start = Instant::now();
        let body = self.get(&page.path).await?;
        let time = start.elapsed();
        // What takes too long says so in place of rows; that is an answer, and its time is told.
        assert!(
            body.contains(page.says) || time > Duration::from_secs(4),
            "{}: the answer does not say “{}”",
            page.path,
            page.says
        );
        Ok(time)
    }

    async fn get(&self, path: &str) -> Outcome<String> {
        let peer = ConnectInfo(std::net::SocketAddr::from(([127, 0, 0, 1], 40_000)));
        let request = Request::get(path).header("host", "localhost").extension(peer).body(Body::empty())?;
        let response = self.router.clone().oneshot(request).await?;
        let status = response.status();
        let body = String::from_utf8(response.into_body().collect().await?.to_bytes().to_vec())?;
        let answered =
            status.is_success() || status == StatusCode::GATEWAY_TIMEOUT || status == StatusCode::SERVICE_UNAVAILABLE;
        assert!(answered, "{path} answered {status}");
        Ok(body)
    }
}
