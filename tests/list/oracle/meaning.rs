//! Conditions: as an address has them, and what they mean.

use chrono::{Datelike, NaiveDate, NaiveDateTime, Utc};
use kaffy::Dialect;
use rust_decimal::Decimal;

use super::rows::{MAKERS, Row};

/// One condition: as an address has it, and what it means.
#[derive(Clone, Debug)]
pub(super) enum Test {
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
pub(super) enum Text {
    Contains(String),
    Starts(String),
    Is(Vec<String>),
}

#[derive(Clone, Debug)]
pub(super) enum Ordered<T> {
    Is(Vec<T>),
    AtLeast(T),
    AtMost(T),
    Above(T),
    Below(T),
}

#[derive(Clone, Debug)]
pub(super) enum Dated {
    Days(Ordered<NaiveDate>),
    Year(i32),
    Month(i32, u32),
    Preset(&'static str),
}

impl Test {
    /// The parameters of an address that ask for it.
    pub(super) fn parameters(&self) -> Vec<(String, String)> {
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
    pub(super) fn holds(&self, row: &Row, dialect: Dialect) -> bool {
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
