//! Some rows of a resource with what is shown of them: a page, or one row.

use sea_query::{Alias, Asterisk, Condition, Expr, Query, SelectStatement, UnionType};

use super::{
    Joins, Narrowing, Source,
    conditions::{At, filtered},
    joins::BASE,
    keyset::{Segment, SortKey, after},
    scope::scoped,
    search::searched,
};
use crate::{
    Column, Dialect, Direction, Hop, Order,
    query::search::Search,
    store::{
        Read,
        column_sql::{select, sort_key},
    },
};

/// A statement and how to read its columns.
pub(crate) struct Statement {
    pub(crate) select: SelectStatement,
    pub(crate) reads: Vec<Read>,
}

/// A statement in the making: first what narrows and sorts it, then what it shows.
pub(crate) struct Rows<'a> {
    source: Source<'a>,
    joins: Joins<'a>,
    condition: Condition,
    keys: Vec<SortKey<'a>>,
    shown: Vec<Shown>,
    reads: Vec<Read>,
}

#[derive(PartialEq)]
enum Shown {
    /// Of a table that the page is cut from.
    Early(Expr),
    /// Of a table that is joined to the finished page.
    Late(Expr),
}

impl<'a> Rows<'a> {
    /// The rows that the actor may see, narrowed and in order.
    pub(crate) fn new(source: Source<'a>, narrowing: Narrowing<'a>, keys: &'a [Order]) -> Self {
        let mut joins = Joins::new(source);
        let condition = narrowed(source, narrowing, &mut joins);
        let keys = keys
            .iter()
            .map(|order| SortKey {
                column: &order.path.column,
                alias: joins.alias(&order.path.hops, false),
                direction: order.direction,
                nullable: order.path.nullable(),
            })
            .collect();
        Self { source, joins, condition, keys, shown: Vec::new(), reads: Vec::new() }
    }

    /// Keeps the rows that meet a condition on the resource's own columns.
    pub(crate) fn only(&mut self, condition: Condition) {
        self.condition = std::mem::replace(&mut self.condition, Condition::all()).add(condition);
    }

    /// Leaves out the rows that come after the one with these keys.
    pub(crate) fn until(&mut self, place: &[sea_query::Value]) {
        let segments = after(&self.keys, place, self.dialect()).into_iter();
        let later = segments.map(|segment| segment.conditions.into_iter().fold(Condition::all(), Condition::add));
        self.only(later.fold(Condition::any(), Condition::add).not());
    }

    /// Shows a column; its place among the columns of the result.
    pub(crate) fn show(&mut self, hops: &[Hop], column: &Column) -> usize {
        // Without an order there is one row at most, and nothing to wait for.
        let alias = self.joins.alias(hops, !self.keys.is_empty());
        let expr = select(column, &alias, self.dialect());
        let shown = if self.joins.is_late(&alias) { Shown::Late(expr) } else { Shown::Early(expr) };
        // A column may be a cell, the key and the label at once.
        if let Some(known) = self.shown.iter().position(|known| *known == shown) {
            return known;
        }
        self.reads.push(Read::of(column));
        self.shown.push(shown);
        self.shown.len() - 1
    }

    /// Shows what the rows are sorted by, for cursors; the places among the columns of the result.
    pub(crate) fn show_keys(&mut self) -> Vec<usize> {
        let dialect = self.dialect();
        let mut places = Vec::new();
        for key in &self.keys {
            self.shown.push(Shown::Early(sort_key(key.column, &key.alias, dialect)));
            self.reads.push(Read::sort_key(key.column, dialect));
            places.push(self.shown.len() - 1);
        }
        places
    }

    /// At most `limit` rows after the one with these keys, or the first ones; in reversed order if
    /// asked for.
    pub(crate) fn cut(mut self, place: Option<&[sea_query::Value]>, reversed: bool, limit: u64) -> Statement {
        if reversed {
            self.keys.iter_mut().for_each(|key| key.direction = key.direction.reversed());
        }
        let segments = match place {
            Some(values) => after(&self.keys, values, self.dialect()),
            None => vec![Segment::default()],
        };
        let select = if segments.len() == 1 && self.joins.late().next().is_none() {
            self.direct(&segments[0], limit)
        } else {
            self.wrapped(&segments, limit)
        };
        Statement { select, reads: self.reads }
    }

    fn dialect(&self) -> Dialect {
        self.source.resource.dialect
    }

    /// One `SELECT`, where that is all it takes.
    fn direct(&self, segment: &Segment, limit: u64) -> SelectStatement {
        let mut select = self.segment(segment, limit);
        for shown in &self.shown {
            let (Shown::Early(expr) | Shown::Late(expr)) = shown;
            select.expr(expr.clone());
        }
        select
    }

    /// Cuts the page first, from one or more segments, and joins what is only shown to what is left.
    fn wrapped(&self, segments: &[Segment], limit: u64) -> SelectStatement {
        let mut page = Exports::default();
        let mut select = Query::select();
        let keys: Vec<_> = self.keys.iter().map(|key| page.name(key.operand(self.dialect()))).collect();
        for shown in &self.shown {
            select.expr(match shown {
                Shown::Early(expr) => page.column(expr.clone()),
                Shown::Late(expr) => expr.clone(),
            });
        }
        for join in self.joins.late() {
            let (parent, column) = join.referring();
            let referring = Expr::col((Alias::new(parent), Alias::new(column)));
            let referring = if self.joins.is_late(parent) { referring } else { page.column(referring) };
            join.add_to(&mut select, referring, self.source);
        }
        select.from_subquery(self.union(&page, &keys, segments, limit), Alias::new(PAGE));
        for (key, name) in self.keys.iter().zip(&keys) {
            select.order_by((Alias::new(PAGE), name.clone()), order(key.direction));
        }
        select
    }

    /// The page as rows of exported columns.
    fn union(&self, page: &Exports, keys: &[Alias], segments: &[Segment], limit: u64) -> SelectStatement {
        let mut parts = segments.iter().map(|segment| {
            let mut part = self.segment(segment, limit);
            for (at, expr) in page.0.iter().enumerate() {
                part.expr_as(expr.clone(), Exports::alias(at));
            }
            part
        });
        let first = parts.next().unwrap_or_default();
        let mut rest = parts.enumerate().peekable();
        if rest.peek().is_none() {
            return first;
        }
        // A `LIMIT` of its own needs a sub-select around it on SQLite.
        let whole = |part: SelectStatement, at: usize| {
            Query::select().column(Asterisk).from_subquery(part, Alias::new(format!("s{at}"))).to_owned()
        };
        let mut union = whole(first, 1);
        for (at, part) in rest {
            union.union(UnionType::All, whole(part, at + 2));
        }
        for (key, name) in self.keys.iter().zip(keys) {
            union.order_by(name.clone(), order(key.direction));
        }
        union.limit(limit);
        union
    }

    /// The rows of one segment, with nothing selected yet.
    fn segment(&self, segment: &Segment, limit: u64) -> SelectStatement {
        let mut select = Query::select();
        self.joins.from(&mut select);
        keep(&mut select, segment.conditions.iter().cloned().fold(self.condition.clone(), Condition::add));
        for key in &self.keys[segment.fixed..] {
            select.order_by_expr(key.operand(self.dialect()), order(key.direction));
        }
        select.limit(limit);
        select
    }
}

/// The alias of the finished page.
const PAGE: &str = "p";

/// Columns that a page hands on, each once.
#[derive(Default)]
struct Exports(Vec<Expr>);

impl Exports {
    fn alias(at: usize) -> Alias {
        Alias::new(format!("c{}", at + 1))
    }

    fn name(&mut self, expr: Expr) -> Alias {
        let at = self.0.iter().position(|known| *known == expr).unwrap_or_else(|| {
            self.0.push(expr);
            self.0.len() - 1
        });
        Self::alias(at)
    }

    fn column(&mut self, expr: Expr) -> Expr {
        Expr::col((Alias::new(PAGE), self.name(expr)))
    }
}

fn order(direction: Direction) -> sea_query::Order {
    match direction {
        Direction::Asc => sea_query::Order::Asc,
        Direction::Desc => sea_query::Order::Desc,
    }
}

/// `WHERE` the condition holds, if it says anything.
pub(super) fn keep(select: &mut SelectStatement, condition: Condition) {
    if !condition.is_empty() {
        select.cond_where(condition);
    }
}

/// The conditions of a scope, filters and a search together.
pub(super) fn narrowed<'a>(source: Source<'a>, narrowing: Narrowing<'_>, joins: &mut Joins<'a>) -> Condition {
    let dialect = source.resource.dialect;
    let rows = |rules| scoped(source.registry, source.resource, BASE, rules);
    let mut all = Condition::all()
        .add_option(rows(source.rows))
        .add_option(rows(narrowing.rows))
        .add_option(rows(narrowing.tab.map_or(&[], std::slice::from_ref)));
    for filter in narrowing.filters {
        let Some(test) = filter.test() else { continue };
        let alias = joins.alias(&filter.path().hops, false);
        let at = At { column: &filter.path().column, alias: &alias, dialect };
        all = all.add(filtered(at, test, narrowing.here));
    }
    let words = narrowing.search.map(Search::words).unwrap_or_default();
    if words.is_empty() {
        return all;
    }
    let aliases: Vec<_> = source.resource.search().iter().map(|target| joins.alias(&target.path.hops, false)).collect();
    let targets: Vec<_> = source
        .resource
        .search()
        .iter()
        .zip(&aliases)
        .map(|(target, alias)| (target, At { column: &target.path.column, alias, dialect }))
        .collect();
    all.add(searched(words, &targets, narrowing.here))
}
