//! Paths of a resource with every table and column on the way known.

use std::sync::Arc;

use super::Column;
use crate::{Direction, ResourceMeta, SearchOperator, TableMeta};

/// One relation on the way of a [`Path`]: a LEFT JOIN.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Hop {
    /// The relation's name.
    pub relation: &'static str,
    /// The column that names the other row, in the table before.
    pub from: Arc<Column>,
    /// The table joined.
    pub table: TableMeta,
    /// The key of the table joined.
    pub key: Arc<Column>,
    /// The resource it is.
    pub target: &'static ResourceMeta,
}

/// A column of the resource, or of one that it belongs to.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Path {
    /// Its name in addresses: `category.name`.
    pub name: &'static str,
    /// What a person reads: `Category name`, or the label of the field.
    pub label: String,
    /// Relations to follow.
    pub hops: Vec<Hop>,
    /// The column at the end.
    pub column: Arc<Column>,
}

impl Path {
    /// Whether its value can be NULL: the column may be, or a relation on the way may be missing.
    pub fn nullable(&self) -> bool {
        self.column.nullable || !self.hops.is_empty()
    }
}

/// One part of an order.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Order {
    /// What to sort by.
    pub path: Path,
    /// Which way.
    pub direction: Direction,
}

/// One place where a search looks.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct SearchTarget {
    /// Where to look.
    pub path: Path,
    /// How.
    pub operator: SearchOperator,
    /// The table that the column is in.
    pub table: TableMeta,
}

impl SearchTarget {
    pub(crate) fn new(meta: &ResourceMeta, path: Path, operator: SearchOperator) -> Self {
        let table = path.hops.last().map_or(meta.table, |hop| hop.table);
        Self { path, operator, table }
    }

    /// Whether both are in one full-text index.
    pub(crate) fn shares_index(&self, other: &Self) -> bool {
        let way = |target: &Self| target.path.hops.iter().map(|hop| hop.relation).collect::<Vec<_>>();
        [self, other].iter().all(|it| it.operator == SearchOperator::FullText) && way(self) == way(other)
    }
}
