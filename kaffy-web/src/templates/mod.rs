//! The templates: the built-in ones, and the application's in their place.

mod embedded;
mod icons;
mod names;
mod stencil;
pub(crate) mod words;

use std::collections::HashSet;

use kaffy_core::{
    CleanHtml,
    i18n::{Languages, Localizer, Tz},
};
use tera::{Filter, Kwargs, State, Tera};

use crate::{TemplateError, view::Parts};
pub(crate) use names::check_names;
pub(crate) use stencil::{Slot, Stencils};

/// All templates, ready to draw with, once for each language.
pub(crate) struct Templates {
    /// By the tag of the language; the first one is the usual one.
    spoken: Vec<(String, Tera)>,
    /// Whether some are the application's.
    pub(crate) has_own: bool,
    /// The names of the application's.
    own: HashSet<String>,
    /// Whether the component `cell` is the application's.
    pub(crate) has_own_cell: bool,
    /// Whether the fields of forms are drawn as ours are.
    pub(crate) has_our_fields: bool,
    /// Whether the links of the sidebar are.
    pub(crate) has_our_links: bool,
}

/// What pages are drawn with, in the language of whoever reads.
#[derive(Clone, Copy)]
pub(crate) struct Press<'a> {
    pub(crate) templates: &'a Templates,
    pub(crate) parts: &'a Parts,
    pub(crate) stencils: &'a Stencils,
}

impl Templates {
    /// Whether a template is the application's.
    pub(crate) fn is_own(&self, name: &str) -> bool {
        self.own.contains(name)
    }

    /// An icon of the component `icon`; nothing for one that cannot be drawn.
    pub(crate) fn icon(&self, name: &str) -> String {
        icons::icon(self.current(), name).unwrap_or_default()
    }

    /// Those in the language of whoever reads.
    pub(crate) fn current(&self) -> &Tera {
        let localizer = Localizer::current();
        let tag = localizer.language().tag();
        let found = self.spoken.iter().find(|(of, _)| of == tag).or(self.spoken.first());
        found.map(|(_, tera)| tera).unwrap_or_else(|| unreachable!("an admin has one language at least"))
    }
}

/// The built-in templates, and others that win over them by name.
pub(crate) fn load(own: &[(String, String)], languages: &Languages) -> Result<Templates, TemplateError> {
    if let Some((name, _)) = own.iter().find(|(name, _)| !name.ends_with(".html")) {
        return Err(TemplateError::Name(name.clone()));
    }
    let in_language = |language: &std::sync::Arc<kaffy_core::i18n::Language>| {
        let localizer = Localizer::new(language.clone(), Tz::UTC);
        Ok::<_, TemplateError>((language.tag().to_owned(), localizer.run(|| compile(own))?))
    };
    let spoken = languages.all().iter().map(in_language).collect::<Result<_, _>>()?;
    let has_own_cell = defines(own, "cell");
    let has_our_links = !defines(own, "nav_link") && !defines(own, "glyph");
    // A page of its own changes nothing of ours.
    let has_own = own.iter().any(|(name, _)| !name.starts_with("p/"));
    let is_input = |name: &str| name.strip_prefix("builtin/").unwrap_or(name) == "resource/input.html";
    let has_our_fields = !has_own_cell && !own.iter().any(|(name, _)| is_input(name));
    let own = own.iter().map(|(name, _)| name.clone()).collect();
    Ok(Templates { spoken, has_own, own, has_own_cell, has_our_fields, has_our_links })
}

/// The same in English alone.
#[cfg(test)]
pub(crate) fn load_english(own: &[(String, String)]) -> Result<Templates, TemplateError> {
    load(own, &Languages::default())
}

/// The templates in the language at hand.
fn compile(own: &[(String, String)]) -> Result<Tera, TemplateError> {
    let said = |name: &str, source: &str| (name.to_owned(), words::template(source));
    let builtin = || embedded::FILES.iter().map(|&(name, source)| said(name, source));
    let own = || own.iter().map(|(name, source)| said(name, source));
    let is_components = |(name, _): &(String, String)| name.ends_with("components.html");
    let mut components = empty()?;
    // Should the application's need its other templates too, then nothing is drawn beforehand.
    let _ = components.add_raw_templates(builtin().chain(own()).filter(is_components));
    let mut tera = empty()?;
    let drawn = builtin().map(|(name, source)| (name, icons::drawn(&components, &source)));
    tera.add_raw_templates(drawn.chain(own()))?;
    Ok(tera)
}

fn empty() -> Result<Tera, TemplateError> {
    let mut tera = Tera::new();
    // Escaping goes by the end of a template's name, and everything we draw is HTML.
    tera.autoescape_on([".html"]);
    tera.set_fallback_prefixes(["builtin/"])?;
    tera.register_filter("clean_html", CleanHtmlFilter);
    tera.register_function("t", words::say);
    Ok(tera)
}

/// `{{ text | clean_html }}`: the one way in which HTML of a value reaches a page. It cleans whatever it
/// is given, so it cannot be used wrongly (S9).
struct CleanHtmlFilter;

impl Filter<&str, String> for CleanHtmlFilter {
    fn call(&self, text: &str, _: Kwargs, _: &State) -> String {
        CleanHtml::of(text).into_string()
    }

    fn is_safe(&self) -> bool {
        true
    }
}

/// Whether templates define this component. One of a longer name only costs time.
fn defines(own: &[(String, String)], component: &str) -> bool {
    let opening = format!("component {component}");
    own.iter().any(|(_, source)| source.split_whitespace().collect::<Vec<_>>().join(" ").contains(&opening))
}

#[cfg(test)]
mod tests;
