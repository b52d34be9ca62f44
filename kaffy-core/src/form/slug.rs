//! A text for addresses, made of others where a new record leaves it empty (A51).

use super::{Decoded, FormField, Posted, decode};
use crate::{Column, Resource, value};

/// What is posted for a field, or what its sources make of it.
pub(super) fn filled_in(resource: &Resource, field: &FormField, posted: &Posted) -> Vec<String> {
    let typed = posted.get(field.column.meta.name);
    let is_empty = !typed.is_empty() && typed.iter().all(|text| text.trim().is_empty());
    let sources = field.column.meta.slug_from;
    if !is_empty || sources.is_empty() {
        return typed.to_vec();
    }
    let texts = sources.iter().filter_map(|name| {
        let column = resource.column(name)?;
        let source = FormField { column: column.clone(), required: false, ..field.clone() };
        match decode::decode(&source, posted.get(name)) {
            Ok(Decoded::Set(value)) => Some(value::print(column.kind(), &value)),
            _ => None,
        }
    });
    vec![cut(&slug(&texts.collect::<Vec<_>>().join(" ")), &field.column)]
}

/// Small ASCII letters and digits with `-` between the words, whatever script the text was in.
pub(crate) fn slug(text: &str) -> String {
    let ascii = deunicode::deunicode_with_tofu(text, "-").to_lowercase().replace(['\'', '’'], "");
    let words = ascii.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}

/// As long as the column takes, between two words where there are some.
fn cut(slug: &str, column: &Column) -> String {
    let Some(limit) = column.meta.max_len.into_iter().chain(column.max_len).min() else { return slug.to_owned() };
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    if slug.len() <= limit {
        return slug.to_owned();
    }
    let start = &slug[..limit];
    let whole =
        if slug[limit..].starts_with('-') { start } else { start.rsplit_once('-').map_or(start, |(whole, _)| whole) };
    whole.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a51_a_slug_is_ascii_in_any_script() {
        for (text, expected) in [
            ("Crème Brûlée!", "creme-brulee"),
            ("Straße & Größe", "strasse-grosse"),
            ("  Don't   panic ", "dont-panic"),
            ("北京", "bei-jing"),
            ("Привет мир", "privet-mir"),
            ("!!!", ""),
        ] {
            assert_eq!(slug(text), expected);
        }
    }
}
