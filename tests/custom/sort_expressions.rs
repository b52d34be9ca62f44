//! Lists sorted by an expression: every row once, whatever its values are (A1, A3, W3).

use chrono::{NaiveDate, NaiveDateTime};
use kaffy::{
    prelude::*,
    sea_query::{Expr, ExprTrait, Func},
};
use rust_decimal::Decimal;
use sea_query::Value;

use crate::app::{TestApp, by, rows, run};

#[derive(Debug, AdminResource)]
#[admin(
    table = "bins",
    context = "Sorting",
    page_size = 25,
    list(title, price),
    search(title),
    filter(price),
    order(id)
)]
struct Bin {
    id: i64,
    title: String,
    price: i64,
    cost: Option<i64>,
    weight: Option<f64>,
    amount: Decimal,
    made: Option<NaiveDate>,
    seen: NaiveDateTime,
    json: Option<serde_json::Value>,
}

struct Said(fn(&mut Columns<Bin>));

impl ResourceAdmin for Said {
    type Record = Bin;

    fn columns(&self, columns: &mut Columns<Bin>) {
        (self.0)(columns);
    }
}

fn tables(db: &Database) -> String {
    let (text, real, moment) = (
        by(db, "TEXT", "NUMERIC", "DECIMAL(20, 6)"),
        by(db, "REAL", "DOUBLE PRECISION", "DOUBLE"),
        by(db, "DATETIME", "TIMESTAMP", "DATETIME(6)"),
    );
    format!(
        "CREATE TABLE bins (id INTEGER PRIMARY KEY, title VARCHAR(200) NOT NULL, price BIGINT NOT NULL, cost BIGINT,
            weight {real}, amount {text} NOT NULL, made DATE, seen {moment} NOT NULL, json {});",
        by(db, "TEXT", "JSONB", "JSON")
    )
}

/// Values that lose something where a cursor is careless: thirds, tenths, the largest and smallest, texts that
/// differ only in case or in what a collation overlooks, and NULLs.
const ODD: [&str; 11] = [
    "'bread', 30, 10, 0.1, '9.50', '2026-01-01', '2026-01-01 00:00:00', NULL",
    "'Bread', 30, NULL, 0.2, '10', NULL, '2026-01-01 00:00:00.000001', NULL",
    "'BREAD ', 5, 9, 0.30000000000000004, '10.000001', '1999-12-31', '2025-06-01 12:30:00', NULL",
    "'Äpfel', 1, 2, NULL, '-3.333333', '2026-01-01', '2025-06-01 12:30:00', NULL",
    "'', 7, 7, 1e300, '0', NULL, '2025-06-01 12:30:00.123456', NULL",
    "'it''s \"100%\"', 7, 7, -1e-300, '100.01', '2026-02-28', '2026-01-01 00:00:00', NULL",
    "'a,b\\\\', 9007199254740993, NULL, 5, '0.000001', '2026-02-28', '1970-01-01 00:00:00', NULL",
    "'zebra', -9007199254740993, 1, 0.1, '99999999999.999999', '0001-01-01', '1970-01-01 00:00:01', NULL",
    "'línea\n', 20, 3, 3.3333333333333335, '3.333333', '9999-12-31', '1970-01-01 00:00:00', NULL",
    "'bread', 30, 10, 1e-7, '9.5', NULL, '2026-01-01 00:00:00', NULL",
    "'crème', 21, NULL, NULL, '7', '2026-01-01', '2026-01-01 00:00:00', NULL",
];

fn every_kind(columns: &mut Columns<Bin>) {
    let fields = Bin::fields();
    let nothing = |_: &Bin| "";
    columns
        .computed("margin", |bin: &Bin| bin.cost.map(|cost| bin.price - cost))
        .sort_by_expr::<i64>(move |row| row.column(fields.price).sub(row.column(fields.cost)));
    columns.computed("third", nothing).sort_by_expr::<f64>(move |row| row.column(fields.weight).div(3.0));
    columns.computed("share", nothing).sort_by_expr_desc::<Decimal>(move |row| row.column(fields.amount).div(7));
    columns.computed("plain", nothing).sort_by_expr::<String>(move |row| Func::lower(row.column(fields.title)).into());
    columns
        .computed("joined", nothing)
        .sort_by_expr::<String>(move |row| Func::coalesce([row.column(fields.title), Expr::val("none")]).into());
    columns.computed("dear", nothing).sort_by_expr::<bool>(move |row| row.column(fields.price).gt(20));
    columns.computed("day", nothing).sort_by_expr::<NaiveDate>(move |row| {
        let unknown = row.value(fields.made, NaiveDate::from_ymd_opt(2020, 1, 1));
        Func::coalesce([row.column(fields.made), unknown]).into()
    });
    columns.computed("when", nothing).sort_by_expr::<NaiveDateTime>(move |row| {
        Func::coalesce([row.column(fields.seen), row.column(fields.seen)]).into()
    });
    columns
        .computed("both", nothing)
        .sort_by_expr_desc::<i64>(move |row| row.column(fields.price).modulo(3))
        .sort_by(fields.title)
        .sort_by_expr::<f64>(move |row| row.column(fields.weight).mul(0.1));
    // A field, too, and an operator that is not the outermost one.
    columns.field(fields.title).sort_by_expr::<i64>(move |row| Func::char_length(row.column(fields.title)).into());
    columns.field(fields.price).sort_by_expr::<i64>(|_| Expr::cust("t.price + 1"));
}

async fn app(db: Database, say: fn(&mut Columns<Bin>)) -> TestApp {
    let tables = tables(&db);
    let app = TestApp::over(db, &tables, |builder| builder.resource_admin(Said(say))).await;
    app.run(&rows("bins", 90, &ODD)).await;
    app
}

pub(crate) async fn a1_w3_a_list_sorted_by_an_expression_shows_every_row_once_both_ways(db: Database) {
    let app = app(db, every_kind).await;
    assert_eq!(app.resource::<Bin>().sortable().len(), 12, "each of them, and the order of the list");
    app.pages::<Bin>(90).await;
    for sort in ["third,margin", "-margin,plain,-third", "both,-share", "-dear,when,day", "title,-price,joined"] {
        app.walk::<Bin>(&format!("sort={sort}"), 90).await;
    }
    let some = app.keys::<Bin>("q=bread&f.price.gte=30&size=200").await.len();
    app.walk::<Bin>("sort=-third,margin&q=bread&f.price.gte=30", some).await;
}

pub(crate) async fn a1_a3_the_order_is_that_of_the_values_of_the_expression(db: Database) {
    let app = app(db, every_kind).await;
    let nulls_first = app.admin.database().dialect().nulls_first();
    let page = app.get(&format!("{}?sort=margin&size=200", app.list_path::<Bin>())).await.ok();
    let shown: Vec<_> =
        page.column("Margin").into_iter().map(|cell| cell.replace(',', "").parse::<i64>().ok()).collect();
    assert_eq!(shown.len(), 90);
    let place = |value: &Option<i64>| match (value, nulls_first) {
        (Some(value), _) => *value,
        (None, true) => i64::MIN,
        (None, false) => i64::MAX,
    };
    assert!(shown.iter().map(place).is_sorted(), "{shown:?}");
    assert!(shown.contains(&None) && shown.contains(&Some(-4)), "{shown:?}");
    assert_eq!(
        page.attribute("th[aria-sort=ascending] a", "href").as_deref(),
        Some("/admin/sorting/bins?sort=-margin&size=200")
    );
}

pub(crate) async fn a3_a_place_that_was_changed_on_its_way_is_told_from_one_that_was_not(db: Database) {
    let app = app(db, every_kind).await;
    let view = app.view::<Bin>();
    let list = kaffy::ListQuery::parse(view.resource(), &[("sort".into(), "third".into())]).expect("a list");
    let token = view.page(&list).await.expect("a page").after.expect("more").to_string();
    let path = app.list_path::<Bin>();
    app.get(&format!("{path}?sort=third&after={token}")).await.ok();
    for other in ["margin", "-third", "third,margin", "price"] {
        app.get(&format!("{path}?sort={other}&after={token}")).await.is(http::StatusCode::BAD_REQUEST);
    }
}

pub(crate) async fn a1_an_expression_is_sorted_by_without_a_look_at_the_database(db: Database) {
    let tables = tables(&db);
    let unchecked = |builder: kaffy::AdminBuilder| {
        let few = Said(|columns| {
            let fields = Bin::fields();
            columns
                .computed("margin", |_: &Bin| "")
                .sort_by_expr::<i64>(move |row| row.column(fields.price).sub(row.column(fields.cost)));
            columns.computed("third", |_: &Bin| "").sort_by_expr::<f64>(move |row| row.column(fields.weight).div(3.0));
            columns
                .computed("plain", |_: &Bin| "")
                .sort_by_expr::<String>(move |row| Func::lower(row.column(fields.title)).into());
        });
        builder.resource_admin(few).skip_database_check()
    };
    let app = TestApp::over(db, &tables, unchecked).await;
    app.run(&rows("bins", 60, &ODD)).await;
    for sort in ["margin", "-third", "plain,-margin"] {
        app.walk::<Bin>(&format!("sort={sort}"), 60).await;
    }
}

pub(crate) async fn k70_build_says_what_is_wrong_with_an_expression(db: Database) {
    run(&db, &tables(&db)).await;
    let problems = async |say: fn(&mut Columns<Bin>)| -> Vec<String> {
        let builder = Admin::builder(db.clone()).auth(Auth::none_for_local_development()).resource_admin(Said(say));
        let error = builder.build().await.expect_err("nothing of this fits");
        error.problems().iter().map(ToString::to_string).collect()
    };
    let said = problems(|columns| {
        let fields = Bin::fields();
        columns.computed("a", |_: &Bin| "").sort_by_expr::<serde_json::Value>(move |row| row.column(fields.json));
        columns.computed("b", |_: &Bin| "").sort_by_expr::<uuid::Uuid>(move |row| row.column(fields.json));
        columns.computed("c", |_: &Bin| "").sort_by_expr::<i64>(|_| panic!("the expression broke"));
    });
    let said = said.await;
    for part in [
        "Bin: the column `a` cannot be sorted by an expression of Json, whose values have no order: name a number, a text",
        "the column `b` cannot be sorted by an expression of Uuid",
        "the code of the expression that sorts the column `c` panicked",
    ] {
        assert!(said.iter().any(|said| said.contains(part)), "{part} is not among {said:#?}");
    }
    let said = problems(|columns| {
        let fields = Bin::fields();
        columns.computed("lost", |_: &Bin| "").sort_by_expr::<i64>(|_| Expr::cust("t.prize"));
        columns
            .computed("odd", |_: &Bin| "")
            .sort_by_expr::<i64>(move |row| Func::cust("no_such_function").arg(row.column(fields.price)).into());
    });
    let said = said.await;
    assert_eq!(said.len(), 2, "{said:#?}");
    for (said, name) in said.iter().zip(["prize", "no_such_function"]) {
        assert!(said.contains("is none that the database can sort by: "), "{said}");
        assert!(said.to_lowercase().contains(name), "{said}");
    }
    if db.dialect() == kaffy::Dialect::Postgres {
        let said = problems(|columns| {
            let fields = Bin::fields();
            columns.computed("half", |_: &Bin| "").sort_by_expr::<i64>(move |row| row.column(fields.amount).div(2));
        });
        let half = "Bin: the expression that sorts the column `half` gives `numeric`, which is not what was named";
        assert!(said.await.iter().any(|said| said.starts_with(half)));
    }
}

/// A place is compared under the collation that sorted it, whatever that takes for equal.
async fn collated(db: Database, title: &str) {
    let tables = tables(&db).replacen("title VARCHAR(200)", &format!("title {title}"), 1);
    let app = TestApp::over(db, &tables, |builder| builder.resource_admin(Said(every_kind))).await;
    app.run(&rows("bins", 90, &ODD)).await;
    for sort in ["plain", "-joined", "joined,margin", "-plain,third", "both"] {
        app.walk::<Bin>(&format!("sort={sort}"), 90).await;
    }
}

pub(crate) async fn a3_w3_texts_that_a_collation_takes_for_equal_have_a_place_each(db: Database) {
    let collation = "CREATE COLLATION loose (provider = icu, locale = 'und-u-ks-level2', deterministic = false)";
    run(&db, by(&db, "SELECT 1", collation, "SELECT 1")).await;
    let loose = by(&db, "TEXT COLLATE NOCASE", "TEXT COLLATE loose", "VARCHAR(200) COLLATE utf8mb4_unicode_ci");
    collated(db, loose).await;
}

pub(crate) async fn a3_w3_texts_of_a_collation_that_is_not_the_databases_have_a_place_each(db: Database) {
    let strict = by(&db, "TEXT COLLATE RTRIM", "TEXT COLLATE \"C\"", "VARCHAR(200) COLLATE utf8mb4_bin");
    collated(db, strict).await;
}

/// What a row holds is one thing; that its place comes back from an address is another.
pub(crate) async fn w3_a_place_among_rows_that_are_equal_but_for_the_last_bit(db: Database) {
    let app = app(db, every_kind).await;
    let bits: Vec<_> = (0..40).map(|at| f64::from_bits(0.1_f64.to_bits() + at)).collect();
    let values: Vec<_> =
        bits.iter().map(|weight| format!("'w', 1, 1, {weight:?}, '1', NULL, '2026-01-01 00:00:00', NULL")).collect();
    app.run("DELETE FROM bins").await;
    app.run(&rows("bins", 120, &values.iter().map(String::as_str).collect::<Vec<_>>())).await;
    app.walk::<Bin>("sort=third", 120).await;
    app.walk::<Bin>("sort=-third,margin", 120).await;
    let read = app.view::<Bin>().page(&kaffy::ListQuery::new(app.resource::<Bin>())).await.expect("a page");
    assert!(matches!(read.rows[0].cells[1].value, Ok(Value::BigInt(Some(1)))));
}
