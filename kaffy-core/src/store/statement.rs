//! Statements as text and values, in the words of one database.

use std::{fmt, sync::Arc};

use rust_decimal::Decimal;
use sea_query::{
    MysqlQueryBuilder, PostgresQueryBuilder, QueryBuilder, QueryStatementBuilder, SqlWriter, SqliteQueryBuilder, Value,
    Values,
};

use super::DbError;
use crate::Dialect;

/// A statement ready to run.
#[derive(Debug)]
pub(super) struct Statement {
    pub(super) sql: Arc<str>,
    pub(super) values: Values,
    /// Whether nobody waits for a second row.
    pub(super) is_of_one: bool,
}

impl Statement {
    /// A statement that reads.
    pub(super) fn read(statement: &impl QueryStatementBuilder, dialect: Dialect) -> Self {
        let (sql, Values(values)) = build(statement, dialect);
        let values = values.into_iter().map(|value| comparable(value, dialect)).collect();
        Self { sql: sql.into(), values: Values(values), is_of_one: false }
    }

    /// A statement that takes no values.
    pub(super) fn without_values(sql: String) -> Self {
        Self { sql: sql.into(), values: Values(Vec::new()), is_of_one: false }
    }

    /// The same, for its first row alone.
    pub(super) fn of_one(self) -> Self {
        Self { is_of_one: true, ..self }
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
        Ok(Self { sql: sql.into(), values: Values(values), is_of_one: false })
    }
}

fn build(statement: &impl QueryStatementBuilder, dialect: Dialect) -> (String, Values) {
    match dialect {
        Dialect::Sqlite => {
            let mut text = SqliteText { sql: String::with_capacity(1024), values: Vec::new() };
            statement.build_collect_any_into(&SqliteQueryBuilder, &mut text);
            (text.sql, Values(text.values))
        }
        Dialect::Postgres => statement.build_any(&PostgresQueryBuilder),
        Dialect::MySql => statement.build_any(&MysqlQueryBuilder),
    }
}

/// A statement for SQLite, which binds every value but a limit.
///
/// SQLite looks at a limit when it plans. One that is bound makes it plan a prepared statement anew each
/// time it runs, which takes longer than reading one row does.
#[derive(Debug)]
struct SqliteText {
    sql: String,
    values: Vec<Value>,
}

impl SqlWriter for SqliteText {
    fn push_param<B: QueryBuilder>(&mut self, value: Value, builder: &B) {
        if let Value::BigUnsigned(Some(_)) = value
            && self.sql.ends_with(" LIMIT ")
        {
            return builder.write_value(&mut self.sql, &value).unwrap_or_default();
        }
        self.sql.push('?');
        self.values.push(value);
    }

    fn as_writer(&mut self) -> &mut dyn fmt::Write {
        self
    }
}

impl fmt::Write for SqliteText {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.sql.push_str(text);
        Ok(())
    }

    fn write_char(&mut self, c: char) -> fmt::Result {
        self.sql.push(c);
        Ok(())
    }
}

impl fmt::Display for SqliteText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sql)
    }
}

fn is_huge(value: &Value) -> bool {
    matches!(value, Value::BigUnsigned(Some(number)) if i64::try_from(*number).is_err())
}

/// The driver would panic over an unsigned number beyond `i64` where the database has none. No column
/// holds such a number either, but one may be asked for: a wider type compares as it should.
pub(super) fn comparable(value: Value, dialect: Dialect) -> Value {
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

#[cfg(test)]
mod tests {
    use sea_query::{Alias, Expr, ExprTrait, Query};

    use super::*;

    #[test]
    fn w12_sqlite_reads_its_limits_in_the_text_and_binds_everything_else() {
        let inner =
            Query::select().column("id").from("tools").and_where(Expr::col("id").gt(7_u64)).limit(26).to_owned();
        let outer = Query::select().column("id").from_subquery(inner, Alias::new("p")).limit(5).to_owned();
        let statement = Statement::read(&outer, Dialect::Sqlite);
        let expected = r#"SELECT "id" FROM (SELECT "id" FROM "tools" WHERE "id" > ? LIMIT 26) AS "p" LIMIT 5"#;
        assert_eq!(&*statement.sql, expected);
        assert_eq!(statement.values.0, [Value::BigInt(Some(7))]);
        assert_eq!(Statement::read(&outer, Dialect::Postgres).values.0.len(), 3);
    }
}
