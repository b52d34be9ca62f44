//! One row of the log: its columns, and the hash over all of them.

use std::borrow::Cow;

use sea_query::{Alias, Value};
use serde_json::json;
use sha2::{Digest, Sha256};

use crate::{Cell, Kind, one_line::is_unruly, store::Read};

/// The hash before the first entry.
pub(super) const NO_HASH: &str = "0000000000000000000000000000000000000000000000000000000000000000";
/// Characters of a column that is looked up.
pub(super) const SHORT: usize = 190;
/// Characters of the key of a record.
pub(super) const KEY: usize = 255;
/// Characters of a text that nobody looks up.
const WORDS: usize = 1_000;

/// The texts of a row, in the order that the hash takes them in. A new one is a new form of hash.
pub(super) const TEXTS: [&str; 11] =
    ["at", "actor_id", "actor", "event", "resource", "record", "label", "changes", "detail", "request", "address"];

/// A row as it stands in the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stored {
    pub(super) sequence: i64,
    pub(super) texts: [String; 11],
    pub(super) previous: String,
    pub(super) hash: String,
}

impl Stored {
    /// The columns, in the order of [`values`](Self::values) and [`reads`](Self::reads).
    pub(super) fn columns() -> impl Iterator<Item = Alias> {
        ["sequence"].into_iter().chain(TEXTS).chain(["previous", "hash"]).map(Alias::new)
    }

    pub(super) fn values(&self) -> impl Iterator<Item = Value> {
        let texts = self.texts.iter().chain([&self.previous, &self.hash]);
        [self.sequence.into()].into_iter().chain(texts.map(|text| text.as_str().into()))
    }

    pub(super) fn reads() -> Vec<Read> {
        [Read::integer()].into_iter().chain([Read::As(Kind::Text); TEXTS.len() + 2]).collect()
    }

    /// `None` where a cell is of another type: then somebody has been at the table.
    pub(super) fn read(cells: &[Cell]) -> Option<Self> {
        let Some(Ok(Value::BigInt(Some(sequence)))) = cells.first() else { return None };
        let text = |at: usize| match cells.get(at) {
            Some(Ok(Value::String(Some(text)))) => Some(text.clone()),
            _ => None,
        };
        let texts = (1..=TEXTS.len()).map(text).collect::<Option<Vec<_>>>()?.try_into().ok()?;
        let (previous, hash) = (text(TEXTS.len() + 1)?, text(TEXTS.len() + 2)?);
        Some(Self { sequence: *sequence, texts, previous, hash })
    }

    /// One of [`TEXTS`] by its name.
    pub(super) fn text(&self, name: &str) -> &str {
        TEXTS.iter().position(|known| *known == name).map_or("", |at| &self.texts[at])
    }

    /// What the hash has to be: SHA-256 over the row as a JSON array, the hash before among it.
    pub(super) fn computed(&self) -> String {
        let row = json!(["kaffy audit 1", self.sequence, self.previous, self.texts]);
        hex(&Sha256::digest(row.to_string()))
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .filter_map(|digit| char::from_digit(digit.into(), 16))
        .collect()
}

/// A text as a column of so many characters takes it: a longer one ends in a hash, so that it is looked up by
/// all of it.
pub(super) fn fitted(text: &str, most: usize) -> Cow<'_, str> {
    match text.char_indices().nth(most) {
        None => Cow::Borrowed(text),
        Some(_) => {
            let end = text.char_indices().nth(most - 65).map_or(text.len(), |(at, _)| at);
            Cow::Owned(format!("{}~{}", &text[..end], hex(&Sha256::digest(text))))
        }
    }
}

/// A text for people: nothing that breaks a line or turns the direction of writing, so that an entry cannot be
/// made to look like two.
pub(super) fn words(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    for c in text.chars().take(WORDS) {
        match is_unruly(c) {
            true => clean.extend(c.escape_unicode()),
            false => clean.push(c),
        }
    }
    clean
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row() -> Stored {
        Stored { sequence: 1, texts: TEXTS.map(str::to_owned), previous: NO_HASH.to_owned(), hash: String::new() }
    }

    #[test]
    fn s40_the_hash_is_over_everything_and_never_another() {
        let hash = row().computed();
        // Of a log that was written by an older version.
        assert_eq!(hash, "37c4c933996f228d7bd9278d21b1d3e27c1f7848753efa8306c1349ea3daa128");
        for (at, name) in TEXTS.iter().enumerate() {
            let mut other = row();
            other.texts[at].push('x');
            assert_ne!(other.computed(), hash, "{name}");
        }
        assert_ne!(Stored { sequence: 2, ..row() }.computed(), hash);
        assert_ne!(Stored { previous: hash.clone(), ..row() }.computed(), hash);
        let mut moved = row();
        let neighbour = std::mem::take(&mut moved.texts[2]);
        moved.texts[1].push_str(&neighbour);
        assert_ne!(moved.computed(), hash, "a text is not taken for a part of its neighbour");
    }

    #[test]
    fn s40_control_characters_are_escaped() {
        assert_eq!(words("a\nb\u{0}\u{7f}\u{202e}ä\u{85}"), "a\\u{a}b\\u{0}\\u{7f}\\u{202e}ä\\u{85}");
        assert_eq!(words(&"ä".repeat(2_000)).chars().count(), WORDS);
    }

    #[test]
    fn a66_a_key_of_any_length_is_looked_up_by_all_of_it() {
        let (one, other) = ("ä".repeat(300) + "1", "ä".repeat(300) + "2");
        assert_eq!(fitted("7", KEY), "7");
        assert_eq!(fitted(&one, KEY).chars().count(), KEY);
        assert_ne!(fitted(&one, KEY), fitted(&other, KEY));
    }
}
