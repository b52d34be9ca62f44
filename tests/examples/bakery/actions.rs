//! What can be done to a product, and to many.

use kaffy::{AdminResource, testing::TestJobs};
use rust_decimal::Decimal;

use super::Bakery;
use crate::models::{Product, Status};

impl Bakery {
    async fn product(&self, id: i64) -> Product {
        self.reader().all([Product::fields().id.is(id)], 1).await.unwrap().remove(0)
    }
}

pub(crate) async fn k140_publish_this_product(app: Bakery) {
    assert_eq!(app.product(4).await.status, Status::Soldout);
    let page = app.page("/products/products/4").await;
    let buttons = page.texts(".page-actions button");
    assert!(["Publish this product", "Sold out!"].iter().all(|it| buttons.contains(&(*it).to_owned())), "{buttons:?}");
    app.action::<Product>("publish").on_record(4).run().await.unwrap();
    assert_eq!(app.product(4).await.status, Status::Available);
}

pub(crate) async fn k140_sold_out_but_for_product_3(app: Bakery) {
    app.action::<Product>("sold-out").on_record(2).run().await.unwrap();
    assert_eq!(app.product(2).await.status, Status::Soldout);
    let refused = app.action::<Product>("sold-out").on_record(3).run().await.unwrap_err();
    assert_eq!(refused.errors(), [("", "Golden Rye bread should never be sold out!")]);
    assert_eq!(app.product(3).await.status, Status::Available);
}

pub(crate) async fn k141_mark_as_soldout_and_bring_back(app: Bakery) {
    let page = app.page("/products/products").await;
    let wanted = ["Bring back", "Mark as soldout", "Change the price", "Change Category", "Error me out"];
    let offered = page.texts("#selection-action option");
    for action in wanted {
        assert!(offered.iter().any(|it| it == action), "{action} is offered: {offered:?}");
    }
    let asked = app.action::<Product>("sold-out").on([1, 2, 3]).ask().await.unwrap();
    assert_eq!(asked.page().heading(), "Mark as soldout: 3 products");
    let ran = app.action::<Product>("sold-out").on([1, 2, 3]).run().await.unwrap();
    let told = ran.failures();
    assert_eq!(told, [("Golden Rye bread", "Golden Rye bread should never be sold out!")], "the outcome of each row");
    assert_eq!((app.product(1).await.status, app.product(3).await.status), (Status::Soldout, Status::Available));
    app.action::<Product>("publish").on([1, 2]).run().await.unwrap();
    assert_eq!((app.product(1).await.status, app.product(2).await.status), (Status::Available, Status::Available));
}

pub(crate) async fn k141_error_me_out_always_fails(app: Bakery) {
    let ran = app.action::<Product>("error").on([1]).run().await.unwrap();
    let told = ran.failures();
    assert!(told.len() == 1 && told[0].1.contains("This action always fails"), "{told:?}");
}

pub(crate) async fn k142_change_the_price(app: Bakery) {
    let change = || app.action::<Product>("price").on([1, 2]);
    assert_eq!(change().ask().await.unwrap().value("price"), Some("3"), "the demo's default");
    let wrong = change().input("price", "cheap").run().await.unwrap_err();
    assert!(wrong.status() == 422 && !wrong.field("price").is_empty(), "{wrong}");
    assert!(change().input("price", "4.50").run().await.unwrap().failures().is_empty());
    let wanted = Decimal::new(45, 1);
    assert_eq!((app.product(1).await.price.normalize(), app.product(2).await.price.normalize()), (wanted, wanted));
}

pub(crate) async fn k142_change_category(app: Bakery) {
    let change = || app.action::<Product>("category").on([1, 2]);
    let wrong = change().run().await.unwrap_err();
    assert!(wrong.status() == 422 && !wrong.field("category_id").is_empty(), "one has to be chosen: {wrong}");
    assert!(change().input("category_id", 5).run().await.unwrap().failures().is_empty());
    assert_eq!((app.product(1).await.category_id, app.product(2).await.category_id), (5, 5));
}

pub(crate) async fn a37_prices_are_raised_by_a_job(app: Bakery) {
    let (before, soldout) = (app.product(1).await.price, app.product(4).await);
    assert_eq!(soldout.status, Status::Soldout);
    let raise = || app.action::<Product>("raise").on([1, 4]);
    assert_eq!(raise().ask().await.unwrap().value("percent"), Some("5"));
    let ran = raise().input("percent", 10).run().await.unwrap();
    let place = format!("/products/products/actions/raise/{}", ran.background().unwrap());
    assert_eq!(app.page(&place).await.heading(), "Raise prices");
    let mut test = TestJobs::new(app.admin().extension::<kaffy::Jobs>().unwrap()).await.unwrap();
    assert_eq!(test.drain("default").await.unwrap().succeeded, 1);
    let wanted = (before * Decimal::new(11, 1)).round_dp(2);
    assert_eq!(app.product(1).await.price.normalize(), wanted.normalize());
    assert_eq!(app.product(4).await.price, soldout.price);
    let told = app.page(&place).await.texts(".failures li");
    assert!(told.iter().any(|it| it.ends_with("Nobody can buy it: bring it back first.")), "{told:?}");
}
