//! The forms of products, categories and ingredients: which fields, what they refuse.

use kaffy::{AdminResource, FieldType};

use super::Bakery;
use crate::models::{Category, Ingredient, Product, ProductTag};

pub(crate) async fn k91_a_new_product_has_the_fields_of_the_demo(app: Bakery) {
    let form = app.new_form::<Product>().open().await.unwrap();
    for name in ["title", "status", "kind", "category_id", "description", "price", "quantity"] {
        assert!(form.value(name).is_some(), "{name} is asked for");
    }
    assert_eq!(form.value("enough"), Some("true"), "there is enough unless somebody says otherwise");
    assert_eq!(form.value("options"), None, "hidden for a new product");
    assert_eq!(form.value("views"), None, "views are only shown");
    let page = form.page();
    assert_eq!(page.attributes("[name=title]", "placeholder"), ["A new product"]);
    assert_eq!(page.texts("[name=status] option"), ["Choose…", "Available", "Sold out"]);
    assert_eq!(page.texts("[name=kind] option"), ["—", "Service", "Digital", "Physical"]);
}

pub(crate) async fn k91_an_existing_product_keeps_title_category_and_views(app: Bakery) {
    let form = app.form::<Product>(3).open().await.unwrap();
    for name in ["title", "category_id", "views"] {
        assert_eq!(form.value(name), None, "{name} is only shown");
    }
    for name in ["options", "inserted_at", "status", "enough", "price", "quantity", "description"] {
        assert!(form.value(name).is_some(), "{name} can be changed");
    }
    let text = form.page().texts("form.record").concat();
    assert!(text.contains("Golden Rye bread") && text.contains("Bread") && text.contains("838"), "{text}");
    let change = app.form::<Product>(3).set("inserted_at", "2020-02-29T12:00:00").set("options", r#"{"slices": 3}"#);
    change.submit().await.unwrap();
    let form = app.form::<Product>(3).open().await.unwrap();
    assert!(form.value("inserted_at").unwrap().starts_with("2020-02-29T12:00"), "settable");
    assert!(form.value("options").unwrap().contains("slices"));
}

pub(crate) async fn k95_what_is_shown_as_text_cannot_be_posted(app: Bakery) {
    for (name, value) in [("title", "Mine"), ("category_id", "2"), ("views", "99999")] {
        let form = app.form::<Product>(3).open().await.unwrap();
        let answer = form.force(name, value).send().await.unwrap();
        assert!((400..500).contains(&answer.status()), "{name}: {answer:?}");
    }
    assert_eq!(app.page("/products/products/3").await.heading(), "Golden Rye bread");
}

pub(crate) async fn k96_k98_k100_k101_every_type_has_its_input(app: Bakery) {
    let page = app.page("/products/products/3").await;
    assert!(page.has("input[type=checkbox][name=enough]"));
    assert!(page.has("textarea[name=description]"), "rich text is a text area without the script");
    assert!(page.has("script[src*=richtext]"), "and an editor with it");
    assert!(page.has("textarea[name=options]"), "JSON");
    assert!(page.has("textarea[name=notes]"), "a note per line");
    assert_eq!(page.texts("input[type=checkbox][name=measurements]").len(), 2);
    let change = app.form::<Product>(3).set("notes", "Slow\nDark crust").set_all("measurements", &["over_weight"]);
    change.submit().await.unwrap();
    let form = app.form::<Product>(3).open().await.unwrap();
    assert_eq!(form.value("notes").map(|notes| notes.trim().replace('\r', "")).as_deref(), Some("Slow\nDark crust"));
    assert_eq!(form.value("measurements"), Some("over_weight"));
    let wrong = app.form::<Product>(3).set("options", "{no json").submit().await.unwrap_err();
    assert!(
        wrong.status() == 422 && !wrong.field("options").is_empty(),
        "broken JSON is an error at its field: {wrong}"
    );
}

pub(crate) async fn k109_a_retail_link_has_two_inputs_and_is_one_anchor_tag(app: Bakery) {
    let form = app.form::<Product>(1).open().await.unwrap();
    assert_eq!(form.value("retail.one"), Some("https://market.example/bread/0"));
    assert_eq!(form.value("retail.two"), Some("Sourdough loaf on the market"));
    let change = app.form::<Product>(1).set("retail.one", "https://shop.example/?a=1&b=\"2\"");
    change.set("retail.two", "Rye & <more>").submit().await.unwrap();
    let link = app.reader().all([Product::fields().id.is(1)], 1).await.unwrap().remove(0).retail.unwrap();
    let stored = r#"<a href="https://shop.example/?a=1&amp;b=&quot;2&quot;">Rye &amp; &lt;more&gt;</a>"#;
    assert_eq!(String::from_value(link.to_value()).unwrap(), stored);
    let form = app.form::<Product>(1).open().await.unwrap();
    assert_eq!((form.value("retail.two"), &*link.two), (Some("Rye & <more>"), "Rye & <more>"));
    let wrong = app.form::<Product>(1).set("retail.one", "javascript:alert(1)").submit().await.unwrap_err();
    assert!(wrong.status() == 422 && wrong.text().contains("Begin with https://."), "{wrong}");
    app.form::<Product>(1).set("retail.one", "").set("retail.two", "").submit().await.unwrap();
    assert_eq!(app.form::<Product>(1).open().await.unwrap().value("retail.one"), Some(""), "gone");
    app.sql("UPDATE products SET retail = 'https://old.example/' WHERE id = 1").await;
    let form = app.form::<Product>(1).open().await.unwrap();
    assert_eq!(
        (form.value("retail.one"), form.value("retail.two")),
        (Some("https://old.example/"), Some("https://old.example/"))
    );
}

pub(crate) async fn a48_tags_are_chosen_on_the_form_of_a_product(app: Bakery) {
    let held = app.reader().count([ProductTag::fields().product_id.is(3)]).await.unwrap();
    assert!(held > 0, "it has some");
    app.form::<Product>(3).force("tags", 1).submit().await.unwrap();
    let rows = app.reader().all([ProductTag::fields().product_id.is(3)], 9).await.unwrap();
    assert_eq!(rows.iter().map(|row| row.tag_id).collect::<Vec<_>>(), [1]);
}

pub(crate) async fn a51_a_slug_is_made_of_the_name(app: Bakery) {
    app.new_form::<Category>().set("name", "Crème brûlée & co").set("slug", "").submit().await.unwrap();
    app.list::<Category>().search("brûlée").get().await.unwrap().assert_cell(0, "slug", "creme-brulee-co");
}

pub(crate) async fn k110_a_product_says_what_is_missing(app: Bakery) {
    let missing = app.new_form::<Product>().set("quantity", "").submit().await.unwrap_err();
    assert_eq!(missing.status(), 422);
    for name in ["title", "quantity", "price", "status", "category_id"] {
        assert!(!missing.field(name).is_empty(), "{name} is required: {missing}");
    }
    let placeholder = missing.page().unwrap().attributes("[name=title]", "placeholder");
    assert_eq!(placeholder, ["A new product"], "shown, though still reported missing");
    let form = app.form_on(missing.page().unwrap(), "form.record").unwrap();
    let form = form.set("title", "Crumpet").set("quantity", 5).set("price", "1.20");
    let saved = form.set("status", "Available").set("category_id", 2).send().await.unwrap();
    assert!(saved.is_redirect(), "{saved:?}");
    let list = app.list::<Product>().search("crumpet").get().await.unwrap();
    assert_eq!((list.titles(), list.column("views")), (vec!["Crumpet"], vec!["0"]));
}

pub(crate) async fn k110_a_category_has_a_name_and_a_slug_of_a_length(app: Bakery) {
    let new = async |name: &str, slug: &str| {
        let form = app.new_form::<Category>().set("name", name).set("slug", slug);
        form.submit().await
    };
    let long = "x".repeat(51);
    for (name, slug) in [("", ""), ("ab", "ab"), (&long, &long)] {
        let wrong = new(name, slug).await.unwrap_err();
        assert_eq!(wrong.status(), 422);
        assert!(!wrong.field("name").is_empty() && !wrong.field("slug").is_empty(), "{name:?}: {wrong}");
    }
    let wrong = new("Good name", "not a slug!").await.unwrap_err();
    assert_eq!(wrong.errors().len(), 1, "letters, digits and hyphens: {wrong}");
    assert!(!wrong.field("slug").is_empty());
    new("Good name", "a-slug-2").await.unwrap();
}

pub(crate) async fn k110_a_duplicate_category_is_an_error_beside_its_field(app: Bakery) {
    let new = |name: &str, slug: &str| app.new_form::<Category>().set("name", name).set("slug", slug);
    let wrong = new("Bread", "other-bread").submit().await.unwrap_err();
    assert!(wrong.status() == 422 && !wrong.field("name").is_empty(), "{wrong}");
    let wrong = new("Other bread", "bread").submit().await.unwrap_err();
    assert!(wrong.status() == 422 && !wrong.field("slug").is_empty(), "{wrong}");
    let again = app.form_on(wrong.page().unwrap(), "form.record").unwrap();
    assert_eq!(again.value("name"), Some("Other bread"), "what was typed is kept");
}

pub(crate) async fn k110_an_ingredient_needs_no_product(app: Bakery) {
    let missing = app.new_form::<Ingredient>().submit().await.unwrap_err();
    assert!(missing.status() == 422 && !missing.field("name").is_empty(), "{missing}");
    app.new_form::<Ingredient>().set("name", "Saffron").submit().await.unwrap();
    let list = app.list::<Ingredient>().search("saffron").get().await.unwrap();
    assert_eq!((list.column("name"), list.column("organic")), (vec!["Saffron"], vec!["No"]));
}

pub(crate) async fn k150_a_changed_product_says_when(app: Bakery) {
    app.sql("UPDATE products SET updated_at = '2001-01-01 00:00:00' WHERE id = 3").await;
    app.form::<Product>(3).set("quantity", 77).submit().await.unwrap();
    let product: Vec<Product> = app.reader().all([Product::fields().id.is(3)], 1).await.unwrap();
    assert_eq!(product[0].quantity, 77);
    assert!(product[0].updated_at > product[0].inserted_at, "{:?}", product[0].updated_at);
}

pub(crate) async fn a49_ingredients_are_saved_with_their_product(app: Bakery) {
    let form = app.form::<Product>(3).open().await.unwrap();
    let held = (0..).take_while(|at| form.value(format!("ingredients.{at}._key")).is_some_and(|key| !key.is_empty()));
    let (held, name) = (held.count(), form.value("ingredients.0.name").unwrap().to_owned());
    assert!(held > 0, "made of something");
    let change = app.form::<Product>(3).set("ingredients.0.name", "Spelt, roasted");
    change.set(format!("ingredients.{held}.name"), "Malt").submit().await.unwrap();
    let form = app.form::<Product>(3).open().await.unwrap();
    let names: Vec<_> = (0..=held).filter_map(|at| form.value(format!("ingredients.{at}.name"))).collect();
    assert!(names.contains(&"Malt") && names.contains(&"Spelt, roasted") && !names.contains(&name.as_str()));
}
