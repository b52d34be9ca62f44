//! The SQL of pages and counts.

use std::sync::Arc;

use chrono::NaiveDate;
use sea_query::Value;

use super::{DIALECTS, parse, shop, text};
use crate::{
    Dialect,
    access::RowRule,
    i18n::Here,
    query::sql::{Narrowing, Rows, Source, Statement, count},
};

fn today() -> Here {
    Here::utc(NaiveDate::from_ymd_opt(2026, 3, 29).expect("a day"))
}

/// The first 25 rows of a list: titles, and the labels of their categories if asked for.
fn page(dialect: Dialect, query: &str, labels: bool, scope: &[RowRule]) -> String {
    let (registry, resource) = shop(dialect);
    let query = parse(&resource, query).expect("a query");
    let own =
        |meta: &'static crate::ResourceMeta| if meta.rust_name == "Product" { scope.to_vec() } else { Vec::new() };
    let source = Source {
        resource: &resource,
        registry: &registry,
        seen: &Arc::clone,
        rows: &own(resource.meta()),
        scope: &own,
    };
    let keys = query.keys(&resource);
    let mut rows = Rows::new(source, Narrowing::of(&query, &[], today()), &keys);
    rows.show(&[], resource.column("title").expect("a title"));
    if labels {
        let (target, hop) = source.target(resource.column("category_id").expect("a category")).expect("a relation");
        rows.show(&[hop], &target.label()[0].column);
    }
    text(&rows.cut(None, false, 26), dialect)
}

#[test]
fn a6_a_plain_page_is_one_select_with_a_limit_and_no_offset() {
    let sql = DIALECTS.map(|dialect| page(dialect, "", false, &[]));
    assert_eq!(
        sql,
        [
            r#"SELECT "t"."title" FROM "shop"."products" AS "t" ORDER BY "t"."views" DESC, "t"."id" DESC LIMIT 26"#,
            r#"SELECT "t"."title" FROM "shop"."products" AS "t" ORDER BY "t"."views" DESC, "t"."id" DESC LIMIT 26"#,
            "SELECT `t`.`title` FROM `shop`.`products` AS `t` ORDER BY `t`.`views` DESC, `t`.`id` DESC LIMIT 26",
        ]
    );
}

#[test]
fn a4_what_is_only_shown_is_joined_to_the_finished_page() {
    assert_eq!(
        page(Dialect::Postgres, "sort=score", true, &[]),
        r#"SELECT "p"."c3", "j1"."name" FROM (SELECT "t"."score" AS "c1", "t"."id" AS "c2", "t"."title" AS "c3", "t"."category_id" AS "c4" FROM "shop"."products" AS "t" ORDER BY "t"."score" ASC, "t"."id" ASC LIMIT 26) AS "p" LEFT JOIN "categories" AS "j1" ON "j1"."id" = "p"."c4" ORDER BY "p"."c1" ASC, "p"."c2" ASC"#
    );
    // A relation that sorts is joined before, once, and shown from there.
    assert_eq!(
        page(Dialect::Postgres, "sort=category.name", true, &[]),
        r#"SELECT "t"."title", "j1"."name" FROM "shop"."products" AS "t" LEFT JOIN "categories" AS "j1" ON "j1"."id" = "t"."category_id" ORDER BY "j1"."name" ASC, "t"."id" ASC LIMIT 26"#
    );
}

#[test]
fn a7_words_are_anded_fields_ored_and_typed_fields_skipped() {
    let narrowed = |dialect, query| {
        let sql = page(dialect, query, false, &[]);
        let (_, rest) = sql.split_once(" WHERE ").expect("a condition");
        rest.split_once(" ORDER BY ").expect("an order").0.to_owned()
    };
    assert_eq!(
        narrowed(Dialect::Sqlite, "q=50%25+7"),
        r#""t"."title" LIKE '%50!%%' ESCAPE '!' AND ("t"."title" LIKE '%7%' ESCAPE '!' OR "t"."views" = 7)"#
    );
    assert_eq!(
        narrowed(Dialect::Postgres, "q=50%25+7"),
        r#"("t"."title" ILIKE E'%50\\%%') AND (("t"."title" ILIKE '%7%') OR "t"."views" = 7)"#
    );
    assert_eq!(
        narrowed(Dialect::MySql, "q=50%25+7"),
        "`t`.`title` LIKE '%50!%%' ESCAPE '!' AND (`t`.`title` LIKE '%7%' ESCAPE '!' OR `t`.`views` = 7)"
    );
}

#[test]
fn a10_filters_become_ranges_that_an_index_serves() {
    let sql =
        page(Dialect::Sqlite, "f.inserted_at.preset=this_month&f.category=1&f.category=2&f.views.gt=5", false, &[]);
    let expected = concat!(
        r#"WHERE "t"."inserted_at" >= '2026-03-01' AND "t"."inserted_at" < '2026-04-01' "#,
        r#"AND "t"."category_id" IN (1, 2) AND "t"."views" > 5 ORDER"#
    );
    assert!(sql.contains(expected), "{sql}");
}

#[test]
fn s22_the_row_scope_is_in_the_innermost_select() {
    let scope = |field, values| RowRule::AnyOf { field, values };
    let one = scope("category_id", vec![Value::BigInt(Some(3)), crate::value::NULL]);
    let sql = page(Dialect::Postgres, "sort=score&q=x", true, &[one]);
    let condition = r#"WHERE ("t"."category_id" = 3 OR "t"."category_id" IS NULL) AND ("t"."title" ILIKE"#;
    assert!(sql.contains(condition), "{sql}");
    for nobody in [scope("category_id", Vec::new()), scope("gone", vec![Value::BigInt(Some(1))])] {
        assert!(page(Dialect::MySql, "", false, &[nobody]).contains("WHERE 1 = 0"));
    }
}

#[test]
fn w4_a_count_is_capped_and_asks_the_catalog_first_when_nothing_narrows() {
    let sql = |dialect, query| {
        let (registry, resource) = shop(dialect);
        let query = parse(&resource, query).expect("a query");
        let source =
            Source { resource: &resource, registry: &registry, seen: &Arc::clone, rows: &[], scope: &|_| Vec::new() };
        text(&Statement { select: count(source, Narrowing::of(&query, &[], today())), reads: Vec::new() }, dialect)
    };
    assert_eq!(
        sql(Dialect::Sqlite, ""),
        r#"SELECT 0, (SELECT COUNT(*) FROM (SELECT 1 FROM "shop"."products" AS "t" LIMIT 10001) AS "r")"#
    );
    assert_eq!(
        sql(Dialect::Postgres, ""),
        r#"SELECT "e"."n", (CASE WHEN ("e"."n" > 10000) THEN 0 ELSE (SELECT COUNT(*) FROM (SELECT 1 FROM "shop"."products" AS "t" LIMIT 10001) AS "r") END) FROM (SELECT COALESCE(MAX(CAST("reltuples" AS bigint)), 0) AS "n" FROM "pg_catalog"."pg_class" WHERE "oid" = to_regclass('"shop"."products"')) AS "e""#
    );
    assert_eq!(
        sql(Dialect::MySql, ""),
        "SELECT `e`.`n`, (CASE WHEN (`e`.`n` > 10000) THEN 0 ELSE (SELECT COUNT(*) FROM (SELECT 1 FROM `shop`.`products` AS `t` LIMIT 10001) AS `r`) END) FROM (SELECT CAST(COALESCE(MAX(`table_rows`), 0) AS SIGNED) AS `n` FROM `information_schema`.`tables` WHERE `table_schema` = 'shop' AND `table_name` = 'products') AS `e`"
    );
    assert!(sql(Dialect::Postgres, "f.views=1").starts_with(r#"SELECT 0, (SELECT COUNT(*)"#));
}
