//! A search as typed, and the words it looks for (A7).

use super::{BadQuery, bad_query::quoted};
use crate::tr;

/// Words beyond these would make statements without end.
const MOST_WORDS: usize = 10;
const MOST_CHARACTERS: usize = 200;
/// Characters of what was typed, white space among them: more is neither looked at nor written back into a page.
const MOST_TEXT: usize = 1_000;
/// Characters of the rest that a message may repeat.
const REPEATED: usize = 100;

/// A search: what was typed, split at white space with quoted phrases kept together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Search {
    text: String,
    words: Vec<String>,
    left_out: Option<String>,
}

impl Search {
    /// Reads what was typed.
    ///
    /// # Errors
    /// When it holds a control character, which no text column does.
    pub(crate) fn parse(typed: &str) -> Result<Self, BadQuery> {
        let text = typed.trim();
        if let Some(found) = text.chars().find(|c| c.is_control() && !c.is_whitespace()) {
            let code = format!("U+{:04X}", u32::from(found));
            return Err(BadQuery::new(tr!("search-control-character", code = code)));
        }
        let (text, rest) = text.split_at(text.char_indices().nth(MOST_TEXT).map_or(text.len(), |(at, _)| at));
        let text = text.trim_end();
        let (words, left_out) = limit(split(text));
        let rest = || (!rest.is_empty()).then(|| rest.trim_start().chars().take(REPEATED).collect::<String>());
        Ok(Self { text: text.to_owned(), words, left_out: left_out.or_else(rest) })
    }

    /// As it was typed, without white space around it; a very long one is cut.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// What every row must contain.
    pub(crate) fn words(&self) -> &[String] {
        &self.words
    }

    /// Says which words were too many.
    pub(crate) fn note(&self) -> Option<String> {
        self.left_out
            .as_ref()
            .map(|words| tr!("search-too-much", words = MOST_WORDS, characters = MOST_CHARACTERS, rest = quoted(words)))
    }
}

/// Splits at white space; a quote keeps what follows together up to the next one. A quote that is
/// never closed is a character like any other.
fn split(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let closed = (first == '"').then(|| rest[1..].find('"')).flatten();
        let (word, next) = match closed {
            Some(end) => (rest[1..=end].trim(), &rest[end + 2..]),
            None => rest.split_once(char::is_whitespace).unwrap_or((rest, "")),
        };
        if !word.is_empty() {
            words.push(word.to_owned());
        }
        rest = next.trim_start();
    }
    words
}

fn limit(words: Vec<String>) -> (Vec<String>, Option<String>) {
    let mut kept: Vec<String> = Vec::new();
    let mut left_out: Vec<String> = Vec::new();
    let mut characters = 0;
    for word in words {
        characters += word.chars().count();
        if kept.len() < MOST_WORDS && characters <= MOST_CHARACTERS {
            // Said twice is meant once.
            if !kept.contains(&word) {
                kept.push(word);
            }
        } else {
            left_out.push(word);
        }
    }
    // One endless word: its beginning is better than a search for nothing, which would find all.
    if kept.is_empty()
        && let Some(first) = left_out.first()
    {
        kept.push(first.chars().take(MOST_CHARACTERS).collect());
    }
    let left_out = (!left_out.is_empty()).then(|| left_out.join(" "));
    (kept, left_out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a7_what_is_endless_is_cut_before_anything_looks_at_it() {
        let parse = |typed: &str| Search::parse(typed).expect("fine");
        let one = parse(&"ä".repeat(60_000));
        assert_eq!((one.text().chars().count(), one.words()), (MOST_TEXT, &["ä".repeat(MOST_CHARACTERS)][..]));
        // White space, and what is said again and again, is no word more, and the end of it is missed all the same.
        let far = parse(&format!("rye{}bread", " ".repeat(60_000)));
        assert_eq!((far.text(), far.words()), ("rye", &["rye".to_owned()][..]));
        assert!(far.note().is_some_and(|note| note.contains("`bread`")), "{:?}", far.note());
        let whole = parse(&format!("  {}", "x ".repeat(MOST_TEXT / 2)));
        assert_eq!(whole.text().chars().count(), MOST_TEXT - 1);
    }
}
