//! A made-up language: each message is the English one, with its words inside ⟦ ⟧. What stands outside of them on a
//! page came from no message file.

use fluent_syntax::{
    ast::{Entry, Expression, InlineExpression, Pattern, PatternElement},
    parser, serializer,
};
use scraper::{Html, Node};

use crate::support::Page;

/// Its tag.
pub(super) const TAG: &str = "qps";
/// Names that are the same in every language: of lists, formats, units, zones, of types and fields, and of months in a
/// language that no region speaks.
const NAMES: [&str; 16] = [
    "(jobs)",
    "(jobs/groups)",
    "(schedules)",
    "(audit)",
    "agora/loaves",
    "PNG",
    "UTC",
    "https",
    "kB",
    "MB",
    "photo",
    "title",
    "loaf_id",
    "Kind",
    "January",
    "March",
];
/// What people read beside texts.
const READ: [&str; 5] = ["title", "aria-label", "placeholder", "alt", "data-select-all"];

/// All English messages in that language.
pub(super) fn messages() -> String {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/kaffy-core/locales/en");
    let mut files: Vec<_> =
        std::fs::read_dir(folder).expect("the English messages").map(|file| file.expect("a file").path()).collect();
    files.sort();
    let file = |path: &std::path::PathBuf| marked(&std::fs::read_to_string(path).expect("text"));
    files.iter().map(file).collect::<Vec<_>>().join("\n")
}

fn marked(source: &str) -> String {
    let mut resource = parser::parse(source.to_owned()).unwrap_or_else(|(_, errors)| panic!("{errors:?}"));
    for entry in &mut resource.body {
        if let Entry::Message(message) = entry {
            message.value.iter_mut().for_each(mark);
        }
    }
    serializer::serialize(&resource)
}

fn mark(pattern: &mut Pattern<String>) {
    for element in &mut pattern.elements {
        match element {
            PatternElement::TextElement { value } => {
                let bare = value.trim();
                if has_latin(bare) {
                    *value = value.replacen(bare, &format!("⟦{bare}⟧"), 1);
                }
            }
            PatternElement::Placeable { expression } => mark_inside(expression),
        }
    }
}

fn mark_inside(expression: &mut Expression<String>) {
    match expression {
        Expression::Select { variants, .. } => variants.iter_mut().for_each(|variant| mark(&mut variant.value)),
        Expression::Inline(InlineExpression::Placeable { expression }) => mark_inside(expression),
        Expression::Inline(_) => {}
    }
}

fn has_latin(text: &str) -> bool {
    // An id is no word, whatever letters it has.
    let is_id = |word: &str| word.len() == 36 && word.chars().all(|c| c == '-' || c.is_ascii_hexdigit());
    let words = text.split(|c: char| !(c == '-' || c.is_ascii_alphanumeric()));
    words.filter(|word| !is_id(word)).any(|word| word.chars().any(|c| c.is_ascii_alphabetic()))
}

/// What is left of a text without what is marked.
fn unmarked(text: &str) -> String {
    let mut depth = 0_usize;
    let mut left = String::new();
    for c in text.chars() {
        match c {
            '⟦' => depth += 1,
            '⟧' => depth = depth.checked_sub(1).expect("an opening sign"),
            other if depth == 0 => left.push(other),
            _ => {}
        }
    }
    for name in NAMES {
        left = left.replace(name, "");
    }
    left
}

/// All texts of a page that no message file has.
pub(super) fn strays(page: &Page) -> Vec<String> {
    let html = if page.body.contains("<html") { page.html() } else { Html::parse_fragment(&page.body) };
    let mut found = Vec::new();
    for node in html.tree.nodes() {
        match node.value() {
            Node::Text(text) => {
                let parent = node.parent().and_then(|parent| parent.value().as_element().cloned());
                let is_code = |name: &str| matches!(name, "script" | "style" | "noscript" | "kbd" | "code");
                let is_code = parent.as_ref().is_some_and(|element| is_code(element.name()));
                // Languages are called what those call them who speak them.
                let is_language = parent.is_some_and(|element| element.attr("name") == Some("language"));
                // So are languages and zones in lists of them, save for the first choice, which is none.
                let list = node.parent().and_then(|option| option.parent()?.value().as_element().cloned());
                let is_named =
                    |list: &scraper::node::Element| matches!(list.attr("name"), Some("locale" | "time_zone"));
                let is_chosen = node.parent().is_some_and(|it| it.prev_sibling().is_some());
                let is_language = is_language || list.as_ref().is_some_and(is_named) && is_chosen;
                if !is_code && !is_language && has_latin(&unmarked(text)) {
                    found.push(text.trim().to_owned());
                }
            }
            Node::Element(element) => {
                for name in READ {
                    // A time says in its title what a machine reads.
                    let text = element.attr(name).filter(|_| element.name() != "time").unwrap_or_default();
                    if has_latin(&unmarked(text)) {
                        found.push(format!("{}[{name}]: {text}", element.name()));
                    }
                }
            }
            _ => {}
        }
    }
    found
}

#[test]
fn k20_messages_are_marked_where_they_have_words() {
    let source = "a = The { LOWER($thing) } “{ $label }” is { $count ->\n    [one] one\n   *[other] { $count } many\n } now.\n\
                  b = { $a }, { $b }";
    let said = marked(source);
    assert!(said.contains("⟦The⟧ { LOWER($thing) } “{ $label }⟦” is⟧ { $count ->"), "{said}");
    assert!(said.contains("[one] ⟦one⟧") && said.contains("{ $count } ⟦many⟧"), "{said}");
    assert!(said.contains("b = { $a }, { $b }"), "{said}");
    assert_eq!(unmarked("⟦a ⟦b⟧ c⟧ δ"), " δ");
}
