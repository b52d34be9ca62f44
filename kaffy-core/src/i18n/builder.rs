//! What an admin is told about languages and time zones.

use chrono_tz::Tz;

use super::{Languages, Localizer};
use crate::{Actor, Admin, AdminBuilder, Problem};

/// What the builder was told.
#[derive(Clone, Debug, Default)]
pub(crate) struct Spoken {
    tags: Option<Vec<String>>,
    messages: Vec<(String, String)>,
    zone: Tz,
}

/// The same, checked.
#[derive(Clone, Debug)]
pub(crate) struct Checked {
    languages: Languages,
    zone: Tz,
}

impl Spoken {
    pub(crate) fn check(self, problems: &mut Vec<Problem>) -> Option<Checked> {
        match Languages::new(self.tags.as_deref(), &self.messages) {
            Ok(languages) => Some(Checked { languages, zone: self.zone }),
            Err(errors) => {
                problems.extend(errors.into_iter().map(|error| Problem::new("Admin", error.to_string())));
                None
            }
        }
    }
}

impl AdminBuilder {
    /// Says which languages the admin offers; the first one is for those who want none of them. By default all
    /// that kaffy brings, English (`en`) and German (`de`), and those of [`messages`](Self::messages).
    ///
    /// Somebody gets the language of [`Actor::locale`], else the one chosen at the foot of the page, else what
    /// the browser asks for (`Accept-Language`), else the first. The region in it decides how numbers, dates and
    /// times are written: `de-AT`, `en-US`.
    ///
    /// ```
    /// # use kaffy_core::{Admin, Database};
    /// # fn app(db: Database) {
    /// let builder = Admin::builder(db).languages(["de", "en"]);
    /// # }
    /// ```
    #[must_use]
    pub fn languages<T: Into<String>>(mut self, tags: impl IntoIterator<Item = T>) -> Self {
        self.spoken.tags = Some(tags.into_iter().map(Into::into).collect());
        self
    }

    /// Adds messages of a language in the form of [Fluent](https://projectfluent.org), or replaces ours by name.
    /// What a new language lacks is said in English. A file that cannot be read is a problem of
    /// [`build`](Self::build), which names the line.
    ///
    /// ```
    /// # use kaffy_core::{Admin, Database};
    /// # fn app(db: Database) {
    /// let builder = Admin::builder(db).messages("nl", "form-required = Dit veld is verplicht.");
    /// # }
    /// ```
    #[must_use]
    pub fn messages(mut self, tag: impl Into<String>, source: impl Into<String>) -> Self {
        self.spoken.messages.push((tag.into(), source.into()));
        self
    }

    /// Sets the time zone in which instants (`DateTime<Utc>`) are shown and typed, for actors without one of
    /// their own ([`Actor::time_zone`]). UTC by default. They are stored in UTC all the same.
    ///
    /// ```
    /// # use kaffy_core::{Admin, Database, i18n::Tz};
    /// # fn app(db: Database) {
    /// let builder = Admin::builder(db).time_zone(Tz::Europe__Berlin);
    /// # }
    /// ```
    #[must_use]
    pub fn time_zone(mut self, zone: Tz) -> Self {
        self.spoken.zone = zone;
        self
    }
}

impl Admin {
    /// The languages it offers.
    pub fn languages(&self) -> &Languages {
        &self.spoken().languages
    }

    /// The time zone of those who have none of their own.
    pub fn time_zone(&self) -> Tz {
        self.spoken().zone
    }

    /// Whom a page is said to: `chosen` is the language that was picked on the page, `accepted` the header
    /// `Accept-Language`.
    pub fn localizer(&self, actor: Option<&Actor>, chosen: Option<&str>, accepted: Option<&str>) -> Localizer {
        let languages = self.languages();
        let known = |tag: &str| languages.find(tag).is_some().then(|| tag.to_owned());
        let accepted = accepted.and_then(|header| languages.accepted(header));
        let tag = actor
            .and_then(|actor| known(actor.locale.as_deref()?))
            .or_else(|| {
                let chosen = known(chosen?)?;
                // Who picked German in a browser of Austria gets Austria's ways.
                let region = accepted.clone().filter(|tag| same_language(tag, &chosen) && tag.len() > chosen.len());
                Some(region.unwrap_or(chosen))
            })
            .or(accepted);
        let zone = actor.and_then(|actor| actor.time_zone).unwrap_or_else(|| self.time_zone());
        match tag {
            Some(tag) => {
                let language = languages.find(&tag).cloned().unwrap_or_else(|| languages.usual());
                Localizer::new(language, zone).written_as(&tag)
            }
            None => Localizer::new(languages.usual(), zone),
        }
    }
}

fn same_language(one: &str, other: &str) -> bool {
    let primary = |tag: &str| tag.split(['-', '_']).next().unwrap_or(tag).to_ascii_lowercase();
    primary(one) == primary(other)
}
