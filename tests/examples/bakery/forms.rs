//! The forms of products, categories and ingredients: which fields, what they refuse.

use http::StatusCode;
use kaffy::{AdminResource, FieldType};

use super::Bakery;
use crate::models::{Category, Ingredient, Product, ProductTag};

pub(crate) async fn k91_a_new_product_has_the_fields_of_the_demo(app: Bakery) {
    let page = app.get("/products/products/new").await.ok();
    let form = page.form("form.record");
    for name in ["title", "status", "kind", "category_id", "description", "price", "quantity"] {
        assert!(form.value(name).is_some(), "{name} is asked for");
    }
    assert_eq!(form.value("enough"), Some("true"), "there is enough unless somebody says otherwise");
    assert_eq!(form.value("options"), None, "hidden for a new product");
    assert_eq!(form.value("views"), None, "views are only shown");
    assert_eq!(page.attribute("[name=title]", "placeholder").as_deref(), Some("A new product"));
    assert_eq!(page.texts("[name=status] option"), ["Choose…", "Available", "Sold out"]);
    assert_eq!(page.texts("[name=kind] option"), ["—", "Service", "Digital", "Physical"]);
}

pub(crate) async fn k91_an_existing_product_keeps_title_category_and_views(app: Bakery) {
    let page = app.get("/products/products/3").await.ok();
    let form = page.form("form.record");
    for name in ["title", "category_id", "views"] {
        assert_eq!(form.value(name), None, "{name} is only shown");
    }
    for name in ["options", "inserted_at", "status", "enough", "price", "quantity", "description"] {
        assert!(form.value(name).is_some(), "{name} can be changed");
    }
    let text = page.words("form.record");
    assert!(text.contains("Golden Rye bread") && text.contains("Bread") && text.contains("838"), "{text}");
    let saved = form.set("inserted_at", "2020-02-29T12:00:00").set("options", r#"{"slices": 3}"#).submit(&app).await;
    saved.is(StatusCode::SEE_OTHER);
    let form = app.form_of::<Product>("3").await;
    assert!(form.value("inserted_at").unwrap().starts_with("2020-02-29T12:00"), "settable");
    assert!(form.value("options").unwrap().contains("slices"));
}

pub(crate) async fn k95_what_is_shown_as_text_cannot_be_posted(app: Bakery) {
    for (name, value) in [("title", "Mine"), ("category_id", "2"), ("views", "99999")] {
        let answer = app.form_of::<Product>("3").await.set(name, value).submit(&app).await;
        assert!(answer.status.is_client_error(), "{name}: {}", answer.status);
    }
    let page = app.get("/products/products/3").await.ok();
    assert_eq!(page.words("h1"), "Golden Rye bread");
}

pub(crate) async fn k96_k98_k100_k101_every_type_has_its_input(app: Bakery) {
    let page = app.get("/products/products/3").await.ok();
    assert!(page.has("input[type=checkbox][name=enough]"));
    assert!(page.has("textarea[name=description]"), "rich text is a text area without the script");
    assert!(page.attribute("script[src*=richtext]", "src").is_some(), "and an editor with it");
    assert!(page.has("textarea[name=options]"), "JSON");
    assert!(page.has("textarea[name=notes]"), "a note per line");
    assert_eq!(page.texts("input[type=checkbox][name=measurements]").len(), 2);
    let form = page.form("form.record").set("notes", "Slow\nDark crust").also("measurements", "over_weight");
    form.submit(&app).await.is(StatusCode::SEE_OTHER);
    let form = app.form_of::<Product>("3").await;
    assert_eq!(form.value("notes").map(|notes| notes.trim().replace('\r', "")).as_deref(), Some("Slow\nDark crust"));
    assert_eq!(form.value("measurements"), Some("over_weight"));
    let page = form.set("options", "{no json").submit(&app).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!page.words("#field-options-error").is_empty(), "broken JSON is an error beside its field");
}

pub(crate) async fn k109_a_retail_link_has_two_inputs_and_is_one_anchor_tag(app: Bakery) {
    let form = app.form_of::<Product>("1").await;
    assert_eq!(form.value("retail.one"), Some("https://market.example/bread/0"));
    assert_eq!(form.value("retail.two"), Some("Sourdough loaf on the market"));
    let form = form.set("retail.one", "https://shop.example/?a=1&b=\"2\"").set("retail.two", "Rye & <more>");
    form.submit(&app).await.is(StatusCode::SEE_OTHER);
    let link = app.reader().all([Product::fields().id.is(1)], 1).await.unwrap().remove(0).retail.unwrap();
    let stored = r#"<a href="https://shop.example/?a=1&amp;b=&quot;2&quot;">Rye &amp; &lt;more&gt;</a>"#;
    assert_eq!(String::from_value(link.to_value()).unwrap(), stored);
    let form = app.form_of::<Product>("1").await;
    assert_eq!((form.value("retail.two"), &*link.two), (Some("Rye & <more>"), "Rye & <more>"));
    let wrong = form.set("retail.one", "javascript:alert(1)").submit(&app).await;
    let page = wrong.is(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.words("form.record").contains("Begin with https://."), "{}", page.words("form.record"));
    let form = page.form("form.record").set("retail.one", "").set("retail.two", "");
    form.submit(&app).await.is(StatusCode::SEE_OTHER);
    assert_eq!(app.form_of::<Product>("1").await.value("retail.one"), Some(""), "gone");
    app.run("UPDATE products SET retail = 'https://old.example/' WHERE id = 1").await;
    let form = app.form_of::<Product>("1").await;
    assert_eq!(
        (form.value("retail.one"), form.value("retail.two")),
        (Some("https://old.example/"), Some("https://old.example/"))
    );
}

pub(crate) async fn a48_tags_are_chosen_on_the_form_of_a_product(app: Bakery) {
    let form = app.form_of::<Product>("3").await;
    let held = app.reader().count([ProductTag::fields().product_id.is(3)]).await.unwrap();
    assert!(held > 0, "it has some");
    form.without("tags").also("tags", "1").submit(&app).await.is(StatusCode::SEE_OTHER);
    let rows = app.reader().all([ProductTag::fields().product_id.is(3)], 9).await.unwrap();
    assert_eq!(rows.iter().map(|row| row.tag_id).collect::<Vec<_>>(), [1]);
}

pub(crate) async fn a51_a_slug_is_made_of_the_name(app: Bakery) {
    let form = app.new_form::<Category>().await.set("name", "Crème brûlée & co").set("slug", "");
    form.submit(&app).await.is(StatusCode::SEE_OTHER);
    let page = app.get("/categories/categories?q=brûlée").await.ok();
    assert_eq!(page.column("Slug"), ["creme-brulee-co"]);
}

pub(crate) async fn k110_a_product_says_what_is_missing(app: Bakery) {
    let form = app.new_form::<Product>().await.set("quantity", "");
    let page = form.submit(&app).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    for name in ["title", "quantity", "price", "status", "category_id"] {
        assert!(!page.words(&format!("#field-{name}-error")).is_empty(), "{name} is required");
    }
    let placeholder = page.attribute("[name=title]", "placeholder");
    assert_eq!(placeholder.as_deref(), Some("A new product"), "shown, though still reported missing");
    let form = page.form("form.record").set("title", "Crumpet").set("quantity", "5").set("price", "1.20");
    let saved = form.set("status", "available").set("category_id", "2").submit(&app).await;
    saved.is(StatusCode::SEE_OTHER);
    let page = app.get("/products/products?q=crumpet").await.ok();
    assert_eq!(page.column("Title"), ["Crumpet"]);
    assert_eq!(page.column("Views"), ["0"]);
}

pub(crate) async fn k110_a_category_has_a_name_and_a_slug_of_a_length(app: Bakery) {
    let try_it = async |name: &str, slug: &str| {
        let form = app.new_form::<Category>().await.set("name", name).set("slug", slug);
        let page = form.submit(&app).await;
        (page.words("#field-name-error"), page.words("#field-slug-error"), page.status)
    };
    let long = "x".repeat(51);
    for (name, slug) in [("", ""), ("ab", "ab"), (&long, &long)] {
        let (in_name, in_slug, status) = try_it(name, slug).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(!in_name.is_empty() && !in_slug.is_empty(), "{name:?}: {in_name:?}, {in_slug:?}");
    }
    let (in_name, in_slug, _) = try_it("Good name", "not a slug!").await;
    assert!(in_name.is_empty() && !in_slug.is_empty(), "letters, digits and hyphens: {in_slug:?}");
    assert_eq!(try_it("Good name", "a-slug-2").await.2, StatusCode::SEE_OTHER);
}

pub(crate) async fn k110_a_duplicate_category_is_an_error_beside_its_field(app: Bakery) {
    let form = app.new_form::<Category>().await.set("name", "Bread").set("slug", "other-bread");
    let page = form.submit(&app).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!page.words("#field-name-error").is_empty());
    let form = page.form("form.record").set("name", "Other bread").set("slug", "bread");
    let page = form.submit(&app).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!page.words("#field-slug-error").is_empty());
    assert_eq!(page.form("form.record").value("name"), Some("Other bread"), "what was typed is kept");
}

pub(crate) async fn k110_an_ingredient_needs_no_product(app: Bakery) {
    let page = app.new_form::<Ingredient>().await.submit(&app).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!page.words("#field-name-error").is_empty());
    page.form("form.record").set("name", "Saffron").submit(&app).await.is(StatusCode::SEE_OTHER);
    let page = app.get("/products/ingredients?q=saffron").await.ok();
    assert_eq!((page.column("Name"), page.column("Organic")), (vec!["Saffron".into()], vec!["No".into()]));
}

pub(crate) async fn k150_a_changed_product_says_when(app: Bakery) {
    app.run("UPDATE products SET updated_at = '2001-01-01 00:00:00' WHERE id = 3").await;
    app.form_of::<Product>("3").await.set("quantity", "77").submit(&app).await.is(StatusCode::SEE_OTHER);
    let product: Vec<Product> = app.reader().all([Product::fields().id.is(3)], 1).await.unwrap();
    assert_eq!(product[0].quantity, 77);
    assert!(product[0].updated_at > product[0].inserted_at, "{:?}", product[0].updated_at);
}

pub(crate) async fn a49_ingredients_are_saved_with_their_product(app: Bakery) {
    let form = app.form_of::<Product>("3").await;
    let held = (0..).take_while(|at| form.value(&format!("ingredients.{at}._key")).is_some_and(|key| !key.is_empty()));
    let (held, name) = (held.count(), form.value("ingredients.0.name").unwrap().to_owned());
    assert!(held > 0, "made of something");
    let form = form.set("ingredients.0.name", "Spelt, roasted").set(&format!("ingredients.{held}.name"), "Malt");
    form.submit(&app).await.is(StatusCode::SEE_OTHER);
    let form = app.form_of::<Product>("3").await;
    let names: Vec<_> = (0..=held).filter_map(|at| form.value(&format!("ingredients.{at}.name"))).collect();
    assert!(names.contains(&"Malt") && names.contains(&"Spelt, roasted") && !names.contains(&name.as_str()));
}
