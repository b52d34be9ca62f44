//! What a database refused, in words beside the field it is about (S14).

use std::sync::Arc;

use crate::{Column, DbError, Mode, Resource, form::FormErrors, tr};

/// Errors by field, and errors of the record as a whole.
pub(crate) type Explained = (FormErrors, Vec<String>);

/// Finds the fields behind a broken constraint.
///
/// # Errors
/// The error itself, when it is not about what was typed.
pub(crate) fn explain(resource: &Resource, mode: Mode, error: DbError) -> Result<Explained, DbError> {
    let thing = resource.meta().singular;
    let (columns, message) = match &error {
        DbError::Unique { constraint, columns } => {
            let columns =
                if columns.is_empty() { unique_columns(resource, constraint.as_deref()) } else { columns.clone() };
            let message = match columns.len() {
                0 | 1 => tr!("db-unique", thing = thing),
                _ => tr!("db-unique-together", thing = thing),
            };
            (columns, message)
        }
        DbError::ForeignKey { constraint } => {
            (foreign_columns(resource, constraint.as_deref()), tr!("db-no-reference"))
        }
        DbError::NotNull { column } => (column.iter().cloned().collect(), tr!("form-fill-in")),
        DbError::Unfit { column } => (column.iter().cloned().collect(), tr!("db-unfit")),
        DbError::Check { constraint } => {
            let named = constraint.as_ref().map(|rule| tr!("db-check-named", rule = rule));
            (Vec::new(), named.unwrap_or_else(|| tr!("db-check")))
        }
        DbError::Refused(words) => (Vec::new(), words.clone()),
        DbError::ReadOnly => (Vec::new(), tr!("db-read-only", thing = thing)),
        _ => return Err(error),
    };
    let inputs = resource.inputs(mode);
    let is_input = |field: &&str| inputs.iter().any(|input| input.column.meta.name == *field);
    let fields: Vec<_> = columns.iter().filter_map(|column| field_of(resource, column)).filter(is_input).collect();
    if let (DbError::NotNull { .. }, true, [column]) = (&error, fields.is_empty(), columns.as_slice()) {
        return Ok((FormErrors::new(), vec![tr!("db-column-not-on-form", column = column)]));
    }
    if fields.is_empty() {
        let place = if columns.is_empty() { String::new() } else { format!(" ({})", columns.join(", ")) };
        return Ok((FormErrors::new(), vec![format!("{message}{place}")]));
    }
    Ok((fields.into_iter().map(|field| (field.into(), message.clone())).collect(), Vec::new()))
}

/// The columns whose values another row has already.
pub(crate) fn taken(resource: &Resource, error: &DbError) -> Option<Vec<Arc<Column>>> {
    let DbError::Unique { constraint, columns } = error else { return None };
    let names = if columns.is_empty() { unique_columns(resource, constraint.as_deref()) } else { columns.clone() };
    let column =
        |name: &String| resource.columns().iter().find(|it| it.meta.column.eq_ignore_ascii_case(name)).cloned();
    names.iter().map(column).collect::<Option<Vec<_>>>().filter(|columns| !columns.is_empty())
}

/// What the database refused of a statement that a hook ran, on whatever table.
///
/// # Errors
/// The error itself, when it is not about the data.
pub(crate) fn of_hook(error: DbError) -> Result<String, DbError> {
    Ok(match error {
        DbError::Unique { .. } => tr!("db-hook-unique"),
        DbError::ForeignKey { .. } => tr!("db-hook-foreign-key"),
        DbError::NotNull { .. } => tr!("db-hook-not-null"),
        DbError::Check { .. } => tr!("db-hook-check"),
        DbError::Unfit { .. } => tr!("db-hook-unfit"),
        DbError::ReadOnly => tr!("db-hook-read-only"),
        DbError::Refused(words) => words,
        other => return Err(other),
    })
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
