//! Columns of a list by code: what they show, where they stand, what they lead to.

use kaffy::prelude::*;

use crate::app::{Page, TestApp, rows};

#[derive(Debug, AdminResource)]
#[admin(table = "makers", context = "Shop")]
struct Maker {
    id: i64,
    name: String,
    town: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, AdminChoice)]
enum Status {
    Ready,
    #[admin(label = "Sold <out>")]
    Sold,
}

#[derive(Debug, AdminResource)]
#[admin(
    table = "goods", context = "Shop", page_size = 25,
    list(title, maker.name, price, status, note), search(title), order(id)
)]
struct Good {
    id: i64,
    title: Option<String>,
    #[admin(belongs_to = Maker)]
    maker_id: Option<i64>,
    price: i64,
    cost: Option<i64>,
    status: Status,
    note: Option<String>,
}

const TABLES: &str = "CREATE TABLE makers (id INTEGER PRIMARY KEY, name VARCHAR(80) NOT NULL, town VARCHAR(80));
    CREATE TABLE goods (id INTEGER PRIMARY KEY, title VARCHAR(80), maker_id INTEGER REFERENCES makers (id),
        price INTEGER NOT NULL, cost INTEGER, status VARCHAR(20) NOT NULL, note VARCHAR(200));
    INSERT INTO makers VALUES (1, 'Aoki', 'Sakai'), (2, 'Stahl', NULL);
    INSERT INTO goods VALUES (1, 'Saw', 1, 30, 10, 'ready', NULL), (2, NULL, NULL, 5, NULL, 'sold', 'old'),
        (3, 'File <b>', 2, 7, 9, 'ready', NULL);";

/// An admin of goods whose columns are said by a function.
struct Said(fn(&mut Columns<Good>));

impl ResourceAdmin for Said {
    type Record = Good;

    fn columns(&self, columns: &mut Columns<Good>) {
        (self.0)(columns);
    }
}

async fn app(db: Database, say: fn(&mut Columns<Good>)) -> TestApp {
    TestApp::over(db, TABLES, |builder| builder.resource::<Maker>().resource_admin(Said(say))).await
}

/// What the headings say, without what their links say.
fn heads(page: &Page) -> Vec<String> {
    page.texts("thead th > span > a:first-child, thead th > span:not(.sort)")
}

fn margin(good: &Good) -> Option<i64> {
    good.cost.map(|cost| good.price - cost)
}

pub(crate) async fn k61_a_computed_column_shows_what_its_function_returns(db: Database) {
    let app = app(db, |columns| {
        let fields = Good::fields();
        columns.computed("margin", margin).label("What <we> earn").after(fields.price).number();
        columns.computed("is_dear", |good: &Good| good.price > 20).first();
        columns.computed("state", |good: &Good| match good.price {
            5 => Shown::badge("Cheap & <old>", Tone::Bad),
            _ => Shown::link(good.title.clone().unwrap_or_default(), format!("https://shop.example/{}", good.id)),
        });
        columns.computed("words", |good: &Good| format!("<i>{}</i>", good.price)).before("state");
        columns.computed("bad_link", |_: &Good| Shown::link("no", "javascript:alert(1)"));
    });
    let app = app.await;
    let page = app.get(&app.list_path::<Good>()).await.ok();
    assert_eq!(
        heads(&page),
        ["Is dear", "Title", "Maker", "Price", "What <we> earn", "Status", "Note", "Words", "State", "Bad link"]
    );
    assert_eq!(page.column("What <we> earn"), ["20", "—empty", "-2"]);
    assert_eq!(page.column("Is dear"), ["Yes", "No", "No"]);
    assert_eq!(page.column("Words")[0], "<i>30</i>", "escaped");
    assert_eq!(page.texts(".badge.tone-6"), ["Cheap & <old>"]);
    assert_eq!(page.attribute("td a[rel]", "href").as_deref(), Some("https://shop.example/1"));
    assert_eq!(page.column("Bad link")[0], "no");
    assert!(!page.body.contains("javascript:"), "no address but of the web becomes a link (S34)");
    assert_eq!(page.texts("td.number").len(), 6, "the price and what was said to be a number");
}

pub(crate) async fn k61_a_field_is_shown_in_another_way(db: Database) {
    let app = app(db, |columns| {
        let fields = Good::fields();
        columns.field(fields.status).label("Is it available?").badge(|status| match status {
            Status::Ready => Tone::Good,
            Status::Sold => Tone::Neutral,
        });
        columns.field(fields.price).format(|price| format!("{price} €"));
        columns.field(fields.note).show(|note, good| match note {
            Some(note) => Shown::from(format!("{note} ({})", good.price)),
            None => Shown::Usual,
        });
        columns.field(fields.cost).label("Cost").after(fields.price);
    });
    let app = app.await;
    let page = app.get(&app.list_path::<Good>()).await.ok();
    assert_eq!(heads(&page), ["Title", "Maker", "Price", "Cost", "Is it available?", "Note"]);
    assert_eq!(page.column("Is it available?"), ["Ready", "Sold <out>", "Ready"]);
    assert_eq!((page.texts(".tone-0").len(), page.texts(".tone-5").len()), (2, 1));
    assert_eq!(page.column("Price"), ["30 €", "5 €", "7 €"]);
    assert_eq!(page.column("Note"), ["—empty", "old (5)", "—empty"]);
    assert_eq!(page.column("Cost"), ["10", "—empty", "9"], "a field that the list did not have");
    let sorted = app.get(&format!("{}?sort=-price", app.list_path::<Good>())).await.ok();
    assert_eq!(sorted.column("Price"), ["30 €", "7 €", "5 €"], "the order is that of the field");
}

pub(crate) async fn a1_a_path_over_a_relation_is_named_and_shown_by_code(db: Database) {
    let app = app(db, |columns| {
        columns.path::<String>("maker.name").label("Made by").format(|name| format!("{name}!"));
        columns.path::<Option<String>>("maker.town").label("Where").empty("nowhere known").after("maker.name");
    });
    let app = app.await;
    let page = app.get(&app.list_path::<Good>()).await.ok();
    assert_eq!(heads(&page)[1..3], ["Made by", "Where"]);
    assert_eq!(page.column("Made by"), ["Aoki!", "—empty", "Stahl!"]);
    assert_eq!(page.attribute("td a", "href").as_deref(), Some("/admin/shop/makers/1"), "it leads there as before");
    assert_eq!(page.column("Where"), ["Sakai", "nowhere known", "nowhere known"]);
}

pub(crate) async fn a1_empty_cells_say_what_they_are_told_to(db: Database) {
    let builder = |builder: kaffy::AdminBuilder| {
        let admin = Said(|columns| {
            columns.field(Good::fields().note).empty("Nothing <noted>");
            columns.field(Good::fields().title).after(Good::fields().price);
        });
        builder.empty_text("-").resource::<Maker>().resource_admin(admin)
    };
    let app = TestApp::over(db, TABLES, builder).await;
    let page = app.get(&app.list_path::<Good>()).await.ok();
    assert_eq!(page.column("Note"), ["Nothing <noted>", "old", "Nothing <noted>"]);
    assert_eq!(page.column("Title")[1], "-empty", "a sign is hidden from who cannot see it, and said in a word");
}

pub(crate) async fn k61_headings_and_columns_by_actor(db: Database) {
    let app = app(db, |columns| {
        let fields = Good::fields();
        columns.field(fields.price).label_for(|actor| format!("Price for {}", actor.name));
        columns.field(fields.note).visible_to(|actor| actor.has_role("owner"));
        columns.computed("margin", margin).visible_to(|actor| actor.name == "Test").sort_by(fields.price);
        columns.computed("secret", |_: &Good| "hidden").visible_to(|_| false).sort_by(fields.cost);
    });
    let app = app.await;
    let path = app.list_path::<Good>();
    let page = app.get(&path).await.ok();
    assert_eq!(heads(&page), ["Title", "Maker", "Price for Test", "Status", "Margin"]);
    assert!(!page.words("tbody").contains("hidden"), "no cell of a hidden column");
    for hidden in ["note", "-secret"] {
        let page = app.get(&format!("{path}?sort={hidden}")).await.is(http::StatusCode::BAD_REQUEST);
        assert!(page.words("main").contains("cannot be sorted by"), "its order tells nothing either");
    }
    app.get(&format!("{path}?sort=margin")).await.ok();
}

pub(crate) async fn k70_a_column_without_an_order_says_so_and_one_with_an_order_pages(db: Database) {
    let app = app(db, |columns| {
        let fields = Good::fields();
        columns.computed("margin", margin);
        columns.computed("worth", |good: &Good| good.price).sort_by(fields.cost).sort_by_desc("maker.name");
        columns.field(fields.status).sort_by_desc(fields.price);
    });
    let app = app.await;
    let path = app.list_path::<Good>();
    let page = app.get(&path).await.ok();
    assert_eq!(
        page.attribute("th:nth-of-type(6) > span", "title").as_deref(),
        Some("This list cannot be sorted by Margin")
    );
    assert_eq!(page.attribute("th:nth-of-type(7) a", "href"), Some(format!("/admin{path}?sort=worth")));
    let page = app.get(&format!("{path}?sort=margin")).await.is(http::StatusCode::BAD_REQUEST);
    assert!(page.words("main").contains("Goods cannot be sorted by `margin`: follow the headings"));

    let sorted = app.get(&format!("{path}?sort=status")).await.ok();
    assert_eq!(sorted.column("Price"), ["30", "7", "5"], "a field may be sorted by another, too");
    assert_eq!(sorted.attribute("th[aria-sort=ascending] a", "href"), Some(format!("/admin{path}?sort=-status")));

    let odd = ["NULL, NULL, 1, NULL, 'ready', NULL", "'A', 1, 2, 7, 'sold', NULL", "'B', 2, 2, 7, 'ready', 'x'"];
    app.run("DELETE FROM goods").await;
    app.run(&rows("goods", 61, &odd)).await;
    app.pages::<Good>(61).await;
    app.walk::<Good>("sort=-worth,title", 61).await;
    app.walk::<Good>("sort=maker.name,worth", 61).await;
}

pub(crate) async fn a2_chosen_columns_lead_to_the_record(db: Database) {
    let app = app(db, |columns| {
        let fields = Good::fields();
        columns.field(fields.note).link();
        columns.field(fields.price).link();
    });
    let app = app.await;
    let path = app.list_path::<Good>();
    let page = app.get(&path).await.ok();
    assert!(!page.has("tbody th a"), "not the first one then");
    assert_eq!(page.texts("tbody tr:nth-child(1) [data-open]"), ["30"]);
    let hrefs = ["/admin/shop/goods/2", "/admin/shop/makers/2"];
    assert_eq!(page.texts(&format!("tbody tr:nth-child(2) a[href='{}']", hrefs[0])), ["5", "old"]);
    assert_eq!(page.texts(&format!("tbody tr:nth-child(3) a[href='{}']", hrefs[1])), ["Stahl"]);
    assert_eq!(page.texts("tbody [data-open]").len(), 3, "one for each row, whatever is empty");
}

pub(crate) async fn a2_no_column_leads_to_the_record_but_the_keyboard_does(db: Database) {
    let app = app(db, |columns| {
        columns.no_link();
    });
    let app = app.await;
    let page = app.get(&app.list_path::<Good>()).await.ok();
    assert_eq!(page.texts("tbody a.reveal[data-open]"), ["Open Saw", "Open Good 2", "Open File <b>"]);
    assert_eq!(page.texts("tbody [data-open]").len(), 3);
    assert_eq!(page.attribute("tbody a.reveal", "href").as_deref(), Some("/admin/shop/goods/1"));
}

pub(crate) async fn k63_a_row_whose_first_cell_is_empty_opens(db: Database) {
    let app = app(db, |columns| {
        columns.computed("margin", margin).first();
    });
    let app = app.await;
    let page = app.get(&app.list_path::<Good>()).await.ok();
    assert_eq!(page.column("Margin"), ["20", "Good 2", "-2"], "what the record is called stands in");
    assert_eq!(page.attribute("tr:nth-child(2) [data-open]", "href").as_deref(), Some("/admin/shop/goods/2"));
}

pub(crate) async fn a1_code_that_fails_breaks_its_cell_alone(db: Database) {
    let app = app(db, |columns| {
        let fields = Good::fields();
        columns.computed("fragile", |good: &Good| match good.id {
            2 => panic!("the function of a column broke"),
            id => id,
        });
        columns.field(fields.price).format(|price| match price {
            7 => panic!("this one as well"),
            price => *price,
        });
        columns.field(fields.note).label_for(|_| panic!("and a heading"));
    });
    let app = app.await;
    app.run("UPDATE goods SET status = 'lost' WHERE id = 3").await;
    let page = app.get(&app.list_path::<Good>()).await.ok();
    let fragile = page.column("Fragile");
    assert_eq!(fragile[0], "1");
    assert!(fragile[1].starts_with("unreadable: The code that shows this failed."), "{fragile:?}");
    assert!(fragile[2].contains("`Good.status`"), "the record does not fit its type: {fragile:?}");
    assert!(page.column("Price")[2].starts_with("unreadable"));
    assert_eq!(page.column("Price")[..2], ["30", "5"]);
    assert_eq!(page.column("Title"), ["Saw", "Good 2", "File <b>"], "the rest is whole");
    assert!(heads(&page).contains(&"Note".to_owned()));
}

pub(crate) async fn a1_columns_of_a_first_cell_that_is_broken_still_open_the_row(db: Database) {
    let app = app(db, |columns| {
        columns.computed("fragile", |_: &Good| -> &str { panic!("always") }).first();
    });
    let app = app.await;
    let page = app.get(&app.list_path::<Good>()).await.ok();
    assert_eq!(page.texts("tbody [data-open]"), ["Saw", "Good 2", "File <b>"]);
    assert_eq!(page.texts("tbody th .broken").len(), 3, "and say that something is wrong");
}
