//! The segments after a place, against the order they stand for.

use std::sync::Arc;

use proptest::prelude::*;
use sea_query::Value;

use super::{parse, shop, text};
use crate::{
    Dialect,
    query::{
        Cursor, keys,
        sql::{Narrowing, Rows, Source},
    },
    value::NULL,
};

/// The part of a page's statement that says where it begins.
fn place(dialect: Dialect, sort: &str, values: &[Value], reversed: bool) -> String {
    let (registry, resource) = shop(dialect);
    let query = parse(&resource, &format!("sort={sort}")).expect("a query");
    let source =
        Source { resource: &resource, registry: &registry, seen: &Arc::clone, rows: &[], scope: &|_| Vec::new() };
    let keys = query.keys(&resource);
    let mut rows = Rows::new(source, Narrowing::none(), &keys);
    rows.show(&[], &resource.key()[0]);
    text(&rows.cut(Some(values), reversed, 26), dialect)
}

/// Its conditions alone.
fn segments(dialect: Dialect, sort: &str, values: &[Value], reversed: bool) -> Vec<String> {
    let sql = place(dialect, sort, values, reversed).replace(['"', '`'], "");
    let parts = sql.split(" WHERE ").skip(1);
    parts.map(|part| part.split_once(" ORDER BY ").expect("an order").0.to_owned()).collect()
}

fn int(number: i64) -> Value {
    Value::BigInt(Some(number))
}

#[test]
fn w3_keys_that_are_never_null_are_one_range_on_postgresql() {
    let segments = |dialect, reversed| segments(dialect, "-views", &[int(5), int(7)], reversed);
    assert_eq!(segments(Dialect::Postgres, false), ["(t.views, t.id) < (5, 7)"]);
    assert_eq!(segments(Dialect::Postgres, true), ["(t.views, t.id) > (5, 7)"]);
    for dialect in [Dialect::Sqlite, Dialect::MySql] {
        assert_eq!(segments(dialect, false), ["t.views = 5 AND t.id < 7", "t.views < 5"]);
        assert_eq!(segments(dialect, true), ["t.views = 5 AND t.id > 7", "t.views > 5"]);
    }
}

#[test]
fn w3_null_has_a_segment_of_its_own_where_the_database_sorts_it() {
    let score = || Value::Double(Some(0.5));
    // Upwards NULL comes first on SQLite and MySQL, last on PostgreSQL; downwards the other way round.
    let known = ["t.score = 0.5 AND t.id > 7", "t.score > 0.5"];
    assert_eq!(segments(Dialect::Sqlite, "score", &[score(), int(7)], false), known);
    assert_eq!(
        segments(Dialect::Postgres, "score", &[score(), int(7)], false),
        [known[0], known[1], "t.score IS NULL"]
    );
    assert_eq!(
        segments(Dialect::MySql, "-score", &[score(), int(7)], false),
        ["t.score = 0.5 AND t.id < 7", "t.score < 0.5", "t.score IS NULL"]
    );
    assert_eq!(
        segments(Dialect::Sqlite, "score", &[NULL, int(7)], false),
        ["t.score IS NULL AND t.id > 7", "t.score IS NOT NULL"]
    );
    assert_eq!(segments(Dialect::Postgres, "score", &[NULL, int(7)], false), ["t.score IS NULL AND t.id > 7"]);
}

#[test]
fn w3_segments_are_cut_one_by_one_and_then_together() {
    assert_eq!(
        place(Dialect::MySql, "views", &[int(5), int(7)], false),
        "SELECT `p`.`c2` FROM (SELECT * FROM (SELECT `t`.`views` AS `c1`, `t`.`id` AS `c2` FROM `shop`.`products` AS `t` WHERE `t`.`views` = 5 AND `t`.`id` > 7 ORDER BY `t`.`id` ASC LIMIT 26) AS `s1` UNION ALL (SELECT * FROM (SELECT `t`.`views` AS `c1`, `t`.`id` AS `c2` FROM `shop`.`products` AS `t` WHERE `t`.`views` > 5 ORDER BY `t`.`views` ASC, `t`.`id` ASC LIMIT 26) AS `s2`) ORDER BY `c1` ASC, `c2` ASC LIMIT 26) AS `p` ORDER BY `p`.`c1` ASC, `p`.`c2` ASC"
    );
}

#[test]
fn a3_nothing_follows_the_primary_key() {
    for (sort, keys) in [
        ("-id", "-id"),
        ("id,views", "id"),
        ("views,-id,score", "views,-id"),
        ("-views", "-views,-id"),
        ("", "-views,-id"),
    ] {
        let (_, resource) = shop(Dialect::Sqlite);
        let order = keys::total_order(&resource, parse(&resource, &format!("sort={sort}")).expect(sort).order());
        assert_eq!(keys::signature(&order), keys, "{sort}");
    }
}

proptest! {
    /// S39: a place goes out as text and comes back as itself, for this order only.
    #[test]
    fn s39_a_cursor_comes_back_as_itself(number in any::<i64>(), float in any::<f64>().prop_filter("NaN", |it| !it.is_nan()), name in ".*", null in any::<bool>()) {
        let (_, resource) = shop(Dialect::Sqlite);
        let query = parse(&resource, "sort=score,category.name,views").expect("a query");
        let keys = query.keys(&resource);
        let score = if null { NULL } else { Value::Double(Some(float)) };
        let values = vec![score, Value::String(Some(name)), int(number), int(number)];
        let cursor = Cursor::new(&resource, &keys, values.clone());
        let again = Cursor::parse(&resource, &keys, &cursor.to_string()).expect("the same order");
        prop_assert_eq!(again.values(), values.as_slice());
        let other = parse(&resource, "sort=-score,category.name,views").expect("a query").keys(&resource);
        prop_assert!(Cursor::parse(&resource, &other, &cursor.to_string()).is_err());
    }

    /// S39: whatever a client makes up is a value of the key's type, or refused.
    #[test]
    fn s39_a_forged_cursor_is_typed_or_refused(parts in proptest::collection::vec(proptest::option::of(".{0,8}"), 0..4)) {
        use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
        let (_, resource) = shop(Dialect::Postgres);
        let keys = parse(&resource, "sort=views").expect("a query").keys(&resource);
        let parts: Vec<_> = std::iter::once(Some("views,id".to_owned())).chain(parts).collect();
        let token = BASE64_URL_SAFE_NO_PAD.encode(serde_json::to_string(&parts).expect("JSON"));
        if let Ok(cursor) = Cursor::parse(&resource, &keys, &token) {
            prop_assert!(matches!(cursor.values(), [Value::BigInt(Some(_)), Value::BigInt(Some(_))]));
        }
    }
}
