//! Whether an index is good for something.

use super::need::{How, Need};
use crate::{
    Column, Dialect, Direction, Storage,
    store::{IndexFacts, IndexKey},
};

/// Whether a list or form that needs this finds it in the index.
pub(super) fn serves(index: &IndexFacts, need: &Need, dialect: Dialect) -> bool {
    let named = |key: &IndexKey, name: &str| key.column.as_deref().is_some_and(|it| is_named(it, name, dialect));
    let first = |name: &str| index.keys.first().is_some_and(|key| named(key, name));
    if !is_for(index, need) {
        return false;
    }
    match &need.how {
        How::InOrder(keys) => index.is_sorted && in_order(index, keys, dialect),
        How::ByValue(column) => index.is_sorted && first(column.meta.column),
        How::ByKey(columns) => {
            let leading = index.keys.get(..columns.len()).unwrap_or_default();
            let is_there = |column: &String| leading.iter().any(|key| named(key, column));
            index.is_sorted && !leading.is_empty() && columns.iter().all(is_there)
        }
        How::InText(column) => index.keys.iter().any(|key| key.has_trigrams && named(key, column.meta.column)),
        How::AtStart(column) => match dialect {
            Dialect::Postgres => index.keys.iter().any(|key| key.has_trigrams && named(key, column.meta.column)),
            Dialect::Sqlite => first(column.meta.column) && index.keys[0].ignores_case,
            Dialect::MySql => index.is_sorted && first(column.meta.column),
        },
        How::InTrash(column) => index.is_sorted && first(column.meta.column),
        How::OverRelation => false,
    }
}

/// An index of some rows serves those who ask for no others. Lists of a resource with a trash ask for the rows in
/// which its column is NULL, and its trash for the others.
fn is_for(index: &IndexFacts, need: &Need) -> bool {
    let Some(partial) = &index.partial else { return true };
    let bare: String = partial.chars().filter(|c| !matches!(c, '(' | ')' | '"' | '`' | '[' | ']')).collect();
    let words: Vec<_> = bare.split_whitespace().map(str::to_ascii_lowercase).collect();
    let said = words.join(" ");
    match &need.how {
        How::InTrash(column) => said == format!("{} is not null", column.meta.column.to_ascii_lowercase()),
        _ => need.live.is_some_and(|name| said == format!("{} is null", name.to_ascii_lowercase())),
    }
}

fn in_order(index: &IndexFacts, keys: &[(std::sync::Arc<Column>, Direction)], dialect: Dialect) -> bool {
    let mut turned = None;
    for (at, (column, direction)) in keys.iter().enumerate() {
        // Nothing is left to be sorted where the keys so far are one row each.
        let is_one_row = index.unique == at && at > 0 && keys[..at].iter().all(|(column, _)| !column.nullable);
        if is_one_row {
            return true;
        }
        let Some(key) = index.keys.get(at) else { return false };
        let is_this = key.column.as_deref().is_some_and(|it| is_named(it, column.meta.column, dialect));
        if !is_this || !key.is_plain || !is_sorted_as_stored(column, dialect) {
            return false;
        }
        let is_turned = key.is_descending != (*direction == Direction::Desc);
        if *turned.get_or_insert(is_turned) != is_turned {
            return false;
        }
    }
    true
}

/// Whether a list compares the column as it is.
fn is_sorted_as_stored(column: &Column, dialect: Dialect) -> bool {
    match (&column.storage, dialect) {
        (Storage::Text, Dialect::Sqlite | Dialect::MySql) => !column.kind().is_number(),
        (Storage::Cast(_), Dialect::MySql) => false,
        _ => true,
    }
}

pub(super) fn is_named(known: &str, name: &str, dialect: Dialect) -> bool {
    match dialect {
        Dialect::Postgres => known == name,
        _ => known.eq_ignore_ascii_case(name),
    }
}
