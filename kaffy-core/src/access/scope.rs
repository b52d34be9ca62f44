//! Which rows of a resource an actor may see.

use sea_query::Value;

use crate::{Field, FieldType};

/// A rule on the rows of a resource: a field holds one of some values.
///
/// Made by [`Field::is`] and [`Field::is_any`]; several rules must all hold.
#[derive(Clone, Debug)]
pub struct RowFilter {
    pub(crate) field: &'static str,
    pub(crate) values: Vec<Value>,
}

impl<R, T: FieldType> Field<R, T> {
    /// Rows whose field has this value.
    pub fn is(self, value: T) -> RowFilter {
        self.is_any([value])
    }

    /// Rows whose field has one of these values; no row for none.
    pub fn is_any(self, values: impl IntoIterator<Item = T>) -> RowFilter {
        RowFilter { field: self.name(), values: values.into_iter().map(|value| value.to_value()).collect() }
    }
}
