//! The rows of other resources that are joined to the rows of a page by rows between, in one statement.

use sea_query::{
    Alias, Condition, Expr, ExprTrait, Func, JoinType, Query, SelectStatement, UnionType, Value, WindowStatement,
};

use super::{Source, Statement, joins::table, labels, scoped};
use crate::{
    Many, Resource,
    access::Realm,
    store::{
        Read,
        column_sql::{bind, operand, select},
    },
    views::Beside,
};

/// A column of the list, and the resources at its ends.
pub(crate) struct Between<'a> {
    pub(crate) many: &'a Many,
    pub(crate) target: &'a Resource,
    pub(crate) through: &'a Resource,
}

impl Between<'_> {
    /// How many columns of the result are about it: the key of the row of the page, how many rows it has, the
    /// key of one, and the fields of its label.
    pub(crate) fn width(&self) -> usize {
        3 + self.target.label().len()
    }
}

/// What [`labels`] shows in one row, on at least one row, and then for each column and each row of the page up
/// to `most` rows of the other resource, by label. The columns of the result that are about another column of
/// the list are NULL. Saved views are one column more, and the last one.
///
/// The databases number the rows themselves: a row of the page may have a hundred thousand.
pub(crate) fn linked(
    source: Source<'_>,
    columns: &[Between<'_>],
    keys: &[Value],
    most: u64,
    named: &[(&Resource, Value)],
    views: Option<Beside>,
) -> Statement {
    let Statement { select: mut statement, mut reads } = labels(source, named);
    statement.join_subquery(
        JoinType::LeftJoin,
        numbers(columns.len() + usize::from(views.is_some())),
        Alias::new("n"),
        Expr::val(1).eq(1),
    );
    // Each by itself: rows of one column do not multiply those of another.
    let here = |at: usize| Expr::col((Alias::new("n"), Alias::new("at"))).eq(Expr::val(number(at)));
    for (at, column) in columns.iter().enumerate() {
        let alias = format!("m{at}");
        let (rows, mut shown) = rows(source, column, keys, most);
        statement.join_subquery(JoinType::LeftJoin, rows, Alias::new(&alias), here(at));
        for place in 0..column.width() {
            statement.expr(Expr::col((Alias::new(&alias), name(place))));
        }
        statement.order_by((Alias::new(&alias), Alias::new("place")), sea_query::Order::Asc);
        reads.append(&mut shown);
    }
    if let Some(Beside { select, reads: mut shown }) = views {
        statement.join_subquery(JoinType::LeftJoin, select, Alias::new("v"), here(columns.len()));
        for name in Beside::names() {
            statement.expr(Expr::col((Alias::new("v"), name)));
        }
        reads.append(&mut shown);
    }
    Statement { select: statement, reads }
}

/// The rows of one column, the first of each row of the page.
fn rows(source: Source<'_>, column: &Between<'_>, keys: &[Value], most: u64) -> (SelectStatement, Vec<Read>) {
    let Between { many, target, through } = *column;
    let (resource, dialect) = (source.resource, source.resource.dialect);
    let col = |alias: &str, name: &'static str| Expr::col((Alias::new(alias), Alias::new(name)));
    let field = |name: &str| through.column(name).map_or("", |column| column.meta.column);

    // Which there are, each once, however often they are joined.
    let mut pairs = Query::select();
    pairs.distinct().expr_as(select(&many.key, "t", dialect), name(0));
    pairs.expr_as(col("j1", field(many.meta.to)), Alias::new("to"));
    pairs.from(table(resource.table(), "t"));
    let mut on = Condition::all().add(col("j1", field(many.meta.by)).eq(col("t", many.key.meta.column)));
    on = on.add_option(scoped(source.registry, through, "j1", &(source.scope)(through.meta())));
    pairs.join(JoinType::InnerJoin, table(through.table(), "j1"), on);
    pairs.cond_where(operand(&many.key, "t", dialect).is_in(keys.iter().map(|key| bind(&many.key, key, dialect))));

    let mut reads = vec![Read::of(&many.key), Read::integer()];
    let mut ranked = Query::select();
    let of_row = || WindowStatement::partition_by((Alias::new("s1"), name(0)));
    let mut by_label = of_row();
    for path in target.label().iter().filter(|path| path.column.kind().is_ordered() && path.column.is_comparable()) {
        by_label.order_by_expr(operand(&path.column, "j2", dialect), sea_query::Order::Asc);
    }
    ranked.expr_as(Expr::col((Alias::new("s1"), name(0))), name(0));
    ranked.expr_window_as(Func::count(Expr::val(1)), of_row(), name(1));
    let mut on = Condition::all();
    if let [key] = target.key() {
        by_label.order_by_expr(operand(key, "j2", dialect), sea_query::Order::Asc);
        ranked.expr_as(select(key, "j2", dialect), name(2));
        reads.push(Read::of(key));
        on = on.add(col("j2", key.meta.column).eq(Expr::col((Alias::new("s1"), Alias::new("to")))));
    }
    for (at, path) in target.label().iter().enumerate() {
        ranked.expr_as(select(&path.column, "j2", dialect), name(3 + at));
        reads.push(Read::of(&path.column));
    }
    ranked.expr_window_as(Func::cust("ROW_NUMBER"), by_label, Alias::new("place"));
    ranked.from_subquery(pairs, Alias::new("s1"));
    // A row that the actor may not see, or that is in the trash, is joined as if it were not there (W10).
    let mut there = (source.scope)(target.meta());
    there.extend(Realm::Live.rule(target));
    on = on.add_option(scoped(source.registry, target, "j2", &there));
    ranked.join(JoinType::InnerJoin, table(target.table(), "j2"), on);

    let mut first = Query::select();
    for place in 0..column.width() {
        first.column((Alias::new("s2"), name(place)));
    }
    first.column((Alias::new("s2"), Alias::new("place"))).from_subquery(ranked, Alias::new("s2"));
    first.and_where(Expr::col((Alias::new("s2"), Alias::new("place"))).lte(number_of(most)));
    (first, reads)
}

/// The name of a column of the result, by its place.
fn name(place: usize) -> Alias {
    Alias::new(format!("c{place}"))
}

/// As many rows, each with its number as `at`.
fn numbers(count: usize) -> SelectStatement {
    let one = |at: usize| Query::select().expr_as(Expr::val(number(at)), Alias::new("at")).to_owned();
    let mut numbers = one(0);
    for at in 1..count {
        numbers.union(UnionType::All, one(at));
    }
    numbers
}

fn number(at: usize) -> i64 {
    i64::try_from(at).unwrap_or(i64::MAX)
}

fn number_of(most: u64) -> i64 {
    i64::try_from(most).unwrap_or(i64::MAX)
}
