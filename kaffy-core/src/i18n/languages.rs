//! Which languages an admin offers, and which of them somebody gets.

use std::sync::{Arc, LazyLock};

use super::{InvalidMessages, Language, builtin::LANGUAGES};

/// English, compiled in; the language of everything outside of a request.
static ENGLISH: LazyLock<Arc<Language>> = LazyLock::new(|| match built_in("en", None) {
    Ok(Some(language)) => Arc::new(language),
    _ => unreachable!("a test reads the built-in messages"),
});

/// The languages an admin offers. The first one is for those who want none of them.
#[derive(Clone, Debug)]
pub struct Languages(Vec<Arc<Language>>);

impl Default for Languages {
    /// English alone.
    fn default() -> Self {
        Self(vec![Self::english()])
    }
}

impl Languages {
    pub(crate) fn english() -> Arc<Language> {
        ENGLISH.clone()
    }

    /// The languages of these tags, with messages of the application over ours. Nothing named means all that
    /// are built in, English first, and those that the application brings.
    ///
    /// # Errors
    /// Every message file that cannot be read, and every language that has no messages at all.
    pub(crate) fn new(tags: Option<&[String]>, own: &[(String, String)]) -> Result<Self, Vec<InvalidMessages>> {
        let mut known: Vec<String> = LANGUAGES.iter().map(|(tag, ..)| (*tag).to_owned()).collect();
        for (tag, _) in own {
            if !known.contains(tag) {
                known.push(tag.clone());
            }
        }
        let mut problems = Vec::new();
        // English first, since the others fall back on it, with what the application said in English.
        let mut make = |tag: &str, fallback: Option<Arc<Language>>| match language(tag, own, fallback) {
            Ok(language) => Some(Arc::new(language)),
            Err(error) => {
                problems.push(error);
                None
            }
        };
        let english = make("en", None).unwrap_or_else(Self::english);
        let mut languages = Vec::new();
        for tag in tags.unwrap_or(&known) {
            if !known.contains(tag) {
                continue;
            }
            languages.extend(if tag == "en" { Some(english.clone()) } else { make(tag, Some(english.clone())) });
        }
        for tag in tags.unwrap_or_default().iter().filter(|tag| !known.contains(tag)) {
            problems.push(InvalidMessages(format!(
                "the language `{tag}` has no messages: add them with `.messages(\"{tag}\", …)`, or offer one of {}",
                known.join(", ")
            )));
        }
        if languages.is_empty() && problems.is_empty() {
            problems.push(InvalidMessages("no language is offered: name at least one".to_owned()));
        }
        if problems.is_empty() { Ok(Self(languages)) } else { Err(problems) }
    }

    /// All of them, the usual one first.
    pub fn all(&self) -> &[Arc<Language>] {
        &self.0
    }

    /// The usual one.
    pub fn usual(&self) -> Arc<Language> {
        self.0.first().cloned().unwrap_or_else(Self::english)
    }

    /// The language for a tag such as `de-AT`: that very one, else one of the same language.
    pub fn find(&self, tag: &str) -> Option<&Arc<Language>> {
        let exact = self.0.iter().find(|language| language.tag().eq_ignore_ascii_case(tag));
        exact.or_else(|| self.0.iter().find(|language| primary(language.tag()).eq_ignore_ascii_case(primary(tag))))
    }

    /// The tag that a browser asks for and that can be answered, from its `Accept-Language` (RFC 9110, 12.5.4).
    pub fn accepted(&self, header: &str) -> Option<String> {
        let mut wanted: Vec<(f32, &str)> = header.split(',').take(20).filter_map(weighed).collect();
        // A stable sort: what has the same weight stays in its order.
        wanted.sort_by(|one, other| other.0.total_cmp(&one.0));
        wanted.into_iter().find(|(_, tag)| self.find(tag).is_some()).map(|(_, tag)| tag.to_owned())
    }
}

/// `de-AT;q=0.8` as a tag and its weight; nothing for what is not wanted at all.
fn weighed(part: &str) -> Option<(f32, &str)> {
    let mut parts = part.split(';');
    let tag = parts.next()?.trim();
    let weight = parts.find_map(|it| it.trim().strip_prefix("q=")).map_or(Some(1.0), |q| q.trim().parse().ok())?;
    let is_tag = !tag.is_empty() && tag.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    (is_tag && weight > 0.0).then_some((weight, tag))
}

fn primary(tag: &str) -> &str {
    tag.split(['-', '_']).next().unwrap_or(tag)
}

fn built_in(tag: &str, fallback: Option<Arc<Language>>) -> Result<Option<Language>, InvalidMessages> {
    let Some((_, name, files)) = LANGUAGES.iter().find(|(known, ..)| *known == tag) else { return Ok(None) };
    let mut language = Language::new(tag, name, fallback)?;
    for file in *files {
        language.add(file)?;
    }
    Ok(Some(language))
}

fn language(tag: &str, own: &[(String, String)], fallback: Option<Arc<Language>>) -> Result<Language, InvalidMessages> {
    let mut language = match built_in(tag, fallback.clone())? {
        Some(language) => language,
        None => Language::new(tag, tag, fallback)?,
    };
    for (_, source) in own.iter().filter(|(of, _)| of == tag) {
        language.add(source).map_err(|error| InvalidMessages(format!("the messages of `{tag}`: {error}")))?;
    }
    Ok(language)
}
