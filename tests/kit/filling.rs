//! Forms of records.

use kaffy::prelude::*;

use crate::shop::{self, Category, Product};

pub(crate) async fn w16_a_form_is_filled_in_and_saved(db: Database) {
    let (ann, _) = shop::ann(&db).await;
    let fields = Product::fields();
    let saved = ann.form::<Product>(1).set(fields.price, 5).set("organic", false).submit().await.expect("saved");
    assert_eq!((saved.id(), &*saved.message()), ("1", "The product “Rye bread” was saved."));
    assert_eq!(saved.page().heading(), "Rye bread");
    let form = ann.form::<Product>(saved.key()).open().await.expect("a form");
    assert_eq!((form.value("price"), form.value("organic")), (Some("5"), Some("false")));
    assert_eq!(form.value("title"), Some("Rye bread"), "what was not filled in is as it was");

    let added = ann
        .new_form::<Product>()
        .set("title", "Walnut")
        .set("price", 3)
        .set("status", "available")
        .set("category_id", 1)
        .set_all("sizes", &["small", "large"])
        .submit()
        .await
        .expect("added");
    assert_eq!(added.message(), "The product “Walnut” was added.");
    let form = ann.form::<Product>(added.key()).set_all("sizes", &["large"]).open().await.expect("a form");
    assert_eq!(form.value("sizes"), Some("large"));
    ann.list::<Product>().search("walnut").get().await.expect("a list").assert_cell(0, "category.name", "Bread");

    // The same page twice: the second save is asked about.
    let late = ann.form::<Product>(1).set("price", 7).open().await.expect("a form");
    ann.form::<Product>(1).set("price", 6).submit().await.expect("saved");
    assert_eq!(late.send().await.expect("a form that is there").status(), 409);
}

pub(crate) async fn w16_what_is_wrong_is_known_by_field(db: Database) {
    let (ann, _) = shop::ann(&db).await;
    let wrong = ann.form::<Product>(1).set("price", -1).set("title", "").submit().await.expect_err("not saved");
    assert_eq!(wrong.status(), 422);
    assert_eq!(wrong.errors().iter().map(|(field, _)| *field).collect::<Vec<_>>(), ["title", "price"]);
    assert!(wrong.field(Product::fields().price).contains('0'), "{wrong}");
    assert_eq!(wrong.field("status"), "");
    let words = wrong.to_string();
    assert!(words.starts_with("it was not saved: POST /admin/shop/products/1 answered 422"), "{words}");
    assert!(words.contains("\n  price: ") && words.contains("[price: -1]"), "{words}");
    assert_eq!(words, format!("{wrong:?}"), "a test that ends with it prints all of it");
    let page = wrong.page().expect("a page");
    assert_eq!(page.status(), 422);
}

pub(crate) async fn w16_only_what_people_could_do_is_possible(db: Database) {
    let (ann, _) = shop::ann(&db).await;
    let mistakes = ann
        .form::<Product>(1)
        .set("cost", 1)
        .set("status", "stale")
        .set_all("sizes", &["huge"])
        .set("recipe", "rye.txt")
        .attach("title", "rye.txt", "rye")
        .submit()
        .await
        .expect_err("a form that is another");
    let words = mistakes.to_string();
    for mistake in [
        "there is no input `cost`; the form has: title, price, status, organic, sizes, note, category_id, recipe;",
        "`status` does not offer `stale` but: available (Available), sold_out (Sold out);",
        "`sizes` does not offer `huge` but: small, large;",
        "`recipe` takes a file: `attach(\"recipe\", …)`;",
        "`title` takes no file; the form has: title,",
    ] {
        assert!(words.contains(mistake), "{mistake}\n{words}");
    }
    // A token that is not that of the page is refused as in life.
    let forged = ann.form::<Product>(1).open().await.expect("a form").set("_csrf", "guessed").send().await;
    assert_eq!(forged.expect("a form").status(), 403);
    // What no page would send is refused by the admin, and not by the kit.
    let forced = ann.form::<Product>(1).force("id", 7).submit().await.expect_err("a key stays");
    assert_eq!(forced.status(), 400, "{forced}");
    let page = ann.get("/shop/products/1").await;
    let none = ann.form_on(&page, "form.other").expect_err("no such form");
    assert!(none.to_string().starts_with("there is no form `form.other` on the page"), "{none}");
}

pub(crate) async fn w16_a_file_is_sent_and_a_choice_is_made_by_its_words(db: Database) {
    let (ann, _) = shop::ann(&db).await;
    let form = ann.form::<Product>(3).set("status", "Sold out").attach("recipe", "plum \"cake\".txt", "Take plums.");
    let saved = form.submit().await.expect("saved");
    let files = saved.page().attributes("a[href*='/files/recipe']", "href");
    let file = files.first().and_then(|href| href.strip_prefix("/admin")).expect("a link to the file");
    assert_eq!(ann.get(file).await.assert_status(200).bytes(), b"Take plums.");
    ann.list::<Product>().get().await.expect("a list").assert_cell("Plum cake", "status", "Sold out");
    let large = ann.form::<Product>(3).attach("recipe", "plum.txt", "plum ".repeat(3000)).submit().await;
    let large = large.expect_err("more than 10 kB");
    assert!(large.status() == 413 || !large.field("recipe").is_empty(), "{large}");
}

pub(crate) async fn w16_a_record_is_deleted_or_kept(db: Database) {
    let (ann, _) = shop::ann(&db).await;
    let kept = ann.delete::<Category>(1).await.expect_err("two products are in it");
    assert!(kept.to_string().starts_with("it cannot be deleted"), "{kept}");
    assert!(kept.text().contains("Rye bread"), "{kept}");
    assert_eq!(ann.delete::<Product>(1).await.expect("deleted"), "The product “Rye bread” was deleted.");
    assert_eq!(ann.delete::<Product>(1).await.expect_err("gone").status(), 404);
}
