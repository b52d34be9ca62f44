//! Pages: every row once, in order, forwards and backwards, whatever the sort (A3, A5, A6, W3).

use chrono::Datelike;
use kaffy::{AdminResource, Count, Dialect, ListQuery, Position};
use sea_query::Value;

use crate::{
    models::{Code, Item, Slot},
    server::{Shop, keys},
};

/// Rows with few different values, so that most of them are equal in most columns.
async fn many(shop: &Shop, seed: u64, rows: i64) {
    shop.makers().await;
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut any = |of: &[&'static str]| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        of[usize::try_from(state >> 33).unwrap_or_default() % of.len()]
    };
    for id in 1..=rows {
        let columns = [
            ("title", any(&["'Bread'", "'Cake'", "'bread'", "'Äpfel'", "''", "'100%'"])),
            ("nick", any(&["NULL", "NULL", "'a'", "'b'", "'A'", "'B'", "''"])),
            ("price", any(&["'9.50'", "'10'", "'10.5'", "'-3.25'", "'100.01'"])),
            ("score", any(&["NULL", "0.1", "0.2", "-5", "1e10"])),
            ("views", any(&["0", "1", "1", "2", "-7"])),
            ("status", any(&["'available'", "'gone'"])),
            ("maker_id", any(&["NULL", "1", "2", "3", "4"])),
            ("made", any(&["NULL", "'2026-01-01'", "'2025-12-31'", "'1999-01-01'"])),
            ("inserted_at", any(&["'2026-01-01 00:00:00'", "'2026-01-01 00:00:01'", "'2025-06-01 12:30:00'"])),
        ];
        shop.item(id, &columns).await;
    }
}

/// Walks a list from end to end both ways, and compares with the list on one page.
async fn walk<R: AdminResource>(shop: &Shop, query: &str) -> Vec<String> {
    let (resource, view) = (shop.resource::<R>(), shop.view::<R>());
    let whole = shop.keys::<R>(&format!("{query}&size=200")).await;

    let mut forwards = Vec::new();
    let mut at = shop.list::<R>(query);
    loop {
        let page = view.page(&at).await.expect("a page");
        assert_eq!(page.before.is_some(), !forwards.is_empty(), "{query}: a previous page is known");
        forwards.extend(keys(resource, &page));
        let Some(after) = page.after else { break };
        // Through the address, as a browser goes.
        at = shop.list::<R>(&at.after(after).to_query_string());
    }
    assert_eq!(forwards, whole, "{query}: forwards");

    let mut backwards = Vec::new();
    let mut at = shop.list::<R>(query).last_page();
    loop {
        let page = view.page(&at).await.expect("a page");
        assert_eq!(page.after.is_some(), !backwards.is_empty(), "{query}: a next page is known");
        backwards.splice(0..0, keys(resource, &page));
        let Some(before) = page.before else { break };
        at = shop.list::<R>(&at.before(before).to_query_string());
    }
    assert_eq!(backwards, whole, "{query}: backwards");
    whole
}

pub(crate) async fn a3_w3_every_sort_shows_every_row_once_both_ways(shop: &Shop) {
    many(shop, 42, 90).await;
    let names: Vec<_> = shop.resource::<Item>().sortable().iter().map(|path| path.name).collect();
    assert_eq!(names.len(), 11, "{names:?}");
    for name in &names {
        for sort in [format!("sort={name}"), format!("sort=-{name}")] {
            assert_eq!(walk::<Item>(shop, &sort).await.len(), 90);
        }
    }
    assert_eq!(walk::<Item>(shop, "").await.len(), 90);
}

pub(crate) async fn a3_null_sorts_where_the_database_puts_it(shop: &Shop) {
    many(shop, 5, 60).await;
    let place =
        |name: &str| shop.resource::<Item>().list().iter().position(|path| path.name == name).expect("a column");
    for name in ["score", "price", "views", "made"] {
        let page = shop.page::<Item>(&format!("sort={name}&size=200")).await;
        let cells = page.rows.iter().map(|row| row.cells[place(name)].value.clone().expect("readable"));
        let numbers: Vec<_> = cells.map(|value| number(&value, shop.dialect().nulls_first())).collect();
        assert_eq!(numbers.len(), 60);
        assert!(numbers.is_sorted(), "{name}: {numbers:?}");
    }
}

/// A number that sorts as its value should.
fn number(value: &Value, nulls_first: bool) -> f64 {
    match value {
        Value::Double(Some(number)) => *number,
        Value::BigInt(Some(number)) => f64::from(i32::try_from(*number).expect("a small number")),
        Value::Decimal(Some(number)) => number.to_string().parse().expect("a number"),
        Value::ChronoDate(Some(day)) => f64::from(day.num_days_from_ce()),
        _ if nulls_first => f64::NEG_INFINITY,
        _ => f64::INFINITY,
    }
}

pub(crate) async fn a3_several_sort_columns_of_any_direction_and_nullability(shop: &Shop) {
    many(shop, 7, 90).await;
    for sort in
        ["views,title", "-nick,score", "nick,-score,made", "-maker.name,-made,views,title", "score,-nick,-made,price"]
    {
        assert_eq!(walk::<Item>(shop, &format!("sort={sort}")).await.len(), 90);
    }
    // Inside of a search and a filter as well.
    let narrowed = walk::<Item>(shop, "sort=-nick,score&q=a&f.maker=1&f.maker=2&f.score.lte=1").await;
    assert!((5..60).contains(&narrowed.len()), "{narrowed:?}");
}

pub(crate) async fn w3_decimals_sort_as_numbers(shop: &Shop) {
    for (id, price) in [(1, "'9.50'"), (2, "'10'"), (3, "'-3.25'"), (4, "'10.5'"), (5, "'100.01'"), (6, "'10.00'")] {
        shop.item(id, &[("price", price)]).await;
    }
    assert_eq!(walk::<Item>(shop, "sort=price").await, ["3", "1", "2", "6", "4", "5"]);
    for (code, weight) in [("a", "'9'"), ("b", "'10'"), ("c", "'1.125'"), ("d", "'9.0'"), ("e", "'-2'")] {
        shop.run(format!("INSERT INTO codes (code, weight) VALUES ('{code}', {weight})")).await;
    }
    assert_eq!(walk::<Code>(shop, "sort=weight").await, ["e", "c", "a", "d", "b"]);
}

pub(crate) async fn a3_a_composite_key_is_a_total_order(shop: &Shop) {
    for room in ["Blue", "Green", "a,b", "~x"] {
        for hour in 1..=16 {
            let note = if hour % 2 == 0 { "NULL" } else { "'same'" };
            shop.run(format!("INSERT INTO slots (room, hour, note) VALUES ('{room}', {hour}, {note})")).await;
        }
    }
    for sort in ["", "sort=note", "sort=-note", "sort=hour", "sort=-room", "sort=hour,-room"] {
        assert_eq!(walk::<Slot>(shop, sort).await.len(), 64, "{sort}");
    }
}

pub(crate) async fn a3_text_keys_are_a_total_order(shop: &Shop) {
    for (at, code) in ["a", "b", "c d", "é", "%", "_", "new", "..", "z\n", "1", "10", "9"].iter().enumerate() {
        for tail in ["", "!", "~", "x y", "%"] {
            shop.run(format!("INSERT INTO codes (code, weight) VALUES ('{code}{tail}', '{}')", at % 3)).await;
        }
    }
    for sort in ["", "sort=weight", "sort=-weight", "sort=code"] {
        assert_eq!(walk::<Code>(shop, sort).await.len(), 60, "{sort}");
    }
}

/// SQLite lets a column hold anything. Such rows have no readable value, but a place and a page.
pub(crate) async fn w3_values_of_another_class_have_a_place(shop: &Shop) {
    many(shop, 11, 40).await;
    for id in 41..=70 {
        let odd = ["'many'", "X'00ff'", "1.5", "'-'"][usize::try_from(id % 4).expect("a small number")];
        shop.item(id, &[("views", odd), ("price", odd), ("inserted_at", odd), ("title", odd), ("nick", odd)]).await;
    }
    for sort in ["views", "-views", "price", "-inserted_at", "title", "-nick,views"] {
        assert_eq!(walk::<Item>(shop, &format!("sort={sort}")).await.len(), 70, "{sort}");
    }
    let page = shop.page::<Item>("sort=-views").await;
    let views = shop.resource::<Item>().list().iter().position(|path| path.name == "views").expect("a column");
    assert!(page.rows.iter().any(|row| row.cells[views].value.is_err()), "one bad cell does not hide its row");
}

pub(crate) async fn a5_first_and_last_page_know_their_neighbours(shop: &Shop) {
    for id in 1..=30 {
        shop.item(id, &[]).await;
    }
    let first = shop.page::<Item>("sort=title").await;
    assert_eq!((first.rows.len(), first.before.is_some(), first.after.is_some()), (25, false, true));
    let last = shop.page::<Item>("sort=title&last=1").await;
    assert_eq!((last.rows.len(), last.before.is_some(), last.after.is_some()), (25, true, false));
    let expected: Vec<_> = (6..=30).map(|id| id.to_string()).collect();
    assert_eq!(keys(shop.resource::<Item>(), &last), expected);
    let one = shop.page::<Item>("size=50").await;
    assert_eq!((one.rows.len(), one.before.is_some(), one.after.is_some()), (30, false, false));
    let none = shop.page::<Item>("q=nothing").await;
    assert_eq!((none.rows.len(), none.before.is_some(), none.after.is_some()), (0, false, false));
}

pub(crate) async fn w3_a_place_outlives_its_row(shop: &Shop) {
    for id in 1..=40 {
        shop.item(id, &[]).await;
    }
    let first = shop.page::<Item>("sort=title").await;
    shop.run("DELETE FROM items WHERE id = 25".to_owned()).await;
    let query = shop.list::<Item>("sort=title").after(first.after.expect("a next page"));
    let next = shop.view::<Item>().page(&query).await.expect("a page");
    assert_eq!(keys(shop.resource::<Item>(), &next)[0], "26");

    // All rows after it went too: there is a way back, and none on.
    shop.run("DELETE FROM items WHERE id > 6".to_owned()).await;
    let empty = shop.view::<Item>().page(&query).await.expect("a page");
    assert_eq!((empty.rows.len(), empty.after.is_some()), (0, false));
    let back = shop.view::<Item>().page(&query.before(empty.before.expect("a way back"))).await.expect("a page");
    assert_eq!(back.rows.len(), 6);
}

pub(crate) async fn w4_small_and_narrowed_lists_are_counted_exactly(shop: &Shop) {
    for id in 1..=12 {
        shop.item(id, &[("views", if id <= 5 { "9" } else { "0" })]).await;
    }
    let count = async |query: &str| shop.view::<Item>().count(&shop.list::<Item>(query)).await.expect("a count");
    assert_eq!(count("").await, Count::Exact(12));
    assert_eq!(count("f.views=9").await, Count::Exact(5));
    assert_eq!(count("q=nothing").await, Count::Exact(0));
    // The page does not matter.
    assert_eq!(count("last=1").await, Count::Exact(12));
}

pub(crate) async fn w4_big_lists_are_estimated_or_counted_to_a_limit(shop: &Shop) {
    let digits = "(SELECT 0 AS n UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5 \
                  UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9)";
    shop.run(format!(
        "INSERT INTO slots (room, hour, note) SELECT 'Hall', a.n * 10000 + b.n * 1000 + c.n * 100 + d.n * 10 + e.n, \
         CASE WHEN e.n = 0 THEN 'sharp' END FROM {digits} a, {digits} b, {digits} c, {digits} d, {digits} e WHERE a.n < 2"
    ))
    .await;
    let analyze = if shop.dialect() == Dialect::MySql { "ANALYZE TABLE slots" } else { "ANALYZE slots" };
    shop.run(analyze.to_owned()).await;
    let count = async |query: &str| shop.view::<Slot>().count(&shop.list::<Slot>(query)).await.expect("a count");
    match (shop.dialect(), count("").await) {
        (Dialect::Sqlite, whole) => assert_eq!(whole, Count::MoreThan(10_000)),
        (Dialect::Postgres, whole) => assert_eq!(whole, Count::About(20_000)),
        // InnoDB samples its pages.
        (Dialect::MySql, whole) => assert!(matches!(whole, Count::About(10_001..40_000)), "{whole:?}"),
    }
    assert_eq!(count("q=ha").await, Count::MoreThan(10_000));
    assert_eq!(count("q=sharp").await, Count::Exact(2_000));
    assert_eq!(count("q=sharp").await.to_string(), "2,000");

    // The last page is as near as the first.
    let last = shop.keys::<Slot>("sort=hour&last=1").await;
    assert_eq!(last.last().map(String::as_str), Some("Hall,19999"));
}

pub(crate) async fn w12_pages_counts_and_options_are_one_statement_each(shop: &Shop) {
    many(shop, 3, 80).await;
    let db = shop.admin.database();
    let view = shop.view::<Item>();
    let query = shop.list::<Item>("q=a&f.maker=1&f.maker=3&f.maker=2&sort=-nick,maker.name");
    let page = view.page(&query).await.expect("a page");
    let before = db.statements();
    view.page(&query.after(page.after.expect("more"))).await.expect("a page");
    view.count(&query).await.expect("a count");
    view.filter_labels(&query).await.expect("labels");
    view.drill_down(&query).await.expect("a drill-down");
    assert_eq!(db.statements() - before, 4, "a list");
    let before = db.statements();
    view.find(page.rows[0].key.as_ref().expect("a key")).await.expect("a row").expect("it is there");
    assert_eq!(db.statements() - before, 1, "a form");
}

pub(crate) async fn a6_the_place_is_in_the_address(shop: &Shop) {
    for id in 1..=30 {
        shop.item(id, &[]).await;
    }
    let query: ListQuery = shop.list::<Item>("sort=-title&q=plain");
    let page = shop.view::<Item>().page(&query).await.expect("a page");
    let next = query.after(page.after.expect("more"));
    let again = shop.list::<Item>(&next.to_query_string());
    assert_eq!(again.to_query_string(), next.to_query_string());
    assert!(matches!(again.position(), Position::After(_)));
}
