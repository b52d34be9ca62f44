//! The languages that are compiled in.

/// The message files of a language.
macro_rules! files {
    ($tag:literal) => {
        [
            include_str!(concat!("../../locales/", $tag, "/core.ftl")),
            include_str!(concat!("../../locales/", $tag, "/chore-command.ftl")),
            include_str!(concat!("../../locales/", $tag, "/chore-files.ftl")),
            include_str!(concat!("../../locales/", $tag, "/accounts.ftl")),
            include_str!(concat!("../../locales/", $tag, "/clock.ftl")),
            include_str!(concat!("../../locales/", $tag, "/conflict.ftl")),
            include_str!(concat!("../../locales/", $tag, "/search.ftl")),
            include_str!(concat!("../../locales/", $tag, "/notices.ftl")),
            include_str!(concat!("../../locales/", $tag, "/web.ftl")),
            include_str!(concat!("../../locales/", $tag, "/cells.ftl")),
            include_str!(concat!("../../locales/", $tag, "/views.ftl")),
            include_str!(concat!("../../locales/", $tag, "/audit.ftl")),
            include_str!(concat!("../../locales/", $tag, "/transfer.ftl")),
            include_str!(concat!("../../locales/", $tag, "/trash.ftl")),
            include_str!(concat!("../../locales/", $tag, "/jobs.ftl")),
            include_str!(concat!("../../locales/", $tag, "/runs.ftl")),
            include_str!(concat!("../../locales/", $tag, "/chore-runs.ftl")),
            include_str!(concat!("../../locales/", $tag, "/schedules.ftl")),
            include_str!(concat!("../../locales/", $tag, "/chores.ftl")),
        ]
    };
}

/// Tags, names in the language itself, and message files. English is complete; what another one lacks is
/// said in English.
pub(super) const LANGUAGES: &[(&str, &str, &[&str])] =
    &[("en", "English", &files!("en")), ("de", "Deutsch", &files!("de"))];
