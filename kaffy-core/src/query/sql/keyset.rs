//! Rows after a place in an order, as ranges that an index can serve (W3).
//!
//! `k1 > 5 OR (k1 = 5 AND id > 7)` is one condition that no planner reads from an index. The same rows
//! are the disjoint segments `k1 = 5 AND id > 7`, `k1 > 5` and, where NULL sorts last, `k1 IS NULL`:
//! each is one range of the index on `(k1, id)`, and a page is cut from their union.

use sea_query::{Expr, ExprTrait, Value};

use crate::{
    Column, Dialect, Direction,
    store::column_sql::{bind_sort_key, operand},
    value::is_null,
};

/// One key of the order, where it is in the statement.
pub(super) struct SortKey<'a> {
    pub(super) column: &'a Column,
    pub(super) alias: String,
    pub(super) direction: Direction,
    pub(super) nullable: bool,
}

impl SortKey<'_> {
    pub(super) fn operand(&self, dialect: Dialect) -> Expr {
        operand(self.column, &self.alias, dialect)
    }

    fn bind(&self, value: &Value, dialect: Dialect) -> Expr {
        bind_sort_key(self.column, value, dialect)
    }

    /// Rows equal in this key.
    fn same(&self, value: &Value, dialect: Dialect) -> Expr {
        if is_null(value) {
            self.operand(dialect).is_null()
        } else {
            self.operand(dialect).eq(self.bind(value, dialect))
        }
    }

    /// Rows that come later by this key, as up to two ranges, each with whether the key is one value in
    /// all of it.
    fn later(&self, value: &Value, dialect: Dialect) -> Vec<(Expr, bool)> {
        let nulls_first = dialect.nulls_first() == (self.direction == Direction::Asc);
        if is_null(value) {
            return if nulls_first { vec![(self.operand(dialect).is_not_null(), false)] } else { Vec::new() };
        }
        let (operand, value) = (self.operand(dialect), self.bind(value, dialect));
        let beyond = match self.direction {
            Direction::Asc => operand.gt(value),
            Direction::Desc => operand.lt(value),
        };
        let mut ranges = vec![(beyond, false)];
        if self.nullable && !nulls_first {
            ranges.push((self.operand(dialect).is_null(), true));
        }
        ranges
    }
}

/// Some rows after a place: a conjunction that an index serves as one range.
#[derive(Default)]
pub(super) struct Segment {
    pub(super) conditions: Vec<Expr>,
    /// How many of the first keys are the same in all its rows. Sorting by those as well would change
    /// nothing, but keeps MariaDB from reading the rest from the index.
    pub(super) fixed: usize,
}

/// The rows after the one with these keys: disjoint segments, the nearest first.
pub(super) fn after(keys: &[SortKey<'_>], values: &[Value], dialect: Dialect) -> Vec<Segment> {
    if let Some(range) = row_range(keys, values, dialect) {
        return vec![Segment { conditions: vec![range], fixed: 0 }];
    }
    let mut segments = Vec::new();
    for at in (0..keys.len()).rev() {
        for (range, is_one) in keys[at].later(&values[at], dialect) {
            let same = keys[..at].iter().zip(values).map(|(key, value)| key.same(value, dialect));
            let conditions = same.chain([range]).collect();
            segments.push(Segment { conditions, fixed: at + usize::from(is_one) });
        }
    }
    segments
}

/// `(k1, id) > (5, 7)`, where all keys go one way and none can be NULL: one range instead of several.
///
/// On PostgreSQL only. SQLite seeks such a comparison by its first key alone and then steps over equal
/// rows one by one: 45 ms instead of 0.03 ms among a million rows with two values. MySQL does not use an
/// index for it at all.
fn row_range(keys: &[SortKey<'_>], values: &[Value], dialect: Dialect) -> Option<Expr> {
    let first = keys.first()?;
    let fits = keys.len() > 1
        && dialect == Dialect::Postgres
        && keys.iter().all(|key| !key.nullable && key.direction == first.direction)
        && !values.iter().any(is_null);
    if !fits {
        return None;
    }
    let row = Expr::tuple(keys.iter().map(|key| key.operand(dialect)));
    let place = Expr::tuple(keys.iter().zip(values).map(|(key, value)| key.bind(value, dialect)));
    Some(match first.direction {
        Direction::Asc => row.gt(place),
        Direction::Desc => row.lt(place),
    })
}
