//! Whom something is said to: a language, the ways of a region, a time zone.

use std::{future::Future, sync::Arc};

use chrono_tz::Tz;
use fluent_bundle::{FluentArgs, FluentValue};

use super::{Conventions, Language, Languages};

tokio::task_local! {
    static CURRENT: Localizer;
}

/// A language, the ways of a region and a time zone. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Localizer {
    language: Arc<Language>,
    conventions: Conventions,
    /// The tag that the conventions are of.
    region: Arc<str>,
    zone: Tz,
}

impl Localizer {
    /// A language with the ways of its own country, and a time zone.
    pub fn new(language: Arc<Language>, zone: Tz) -> Self {
        let (conventions, region) = (Conventions::of(language.tag()), language.tag().into());
        Self { language, conventions, region, zone }
    }

    /// The same with the ways of a region, such as those of `de-AT`.
    #[must_use]
    pub fn written_as(mut self, tag: &str) -> Self {
        (self.conventions, self.region) = (Conventions::of(tag), tag.into());
        self
    }

    /// The same in another time zone.
    #[must_use]
    pub fn in_zone(mut self, zone: Tz) -> Self {
        self.zone = zone;
        self
    }

    /// The one of this task: English and UTC outside of a request.
    pub fn current() -> Self {
        CURRENT.try_with(Clone::clone).unwrap_or_else(|_| Self::new(Languages::english(), Tz::UTC))
    }

    /// The language.
    pub fn language(&self) -> &Arc<Language> {
        &self.language
    }

    /// The ways of the region.
    pub fn conventions(&self) -> &Conventions {
        &self.conventions
    }

    /// The tag of the region, such as `de-AT`.
    pub fn region(&self) -> &str {
        &self.region
    }

    /// The time zone.
    pub fn zone(&self) -> Tz {
        self.zone
    }

    /// Makes it the one of everything that runs inside a future.
    ///
    /// A task that is spawned inside has to be given it anew: `tokio::spawn(Localizer::current().scope(work))`.
    pub fn scope<F: Future>(self, work: F) -> impl Future<Output = F::Output> {
        CURRENT.scope(self, work)
    }

    /// Makes it the one of a function.
    pub fn run<T>(self, work: impl FnOnce() -> T) -> T {
        CURRENT.sync_scope(self, work)
    }

    /// Says a message; its name where no file has it.
    pub fn say(&self, id: &str, arguments: &[(&str, FluentValue<'_>)]) -> String {
        let said = if arguments.is_empty() {
            self.language.say(id, None)
        } else {
            let arguments: FluentArgs<'_> = arguments.iter().map(|(name, value)| (*name, value.clone())).collect();
            self.language.say(id, Some(&arguments))
        };
        said.unwrap_or_else(|| {
            tracing::warn!(id, "no message file has this message");
            id.to_owned()
        })
    }
}

/// A message without variables, to whoever reads; see [`tr!`](crate::tr).
pub fn text(id: &str) -> String {
    CURRENT.try_with(|current| current.say(id, &[])).unwrap_or_else(|_| Localizer::current().say(id, &[]))
}

/// A message with variables, to whoever reads; see [`tr!`](crate::tr).
pub fn text_with(id: &str, arguments: &[(&str, FluentValue<'_>)]) -> String {
    CURRENT.try_with(|current| current.say(id, arguments)).unwrap_or_else(|_| Localizer::current().say(id, arguments))
}
