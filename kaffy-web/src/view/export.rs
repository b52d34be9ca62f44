//! The page that asks what an export is to have.

use kaffy_core::{Allowed, Count, ExportColumn, ExportStyle, ListQuery, View, tr};
use serde::Serialize;

use super::Hidden;

/// `resource/export.html`: which rows and columns go into a file, and how they are written.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct ExportView {
    /// What is exported, as a heading.
    pub heading: String,
    /// Where the form is posted.
    pub action: String,
    /// The state of the list; the hidden field `_back`.
    pub back: String,
    /// The list it began on.
    pub cancel_href: String,
    /// The selection, as hidden inputs.
    pub selected: Vec<Hidden>,
    /// How many rows, in words.
    pub count: String,
    /// What the list is narrowed by, in words.
    pub narrowed: Vec<String>,
    /// How many rows a file has at most, in words.
    pub limit: String,
    /// That there are more rows than that, and what to do.
    pub over_limit: Option<String>,
    /// The columns of the list.
    pub columns: Vec<ExportColumnView>,
    /// Other fields.
    pub others: Vec<ExportColumnView>,
    /// Whether values are written as an import reads them.
    pub is_raw: bool,
    /// Whether the file is for Excel.
    pub is_for_excel: bool,
    /// Kinds of files beside CSV.
    pub formats: Vec<ExportFormat>,
    /// Why there is no file.
    pub problem: Option<String>,
}

/// A column to tick.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct ExportColumnView {
    /// What is posted.
    pub name: String,
    /// What people call it.
    pub label: String,
    /// Whether it is ticked.
    pub is_chosen: bool,
}

/// A kind of file.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct ExportFormat {
    /// What is posted: `csv`.
    pub key: String,
    /// What people call it: `CSV`.
    pub label: String,
}

impl ExportView {
    pub(crate) fn new(
        seen: &Allowed<View>,
        count: Count,
        query: &ListQuery,
        chosen: Option<&[String]>,
        style: ExportStyle,
        is_for_excel: bool,
    ) -> Self {
        let (meta, most) = (seen.resource().meta(), seen.admin().export_limit());
        let columns = seen.export_columns();
        let labels: Vec<_> = columns.iter().map(|column| column.label(seen.actor())).collect();
        let shown = seen.shown_columns(query);
        let place = |column: &ExportColumn| shown.iter().position(|known| known.name == column.name());
        // A list may show what a field names beside the field itself.
        let label = |column: &ExportColumn| {
            let label = column.label(seen.actor());
            let is_clear = column.is_listed || labels.iter().filter(|other| **other == label).count() < 2;
            if is_clear { label } else { format!("{label} ({})", column.name()) }
        };
        let view = |column: &ExportColumn| ExportColumnView {
            name: column.name().to_owned(),
            label: label(column),
            is_chosen: match chosen {
                Some(chosen) => chosen.iter().any(|name| name == column.name()),
                None => place(column).is_some(),
            },
        };
        let (mut listed, others): (Vec<_>, Vec<_>) =
            columns.iter().partition(|column| column.is_listed || place(column).is_some());
        listed.sort_by_key(|column| place(column).unwrap_or(usize::MAX));
        let in_words = Count::Exact(most).to_string();
        Self {
            heading: tr!("export-heading", things = meta.plural),
            action: String::new(),
            back: String::new(),
            cancel_href: String::new(),
            selected: Vec::new(),
            count: String::new(),
            narrowed: Vec::new(),
            over_limit: is_over(count, most).then(|| tr!("export-over-limit", most = in_words.as_str())),
            limit: tr!("export-limit", most = in_words.as_str()),
            columns: listed.into_iter().map(view).collect(),
            others: others.into_iter().map(view).collect(),
            is_raw: style == ExportStyle::Raw,
            is_for_excel,
            formats: formats(),
            problem: None,
        }
    }
}

fn formats() -> Vec<ExportFormat> {
    let format = |key: &str, label| ExportFormat { key: key.to_owned(), label };
    let more = cfg!(feature = "xlsx").then(|| format("xlsx", tr!("export-format-xlsx")));
    std::iter::once(format("csv", tr!("export-format-csv"))).chain(more).collect()
}

/// Whether there are more rows than an export takes, as far as anybody knows.
fn is_over(count: Count, most: u64) -> bool {
    match count {
        Count::Exact(rows) | Count::About(rows) => rows > most,
        Count::MoreThan(rows) => rows >= most,
        Count::Many => false,
    }
}
