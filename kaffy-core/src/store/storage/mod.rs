//! How a live column holds the values of a field, decided once at `build()`.
//!
//! Generous where a value can be read and written back without loss, and refused in words where it
//! cannot: a decimal over a column of whole numbers would be rounded by the database without a sign.

mod class;
mod words;

use class::{Class, class_of, postgres_class_of};

use super::ColumnFacts;
use crate::{ChoiceStorage, Dialect, FieldMeta, Kind, Storage, StorageHint};

/// How a live column holds the values of a field.
///
/// # Errors
/// When it cannot, in words with the way out.
pub(crate) fn storage_of(dialect: Dialect, facts: &ColumnFacts, field: &FieldMeta) -> Result<Storage, String> {
    let class = class_of(dialect, facts);
    let storage = match dialect {
        Dialect::Sqlite => sqlite(&class, field),
        Dialect::Postgres => postgres(&class, facts, field),
        Dialect::MySql => mysql(&class, field),
    };
    storage.ok_or_else(|| words::misfit(dialect, &class, facts, field.ty.kind))
}

/// Whether a type of PostgreSQL sorts as a kind and is printed as one.
pub(super) fn sorts_as(type_name: &str, kind: Kind) -> bool {
    let class = postgres_class_of(type_name);
    match kind {
        Kind::Bool => class == Class::Bool,
        Kind::Int(_) => class == Class::Int,
        Kind::Decimal => matches!(class, Class::Int | Class::Decimal),
        Kind::Float(_) => matches!(class, Class::Int | Class::Decimal | Class::Float),
        Kind::Date | Kind::Time | Kind::DateTime | Kind::Timestamp => {
            matches!(class, Class::Date | Class::Time | Class::DateTime | Class::Zoned)
        }
        Kind::Choice(choice) if !choice.is_text() => class == Class::Int,
        // Whatever it is, PostgreSQL can print it and read it back.
        _ => true,
    }
}

fn sqlite(class: &Class, field: &FieldMeta) -> Option<Storage> {
    use Class::{Any, Bool, Bytes, Date, DateTime, Decimal, Float, Int, Json, Text, Time, Uuid};
    Some(match (field.ty.kind, class) {
        (Kind::Bool, Bool | Int | Decimal | Float | Any) => Storage::Native,
        (Kind::Int(_) | Kind::Float(_), Bool | Int | Decimal | Float | Any) => Storage::Native,
        (Kind::Decimal, Int | Decimal | Float) => Storage::Native,
        (Kind::Int(_) | Kind::Float(_) | Kind::Decimal, Text) | (Kind::Decimal, Any) => Storage::Text,
        (Kind::Choice(choice), Int | Decimal | Any) if choice.storage == ChoiceStorage::Integer => Storage::Native,
        (Kind::Choice(choice), _) if choice.storage == ChoiceStorage::Integer => return None,
        // Every column takes text.
        (Kind::Text | Kind::Char | Kind::Choice(_), _) => Storage::Native,
        (Kind::Bytes, Bytes | Text | Any) => Storage::Native,
        (Kind::Uuid, _) if field.storage == Some(StorageHint::Blob) => Storage::Blob,
        (Kind::Uuid, Bytes) if field.storage.is_none() => Storage::Blob,
        (Kind::Uuid, Text | Uuid | Any | Bytes) => Storage::Text,
        (Kind::Date | Kind::Time | Kind::DateTime | Kind::Timestamp, Date | Time | DateTime | Text | Any) => {
            Storage::Native
        }
        (Kind::Json | Kind::List(_), Json | Text | Any | Bytes) => Storage::Text,
        _ => return None,
    })
}

fn postgres(class: &Class, facts: &ColumnFacts, field: &FieldMeta) -> Option<Storage> {
    let cast = || Storage::Cast(facts.type_name.as_str().into());
    Some(match (field.ty.kind, class) {
        (Kind::Bool, Class::Int) => cast(),
        (Kind::Text, Class::Bytes | Class::Array(_)) => return None,
        (Kind::Text, Class::Text) => Storage::Native,
        // Whatever it is, PostgreSQL can print it and read it back.
        (Kind::Text, _) => cast(),
        (Kind::Char, Class::Enum) => cast(),
        (Kind::Choice(choice), Class::Enum) if choice.is_text() => cast(),
        (Kind::Uuid, Class::Uuid) => Storage::Native,
        (Kind::List(_), Class::Array(item)) => Storage::Array(item.as_str().into()),
        // A number in a text column: a cast would fail for the whole page over one row without a number.
        (Kind::Int(_) | Kind::Float(_), Class::Text) => return None,
        (Kind::DateTime, Class::Zoned) => Storage::Zoned,
        (Kind::Timestamp, Class::DateTime) => Storage::Naive,
        _ => return server(class, field),
    })
}

fn mysql(class: &Class, field: &FieldMeta) -> Option<Storage> {
    Some(match (field.ty.kind, class) {
        (Kind::Bool, Class::Int) => Storage::Native,
        (Kind::Text | Kind::Char, Class::Enum) => Storage::Cast("enum".into()),
        (Kind::Choice(choice), Class::Enum) if choice.is_text() => Storage::Cast("enum".into()),
        (Kind::Text, _) => Storage::Native,
        (Kind::Int(_) | Kind::Float(_), Class::Text) => Storage::Text,
        (Kind::Uuid, Class::Uuid) => Storage::Text,
        // Sessions are in UTC, so that both are the same instant.
        (Kind::DateTime, Class::Zoned) | (Kind::Timestamp, Class::DateTime) => Storage::Native,
        _ => return server(class, field),
    })
}

/// What PostgreSQL and MySQL have in common.
fn server(class: &Class, field: &FieldMeta) -> Option<Storage> {
    Some(match (field.ty.kind, class) {
        (Kind::Bool, Class::Bool)
        | (Kind::Int(_), Class::Int | Class::Decimal | Class::Float)
        | (Kind::Float(_) | Kind::Decimal, Class::Float | Class::Decimal)
        | (Kind::Char, Class::Text)
        | (Kind::Bytes, Class::Bytes)
        | (Kind::Date, Class::Date)
        | (Kind::Time, Class::Time)
        | (Kind::DateTime, Class::DateTime)
        | (Kind::Timestamp, Class::Zoned)
        | (Kind::Json, Class::Json) => Storage::Native,
        (Kind::Choice(choice), Class::Int | Class::Decimal) if !choice.is_text() => Storage::Native,
        (Kind::Choice(choice), Class::Text) if choice.is_text() => Storage::Native,
        (Kind::Decimal | Kind::Uuid | Kind::Json | Kind::List(_), Class::Text) => Storage::Text,
        (Kind::Uuid, Class::Bytes) => Storage::Blob,
        (Kind::List(_), Class::Json) => Storage::Json,
        _ => return None,
    })
}
