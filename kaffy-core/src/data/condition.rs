//! The conditions that every statement on a resource shares: its table, one key, the actor's rows.

use sea_query::{Alias, Condition, Expr, ExprTrait, IntoTableRef, TableRef};

use crate::{Column, Dialect, Key, Resource, RowFilter, TableMeta, store::TableName, store::column_sql};

/// The alias of a statement's own table.
pub(crate) const BASE: &str = "t";

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
pub(crate) fn scope(resource: &Resource, rules: &[RowFilter], dialect: Dialect) -> Condition {
    rules.iter().fold(Condition::all(), |all, rule| match resource.column(rule.field) {
        Some(column) => all.add(one_of(column, &rule.values, dialect)),
        // A rule about a field that is not there must hide everything rather than nothing.
        None => all.add(Expr::val(1).eq(0)),
    })
}

fn one_of(column: &Column, values: &[sea_query::Value], dialect: Dialect) -> Condition {
    if values.is_empty() {
        return Condition::all().add(Expr::val(1).eq(0));
    }
    values.iter().fold(Condition::any(), |any, value| {
        let held = column_sql::operand(column, BASE, dialect);
        any.add(if crate::value::is_null(value) {
            held.is_null()
        } else {
            held.eq(column_sql::bind(column, value, dialect))
        })
    })
}
