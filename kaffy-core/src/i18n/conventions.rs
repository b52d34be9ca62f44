//! How a region writes numbers, dates and times, from the locale data of glibc.

use chrono::{NaiveDate, NaiveTime, Timelike};
use pure_rust_locales::{Locale, locale_match};

use super::numbers;

/// The ways of a region.
///
/// Without a region, as for plain `en`, dates are ISO 8601 (`2026-03-29`), since `03/04` would be another day on the
/// other side of an ocean, and numbers have a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Conventions(Option<Locale>);

impl Conventions {
    /// Those of a tag such as `de-AT`; of `de` those of Germany, and so for every language that has its
    /// own country.
    pub fn of(tag: &str) -> Self {
        let mut parts = tag.split(['-', '_']);
        let language = parts.next().unwrap_or_default().to_ascii_lowercase();
        let region = parts.find(|part| part.len() == 2).map(str::to_ascii_uppercase);
        let region = region.or_else(|| {
            Some(match language.as_str() {
                "en" => return None,
                "ja" => "JP".to_owned(),
                "sv" => "SE".to_owned(),
                "da" => "DK".to_owned(),
                "cs" => "CZ".to_owned(),
                "el" => "GR".to_owned(),
                "ko" => "KR".to_owned(),
                "nb" => "NO".to_owned(),
                "uk" => "UA".to_owned(),
                "zh" => "CN".to_owned(),
                same => same.to_ascii_uppercase(),
            })
        });
        // In glibc's data Austria writes dates like machines do; people there write them as in Germany.
        let region =
            if language == "de" { region.map(|it| if it == "AT" { "DE".to_owned() } else { it }) } else { region };
        Self(region.and_then(|region| Locale::try_from(format!("{language}_{region}").as_str()).ok()))
    }

    /// The sign between a whole number and its fraction.
    pub fn decimal_sign(&self) -> &'static str {
        self.0.map_or(".", |locale| locale_match!(locale => LC_NUMERIC::DECIMAL_POINT))
    }

    /// How many there are of something, from digits: `10,000`.
    pub fn quantity(&self, digits: &str) -> String {
        let (sign, sizes): (&str, &[i64]) = match self.0 {
            Some(locale) => {
                (locale_match!(locale => LC_NUMERIC::THOUSANDS_SEP), locale_match!(locale => LC_NUMERIC::GROUPING))
            }
            None => (",", &[3]),
        };
        numbers::written(digits, self.decimal_sign(), sign, sizes)
    }

    /// A number with a fraction as a cell shows it: `12.345,50`. Without a region as it is stored, without groups.
    pub fn decimal(&self, digits: &str) -> String {
        match self.0 {
            // Four digits are read at a glance, and may be a year.
            Some(_) if numbers::whole_digits(digits) > 4 => self.quantity(digits),
            _ => numbers::written(digits, self.decimal_sign(), "", &[]),
        }
    }

    /// A number as an input shows it: with the sign of the region, without groups.
    pub fn input(&self, digits: &str) -> String {
        numbers::written(digits, self.decimal_sign(), "", &[])
    }

    /// A number as somebody typed it into an input, with a point.
    ///
    /// # Errors
    /// Where a point could mean thousands: `1.234` where numbers have commas.
    pub fn typed(&self, text: &str) -> Result<String, Ambiguous> {
        numbers::typed(text, self.decimal_sign())
    }

    /// A day: `29.03.2026`.
    pub fn date(&self, day: NaiveDate) -> String {
        match self.0 {
            Some(locale) => {
                // Two digits of a year would look like a day.
                let pattern = locale_match!(locale => LC_TIME::D_FMT).replace("%y", "%Y");
                day.format_localized(&pattern, locale).to_string()
            }
            None => day.format("%Y-%m-%d").to_string(),
        }
    }

    /// A time of day: `14:05`, or `2:05 PM` where that is the custom. Seconds only where there are some.
    pub fn time(&self, time: NaiveTime) -> String {
        let has_seconds = time.second() != 0 || time.nanosecond() != 0;
        let (pattern, locale) = match self.0 {
            Some(locale) if is_half_day(locale) && has_seconds => ("%-I:%M:%S %p", locale),
            Some(locale) if is_half_day(locale) => ("%-I:%M %p", locale),
            other => (if has_seconds { "%H:%M:%S%.f" } else { "%H:%M" }, other.unwrap_or(Locale::POSIX)),
        };
        NaiveDate::default().and_time(time).and_utc().format_localized(pattern, locale).to_string()
    }

    /// A month: `March 2026`.
    pub fn month(&self, first: NaiveDate) -> String {
        first.format_localized("%B %Y", self.0.unwrap_or(Locale::POSIX)).to_string()
    }

    /// A day with the name of its month: `5 March 2026`.
    pub fn long_date(&self, day: NaiveDate) -> String {
        let locale = self.0.unwrap_or(Locale::POSIX);
        // German, Danish and others put a full stop behind the day; it stands in their short form, too.
        let short = self.0.map_or("", |locale| locale_match!(locale => LC_TIME::D_FMT));
        let pattern = match short {
            _ if short.starts_with("%d.") || short.starts_with("%-d.") => "%-d. %B %Y",
            _ if short.starts_with("%m") => "%B %-d, %Y",
            _ => "%-d %B %Y",
        };
        day.format_localized(pattern, locale).to_string()
    }
}

/// A number that could be read in two ways.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ambiguous;

fn is_half_day(locale: Locale) -> bool {
    let pattern = locale_match!(locale => LC_TIME::T_FMT);
    pattern.contains("%r") || pattern.contains("%I") || pattern.contains("%l")
}
