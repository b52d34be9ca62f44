//! What an expression that a list is sorted by is to the database.

use sea_query::{Alias, Expr, ExprTrait, Func, Query};

use super::{
    Statement,
    joins::{BASE, table},
};
use crate::{
    Column, Dialect, Kind, TableMeta,
    store::{Read, column_sql::operand},
};

/// One row of one text: the type of the expression, where the database can say it. It fails where a list
/// sorted by the expression would.
pub(crate) fn sort_type(of: &Column, from: TableMeta, dialect: Dialect) -> Statement {
    let expr = operand(of, BASE, dialect);
    let answer: Expr = match dialect {
        Dialect::Postgres => Func::cast_as(Func::cust("pg_typeof").arg(expr.clone()), "text").into(),
        Dialect::Sqlite | Dialect::MySql => Expr::val(""),
    };
    let one = Query::select().expr_as(Expr::val(1), Alias::new("one")).to_owned();
    let mut select = Query::select();
    select.expr(answer).from_subquery(one, Alias::new("p"));
    // Joined to no row of the table, so that no value can be in the way.
    select.left_join(table(from, BASE), Expr::val(1).eq(0));
    select.order_by_expr(expr, sea_query::Order::Asc);
    Statement { select, reads: vec![Read::As(Kind::Text)] }
}
