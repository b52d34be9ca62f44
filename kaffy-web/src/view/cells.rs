//! Changing cells of a list: all of a page, or one of them (A22).

use serde::Serialize;

use super::{CellView, FieldView, HeadView, Problem};

/// `resource/cells.html`: the rows of a page with inputs in place of cells.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct CellsView {
    /// What the page is called: `Edit products in the list`.
    pub heading: String,
    /// All of them: `Products`.
    pub plural: String,
    /// Where the form is sent.
    pub action: String,
    /// The state of the list to go back to; the hidden field `_back`.
    pub back: String,
    /// The list, as it was.
    pub cancel_href: String,
    /// The headings.
    pub heads: Vec<HeadView>,
    /// The rows.
    pub rows: Vec<CellsRowView>,
    /// What is wrong with single cells, with the `id` of the input to mend.
    pub problems: Vec<Problem>,
    /// What is said of all of it: how many rows were saved, and what is wrong elsewhere.
    pub general: Vec<String>,
}

/// One row.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct CellsRowView {
    /// Its name in the form: `rows.0`.
    pub name: String,
    /// Its `id`.
    pub id: String,
    /// The value of its hidden field `….0._key`.
    pub key: String,
    /// From which state of the record it is drawn; the value of its hidden field `….0._version`.
    pub version: String,
    /// What people call the record.
    pub label: String,
    /// Its page.
    pub href: Option<String>,
    /// What is wrong with the row as a whole.
    pub error: Option<String>,
    /// Whether the actor may change it; otherwise all of its cells are text.
    pub is_open: bool,
    /// Its cells, one for each heading.
    pub cells: Vec<EditCellView>,
}

/// One cell: an input, or text.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct EditCellView {
    /// The input.
    pub field: Option<FieldView>,
    /// What it shows in place of one.
    pub text: CellView,
}

/// `resource/cell_form.html`: the input of one cell, which the script puts into it.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct CellFormView {
    /// Where it is sent.
    pub action: String,
    /// The state of the list to go back to; the hidden field `_back`.
    pub back: String,
    /// The name of the field; the hidden field `_cell`.
    pub cell: String,
    /// The row that it is in.
    pub row: CellsRowView,
    /// The field.
    pub field: FieldView,
}

impl CellsRowView {
    /// Everything that is wrong with it, with the `id` of what to mend.
    pub(crate) fn problems(&self) -> Vec<Problem> {
        let label = |label: &str| format!("{}: {label}", self.label);
        let whole = self.error.iter().map(|message| Problem {
            id: self.id.clone(),
            label: self.label.clone(),
            message: message.clone(),
        });
        let fields = self.cells.iter().filter_map(|cell| cell.field.as_ref()?.problem());
        whole.chain(fields.map(|problem| Problem { label: label(&problem.label), ..problem })).collect()
    }
}
