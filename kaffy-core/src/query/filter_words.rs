//! A filter as a sentence, for its chip (A16): `Status is Available or Sold out`.

use sea_query::Value;

use super::{Filter, Operator, Preset, filter::Test, span::Span};
use crate::{Kind, i18n::Localizer, tr, value};

/// Values named in a sentence; more are counted.
const NAMED: usize = 4;

impl Filter {
    /// The filter as a sentence. `labels` stand for the values in order, as
    /// [`filter_labels`](crate::Allowed::filter_labels) returns them; without them the rows of other
    /// resources are named by their keys.
    pub fn words(&self, labels: &[String]) -> String {
        let label = &self.path().label;
        match (self.operator(), self.test()) {
            (Operator::Empty, Some(Test::Empty(false))) => tr!("filter-is-not-empty", label = label),
            (Operator::Empty, _) => tr!("filter-is-empty", label = label),
            (Operator::Preset, Some(Test::Preset(preset))) => {
                tr!("filter-preset", label = label, days = preset.words())
            }
            (operator, _) => {
                let own: Vec<_> = self.values().iter().map(|text| self.value_words(text)).collect();
                let values = if labels.len() == own.len() { labels.to_vec() } else { own };
                let values = one_of(&values);
                match operator {
                    Operator::Is => tr!("filter-is", label = label, values = values),
                    _ => {
                        let operator = operator.label(self.path());
                        tr!("filter-compares", label = label, operator = operator, values = values)
                    }
                }
            }
        }
    }

    /// One of its values as a person reads it: a choice by its label, text in quotes.
    pub fn value_words(&self, text: &str) -> String {
        let meta = self.path().column.meta;
        if let Some(choice) = meta.choices.iter().find(|choice| choice.value == text) {
            return choice.label.to_owned();
        }
        let kind = match self.path().column.kind() {
            Kind::List(item) => item.kind,
            kind => kind,
        };
        match (self.operator(), kind) {
            (Operator::Preset, _) => Preset::by_key(text).map_or_else(|| text.to_owned(), Preset::label),
            (Operator::During, _) => Span::period(text).map_or_else(|| text.to_owned(), |(_, period)| period.label()),
            (_, Kind::Choice(choice)) => {
                choice.by_key(text).map_or_else(|| text.to_owned(), |variant| variant.label.to_owned())
            }
            (_, Kind::Bool) => match text {
                "true" => tr!("value-yes"),
                "false" => tr!("value-no"),
                _ => text.to_owned(),
            },
            (_, Kind::Text | Kind::Char) => tr!("text-quoted", text = text),
            (_, kind) => as_written(kind, text),
        }
    }
}

/// A date or a number as the reader's region writes it: "2026-03-29T14:05:00" is for machines.
fn as_written(kind: Kind, text: &str) -> String {
    let localizer = Localizer::current();
    let ways = localizer.conventions();
    let parsed = match kind {
        kind if kind.has_date() => value::parse(Kind::Date, text).or_else(|_| value::parse(Kind::DateTime, text)),
        kind => value::parse(kind, text),
    };
    match parsed {
        Ok(Value::ChronoDate(Some(day))) => ways.date(day),
        Ok(Value::ChronoDateTime(Some(at))) => format!("{} {}", ways.date(at.date()), ways.time(at.time())),
        Ok(Value::ChronoTime(Some(time))) => ways.time(time),
        Ok(number) if kind.is_number() && !matches!(kind, Kind::Int(_)) => ways.decimal(&value::print(kind, &number)),
        _ => text.to_owned(),
    }
}

/// `A, B or C`; the tail of many is counted.
fn one_of(values: &[String]) -> String {
    let (named, more) = values.split_at(values.len().min(NAMED));
    match (named, more.len()) {
        (named, more @ 1..) => tr!("filter-or-more", values = named.join(", "), count = more),
        ([first @ .., last], _) if !first.is_empty() => tr!("filter-or", values = first.join(", "), last = last),
        (named, _) => named.concat(),
    }
}
