//! The list of products.

use super::Bakery;
use crate::models::Product;

pub(crate) async fn k61_the_columns_of_the_demo_and_their_headings(app: Bakery) {
    let list = app.list::<Product>().get().await.unwrap();
    let wanted = ["ID", "Title", "Category", "Price", "Type", "Measurements", "Quantity", "Is it available?", "Views"];
    assert_eq!(list.headings(), wanted);
}

pub(crate) async fn k62_cells_show_category_price_and_availability(app: Bakery) {
    let list = app.list::<Product>().sort("id").size(25).get().await.unwrap();
    list.assert_cell(2, "id", "3");
    list.assert_cell(2, "Category", "Bread");
    list.assert_cell(2, "price", "2.24");
    list.assert_cell(2, "Type", "Physical");
    list.assert_cell(2, "Is it available?", "✓ Available");
    list.assert_cell(3, "Is it available?", "✗ Sold out");
    assert_eq!(list.column("measurements")[0..3], ["Weight", "Weight, Over weight", "—"]);
    let page = list.page();
    assert!(page.texts("tbody .badge.tone-0").contains(&"✓ Available".to_owned()), "green");
    assert!(page.texts("tbody .badge.tone-6").contains(&"✗ Sold out".to_owned()), "red");
}

pub(crate) async fn k78_products_are_filtered_by_category_and_status(app: Bakery) {
    let list = app.list::<Product>().filter("status", "soldout").get().await.unwrap();
    assert!(list.count() > 0 && list.column("Is it available?").iter().all(|shown| *shown == "✗ Sold out"));
    let offered = list.page().texts("label.check:has([name='f.status'])");
    assert_eq!(offered, ["Available", "Sold out"]);
    let list = app.list::<Product>().filter("category_id", 1).filter("status", "available").get().await.unwrap();
    assert!(list.column("Category").iter().all(|name| *name == "Bread"));
    assert!(list.column("Is it available?").iter().all(|shown| *shown == "✓ Available"));
    assert!(list.count() > 0);
}

pub(crate) async fn k71_products_come_by_title(app: Bakery) {
    let list = app.list::<Product>().size(200).get().await.unwrap();
    assert_eq!(list.count(), 200);
    assert!(list.titles().is_sorted_by_key(|title| title.to_lowercase()), "{:?}", list.titles());
}

pub(crate) async fn k74_a_search_looks_into_description_and_category(app: Bakery) {
    let found = app.list::<Product>().search("mill down").size(200).get().await.unwrap().count();
    assert!((1..200).contains(&found), "{found} descriptions speak of the mill");
    let list = app.list::<Product>().search("croissants").size(200).get().await.unwrap();
    assert!(list.titles().iter().any(|title| title.ends_with("Kouign-amann")), "by the name of its category");
    assert!(list.column("Category").iter().all(|name| *name == "Croissants"));
}
