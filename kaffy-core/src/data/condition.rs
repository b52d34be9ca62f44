//! The conditions that every statement on a resource shares: its table, one key, the actor's rows.

use sea_query::{Alias, Condition, ExprTrait, IntoTableRef, TableRef};

/// The alias of a statement's own table.
pub(crate) use crate::query::sql::BASE;
use crate::{
    Dialect, Key, Registry, Resource, TableMeta,
    access::RowRule,
    query::sql::scoped,
    store::{TableName, column_sql},
};

/// A table, with its schema where it has one.
pub(crate) fn table(table: TableMeta) -> TableRef {
    named(table.schema, table.name)
}

/// A table by the names of the catalog.
pub(crate) fn catalog_table(table: &TableName) -> TableRef {
    named(table.schema.as_deref(), &table.name)
}

fn named(schema: Option<&str>, name: &str) -> TableRef {
    match schema {
        Some(schema) => (Alias::new(schema), Alias::new(name)).into_table_ref(),
        None => Alias::new(name).into_table_ref(),
    }
}

/// The row with this key, in a statement that calls the table [`BASE`].
pub(crate) fn key(resource: &Resource, key: &Key, dialect: Dialect) -> Condition {
    all_equal(resource, key, BASE, dialect)
}

/// The most keys of several columns that one statement takes: what planning it costs grows with their square
/// (MariaDB).
pub(crate) const KEYS: usize = 100;

/// The rows with these keys, in a statement that calls the table [`BASE`]; no row for none. Callers with
/// more than [`KEYS`] make several statements of them.
pub(crate) fn keys(resource: &Resource, keys: &[Key], dialect: Dialect) -> Condition {
    if let [column] = resource.key() {
        let values = keys.iter().flat_map(|key| key.parts()).map(|value| column_sql::bind(column, value, dialect));
        return Condition::all().add(column_sql::operand(column, BASE, dialect).is_in(values));
    }
    one_of(resource, keys, dialect)
}

/// Keys of several columns, halved again and again: as a chain, which is what `OR` makes of them, some hundred
/// keys would be deeper than a stack, ours as well as a database's.
fn one_of(resource: &Resource, keys: &[Key], dialect: Dialect) -> Condition {
    match keys {
        [] => Condition::any(),
        [only] => all_equal(resource, only, BASE, dialect),
        _ => {
            let (one, other) = keys.split_at(keys.len() / 2);
            Condition::any().add(one_of(resource, one, dialect)).add(one_of(resource, other, dialect))
        }
    }
}

/// The row with this key, in a statement that calls the table by its name (UPDATE and DELETE).
pub(crate) fn key_of_table(resource: &Resource, key: &Key, dialect: Dialect) -> Condition {
    all_equal(resource, key, resource.table().name, dialect)
}

fn all_equal(resource: &Resource, key: &Key, table: &str, dialect: Dialect) -> Condition {
    let parts = resource.key().iter().zip(key.parts());
    parts.fold(Condition::all(), |all, (column, value)| {
        all.add(column_sql::operand(column, table, dialect).eq(column_sql::bind(column, value, dialect)))
    })
}

/// The rows that the actor may see.
pub(crate) fn scope(registry: &Registry, resource: &Resource, rules: &[RowRule]) -> Condition {
    scoped(registry, resource, BASE, rules).unwrap_or_else(Condition::all)
}
