//! Row scopes as conditions: what each form of a rule means to a database.

use sea_query::{Alias, Condition, Expr, ExprTrait, Query};

use super::{
    conditions::{At, any_of, never},
    joins::table,
};
use crate::{
    Registry, Resource,
    access::{Comparison, RowRule},
    store::column_sql::operand,
    value,
};

/// Rows that a scope leaves to an actor; `None` when it leaves all.
///
/// A rule on a field that is not there leaves none: too little is a bug report, too much is a leak.
pub(crate) fn scoped(registry: &Registry, resource: &Resource, alias: &str, scope: &[RowRule]) -> Option<Condition> {
    let at = Place { registry, resource, alias };
    let meets_all = |all: Condition, rule: &RowRule| all.add(at.meets(rule));
    (!scope.is_empty()).then(|| scope.iter().fold(Condition::all(), meets_all))
}

/// A table in a statement.
#[derive(Clone, Copy)]
struct Place<'a> {
    registry: &'a Registry,
    resource: &'a Resource,
    alias: &'a str,
}

impl<'a> Place<'a> {
    fn field(self, field: &str) -> Option<At<'a>> {
        let column = self.resource.column(field)?;
        Some(At { column, alias: self.alias, dialect: self.resource.dialect })
    }

    fn meets(self, rule: &RowRule) -> Condition {
        let all = Condition::all();
        match rule {
            RowRule::AnyOf { field, values } => all.add(self.field(field).map_or_else(never, |at| any_of(at, values))),
            RowRule::NoneOf { field, values } => {
                self.field(field).map_or_else(|| all.add(never()), |at| none_of(at, values))
            }
            RowRule::Compares { field, how, value } => {
                all.add(self.field(field).map_or_else(never, |at| compared(at, *how, value)))
            }
            RowRule::All(rules) if rules.is_empty() => all.add(always()),
            RowRule::All(rules) => rules.iter().fold(all, |all, rule| all.add(self.meets(rule))),
            RowRule::Any(rules) if rules.is_empty() => all.add(never()),
            RowRule::Any(rules) => rules.iter().fold(Condition::any(), |any, rule| any.add(self.meets(rule))),
            RowRule::Over { relation, rule } => all.add(self.over(relation, rule).unwrap_or_else(never)),
            RowRule::Own(condition) => condition(self.resource, self.alias).0,
        }
    }

    /// Whether the row that a relation names meets a rule; `None` where it cannot be followed.
    fn over(self, relation: &str, rule: &RowRule) -> Option<Expr> {
        let field = self.resource.meta().relation(relation)?;
        let target = self.registry.of((field.belongs_to?.target)())?;
        let [key] = target.key() else { return None };
        let from = self.field(field.name)?;
        // One of its own for each step, since a resource may refer to itself.
        let alias = format!("{}_{relation}", self.alias);
        let same = operand(key, &alias, target.dialect).eq(from.operand());
        let there = Place { registry: self.registry, resource: target, alias: &alias };
        let mut rows = Query::select();
        rows.expr(Expr::val(1)).from(table(target.table(), &alias));
        rows.cond_where(Condition::all().add(same).add(there.meets(rule)));
        Some(Expr::exists(rows))
    }
}

fn none_of(at: At<'_>, values: &[sea_query::Value]) -> Condition {
    let null = Expr::col((Alias::new(at.alias), Alias::new(at.column.meta.column)));
    let (nulls, values): (Vec<_>, Vec<_>) = values.iter().partition(|value| value::is_null(value));
    let other = (!values.is_empty()).then(|| at.operand().is_not_in(values.iter().map(|value| at.bind(value))));
    match (other, nulls.is_empty()) {
        (None, true) => Condition::all().add(always()),
        (None, false) => Condition::all().add(null.is_not_null()),
        (Some(other), true) => Condition::any().add(other).add(null.is_null()),
        (Some(other), false) => Condition::all().add(other).add(null.is_not_null()),
    }
}

fn compared(at: At<'_>, how: Comparison, value: &sea_query::Value) -> Expr {
    if value::is_null(value) {
        return never();
    }
    let (operand, value) = (at.operand(), at.bind(value));
    match how {
        Comparison::AtLeast => operand.gte(value),
        Comparison::AtMost => operand.lte(value),
        Comparison::Above => operand.gt(value),
        Comparison::Below => operand.lt(value),
    }
}

fn always() -> Expr {
    Expr::val(1).eq(1)
}
