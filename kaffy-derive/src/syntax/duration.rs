//! Times in quotes: `timeout = "30s"`, `backoff = "5s..1h"`.

use std::time::Duration;

use darling::{Error, FromMeta, Result};
use proc_macro2::Span;
use syn::Meta;

use super::value::Text;

/// Units, by how they are written.
const UNITS: [(&str, u64); 5] = [("ms", 1), ("s", 1_000), ("m", 60_000), ("h", 3_600_000), ("d", 86_400_000)];

/// `"30s"`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Time {
    millis: u64,
}

impl Time {
    pub(crate) fn duration(self) -> Duration {
        Duration::from_millis(self.millis)
    }
}

impl FromMeta for Time {
    fn from_meta(item: &Meta) -> Result<Self> {
        let text = Text::from_meta(item)?;
        Ok(Self { millis: millis(&text.value(), text.span())? })
    }
}

/// `"30s"`, or `"5s..1h"`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TimeRange {
    pub(crate) first: u64,
    pub(crate) last: Option<u64>,
}

impl FromMeta for TimeRange {
    fn from_meta(item: &Meta) -> Result<Self> {
        let text = Text::from_meta(item)?;
        let (value, span) = (text.value(), text.span());
        let Some((first, last)) = value.split_once("..") else {
            return Ok(Self { first: millis(&value, span)?, last: None });
        };
        let (first, last) = (millis(first, span)?, millis(last, span)?);
        if last < first {
            let message = format!("`{value}` goes backwards: the first wait is the shortest, the last one the longest");
            return Err(Error::custom(message).with_span(&span));
        }
        Ok(Self { first, last: Some(last) })
    }
}

fn millis(text: &str, span: Span) -> Result<u64> {
    let text = text.trim();
    let digits = text.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(text.len());
    let (number, unit) = text.split_at(digits);
    let unit = UNITS.iter().find(|(word, _)| *word == unit.trim()).map(|(_, millis)| *millis);
    let millis = number.parse::<u64>().ok().zip(unit).and_then(|(number, unit)| number.checked_mul(unit));
    // A century is a mistake of typing.
    millis.filter(|millis| (1..=100 * 366 * 86_400_000).contains(millis)).ok_or_else(|| {
        let message = format!(
            "`{text}` is no time: write a whole number above 0 and one of `ms`, `s`, `m`, `h`, `d`, such as `30s`"
        );
        Error::custom(message).with_span(&span)
    })
}
