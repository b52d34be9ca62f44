//! Values as their reader types and sees them in an input: instants by the clock on the wall, numbers with the sign
//! of the region. What machines read, in addresses and cursors, is [`value`](crate::value)'s.

use chrono::{DateTime, Offset, TimeZone};
use sea_query::Value;

use super::{Localizer, clock::NoInstant, clock::offset_words};
use crate::{Kind, tr, value};

impl Localizer {
    /// The text of an input.
    ///
    /// An instant is `2026-03-29T14:05:00` on the reader's clock, with its offset where the clock shows that twice.
    pub fn shown(&self, kind: Kind, held: &Value) -> String {
        match (kind, held) {
            (Kind::Timestamp, Value::ChronoDateTimeUtc(Some(at))) => {
                let text = value::print(Kind::DateTime, &Value::ChronoDateTime(Some(self.local(*at))));
                if self.is_ambiguous(*at) { text + &self.offset(*at) } else { text }
            }
            (Kind::Float(_) | Kind::Decimal, _) => self.conventions().input(&value::print(kind, held)),
            _ => value::print(kind, held),
        }
    }

    /// Reads the text of an input. An instant may say its offset (`+02:00`) or `Z`.
    ///
    /// # Errors
    /// In words for beside the input: what [`value::parse`] says, a time that clocks jump over or show twice, a number
    /// that could be read in two ways.
    pub fn typed(&self, kind: Kind, text: &str) -> Result<Value, String> {
        match kind {
            Kind::Timestamp => self.instant_of(text.trim()),
            Kind::Float(_) | Kind::Decimal => {
                let doubtful = || {
                    let (thousands, fraction) = (text.trim().replace('.', ""), text.trim().replace('.', ","));
                    tr!("number-doubtful", thousands = thousands, fraction = fraction)
                };
                let digits = self.conventions().typed(text).map_err(|_| doubtful())?;
                value::parse(kind, &digits).map_err(String::from)
            }
            _ => value::parse(kind, text).map_err(String::from),
        }
    }

    /// Reads a text that may come from a link as well: as a machine writes it, else as a reader does.
    ///
    /// # Errors
    /// As [`typed`](Self::typed).
    pub(crate) fn asked(&self, kind: Kind, text: &str) -> Result<Value, String> {
        match kind {
            Kind::Float(_) | Kind::Decimal => value::parse(kind, text).or_else(|_| self.typed(kind, text)),
            _ => self.typed(kind, text),
        }
    }

    fn instant_of(&self, text: &str) -> Result<Value, String> {
        if text.ends_with('Z') {
            return value::parse(Kind::Timestamp, text).map_err(String::from);
        }
        if let Some(at) = with_offset(text) {
            return Ok(Value::ChronoDateTimeUtc(Some(at.to_utc())));
        }
        // What is no date at all is said in the words of an instant.
        value::parse(Kind::Timestamp, text)?;
        let Ok(Value::ChronoDateTime(Some(local))) = value::parse(Kind::DateTime, text) else {
            return value::parse(Kind::Timestamp, text).map_err(String::from);
        };
        let zone = || self.zone().name().to_owned();
        self.instant(local).map(|at| Value::ChronoDateTimeUtc(Some(at))).map_err(|no| match no {
            NoInstant::Skipped(next) => {
                let next = value::print(Kind::DateTime, &Value::ChronoDateTime(Some(next)));
                tr!("clock-skipped", zone = zone(), next = next)
            }
            NoInstant::Twice(first, second) => {
                let (first, second) = (offset_words(first), offset_words(second));
                tr!("clock-twice", zone = zone(), text = text, first = first, second = second)
            }
        })
    }

    /// What stands behind the input of an instant: the zone.
    pub fn zone_name(&self) -> &'static str {
        self.zone().name()
    }

    /// An instant for people, to the minute, and as exactly as it is with its zone.
    pub fn moment(&self, at: DateTime<chrono::Utc>) -> (String, String) {
        let local = self.local(at);
        let short = local.format("%H:%M:00").to_string().parse().unwrap_or_else(|_| local.time());
        let words = format!("{} {}", self.conventions().date(local.date()), self.conventions().time(short));
        let exact = value::print(Kind::DateTime, &Value::ChronoDateTime(Some(local))).replace('T', " ");
        let offset = self.zone().offset_from_utc_datetime(&at.naive_utc()).fix().local_minus_utc();
        let zone = if offset == 0 && self.zone_name() == "UTC" {
            "UTC".to_owned()
        } else {
            format!("{} ({})", self.zone_name(), offset_words(offset))
        };
        (words, format!("{exact} {zone}"))
    }
}

/// `2026-03-29T14:05+02:00`; the date has hyphens too, so the sign is looked for behind the time.
fn with_offset(text: &str) -> Option<DateTime<chrono::FixedOffset>> {
    let at = text.rfind(['+', '-']).filter(|at| *at > 10)?;
    let (clock, offset) = text.split_at(at);
    let Ok(Value::ChronoDateTime(Some(local))) = value::parse(Kind::DateTime, clock) else { return None };
    let (hours, minutes) = offset.get(1..)?.split_once(':')?;
    let part = |part: &str| (part.len() == 2).then(|| part.parse::<i32>().ok())?;
    let (hours, minutes) = (part(hours).filter(|it| *it < 24)?, part(minutes).filter(|it| *it < 60)?);
    let seconds = (hours * 60 + minutes) * 60 * if offset.starts_with('-') { -1 } else { 1 };
    chrono::FixedOffset::east_opt(seconds)?.from_local_datetime(&local).single()
}
