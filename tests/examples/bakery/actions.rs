//! What can be done to a product, and to many.

use http::StatusCode;
use kaffy::AdminResource;

use super::Bakery;
use crate::{
    app::Page,
    models::{Product, Status},
};

const LIST: &str = "/products/products";

impl Bakery {
    /// Ticks rows of the list and asks for an action.
    async fn tick(&self, action: &str, keys: &[&str]) -> Page {
        let form = self.get(LIST).await.ok().form("form.selection").set("_action", action);
        let form = keys.iter().fold(form, |form, key| form.also("_id", key));
        form.submit(self).await
    }

    async fn product(&self, id: i64) -> Product {
        self.reader().all([Product::fields().id.is(id)], 1).await.unwrap().remove(0)
    }

    /// The button of an action on the page of a product.
    async fn press(&self, id: i64, action: &str) -> Page {
        let page = self.get(&format!("{LIST}/{id}")).await.ok();
        page.form(&format!("form[action$='/actions/{action}']")).submit(self).await
    }
}

pub(crate) async fn k140_publish_this_product(app: Bakery) {
    assert_eq!(app.product(4).await.status, Status::Soldout);
    let page = app.get("/products/products/4").await.ok();
    assert!(page.body.contains("Publish this product") && page.body.contains("Sold out!"));
    app.press(4, "publish").await.is(StatusCode::SEE_OTHER);
    assert_eq!(app.product(4).await.status, Status::Available);
}

pub(crate) async fn k140_sold_out_but_for_product_3(app: Bakery) {
    app.press(2, "sold-out").await.is(StatusCode::SEE_OTHER);
    assert_eq!(app.product(2).await.status, Status::Soldout);
    let refused = app.press(3, "sold-out").await;
    let refused = if refused.status == StatusCode::SEE_OTHER { app.get("/products/products/3").await } else { refused };
    assert!(refused.words("main").contains("Golden Rye bread should never be sold out!"), "{}", refused.words("main"));
    assert_eq!(app.product(3).await.status, Status::Available);
}

pub(crate) async fn k141_mark_as_soldout_and_bring_back(app: Bakery) {
    let page = app.get(LIST).await.ok();
    let wanted = ["Bring back", "Mark as soldout", "Change the price", "Change Category", "Error me out"];
    let offered = page.texts("#selection-action option");
    for action in wanted {
        assert!(offered.iter().any(|it| it == action), "{action} is offered: {offered:?}");
    }
    let page = app.tick("sold-out", &["1", "2", "3"]).await.ok();
    assert_eq!(page.words("h1"), "Mark as soldout: 3 products");
    let report = page.form("form.record").set("_run", "1").submit(&app).await;
    let words = match report.status {
        StatusCode::SEE_OTHER => app.get(LIST).await.words("main"),
        _ => report.words("main"),
    };
    assert!(words.contains("should never be sold out"), "the outcome of each row is told: {words}");
    assert_eq!((app.product(1).await.status, app.product(3).await.status), (Status::Soldout, Status::Available));
    app.tick("publish", &["1", "2"]).await.ok().form("form.record").set("_run", "1").submit(&app).await;
    assert_eq!((app.product(1).await.status, app.product(2).await.status), (Status::Available, Status::Available));
}

pub(crate) async fn k141_error_me_out_always_fails(app: Bakery) {
    let page = app.tick("error", &["1"]).await.ok().form("form.record").set("_run", "1").submit(&app).await;
    let words = match page.status {
        StatusCode::SEE_OTHER => app.get(LIST).await.words("main"),
        _ => page.words("main"),
    };
    assert!(words.contains("This action always fails"), "{words}");
}

pub(crate) async fn k142_change_the_price(app: Bakery) {
    let form = app.tick("price", &["1", "2"]).await.ok().form("form.record");
    assert_eq!(form.value("price"), Some("3"), "the demo's default");
    let page = form.set("price", "cheap").set("_run", "1").submit(&app).await;
    let page = page.is(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!page.words("#field-price-error").is_empty());
    page.form("form.record").set("price", "4.50").set("_run", "1").submit(&app).await.location();
    let prices = (app.product(1).await.price.to_string(), app.product(2).await.price.to_string());
    assert_eq!((prices.0.trim_end_matches('0'), prices.1.trim_end_matches('0')), ("4.5", "4.5"));
}

pub(crate) async fn k142_change_category(app: Bakery) {
    let form = app.tick("category", &["1", "2"]).await.ok().form("form.record");
    let page = form.set("_run", "1").submit(&app).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!page.words("#field-category_id-error").is_empty(), "one has to be chosen");
    page.form("form.record").set("category_id", "5").set("_run", "1").submit(&app).await.location();
    assert_eq!((app.product(1).await.category_id, app.product(2).await.category_id), (5, 5));
}

pub(crate) async fn a37_prices_are_raised_by_a_job(app: Bakery) {
    let (before, soldout) = (app.product(1).await.price, app.product(4).await);
    assert_eq!(soldout.status, Status::Soldout);
    let form = app.tick("raise", &["1", "4"]).await.ok().form("form.record");
    assert_eq!(form.value("percent"), Some("5"));
    let page = form.set("percent", "10").set("_run", "1").submit(&app).await;
    let place = page.location().strip_prefix("/admin").unwrap().to_owned();
    assert_eq!(app.get(&place).await.ok().words("h1"), "Raise prices");
    let jobs = app.admin.extension::<kaffy::Jobs>().unwrap().clone();
    let mut test = kaffy::jobs::testing::TestJobs::new(&jobs).await.unwrap();
    assert_eq!(test.drain("default").await.unwrap().succeeded, 1);
    let wanted = (before * rust_decimal::Decimal::new(11, 1)).round_dp(2);
    assert_eq!(app.product(1).await.price.normalize(), wanted.normalize());
    assert_eq!(app.product(4).await.price, soldout.price);
    let page = app.get(&place).await.ok();
    assert!(page.words(".failures li").ends_with("Nobody can buy it: bring it back first."), "{}", page.words("main"));
}
