//! The first and the last value of a column.

use sea_query::{Expr, ExprTrait, Query};

use super::{
    Joins, Narrowing, Source, Statement,
    joins::BASE,
    rows::{keep, narrowed},
};
use crate::{
    Column,
    store::{Read, column_sql::select},
};

/// One row of the smallest and the largest value of a column of the resource itself.
///
/// Each in a select of its own: SQLite answers `MIN` or `MAX` alone from an index, but reads the whole
/// table for both. The other two databases plan them like this anyway.
pub(crate) fn bounds(source: Source<'_>, narrowing: Narrowing<'_>, column: &Column) -> Statement {
    let value = || select(column, BASE, source.resource.dialect);
    let one = |expr: Expr| {
        let mut joins = Joins::new(source);
        let condition = narrowed(source, narrowing, &mut joins);
        let mut statement = Query::select();
        statement.expr(expr);
        joins.from(&mut statement);
        keep(&mut statement, condition);
        Expr::SubQuery(None, Box::new(statement.into()))
    };
    let mut statement = Query::select();
    statement.expr(one(value().min())).expr(one(value().max()));
    Statement { select: statement, reads: vec![Read::of(column), Read::of(column)] }
}
