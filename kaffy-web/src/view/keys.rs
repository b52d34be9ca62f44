//! What keys do (A89).

use std::collections::HashSet;

use kaffy_core::tr;
use serde::Serialize;

use super::menu;
use crate::{extract::Visit, pages::Web};

/// `keys.html` and `keys_part.html`: what keys do.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct KeysView {
    /// This page; a choice is posted there as well.
    pub href: String,
    /// What was looked for.
    pub words: String,
    /// Keys by where they do something; without those that have nothing to show.
    pub sections: Vec<KeySection>,
    /// Whether single keys do something.
    pub is_on: bool,
    /// The value of the hidden field `_csrf`.
    pub csrf: String,
    /// Where to go back to once they are switched on or off.
    pub here: String,
}

/// Keys of one place.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct KeySection {
    /// The place.
    pub title: String,
    /// A sentence about all of them.
    pub lead: Option<String>,
    /// The keys.
    pub lines: Vec<KeyLine>,
}

/// One key, or several that belong together.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct KeyLine {
    /// What is written on them.
    pub keys: Vec<String>,
    /// What they do.
    pub words: String,
    /// The page that they lead to, and its letter.
    pub go: Option<String>,
    /// What the script calls it; it hides those that do nothing on the page at hand.
    pub name: &'static str,
}

impl KeysView {
    pub(crate) fn new(web: &Web, visit: &Visit, words: &str) -> Self {
        let small = words.to_lowercase();
        let mut sections = vec![anywhere(), on_lists(), on_forms(), go_to(web, visit)];
        for section in &mut sections {
            section
                .lines
                .retain(|line| line.words.to_lowercase().contains(&small) || line.keys.iter().any(|key| key == words));
        }
        sections.retain(|section| !section.lines.is_empty());
        Self {
            href: visit.links.keys(),
            words: words.to_owned(),
            sections,
            is_on: visit.has_keys,
            csrf: visit.token.value.clone(),
            here: visit.links.keys(),
        }
    }
}

fn line(name: &'static str, keys: &[&str], words: String) -> KeyLine {
    KeyLine { keys: keys.iter().map(|key| (*key).to_owned()).collect(), words, go: None, name }
}

fn section(title: String, lines: Vec<KeyLine>) -> KeySection {
    KeySection { title, lead: None, lines }
}

fn anywhere() -> KeySection {
    let (control, escape) = (tr!("keys-control"), tr!("keys-escape"));
    section(
        tr!("keys-anywhere"),
        vec![
            line("", &[&control, "K"], tr!("keys-palette")),
            line("", &["/"], tr!("keys-slash")),
            line("", &["?"], tr!("keys-help")),
            line("", &[&escape], tr!("keys-close-open")),
        ],
    )
}

fn on_lists() -> KeySection {
    let enter = tr!("keys-enter");
    section(
        tr!("keys-on-lists"),
        vec![
            line("f", &["f"], tr!("keys-filters")),
            line("n", &["n"], tr!("keys-new")),
            line("j", &["j", "k"], tr!("keys-rows")),
            line("x", &["x"], tr!("keys-select")),
            line("e", &[&enter, "e"], tr!("keys-open")),
        ],
    )
}

fn on_forms() -> KeySection {
    section(tr!("keys-on-forms"), vec![line("s", &[&tr!("keys-control"), "S"], tr!("keys-save"))])
}

/// `g` and a letter for the pages of the menu, in its order: the first letter of a name that is not taken.
fn go_to(web: &Web, visit: &Visit) -> KeySection {
    let mut taken = HashSet::new();
    let mut lines = Vec::new();
    let mut add = |label: String, href: String| {
        if let Some(letter) = letter_for(&label, &taken) {
            taken.insert(letter);
            let go = Some(href);
            lines.push(KeyLine { keys: vec!["g".to_owned(), letter.to_string()], words: label, go, name: "" });
        }
    };
    add(tr!("layout-home"), visit.links.home());
    for group in menu::groups(web, visit) {
        for resource in group.resources {
            add(resource.label, resource.href);
        }
    }
    let lead = Some(tr!("keys-go-lead"));
    KeySection { title: tr!("keys-go-to"), lead, lines }
}

/// A letter of a name, or else any other that is free.
fn letter_for(label: &str, taken: &HashSet<char>) -> Option<char> {
    let own = label.chars().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric());
    own.chain('a'..='z').chain('0'..='9').find(|letter| !taken.contains(letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a89_letters_follow_the_menu_and_are_never_given_twice() {
        let mut taken = HashSet::new();
        let mut give = |label: &str| {
            let letter = letter_for(label, &taken);
            taken.extend(letter);
            letter
        };
        assert_eq!(give("Products"), Some('p'));
        assert_eq!(give("Pies"), Some('i'));
        assert_eq!(give("Pp"), Some('a'), "one that is free");
        assert_eq!(give("Ωμέγα"), Some('ω'));
        let given = (0..100).filter_map(|_| give("---")).count();
        assert_eq!(given, 36 - 3, "and then no more");
    }
}
