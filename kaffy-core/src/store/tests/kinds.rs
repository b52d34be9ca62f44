//! Every kind in every sort of column that can hold it: what is written is read and found again.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Utc};
use proptest::{
    strategy::{Strategy, ValueTree},
    test_runner::TestRunner,
};
use rust_decimal::Decimal;
use sea_query::Value;
use serde_json::json;
use uuid::Uuid;

use super::table::{Table, by, keeps, run};
use crate::{
    ChoiceMeta, ChoiceStorage, ChoiceValue, Database, FieldMeta, FieldType, Kind, StorageHint, TypeMeta, ValueError,
    VariantMeta,
};

pub(super) async fn b5_whole_numbers_of_every_width(db: &Database) {
    keeps(db, "INTEGER", "smallint", "tinyint", &[i8::MIN, 0, i8::MAX]).await;
    keeps(db, "INTEGER", "smallint", "smallint", &[i16::MIN, 0, i16::MAX]).await;
    keeps(db, "INT | TEXT", "integer", "int | mediumtext", &[i32::MIN, -1, i32::MAX]).await;
    let wide = &[i64::MIN, i64::MIN + 1, -1, 0, 1, i64::MAX - 1, i64::MAX];
    keeps(db, "INTEGER | BIGINT", "bigint | numeric", "bigint | decimal(20,0)", wide).await;
}

pub(super) async fn b5_unsigned_numbers_to_their_extremes(db: &Database) {
    keeps(db, "INTEGER", "smallint", "tinyint unsigned", &[0, u8::MAX]).await;
    keeps(db, "INTEGER", "integer", "smallint unsigned", &[0, u16::MAX]).await;
    keeps(db, "INTEGER", "bigint", "int unsigned", &[0, u32::MAX]).await;
    let to_i64 = &[0, 1, i64::MAX as u64];
    keeps(db, "INTEGER", "bigint", "bigint unsigned", to_i64).await;
    let all = &[0, i64::MAX as u64, i64::MAX as u64 + 1, u64::MAX];
    keeps(db, "-", "numeric(20)", "bigint unsigned", all).await;
    // A number that no column holds is refused when written, and found nowhere when asked for.
    if let Some(sql_type) = by(db.dialect(), Some("INTEGER"), Some("bigint"), None) {
        let table = Table::new::<u64>(db, sql_type).await;
        let id = table.write(&Value::BigUnsigned(Some(7))).await.unwrap();
        assert_eq!(table.find(&Value::BigUnsigned(Some(7))).await, [id]);
        let huge = Value::BigUnsigned(Some(u64::MAX));
        assert!(table.find(&huge).await.is_empty());
        assert!(matches!(table.write(&huge).await, Err(crate::DbError::Unfit { .. })));
    }
}

pub(super) async fn b5_fractions(db: &Database) {
    let singles = &[0.0f32, 0.1, -1.5, f32::MAX, f32::MIN_POSITIVE];
    keeps(db, "REAL", "real", "double", singles).await;
    let doubles = &[0.0f64, 0.1, -1.5, 1.0 / 3.0, 1e300, 123_456_789.125];
    keeps(db, "REAL | FLOAT | NUMERIC", "double precision", "double", doubles).await;
    let decimals = ["0", "0.1", "9.99", "-12345678.90", "1234567890.123456"].map(|it| it.parse::<Decimal>().unwrap());
    keeps(db, "TEXT | NUMERIC | DECIMAL(20,6)", "numeric | numeric(20,6)", "decimal(20,6)", &decimals).await;
    let long =
        ["9999999999999999999.999999", "0.0000000000000000000000000001"].map(|it| it.parse::<Decimal>().unwrap());
    keeps(db, "-", "numeric", "-", &long).await;
    // Digit for digit, zeros at the end too.
    let priced = Table::new::<Decimal>(db, by(db.dialect(), "TEXT", "numeric(20,2)", "decimal(20,2)")).await;
    for written in ["0.00", "9.90", "-0.05", "10000.00", "123456789012345678.00"] {
        let id = priced.write(&Value::Decimal(Some(written.parse().unwrap()))).await.unwrap();
        assert_eq!(crate::value::print(Kind::Decimal, &priced.read(id).await.unwrap()), written);
    }
    // More zeros than a Decimal has room for.
    keeps(db, "-", "numeric(60,40)", "decimal(65,30)", &["7.5".parse::<Decimal>().unwrap()]).await;
    // What a person wrote into a text column stays as it was.
    let text = Table::with(db, by(db.dialect(), "TEXT", "text", "varchar(40)"), decimal_as_text()).await.unwrap();
    for written in ["0.10", "9.99", "9999999999999999999.999999"] {
        let id = text.write(&Value::Decimal(Some(written.parse().unwrap()))).await.unwrap();
        assert_eq!(crate::value::print(Kind::Decimal, &text.read(id).await.unwrap()), written);
    }
}

fn decimal_as_text() -> FieldMeta {
    FieldMeta::of::<Decimal>("held").storage(StorageHint::Text)
}

pub(super) async fn b5_flags(db: &Database) {
    keeps(
        db,
        "BOOLEAN | INTEGER",
        "boolean | integer | smallint",
        "boolean | tinyint(1) | bit(1) | int",
        &[true, false],
    )
    .await;
}

pub(super) async fn b5_texts(db: &Database) {
    let samples = ["", "a", "O'Brien", "100% _ \\", "líne\r\nbreak\ttab", "🥐 ß 漢字", "NULL", "1"].map(str::to_owned);
    keeps(db, "TEXT | VARCHAR(20)", "text | character varying(20)", "varchar(40) | text", &samples).await;
    keeps(db, "TEXT", "character(1) | text | \"char\"", "char(1)", &['a', 'Z', '7']).await;
    keeps(db, "TEXT", "character(1) | text", "char(1)", &['é', '漢']).await;
    // PostgreSQL pads to the length, and comparisons do not see it.
    keeps(db, "-", "character(8)", "char(8)", &["ab".to_owned(), "abcdefgh".to_owned()]).await;
    // Types that travel as text.
    keeps(db, "-", "inet", "-", &["192.168.0.1/32".to_owned()]).await;
    keeps(db, "-", "interval", "-", &["1 day 02:00:00".to_owned()]).await;
    keeps(db, "INTEGER", "integer", "int", &["42".to_owned()]).await;
}

pub(super) async fn b5_bytes_and_uuids(db: &Database) {
    keeps(db, "BLOB", "bytea", "blob | varbinary(16)", &[vec![], vec![0u8, 255, 128, 10], b"text".to_vec()]).await;
    let ids = &[Uuid::nil(), Uuid::max(), Uuid::from_u128(0x67e5_5044_10b1_426f_9247_bb68_0e5f_e0c8)];
    keeps(
        db,
        "TEXT | CHAR(36) | CHAR(32) | BLOB | UUID",
        "uuid | text | bytea | character varying(32)",
        "char(36) | char(32) | binary(16)",
        ids,
    )
    .await;
    let blob = FieldMeta::of::<Uuid>("held").storage(StorageHint::Blob);
    let table = Table::with(db, by(db.dialect(), "BLOB", "bytea", "binary(16)"), blob).await.unwrap();
    table.keeps(ids).await;
}

pub(super) async fn b5_dates_and_times(db: &Database) {
    let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
    let clock = |h, m, s, micro| NaiveTime::from_hms_micro_opt(h, m, s, micro).unwrap();
    keeps(db, "DATE | TEXT", "date", "date", &[day(1000, 1, 1), day(2024, 2, 29), day(9999, 12, 31)]).await;
    let times = &[clock(0, 0, 0, 0), clock(14, 5, 0, 0), clock(23, 59, 59, 999_999)];
    keeps(db, "TIME | TEXT", "time", "time(6)", times).await;
    let moments: Vec<NaiveDateTime> =
        vec![day(1000, 1, 1).and_time(clock(0, 0, 0, 0)), day(2024, 2, 29).and_time(clock(12, 30, 1, 250_000))];
    keeps(db, "DATETIME | TIMESTAMP | TEXT", "timestamp | timestamptz", "datetime(6)", &moments).await;
    let recent = &moments[1..];
    keeps(db, "-", "-", "timestamp(6) NULL", recent).await;
    let instants: Vec<DateTime<Utc>> = moments.iter().map(|at| Utc.from_utc_datetime(at)).collect();
    keeps(db, "DATETIME | TEXT", "timestamptz | timestamp", "datetime(6)", &instants).await;
    keeps(db, "-", "-", "timestamp(6) NULL", &instants[1..]).await;
}

pub(super) async fn b5_json_and_lists(db: &Database) {
    let documents =
        &[json!({"a": [1, 2.5, null, "x'y\"z"], "ü": {"b": true}}), json!([]), json!("text"), json!(null), json!(7)];
    keeps(db, "TEXT | JSON | BLOB", "jsonb | json | text", "json | longtext", documents).await;
    keeps(db, "TEXT", "text[] | jsonb | text", "json | text", &[vec![], words()]).await;
    keeps(db, "TEXT", "bigint[] | jsonb", "json", &[vec![i64::MIN, 0, i64::MAX]]).await;
    keeps(db, "TEXT", "boolean[]", "json", &[vec![true, false]]).await;
    keeps(db, "TEXT", "double precision[]", "json", &[vec![0.1f64, -1e10]]).await;
    keeps(db, "TEXT", "numeric[]", "json", &[vec!["0.10".parse::<Decimal>().unwrap()]]).await;
    keeps(db, "TEXT", "uuid[]", "json", &[vec![Uuid::nil()]]).await;
    keeps(db, "TEXT", "date[]", "json", &[vec![NaiveDate::from_ymd_opt(2024, 2, 29).unwrap()]]).await;
    let at = Utc.with_ymd_and_hms(2024, 2, 29, 12, 0, 0).unwrap();
    keeps(db, "TEXT", "timestamptz[]", "json", &[vec![at]]).await;
}

fn words() -> Vec<String> {
    ["", "a", "{b,c}", "d\"e", "f\\g", "NULL", "h, i", "ü"].map(str::to_owned).to_vec()
}

pub(super) async fn b5_choices(db: &Database) {
    keeps(db, "TEXT | VARCHAR(10)", "text | character varying(10)", "varchar(10) | enum('new','it''s sold')", STATES)
        .await;
    keeps(db, "INTEGER", "integer | smallint", "int | tinyint", &[Level(-1), Level(20)]).await;
    if db.dialect() == crate::Dialect::Postgres {
        run(db, r#"CREATE TYPE "State of it" AS ENUM ('new', 'it''s sold')"#).await.unwrap();
        keeps(db, "-", r#""State of it""#, "-", STATES).await;
        keeps(db, "-", r#""State of it"[]"#, "-", &[STATES.to_vec()]).await;
        keeps(db, "-", r#""State of it""#, "-", &["new".to_owned()]).await;
        run(db, "CREATE DOMAIN price AS numeric(10,2) CHECK (VALUE >= 0)").await.unwrap();
        keeps(db, "-", "price", "-", &["9.99".parse::<Decimal>().unwrap()]).await;
    }
}

/// F29: a hundred values of each scalar, drawn at random.
pub(super) async fn f29_any_scalar_survives(db: &Database) {
    any(db, "INTEGER", "bigint", "bigint", proptest::num::i64::ANY).await;
    any(db, "REAL", "double precision", "double", proptest::num::f64::NORMAL).await;
    any(db, "REAL", "real", "double", proptest::num::f32::NORMAL).await;
    // Beyond ASCII, white space at both ends, no NUL.
    any(db, "TEXT", "text", "text", "[^\\x00]{0,60}").await;
    any(db, "BLOB", "bytea", "blob", proptest::collection::vec(proptest::num::u8::ANY, 0..60)).await;
    let digits =
        (-999_999_999_999_999i64..=999_999_999_999_999, 0u32..=6).prop_map(|(n, scale)| Decimal::new(n, scale));
    any(db, "TEXT", "numeric", "decimal(30,6)", digits.clone()).await;
    any(db, "NUMERIC", "numeric(30,6)", "decimal(30,6)", digits).await;
    any(db, "TEXT", "uuid", "binary(16)", proptest::array::uniform16(0u8..).prop_map(Uuid::from_bytes)).await;
    // Of the years 1000 to 9999, to the microsecond: what all three keep.
    let moments = (-30_610_224_000i64..253_402_300_799, 0u32..1_000_000)
        .prop_map(|(seconds, micros)| DateTime::from_timestamp(seconds, micros * 1_000).unwrap());
    any(db, "DATETIME", "timestamptz", "datetime(6)", moments.clone()).await;
    any(db, "TEXT", "timestamp", "datetime(6)", moments.clone().prop_map(|at| at.naive_utc())).await;
    any(db, "DATE", "date", "date", moments.clone().prop_map(|at| at.date_naive())).await;
    any(db, "TIME", "time", "time(6)", moments.prop_map(|at| at.time())).await;
}

async fn any<S>(db: &Database, sqlite: &str, postgres: &str, mysql: &str, strategy: S)
where
    S: Strategy,
    S::Value: FieldType + PartialEq,
{
    let table = Table::new::<S::Value>(db, by(db.dialect(), sqlite, postgres, mysql)).await;
    let mut runner = TestRunner::deterministic();
    for _ in 0..100 {
        let sample = strategy.new_tree(&mut runner).expect("the strategy has a value").current();
        table.survives(&sample).await;
    }
}

const STATES: &[State] = &[State::New, State::Sold];

#[derive(Clone, Debug, PartialEq)]
enum State {
    New,
    Sold,
}

impl crate::ListItem for State {}

impl FieldType for State {
    const TYPE: TypeMeta = TypeMeta::new(Kind::Choice(STATE));

    fn to_value(&self) -> Value {
        let text = if *self == Self::New { "new" } else { "it's sold" };
        Value::String(Some(text.to_owned()))
    }

    fn from_value(value: Value) -> Result<Self, ValueError> {
        match String::from_value(value)?.as_str() {
            "new" => Ok(Self::New),
            "it's sold" => Ok(Self::Sold),
            other => Err(ValueError::new(other)),
        }
    }
}

#[derive(Debug, PartialEq)]
struct Level(i64);

impl FieldType for Level {
    const TYPE: TypeMeta = TypeMeta::new(Kind::Choice(LEVEL));

    fn to_value(&self) -> Value {
        Value::BigInt(Some(self.0))
    }

    fn from_value(value: Value) -> Result<Self, ValueError> {
        i64::from_value(value).map(Self)
    }
}

const STATE: &ChoiceMeta = &ChoiceMeta::new(
    "State",
    ChoiceStorage::Text,
    &[
        VariantMeta::new("new", "New", ChoiceValue::Text("new")),
        VariantMeta::new("sold", "Sold", ChoiceValue::Text("it's sold")),
    ],
);

const LEVEL: &ChoiceMeta = &ChoiceMeta::new(
    "Level",
    ChoiceStorage::Integer,
    &[
        VariantMeta::new("low", "Low", ChoiceValue::Integer(-1)),
        VariantMeta::new("high", "High", ChoiceValue::Integer(20)),
    ],
);
