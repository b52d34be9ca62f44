//! One column, to say more about.

use std::{fmt, marker::PhantomData, sync::Arc};

use super::{
    Columns, Label, Place, Shown, Spec, Tone, Visible,
    drawing::{Draw, read},
    spec::Needs,
};
use crate::{Actor, AdminResource, Direction, Field, FieldType, Relation, registry::display};

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
    /// first. Pages cost the same as with any other order (W3), which is why there is none by an
    /// expression: give the table a generated column for that, and name its field here.
    pub fn sort_by(self, field: impl ColumnName<R>) -> Self {
        let sort = (field.column_name(), Direction::Asc);
        self.with(|spec| spec.sorts.push(sort))
    }

    /// Like [`sort_by`](Self::sort_by), the other way round: the age of a thing grows as its birthday falls.
    pub fn sort_by_desc(self, field: impl ColumnName<R>) -> Self {
        let sort = (field.column_name(), Direction::Desc);
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
