//! A statement that is kept: built once, and run again with other values.
//!
//! Building one takes longer than reading the row it asks for.

use std::sync::Arc;

use sea_query::{SelectStatement, Value, Values};

use super::{
    Read,
    statement::{Statement, comparable},
};
use crate::Dialect;

/// A statement for one row, without the values that differ from time to time.
#[derive(Debug)]
pub(crate) struct Kept {
    sql: Arc<str>,
    reads: Vec<Read>,
    /// What is bound behind them: a limit.
    rest: Vec<Value>,
    dialect: Dialect,
}

impl Kept {
    /// Keeps a statement that was built with these values; `None` unless they are the first that it binds.
    pub(crate) fn new(select: &SelectStatement, reads: Vec<Read>, given: &[Value], dialect: Dialect) -> Option<Self> {
        let Statement { sql, values: Values(values), .. } = Statement::read(select, dialect);
        let given = given.iter().map(|value| comparable(value.clone(), dialect)).collect::<Vec<_>>();
        let rest = values.strip_prefix(&given[..])?.to_vec();
        Some(Self { sql, reads, rest, dialect })
    }

    pub(super) fn reads(&self) -> &[Read] {
        &self.reads
    }

    /// The statement with other values in place of those.
    pub(super) fn with(&self, values: Vec<Value>) -> Statement {
        let values = values.into_iter().map(|value| comparable(value, self.dialect));
        let values = Values(values.chain(self.rest.iter().cloned()).collect());
        Statement { sql: self.sql.clone(), values, is_of_one: true }
    }
}

#[cfg(test)]
mod tests {
    use sea_query::{Expr, ExprTrait, Query};

    use super::*;

    fn kept(dialect: Dialect, given: &[Value]) -> Option<Kept> {
        let by_key = Expr::col("id").eq(7_i64).and(Expr::col("shop").eq("rye"));
        let select = Query::select().column("id").from("tools").and_where(by_key).limit(1).to_owned();
        Kept::new(&select, vec![Read::integer()], given, dialect)
    }

    #[test]
    fn w12_a_kept_statement_is_the_one_that_would_be_built() {
        let given = [Value::BigInt(Some(7)), "rye".into()];
        for (dialect, bound) in [(Dialect::Sqlite, 2), (Dialect::Postgres, 3), (Dialect::MySql, 3)] {
            let kept = kept(dialect, &given).expect("it binds them first");
            let statement = kept.with(vec![Value::BigInt(Some(8)), "bun".into()]);
            assert!(statement.sql.contains("WHERE") && statement.is_of_one);
            assert_eq!(statement.values.0.len(), bound);
            assert_eq!(statement.values.0[..2], [Value::BigInt(Some(8)), "bun".into()]);
        }
    }

    #[test]
    fn w12_a_statement_that_binds_something_else_first_is_not_kept() {
        assert!(kept(Dialect::Sqlite, &[Value::BigInt(Some(8))]).is_none());
        assert!(kept(Dialect::Sqlite, &["rye".into()]).is_none());
    }
}
