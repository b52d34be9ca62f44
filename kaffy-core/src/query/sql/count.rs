//! Counting without reading a big table to its end (W4).

use sea_query::{Alias, Asterisk, Condition, Expr, ExprTrait, Func, Query, SelectStatement, SimpleExpr};

use super::{
    Joins, Narrowing, Source,
    rows::{keep, narrowed},
};
use crate::{Dialect, TableMeta};

/// How far rows are counted one by one.
pub(crate) const CAP: u64 = 10_000;

/// One row of two numbers: the catalog's estimate, 0 where there is none, and the count up to one more
/// than [`CAP`], 0 where the estimate made it needless.
///
/// The catalog knows about whole tables only. SQLite's has no numbers.
pub(crate) fn count(source: Source<'_>, narrowing: Narrowing<'_>) -> SelectStatement {
    let mut joins = Joins::new(source);
    let condition = narrowed(source, narrowing, &mut joins);
    let whole = condition.is_empty();
    let capped = capped(&joins, condition);
    match estimate(source.resource.dialect, source.resource.table()).filter(|_| whole) {
        Some(estimate) => {
            let guess = || Expr::col((Alias::new("e"), Alias::new("n")));
            let count = Expr::case(guess().gt(CAP), Expr::val(0)).finally(scalar(capped));
            Query::select().expr(guess()).expr(count).from_subquery(estimate, Alias::new("e")).to_owned()
        }
        None => Query::select().expr(Expr::val(0)).expr(scalar(capped)).to_owned(),
    }
}

/// One row with a count for each of some narrowings, up to one more than [`CAP`].
pub(crate) fn counts(source: Source<'_>, narrowings: &[Narrowing<'_>]) -> SelectStatement {
    let mut select = Query::select();
    for narrowing in narrowings {
        let mut joins = Joins::new(source);
        let condition = narrowed(source, *narrowing, &mut joins);
        select.expr(scalar(capped(&joins, condition)));
    }
    select
}

fn capped(joins: &Joins<'_>, condition: Condition) -> SelectStatement {
    let mut rows = Query::select();
    rows.expr(Expr::val(1));
    joins.from(&mut rows);
    keep(&mut rows, condition);
    rows.limit(CAP + 1);
    Query::select().expr(Func::count(Expr::col(Asterisk))).from_subquery(rows, Alias::new("r")).to_owned()
}

fn scalar(select: SelectStatement) -> SimpleExpr {
    SimpleExpr::SubQuery(None, Box::new(select.into()))
}

/// The catalog's estimate as the column `n` of one row.
fn estimate(dialect: Dialect, of: TableMeta) -> Option<SelectStatement> {
    let mut select = Query::select();
    match dialect {
        Dialect::Sqlite => return None,
        Dialect::Postgres => {
            let quoted = |name: &str| format!("\"{}\"", name.replace('"', "\"\""));
            let name = match of.schema {
                Some(schema) => format!("{}.{}", quoted(schema), quoted(of.name)),
                None => quoted(of.name),
            };
            // -1 before the first ANALYZE; no row for a name that is no table.
            let tuples: SimpleExpr = Func::max(Func::cast_as(Expr::col(Alias::new("reltuples")), "bigint")).into();
            let oid: SimpleExpr = Func::cust(Alias::new("to_regclass")).arg(name).into();
            select
                .expr_as(Func::coalesce([tuples, Expr::val(0)]), Alias::new("n"))
                .from((Alias::new("pg_catalog"), Alias::new("pg_class")))
                .and_where(Expr::col(Alias::new("oid")).eq(oid));
        }
        Dialect::MySql => {
            let schema: SimpleExpr = match of.schema {
                Some(schema) => Expr::val(schema),
                None => Func::cust(Alias::new("DATABASE")).into(),
            };
            let rows: SimpleExpr = Func::max(Expr::col(Alias::new("table_rows"))).into();
            let rows = Func::cast_as(Func::coalesce([rows, Expr::val(0)]), "SIGNED");
            select
                .expr_as(rows, Alias::new("n"))
                .from((Alias::new("information_schema"), Alias::new("tables")))
                .and_where(Expr::col(Alias::new("table_schema")).eq(schema))
                .and_where(Expr::col(Alias::new("table_name")).eq(of.name));
        }
    }
    Some(select)
}
