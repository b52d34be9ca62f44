//! The form of a record, new or existing; also the page of somebody who may only look.

use kaffy_core::{Access, Cell, FormField, FormSection, Kind, Record, value};
use serde::Serialize;

use super::{ActionButton, CellView, ConflictView, FileView, Hidden, InlineView, InputKind, InputView, LinksView};

/// `resource/form.html`: a record to fill in, to change or to look at.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct FormView {
    /// What the page is about: the record, or "Add product".
    pub heading: String,
    /// One of them: `Product`.
    pub singular: String,
    /// Whether the record does not exist yet.
    pub is_new: bool,
    /// Whether it can only be looked at.
    pub is_read_only: bool,
    /// What a form for a new record is known by when it is sent once more; the hidden field `_form`. Empty where that
    /// is not asked for.
    pub nonce: String,
    /// From which state of the record it is drawn; the hidden field `_version`. Empty for a new one.
    pub version: String,
    /// What somebody else changed meanwhile, to choose from.
    pub conflict: Option<ConflictView>,
    /// Where the form is posted.
    pub action: String,
    /// The state of the list to go back to; the hidden field `_back`.
    pub back: String,
    /// The list.
    pub cancel_href: String,
    /// The page that deletes the record, for somebody who may.
    pub delete_href: Option<String>,
    /// What happened to the record; nothing without an audit log.
    pub history_href: Option<String>,
    /// The jobs that are about the record, where there may be some.
    pub jobs: Option<super::JobPanelView>,
    /// What else can be done to the record.
    pub actions: Vec<ActionButton>,
    /// Where it can be seen outside the admin.
    pub site_href: Option<String>,
    /// Whether another one may be added afterwards.
    pub may_add: bool,
    /// The fields.
    #[serde(skip)]
    pub sections: Vec<SectionView>,
    /// The same as templates see it: with `html` for each field that is drawn already.
    #[serde(rename = "sections")]
    pub(crate) drawn: Vec<tera::Value>,
    /// All of the sections, where they are drawn already.
    pub(crate) sections_html: tera::Value,
    /// The script of the editor, where a field is rich text.
    pub rich_text_js: Option<String>,
    /// Whether it sends files, so that its `enctype` is `multipart/form-data`.
    pub takes_files: bool,
    /// The key of the record, for the script that chooses it.
    pub key: Option<String>,
    /// Whether rows that its fields name can be added and changed beside it.
    pub takes_related: bool,
    /// Where it was opened from another form: what it takes along, to come back.
    pub related: Vec<Hidden>,
    /// What is chosen of other resources.
    pub links: Vec<LinksView>,
    /// Rows of other resources.
    pub inlines: Vec<InlineView>,
    /// What is wrong, with the `id` of the input to mend.
    pub problems: Vec<Problem>,
    /// What is wrong with the record as a whole.
    pub general: Vec<String>,
    /// A record in the trash that is in the way, for somebody who may see it.
    pub held: Option<super::LinkView>,
    /// What can be done to the record, where it is in the trash.
    pub trash: Option<InTrashView>,
}

/// What the page of a record in the trash says and offers.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct InTrashView {
    /// That it is there.
    pub words: String,
    /// Since when, in words.
    pub since: Option<String>,
    /// Where it is taken out by a form, for somebody who may change it.
    pub restore_href: Option<String>,
    /// The page that asks before it is deleted for ever, for somebody who may delete it.
    pub purge_href: Option<String>,
}

/// Something wrong with one field.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Problem {
    /// The `id` of its input.
    pub id: String,
    /// The field.
    pub label: String,
    /// What is wrong, in words.
    pub message: String,
}

/// Fields under one heading.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct SectionView {
    /// The `id` of the heading.
    pub id: String,
    /// The heading.
    pub title: Option<String>,
    /// A sentence under it.
    pub description: Option<String>,
    /// Whether it can be opened and closed.
    pub is_collapsible: bool,
    /// Whether it is open.
    pub is_open: bool,
    /// Its fields.
    pub fields: Vec<FieldView>,
}

/// One field. A template does not see what it does not have (`{% if field.help %}`).
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct FieldView {
    /// Its name in the form.
    pub name: String,
    /// The `id` of its input.
    pub id: String,
    /// Its label.
    pub label: String,
    /// A sentence under the input.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// Whether it has to be filled in.
    pub is_required: bool,
    /// What is wrong with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
    /// Why the input does not show what the database holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unreadable: Option<String>,
    /// The `id`s of what describes the input, for `aria-describedby`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub described_by: String,
    /// Whether the page opens with the cursor in it.
    pub has_focus: bool,
    /// The input; none for a field that can only be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub input: Option<InputView>,
    /// The value as text, in place of an input.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<CellView>,
    /// The file that the record has, for the page of the record.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<FileView>,
    /// Why there is another input than usual.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Where a group of fields begins or ends, in place of an input.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<GroupView>,
    /// The `id`s of the fields that an empty one is made of.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub slug_from: String,
    /// When it is shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub show_if: Option<ShowIfView>,
    /// Whether its type draws its inputs; the page has the result as `markup[field.name]`.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub is_custom: bool,
    /// That result.
    #[serde(skip)]
    pub(crate) markup: Option<String>,
    /// The label of what it is inside of, before its own in the summary of what is wrong.
    #[serde(skip)]
    pub(crate) inside: String,
}

/// When a field is shown.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct ShowIfView {
    /// The name of the input that decides.
    pub field: String,
    /// What it has to hold: one value in each line.
    pub values: String,
    /// The same in words.
    pub words: String,
}

/// Where a group of fields begins or ends: those inside a field, or one row of a list of such groups.
///
/// Groups stand among the fields and not around them, since a template cannot contain itself.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct GroupView {
    /// What begins or ends here.
    pub part: GroupPart,
    /// The hidden input that says that the group is on the form.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mark: Option<Hidden>,
    /// What can be done with it, before it ends.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub buttons: Vec<GroupButton>,
    /// What stands where there is nothing in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub empty: Option<String>,
}

/// What begins or ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum GroupPart {
    /// The fields inside a field begin.
    Start,
    /// One row begins.
    Row,
    /// One row of a key and a value begins.
    Pair,
    /// One row ends.
    RowEnd,
    /// The fields inside a field end.
    End,
}

/// A button that changes how many rows there are, or their order: `<button name="_rows">`.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct GroupButton {
    /// Its value, such as `up:items.1`.
    pub value: String,
    /// What it does: `add`, `remove`, `up` or `down`.
    pub does: &'static str,
    /// Its text.
    pub label: String,
    /// What it is about, for those who do not see where it stands.
    pub about: String,
}

impl SectionView {
    pub(crate) fn new(at: usize, section: &FormSection, fields: Vec<FieldView>) -> Self {
        let has_error = fields.iter().any(|field| field.error.is_some() || field.has_focus);
        Self {
            id: format!("section-{at}"),
            title: section.title.map(str::to_owned),
            description: section.description.map(str::to_owned),
            // A part without a heading has nothing to be opened by.
            is_collapsible: section.collapsed && section.title.is_some(),
            is_open: !section.collapsed || has_error,
            fields,
        }
    }
}

/// What a field has beside its value while it is drawn.
#[derive(Clone, Debug, Default)]
pub(crate) struct Around {
    /// Its whole name in the form: `price`, `items.0.title`.
    pub(crate) name: String,
    pub(crate) error: Option<String>,
    pub(crate) unreadable: Option<String>,
    pub(crate) note: Option<String>,
    /// What it is called, where that is not what its metadata says.
    pub(crate) label: Option<String>,
    pub(crate) has_focus: bool,
    /// The label of what it is inside of.
    pub(crate) inside: String,
}

impl FieldView {
    pub(crate) fn new(field: &FormField, around: Around) -> Self {
        let meta = field.column.meta;
        let Around { name, error, unreadable, note, label, has_focus, inside } = around;
        let id = ["field-", &name].concat();
        let help = meta.help.map(str::to_owned);
        let takes_file = (meta.file().is_some() || meta.ty.is_upload) && field.access == Access::Editable;
        let parts = [
            (takes_file, "limits"),
            (error.is_some(), "error"),
            (unreadable.is_some(), "unreadable"),
            (note.is_some(), "note"),
            (help.is_some(), "help"),
        ];
        let described: Vec<_> =
            parts.into_iter().filter(|(is_there, _)| *is_there).map(|(_, what)| format!("{id}-{what}")).collect();
        Self {
            name,
            label: label.unwrap_or_else(|| meta.label.to_owned()),
            help,
            is_required: field.required && field.access == Access::Editable,
            error,
            unreadable,
            described_by: described.join(" "),
            has_focus,
            input: None,
            text: None,
            file: None,
            note,
            group: None,
            slug_from: String::new(),
            show_if: None,
            is_custom: false,
            markup: None,
            inside,
            id,
        }
    }

    /// Whether its input takes a file.
    pub(crate) fn takes_file(&self) -> bool {
        self.input.as_ref().is_some_and(|input| input.kind == InputKind::File)
    }

    /// Whether its input is the editor.
    pub(crate) fn is_rich(&self) -> bool {
        self.input.as_ref().is_some_and(|input| input.kind == InputKind::Rich)
    }

    /// Where a group begins or ends.
    pub(crate) fn group(name: &str, label: String, group: GroupView) -> Self {
        Self { group: Some(group), ..Self::text(name, label) }
    }

    /// Words that belong to no field of the struct.
    pub(crate) fn computed(at: usize, label: String, text: CellView) -> Self {
        Self { text: Some(text), ..Self::text(&format!("computed-{at}"), label) }
    }

    fn text(name: &str, label: String) -> Self {
        Self {
            name: name.to_owned(),
            id: format!("field-{name}"),
            label,
            help: None,
            is_required: false,
            error: None,
            unreadable: None,
            described_by: String::new(),
            has_focus: false,
            input: None,
            text: None,
            file: None,
            note: None,
            group: None,
            slug_from: String::new(),
            show_if: None,
            is_custom: false,
            markup: None,
            inside: String::new(),
        }
    }

    pub(crate) fn problem(&self) -> Option<Problem> {
        let message = self.error.clone()?;
        let label =
            if self.inside.is_empty() { self.label.clone() } else { format!("{}, {}", self.inside, self.label) };
        Some(Problem { id: self.id.clone(), label, message })
    }
}

/// What the inputs of a field hold for a record, as a form would post it.
pub(crate) fn held(field: &FormField, record: &Record) -> Vec<String> {
    let (kind, cell) = (field.column.kind(), record.cells().get(field.column.index));
    match (kind, cell) {
        (Kind::List(item), Some(Ok(held))) if field.is_chosen || matches!(item.kind, Kind::Choice(_)) => {
            let items = match held {
                sea_query::Value::Json(Some(json)) => json.as_array().cloned().unwrap_or_default(),
                _ => Vec::new(),
            };
            let keys = items.iter().filter_map(|element| value::from_json(item.kind, element).ok());
            keys.map(|key| value::print(item.kind, &key)).collect()
        }
        _ => vec![field.text(record)],
    }
}

/// The cell of a field, for where it is shown as text.
pub(crate) fn cell<'a>(field: &FormField, record: Option<&'a Record>) -> Option<&'a Cell> {
    record?.cells().get(field.column.index)
}
