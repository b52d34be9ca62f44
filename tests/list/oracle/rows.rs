//! Random rows, as Rust has them and as the database gets them.

use std::fmt::Write;

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, Utc};
use kaffy::Dialect;
use proptest::{
    collection::vec,
    option,
    prelude::{Just, Strategy, any, prop_oneof},
    sample::select,
};
use rust_decimal::Decimal;

use crate::server::Shop;

/// A row as Rust has it.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) title: String,
    pub(super) nick: Option<String>,
    pub(super) price: Decimal,
    pub(super) score: Option<f64>,
    pub(super) views: i32,
    pub(super) gone: bool,
    pub(super) active: bool,
    pub(super) maker: Option<usize>,
    pub(super) made: Option<NaiveDate>,
    pub(super) inserted: NaiveDateTime,
    pub(super) tags: Vec<String>,
    pub(super) size: &'static str,
}

/// Makers by their number, one of them without a name.
pub(super) const MAKERS: [&str; 4] = ["ab%", "Ba b", "", "ж_a"];

/// Letters with and without case, and everything that means something to a pattern or a literal. None that a collation
/// takes for another one.
pub(super) fn text() -> impl Strategy<Value = String> {
    let letters = select(vec!["a", "A", "b", "B", "1", "%", "_", "\\", "!", "'", "\"", "ж", "ü", "(", "*"]);
    let word = vec(letters, 1..4).prop_map(|letters| letters.concat());
    vec(word, 1..3).prop_map(|words| words.join(" "))
}

/// Words of a search, without the quotes that keep some together.
pub(super) fn words() -> impl Strategy<Value = String> {
    text().prop_map(|text| text.replace('"', "b"))
}

/// Days around turns of months and years, and around today.
pub(super) fn day() -> impl Strategy<Value = NaiveDate> {
    let fixed = [
        "2023-12-31",
        "2024-01-01",
        "2024-02-28",
        "2024-02-29",
        "2024-03-01",
        "2026-03-29",
        "0001-01-01",
        "9999-12-31",
    ];
    let fixed = fixed.map(|day| day.parse().expect("a day"));
    prop_oneof![
        3 => select(fixed.to_vec()),
        1 => (0_u64..400).prop_map(|back| Utc::now().date_naive() - Days::new(back)),
    ]
}

pub(super) fn moment() -> impl Strategy<Value = NaiveDateTime> {
    let time = select(vec![(0, 0, 0), (0, 0, 1), (10, 30, 0), (23, 59, 59)]);
    // The databases do not all have instants of the first and the last year.
    let day = day().prop_map(|day| day.with_year(day.year().clamp(1001, 9998)).unwrap_or(day));
    (day, time).prop_map(|(day, (hour, minute, second))| day.and_hms_opt(hour, minute, second).expect("a time"))
}

pub(super) fn price() -> impl Strategy<Value = Decimal> {
    prop_oneof![
        select(vec!["0", "9.5", "10", "10.00", "10.01", "-1", "-0.99", "100", "99999.99"])
            .prop_map(|text| text.parse().expect("a number")),
        (-500_i64..500).prop_map(|cents| Decimal::new(cents, 2)),
    ]
}

pub(super) fn score() -> impl Strategy<Value = f64> {
    select(vec![0.0, -0.0, 0.1, 0.5, -1.5, 1e10, -3e-5, 123_456.75])
}

pub(super) fn views() -> impl Strategy<Value = i32> {
    select(vec![0, 1, -1, 10, 11, i32::MIN, i32::MAX])
}

pub(super) fn tag() -> impl Strategy<Value = String> {
    select(vec!["new", "newer", "red hot", "%", "a,b", "{x}", "\"q\"", "1"]).prop_map(str::to_owned)
}

pub(super) fn row() -> impl Strategy<Value = Row> {
    let first = (text(), option::of(prop_oneof![text(), Just(String::new())]), price(), option::of(score()), views());
    let second = (any::<bool>(), any::<bool>(), option::of(0..MAKERS.len()), option::of(day()), moment());
    let third = (vec(tag(), 0..3), select(vec!["s", "l"]));
    (first, second, third).prop_map(|(first, second, third)| {
        let (title, nick, price, score, views) = first;
        let (gone, active, maker, made, inserted) = second;
        Row { title, nick, price, score, views, gone, active, maker, made, inserted, tags: third.0, size: third.1 }
    })
}

pub(super) async fn insert(shop: &Shop, rows: &[Row]) {
    let mysql = shop.dialect() == Dialect::MySql;
    let quoted = |text: &str| {
        let text = text.replace('\'', "''");
        format!("'{}'", if mysql { text.replace('\\', "\\\\") } else { text })
    };
    let or_null = |text: Option<String>| text.unwrap_or_else(|| "NULL".to_owned());
    let mut values = String::new();
    for (at, row) in rows.iter().enumerate() {
        let tags = match shop.dialect() {
            Dialect::Postgres => {
                let items = row.tags.iter().map(|tag| quoted(tag)).collect::<Vec<_>>().join(", ");
                format!("ARRAY[{items}]::text[]")
            }
            _ => quoted(&serde_json::to_string(&row.tags).expect("texts")),
        };
        let _ = write!(
            values,
            "{}({}, {}, {}, '{}', {}, {}, '{}', {}, {}, {}, '{}', {tags}, '{}', 'hush')",
            if at == 0 { "" } else { ", " },
            at + 1,
            quoted(&row.title),
            or_null(row.nick.as_deref().map(quoted)),
            row.price,
            or_null(row.score.map(|score| format!("{score:e}"))),
            row.views,
            if row.gone { "gone" } else { "available" },
            if row.active { "TRUE" } else { "FALSE" },
            or_null(row.maker.map(|at| (at + 1).to_string())),
            or_null(row.made.map(|day| format!("'{day}'"))),
            row.inserted,
            row.size,
        );
    }
    shop.run("DELETE FROM items".to_owned()).await;
    let columns =
        "id, title, nick, price, score, views, status, active, maker_id, made, inserted_at, tags, size, secret";
    shop.run(format!("INSERT INTO items ({columns}) VALUES {values}")).await;
}
