//! The templates: the built-in ones, and the application's in their place.

mod embedded;
mod icons;
mod names;

use std::{collections::HashSet, ops::Deref};

use kaffy_core::CleanHtml;
use tera::{Filter, Kwargs, State, Tera};

use crate::TemplateError;
pub(crate) use names::check_names;

/// All templates, ready to draw with.
pub(crate) struct Templates {
    tera: Tera,
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

impl Templates {
    /// Whether a template is the application's.
    pub(crate) fn is_own(&self, name: &str) -> bool {
        self.own.contains(name)
    }

    /// An icon of the component `icon`; nothing for one that cannot be drawn.
    pub(crate) fn icon(&self, name: &str) -> String {
        icons::icon(&self.tera, name).unwrap_or_default()
    }
}

impl Deref for Templates {
    type Target = Tera;

    fn deref(&self) -> &Tera {
        &self.tera
    }
}

/// The built-in templates, and others that win over them by name.
pub(crate) fn load(own: &[(String, String)]) -> Result<Templates, TemplateError> {
    if let Some((name, _)) = own.iter().find(|(name, _)| !name.ends_with(".html")) {
        return Err(TemplateError::Name(name.clone()));
    }
    let builtin = || embedded::FILES.iter().map(|&(name, source)| (name.to_owned(), source.to_owned()));
    let is_components = |(name, _): &(String, String)| name.ends_with("components.html");
    let mut components = empty()?;
    // Should the application's need its other templates too, then nothing is drawn beforehand.
    let _ = components.add_raw_templates(builtin().chain(own.iter().cloned()).filter(is_components));
    let mut tera = empty()?;
    let drawn = builtin().map(|(name, source)| (name, icons::drawn(&components, &source)));
    tera.add_raw_templates(drawn.chain(own.iter().cloned()))?;
    let has_own_cell = defines(own, "cell");
    let has_our_links = !defines(own, "nav_link") && !defines(own, "glyph");
    // A page of its own changes nothing of ours.
    let has_own = own.iter().any(|(name, _)| !name.starts_with("p/"));
    let is_input = |name: &str| name.strip_prefix("builtin/").unwrap_or(name) == "resource/input.html";
    let has_our_fields = !has_own_cell && !own.iter().any(|(name, _)| is_input(name));
    let own = own.iter().map(|(name, _)| name.clone()).collect();
    Ok(Templates { tera, has_own, own, has_own_cell, has_our_fields, has_our_links })
}

fn empty() -> Result<Tera, TemplateError> {
    let mut tera = Tera::new();
    // Escaping goes by the end of a template's name, and everything we draw is HTML.
    tera.autoescape_on([".html"]);
    tera.set_fallback_prefixes(["builtin/"])?;
    tera.register_filter("clean_html", CleanHtmlFilter);
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
