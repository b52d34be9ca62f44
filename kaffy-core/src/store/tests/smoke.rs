use chrono::{DateTime, NaiveDate, Utc};
use sea_query::{Alias, Expr, Order, Query, Value};

use crate::{
    Column, Database, Dialect, FieldMeta,
    store::{Read, column_sql},
};

fn column<T: crate::FieldType>(name: &'static str, dialect: Dialect) -> Column {
    Column::assumed(Box::leak(Box::new(FieldMeta::of::<T>(name))), 0, dialect)
}

#[tokio::test]
async fn rows_are_written_and_read_back() {
    let db = Database::connect("sqlite::memory:").await.unwrap();
    db.execute("CREATE TABLE p (id INTEGER PRIMARY KEY, price DECIMAL(10,2), at TEXT, big INTEGER); CREATE TABLE q (id INTEGER)").await.unwrap();
    let d = db.dialect();
    let id = column::<i64>("id", d);
    let price = column::<rust_decimal::Decimal>("price", d);
    let at = column::<DateTime<Utc>>("at", d);
    let big = column::<u64>("big", d);
    let mut tx = db.begin().await.unwrap();
    let when = NaiveDate::from_ymd_opt(2024, 1, 31).unwrap().and_hms_opt(12, 0, 0).unwrap().and_utc();
    let insert = Query::insert()
        .into_table(Alias::new("p"))
        .columns([Alias::new("price"), Alias::new("at")])
        .values_panic([
            column_sql::bind(&price, &Value::Decimal(Some("9.99".parse().unwrap())), d),
            column_sql::bind(&at, &Value::ChronoDateTimeUtc(Some(when)), d),
        ])
        .to_owned();
    let key = tx.insert(&insert, &[&id]).await.unwrap();
    assert_eq!(key, Some(vec![Value::BigInt(Some(1))]));
    tx.commit().await.unwrap();
    let select = Query::select()
        .expr(column_sql::select(&id, "t", d))
        .expr(column_sql::select(&price, "t", d))
        .expr(column_sql::select(&at, "t", d))
        .expr(column_sql::sort_key(&at, "t", d))
        .from_as(Alias::new("p"), Alias::new("t"))
        .order_by_expr(Expr::col(Alias::new("id")), Order::Asc)
        .to_owned();
    let rows =
        db.fetch(&select, &[Read::of(&id), Read::of(&price), Read::of(&at), Read::sort_key(&at, d)]).await.unwrap();
    assert_eq!(
        rows,
        vec![vec![
            Ok(Value::BigInt(Some(1))),
            Ok(Value::Decimal(Some("9.99".parse().unwrap()))),
            Ok(Value::ChronoDateTimeUtc(Some(when))),
            Ok(Value::String(Some("2024-01-31T12:00:00+00:00".into())))
        ]]
    );
    let tx = db.begin().await.unwrap();
    drop(tx);
    db.execute("INSERT INTO p (id) VALUES (2)").await.unwrap();
}
