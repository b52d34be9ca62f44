//! What a list is sorted by for the sake of a column: a field, or an expression.

use std::{fmt, sync::Arc};

use sea_query::Expr;

use crate::{AdminResource, Column, Dialect, FieldMeta, FieldType, TableRow, query::sql::BASE};

/// What a column is sorted by.
#[derive(Clone, Debug)]
pub(crate) enum SortBy {
    /// A field, or a path.
    Field(&'static str),
    /// An expression.
    Expr(SortExpr),
}

/// An expression on the columns of a resource whose type is forgotten.
#[derive(Clone)]
pub(crate) struct SortExpr {
    /// A field of the type that its values have.
    pub(crate) meta: &'static FieldMeta,
    make: Arc<Make>,
}

/// The expression, and the fields in it.
type Make = dyn Fn(&[Arc<Column>], Dialect) -> (Expr, Vec<&'static str>) + Send + Sync;

impl SortExpr {
    pub(crate) fn of<R: AdminResource, V: FieldType>(
        make: impl Fn(&TableRow<'_, R>) -> Expr + Send + Sync + 'static,
    ) -> Self {
        Self {
            meta: const { &FieldMeta::of::<V>("expression") },
            make: Arc::new(move |columns, dialect| {
                let row = TableRow::new(columns, BASE, dialect);
                (make(&row), row.used())
            }),
        }
    }

    /// The expression over the resource's own table, as lists call it, and the fields in it.
    pub(crate) fn make(&self, columns: &[Arc<Column>], dialect: Dialect) -> (Expr, Vec<&'static str>) {
        (self.make)(columns, dialect)
    }
}

impl fmt::Debug for SortExpr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an expression of {:?}", self.meta.ty.kind)
    }
}
