//! What a cell says in a file: as people read it, or as an import reads it back.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, SubsecRound};
use sea_query::Value;

use super::ExportStyle;
use crate::{
    CleanHtml, FieldMeta, HeldFile, Kind, ListCell, ListColumn, Shown, Widget,
    i18n::Localizer,
    size_in_words, tr,
    value::{from_json, is_null, print},
};

/// One cell of a file.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Datum {
    /// Its text, without any care for formulas.
    pub text: String,
    /// What it is to a program that knows more than texts.
    pub typed: Typed,
}

/// What a cell is to a program that knows more than texts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Typed {
    /// A text, or nothing.
    Text,
    /// A number, if it can be one without losing digits.
    Number(Option<f64>),
    /// A day.
    Date(NaiveDate),
    /// A time of day.
    Time(NaiveTime),
    /// A day and a time, on the clock of whoever reads.
    Moment(NaiveDateTime),
}

impl Datum {
    /// A text.
    pub fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), typed: Typed::Text }
    }

    /// A number by its digits.
    pub fn number(digits: &str) -> Self {
        let significant = digits.bytes().filter(u8::is_ascii_digit).count();
        // A spreadsheet keeps fifteen digits and makes zeros of the rest.
        let number = digits.parse().ok().filter(|number: &f64| number.is_finite() && significant <= 15);
        Self { text: digits.to_owned(), typed: Typed::Number(number) }
    }

    /// Whether it is a text, which may have come from anybody.
    pub fn is_text(&self) -> bool {
        self.typed == Typed::Text
    }

    fn written(self, text: String) -> Self {
        Self { text, ..self }
    }
}

/// What a cell of the list says in a file.
pub(super) fn datum(column: &ListColumn, cell: &ListCell, style: ExportStyle) -> Datum {
    if let Some(linked) = &cell.linked {
        let labels: Vec<_> = linked.rows.iter().map(|row| row.label.as_str()).collect();
        let more = linked.total.saturating_sub(labels.len() as u64);
        let more = (more > 0).then(|| tr!("cell-more", count = more));
        return Datum::text([labels.join(", ")].into_iter().chain(more).collect::<Vec<_>>().join(" "));
    }
    let Some(path) = &column.path else { return cell.shown.as_ref().map_or_else(nothing, shown) };
    let meta = path.column.meta;
    if meta.is_secret() {
        return nothing();
    }
    match (&cell.value, style) {
        // Left empty, an import leaves it as it is.
        (Err(_), ExportStyle::Raw) => nothing(),
        (Err(_), ExportStyle::Shown) => Datum::text(tr!("cell-unreadable")),
        (Ok(held), ExportStyle::Raw) => raw(meta, held),
        (Ok(held), ExportStyle::Shown) => match (&cell.shown, &cell.link) {
            (Some(said), _) if !matches!(said, Shown::Usual) => shown(said),
            (_, Some(link)) => Datum::text(&link.label),
            _ => as_read(meta, held),
        },
    }
}

fn nothing() -> Datum {
    Datum::text("")
}

/// The canonical value, which [`parse`](crate::value::parse) reads back.
fn raw(meta: &FieldMeta, held: &Value) -> Datum {
    if let Some(file) = HeldFile::of(meta, &Ok(held.clone())) {
        return Datum::text(file.name);
    }
    let text = print(meta.ty.kind, held);
    match meta.ty.kind {
        Kind::Int(_) | Kind::Float(_) | Kind::Decimal => Datum::number(&text),
        _ => Datum::text(text),
    }
}

/// What code shows.
fn shown(said: &Shown) -> Datum {
    match said {
        Shown::Text(text) | Shown::Badge { text, .. } | Shown::Link { text, .. } => Datum::text(text),
        Shown::Value { meta, value } => as_read(meta, value),
        Shown::Broken(_) => Datum::text(tr!("cell-unreadable")),
        Shown::Usual | Shown::Empty => nothing(),
    }
}

/// A value as people read it, with all of its text.
fn as_read(meta: &FieldMeta, held: &Value) -> Datum {
    if is_null(held) || meta.is_secret() {
        return nothing();
    }
    if let Some(file) = HeldFile::of(meta, &Ok(held.clone())) {
        return Datum::text(file.name);
    }
    if let Some(custom) = meta.custom {
        match (custom.show)(held) {
            Shown::Usual => {}
            said => return shown(&said),
        }
    }
    let text = print(meta.ty.kind, held);
    if let Some(choice) = meta.choices.iter().find(|choice| choice.value == text) {
        return Datum::text(choice.label);
    }
    let ways = *Localizer::current().conventions();
    match (meta.ty.kind, held) {
        // A number that names something is no quantity.
        (Kind::Int(_), _) if meta.belongs_to.is_some() => Datum::text(text),
        (Kind::Int(_), _) => Datum::number(&text),
        (Kind::Float(_) | Kind::Decimal, _) => Datum::number(&text).written(ways.input(&text)),
        (Kind::Bool, _) => Datum::text(if text == "true" { tr!("cell-yes") } else { tr!("cell-no") }),
        (Kind::Choice(choice), _) => {
            Datum::text(choice.by_key(&text).map_or_else(|| tr!("cell-no-choice"), |variant| variant.label.to_owned()))
        }
        (Kind::Date, Value::ChronoDate(Some(day))) => Datum { text: ways.date(*day), typed: Typed::Date(*day) },
        (Kind::Time, Value::ChronoTime(Some(time))) => Datum { text: ways.time(*time), typed: Typed::Time(*time) },
        (Kind::DateTime, Value::ChronoDateTime(Some(at))) => moment(*at),
        (Kind::Timestamp, Value::ChronoDateTimeUtc(Some(at))) => moment(Localizer::current().local(*at)),
        (Kind::Json, Value::Json(Some(json))) => Datum::text(json.to_string()),
        (Kind::List(item), Value::Json(Some(json))) => {
            let items = json.as_array().map_or(&[][..], Vec::as_slice);
            Datum::text(items.iter().map(|json| item_words(item.kind, json)).collect::<Vec<_>>().join(", "))
        }
        (Kind::Bytes, Value::Bytes(Some(bytes))) => Datum::text(size_in_words(bytes.len() as u64)),
        (Kind::Text, _) if meta.widget == Widget::RichText => Datum::text(CleanHtml::of(&text).text()),
        _ => Datum::text(text),
    }
}

/// To the second, which is what clocks show.
fn moment(at: NaiveDateTime) -> Datum {
    let at = at.trunc_subsecs(0);
    let ways = *Localizer::current().conventions();
    Datum { text: format!("{} {}", ways.date(at.date()), ways.time(at.time())), typed: Typed::Moment(at) }
}

fn item_words(kind: Kind, json: &serde_json::Value) -> String {
    let held = from_json(kind, json).map(|held| print(kind, &held));
    match (kind, held) {
        (Kind::Choice(choice), Ok(key)) => choice.by_key(&key).map_or(key, |variant| variant.label.to_owned()),
        (_, Ok(text)) => text,
        (_, Err(_)) => json.to_string(),
    }
}
