//! The list of products.

use super::Bakery;

pub(crate) async fn k61_the_columns_of_the_demo_and_their_headings(app: Bakery) {
    let page = app.get("/products/products").await.ok();
    let heads = page.texts("thead th:not(.tick)");
    let wanted = ["ID", "Title", "Category", "Price", "Type", "Measurements", "Quantity", "Is it available?", "Views"];
    assert_eq!(heads.len(), wanted.len(), "{heads:?}");
    for (head, wanted) in heads.iter().zip(wanted) {
        assert!(head.starts_with(wanted), "{head} where {wanted} should be");
    }
}

pub(crate) async fn k62_cells_show_category_price_and_availability(app: Bakery) {
    let page = app.get("/products/products?sort=id&size=25").await.ok();
    assert_eq!(page.column("ID")[2], "3");
    assert_eq!(page.column("Category")[2], "Bread", "the name, not the key");
    assert_eq!(page.column("Price")[2], "2.24");
    assert_eq!(page.column("Type")[2], "Physical");
    let available = page.column("Is it available?");
    assert_eq!((available[2].as_str(), available[3].as_str()), ("✓ Available", "✗ Sold out"));
    assert_eq!(page.column("Measurements")[0..3], ["Weight", "Weight, Over weight", "—empty"]);
    assert!(page.texts("tbody .badge.tone-0").contains(&"✓ Available".to_owned()), "green");
    assert!(page.texts("tbody .badge.tone-6").contains(&"✗ Sold out".to_owned()), "red");
}

pub(crate) async fn k78_products_are_filtered_by_category_and_status(app: Bakery) {
    let page = app.get("/products/products?f.status=soldout").await.ok();
    assert!(page.column("Is it available?").iter().all(|shown| shown == "✗ Sold out"));
    let offered = page.texts("label.check:has([name='f.status'])");
    assert_eq!(offered, ["Available", "Sold out"]);
    let page = app.get("/products/products?f.category_id=1&f.status=available").await.ok();
    assert!(page.column("Category").iter().all(|name| name == "Bread"));
    assert!(page.column("Is it available?").iter().all(|shown| shown == "✓ Available"));
    assert!(!page.column("ID").is_empty());
}

pub(crate) async fn k71_products_come_by_title(app: Bakery) {
    let titles = app.get("/products/products?size=200").await.ok().column("Title");
    assert_eq!(titles.len(), 200);
    assert!(titles.is_sorted_by_key(|title| title.to_lowercase()), "{titles:?}");
}

pub(crate) async fn k74_a_search_looks_into_description_and_category(app: Bakery) {
    let page = app.get("/products/products?q=mill+down&size=200").await.ok();
    let found = page.column("ID").len();
    assert!((1..200).contains(&found), "{found} descriptions speak of the mill");
    let page = app.get("/products/products?q=croissants&size=200").await.ok();
    assert!(page.column("Title").iter().any(|title| title.ends_with("Kouign-amann")), "by the name of its category");
    assert!(page.column("Category").iter().all(|name| name == "Croissants"));
}
