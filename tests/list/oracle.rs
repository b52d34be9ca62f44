//! Filters mean what they say: random rows and random filters, asked of the database and of plain Rust (F28).

use std::{collections::BTreeSet, fmt::Write};

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, Utc};
use kaffy::Dialect;
use proptest::{
    collection::vec,
    option,
    prelude::{Just, Strategy, any, prop_oneof},
    sample::select,
    strategy::{BoxedStrategy, ValueTree},
    test_runner::{Config, RngAlgorithm, TestRng, TestRunner},
};
use rust_decimal::Decimal;

use crate::{models::Item, server::Shop};

/// How many rows stand against one another in a batch.
const ROWS: usize = 60;
/// How many lists are asked of them before there are others.
const BATCH: usize = 250;

/// A row as Rust has it.
#[derive(Clone, Debug)]
struct Row {
    title: String,
    nick: Option<String>,
    price: Decimal,
    score: Option<f64>,
    views: i32,
    gone: bool,
    active: bool,
    maker: Option<usize>,
    made: Option<NaiveDate>,
    inserted: NaiveDateTime,
    tags: Vec<String>,
    size: &'static str,
}

/// Makers by their number, one of them without a name.
const MAKERS: [&str; 4] = ["ab%", "Ba b", "", "ж_a"];

/// Letters with and without case, and everything that means something to a pattern or a literal. None that a collation
/// takes for another one.
fn text() -> impl Strategy<Value = String> {
    let letters = select(vec!["a", "A", "b", "B", "1", "%", "_", "\\", "!", "'", "\"", "ж", "ü", "(", "*"]);
    let word = vec(letters, 1..4).prop_map(|letters| letters.concat());
    vec(word, 1..3).prop_map(|words| words.join(" "))
}

/// Words of a search, without the quotes that keep some together.
fn words() -> impl Strategy<Value = String> {
    text().prop_map(|text| text.replace('"', "b"))
}

/// Days around turns of months and years, and around today.
fn day() -> impl Strategy<Value = NaiveDate> {
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

fn moment() -> impl Strategy<Value = NaiveDateTime> {
    let time = select(vec![(0, 0, 0), (0, 0, 1), (10, 30, 0), (23, 59, 59)]);
    // The databases do not all have instants of the first and the last year.
    let day = day().prop_map(|day| day.with_year(day.year().clamp(1001, 9998)).unwrap_or(day));
    (day, time).prop_map(|(day, (hour, minute, second))| day.and_hms_opt(hour, minute, second).expect("a time"))
}

fn price() -> impl Strategy<Value = Decimal> {
    prop_oneof![
        select(vec!["0", "9.5", "10", "10.00", "10.01", "-1", "-0.99", "100", "99999.99"])
            .prop_map(|text| text.parse().expect("a number")),
        (-500_i64..500).prop_map(|cents| Decimal::new(cents, 2)),
    ]
}

fn score() -> impl Strategy<Value = f64> {
    select(vec![0.0, -0.0, 0.1, 0.5, -1.5, 1e10, -3e-5, 123_456.75])
}

fn views() -> impl Strategy<Value = i32> {
    select(vec![0, 1, -1, 10, 11, i32::MIN, i32::MAX])
}

fn tag() -> impl Strategy<Value = String> {
    select(vec!["new", "newer", "red hot", "%", "a,b", "{x}", "\"q\"", "1"]).prop_map(str::to_owned)
}

fn row() -> impl Strategy<Value = Row> {
    let first = (text(), option::of(prop_oneof![text(), Just(String::new())]), price(), option::of(score()), views());
    let second = (any::<bool>(), any::<bool>(), option::of(0..MAKERS.len()), option::of(day()), moment());
    let third = (vec(tag(), 0..3), select(vec!["s", "l"]));
    (first, second, third).prop_map(|(first, second, third)| {
        let (title, nick, price, score, views) = first;
        let (gone, active, maker, made, inserted) = second;
        Row { title, nick, price, score, views, gone, active, maker, made, inserted, tags: third.0, size: third.1 }
    })
}

/// One condition: as an address has it, and what it means.
#[derive(Clone, Debug)]
enum Test {
    Title(Text),
    Nick(Text),
    MakerName(Text),
    NickEmpty(bool),
    MakerNameEmpty(bool),
    Price(Ordered<Decimal>),
    Score(Ordered<f64>),
    ScoreEmpty(bool),
    Views(Ordered<i32>),
    Status(Vec<bool>),
    Active(bool),
    Maker(Vec<usize>),
    MakerEmpty(bool),
    Made(Dated),
    MadeEmpty(bool),
    Inserted(Dated),
    InsertedAt(Ordered<NaiveDateTime>),
    Tags(Vec<String>),
    TagsEmpty(bool),
    Size(Vec<&'static str>),
    Words(Vec<String>),
}

#[derive(Clone, Debug)]
enum Text {
    Contains(String),
    Starts(String),
    Is(Vec<String>),
}

#[derive(Clone, Debug)]
enum Ordered<T> {
    Is(Vec<T>),
    AtLeast(T),
    AtMost(T),
    Above(T),
    Below(T),
}

#[derive(Clone, Debug)]
enum Dated {
    Days(Ordered<NaiveDate>),
    Year(i32),
    Month(i32, u32),
    Preset(&'static str),
}

fn texts() -> impl Strategy<Value = Text> {
    // Parts of texts that are there are found more often than others.
    let part = select(vec!["a", "b", "ab", "%", "_", "\\", "!", "'", "1", "ж", "A", "a b", "ü", "ba", "%a", "\""]);
    let part = prop_oneof![part.prop_map(str::to_owned), text()];
    prop_oneof![
        part.clone().prop_map(Text::Contains),
        part.prop_map(Text::Starts),
        vec(prop_oneof![text(), select(MAKERS.to_vec()).prop_map(str::to_owned)], 1..4)
            .prop_map(|all| Text::Is(all.into_iter().filter(|text| !text.is_empty()).collect())),
    ]
}

fn ordered<T: Clone + std::fmt::Debug + 'static>(
    value: impl Strategy<Value = T> + Clone + 'static,
) -> BoxedStrategy<Ordered<T>> {
    prop_oneof![
        vec(value.clone(), 1..4).prop_map(Ordered::Is),
        value.clone().prop_map(Ordered::AtLeast),
        value.clone().prop_map(Ordered::AtMost),
        value.clone().prop_map(Ordered::Above),
        value.prop_map(Ordered::Below),
    ]
    .boxed()
}

fn dated() -> impl Strategy<Value = Dated> {
    let presets = vec!["today", "yesterday", "past_7_days", "past_30_days", "this_month", "last_month", "this_year"];
    prop_oneof![
        4 => ordered(day().boxed()).prop_map(Dated::Days),
        1 => day().prop_map(|day| Dated::Year(day.year())),
        1 => day().prop_map(|day| Dated::Month(day.year(), day.month())),
        1 => select(presets).prop_map(Dated::Preset),
    ]
}

fn test() -> impl Strategy<Value = Test> {
    let flag = any::<bool>;
    prop_oneof![
        texts().prop_map(Test::Title),
        texts().prop_map(Test::Nick),
        texts().prop_map(Test::MakerName),
        flag().prop_map(Test::NickEmpty),
        flag().prop_map(Test::MakerNameEmpty),
        ordered(price().boxed()).prop_map(Test::Price),
        ordered(score().boxed()).prop_map(Test::Score),
        flag().prop_map(Test::ScoreEmpty),
        ordered(views().boxed()).prop_map(Test::Views),
        vec(flag(), 1..3).prop_map(Test::Status),
        flag().prop_map(Test::Active),
        vec(0..MAKERS.len() + 1, 1..4).prop_map(Test::Maker),
        flag().prop_map(Test::MakerEmpty),
        dated().prop_map(Test::Made),
        flag().prop_map(Test::MadeEmpty),
        dated().prop_map(Test::Inserted),
        ordered(moment().boxed()).prop_map(Test::InsertedAt),
        vec(tag(), 1..3).prop_map(Test::Tags),
        flag().prop_map(Test::TagsEmpty),
        vec(select(vec!["s", "l"]), 1..3).prop_map(Test::Size),
        vec(prop_oneof![words(), views().prop_map(|number| number.to_string())], 1..3).prop_map(Test::Words),
    ]
}

impl Test {
    /// The parameters of an address that ask for it.
    fn parameters(&self) -> Vec<(String, String)> {
        let pair = |name: &str, value: String| vec![(name.to_owned(), value)];
        let each = |name: &str, values: Vec<String>| values.into_iter().map(|value| (name.to_owned(), value)).collect();
        let text = |name: &str, text: &Text| match text {
            Text::Contains(part) => pair(&format!("{name}.contains"), part.clone()),
            Text::Starts(part) => pair(&format!("{name}.starts"), part.clone()),
            Text::Is(all) => each(name, all.clone()),
        };
        match self {
            Self::Title(of) => text("f.title", of),
            Self::Nick(of) => text("f.nick", of),
            Self::MakerName(of) => text("f.maker.name", of),
            Self::NickEmpty(is) => pair("f.nick.empty", is.to_string()),
            Self::MakerNameEmpty(is) => pair("f.maker.name.empty", is.to_string()),
            Self::Price(of) => of.parameters("f.price", Decimal::to_string),
            Self::Score(of) => of.parameters("f.score", f64::to_string),
            Self::ScoreEmpty(is) => pair("f.score.empty", is.to_string()),
            Self::Views(of) => of.parameters("f.views", i32::to_string),
            Self::Status(all) => each(
                "f.status",
                all.iter().map(|gone| if *gone { "sold_out" } else { "available" }.to_owned()).collect(),
            ),
            Self::Active(is) => pair("f.active", is.to_string()),
            Self::Maker(all) => each("f.maker", all.iter().map(|at| (at + 1).to_string()).collect()),
            Self::MakerEmpty(is) => pair("f.maker.empty", is.to_string()),
            Self::Made(of) => of.parameters("f.made"),
            Self::MadeEmpty(is) => pair("f.made.empty", is.to_string()),
            Self::Inserted(of) => of.parameters("f.inserted_at"),
            Self::InsertedAt(of) => of.parameters("f.inserted_at", |at| at.format("%Y-%m-%dT%H:%M:%S").to_string()),
            Self::Tags(all) => each("f.tags", all.clone()),
            Self::TagsEmpty(is) => pair("f.tags.empty", is.to_string()),
            Self::Size(all) => each("f.size", all.iter().map(|size| (*size).to_owned()).collect()),
            Self::Words(all) => pair("q", all.join(" ")),
        }
    }

    /// What it means.
    fn holds(&self, row: &Row, dialect: Dialect) -> bool {
        let maker = row.maker.map(|at| MAKERS[at]);
        match self {
            Self::Title(of) => of.holds(&row.title, dialect == Dialect::MySql),
            Self::Nick(of) => row.nick.as_ref().is_some_and(|nick| of.holds(nick, dialect != Dialect::Postgres)),
            Self::MakerName(of) => maker.is_some_and(|name| of.holds(name, dialect == Dialect::MySql)),
            Self::NickEmpty(is) => row.nick.as_deref().unwrap_or_default().is_empty() == *is,
            Self::MakerNameEmpty(is) => maker.unwrap_or_default().is_empty() == *is,
            Self::Price(of) => of.holds(&row.price),
            Self::Score(of) => row.score.is_some_and(|score| of.holds(&score)),
            Self::ScoreEmpty(is) => row.score.is_none() == *is,
            Self::Views(of) => of.holds(&row.views),
            Self::Status(all) => all.contains(&row.gone),
            Self::Active(is) => row.active == *is,
            Self::Maker(all) => row.maker.is_some_and(|at| all.contains(&at)),
            Self::MakerEmpty(is) => row.maker.is_none() == *is,
            Self::Made(of) => row.made.is_some_and(|day| of.holds(day)),
            Self::MadeEmpty(is) => row.made.is_none() == *is,
            Self::Inserted(of) => of.holds(row.inserted.date()),
            Self::InsertedAt(of) => of.holds(&row.inserted),
            Self::Tags(all) => all.iter().any(|tag| row.tags.contains(tag)),
            Self::TagsEmpty(is) => row.tags.is_empty() == *is,
            Self::Size(all) => all.contains(&row.size),
            Self::Words(all) => all.iter().flat_map(|words| words.split(' ')).all(|word| found(word, row)),
        }
    }
}

/// Whether a word is in one of the fields that are searched.
fn found(word: &str, row: &Row) -> bool {
    let has = |text: &str| text.to_lowercase().contains(&word.to_lowercase());
    let maker = row.maker.map(|at| MAKERS[at]).unwrap_or_default();
    has(&row.title)
        || row.nick.as_deref().is_some_and(has)
        || row.maker.is_some() && maker.to_lowercase().starts_with(&word.to_lowercase())
        || word.parse().is_ok_and(|number: i32| number == row.views)
        || word.parse().is_ok_and(|number: Decimal| number == row.price)
        || has(if row.gone { "gone" } else { "available" })
}

impl Text {
    fn holds(&self, held: &str, any_case: bool) -> bool {
        let lower = held.to_lowercase();
        match self {
            Self::Contains(part) => lower.contains(&part.to_lowercase()),
            Self::Starts(part) => lower.starts_with(&part.to_lowercase()),
            Self::Is(all) if all.is_empty() => true,
            Self::Is(all) if any_case => all.iter().any(|text| text.to_lowercase() == lower),
            Self::Is(all) => all.iter().any(|text| text == held),
        }
    }
}

impl<T: PartialOrd> Ordered<T> {
    fn parameters(&self, name: &str, print: impl Fn(&T) -> String) -> Vec<(String, String)> {
        match self {
            Self::Is(all) => all.iter().map(|value| (name.to_owned(), print(value))).collect(),
            Self::AtLeast(value) => vec![(format!("{name}.gte"), print(value))],
            Self::AtMost(value) => vec![(format!("{name}.lte"), print(value))],
            Self::Above(value) => vec![(format!("{name}.gt"), print(value))],
            Self::Below(value) => vec![(format!("{name}.lt"), print(value))],
        }
    }

    fn holds(&self, held: &T) -> bool {
        match self {
            Self::Is(all) => all.contains(held),
            Self::AtLeast(value) => held >= value,
            Self::AtMost(value) => held <= value,
            Self::Above(value) => held > value,
            Self::Below(value) => held < value,
        }
    }
}

impl Dated {
    fn parameters(&self, name: &str) -> Vec<(String, String)> {
        match self {
            Self::Days(of) => of.parameters(name, NaiveDate::to_string),
            Self::Year(year) => vec![(format!("{name}.during"), format!("{year:04}"))],
            Self::Month(year, month) => vec![(format!("{name}.during"), format!("{year:04}-{month:02}"))],
            Self::Preset(key) => vec![(format!("{name}.preset"), (*key).to_owned())],
        }
    }

    fn holds(&self, day: NaiveDate) -> bool {
        let today = Utc::now().date_naive();
        let month = |day: NaiveDate| i64::from(day.year()) * 12 + i64::from(day.month0());
        let back = (today - day).num_days();
        match self {
            Self::Days(of) => of.holds(&day),
            Self::Year(year) => day.year() == *year,
            Self::Month(year, number) => (day.year(), day.month()) == (*year, *number),
            Self::Preset("today") => back == 0,
            Self::Preset("yesterday") => back == 1,
            Self::Preset("past_7_days") => (0..=7).contains(&back),
            Self::Preset("past_30_days") => (0..=30).contains(&back),
            Self::Preset("this_month") => month(day) == month(today),
            Self::Preset("last_month") => month(day) == month(today) - 1,
            Self::Preset(_) => day.year() == today.year(),
        }
    }
}

async fn insert(shop: &Shop, rows: &[Row]) {
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

/// How many cases; `KAFFY_CASES` sets another number. MariaDB takes ten times as long as the others for statements that it
/// has not seen before, so that a tenth has to do there.
fn cases(dialect: Dialect) -> usize {
    let usual = if dialect == Dialect::MySql { 1_000 } else { 10_000 };
    std::env::var("KAFFY_CASES").ok().and_then(|count| count.parse().ok()).unwrap_or(usual)
}

pub(crate) async fn f28_filters_mean_what_they_say(shop: &Shop) {
    let makers: Vec<_> = MAKERS.iter().enumerate().map(|(at, name)| format!("({}, '{name}', NULL)", at + 1)).collect();
    shop.run(format!("INSERT INTO makers (id, name, country_id) VALUES {}", makers.join(", "))).await;
    let mut runner = TestRunner::new_with_rng(Config::default(), TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let (cases, mut done, mut kinds) = (cases(shop.dialect()), 0, BTreeSet::new());
    let mut sizes = [0_usize; 3];
    while done < cases {
        let rows = vec(row(), ROWS).new_tree(&mut runner).expect("rows").current();
        insert(shop, &rows).await;
        for _ in 0..BATCH.min(cases - done) {
            let tests = vec(test(), 1..4).new_tree(&mut runner).expect("tests").current();
            let mut names = BTreeSet::new();
            // Two conditions on one name are one condition of two values, which is another question.
            let tests: Vec<_> = tests
                .into_iter()
                .filter(|test| test.parameters().first().is_some_and(|(name, _)| names.insert(name.clone())))
                .collect();
            let pairs: Vec<_> = tests.iter().flat_map(Test::parameters).collect();
            let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(&pairs).finish();
            let found = shop.found::<Item>(&query).await;
            let expected: Vec<i64> = (1..)
                .zip(&rows)
                .filter(|(_, row)| tests.iter().all(|test| test.holds(row, shop.dialect())))
                .map(|(id, _)| id)
                .collect();
            if found != expected {
                let wrong = found.iter().chain(&expected).find(|id| found.contains(id) != expected.contains(id));
                let row = wrong.and_then(|id| rows.get(usize::try_from(*id - 1).ok()?));
                panic!("case {done}: {pairs:?}\nfound {found:?}, expected {expected:?}\n{row:?}");
            }
            kinds.extend(pairs.iter().map(|(name, _)| name.clone()));
            sizes[if found.is_empty() {
                0
            } else if found.len() == ROWS {
                2
            } else {
                1
            }] += 1;
            done += 1;
        }
    }
    assert!(kinds.len() > 45, "{kinds:?}");
    assert!(sizes[1] > cases / 4, "most cases divide the rows: {sizes:?}");
}
