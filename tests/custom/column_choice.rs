//! Columns that somebody chose: which there are, in which order, how close rows stand, and that the choice is kept.

use http::StatusCode;
use kaffy::Database;

use crate::{
    app::{Page, TestApp},
    exporting::{rows, table},
    goods::shop,
};

const LIST: &str = "/shop/goods";

async fn goods(db: Database) -> TestApp {
    let three = ["'Rye', 'mixed', TRUE, 3, 1, -4, '[]'", "'Bun', 'plain', FALSE, 1, NULL, 5, '[]'"];
    shop(db, &rows(&three), |builder| builder).await
}

/// The headings, without what else can be done with them.
fn heads(page: &Page) -> Vec<String> {
    let head = |text: String| text.split(" Sort also").next().unwrap_or_default().to_owned();
    page.texts("thead th").into_iter().map(head).collect()
}

/// What the address of a page's link or form says of columns.
fn says(text: &str) -> bool {
    text.contains("columns=stock%2Ctitle%2Cshelf_id") && text.contains("density=compact")
}

pub(crate) async fn a23_columns_are_chosen_in_the_address_and_stand_in_their_order(db: Database) {
    let app = goods(db).await;
    let usual = app.get(LIST).await.ok();
    assert_eq!(heads(&usual), ["Title", "Kind", "On sale", "Price", "Shelf", "Shout"]);
    let page = app.get(&format!("{LIST}?columns=stock,title,shelf_id")).await.ok();
    assert_eq!(heads(&page), ["Stock", "Title", "Shelf"]);
    assert_eq!(page.column("Stock"), ["5", "-4"]);
    assert_eq!(page.column("Shelf"), ["—empty", "Left"]);
    assert_eq!(page.texts("tbody [data-open]"), ["5", "-4"], "the first column leads to the record, whichever it is");
    let one = app.get(&format!("{LIST}?columns=shout")).await.ok();
    assert_eq!(
        (heads(&one), one.texts("tbody [data-open]")),
        (vec!["Shout".to_owned()], vec!["BUN".into(), "RYE".into()])
    );
    let all = "note,stock,weight,made_on,made_at,packed,sold,words,extra,fresh,rank,id";
    let wide = app.get(&format!("{LIST}?columns={all}")).await.ok();
    assert_eq!(heads(&wide).len(), 12, "whatever the page of a record shows");
    assert_eq!(app.get(&format!("{LIST}?columns=&density=")).await.ok().texts("thead th"), usual.texts("thead th"));
}

pub(crate) async fn a23_links_forms_and_files_keep_the_columns(db: Database) {
    let app = goods(db).await;
    let page = app.get(&format!("{LIST}?columns=stock,title,shelf_id&density=compact")).await.ok();
    assert!(page.has("table.compact") && !page.has("table.comfortable"));
    for selector in [".sort a", ".sizes a", "[data-export]", ".presets a"] {
        let hrefs = page.attributes(selector, "href");
        assert!(hrefs.iter().all(|href| says(href)), "{selector}: {hrefs:?}");
    }
    assert!(page.attributes("[data-open]", "href").iter().all(|href| href.contains("columns%3Dstock%252Ctitle")));
    for form in ["form.search", "[data-filters] form"] {
        let form = page.form(form);
        assert_eq!((form.value("columns"), form.value("density")), (Some("stock,title,shelf_id"), Some("compact")));
    }
    let searched =
        app.get(&format!("{LIST}?columns=stock,title,shelf_id&density=compact&q=rye&f.on_sale=true")).await.ok();
    assert!(searched.attributes(".chip a, .clear", "href").iter().all(|href| says(href)));
    let export = page.attribute("[data-export]", "href").expect("a button").replace("/admin", "");
    let question = app.get(&export).await.ok();
    assert_eq!(
        question.texts(".export fieldset:first-of-type .check"),
        ["Stock", "Title", "Shelf", "Kind", "On sale", "Price", "Shout"]
    );
    let file = question.form("form.export").set("_run", "1").submit(&app).await.ok();
    assert_eq!(table(&file.body), [["Stock", "Title", "Shelf"], ["-4", "Rye", "Left"], ["5", "Bun", ""]]);
    assert!(question.form("form.export").value("_back").is_some_and(says), "and the way back");
}

pub(crate) async fn a23_s37_what_can_be_no_column_is_refused_like_an_unknown_name(db: Database) {
    let app = goods(db).await;
    let refused = |name: &'static str| {
        let app = &app;
        async move {
            let page = app.get(&format!("{LIST}?columns=title,{name}")).await.is(StatusCode::BAD_REQUEST);
            assert!(page.has("a[href='/admin/shop/goods']"), "a way on");
            let words = page.words("main").replace(name, "…");
            words.split("Number of this request").next().unwrap_or_default().to_owned()
        }
    };
    let unknown = refused("nonsense").await;
    assert!(unknown.contains("A list of Goods has no column"), "{unknown}");
    // For owners only, a secret, on no page, bytes, and what is no name at all.
    for name in ["margin_note", "pin", "cost", "blob", "shelf_id.name", "Title"] {
        assert_eq!(refused(name).await, unknown, "{name}");
    }
    for query in ["columns=title,title", "columns=,", "columns=title,", "density=tiny", "view=mine"] {
        app.get(&format!("{LIST}?{query}")).await.is(StatusCode::BAD_REQUEST);
    }
    let offered = app.get(LIST).await.ok().attributes("input[name=_column]", "value");
    for name in ["margin_note", "pin", "cost", "blob"] {
        assert!(!offered.iter().any(|known| known == name), "{name}");
    }
    assert!(offered.contains(&"note".to_owned()) && offered.contains(&"id".to_owned()));
}

pub(crate) async fn a23_columns_are_chosen_on_a_form_without_a_script(db: Database) {
    let app = goods(db).await;
    let page = app.get(&format!("{LIST}?columns=stock,title&q=r&size=25")).await.ok();
    assert_eq!(page.attributes("input[name=_column][checked]", "value"), ["stock", "title"]);
    assert_eq!(page.attribute("input[name='_at.title']", "value").as_deref(), Some("2"));
    assert_eq!(page.attribute("input[name='_at.price']", "value").as_deref(), Some(""));
    assert_eq!(
        page.attributes(".panel-foot a", "href").last().map(String::as_str),
        Some("/admin/shop/goods?q=r&size=25")
    );
    assert!(!app.get(LIST).await.ok().texts(".panel-foot a").contains(&"Usual columns".to_owned()));
    let sent = "q=r&size=25&_columns=1&_column=title&_at.title=2&_column=price&_at.price=1&_column=note&_at.note=";
    let chosen = app.get(&format!("{LIST}?{sent}&density=compact")).await;
    assert_eq!(chosen.location(), "/admin/shop/goods?q=r&size=25&columns=price%2Ctitle%2Cnote&density=compact");
    // As the list has them by itself, or none at all: nothing needs to be said.
    let usual =
        ["title", "kind", "on_sale", "price", "shelf_id", "shout"].map(|name| format!("&_column={name}")).concat();
    for sent in [usual.as_str(), "", "&density=comfortable"] {
        assert_eq!(app.get(&format!("{LIST}?_columns=1{sent}")).await.location(), "/admin/shop/goods", "{sent}");
    }
    app.get(&format!("{LIST}?_columns=1&_column=pin")).await.is(StatusCode::BAD_REQUEST);
}
