//! Which rows of a resource an actor may see, as the application writes it.

use std::{cell::RefCell, fmt, marker::PhantomData, sync::Arc};

use sea_query::{Alias, Condition, Expr, Keyword};

use super::{
    RowRule,
    rule::{Comparison, OwnCondition},
};
use crate::{AdminResource, Column, Dialect, Field, FieldType, Relation, store::column_sql};

/// A rule on the rows of resource `R`; several must all hold.
///
/// Made of typed fields, over relations too, or of a condition of sea-query where that is not enough:
///
/// ```
/// # use kaffy_core::{AdminResource, Field, Record, RecordError, Relation, ResourceMeta, RowFilter, TableMeta};
/// # struct Category; struct Product;
/// # #[derive(Clone, Copy)]
/// # struct OfCategory { hidden: Field<Category, bool> }
/// # impl AdminResource for Category {
/// #     type Fields = OfCategory;
/// #     const FIELDS: OfCategory = OfCategory { hidden: Field::new("hidden") };
/// #     const META: &'static ResourceMeta = &ResourceMeta::new("Category", TableMeta::new("categories"));
/// #     fn from_record(_: &Record) -> Result<Self, RecordError> { Ok(Self) }
/// # }
/// # #[derive(Clone, Copy)]
/// # struct Fields {
/// #     price: Field<Product, i64>, cost: Field<Product, i64>, deleted: Field<Product, Option<i64>>,
/// #     category: Relation<Product, Category>,
/// # }
/// # impl AdminResource for Product {
/// #     type Fields = Fields;
/// #     const FIELDS: Fields = Fields {
/// #         price: Field::new("price"), cost: Field::new("cost"), deleted: Field::new("deleted"),
/// #         category: Relation::new("category"),
/// #     };
/// #     const META: &'static ResourceMeta = &ResourceMeta::new("Product", TableMeta::new("products"));
/// #     fn from_record(_: &Record) -> Result<Self, RecordError> { Ok(Self) }
/// # }
/// # use kaffy_core::sea_query;
/// use sea_query::{ExprTrait, IntoCondition};
///
/// let fields = Product::fields();
/// let rules = vec![
///     fields.deleted.is_null(),
///     RowFilter::any_of([fields.price.is(0), fields.price.at_least(100)]),
///     fields.category.matches(Category::fields().hidden.is_not(true)),
///     RowFilter::sql(move |row| row.column(fields.price).gt(row.column(fields.cost)).into_condition()),
/// ];
/// # assert_eq!(rules.len(), 4);
/// ```
pub struct RowFilter<R> {
    rule: RowRule,
    of: PhantomData<fn() -> R>,
}

impl<R> RowFilter<R> {
    fn new(rule: RowRule) -> Self {
        Self { rule, of: PhantomData }
    }

    pub(crate) fn into_rule(self) -> RowRule {
        self.rule
    }

    /// Rows that pass one of these at least; no row for none.
    pub fn any_of(filters: impl IntoIterator<Item = Self>) -> Self {
        Self::new(RowRule::Any(filters.into_iter().map(Self::into_rule).collect()))
    }

    /// Rows that pass all of these; every row for none.
    pub fn all_of(filters: impl IntoIterator<Item = Self>) -> Self {
        Self::new(RowRule::All(filters.into_iter().map(Self::into_rule).collect()))
    }

    /// Rows that meet a condition of sea-query.
    ///
    /// It stands in statements of all kinds, each with an alias of its own for the table: names of columns
    /// come from the [`TableRow`], and a sub-query of yours needs aliases that are not `t`, `p` or `j1`.
    pub fn sql(condition: impl Fn(&TableRow<'_, R>) -> Condition + Send + Sync + 'static) -> Self {
        let own: OwnCondition = Arc::new(move |resource, alias| {
            let row = TableRow::new(resource.columns(), alias, resource.dialect);
            (condition(&row), row.used())
        });
        Self::new(RowRule::Own(own))
    }
}

impl<R, T: FieldType> Field<R, T> {
    /// Rows whose field has this value; NULL is a value here.
    pub fn is(self, value: T) -> RowFilter<R> {
        self.is_any([value])
    }

    /// Rows whose field has one of these values; no row for none.
    pub fn is_any(self, values: impl IntoIterator<Item = T>) -> RowFilter<R> {
        let values = values.into_iter().map(|value| value.to_value()).collect();
        RowFilter::new(RowRule::AnyOf { field: self.name(), values })
    }

    /// Rows whose field does not have this value; one that is NULL does not.
    pub fn is_not(self, value: T) -> RowFilter<R> {
        self.is_none_of([value])
    }

    /// Rows whose field has none of these values; every row for none.
    pub fn is_none_of(self, values: impl IntoIterator<Item = T>) -> RowFilter<R> {
        let values = values.into_iter().map(|value| value.to_value()).collect();
        RowFilter::new(RowRule::NoneOf { field: self.name(), values })
    }

    /// Rows whose field is this or more. NULL is neither more nor less than anything.
    pub fn at_least(self, value: T) -> RowFilter<R> {
        self.compares(Comparison::AtLeast, value)
    }

    /// Rows whose field is this or less.
    pub fn at_most(self, value: T) -> RowFilter<R> {
        self.compares(Comparison::AtMost, value)
    }

    /// Rows whose field is more than this.
    pub fn above(self, value: T) -> RowFilter<R> {
        self.compares(Comparison::Above, value)
    }

    /// Rows whose field is less than this.
    pub fn below(self, value: T) -> RowFilter<R> {
        self.compares(Comparison::Below, value)
    }

    fn compares(self, how: Comparison, value: T) -> RowFilter<R> {
        RowFilter::new(RowRule::Compares { field: self.name(), how, value: value.to_value() })
    }
}

impl<R, T> Field<R, Option<T>> {
    /// Rows whose field is empty.
    pub fn is_null(self) -> RowFilter<R> {
        RowFilter::new(RowRule::AnyOf { field: self.name(), values: vec![crate::value::NULL] })
    }

    /// Rows whose field is not empty.
    pub fn is_not_null(self) -> RowFilter<R> {
        RowFilter::new(RowRule::NoneOf { field: self.name(), values: vec![crate::value::NULL] })
    }
}

impl<R, T: AdminResource> Relation<R, T> {
    /// Rows that name a row of the other resource which passes the filter. The other resource's own scope
    /// does not count.
    pub fn matches(self, filter: RowFilter<T>) -> RowFilter<R> {
        RowFilter::new(RowRule::Over { relation: self.name(), rule: Box::new(filter.into_rule()) })
    }
}

/// Stands for every column, where code asked for the alias of its table.
pub(crate) const ANY_COLUMN: &str = "*";

/// The table of `R` in a statement, for [`RowFilter::sql`] and [`ColumnOf::sort_by_expr`](crate::ColumnOf::sort_by_expr).
pub struct TableRow<'a, R> {
    columns: &'a [Arc<Column>],
    used: RefCell<Vec<&'static str>>,
    alias: &'a str,
    dialect: Dialect,
    of: PhantomData<fn() -> R>,
}

impl<'a, R> TableRow<'a, R> {
    pub(crate) fn new(columns: &'a [Arc<Column>], alias: &'a str, dialect: Dialect) -> Self {
        Self { columns, used: RefCell::default(), alias, dialect, of: PhantomData }
    }

    /// The fields that were asked for, [`ANY_COLUMN`] among them where nobody knows.
    pub(crate) fn used(self) -> Vec<&'static str> {
        self.used.into_inner()
    }

    fn find(&self, field: &'static str) -> Option<&'a Arc<Column>> {
        self.used.borrow_mut().push(field);
        self.columns.iter().find(|column| column.meta.name == field)
    }

    /// A column, as something to compare.
    pub fn column<T>(&self, field: Field<R, T>) -> Expr {
        match self.find(field.name()) {
            Some(column) => column_sql::operand(column, self.alias, self.dialect),
            // A comparison with NULL keeps no row.
            None => Expr::Keyword(Keyword::Null),
        }
    }

    /// A value to compare a column with, as the column holds it.
    pub fn value<T: FieldType>(&self, field: Field<R, T>, value: T) -> Expr {
        match self.find(field.name()) {
            Some(column) => column_sql::bind(column, &value.to_value(), self.dialect),
            None => Expr::Keyword(Keyword::Null),
        }
    }

    /// What the statement calls the table, for columns that no field stands for.
    pub fn alias(&self) -> Alias {
        self.used.borrow_mut().push(ANY_COLUMN);
        Alias::new(self.alias)
    }

    /// Which database the statement is for.
    pub fn dialect(&self) -> Dialect {
        self.dialect
    }
}

impl<R> fmt::Debug for TableRow<'_, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TableRow").field("alias", &self.alias).finish_non_exhaustive()
    }
}

impl<R> Clone for RowFilter<R> {
    fn clone(&self) -> Self {
        Self::new(self.rule.clone())
    }
}

impl<R> fmt::Debug for RowFilter<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.rule.fmt(f)
    }
}
