//! The index page as a person of Kaffy knows it, without its traps (K60 to K84).

use chrono::{NaiveDate, NaiveDateTime};
use http::StatusCode;
use kaffy::{Database, prelude::*};
use rust_decimal::Decimal;

use crate::app::{Page, TestApp, by, rows};

#[derive(Debug, AdminResource)]
#[admin(table = "shelves", context = "Index")]
struct Shelf {
    id: i64,
    name: String,
}

/// Nothing is said about its list.
#[derive(Debug, AdminResource)]
#[admin(table = "plains", context = "Index")]
struct Plain {
    zeta: String,
    #[admin(textarea)]
    long: Option<String>,
    alpha: Option<i64>,
    #[admin(password)]
    pin: Option<String>,
    id: i64,
    #[admin(belongs_to = Shelf)]
    shelf_id: Option<i64>,
    inserted_at: Option<NaiveDateTime>,
}

/// A key of another name, and an order by two columns.
#[derive(Debug, AdminResource)]
#[admin(
    table = "books", context = "Index", plural = "Books & papers", slug = "books", page_size = 30,
    list(title, shelf.name, rank, kind, page), search(title, shelf.name), filter(kind, rank, shelf),
    order(desc(rank), title)
)]
struct Book {
    #[admin(primary_key)]
    code: String,
    title: String,
    rank: Option<i64>,
    kind: Kind,
    page: i64,
    #[admin(belongs_to = Shelf)]
    shelf_id: Option<i64>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, AdminChoice)]
enum Kind {
    Novel,
    Atlas,
}

/// One value of each look.
#[derive(Debug, AdminResource)]
#[admin(table = "looks", context = "Index", list(words, tags, settings, price, on_day, is_new), order(id))]
struct Look {
    id: i64,
    words: String,
    tags: Vec<String>,
    settings: serde_json::Value,
    price: Decimal,
    on_day: NaiveDate,
    is_new: bool,
}

const SHELVES: &str = "CREATE TABLE shelves (id INTEGER PRIMARY KEY, name VARCHAR(80) NOT NULL);
    INSERT INTO shelves VALUES (1, 'Top'), (2, 'Low');";

async fn library(db: Database, count: usize) -> TestApp {
    let tables = format!(
        "{SHELVES} CREATE TABLE books (code VARCHAR(20) PRIMARY KEY, title VARCHAR(80) NOT NULL, rank_ INTEGER,
        kind VARCHAR(20) NOT NULL, page INTEGER NOT NULL, shelf_id INTEGER REFERENCES shelves (id));"
    )
    .replace("rank_", by(&db, "rank", "rank", "`rank`"));
    let app = TestApp::over(db, &tables, |builder| builder.resource::<Shelf>().resource::<Book>()).await;
    let values: Vec<_> = (1..=count)
        .map(|at| {
            let (rank, kind) = (["NULL", "1", "2"][at % 3], ["novel", "atlas"][at % 2]);
            format!("('b{at:03}', 'Book {:02}', {rank}, '{kind}', {}, {})", at % 10, at % 4, 1 + at % 2)
        })
        .collect();
    app.run(&format!("INSERT INTO books VALUES {}", values.join(", "))).await;
    app
}

/// Where a link leads, below the prefix.
fn to(page: &Page, selector: &str) -> Option<String> {
    page.attribute(selector, "href").map(|href| href.strip_prefix("/admin").expect("below").to_owned())
}

pub(crate) async fn k60_the_usual_columns_stand_in_the_order_of_the_struct(db: Database) {
    let tables = format!(
        "{SHELVES} CREATE TABLE plains (id INTEGER PRIMARY KEY, zeta VARCHAR(80) NOT NULL, {} TEXT, alpha INTEGER,
        pin VARCHAR(20), shelf_id INTEGER REFERENCES shelves (id), inserted_at {});
        INSERT INTO plains VALUES (1, 'z', 'a long text', 7, 'secret', 2, '2026-03-29 14:05:00');",
        by(&db, "long", "long", "`long`"),
        by(&db, "TIMESTAMP", "TIMESTAMP", "DATETIME")
    );
    let app = TestApp::over(db, &tables, |builder| builder.resource::<Shelf>().resource::<Plain>()).await;
    let page = app.get("/index/plains").await.ok();
    let heads = page.texts("thead th > span > a:first-child");
    assert_eq!(heads, ["Zeta", "Alpha", "ID", "Shelf", "Inserted at"], "not the long text, not the secret");
    assert_eq!(page.texts("tbody tr > :not(.tick)"), ["z", "7", "1", "Low", "2026-03-29 14:05"]);
    assert!(!page.body.contains("secret"));
}

pub(crate) async fn k62_cells_are_drawn_by_what_they_hold(db: Database) {
    let json = by(&db, "TEXT", "JSONB", "JSON");
    let tables = format!(
        "CREATE TABLE looks (id INTEGER PRIMARY KEY, words TEXT NOT NULL, tags {json} NOT NULL, settings {json} NOT NULL,
        price {} NOT NULL, on_day DATE NOT NULL, is_new {} NOT NULL);",
        by(&db, "TEXT", "NUMERIC(10, 2)", "DECIMAL(10, 2)"),
        by(&db, "BOOLEAN", "BOOLEAN", "BOOLEAN")
    );
    let odd = by(&db, "CAST(x'ff41' AS TEXT)", "'odd'", "'odd'");
    let app = TestApp::over(db, &tables, |builder| builder.resource::<Look>()).await;
    let long = "Wörter ".repeat(60);
    app.run(&format!(
        "INSERT INTO looks VALUES (1, '{long}', '[\"a\",\"b\",\"c\",\"d\"]', '{{\"a\": 1}}', '12.50', '2024-02-29', TRUE),
        (2, {odd}, '[\"a\",\"b\",\"c\",\"d\",\"e\",\"<f>\"]', '[]', '0.10', '2026-01-01', FALSE)"
    ))
    .await;
    let page = app.get("/index/looks?sort=price").await.ok();
    let words = page.texts("tbody [data-open]");
    assert!(words[1].chars().count() <= 140 && words[1].ends_with('…'), "cut, and it says so: {words:?}");
    assert_eq!(
        page.column("Tags"),
        ["a, b, c and 3 othersa, b, c, d, e, <f>", "a, b, c, d"],
        "and all of them on focus"
    );
    assert_eq!(page.column("Settings")[1], "{\"a\":1}");
    assert_eq!(page.column("Price"), ["0.10", "12.50"]);
    assert_eq!(page.column("On day"), ["2026-01-01", "2024-02-29"]);
    assert_eq!(page.column("Is new"), ["No", "Yes"]);
    let sqlite = app.admin.database().dialect() == kaffy::Dialect::Sqlite;
    assert_eq!(page.has("tbody tr:first-child th .broken"), sqlite, "what is no text is said to be none");
    let form = app.get("/index/looks/1").await.ok();
    assert!(form.body.contains(long.trim()), "the whole is one link away");
}

pub(crate) async fn k64_the_heading_names_counts_and_adds(db: Database) {
    let app = library(db, 12).await;
    let page = app.get("/index/books").await.ok();
    assert_eq!((page.words("h1"), page.words(".count")), ("Books & papers".to_owned(), "12 books & papers".to_owned()));
    assert_eq!(to(&page, "[data-new]").as_deref(), Some("/index/books/new"));
    assert_eq!(page.words("[data-new]"), "Add book");
}

pub(crate) async fn k66_page_sizes_are_chosen_on_the_page_and_have_a_limit(db: Database) {
    let app = library(db, 70).await;
    let page = app.get("/index/books").await.ok();
    assert_eq!(page.texts("tbody tr").len(), 30, "the resource says how many");
    assert_eq!(page.texts(".sizes a"), ["25 rows", "30 rows", "50 rows", "100 rows", "200 rows"]);
    assert_eq!(page.texts(".sizes [aria-current]"), ["30 rows"]);
    let larger = to(&page, ".sizes li:nth-child(3) a").expect("a link");
    assert_eq!(app.get(&larger).await.ok().texts("tbody tr").len(), 50);
    for size in ["1000000", "0", "-1", "7", "x", "99999999999999999999"] {
        app.get(&format!("/index/books?size={size}")).await.is(StatusCode::BAD_REQUEST);
    }
    let page = app.get("/index/books?limit=1000000").await.is(StatusCode::BAD_REQUEST);
    assert!(page.words("main").contains("cannot be narrowed by “limit”"), "{}", page.words("main"));
}

pub(crate) async fn k67_k68_pages_lead_on_until_the_last_and_keep_the_list(db: Database) {
    let app = library(db, 121).await;
    let state = "q=book&f.kind=novel&f.kind=atlas&sort=-page";
    let mut at = Some(format!("/index/books?{state}"));
    let (mut seen, mut pages) = (Vec::new(), 0);
    while let Some(path) = at {
        let page = app.get(&path).await.ok();
        assert_eq!(page.has("a[rel=prev]"), pages > 0, "{path}");
        seen.extend(page.texts("tbody [data-open]").into_iter().zip(page.texts("tbody tr").iter().map(String::len)));
        at = to(&page, "a[rel=next]");
        pages += 1;
        if let Some(next) = &at {
            assert!(next.contains("q=book") && next.contains("sort=-page") && next.contains("f.kind=atlas"), "{next}");
        }
    }
    assert_eq!((pages, seen.len()), (5, 121), "the row that begins a page of its own is reached (K68)");
    let first = app.get(&format!("/index/books?{state}")).await.ok();
    let last = app.get(&to(&first, ".pager li:nth-child(4) a").expect("Last")).await.ok();
    assert!(last.has("a[rel=prev]") && !last.has("a[rel=next]"));
    assert_eq!(to(&last, ".pager li:first-child a"), Some(format!("/index/books?{state}")));
}

pub(crate) async fn k69_a_place_that_is_none_is_said_so(db: Database) {
    let app = library(db, 40).await;
    for bad in [
        "page=0",
        "page=-1",
        "page=x",
        "page=99999999999999999999",
        "after=x",
        "after=%F0%9F%92%A9",
        "before=bm90aGluZw",
        "last=9",
        "last=1&after=x",
    ] {
        let page = app.get(&format!("/index/books?{bad}")).await.is(StatusCode::BAD_REQUEST);
        assert_eq!(to(&page, "main p a").as_deref(), Some("/index/books"), "{bad}: the way out");
    }
    let next = to(&app.get("/index/books").await.ok(), "a[rel=next]").expect("a second page");
    app.run("DELETE FROM books").await;
    let gone = app.get(&next).await.ok();
    assert_eq!(gone.words(".empty h2"), "No books & papers on this page");
    assert_eq!(to(&gone, ".empty a").as_deref(), Some("/index/books"));
}

pub(crate) async fn k71_an_order_by_two_columns_and_a_key_that_is_not_called_id(db: Database) {
    let app = library(db, 41).await;
    let page = app.get("/index/books?size=50").await.ok();
    let ranks = page.column("Rank");
    let known: Vec<_> = ranks.iter().filter(|rank| rank.len() == 1).collect();
    assert!(known.is_sorted_by(|one, other| one >= other), "{ranks:?}");
    let rows: Vec<_> = ranks.iter().zip(page.column("Title")).collect();
    assert!(rows.is_sorted_by(|one, other| one.0 != other.0 || one.1 <= other.1), "{rows:?}");
    assert_eq!(page.texts(".priority"), ["2", "1"], "the headings say which comes first");
    app.pages::<Book>(41).await;
    app.walk::<Book>("", 41).await;
}

pub(crate) async fn k72_a_search_is_trimmed_kept_and_cleared(db: Database) {
    let app = library(db, 12).await;
    let form = app.get("/index/books?sort=-page&f.kind=novel&size=25").await.ok().form("form.search");
    assert_eq!(
        (form.value("sort"), form.value("f.kind"), form.value("size")),
        (Some("-page"), Some("novel"), Some("25"))
    );
    let page = app.get("/index/books?sort=-page&q=++book+07++").await.ok();
    assert_eq!(page.column("Title"), ["Book 07"]);
    assert_eq!(page.attribute("#search", "value").as_deref(), Some("book 07"));
    assert!(page.has("form.search[method=get] button"), "Enter and a button submit it");
    assert_eq!(page.texts(".chip > span"), ["Search for “book 07”"]);
    assert_eq!(to(&page, ".chip a").as_deref(), Some("/index/books?sort=-page"));
}

pub(crate) async fn k73_k74_a_number_is_a_key_as_a_whole_and_a_part_of_texts(db: Database) {
    let tables = format!(
        "{SHELVES} CREATE TABLE plains (id INTEGER PRIMARY KEY, zeta VARCHAR(80) NOT NULL, {} TEXT, alpha INTEGER,
        pin VARCHAR(20), shelf_id INTEGER, inserted_at {});",
        by(&db, "long", "long", "`long`"),
        by(&db, "TIMESTAMP", "TIMESTAMP", "DATETIME")
    );
    let app = TestApp::over(db, &tables, |builder| builder.resource::<Shelf>().resource::<Plain>()).await;
    let odd = ["'z', 'note', 1, '1', NULL, NULL"];
    app.run(&rows("plains", 30, &odd)).await;
    app.run("UPDATE plains SET zeta = 'Route 1' WHERE id = 30").await;
    assert_eq!(app.keys::<Plain>("q=1&sort=id").await, ["1", "30"], "not 10 and 21, no other number, no secret");
    assert_eq!(app.keys::<Plain>("q=note").await.len(), 30, "every text is looked at");
    for other in ["1.5", "-1", "99999999999999999999", "1e3", "٣"] {
        assert_eq!(app.keys::<Plain>(&format!("q={other}")).await, Vec::<String>::new(), "{other}");
    }
    let page = app.get("/index/plains").await.ok();
    assert!(page.words("#search-help").starts_with("Looks in zeta, long and ID."), "{}", page.words("#search-help"));
}

pub(crate) async fn k76_k77_a_search_over_a_relation_counts_every_row_once(db: Database) {
    let app = library(db, 12).await;
    let page = app.get("/index/books?q=LOW").await.ok();
    assert_eq!(page.words(".count"), "6 books & papers match", "whatever letters are large, on every database");
    assert_eq!(page.texts("tbody tr").len(), 6);
    assert!(page.column("Shelf").iter().all(|shelf| shelf == "Low"));
    app.run("UPDATE books SET title = 'Ärger 100% _x' WHERE code = 'b001'").await;
    for (words, count) in [("100%25", 1), ("%25", 1), ("_", 1), ("100%25+RGER", 1), ("\\", 0)] {
        assert_eq!(app.keys::<Book>(&format!("q={words}")).await.len(), count, "{words}");
    }
}

pub(crate) async fn k78_k79_declared_filters_offer_their_values_and_no_other_exists(db: Database) {
    let app = library(db, 80).await;
    let page = app.get("/index/books?f.kind=novel").await.ok();
    let offered = page.texts("[data-filters] label");
    for label in ["Novel", "Atlas"] {
        assert!(offered.iter().any(|offer| offer.contains(label)), "{offered:?}");
    }
    assert!(page.column("Kind").iter().all(|kind| kind == "Novel"));
    assert_eq!(page.words(".count"), "40 books & papers match");

    // The second is a column.
    for undeclared in ["page=2", "f.page=2", "f.code=b001", "f.title=x", "f.nothing=1", "f.kind.like=x"] {
        let page = app.get(&format!("/index/books?{undeclared}")).await.is(StatusCode::BAD_REQUEST);
        assert!(page.has("main a[href='/admin/index/books']"), "{undeclared}");
    }

    let second = to(&page, "a[rel=next]").expect("a second page");
    let page = app.get(&second).await.ok();
    for form in ["[data-filters] form", "form.search"] {
        let form = page.form(form);
        assert!(
            form.value("after").is_none() && form.value("page").is_none(),
            "another filter begins at the first page"
        );
    }
    let wrong = app.get("/index/books?f.rank.gte=many&f.shelf=x").await.ok();
    assert_eq!(wrong.texts(".chip-error").len(), 2, "what is no value is said beside it");
    assert_eq!(app.keys::<Book>("f.rank.gte=2&f.shelf=1&f.shelf=2&size=200").await.len(), 27);
}

pub(crate) async fn k82_a_count_is_of_now(db: Database) {
    let app = library(db, 12).await;
    assert_eq!(app.get("/index/books").await.ok().words(".count"), "12 books & papers");
    app.run("DELETE FROM books WHERE code > 'b001'").await;
    assert_eq!(app.get("/index/books").await.ok().words(".count"), "1 book", "nothing is kept from before");
}

pub(crate) async fn k84_the_list_is_as_it_was_after_saving(db: Database) {
    let app = library(db, 121).await;
    let page = app.get("/index/books?q=book&sort=-page&f.kind=novel").await.ok();
    let page = app.get(&to(&page, "a[rel=next]").expect("a second page")).await.ok();
    let list = page.address.clone();
    let record = app.get(&to(&page, "tbody [data-open]").expect("a row")).await.ok();
    let saved = record.form("form.record").set("title", "Book of another name").submit(&app).await;
    let (place, row) = saved.location().split_once('#').expect("the row is marked");
    assert!(row.starts_with("row-b"), "{row}");
    let pairs = |address: &str| {
        let (_, query) = address.split_once('?').expect("a query");
        let mut pairs: Vec<_> = query.split('&').map(str::to_owned).collect();
        pairs.sort();
        pairs
    };
    assert_eq!(pairs(place), pairs(&list), "page, search, sort and filters");
}
