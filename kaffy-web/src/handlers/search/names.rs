//! Names that words are found in, and the resource that what was typed begins with.

use std::sync::Arc;

use kaffy_core::{Resource, SearchWords};

use crate::view::SearchItem;

/// Words, in small letters.
pub(super) struct Matches {
    text: String,
    words: Vec<String>,
}

impl Matches {
    pub(super) fn of(words: &SearchWords) -> Self {
        let small = |word: &String| word.to_lowercase();
        Self { text: words.text().to_lowercase(), words: words.words().iter().map(small).collect() }
    }

    /// Whether all words are in a name and that of its group.
    pub(super) fn fits(&self, label: &str, group: &str) -> bool {
        self.rank(label, group).is_some()
    }

    /// How close it is: 0 for the very name; none where a word is missing.
    pub(super) fn rank(&self, label: &str, group: &str) -> Option<u8> {
        let (label, group) = (label.to_lowercase(), group.to_lowercase());
        if !self.words.iter().all(|word| label.contains(word) || group.contains(word)) {
            return None;
        }
        let first = self.words.first().map_or("", String::as_str);
        Some(match () {
            () if label == self.text => 0,
            () if label.starts_with(&self.text) => 1,
            () if label.split_whitespace().any(|word| word.starts_with(first)) => 2,
            () if label.contains(first) => 3,
            () => 4,
        })
    }

    /// The closest of some places.
    pub(super) fn best(&self, items: Vec<SearchItem>, most: usize) -> Vec<SearchItem> {
        let ranked = items.into_iter().filter_map(|item| Some((self.rank(&item.label, &item.details)?, item)));
        let mut ranked: Vec<_> = ranked.collect();
        ranked.sort_by_key(|(rank, _)| *rank);
        ranked.into_iter().take(most).map(|(_, item)| item).collect()
    }
}

/// The resources whose name a text begins with, with what comes behind it. The longest name wins: `order line 7` is
/// about order lines, and not about orders.
pub(super) fn named<'a>(resources: &[&'a Arc<Resource>], text: &str) -> Vec<(&'a Arc<Resource>, String)> {
    let mut best: Vec<(usize, &Arc<Resource>, String)> = Vec::new();
    for resource in resources {
        let meta = resource.meta();
        let names = [meta.singular.to_lowercase(), meta.plural.to_lowercase(), meta.slug.replace(['-', '_'], " ")];
        let longest =
            names.iter().chain([&meta.slug.to_owned()]).filter_map(|name| behind(text, name)).max_by_key(|it| it.0);
        best.extend(longest.map(|(length, rest)| (length, *resource, rest)));
    }
    let most = best.iter().map(|(length, ..)| *length).max();
    best.retain(|(length, ..)| Some(*length) == most);
    best.into_iter().map(|(_, resource, rest)| (resource, rest)).collect()
}

/// What comes behind a name in small letters, a space between them, and how many letters the name has.
fn behind(text: &str, name: &str) -> Option<(usize, String)> {
    // Small letters may be more, or fewer, than capital ones. What is longer than the name is no beginning of it.
    let ends = text.char_indices().map(|(at, c)| at + c.len_utf8());
    let small = ends.map(|end| (end, text[..end].to_lowercase()));
    let (end, _) = small.take_while(|(_, small)| small.len() <= name.len()).find(|(_, small)| small == name)?;
    let rest = text[end..].strip_prefix(char::is_whitespace)?.trim();
    (!rest.is_empty()).then(|| (name.chars().count(), rest.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a81_a_name_is_followed_by_a_space_and_something() {
        assert_eq!(behind("Product 12", "product"), Some((7, "12".to_owned())));
        assert_eq!(behind("ORDER  LINE 7", "order"), Some((5, "LINE 7".to_owned())));
        assert_eq!(behind("Straße 7", "straße"), Some((6, "7".to_owned())));
        assert_eq!(behind("İstanbul 7", "i\u{307}stanbul"), Some((9, "7".to_owned())));
        for text in ["product", "product ", "products 12", "produ 12", ""] {
            assert_eq!(behind(text, "product"), None, "{text}");
        }
    }

    #[test]
    fn a81_the_closest_name_comes_first() {
        let words = |text| Matches::of(&SearchWords::parse(text).expect("fine"));
        let ranks = |text, label| words(text).rank(label, "Shop");
        assert_eq!(ranks("products", "Products"), Some(0));
        assert_eq!(ranks("prod", "Products"), Some(1));
        assert_eq!(ranks("prod", "Add product"), Some(2));
        assert_eq!(ranks("roduct", "Products"), Some(3));
        assert_eq!(ranks("shop", "Products"), Some(4));
        assert_eq!(ranks("shop PROD", "Products"), Some(4));
        assert_eq!(ranks("cake", "Products"), None);
        let item = |label: &str| SearchItem::to(label, "", String::new());
        let best = words("pro").best(vec![item("A pro"), item("Cake"), item("Products")], 9);
        assert_eq!(best.iter().map(|item| &*item.label).collect::<Vec<_>>(), ["Products", "A pro"]);
    }
}
