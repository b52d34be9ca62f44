//! The languages that are compiled in.

/// Tags, names in the language itself, and message files. English is complete; what another one lacks is
/// said in English.
pub(super) const LANGUAGES: &[(&str, &str, &[&str])] = &[
    ("en", "English", &[include_str!("../../locales/en/core.ftl"), include_str!("../../locales/en/web.ftl")]),
    ("de", "Deutsch", &[include_str!("../../locales/de/core.ftl"), include_str!("../../locales/de/web.ftl")]),
];
