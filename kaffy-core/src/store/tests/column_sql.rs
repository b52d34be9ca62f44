//! Columns and values as SQL text, per database, without one.

use sea_query::{Alias, ExprTrait, Query, Value};

use crate::{
    Column, Dialect, FieldMeta, FieldType, Storage,
    store::{column_sql, statement::Statement},
    value::NULL,
};

fn column<T: FieldType>(dialect: Dialect, storage: Storage) -> Column {
    Column { storage, ..Column::assumed(super::table::leak(FieldMeta::of::<T>("held")), 0, dialect) }
}

/// `SELECT … WHERE operand = bound`, without what is the same for all.
fn sql(column: &Column, value: &Value, dialect: Dialect) -> (String, Vec<Value>) {
    let select = Query::select()
        .expr(column_sql::select(column, "t", dialect))
        .from_as(Alias::new("x"), Alias::new("t"))
        .and_where(column_sql::operand(column, "t", dialect).eq(column_sql::bind(column, value, dialect)))
        .to_owned();
    let statement = Statement::read(&select, dialect);
    (statement.sql.to_string(), statement.values.0)
}

#[test]
fn s5_values_are_bound_and_names_are_quoted() {
    let hostile = Value::String(Some("'; --".to_owned()));
    for (dialect, expected) in [
        (Dialect::Sqlite, r#"SELECT "t"."held" FROM "x" AS "t" WHERE "t"."held" = ?"#),
        (Dialect::Postgres, r#"SELECT "t"."held" FROM "x" AS "t" WHERE "t"."held" = $1"#),
        (Dialect::MySql, "SELECT `t`.`held` FROM `x` AS `t` WHERE `t`.`held` = ?"),
    ] {
        let column = column::<String>(dialect, Storage::Native);
        assert_eq!(sql(&column, &hostile, dialect), (expected.to_owned(), vec![hostile.clone()]));
    }
}

#[test]
fn b5_types_without_a_driver_travel_as_text() {
    let cast = column::<String>(Dialect::Postgres, Storage::Cast("\"Mood\"".into()));
    assert_eq!(
        sql(&cast, &"sad".into(), Dialect::Postgres).0,
        r#"SELECT CAST("t"."held" AS text) FROM "x" AS "t" WHERE "t"."held" = CAST($1 AS "Mood")"#
    );
    let array = column::<Vec<String>>(Dialect::Postgres, Storage::Array("text".into()));
    let list = vec!["a\"b".to_owned()].to_value();
    let (text, values) = sql(&array, &list, Dialect::Postgres);
    assert_eq!(
        text,
        r#"SELECT to_jsonb(CAST("t"."held" AS text[])) FROM "x" AS "t" WHERE "t"."held" = CAST($1 AS text[])"#
    );
    assert_eq!(values, [Value::String(Some(r#"{"a\"b"}"#.to_owned()))]);
    let number = column::<rust_decimal::Decimal>(Dialect::Sqlite, Storage::Text);
    assert_eq!(
        sql(&number, &Value::Decimal(Some("9.90".parse().unwrap())), Dialect::Sqlite),
        (r#"SELECT "t"."held" FROM "x" AS "t" WHERE CAST("t"."held" AS NUMERIC) = ?"#.to_owned(), vec!["9.90".into()])
    );
}

#[test]
fn f22_no_value_makes_the_driver_panic() {
    let huge = Value::BigUnsigned(Some(u64::MAX));
    let column_of = |dialect| column::<u64>(dialect, Storage::Native);
    let (text, values) = sql(&column_of(Dialect::Sqlite), &huge, Dialect::Sqlite);
    assert!(text.ends_with(" = ?") && matches!(values[..], [Value::Double(_)]), "{text} {values:?}");
    let (text, values) = sql(&column_of(Dialect::Postgres), &huge, Dialect::Postgres);
    assert!(text.ends_with(" = CAST($1 AS numeric)"), "{text}");
    assert_eq!(values, [u64::MAX.to_string().into()]);
    for dialect in [Dialect::Sqlite, Dialect::Postgres] {
        assert_eq!(sql(&column_of(dialect), &Value::BigUnsigned(Some(7)), dialect).1, [Value::BigInt(Some(7))]);
    }
    // A NULL has no type that could clash with the column's.
    let (text, values) = sql(&column::<i64>(Dialect::Postgres, Storage::Native), &NULL, Dialect::Postgres);
    assert!(text.ends_with("= NULL") && values.is_empty(), "{text}");
}
