//! What a page says, as people see it.

use std::fmt::Write;

use scraper::{ElementRef, Html, Node, Selector, node::Element};

/// The elements of a selector.
///
/// # Panics
/// When it is none.
pub(super) fn selector(text: &str) -> Selector {
    Selector::parse(text).unwrap_or_else(|error| panic!("`{text}` is no CSS selector: {error}"))
}

/// The text of an element, white space as a browser shows it; without what only a screen reader says.
pub(super) fn text(element: ElementRef<'_>) -> String {
    let mut words = String::new();
    gather(element, &mut words);
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn gather(element: ElementRef<'_>, words: &mut String) {
    for child in element.children() {
        match child.value() {
            Node::Text(text) => words.push_str(text),
            Node::Element(inner) if is_seen(inner) => {
                if let Some(child) = ElementRef::wrap(child) {
                    gather(child, words);
                }
            }
            _ => {}
        }
    }
}

/// Whether people see an element. Of a text that is shortened it is the whole that counts.
fn is_seen(element: &Element) -> bool {
    !matches!(element.name(), "template" | "script" | "style" | "svg")
        && !element.classes().any(|class| matches!(class, "sr" | "short" | "reveal"))
}

/// What stands in the middle of a page, a line for each block: what a message about it shows.
pub(super) fn page(html: &str) -> String {
    let html = Html::parse_document(html);
    let main = html.select(&selector("main")).next().unwrap_or_else(|| html.root_element());
    let mut words = String::new();
    lines(main, &mut words);
    let mut text = String::new();
    for line in words.lines() {
        let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
        if !line.is_empty() {
            let _ = writeln!(text, "{line}");
        }
    }
    text
}

fn lines(element: ElementRef<'_>, words: &mut String) {
    for child in element.children() {
        match child.value() {
            Node::Text(text) => words.push_str(&text.replace('\n', " ")),
            Node::Element(inner) if is_seen(inner) && !inner.classes().any(|class| class == "tick") => {
                let Some(child) = ElementRef::wrap(child) else { continue };
                let name = inner.name();
                match (name, inner.attr("name"), inner.attr("type")) {
                    ("input", Some(_), Some("hidden")) => {}
                    ("input", Some(name), Some("checkbox" | "radio")) => {
                        let on = if inner.attr("checked").is_some() { "x" } else { " " };
                        let _ = write!(words, "[{on}] {name} ");
                    }
                    ("input" | "textarea", Some(name), _) => {
                        let value = inner.attr("value").map_or_else(|| text(child), str::to_owned);
                        let _ = write!(words, " [{name}: {value}] ");
                    }
                    ("td" | "th", ..) => {
                        lines(child, words);
                        words.push_str(" | ");
                    }
                    _ => {
                        let is_block =
                            !matches!(name, "a" | "b" | "span" | "strong" | "em" | "time" | "code" | "label");
                        words.push_str(if is_block { "\n" } else { "" });
                        lines(child, words);
                        words.push_str(if is_block { "\n" } else { "" });
                    }
                }
            }
            _ => {}
        }
    }
}
