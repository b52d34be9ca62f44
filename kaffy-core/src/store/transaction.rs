//! A transaction: several statements, all or none.

use std::sync::Arc;

use sea_query::{
    InsertStatement, MysqlQueryBuilder, PostgresQueryBuilder, QueryStatementBuilder, ReturningClause,
    SchemaStatementBuilder, SelectStatement, SqliteQueryBuilder, Value,
};

use super::{
    DbError, Lent, Read,
    backend::{Rows, Work},
    calls::Calls,
    column_sql,
    statement::Statement,
};
use crate::{Column, Dialect};

/// An open transaction. Dropped without [`commit`](Self::commit), it is rolled back.
pub struct Tx {
    work: Box<dyn Work>,
    dialect: Dialect,
    calls: Arc<Calls>,
}

impl Tx {
    pub(super) fn new(work: Box<dyn Work>, dialect: Dialect, calls: Arc<Calls>) -> Self {
        Self { work, dialect, calls }
    }

    /// Reads rows; `reads` stand in the order of the columns selected.
    pub async fn fetch(&mut self, select: &SelectStatement, reads: &[Read]) -> Result<Rows, DbError> {
        self.calls.statement()?;
        self.work.fetch(Statement::read(select, self.dialect), reads).await
    }

    /// Changes or deletes rows and says how many.
    pub async fn execute(&mut self, statement: &impl QueryStatementBuilder) -> Result<u64, DbError> {
        let statement = Statement::write(statement, self.dialect)?;
        self.calls.statement()?;
        Ok(self.work.execute(statement).await?.rows)
    }

    /// Inserts one row and says what its key became.
    ///
    /// On MySQL it says only the part that was not set, where the database counts it, and `None` else.
    pub(crate) async fn insert(
        &mut self,
        insert: &InsertStatement,
        key: &[&Column],
        unset: Option<&Column>,
    ) -> Result<Option<Vec<Value>>, DbError> {
        if self.dialect == Dialect::MySql {
            let statement = Statement::write(insert, self.dialect)?;
            self.calls.statement()?;
            let made = self.work.execute(statement).await?.last_insert_id;
            return Ok(match (made, unset) {
                (Some(id @ 1..), Some(counter)) => Some(vec![key_value(counter, id)]),
                _ => None,
            });
        }
        let key_exprs = key.iter().map(|column| column_sql::returned(column, self.dialect));
        let mut insert = insert.clone();
        insert.returning(ReturningClause::Exprs(key_exprs.collect()));
        let statement = Statement::write(&insert, self.dialect)?;
        let reads: Vec<_> = key.iter().map(|column| Read::of(column)).collect();
        self.calls.statement()?;
        let rows = self.work.fetch(statement, &reads).await?;
        Ok(rows.into_iter().next().and_then(|row| row.into_iter().collect::<Result<_, _>>().ok()))
    }

    /// Lends it to code that only runs statements.
    pub fn lend(&mut self) -> Lent<'_> {
        Lent::new(self.work.statements(), self.dialect, &self.calls)
    }

    /// Makes a table or an index.
    pub(crate) async fn define(&mut self, statement: &impl SchemaStatementBuilder) -> Result<(), DbError> {
        let sql = match self.dialect {
            Dialect::Sqlite => statement.build(SqliteQueryBuilder),
            Dialect::Postgres => statement.build(PostgresQueryBuilder),
            Dialect::MySql => statement.build(MysqlQueryBuilder),
        };
        self.calls.statement()?;
        self.work.execute(Statement::without_values(sql)).await.map(drop)
    }

    /// Runs statements that stand in the program and read nothing.
    pub async fn run(&mut self, sql: &'static str) -> Result<(), DbError> {
        self.calls.statement()?;
        self.work.mark(sql).await
    }

    /// Marks the place that [`undo`](Self::undo) goes back to: one at a time, none inside another.
    ///
    /// All three databases have it in the same words. Like the ends of a transaction, marks are not
    /// counted as statements.
    pub(crate) async fn mark(&mut self) -> Result<(), DbError> {
        self.work.mark("SAVEPOINT kaffy_row").await
    }

    /// Keeps what was done since the mark.
    pub(crate) async fn keep(&mut self) -> Result<(), DbError> {
        self.work.mark("RELEASE SAVEPOINT kaffy_row").await
    }

    /// Takes back what was done since the mark, and nothing else.
    pub(crate) async fn undo(&mut self) -> Result<(), DbError> {
        self.work.mark("ROLLBACK TO SAVEPOINT kaffy_row").await?;
        self.keep().await
    }

    /// Makes everything done so far last.
    pub async fn commit(self) -> Result<(), DbError> {
        self.calls.call()?;
        self.work.commit().await?;
        self.calls.call()
    }
}

/// A key that MySQL made, as the canonical value of its column.
fn key_value(column: &Column, id: u64) -> Value {
    match (column.kind(), i64::try_from(id)) {
        (crate::Kind::Int(crate::IntWidth::U64), _) | (_, Err(_)) => Value::BigUnsigned(Some(id)),
        (_, Ok(id)) => Value::BigInt(Some(id)),
    }
}
