//! Which fields a form has, and how they are grouped.

use std::sync::Arc;

use sea_query::Value;

use crate::{Access, Column, Kind, Record, Resource, i18n::Localizer, value};

/// Whether a form makes a new record or changes one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// The form for a new record.
    Create,
    /// The form of an existing record.
    Update,
}

/// One field of a form.
#[derive(Clone, Debug)]
pub struct FormField {
    /// The field.
    pub column: Arc<Column>,
    /// Whether it is an input or text; never [`Access::Hidden`].
    pub access: Access,
    /// Whether an empty input is refused.
    pub required: bool,
    /// Whether code offers its values: [`Resource::own_choices`].
    pub is_chosen: bool,
}

/// Some fields of a form under one heading.
#[derive(Clone, Debug)]
pub struct FormSection {
    /// The heading.
    pub title: Option<&'static str>,
    /// A sentence under it.
    pub description: Option<&'static str>,
    /// Whether it starts closed.
    pub collapsed: bool,
    /// Its fields, in order.
    pub fields: Vec<FormField>,
}

impl Resource {
    /// The form for a new or an existing record: its sections as declared, or one with every field.
    ///
    /// Hidden fields are left out; so are sections that lost all of theirs. Without sections the
    /// timestamps of a record are left out too (K90).
    pub fn form(&self, mode: Mode) -> Vec<FormSection> {
        let section = |title, description, collapsed, fields: Vec<&Arc<Column>>| FormSection {
            title,
            description,
            collapsed,
            fields: fields.into_iter().filter_map(|column| FormField::of(self, column, mode)).collect(),
        };
        let sections = self.meta.form;
        let drawn: Vec<_> = if sections.is_empty() {
            vec![section(None, None, false, self.columns.iter().filter(|column| !column.meta.is_timestamp()).collect())]
        } else {
            sections
                .iter()
                .map(|it| {
                    let fields = it.fields.iter().filter_map(|name| self.column(name)).collect();
                    section(it.title, it.description, it.collapsed, fields)
                })
                .collect()
        };
        drawn.into_iter().filter(|section| !section.fields.is_empty()).collect()
    }

    /// What its fields start with: their defaults.
    pub(crate) fn initial(&self) -> Vec<Value> {
        let default = |meta: &crate::FieldMeta| value::parse(meta.ty.kind, meta.default?).ok();
        self.columns.iter().map(|column| default(column.meta).unwrap_or(value::NULL)).collect()
    }

    /// The field of an input by its name, also inside another one: `items.0.title`.
    pub fn field_of_input(&self, name: &str) -> Option<Arc<Column>> {
        let (own, inner) = name.split_once('.').map_or((name, None), |(own, inner)| (own, Some(inner)));
        let column = self.column(own)?;
        let Some(inner) = inner else { return Some(column.clone()) };
        let embedded = column.meta.embedded?;
        let inner = if embedded.is_list { inner.split_once('.')?.1 } else { inner };
        Self::of_fields((embedded.fields)()).field_of_input(inner)
    }

    /// The fields of a form that are inputs.
    pub fn inputs(&self, mode: Mode) -> Vec<FormField> {
        let fields = self.form(mode).into_iter().flat_map(|section| section.fields);
        fields.filter(|field| field.access == Access::Editable).collect()
    }
}

impl FormField {
    /// A field as a form has it; `None` when it is hidden there.
    pub(crate) fn of(resource: &Resource, column: &Arc<Column>, mode: Mode) -> Option<Self> {
        let meta = column.meta;
        let access = match (mode, column.generated) {
            (Mode::Create, true) => Access::Hidden,
            (Mode::Update, true) if meta.update == Access::Editable => Access::ReadOnly,
            (Mode::Create, false) => meta.create,
            (Mode::Update, _) => meta.update,
        };
        let access = access.max(resource.access(meta.name));
        // A secret that is left empty stays as it was, and so does a file.
        let keeps = (meta.is_secret() || meta.file().is_some()) && mode == Mode::Update;
        let has_empty = meta.ty.nullable || meta.blank || matches!(meta.ty.kind, Kind::Bool | Kind::List(_));
        // Left empty, a new record's is made of other fields.
        let is_made = mode == Mode::Create && !meta.slug_from.is_empty();
        let required = access == Access::Editable && !has_empty && !keeps && !is_made;
        let is_chosen = resource.form_code.choices.contains_key(meta.name);
        (access != Access::Hidden).then(|| Self { column: column.clone(), access, required, is_chosen })
    }

    /// What its input shows for a new record: the field's default, as text.
    pub fn initial(&self) -> String {
        let meta = self.column.meta;
        let Some(text) = meta.default else { return String::new() };
        match value::parse(meta.ty.kind, text) {
            Ok(value) if is_written_locally(meta.ty.kind) => Localizer::current().shown(meta.ty.kind, &value),
            _ => text.to_owned(),
        }
    }

    /// What its input shows for a record; empty for a secret and for an unreadable cell.
    pub fn text(&self, record: &Record) -> String {
        let meta = self.column.meta;
        match record.cells().get(self.column.index) {
            Some(Ok(held)) if !meta.is_secret() => input_text(meta.ty.kind, held),
            _ => String::new(),
        }
    }
}

/// Whether people in one place write it in another way than those in another.
fn is_written_locally(kind: Kind) -> bool {
    matches!(kind, Kind::Timestamp | Kind::Float(_) | Kind::Decimal)
}

/// A list of scalars is one item per line where every item is a line of its own, else JSON.
fn input_text(kind: Kind, held: &Value) -> String {
    let (Kind::List(item), Value::Json(Some(json))) = (kind, held) else {
        return Localizer::current().shown(kind, held);
    };
    let lines = json.as_array().and_then(|items| {
        let print = |json| value::from_json(item.kind, json).ok().map(|value| value::print(item.kind, &value));
        items.iter().map(print).collect::<Option<Vec<_>>>()
    });
    let is_line = |line: &String| !line.trim().is_empty() && !line.contains(['\n', '\r']);
    match lines {
        Some(lines) if lines.iter().all(is_line) && !lines.first().is_some_and(|line| line.trim().starts_with('[')) => {
            lines.join("\n")
        }
        _ => value::print(kind, held),
    }
}
