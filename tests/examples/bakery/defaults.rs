//! Resources that say nothing about themselves: tags, and the rows between products and tags.

use http::StatusCode;

use super::Bakery;
use crate::models::{ProductTag, Tag};

pub(crate) async fn k12_the_menu_has_the_groups_of_the_demo(app: Bakery) {
    let page = app.get("/tags/tags").await.ok();
    let groups = page.texts("nav.sidebar details.nav-group");
    let groups: Vec<_> = groups.iter().map(String::as_str).collect();
    let wanted = [
        "Pages Secret Place",
        "Categories Dashboard Categories Google: kaffy admin (opens in a new tab)",
        "Products Dashboard Ingredients Product tags Products",
        "Tags Tags",
        "Background work Jobs Groups Queues Workers Schedules Chores",
    ];
    assert_eq!(groups, wanted);
    assert_eq!(app.get("/").await.location(), "/admin/dashboard", "the dashboard is the first page");
}

pub(crate) async fn k60_tags_have_the_usual_list_and_form(app: Bakery) {
    let page = app.get("/tags/tags").await.ok();
    let heads = page.texts("thead th:not(.tick)");
    for (head, wanted) in heads.iter().zip(["ID", "Name", "Slug", "Status", "Inserted at", "Updated at"]) {
        assert!(head.starts_with(wanted), "{heads:?}");
    }
    let page = app.new_form::<Tag>().await.submit(&app).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    for name in ["name", "slug", "status"] {
        assert!(!page.words(&format!("#field-{name}-error")).is_empty(), "{name} is required");
    }
    let form = page.form("form.record").set("name", "Raw").set("slug", "raw").set("status", "available");
    form.submit(&app).await.is(StatusCode::SEE_OTHER);
    assert!(app.get("/tags/tags").await.ok().column("Name").contains(&"Raw".to_owned()));
}

pub(crate) async fn k60_product_tags_have_the_usual_list(app: Bakery) {
    let page = app.get("/products/product-tags").await.ok();
    let heads = page.texts("thead th:not(.tick)");
    for (head, wanted) in heads.iter().zip(["Product", "Tag", "Inserted at", "Updated at"]) {
        assert!(head.starts_with(wanted), "{heads:?}");
    }
    assert!(page.column("Tag").iter().all(|name| name.parse::<i64>().is_err()), "names, not keys");
}

pub(crate) async fn k120_a_row_between_is_added_opened_and_deleted_by_its_composite_key(app: Bakery) {
    let page = app.new_form::<ProductTag>().await.submit(&app).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    for name in ["product_id", "tag_id"] {
        assert!(!page.words(&format!("#field-{name}-error")).is_empty(), "{name} is required");
    }
    app.run("DELETE FROM products_tags WHERE product_id = 3").await;
    let form = page.form("form.record").set("product_id", "3").set("tag_id", "5");
    form.submit(&app).await.is(StatusCode::SEE_OTHER);
    let again = form.submit(&app).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.words("main").contains("already"), "taken: {}", again.words("main"));
    let page = app.get("/products/product-tags/3,5").await.ok();
    let text = page.words("form.record");
    assert!(text.contains("Golden Rye bread") && text.contains("Bestseller"), "the key is shown: {text}");
    page.form("form.record").submit(&app).await.is(StatusCode::SEE_OTHER);
    let question = app.get("/products/product-tags/3,5/delete").await.ok();
    question.form("form.answer").submit(&app).await.is(StatusCode::SEE_OTHER);
    app.get("/products/product-tags/3,5").await.is(StatusCode::NOT_FOUND);
}
