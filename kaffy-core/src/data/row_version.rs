//! The column that says which state of a row it is (`#[admin(version)]`): it goes on with every write.

use chrono::{SubsecRound, TimeDelta, Utc};
use sea_query::Value;

use crate::{Column, Dialect, Kind, Record, Resource, form::Change, value};

/// The first version of a new row, unless the database or somebody else says it.
pub(super) fn first(resource: &Resource, changes: &[Change]) -> Option<Change> {
    let column = resource.version().filter(|column| !column.generated && !column.has_default)?;
    let is_set = changes.iter().any(|change| change.column.index == column.index);
    let value = match column.kind() {
        Kind::Int(_) => value::parse(column.kind(), "1").ok()?,
        kind => at(kind, Utc::now().naive_utc())?,
    };
    (!is_set).then(|| Change { column: column.clone(), value })
}

/// The version after the one that a row has.
pub(super) fn next(resource: &Resource, held: Option<&Record>, changes: &[Change]) -> Option<Change> {
    let column = resource.version().filter(|column| !column.generated)?;
    if changes.iter().any(|change| change.column.index == column.index) {
        return None;
    }
    let held = held_in(column, held);
    let value = match (column.kind(), held) {
        (_, Some(Value::BigInt(Some(number)))) => Value::BigInt(Some(number.wrapping_add(1))),
        (_, Some(Value::BigUnsigned(Some(number)))) => Value::BigUnsigned(Some(number.wrapping_add(1))),
        (Kind::Int(_), _) => value::parse(column.kind(), "1").ok()?,
        (kind, held) => {
            // Later than the one before, whatever the clock of this node says.
            let before = match held {
                Some(Value::ChronoDateTimeUtc(Some(at))) => Some(at.naive_utc()),
                Some(Value::ChronoDateTime(Some(at))) => Some(*at),
                _ => None,
            };
            let now = Utc::now().naive_utc();
            at(kind, before.map_or(now, |before| now.max(before + TimeDelta::microseconds(1))))?
        }
    };
    Some(Change { column: column.clone(), value })
}

/// The version that a row is expected to have when it is written, where a comparison says for sure: instants on
/// SQLite are texts, which are written in more than one way.
pub(super) fn expected<'a>(resource: &'a Resource, held: Option<&'a Record>) -> Option<(&'a Column, &'a Value)> {
    let column = resource.version()?;
    let is_sure = matches!(column.kind(), Kind::Int(_)) || resource.dialect != Dialect::Sqlite;
    Some((column, held_in(column, held).filter(|_| is_sure)?))
}

fn held_in<'a>(column: &Column, record: Option<&'a Record>) -> Option<&'a Value> {
    record?.cells().get(column.index)?.as_ref().ok().filter(|held| !value::is_null(held))
}

/// To the microsecond, which is all that the databases keep.
fn at(kind: Kind, now: chrono::NaiveDateTime) -> Option<Value> {
    let now = now.trunc_subsecs(6);
    match kind {
        Kind::Timestamp => Some(Value::ChronoDateTimeUtc(Some(now.and_utc()))),
        Kind::DateTime => Some(Value::ChronoDateTime(Some(now))),
        _ => None,
    }
}
