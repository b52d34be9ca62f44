//! The first and the last value of a column.

use sea_query::{ExprTrait, Query};

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
pub(crate) fn bounds(source: Source<'_>, narrowing: Narrowing<'_>, column: &Column) -> Statement {
    let mut joins = Joins::new(source);
    let condition = narrowed(source, narrowing, &mut joins);
    let value = || select(column, BASE, source.resource.dialect);
    let mut statement = Query::select();
    statement.expr(value().min()).expr(value().max());
    joins.from(&mut statement);
    keep(&mut statement, condition);
    Statement { select: statement, reads: vec![Read::of(column), Read::of(column)] }
}
