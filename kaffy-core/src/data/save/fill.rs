//! Values that nobody types.

use chrono::Utc;
use sea_query::Value;

use crate::{Dialect, Draft, FormField, Kind, Resource, form::Change, value};

/// Fixed defaults of fields that are not on the form, new uuids, timestamps.
pub(super) fn fill_in(resource: &Resource, inputs: &[FormField], changes: &mut Vec<Change>) {
    for column in resource.columns() {
        let meta = column.meta;
        let is_input = inputs.iter().any(|field| field.column.index == column.index);
        if column.generated || is_input || changes.iter().any(|change| change.column.index == column.index) {
            continue;
        }
        let is_key = resource.key().iter().any(|key| key.index == column.index);
        let value = match meta.default.map(|text| value::parse(meta.ty.kind, text)) {
            Some(Ok(value)) => Some(value),
            // MySQL would not say which one its default made.
            _ if is_key
                && matches!(meta.ty.kind, Kind::Uuid)
                && (!column.has_default || resource.dialect == Dialect::MySql) =>
            {
                Some(Value::Uuid(Some(uuid::Uuid::now_v7())))
            }
            _ if meta.is_timestamp() && !column.has_default => now(meta.ty.kind),
            _ => None,
        };
        changes.extend(value.map(|value| Change { column: column.clone(), value }));
    }
}

/// Sets `updated_at`, unless the form or a hook did.
pub(super) fn touch(draft: &mut Draft, inputs: &[FormField]) {
    let resource = draft.resource.clone();
    if let Some(column) = resource.column("updated_at")
        && column.meta.is_timestamp()
        && draft.change(column).is_none()
        && !inputs.iter().any(|field| field.column.index == column.index)
    {
        draft.changes.extend(now(column.kind()).map(|value| Change { column: column.clone(), value }));
    }
}

/// The time to the second, which is all that some columns keep.
fn now(kind: Kind) -> Option<Value> {
    let now = chrono::SubsecRound::trunc_subsecs(Utc::now(), 0);
    match kind {
        Kind::Timestamp => Some(Value::ChronoDateTimeUtc(Some(now))),
        Kind::DateTime => Some(Value::ChronoDateTime(Some(now.naive_utc()))),
        _ => None,
    }
}
