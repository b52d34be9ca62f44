//! Names of Rust as words for people, and the English plural of the last one.

use heck::{ToKebabCase, ToLowerCamelCase, ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};
use syn::{Ident, ext::IdentExt};

/// Written in capitals, wherever they stand in a name.
const ABBREVIATIONS: &[&str] = &[
    "api", "csv", "css", "html", "http", "iban", "id", "ip", "isbn", "json", "pdf", "sku", "sql", "ui", "url", "utc",
    "uuid", "vat", "xml",
];

/// The name of a field without `r#`.
pub(crate) fn plain(ident: &Ident) -> String {
    ident.unraw().to_string()
}

/// `inserted_at` as "Inserted at", `OrderLine` as "Order line", `category_id` as "Category ID".
pub(crate) fn in_words(name: &str) -> String {
    let words: Vec<String> = name.to_snake_case().split('_').filter(|word| !word.is_empty()).map(word).collect();
    let mut text = words.join(" ");
    if let Some(first) = text.get(..1) {
        let first = first.to_uppercase();
        text.replace_range(..1, &first);
    }
    text
}

fn word(word: &str) -> String {
    if ABBREVIATIONS.contains(&word) { word.to_uppercase() } else { word.to_owned() }
}

/// The plural of the last word: "Order line" to "Order lines", `category` to `categories`.
///
/// Right for most nouns that tables are named after; `plural = "…"` is for the rest.
pub(crate) fn plural(name: &str) -> String {
    let start = name.rfind([' ', '_', '-']).map_or(0, |at| at + 1);
    let (before, last) = name.split_at(start);
    let lower = last.to_lowercase();
    let irregular =
        [("person", "people"), ("child", "children"), ("man", "men"), ("woman", "women"), ("datum", "data")];
    let same = ["data", "equipment", "information", "media", "news", "series", "software", "staff"];
    if same.contains(&lower.as_str()) {
        return name.to_owned();
    }
    if let Some((_, many)) = irregular.iter().find(|(one, _)| *one == lower) {
        let first = last.get(..1).unwrap_or_default();
        return format!("{before}{first}{}", many.get(1..).unwrap_or_default());
    }
    let vowel_before_last = lower.chars().rev().nth(1).is_some_and(|letter| "aeiou".contains(letter));
    match last.strip_suffix('y') {
        Some(stem) if !vowel_before_last => format!("{before}{stem}ies"),
        _ if ["s", "x", "z", "ch", "sh"].iter().any(|end| lower.ends_with(end)) => format!("{name}es"),
        _ => format!("{name}s"),
    }
}

/// How names become columns or stored values: `rename_all`, with the spellings of serde.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RenameAll {
    Lower,
    Upper,
    Pascal,
    Camel,
    Snake,
    ScreamingSnake,
    Kebab,
    ScreamingKebab,
}

impl RenameAll {
    pub(crate) const SPELLINGS: [(&str, Self); 8] = [
        ("lowercase", Self::Lower),
        ("UPPERCASE", Self::Upper),
        ("PascalCase", Self::Pascal),
        ("camelCase", Self::Camel),
        ("snake_case", Self::Snake),
        ("SCREAMING_SNAKE_CASE", Self::ScreamingSnake),
        ("kebab-case", Self::Kebab),
        ("SCREAMING-KEBAB-CASE", Self::ScreamingKebab),
    ];

    /// The name of a field, written in snake case as Rust has it.
    pub(crate) fn field(self, name: &str) -> String {
        match self {
            Self::Lower | Self::Snake => name.to_owned(),
            Self::Upper | Self::ScreamingSnake => name.to_uppercase(),
            Self::Pascal => name.to_upper_camel_case(),
            Self::Camel => name.to_lower_camel_case(),
            Self::Kebab => name.replace('_', "-"),
            Self::ScreamingKebab => name.to_uppercase().replace('_', "-"),
        }
    }

    /// The name of a variant, written in camel case as Rust has it.
    pub(crate) fn variant(self, name: &str) -> String {
        match self {
            Self::Lower => name.to_lowercase(),
            Self::Upper => name.to_uppercase(),
            Self::Pascal => name.to_owned(),
            Self::Camel => name.to_lower_camel_case(),
            Self::Snake => name.to_snake_case(),
            Self::ScreamingSnake => name.to_shouty_snake_case(),
            Self::Kebab => name.to_kebab_case(),
            Self::ScreamingKebab => name.to_kebab_case().to_uppercase(),
        }
    }
}
