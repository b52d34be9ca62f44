//! Small statements, and cells as Rust values.

use sea_query::{DeleteStatement, IntoCondition, Query, SelectStatement, UpdateStatement, Value};

use crate::{
    Cell, Database, DbError, Dialect, Kind,
    store::{Read, Tx},
};

pub(super) const TEXT: Read = Read::As(Kind::Text);
pub(super) const FLAG: Read = Read::As(Kind::Bool);

/// How a whole number is read.
pub(super) fn number() -> Read {
    Read::integer()
}

/// One row of a result.
pub(super) struct Cells(Vec<Cell>);

impl Cells {
    pub(super) fn text(&self, at: usize) -> Result<String, DbError> {
        self.maybe_text(at)?.ok_or_else(|| unreadable(at))
    }

    pub(super) fn maybe_text(&self, at: usize) -> Result<Option<String>, DbError> {
        match self.0.get(at) {
            Some(Ok(Value::String(text))) => Ok(text.clone()),
            Some(Ok(nothing)) if *nothing == nothing.as_null() => Ok(None),
            _ => Err(unreadable(at)),
        }
    }

    pub(super) fn number(&self, at: usize) -> Result<i64, DbError> {
        self.maybe_number(at)?.ok_or_else(|| unreadable(at))
    }

    pub(super) fn maybe_number(&self, at: usize) -> Result<Option<i64>, DbError> {
        match self.0.get(at) {
            Some(Ok(Value::BigInt(number))) => Ok(*number),
            Some(Ok(nothing)) if *nothing == nothing.as_null() => Ok(None),
            _ => Err(unreadable(at)),
        }
    }

    pub(super) fn flag(&self, at: usize) -> Result<bool, DbError> {
        match self.0.get(at) {
            Some(Ok(Value::Bool(Some(flag)))) => Ok(*flag),
            _ => Err(unreadable(at)),
        }
    }
}

fn unreadable(at: usize) -> DbError {
    DbError::Other(format!("column {at} of a table of accounts holds something else than kaffy wrote").into())
}

/// Reads rows outside of a transaction.
pub(super) async fn fetch(db: &Database, select: &SelectStatement, reads: &[Read]) -> Result<Vec<Cells>, DbError> {
    Ok(db.fetch(select, reads).await?.into_iter().map(Cells).collect())
}

/// Reads rows inside a transaction.
pub(super) async fn fetch_in(tx: &mut Tx, select: &SelectStatement, reads: &[Read]) -> Result<Vec<Cells>, DbError> {
    Ok(tx.fetch(select, reads).await?.into_iter().map(Cells).collect())
}

/// Reads rows inside a transaction, and nobody else changes them before its end.
pub(super) async fn lock(
    tx: &mut Tx,
    dialect: Dialect,
    select: &SelectStatement,
    reads: &[Read],
) -> Result<Vec<Cells>, DbError> {
    let mut select = select.clone();
    // SQLite's transaction holds the write lock already.
    if dialect != Dialect::Sqlite {
        select.lock_exclusive();
    }
    fetch_in(tx, &select, reads).await
}

/// Changes rows in a transaction of their own; how many there were.
pub(super) async fn update(db: &Database, update: &UpdateStatement) -> Result<u64, DbError> {
    let mut tx = db.begin().await?;
    let changed = tx.execute(update).await?;
    tx.commit().await?;
    Ok(changed)
}

/// Deletes rows in a transaction of their own; how many there were.
pub(super) async fn delete(db: &Database, delete: &DeleteStatement) -> Result<u64, DbError> {
    let mut tx = db.begin().await?;
    let gone = tx.execute(delete).await?;
    tx.commit().await?;
    Ok(gone)
}

/// A statement that deletes rows of a table.
pub(super) fn delete_from(table: &'static str, which: impl IntoCondition) -> DeleteStatement {
    Query::delete().from_table(table).cond_where(which).to_owned()
}

/// A statement that adds a row.
pub(super) fn insert_into<const N: usize>(
    table: &'static str,
    values: [(&'static str, sea_query::Expr); N],
) -> sea_query::InsertStatement {
    let (columns, values): (Vec<_>, Vec<_>) = values.into_iter().unzip();
    Query::insert().into_table(table).columns(columns).values_panic(values).to_owned()
}
