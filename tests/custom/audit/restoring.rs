//! Setting fields back to what they were.

use http::StatusCode;
use kaffy::AuditEvent;

use super::{Pie, Shop};

async fn change(shop: &Shop, key: &str, fields: &[(&str, &str)]) {
    let form = shop.form_of::<Pie>(key).await;
    let form = fields.iter().fold(form, |form, (field, value)| form.set(field, value));
    form.submit(shop).await.is(StatusCode::SEE_OTHER);
}

pub(crate) async fn w13_chosen_fields_are_set_back_and_that_is_an_entry(db: kaffy::Database) {
    let shop = Shop::new(db).await;
    change(&shop, "1", &[("title", "Apple tart"), ("price", "9"), ("notes", "new"), ("oven_id", "2")]).await;
    change(&shop, "1", &[("price", "10")]).await;
    let page = shop.get("/shop/pies/1/history").await.ok();
    let form = page.form("#entry-1 form").also("field", "price").also("field", "notes").also("field", "oven_id");
    let answer = form.submit(&shop).await;
    assert_eq!(answer.location(), "/admin/shop/pies/1/history");
    let page = shop.get("/shop/pies/1/history").await.ok();
    assert_eq!(page.words(".flash"), "Apple tart has its earlier values back.");
    assert_eq!(page.words("section.entry h2"), "Restored from entry 1 Entry 3");
    assert_eq!(page.texts("#entry-3 tbody tr"), ["Price 10 5", "Notes new nothing", "Oven Steel Stone"]);
    let form = shop.form_of::<Pie>("1").await;
    let values = ["title", "price", "notes", "oven_id"].map(|field| form.value(field).unwrap_or_default().to_owned());
    assert_eq!(values, ["Apple tart", "5", "", "1"]);
    shop.post("/shop/pies/1/history", &[("_entry", "1"), ("field", "price")]).await.is(StatusCode::SEE_OTHER);
    assert_eq!(
        shop.get("/shop/pies/1/history").await.ok().words(".flash"),
        "Apple tart was as it should be: nothing was changed."
    );
    // What was restored can be restored as well, and so can what an action did.
    shop.post("/shop/pies/1/history", &[("_entry", "3"), ("field", "notes")]).await.is(StatusCode::SEE_OTHER);
    assert_eq!(shop.form_of::<Pie>("1").await.value("notes"), Some("new"));
    shop.post("/shop/pies/1/actions/raise", &[]).await.is(StatusCode::SEE_OTHER);
    let raised = shop.entries().await.into_iter().find(|it| it.event == Some(AuditEvent::Action)).expect("raised");
    let entry = raised.sequence.to_string();
    shop.post("/shop/pies/1/history", &[("_entry", &entry), ("field", "price")]).await.is(StatusCode::SEE_OTHER);
    assert_eq!(shop.form_of::<Pie>("1").await.value("price"), Some("5"));
    shop.verified().await;
}

pub(crate) async fn w13_rules_hooks_and_permissions_hold_for_what_is_set_back(db: kaffy::Database) {
    let shop = Shop::new(db).await;
    shop.run("UPDATE pies SET price = 0, title = 'refuse', oven_id = 2 WHERE id = 1;").await;
    change(&shop, "1", &[("price", "6"), ("title", "Apple"), ("oven_id", "")]).await;
    shop.run("DELETE FROM ovens WHERE id = 2;").await;
    let post = async |fields: &[(&str, &str)]| {
        let fields: Vec<_> = [("_entry", "1")].into_iter().chain(fields.iter().copied()).collect();
        shop.post("/shop/pies/1/history", &fields).await
    };
    let page = post(&[("field", "price")]).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.words(".summary").contains("Price:"), "{}", page.words(".summary"));
    assert!(page.has("#entry-1 form"), "and the entry is there to choose again");
    let page = post(&[("field", "oven_id")]).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.words(".summary").contains("Oven"), "{}", page.words(".summary"));
    let page = post(&[("field", "title")]).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.words(".summary").contains("No such pie."), "{}", page.words(".summary"));
    let page = post(&[]).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.words(".summary").contains("No field was chosen"), "{}", page.words(".summary"));
    for forged in ["code", "inner", "id", "nonsense", "fresh"] {
        post(&[("field", forged)]).await.is(StatusCode::BAD_REQUEST);
    }
    for entry in ["99", "x", ""] {
        shop.post("/shop/pies/1/history", &[("_entry", entry), ("field", "price")]).await.is(StatusCode::NOT_FOUND);
    }
    // An entry of another record.
    shop.post("/shop/pies/2/history", &[("_entry", "1"), ("field", "price")]).await.is(StatusCode::NOT_FOUND);
    assert_eq!(shop.verified().await, 1, "nothing was written");
    change(&shop, "1", &[("title", "sealed")]).await;
    let page = shop.get("/shop/pies/1/history").await.ok();
    assert!(!page.has("section.entry button"), "a record that may not be changed has nothing to restore");
    post(&[("field", "price")]).await.is(StatusCode::FORBIDDEN);
}

pub(crate) async fn w13_a_secret_cannot_be_set_back(db: kaffy::Database) {
    let shop = Shop::new(db).await;
    change(&shop, "1", &[("code", "other secret"), ("price", "6")]).await;
    let page = shop.get("/shop/pies/1/history").await.ok();
    assert_eq!(page.texts("#entry-1 tbody tr"), ["Price 5 6", "Code hidden changed, hidden"]);
    assert_eq!(page.attributes("#entry-1 input[type=checkbox]", "value"), ["price"]);
    let page = shop.post("/shop/pies/1/history", &[("_entry", "1"), ("field", "code")]).await;
    page.is(StatusCode::BAD_REQUEST);
}
