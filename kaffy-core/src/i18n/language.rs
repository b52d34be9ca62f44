//! One language: its messages, and those of another one for what it lacks.

use std::{borrow::Cow, fmt, sync::Arc};

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use unic_langid::LanguageIdentifier;

use super::Localizer;

/// The messages of one language.
pub struct Language {
    tag: String,
    name: String,
    bundle: FluentBundle<FluentResource>,
    /// Where to look for what is not here.
    fallback: Option<Arc<Language>>,
}

/// A message file that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct InvalidMessages(pub String);

impl Language {
    /// A language without messages yet. `tag` is a tag such as `de` or `pt-BR`.
    ///
    /// # Errors
    /// When the tag is none.
    pub fn new(tag: &str, name: &str, fallback: Option<Arc<Self>>) -> Result<Self, InvalidMessages> {
        let id: LanguageIdentifier =
            tag.parse().map_err(|_| InvalidMessages(format!("`{tag}` is no language tag, such as `de` or `pt-BR`")))?;
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        // Marks around each variable would be found in searches, tests and copied text.
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(|value, _| match value {
            FluentValue::Number(number) => Some(Localizer::current().conventions().quantity(&number.as_string())),
            _ => None,
        }));
        bundle
            .add_function("LOWER", |arguments, _| match arguments.first() {
                Some(FluentValue::String(text)) => FluentValue::from(text.to_lowercase()),
                Some(other) => other.clone(),
                None => FluentValue::None,
            })
            .map_err(|error| InvalidMessages(error.to_string()))?;
        Ok(Self { tag: tag.to_owned(), name: name.to_owned(), bundle, fallback })
    }

    /// Adds messages in the form of Fluent; a message that is there already is replaced.
    ///
    /// # Errors
    /// With the line of what cannot be read.
    pub fn add(&mut self, source: &str) -> Result<(), InvalidMessages> {
        let resource = FluentResource::try_new(source.to_owned()).map_err(|(_, errors)| {
            let places = errors.iter().map(|error| {
                let line = source.get(..error.pos.start).map_or(1, |before| before.matches('\n').count() + 1);
                format!("line {line}: {error}")
            });
            InvalidMessages(places.collect::<Vec<_>>().join("; "))
        })?;
        self.bundle.add_resource_overriding(resource);
        Ok(())
    }

    /// Its tag, such as `de`.
    pub fn tag(&self) -> &str {
        &self.tag
    }

    /// What it is called by those who speak it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether it has a message of its own.
    pub fn has(&self, id: &str) -> bool {
        self.bundle.get_message(id).is_some_and(|message| message.value().is_some())
    }

    /// A message, in this language or in the one behind it.
    pub(crate) fn say(&self, id: &str, arguments: Option<&FluentArgs<'_>>) -> Option<String> {
        let Some(pattern) = self.bundle.get_message(id).and_then(|message| message.value()) else {
            return self.fallback.as_ref()?.say(id, arguments);
        };
        let mut errors = Vec::new();
        let said = self.bundle.format_pattern(pattern, arguments, &mut errors);
        if !errors.is_empty() {
            tracing::warn!(id, language = self.tag, ?errors, "a message could not be said as it is written");
        }
        Some(Cow::into_owned(said))
    }
}

impl fmt::Debug for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Language").field("tag", &self.tag).field("name", &self.name).finish_non_exhaustive()
    }
}
