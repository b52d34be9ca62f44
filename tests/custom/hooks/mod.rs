//! Hooks around a save and a deletion, through the pages.

mod shop;

use std::time::Duration;

use http::StatusCode;
use kaffy::Database;

use self::shop::{Entry, Product, Shop};

pub(crate) async fn k150_hooks_run_in_kaffys_order_in_one_transaction(db: Database) {
    let shop = Shop::open(db).await;
    shop.add("Rye Loaf", "3").await.is(StatusCode::SEE_OTHER);
    let order = ["changeset", "before_insert", "before_save", "insert", "after_save", "after_insert"];
    assert_eq!(shop.entries().await, order);
    assert_eq!(shop.told(), ["mail about 1", "Test added Rye Loaf"], "after the commit, in order");
    let rye = shop.product(1).await.expect("it was added");
    assert_eq!((rye.slug.as_str(), rye.price, rye.views), ("rye-loaf", 3, 0), "a hook set a hidden field");

    shop.change("1", "Spelt Loaf", "4").await.is(StatusCode::SEE_OTHER);
    let order = ["changeset", "before_update", "before_save", "update", "after_save", "after_update"];
    assert_eq!(shop.entries().await, order);
    let spelt = shop.product(1).await.expect("it is there");
    assert_eq!((spelt.views, spelt.price), (1, 4), "a hook set a field that is read-only on the form");
    assert_eq!(shop.told(), ["Test changed title and price and views of Spelt Loaf"]);

    shop.delete("1").await.is(StatusCode::SEE_OTHER);
    assert_eq!(shop.entries().await, ["before_delete", "delete", "after_delete"]);
    assert_eq!(shop.told(), ["Test deleted Spelt Loaf"]);
    assert!(shop.product(1).await.is_none());
}

pub(crate) async fn k150_a_form_saved_as_it_was_runs_the_hooks_and_is_no_event(db: Database) {
    let shop = Shop::open(db).await;
    shop.add("Rye", "3").await.is(StatusCode::SEE_OTHER);
    shop.entries().await;
    shop.told();
    shop.app.form_of::<Product>("1").await.submit(&shop.app).await.is(StatusCode::SEE_OTHER);
    assert_eq!(shop.entries().await.len(), 6);
    assert_eq!(shop.told(), Vec::<String>::new());
}

pub(crate) async fn k150_k115_a_refusal_takes_all_of_it_back_and_keeps_what_was_typed(db: Database) {
    let shop = Shop::open(db).await;
    for hook in ["changeset", "before_insert", "before_save", "insert", "after_save", "after_insert"] {
        let page = shop.add(&format!("{hook} refuses"), "7").await.is(StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.words(".summary").contains(&format!("{hook} said no.")), "{}", page.words(".summary"));
        assert_eq!(page.form("form.record").value("price"), Some("7"));
        let page = shop.add(&format!("{hook} refuses the price"), "8").await.is(StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(page.words("#field-price-error"), format!("{hook} dislikes it."));
        assert_eq!(page.form("form.record").value("price"), Some("8"));
    }
    assert_eq!(shop.entries().await, Vec::<String>::new());
    shop.add("Rye", "3").await.is(StatusCode::SEE_OTHER);
    shop.entries().await;
    shop.told();
    let id = shop.app.keys::<Product>("").await.pop().expect("one");
    for hook in ["changeset", "before_update", "before_save", "update", "after_save", "after_update"] {
        let page = shop.change(&id, &format!("{hook} refuses"), "9").await.is(StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.words(".summary").contains(&format!("{hook} said no.")));
        assert_eq!(page.form("form.record").value("title"), Some(format!("{hook} refuses").as_str()));
    }
    assert_eq!(shop.entries().await, Vec::<String>::new());
    assert_eq!(shop.told(), Vec::<String>::new(), "nothing follows what was taken back");
    assert_eq!(shop.app.keys::<Product>("").await.len(), 1);
}

pub(crate) async fn k110_everything_wrong_is_said_at_once(db: Database) {
    let shop = Shop::open(db).await;
    let page = shop.add("two mistakes", "many").await.is(StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(page.words("#field-title-error"), "Name one.");
    assert!(!page.words("#field-price-error").is_empty(), "what was typed is no number");
    let summary = page.words(".summary");
    assert!(summary.contains("And look again.") && summary.contains("Slug: has no place."), "{summary}");
    // A hook may mend what was typed, and is held to the rules of the field.
    shop.add("no price", "none").await.is(StatusCode::SEE_OTHER);
    let page = shop.add("bad price", "7").await.is(StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(page.words("#field-price-error"), "This is too small: it must be at least 1.");
}

pub(crate) async fn k150_what_the_database_refuses_of_a_hook_is_said_above_the_form(db: Database) {
    let shop = Shop::open(db).await;
    let page = shop.add("after_save breaks", "7").await.is(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.words(".summary").contains("second record"), "{}", page.words(".summary"));
    assert_eq!(shop.entries().await, Vec::<String>::new());
    assert_eq!(shop.app.keys::<Product>("").await.len(), 0);
}

pub(crate) async fn k150_a_hook_that_panics_rolls_back_and_keeps_what_was_typed(db: Database) {
    let shop = Shop::open(db).await;
    for hook in ["changeset", "before_insert", "insert", "after_insert"] {
        let page = shop.add(&format!("{hook} panics"), "7").await.is(StatusCode::INTERNAL_SERVER_ERROR);
        assert!(page.words(".summary").contains("Something broke on our side"), "{}", page.words(".summary"));
        assert!(!page.body.contains("as the test asks"), "what it said is for the log");
        assert_eq!(page.form("form.record").value("price"), Some("7"));
    }
    assert_eq!(shop.entries().await, Vec::<String>::new());
    // One after the commit is too late to take anything back.
    shop.add("after_commit panics", "7").await.is(StatusCode::SEE_OTHER);
    shop.add("Rye", "3").await.is(StatusCode::SEE_OTHER);
    assert_eq!(shop.app.keys::<Product>("").await.len(), 2);
}

pub(crate) async fn k150_what_follows_a_commit_does_not_end_with_the_browsers_patience(db: Database) {
    let shop = Shop::open(db).await;
    let form = shop.app.new_form::<Product>().await.set("title", "after_commit waits").set("price", "3");
    tokio::select! {
        _ = form.submit(&shop.app) => panic!("it waits"),
        () = shop.begun.notified() => {}
    }
    assert_eq!(shop.app.keys::<Product>("").await.len(), 1, "committed, and nobody is there to be told");
    shop.go_on.notify_one();
    shop.begun.notified().await;
    assert_eq!(shop.told(), ["mail about 1", "Test added after_commit waits"]);
}

pub(crate) async fn k150_a_hook_that_hangs_is_stopped_and_lets_others_write(db: Database) {
    let shop = Shop::open(db).await;
    let (slow, other) = tokio::join!(shop.add("after_insert hangs", "7"), async {
        tokio::time::sleep(Duration::from_millis(100)).await;
        shop.add("Rye", "3").await
    });
    let slow = slow.is(StatusCode::SERVICE_UNAVAILABLE);
    let summary = slow.words(".summary");
    assert!(summary.contains("took longer than 2 seconds"), "{summary}");
    assert_eq!(slow.form("form.record").value("price"), Some("7"));
    // On SQLite it had to wait, and may have run out of time itself.
    if other.status != StatusCode::SEE_OTHER {
        shop.add("Rye", "3").await.is(StatusCode::SEE_OTHER);
    }
    assert_eq!(shop.app.keys::<Product>("").await.len(), 1);
}

pub(crate) async fn k152_hooks_replace_the_statements(db: Database) {
    let shop = Shop::open(db).await;
    shop.add("insert mine", "3").await.is(StatusCode::SEE_OTHER);
    assert_eq!(shop.product(1).await.expect("it was added").views, 100);
    shop.change("1", "update mine", "9").await.is(StatusCode::SEE_OTHER);
    let product = shop.product(1).await.expect("it is there");
    assert_eq!((product.title.as_str(), product.price), ("update mine", 3));
    shop.change("1", "only marked", "3").await.is(StatusCode::SEE_OTHER);
    shop.entries().await;
    shop.delete("1").await.is(StatusCode::SEE_OTHER);
    assert_eq!(shop.entries().await, ["before_delete", "delete", "after_delete"]);
    assert!(shop.product(1).await.is_some_and(|product| product.gone), "it stays, marked");
}

pub(crate) async fn k151_a_refused_deletion_says_why_on_the_page(db: Database) {
    let shop = Shop::open(db).await;
    for (at, hook) in ["before_delete", "delete", "after_delete"].into_iter().enumerate() {
        shop.add(&format!("{hook} refuses"), "3").await.is(StatusCode::SEE_OTHER);
        shop.entries().await;
        let key = (at + 1).to_string();
        let page = shop.delete(&key).await.is(StatusCode::CONFLICT);
        assert!(page.words(".summary").contains(&format!("{hook} said no.")), "{}", page.words(".summary"));
        assert!(page.words("title").starts_with("Error: "));
        assert_eq!(shop.entries().await, Vec::<String>::new());
    }
    shop.add("delete panics", "3").await.is(StatusCode::SEE_OTHER);
    let page = shop.delete("4").await.is(StatusCode::INTERNAL_SERVER_ERROR);
    assert!(page.words(".summary").contains("nothing was deleted"));
    shop.add("delete hangs", "3").await.is(StatusCode::SEE_OTHER);
    let page = shop.delete("5").await.is(StatusCode::SERVICE_UNAVAILABLE);
    assert!(page.words(".summary").contains("was stopped"));
    assert_eq!(shop.app.keys::<Product>("").await.len(), 5);
}

pub(crate) async fn k95_clients_set_no_field_that_code_may_set(db: Database) {
    let shop = Shop::open(db).await;
    for field in ["slug", "views", "gone", "id"] {
        let form = shop.app.new_form::<Product>().await.set("title", "Rye").set("price", "3");
        form.also(field, "1").submit(&shop.app).await.is(StatusCode::BAD_REQUEST);
    }
    shop.add("Rye", "3").await.is(StatusCode::SEE_OTHER);
    let form = shop.app.form_of::<Product>("1").await;
    form.also("views", "900").submit(&shop.app).await.is(StatusCode::BAD_REQUEST);
    assert_eq!(shop.product(1).await.expect("it is there").views, 0);
}

pub(crate) async fn k150_what_plain_resources_cost_stays(db: Database) {
    let shop = Shop::open(db.clone()).await;
    let form = shop.app.new_form::<Entry>().await.set("words", "one");
    let before = db.statements();
    form.submit(&shop.app).await.is(StatusCode::SEE_OTHER);
    assert_eq!(db.statements() - before, 1, "an insert");
    let form = shop.app.form_of::<Entry>("1").await.set("words", "two");
    let before = db.statements();
    form.submit(&shop.app).await.is(StatusCode::SEE_OTHER);
    assert_eq!(db.statements() - before, 2, "a select and an update");
}
