//! The widgets, each by what it shows.

use super::Bakery;

/// The text of one widget.
async fn widget(app: &Bakery, id: &str) -> String {
    app.page(&format!("/dashboard/widgets/{id}")).await.texts("main .widget").concat()
}

pub(crate) async fn k40_the_dashboard_has_the_widgets_of_the_demo_in_their_order(app: Bakery) {
    let page = app.page("/dashboard?whole").await;
    let kaffy = concat!("Kaffy ", env!("CARGO_PKG_VERSION"));
    let wanted = [
        "Current products",
        "Recent visits",
        "Average reviews",
        "Total sales",
        kaffy,
        "What’s new",
        "Latest product",
        "Pancakes",
        "This week’s imaginary sales",
        "Imaginary visits",
    ];
    assert_eq!(page.texts("main .widget h2"), wanted);
}

pub(crate) async fn k40_tidbits_count_what_is_there(app: Bakery) {
    assert!(widget(&app, "products-current-products").await.contains("200"));
    assert!(widget(&app, "products-recent-visits").await.contains("1,769"));
    assert!(widget(&app, "products-average-reviews").await.contains("4.7 / 5.0"));
    assert!(widget(&app, "categories-total-sales").await.contains("10,368"), "864 for each of twelve categories");
    app.sql("DELETE FROM products_tags").await;
    app.sql("DELETE FROM ingredients").await;
    app.sql("DELETE FROM products").await;
    assert!(widget(&app, "products-current-products").await.contains('0'), "it is live");
}

pub(crate) async fn k40_the_latest_product_is_named(app: Bakery) {
    assert!(widget(&app, "categories-latest-product").await.contains("Classic Sourdough loaf"));
    app.sql("DELETE FROM products_tags").await;
    app.sql("DELETE FROM ingredients").await;
    app.sql("DELETE FROM products").await;
    assert!(widget(&app, "categories-latest-product").await.contains("nothing"));
}

pub(crate) async fn k44_progress_is_shown(app: Bakery) {
    let shown = widget(&app, "products-pancakes").await;
    assert!(shown.contains("Customer satisfaction") && shown.contains("79%"), "{shown}");
}

pub(crate) async fn k45_charts_show_their_numbers(app: Bakery) {
    for (id, unit, numbers) in [
        ("ingredients-this-week-s-imaginary-sales", "USD", ["150", "230", "75", "240", "290", "300", "190"]),
        ("ingredients-imaginary-visits", "Visits", ["500", "600", "480", "738", "800", "770", "920"]),
    ] {
        let page = app.page(&format!("/dashboard/widgets/{id}")).await;
        assert_eq!(page.texts("main table tbody td"), numbers, "{id}");
        assert_eq!(page.texts("main table tbody th"), ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]);
        assert!(page.texts("main .widget").concat().contains(unit));
    }
}

pub(crate) async fn k47_contexts_have_dashboards_of_their_own(app: Bakery) {
    let page = app.page("/categories").await;
    let text = page.texts("main .widget h2");
    assert_eq!(text, ["Total sales", "Latest product"]);
    let page = app.page("/products").await;
    assert!(page.texts("main .widget h2").contains(&"Products by status".to_owned()));
}
