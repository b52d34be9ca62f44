//! Fields that a form shows only while another one has some value (A52).
//!
//! The server decides by what is saved: the value that was sent for the other field, or the record's where
//! that is no input. A field that is not shown is not asked for. Whatever was typed into it before is left
//! out; it becomes NULL where it may, and stays as it is where it may not.

use sea_query::Value;

use super::{Change, Posted};
use crate::{Access, Column, Kind, Record, Resource, value};

/// Whether a field is asked for.
pub(super) fn is_shown(resource: &Resource, column: &Column, posted: &Posted, record: Option<&Record>) -> bool {
    let Some(condition) = column.meta.show_if else { return true };
    // What one may not know of hides nothing.
    if resource.access(condition.field) == Access::Hidden {
        return true;
    }
    let typed = posted.get(condition.field).last().cloned();
    let held = || {
        let other = resource.column(condition.field)?;
        let cell = record?.cells().get(other.index)?.as_ref().ok()?;
        Some(value::print(other.kind(), cell))
    };
    typed.or_else(held).is_some_and(|text| condition.values.contains(&text.trim()))
}

/// Whether a field is asked for by this save and was not by the one before: then it is checked although
/// its text is what the form showed.
pub(super) fn appears(resource: &Resource, column: &Column, record: &Record) -> bool {
    !is_shown(resource, column, &Posted::default(), Some(record))
}

/// What becomes of a field that is not asked for.
pub(super) fn hidden(column: &std::sync::Arc<Column>, record: Option<&Record>) -> Option<Change> {
    let held = record.and_then(|record| record.cells().get(column.index)?.as_ref().ok());
    let value = match (record, column.meta.ty.nullable) {
        (Some(_), true) => value::NULL,
        (Some(_), false) => return None,
        (None, _) if column.has_default => return None,
        (None, true) => value::NULL,
        (None, false) => blank(column),
    };
    (held != Some(&value)).then(|| Change { column: column.clone(), value })
}

/// The default of a field, NULL where that may be, else the emptiest value of its kind.
pub(crate) fn blank(column: &Column) -> Value {
    let meta = column.meta;
    if let Some(Ok(value)) = meta.default.map(|text| value::parse(meta.ty.kind, text)) {
        return value;
    }
    if meta.ty.nullable {
        return value::NULL;
    }
    let text = match meta.ty.kind {
        Kind::Bool => "false",
        Kind::Int(_) | Kind::Float(_) | Kind::Decimal => "0",
        Kind::Date => "1970-01-01",
        Kind::Time => "00:00:00",
        Kind::DateTime => "1970-01-01T00:00:00",
        Kind::Timestamp => "1970-01-01T00:00:00Z",
        Kind::Uuid => "00000000-0000-0000-0000-000000000000",
        Kind::Json => "{}",
        Kind::Char => " ",
        Kind::Choice(choice) => choice.variants.first().map_or("", |variant| variant.key),
        Kind::List(_) => return Value::Json(Some(Box::new(serde_json::Value::Array(Vec::new())))),
        Kind::Bytes => return Value::Bytes(Some(Vec::new())),
        _ => return Value::String(Some(String::new())),
    };
    value::parse(meta.ty.kind, text).unwrap_or(value::NULL)
}
