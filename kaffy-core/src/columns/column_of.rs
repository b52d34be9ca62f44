//! One column, to say more about.

use std::{fmt, marker::PhantomData, sync::Arc};

use super::{
    Columns, Label, Place, Shown, SortBy, SortExpr, Spec, Tone, Visible,
    drawing::{Draw, read},
    spec::Needs,
};
use sea_query::Expr;

use crate::{Actor, AdminResource, Direction, Field, FieldType, Relation, TableRow, registry::display};

/// A column of the list of `R`, to say more about; `T` is what its cells hold, `()` for a computed one.
///
/// See [`Columns`] for an example.
pub struct ColumnOf<'a, R: AdminResource, T> {
    columns: &'a mut Columns<R>,
    at: usize,
    of: PhantomData<fn() -> T>,
}

/// The name of a column of `R`: a field, a relation, or the text that `list(…)` and
/// [`computed`](Columns::computed) use.
pub trait ColumnName<R> {
    /// The name.
    fn column_name(self) -> &'static str;
}

impl<R, T> ColumnName<R> for Field<R, T> {
    fn column_name(self) -> &'static str {
        self.name()
    }
}

impl<R, T> ColumnName<R> for Relation<R, T> {
    fn column_name(self) -> &'static str {
        self.name()
    }
}

impl<R> ColumnName<R> for &'static str {
    fn column_name(self) -> &'static str {
        self
    }
}

impl<'a, R: AdminResource, T> ColumnOf<'a, R, T> {
    pub(super) fn new(columns: &'a mut Columns<R>, at: usize) -> Self {
        Self { columns, at, of: PhantomData }
    }

    fn spec(&mut self) -> &mut Spec {
        &mut self.columns.specs[self.at]
    }

    fn with(mut self, change: impl FnOnce(&mut Spec)) -> Self {
        change(self.spec());
        self
    }

    /// What its heading says (K61); the label of the field, or the name in words, by default.
    pub fn label(self, label: impl Into<String>) -> Self {
        let label = Label::Text(label.into());
        self.with(|spec| spec.label = Some(label))
    }

    /// What its heading says to an actor (K61).
    pub fn label_for(self, label: impl Fn(&Actor) -> String + Send + Sync + 'static) -> Self {
        self.with(|spec| spec.label = Some(Label::By(Arc::new(label))))
    }

    /// Who sees the column, everybody by default. Others have no heading and no cells, and cannot sort by
    /// it; the forms of the records are as they were.
    pub fn visible_to(self, rule: impl Fn(&Actor) -> bool + Send + Sync + 'static) -> Self {
        self.with(|spec| spec.visible = Some(Visible(Arc::new(rule))))
    }

    /// Makes it the first column.
    pub fn first(self) -> Self {
        self.with(|spec| spec.place = Some(Place::First))
    }

    /// Puts it before another column.
    pub fn before(self, other: impl ColumnName<R>) -> Self {
        let place = Place::Before(other.column_name());
        self.with(|spec| spec.place = Some(place))
    }

    /// Puts it after another column.
    pub fn after(self, other: impl ColumnName<R>) -> Self {
        let place = Place::After(other.column_name());
        self.with(|spec| spec.place = Some(place))
    }

    /// Lets the list be sorted by the column, and sorts by this field then: one of the resource, or a path
    /// such as `"category.name"`. Said again, it adds a further field for rows that are equal in the
    /// first. An index on the field and the key serves it, so that pages cost the same wherever they are (W3).
    pub fn sort_by(self, field: impl ColumnName<R>) -> Self {
        let sort = (SortBy::Field(field.column_name()), Direction::Asc);
        self.with(|spec| spec.sorts.push(sort))
    }

    /// Like [`sort_by`](Self::sort_by), the other way round: the age of a thing grows as its birthday falls.
    pub fn sort_by_desc(self, field: impl ColumnName<R>) -> Self {
        let sort = (SortBy::Field(field.column_name()), Direction::Desc);
        self.with(|spec| spec.sorts.push(sort))
    }

    /// Lets the list be sorted by the column, and sorts by an expression then, whose values are of the type `V`.
    /// It may be mixed with [`sort_by`](Self::sort_by), for rows that are equal in what was said before.
    ///
    /// ```
    /// # mod kaffy { pub use kaffy_core::*; }
    /// # use kaffy_core::*;
    /// # #[derive(Clone, Copy)]
    /// # struct ProductFields { price: Field<Product, i64>, cost: Field<Product, Option<i64>>, name: Field<Product, String> }
    /// # struct Product { price: i64, cost: Option<i64> }
    /// # impl AdminResource for Product {
    /// #     type Fields = ProductFields;
    /// #     const FIELDS: ProductFields =
    /// #         ProductFields { price: Field::new("price"), cost: Field::new("cost"), name: Field::new("name") };
    /// #     const META: &'static ResourceMeta = &ResourceMeta::new("Product", TableMeta::new("products"));
    /// #     fn from_record(_: &Record) -> Result<Self, RecordError> { Ok(Self { price: 0, cost: None }) }
    /// # }
    /// use kaffy::{Columns, ResourceAdmin, sea_query::{Expr, ExprTrait, Func}};
    ///
    /// struct ProductAdmin;
    ///
    /// impl ResourceAdmin for ProductAdmin {
    ///     type Record = Product;
    ///
    ///     fn columns(&self, columns: &mut Columns<Product>) {
    ///         let fields = Product::fields();
    ///         columns
    ///             .computed("margin", |product: &Product| product.cost.map(|cost| product.price - cost))
    ///             .sort_by_expr::<i64>(move |row| row.column(fields.price).sub(row.column(fields.cost)));
    ///         columns.field(fields.name).sort_by_expr::<String>(move |row| Func::lower(row.column(fields.name)).into());
    ///     }
    /// }
    /// ```
    ///
    /// It is asked for once, while the admin is built, and `build()` reports one that the database does not take, or
    /// that PostgreSQL finds to be of another type. `V` may be any type of a field whose values have an order, but
    /// no `Uuid`; on MySQL the expression is cast to it. A division is one of `f64` or `Decimal`, and on PostgreSQL one
    /// by zero ends the list in an error: `NULLIF` is the way out. Rows whose value is NULL have their place.
    ///
    /// The value of a row must be the same each time: one with the clock in it, or with chance, makes pages skip rows.
    /// The rows of a sub-query are not narrowed by anybody's scope. **Without an index on the very expression the
    /// database reads and sorts all rows for each page**; PostgreSQL and SQLite use one such as
    /// `CREATE INDEX ON products ((price - cost), id)`, if numbers and texts in it are written with
    /// `Expr::cust("…")`, since `Expr::val` is a parameter. On MySQL, and for a table of millions, give the table a
    /// generated column with an index and name its field in [`sort_by`](Self::sort_by).
    pub fn sort_by_expr<V: FieldType>(self, expr: impl Fn(&TableRow<'_, R>) -> Expr + Send + Sync + 'static) -> Self {
        let sort = (SortBy::Expr(SortExpr::of::<R, V>(expr)), Direction::Asc);
        self.with(|spec| spec.sorts.push(sort))
    }

    /// Like [`sort_by_expr`](Self::sort_by_expr), the other way round.
    pub fn sort_by_expr_desc<V: FieldType>(
        self,
        expr: impl Fn(&TableRow<'_, R>) -> Expr + Send + Sync + 'static,
    ) -> Self {
        let sort = (SortBy::Expr(SortExpr::of::<R, V>(expr)), Direction::Desc);
        self.with(|spec| spec.sorts.push(sort))
    }

    /// What a cell without a value shows (A1); that of [`AdminBuilder::empty_text`](crate::AdminBuilder::empty_text)
    /// by default.
    pub fn empty(self, text: impl Into<String>) -> Self {
        let text = text.into();
        self.with(|spec| spec.empty = Some(text))
    }

    /// Aligns it as numbers are. A field that is one is so by itself.
    pub fn number(self) -> Self {
        self.with(|spec| spec.number = Some(true))
    }

    /// Lets its cells lead to the record (A2). Without any such column the first one does.
    pub fn link(self) -> Self {
        self.with(|spec| spec.opens = true)
    }

    fn draw(mut self, needs: Needs, draw: Draw<R>) -> Self {
        self.spec().draws = Some(needs);
        let at = self.at;
        self.columns.draws[at] = draw;
        self
    }
}

impl<R: AdminResource, T: FieldType> ColumnOf<'_, R, T> {
    /// Shows what a function makes of the value, and of the record it is in.
    ///
    /// Without the record, [`format`](Self::format) does with less: the list then reads only the columns
    /// it shows. A value that is missing where `T` is no `Option` is shown as empty.
    pub fn show<S: Into<Shown>>(self, show: impl Fn(&T, &R) -> S + Send + Sync + 'static) -> Self {
        let draw = move |cell: &_, record: &R| read(cell, |value: &T| show(value, record).into());
        self.draw(Needs::Record, Draw::Both(Box::new(draw)))
    }

    /// Shows what a function makes of the value.
    pub fn format<S: Into<Shown>>(self, show: impl Fn(&T) -> S + Send + Sync + 'static) -> Self {
        let draw = move |cell: &_| read(cell, |value: &T| show(value).into());
        self.draw(Needs::Value, Draw::Value(Box::new(draw)))
    }

    /// Shows the value in a pill, in a colour that says what a function says of it.
    pub fn badge(self, tone: impl Fn(&T) -> Tone + Send + Sync + 'static) -> Self {
        self.format(move |value: &T| match value.to_value() {
            null if crate::value::is_null(&null) => Shown::Empty,
            held => Shown::badge(display(T::TYPE.kind, &held), tone(value)),
        })
    }
}

impl<R: AdminResource, T> fmt::Debug for ColumnOf<'_, R, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.columns.specs[self.at].fmt(f)
    }
}
