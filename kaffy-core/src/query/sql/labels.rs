//! The labels of rows that are known by their keys, of any number of resources, in one statement.

use sea_query::{Alias, Condition, Expr, ExprTrait, Query, Value};

use super::{Source, Statement, joins::table, scoped};
use crate::{
    Resource,
    store::{
        Read,
        column_sql::{bind, operand, select},
    },
};

/// One row: for each key the label fields of its row one after the other, NULL where there is none that
/// the actor may see.
pub(crate) fn labels(source: Source<'_>, keys: &[(&Resource, Value)]) -> Statement {
    let one = Query::select().expr_as(Expr::val(1), Alias::new("one")).to_owned();
    let mut statement = Query::select();
    statement.from_subquery(one, Alias::new("t"));
    let mut reads = Vec::new();
    for (at, (target, value)) in keys.iter().enumerate() {
        let (alias, dialect) = (format!("j{}", at + 1), target.dialect);
        for path in target.label() {
            statement.expr(select(&path.column, &alias, dialect));
            reads.push(Read::of(&path.column));
        }
        let mut on = Condition::all();
        if let [key] = target.key() {
            on = on.add(operand(key, &alias, dialect).eq(bind(key, value, dialect)));
        }
        let on = on.add_option(scoped(source.registry, target, &alias, &(source.scope)(target.meta())));
        statement.left_join(table(target.table(), &alias), on);
    }
    Statement { select: statement, reads }
}
