//! What a database refused, in words beside the field it is about (S14).

use crate::{DbError, Mode, Resource, form::FormErrors};

/// Errors by field, and errors of the record as a whole.
pub(crate) type Explained = (FormErrors, Vec<String>);

/// Finds the fields behind a broken constraint.
///
/// # Errors
/// The error itself, when it is not about what was typed.
pub(crate) fn explain(resource: &Resource, mode: Mode, error: DbError) -> Result<Explained, DbError> {
    let singular = resource.meta().singular.to_lowercase();
    let (columns, message) = match &error {
        DbError::Unique { constraint, columns } => {
            let columns =
                if columns.is_empty() { unique_columns(resource, constraint.as_deref()) } else { columns.clone() };
            let message = match columns.len() {
                0 | 1 => format!("Another {singular} already has this value: choose a different one."),
                _ => format!("Another {singular} already has this combination of values: change one of them."),
            };
            (columns, message)
        }
        DbError::ForeignKey { constraint } => (
            foreign_columns(resource, constraint.as_deref()),
            "The record this refers to does not exist: choose one from the list.".to_owned(),
        ),
        DbError::NotNull { column } => (column.iter().cloned().collect(), "This is required: fill it in.".to_owned()),
        DbError::Unfit { column } => (
            column.iter().cloned().collect(),
            "This does not fit the column: it is too long, too large, or not of its form.".to_owned(),
        ),
        DbError::Check { constraint } => {
            let rule = constraint.as_ref().map(|name| format!(" “{name}”")).unwrap_or_default();
            (Vec::new(), format!("A rule of the table{rule} does not allow these values."))
        }
        DbError::Refused(words) => (Vec::new(), words.clone()),
        DbError::ReadOnly => (
            Vec::new(),
            format!("This {singular} cannot be changed: the database has it in a view, or lets the admin read only."),
        ),
        _ => return Err(error),
    };
    let inputs = resource.inputs(mode);
    let is_input = |field: &&str| inputs.iter().any(|input| input.column.meta.name == *field);
    let fields: Vec<_> = columns.iter().filter_map(|column| field_of(resource, column)).filter(is_input).collect();
    if let (DbError::NotNull { .. }, true, [column]) = (&error, fields.is_empty(), columns.as_slice()) {
        let message = format!(
            "The column “{column}” needs a value and is not on this form: nothing can be saved until the form has \
             it, or the column a default."
        );
        return Ok((FormErrors::new(), vec![message]));
    }
    if fields.is_empty() {
        let place = if columns.is_empty() { String::new() } else { format!(" ({})", columns.join(", ")) };
        return Ok((FormErrors::new(), vec![format!("{message}{place}")]));
    }
    Ok((fields.into_iter().map(|field| (field.into(), message.clone())).collect(), Vec::new()))
}

/// What the database refused of a statement that a hook ran, on whatever table.
///
/// # Errors
/// The error itself, when it is not about the data.
pub(crate) fn of_hook(error: DbError) -> Result<String, DbError> {
    let words = match error {
        DbError::Unique { .. } => "This would make a second record of something that there may be only once.",
        DbError::ForeignKey { .. } => "This would break a reference between records.",
        DbError::NotNull { .. } => "Something that belongs to this record would lack a value it needs.",
        DbError::Check { .. } => "A rule of the database does not allow this.",
        DbError::Unfit { .. } => "A value that follows from this does not fit where it has to be kept.",
        DbError::ReadOnly => "This needs a change to something that the admin may only read.",
        DbError::Refused(words) => return Ok(words),
        other => return Err(other),
    };
    Ok(words.to_owned())
}

fn field_of(resource: &Resource, column: &str) -> Option<&'static str> {
    let found = resource.columns().iter().find(|it| it.meta.column.eq_ignore_ascii_case(column));
    found.map(|column| column.meta.name)
}

/// MySQL prefixes the name of the index with that of the table, depending on its version.
fn unique_columns(resource: &Resource, constraint: Option<&str>) -> Vec<String> {
    let Some(name) = constraint else { return Vec::new() };
    let bare = name.rsplit_once('.').map_or(name, |(_, index)| index);
    let index = resource.unique().iter().find(|index| index.name == name || index.name == bare);
    index.map(|index| index.columns.clone()).unwrap_or_default()
}

fn foreign_columns(resource: &Resource, constraint: Option<&str>) -> Vec<String> {
    let Some(name) = constraint else { return Vec::new() };
    let key = resource.foreign_keys().iter().find(|key| key.name == name);
    key.map(|key| key.columns.clone()).unwrap_or_default()
}
