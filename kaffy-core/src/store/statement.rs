//! Statements as text and values, in the words of one database.

use rust_decimal::Decimal;
use sea_query::{MysqlQueryBuilder, PostgresQueryBuilder, QueryStatementBuilder, SqliteQueryBuilder, Value, Values};

use super::DbError;
use crate::Dialect;

/// A statement ready to run.
#[derive(Debug)]
pub(super) struct Statement {
    pub(super) sql: String,
    pub(super) values: Values,
}

impl Statement {
    /// A statement that reads.
    pub(super) fn read(statement: &impl QueryStatementBuilder, dialect: Dialect) -> Self {
        let (sql, Values(values)) = build(statement, dialect);
        let values = values.into_iter().map(|value| comparable(value, dialect)).collect();
        Self { sql, values: Values(values) }
    }

    /// A statement that writes.
    ///
    /// # Errors
    /// When a value is larger than any column of the database can hold.
    pub(super) fn write(statement: &impl QueryStatementBuilder, dialect: Dialect) -> Result<Self, DbError> {
        let (sql, Values(values)) = build(statement, dialect);
        if dialect == Dialect::Sqlite && values.iter().any(is_huge) {
            return Err(DbError::Unfit { column: None });
        }
        let values = values.into_iter().map(|value| comparable(value, dialect)).collect();
        Ok(Self { sql, values: Values(values) })
    }
}

fn build(statement: &impl QueryStatementBuilder, dialect: Dialect) -> (String, Values) {
    match dialect {
        Dialect::Sqlite => statement.build_any(&SqliteQueryBuilder),
        Dialect::Postgres => statement.build_any(&PostgresQueryBuilder),
        Dialect::MySql => statement.build_any(&MysqlQueryBuilder),
    }
}

fn is_huge(value: &Value) -> bool {
    matches!(value, Value::BigUnsigned(Some(number)) if i64::try_from(*number).is_err())
}

/// The driver would panic over an unsigned number beyond `i64` where the database has none. No column
/// holds such a number either, but one may be asked for: a wider type compares as it should.
fn comparable(value: Value, dialect: Dialect) -> Value {
    match (value, dialect) {
        (Value::BigUnsigned(Some(number)), Dialect::Sqlite | Dialect::Postgres) => match i64::try_from(number) {
            Ok(number) => Value::BigInt(Some(number)),
            Err(_) if dialect == Dialect::Postgres => Value::Decimal(Some(Decimal::from(number))),
            #[expect(clippy::cast_precision_loss, reason = "it stays larger than every i64")]
            Err(_) => Value::Double(Some(number as f64)),
        },
        (value, _) => value,
    }
}
