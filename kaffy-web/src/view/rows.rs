//! Rows of other resources on a form: lines of a table, or small forms under each other (A49).

use serde::Serialize;

use super::{FieldView, Problem};

/// The rows of one resource, in `resource/rows.html`.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct InlineView {
    /// Its name in the form: `ingredients`.
    pub name: String,
    /// The `id` of the heading's text.
    pub id: String,
    /// The heading.
    pub title: String,
    /// One of them, in running text: `ingredient`.
    pub singular: String,
    /// One of them, as it stands alone, for messages: `Ingredient`.
    pub thing: String,
    /// Whether each row is a small form of its own, rather than a line of a table.
    pub is_stacked: bool,
    /// The columns of the table.
    pub heads: Vec<RowHead>,
    /// The rows.
    pub rows: Vec<FormRow>,
    /// A new row for the script to copy, with `__row__` for its place; none where none may be added.
    pub blank: Option<FormRow>,
    /// Whether there is a button for one more row.
    pub may_add: bool,
    /// Whether rows can be removed.
    pub may_delete: bool,
    /// The most rows.
    pub max: Option<u16>,
    /// How many there have to be and may be, in words.
    pub limits: Option<String>,
    /// What is wrong with all of them.
    pub error: Option<String>,
    /// The rows before these.
    pub previous_href: Option<String>,
    /// The rows after these.
    pub next_href: Option<String>,
    /// Which rows these are; the hidden field `_at.ingredients`.
    pub place: String,
}

/// A column.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct RowHead {
    /// The field's label.
    pub label: String,
    /// A sentence under it.
    pub help: Option<String>,
    /// Whether it has to be filled in.
    pub is_required: bool,
}

/// One row.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct FormRow {
    /// Its name in the form: `ingredients.0`.
    pub name: String,
    /// Its `id`.
    pub id: String,
    /// What people call it; `New ingredient` for a new one.
    pub label: String,
    /// The value of its hidden field `….0._key`: the key, or nothing for a new row.
    pub key: String,
    /// From which state of the row it is drawn; the value of its hidden field `….0._version`.
    pub version: String,
    /// Its own page.
    pub href: Option<String>,
    /// Its fields, one for each column; none where a new row, or an existing one, lacks it.
    pub fields: Vec<Option<FieldView>>,
    /// Whether it has a box that leaves it out.
    pub may_delete: bool,
    /// Whether that is ticked.
    pub is_deleted: bool,
    /// What is wrong with it as a whole.
    pub error: Option<String>,
}

impl InlineView {
    /// Everything that is wrong with the rows, with the `id` of what to mend.
    pub(crate) fn problems(&self) -> impl Iterator<Item = Problem> {
        let whole = self.error.iter().map(|message| self.problem(&self.id, self.title.clone(), message));
        whole.chain(self.rows.iter().enumerate().flat_map(|(at, row)| {
            let place = format!("{} {}", self.title, at + 1);
            let of_row =
                row.error.iter().map(|message| self.problem(&row.id, place.clone(), message)).collect::<Vec<_>>();
            let fields = row.fields.iter().flatten().filter_map(FieldView::problem).collect::<Vec<_>>();
            of_row.into_iter().chain(
                fields
                    .into_iter()
                    .map(move |problem| Problem { label: format!("{place}, {}", problem.label), ..problem }),
            )
        }))
    }

    fn problem(&self, id: &str, label: String, message: &str) -> Problem {
        Problem { id: id.to_owned(), label, message: message.to_owned() }
    }
}

impl FieldView {
    /// The field of a row: `ingredients.0.name` for `name`.
    #[must_use]
    pub(crate) fn in_row(mut self, row: &str) -> Self {
        let old = std::mem::take(&mut self.id);
        self.name = format!("{row}.{}", self.name);
        self.id = format!("field-{}", self.name);
        let renamed = self.described_by.split(' ').filter_map(|id| id.strip_prefix(&old));
        self.described_by = renamed.map(|what| format!("{}{what}", self.id)).collect::<Vec<_>>().join(" ");
        self
    }
}
