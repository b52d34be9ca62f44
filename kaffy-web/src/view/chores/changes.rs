//! What a dry run would have changed (J77).

use std::collections::BTreeMap;

use kaffy_core::tr;
use kaffy_jobs::chores::DryChange;
use serde::Serialize;

use crate::view::jobs::{count_words, cut};

/// Characters of a value.
const VALUE: usize = 300;

/// A row that a dry run changed, or a statement where rows are not known one by one.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct RowChangeView {
    /// Its place among them.
    pub number: u64,
    /// The table.
    pub table: String,
    /// The key of the row, or what the statement was.
    pub row: String,
    /// `added`, `changed`, `deleted` or `statement`.
    pub kind: &'static str,
    /// The same in words.
    pub label: String,
    /// The number of its colour.
    pub tone: u8,
    /// The columns that differ; none where rows are not known one by one.
    pub columns: Vec<ColumnView>,
    /// The columns that stay as they are.
    pub same: Vec<ColumnView>,
    /// How many these are, in words.
    pub same_count: String,
}

/// A column of such a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ColumnView {
    /// Its name.
    pub name: String,
    /// What it held; none where there was no row, or nothing in it.
    pub before: Option<String>,
    /// What it would hold; likewise.
    pub after: Option<String>,
}

impl RowChangeView {
    pub(crate) fn new(change: &DryChange) -> Self {
        let (kind, label, tone) = match (&change.before, &change.after) {
            (None, None) => {
                let rows = change.rows.unwrap_or_default();
                let words = tr!("chores-change-rows", count = rows, rows = count_words(rows, false));
                ("statement", words, 4)
            }
            (None, Some(_)) => ("added", tr!("chores-change-added"), 0),
            (Some(_), Some(_)) => ("changed", tr!("chores-change-changed"), 2),
            (Some(_), None) => ("deleted", tr!("chores-change-deleted"), 6),
        };
        let (columns, same) = columns(change);
        Self {
            number: change.number,
            table: change.table.clone(),
            row: change.row.clone(),
            kind,
            label,
            tone,
            same_count: tr!("chores-change-same", count = same.len(), columns = count_words(same.len() as u64, false)),
            columns,
            same,
        }
    }
}

/// The columns of both sides, in the order of the row before: those that differ, and those that do not.
fn columns(change: &DryChange) -> (Vec<ColumnView>, Vec<ColumnView>) {
    let sides = [&change.before, &change.after].map(|side| side.as_deref().unwrap_or_default());
    let [before, after] = sides
        .map(|side| side.iter().map(|(name, value)| (name.as_str(), value.as_deref())).collect::<BTreeMap<_, _>>());
    let mut names: Vec<&str> = Vec::new();
    for (name, _) in sides.into_iter().flatten() {
        if !names.contains(&name.as_str()) {
            names.push(name);
        }
    }
    let shown = |value: Option<&Option<&str>>| value.copied().flatten().map(|text| cut(text, VALUE).0);
    let view = |name: &str| ColumnView {
        name: name.to_owned(),
        before: shown(before.get(name)),
        after: shown(after.get(name)),
    };
    let (changed, same): (Vec<_>, Vec<_>) = names.into_iter().partition(|name| before.get(name) != after.get(name));
    (changed.into_iter().map(view).collect(), same.into_iter().map(view).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(pairs: &[(&str, Option<&str>)]) -> Vec<(String, Option<String>)> {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), value.map(str::to_owned))).collect()
    }

    fn change(
        before: Option<Vec<(String, Option<String>)>>,
        after: Option<Vec<(String, Option<String>)>>,
    ) -> RowChangeView {
        let change = DryChange { number: 1, table: "breads".into(), row: "7".into(), before, after, rows: Some(3) };
        RowChangeView::new(&change)
    }

    #[test]
    fn j77_what_differs_is_told_from_what_stays() {
        let before = row(&[("id", Some("7")), ("name", Some("Rye")), ("price", Some("4.50")), ("note", None)]);
        let after = row(&[("id", Some("7")), ("name", Some("Rye")), ("price", Some("4.95")), ("note", Some(""))]);
        let view = change(Some(before.clone()), Some(after.clone()));
        let names = |columns: &[ColumnView]| columns.iter().map(|it| it.name.clone()).collect::<Vec<_>>();
        assert_eq!(
            (names(&view.columns), names(&view.same)),
            (vec!["price".into(), "note".into()], vec!["id".into(), "name".into()])
        );
        assert_eq!((view.kind, view.columns[0].after.as_deref()), ("changed", Some("4.95")));
        assert_eq!((change(None, Some(after)).kind, change(Some(before), None).kind), ("added", "deleted"));
        assert_eq!((change(None, None).kind, change(None, None).columns.len()), ("statement", 0));
    }
}
