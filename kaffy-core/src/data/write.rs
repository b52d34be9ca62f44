//! The statements that write a row, inside a transaction, and the one that reads it there.

use std::sync::Arc;

use sea_query::{Alias, Condition, ExprTrait, IntoIden, Query, Value};

use super::{condition, row_version};
use crate::{
    Column, DbError, Dialect, Key, Record, Registry, Resource,
    access::RowRule,
    form::Change,
    store::{Read, Tx, column_sql},
};

/// Adds a row and says what its key became.
pub(crate) async fn insert(tx: &mut Tx, resource: &Resource, changes: &[Change]) -> Result<Key, DbError> {
    let version = row_version::first(resource, changes);
    let changes: &[Change] = &changes.iter().cloned().chain(version).collect::<Vec<_>>();
    let mut insert = Query::insert();
    insert.into_table(condition::table(resource.table()));
    insert.columns(changes.iter().map(|change| Alias::new(change.column.meta.column)));
    if changes.is_empty() {
        insert.or_default_values();
    } else {
        insert.values_panic(
            changes.iter().map(|change| column_sql::bind(&change.column, &change.value, resource.dialect)),
        );
    }
    let keys: Vec<&Column> = resource.key().iter().map(AsRef::as_ref).collect();
    let is_set = |key: &&Column| changes.iter().any(|change| change.column.index == key.index);
    let unset = keys.iter().copied().find(|key| !is_set(key));
    let generated = tx.insert(&insert, &keys, unset).await?;
    key_after_insert(resource, changes, generated)
}

/// The key as the database has it now, which a trigger may have changed; where it does not say, as it was
/// set, with the one part that it counts (MySQL).
fn key_after_insert(resource: &Resource, changes: &[Change], generated: Option<Vec<Value>>) -> Result<Key, DbError> {
    let set = |column: &Column| changes.iter().find(|change| change.column.index == column.index);
    if let Some(parts) = generated.as_ref().filter(|parts| parts.len() == resource.key().len()) {
        return Ok(Key::new(parts.clone()));
    }
    let mut counted = generated.into_iter().flatten();
    let part = |column: &Arc<Column>| set(column).map(|it| it.value.clone()).or_else(|| counted.next());
    let parts: Option<Vec<_>> = resource.key().iter().map(part).collect();
    parts.map(Key::new).ok_or(DbError::NotNull { column: None })
}

/// Changes a row, which is to have the version that `held` has, and says how many rows that were.
pub(crate) async fn update(
    tx: &mut Tx,
    resource: &Resource,
    key: &Key,
    held: Option<&Record>,
    changes: &[Change],
) -> Result<u64, DbError> {
    let mut update = Query::update();
    update.table(condition::table(resource.table()));
    let version = row_version::next(resource, held, changes);
    update.values(changes.iter().chain(&version).map(|change| {
        (Alias::new(change.column.meta.column), column_sql::bind(&change.column, &change.value, resource.dialect))
    }));
    update.cond_where(condition::key_of_table(resource, key, resource.dialect));
    if let Some((column, value)) = row_version::expected(resource, held) {
        let (table, dialect) = (resource.table().name, resource.dialect);
        let is_it = column_sql::operand(column, table, dialect).eq(column_sql::bind(column, value, dialect));
        update.and_where(is_it);
    }
    tx.execute(&update).await
}

/// Deletes a row.
pub(crate) async fn delete(tx: &mut Tx, resource: &Resource, key: &Key) -> Result<u64, DbError> {
    let mut delete = Query::delete();
    delete.from_table(condition::table(resource.table()));
    delete.cond_where(condition::key_of_table(resource, key, resource.dialect));
    tx.execute(&delete).await
}

/// Reads a row within a scope; `locked`, so that nobody changes it before the commit.
pub(crate) async fn read(
    tx: &mut Tx,
    registry: &Registry,
    resource: &Resource,
    key: &Key,
    scope: &[RowRule],
    locked: bool,
) -> Result<Option<Record>, DbError> {
    let condition = condition::key(resource, key, resource.dialect);
    Ok(read_all(tx, registry, resource, condition, scope, locked).await?.pop())
}

/// Reads rows within a scope, in no order; `locked`, so that nobody changes them before the commit.
pub(crate) async fn read_all(
    tx: &mut Tx,
    registry: &Registry,
    resource: &Resource,
    condition: Condition,
    scope: &[RowRule],
    locked: bool,
) -> Result<Vec<Record>, DbError> {
    let dialect = resource.dialect;
    let mut select = Query::select();
    select.from_as(condition::table(resource.table()), condition::BASE.into_iden());
    for column in resource.columns() {
        select.expr(column_sql::select(column, condition::BASE, dialect));
    }
    select.cond_where(condition);
    select.cond_where(condition::scope(registry, resource, scope));
    // SQLite's transaction holds the write lock already.
    if locked && dialect != Dialect::Sqlite {
        select.lock_exclusive();
    }
    let reads: Vec<_> = resource.columns().iter().map(|column| Read::of(column)).collect();
    let rows = tx.fetch(&select, &reads).await?;
    Ok(rows.into_iter().map(|cells| Record::new(resource.meta(), cells)).collect())
}
