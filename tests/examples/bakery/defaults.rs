//! Resources that say nothing about themselves: tags, and the rows between products and tags.

use kaffy::Key;
use sea_query::Value;

use super::Bakery;
use crate::models::{ProductTag, Tag};

pub(crate) async fn k12_the_menu_has_the_groups_of_the_demo(app: Bakery) {
    let groups = app.page("/tags/tags").await.texts("nav.sidebar details.nav-group");
    let wanted = [
        "Pages Secret Place",
        "Categories Dashboard Categories Google: kaffy admin",
        "Products Dashboard Ingredients Product tags Products",
        "Tags Tags",
        "Background work Jobs Groups Queues Workers Schedules Chores",
    ];
    assert_eq!(groups, wanted);
    assert_eq!(app.get("/").await.location(), Some("/admin/dashboard"), "the dashboard is the first page");
}

pub(crate) async fn k60_tags_have_the_usual_list_and_form(app: Bakery) {
    let list = app.list::<Tag>().get().await.unwrap();
    assert_eq!(list.headings(), ["ID", "Name", "Slug", "Status", "Inserted at", "Updated at"]);
    let missing = app.new_form::<Tag>().submit().await.unwrap_err();
    assert_eq!(missing.status(), 422);
    for name in ["name", "slug", "status"] {
        assert!(!missing.field(name).is_empty(), "{name} is required: {missing}");
    }
    let new = app.new_form::<Tag>().set("name", "Raw").set("slug", "raw").set("status", "available");
    new.submit().await.unwrap();
    assert!(app.list::<Tag>().get().await.unwrap().column("name").contains(&"Raw"));
}

pub(crate) async fn k60_product_tags_have_the_usual_list(app: Bakery) {
    let list = app.list::<ProductTag>().get().await.unwrap();
    assert_eq!(list.headings(), ["Product", "Tag", "Inserted at", "Updated at"]);
    assert!(list.count() > 0 && list.column("Tag").iter().all(|name| name.parse::<i64>().is_err()), "names, not keys");
}

pub(crate) async fn k120_a_row_between_is_added_opened_and_deleted_by_its_composite_key(app: Bakery) {
    let missing = app.new_form::<ProductTag>().submit().await.unwrap_err();
    for name in ["product_id", "tag_id"] {
        assert!(!missing.field(name).is_empty(), "{name} is required: {missing}");
    }
    app.sql("DELETE FROM products_tags WHERE product_id = 3").await;
    let new = || app.new_form::<ProductTag>().set("product_id", 3).set("tag_id", 5);
    let key = Key::new(vec![Value::BigInt(Some(3)), Value::BigInt(Some(5))]);
    let saved = new().submit().await.unwrap();
    assert_eq!((saved.id(), saved.key()), ("3, 5", key.clone()));
    let taken = new().submit().await.unwrap_err();
    assert!(taken.status() == 422 && taken.text().contains("already"), "{taken}");
    let page = app.page("/products/product-tags/3,5").await;
    let text = page.texts("form.record").concat();
    assert!(text.contains("Golden Rye bread") && text.contains("Bestseller"), "the key is shown: {text}");
    app.form::<ProductTag>(key.clone()).submit().await.unwrap();
    app.delete::<ProductTag>(key).await.unwrap();
    assert_eq!(app.get("/products/product-tags/3,5").await.status(), 404);
}
