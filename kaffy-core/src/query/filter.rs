//! One filter of a list: a declared path, an operator, and the values as a client typed them.

use chrono::NaiveDate;
use sea_query::Value;

use super::{
    Operator, Preset,
    span::{Period, Span},
};
use crate::{Kind, Path, i18n::Localizer, tr, value};

/// One filter of a list. One whose value cannot be read is kept with its error and filters nothing.
#[derive(Clone, Debug)]
pub struct Filter {
    path: Path,
    operator: Operator,
    values: Vec<String>,
    test: Result<Test, String>,
}

/// What a filter means.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Test {
    /// The column is one of these.
    AnyOf(Vec<Value>),
    /// The list in the column has one of these.
    HasAny(Vec<Value>),
    /// The column holds a text with this in it.
    Contains(String),
    /// The column holds a text that starts with this.
    Starts(String),
    /// The column compares like this.
    Compare(Operator, Value),
    /// The column lies in one of these.
    Spans(Vec<Span>),
    /// The column lies in the days that this means today.
    Preset(Preset),
    /// The column is empty, or is not.
    Empty(bool),
    /// No row at all.
    Nothing,
}

impl Filter {
    pub(crate) fn new(path: Path, operator: Operator, values: Vec<String>) -> Self {
        let test = read(&path, operator, &values);
        Self { path, operator, values, test }
    }

    /// What it looks at.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// How it compares.
    pub fn operator(&self) -> Operator {
        self.operator
    }

    /// Its values, as they were typed.
    pub fn values(&self) -> &[String] {
        &self.values
    }

    /// Why it was not applied, in words to show beside it.
    pub fn error(&self) -> Option<&str> {
        self.test.as_ref().err().map(String::as_str)
    }

    /// What it means, unless it has an error.
    pub(crate) fn test(&self) -> Option<&Test> {
        self.test.as_ref().ok()
    }

    /// The period of a drill-down, when it is one.
    pub(crate) fn period(&self) -> Option<Period> {
        match (self.operator, self.values.as_slice()) {
            (Operator::During, [only]) => Span::period(only).map(|(_, period)| period),
            _ => None,
        }
    }

    pub(crate) fn is_on(&self, path: &Path, operator: Operator) -> bool {
        self.path.name == path.name && self.operator == operator
    }

    pub(crate) fn without_value(&self, at: usize) -> Option<Self> {
        let mut values = self.values.clone();
        if at < values.len() {
            values.remove(at);
        }
        (!values.is_empty()).then(|| Self::new(self.path.clone(), self.operator, values))
    }
}

fn read(path: &Path, operator: Operator, values: &[String]) -> Result<Test, String> {
    let kind = path.column.kind();
    let dated = kind.has_date();
    let first = values.first().map(String::as_str).unwrap_or_default();
    match operator {
        Operator::Is => match kind {
            Kind::List(item) => all(item.kind, values).map(Test::HasAny),
            _ if dated && values.iter().any(|value| day(value).is_some()) => {
                let days = values.iter().map(|value| day(value).map(Span::day).ok_or_else(|| not_a_day(value)));
                days.collect::<Result<_, _>>().map(Test::Spans)
            }
            _ => all(kind, values).map(Test::AnyOf),
        },
        Operator::Contains | Operator::Starts => {
            let Value::String(Some(text)) = value::parse(Kind::Text, first)? else { return Ok(Test::Nothing) };
            Ok(if operator == Operator::Contains { Test::Contains(text) } else { Test::Starts(text) })
        }
        Operator::AtLeast | Operator::AtMost | Operator::Above | Operator::Below => match day(first) {
            Some(day) if dated => Ok(match operator {
                Operator::AtLeast => Test::Spans(vec![Span::from(day)]),
                Operator::AtMost => Test::Spans(vec![Span::through(day)]),
                Operator::Above => Span::after(day).map_or(Test::Nothing, |span| Test::Spans(vec![span])),
                _ => Test::Spans(vec![Span::until(day)]),
            }),
            _ => Ok(Test::Compare(operator, Localizer::current().asked(kind, first)?)),
        },
        Operator::Preset => Preset::by_key(first).map(Test::Preset).ok_or_else(|| {
            let known: Vec<_> = Preset::ALL.iter().map(|preset| preset.key()).collect();
            tr!("filter-no-preset", presets = known.join(", "))
        }),
        Operator::During => {
            let spans: Option<Vec<_>> = values.iter().map(|value| Span::period(value).map(|(span, _)| span)).collect();
            spans.map(Test::Spans).ok_or_else(|| tr!("filter-no-period"))
        }
        Operator::Empty => match first {
            "true" => Ok(Test::Empty(true)),
            "false" => Ok(Test::Empty(false)),
            _ => Err(tr!("filter-neither-empty-nor-not")),
        },
    }
}

fn all(kind: Kind, values: &[String]) -> Result<Vec<Value>, String> {
    values.iter().map(|text| Localizer::current().asked(kind, text)).collect()
}

fn day(text: &str) -> Option<NaiveDate> {
    match value::parse(Kind::Date, text) {
        Ok(Value::ChronoDate(day)) => day,
        _ => None,
    }
}

fn not_a_day(text: &str) -> String {
    tr!("filter-not-a-day", text = super::bad_query::quoted(text))
}
