//! Which rows of a resource an actor may see.

use std::{fmt, marker::PhantomData};

use sea_query::Value;

use crate::{Field, FieldType};

/// A rule on the rows of resource `R`: a field holds one of some values.
///
/// Made by [`Field::is`] and [`Field::is_any`]; several rules must all hold.
pub struct RowFilter<R> {
    rule: RowRule,
    of: PhantomData<fn() -> R>,
}

/// A [`RowFilter`] whose resource is known from where it stands.
#[derive(Clone, Debug)]
pub(crate) struct RowRule {
    pub(crate) field: &'static str,
    pub(crate) values: Vec<Value>,
}

impl<R> RowFilter<R> {
    pub(crate) fn into_rule(self) -> RowRule {
        self.rule
    }
}

impl<R, T: FieldType> Field<R, T> {
    /// Rows whose field has this value.
    pub fn is(self, value: T) -> RowFilter<R> {
        self.is_any([value])
    }

    /// Rows whose field has one of these values; no row for none.
    pub fn is_any(self, values: impl IntoIterator<Item = T>) -> RowFilter<R> {
        let values = values.into_iter().map(|value| value.to_value()).collect();
        RowFilter { rule: RowRule { field: self.name(), values }, of: PhantomData }
    }
}

impl<R> Clone for RowFilter<R> {
    fn clone(&self) -> Self {
        Self { rule: self.rule.clone(), of: PhantomData }
    }
}

impl<R> fmt::Debug for RowFilter<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.rule.fmt(f)
    }
}
