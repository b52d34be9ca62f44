//! Lists and pages.

use kaffy::prelude::*;

use crate::shop::{self, Category, Elsewhere, Product};

pub(crate) async fn w16_a_list_is_searched_filtered_and_sorted(db: Database) {
    let (ann, _) = shop::ann(&db).await;
    let all = ann.list::<Product>().get().await.expect("a list");
    all.assert_titles(&["Plum cake", "Rye bread", "Rye rolls"]);
    assert_eq!((all.count(), all.total()), (3, "3 products".to_owned()));
    assert_eq!(all.headings(), ["Title", "Category", "What it costs", "Status", "Note"]);
    // By its name, its heading, its field; the row by its place and by its title.
    assert_eq!(all.cell(0, "price"), "19");
    assert_eq!(all.cell("Rye bread", "What it costs"), "4");
    assert_eq!(all.cell("Rye rolls", Product::fields().status), "Sold out");
    assert_eq!(all.column("category.name"), ["Cake", "Bread", "Bread"]);
    all.assert_cell(0, "note", "—");
    assert!(all.has_column("price") && !all.has_column("cost"));

    let rye = ann.list::<Product>().search("rye").sort("-price").get().await.expect("a list");
    assert_eq!(rye.titles(), ["Rye bread", "Rye rolls"]);
    let gone = ann.list::<Product>().filter(Product::fields().status, "sold_out").get().await.expect("a list");
    assert_eq!(gone.titles(), ["Rye rolls"]);
    let dear = ann.list::<Product>().filter_by("price", "gte", 4).sort("price").get().await.expect("a list");
    assert_eq!(dear.titles(), ["Rye bread", "Plum cake"]);
    // What a list names can be opened.
    let form = ann.form::<Product>(dear.keys().remove(1)).open().await.expect("a form");
    assert_eq!(form.value("title"), Some("Plum cake"));

    let wrong = ann.list::<Product>().filter_by("price", "gte", "dear").get().await.expect_err("no number");
    assert!(wrong.to_string().starts_with("a filter cannot take its value"), "{wrong}");
    let unknown = ann.list::<Product>().filter("cost", 1).get().await.expect_err("no such filter");
    assert_eq!(unknown.status(), 400);
    let other = ann.list::<Elsewhere>().get().await.expect_err("no such resource");
    assert_eq!(other.to_string(), "`Elsewhere` is no resource of this admin, which has: Category, Product");
    ann.list::<Category>().get().await.expect("a list").assert_titles(&["Cake", "Bread"]);
}

pub(crate) async fn w16_pages_show_their_status_and_their_words(db: Database) {
    let (ann, _) = shop::ann(&db).await;
    let page = ann.get("/shop/products").await.assert_status(200).assert_text("Rye bread").refute_text("Wheat");
    assert_eq!((page.heading(), page.header("cache-control")), ("Products".to_owned(), "no-store"));
    assert_eq!(ann.get("/shop/nothing").await.status(), 404);
    assert_eq!(ann.form::<Product>(4711).open().await.expect_err("no such record").status(), 404);

    let guest = ann.signed_in_as(Actor::new("2", "Gus").role("guest"));
    guest.list::<Product>().get().await.expect("a list that everybody sees");
    assert_eq!(guest.new_form::<Product>().open().await.expect_err("only to look at").status(), 403);
    assert_eq!(guest.delete::<Product>(1).await.expect_err("only to look at").status(), 403);
    let looking = guest.form::<Product>(1).open().await.expect_err("only to look at");
    assert!(looking.to_string().starts_with("the record can be looked at and not changed"), "{looking}");
}

pub(crate) async fn w16_a_failure_says_what_the_page_says(db: Database) {
    let (ann, _) = shop::ann(&db).await;
    let list = ann.list::<Product>().get().await.expect("a list");
    let said = |failing: &(dyn Fn() + std::panic::RefUnwindSafe)| {
        let panic = std::panic::catch_unwind(failing).expect_err("it fails");
        panic.downcast_ref::<String>().cloned().unwrap_or_default()
    };
    let list = std::panic::AssertUnwindSafe(&list);
    let titles = said(&|| list.assert_titles(&["Rye bread"]));
    assert!(titles.contains("[\"Plum cake\", \"Rye bread\", \"Rye rolls\"], not [\"Rye bread\"]"), "{titles}");
    assert!(titles.contains("GET /admin/shop/products answered 200 OK:"), "{titles}");
    assert!(titles.contains("Plum cake | Cake | 19 | Available | — |"), "{titles}");
    let column = said(&|| {
        list.cell(0, "cost");
    });
    assert!(column.starts_with("there is no column `cost`; shown are [\"Title\", \"Category\""), "{column}");
    let row = said(&|| {
        list.cell("Wheat", "price");
    });
    assert!(row.starts_with("there is no such row among [\"Plum cake\""), "{row}");
    let page = ann.get("/shop/products/1").await;
    let page = std::panic::AssertUnwindSafe(&page);
    let words = said(&|| {
        page.clone().assert_text("Wheat");
    });
    assert!(words.starts_with("GET /admin/shop/products/1 does not say “Wheat” but:"), "{words}");
    assert!(words.contains("[title: Rye bread]"), "{words}");
}
