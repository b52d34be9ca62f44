//! Cells that are not what their field expects.

use proptest::prelude::*;
use sea_query::{Expr, ExprTrait, Order, Value};

use super::table::{Table, by, run};
use crate::{
    Database, Dialect, FieldMeta, FieldType,
    i18n::Tz,
    store::{DayBound, Read, column_sql, decode::decode, read::Raw},
};

/// A type, a field over it, and a literal that the column takes and the field does not.
type Odd = (&'static str, fn() -> FieldMeta, &'static str);

pub(super) async fn f18_an_unreadable_cell_leaves_its_row(db: &Database) {
    let unreadable = |cell: crate::Cell| cell.expect_err("it is unreadable").to_string();
    // A number too large for its field, in every database.
    let table = Table::new::<i64>(db, "bigint").await;
    let id = table.write(&Value::BigInt(Some(300))).await.unwrap();
    let narrow =
        Table { column: super::table::live(db, table.name, FieldMeta::of::<u8>("held")).await.unwrap(), ..table };
    assert_eq!(unreadable(narrow.read(id).await), "300 is not from 0 to 255");
    // And the rest of the row is there.
    let mut select = narrow.select();
    select.expr(column_sql::select(&narrow.column, "t", db.dialect()));
    select.expr(column_sql::select(&narrow.id, "t", db.dialect()));
    let rows = db.fetch(&select, &[Read::of(&narrow.column), Read::of(&narrow.id)]).await.unwrap();
    assert!(rows[0][0].is_err());
    assert_eq!(rows[0][1], Ok(Value::BigInt(Some(id))));

    let odd: &[Odd] = match db.dialect() {
        Dialect::Sqlite => &[
            ("INTEGER", || FieldMeta::of::<i64>("held"), "'many'"),
            ("DATETIME", || FieldMeta::of::<chrono::NaiveDateTime>("held"), "'yesterday'"),
            ("DATETIME", || FieldMeta::of::<chrono::NaiveDateTime>("held"), "'2024-02-30 10:00:00'"),
            ("DATE", || FieldMeta::of::<chrono::NaiveDate>("held"), "'2024-02-28 10:00:00'"),
            ("TEXT", || FieldMeta::of::<String>("held"), "x'ff00'"),
            ("TEXT", || FieldMeta::of::<String>("held"), "CAST(x'ff' AS TEXT)"),
            ("TEXT", || FieldMeta::of::<serde_json::Value>("held"), "'{'"),
            ("TEXT", || FieldMeta::of::<Vec<i64>>("held"), "'[1, \"x\"]'"),
            ("BOOLEAN", || FieldMeta::of::<bool>("held"), "2"),
            ("BLOB", || FieldMeta::of::<uuid::Uuid>("held"), "x'00'"),
            ("TEXT", || FieldMeta::of::<char>("held"), "'ab'"),
        ],
        Dialect::Postgres => &[
            ("timestamp", || FieldMeta::of::<chrono::NaiveDateTime>("held"), "'infinity'"),
            ("timestamptz", || FieldMeta::of::<chrono::DateTime<chrono::Utc>>("held"), "'-infinity'"),
            ("date", || FieldMeta::of::<chrono::NaiveDate>("held"), "'infinity'"),
            ("date", || FieldMeta::of::<chrono::NaiveDate>("held"), "'0044-03-15 BC'"),
            ("time", || FieldMeta::of::<chrono::NaiveTime>("held"), "'24:00:00'"),
            ("numeric", || FieldMeta::of::<rust_decimal::Decimal>("held"), "'NaN'"),
            ("numeric", || FieldMeta::of::<rust_decimal::Decimal>("held"), "1e40"),
            ("numeric", || FieldMeta::of::<rust_decimal::Decimal>("held"), "1e-40"),
            ("numeric", || FieldMeta::of::<rust_decimal::Decimal>("held"), "123456789012345678901234567890.5"),
            ("integer[]", || FieldMeta::of::<Vec<i64>>("held"), "'{{1,2},{3,4}}'"),
            ("text", || FieldMeta::of::<uuid::Uuid>("held"), "'no uuid'"),
        ],
        Dialect::MySql => &[
            ("date", || FieldMeta::of::<chrono::NaiveDate>("held"), "'2024-02-00'"),
            ("date", || FieldMeta::of::<chrono::NaiveDate>("held"), "'0000-00-00'"),
            ("datetime", || FieldMeta::of::<chrono::NaiveDateTime>("held"), "'0000-00-00 00:00:00'"),
            ("time", || FieldMeta::of::<chrono::NaiveTime>("held"), "'100:00:00'"),
            ("time", || FieldMeta::of::<chrono::NaiveTime>("held"), "'-01:00:00'"),
            ("decimal(40,0)", || FieldMeta::of::<rust_decimal::Decimal>("held"), "1e39"),
            ("decimal(65,30)", || FieldMeta::of::<rust_decimal::Decimal>("held"), "1.000000000000000000000000000001"),
            ("varchar(9)", || FieldMeta::of::<uuid::Uuid>("held"), "'no uuid'"),
            ("int", || FieldMeta::of::<bool>("held"), "7"),
        ],
    };
    for (sql_type, field, literal) in odd {
        let table = Table::with(db, sql_type, field()).await.unwrap();
        let lax = by(db.dialect(), "", "", "SET STATEMENT sql_mode = '' FOR ");
        run(db, &format!("{lax}INSERT INTO {} (held) VALUES ({literal})", table.name)).await.unwrap();
        let words = unreadable(table.read(1).await);
        assert!(!words.is_empty(), "{literal} in {sql_type}");
    }
}

pub(super) async fn a3_sort_keys_are_as_stored(db: &Database) {
    let sql_type = by(db.dialect(), "DATETIME", "timestamp", "datetime");
    let table = Table::new::<chrono::NaiveDateTime>(db, sql_type).await;
    let odd = by(db.dialect(), "'2024-01-01T12:00:00Z'", "'2024-01-01 12:00:00'", "'2024-01-01 12:00:00'");
    for literal in ["'2024-01-01 00:00:00'", odd, "'2023-12-31 23:59:59'", "NULL"] {
        run(db, &format!("INSERT INTO {} (held) VALUES ({literal})", table.name)).await.unwrap();
    }
    let dialect = db.dialect();
    let mut select = table.select();
    select
        .expr(column_sql::sort_key(&table.column, "t", dialect))
        .and_where(column_sql::operand(&table.column, "t", dialect).is_not_null())
        .order_by_expr(column_sql::operand(&table.column, "t", dialect), Order::Asc);
    let rows = db.fetch(&select, &[Read::sort_key(&table.column, dialect)]).await.unwrap();
    // From each key on, exactly the rows after it follow.
    for (place, row) in rows.iter().enumerate() {
        let key = row[0].clone().unwrap();
        let mut after = table.select();
        let operand = column_sql::operand(&table.column, "t", dialect);
        let bound = column_sql::bind_sort_key(&table.column, &key, dialect);
        after.expr(Expr::cust("count(*)")).and_where(operand.gt(bound));
        let count = i64::try_from(rows.len() - place - 1).unwrap();
        assert_eq!(db.fetch(&after, &[Read::integer()]).await.unwrap(), [[Ok(Value::BigInt(Some(count)))]]);
    }
    // A whole day as a bound meets both forms of text.
    let day = chrono::NaiveDate::from_ymd_opt(2024, 1, 1).unwrap();
    let mut since = table.select();
    since.expr(Expr::cust("count(*)"));
    since.cond_where(DayBound::new(&table.column, "t", dialect, day, Tz::UTC).from());
    assert_eq!(db.fetch(&since, &[Read::integer()]).await.unwrap(), [[Ok(Value::BigInt(Some(2)))]]);
}

fn read<T: FieldType>() -> Read {
    let field = super::table::leak(FieldMeta::of::<T>("held"));
    Read::of(&crate::Column::assumed(field, 0, Dialect::Sqlite))
}

#[test]
fn f18_the_usual_forms_of_a_moment_are_read() {
    let expected = chrono::NaiveDate::from_ymd_opt(2009, 1, 31).unwrap();
    for (text, clock) in [
        ("2009-01-31", "00:00:00"),
        ("2009-01-31 00:00:00", "00:00:00"),
        ("2009-01-31 12:30", "12:30:00"),
        ("2009-01-31T12:30:15.250Z", "12:30:15.250"),
        ("2009-01-31T12:30:15+00:00", "12:30:15"),
        ("2009-01-31 14:30:15+02:00", "12:30:15"),
        ("2009-01-31 10:30:15-02", "12:30:15"),
        ("2009-01-31 09:00:15-0330", "12:30:15"),
        ("2009-01-31 12:30:15 UTC", "12:30:15"),
    ] {
        let at = expected.and_time(clock.parse().unwrap());
        let raw = || Raw::Text(text.to_owned());
        assert_eq!(decode(&read::<chrono::NaiveDateTime>(), raw()), Ok(Value::ChronoDateTime(Some(at))), "{text}");
        let instant = Value::ChronoDateTimeUtc(Some(at.and_utc()));
        assert_eq!(decode(&read::<chrono::DateTime<chrono::Utc>>(), raw()), Ok(instant), "{text}");
    }
    let seconds = decode(&read::<chrono::DateTime<chrono::Utc>>(), Raw::Int(1_233_360_000));
    assert_eq!(seconds, Ok(Value::ChronoDateTimeUtc(Some(expected.and_time(chrono::NaiveTime::MIN).and_utc()))));
}

#[test]
fn f18_a_float_becomes_the_decimal_that_was_meant() {
    let decimal = |raw| decode(&read::<rust_decimal::Decimal>(), raw);
    let expected = |text: &str| Ok(Value::Decimal(Some(text.parse().unwrap())));
    assert_eq!(decimal(Raw::Double(9.99)), expected("9.99"));
    assert_eq!(decimal(Raw::Float(0.1)), expected("0.1"));
    assert_eq!(decimal(Raw::Text("1.5e3".to_owned())), expected("1500"));
    assert!(decimal(Raw::Double(f64::NAN)).is_err());
    assert!(decimal(Raw::Double(1e300)).is_err());
}

proptest! {
    /// F18: whatever a column holds, decoding answers.
    #[test]
    fn f18_no_cell_panics(text in ".{0,40}", number: i64, float: f64, bytes: Vec<u8>) {
        for read in [read::<bool>(), read::<u8>(), read::<u64>(), read::<f32>(), read::<rust_decimal::Decimal>(),
                     read::<String>(), read::<char>(), read::<Vec<u8>>(), read::<uuid::Uuid>(), read::<chrono::NaiveDate>(),
                     read::<chrono::NaiveTime>(), read::<chrono::NaiveDateTime>(), read::<serde_json::Value>(),
                     read::<Vec<String>>(), read::<Vec<rust_decimal::Decimal>>()] {
            for raw in [Raw::Text(text.clone()), Raw::Int(number), Raw::Double(float), Raw::Bytes(bytes.clone())] {
                let _ = decode(&read, raw);
            }
        }
    }
}
