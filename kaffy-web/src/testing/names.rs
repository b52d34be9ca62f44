//! Names of fields, as tests say them.

use std::fmt;

use kaffy_core::Field;

/// A field or column by its name: `"price"`, `"category.name"`, or `Product::fields().price`, which does not compile once
/// the field is called something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldName(String);

impl FieldName {
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for FieldName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<&str> for FieldName {
    fn from(name: &str) -> Self {
        Self(name.to_owned())
    }
}

impl From<String> for FieldName {
    fn from(name: String) -> Self {
        Self(name)
    }
}

impl<R, T> From<Field<R, T>> for FieldName {
    fn from(field: Field<R, T>) -> Self {
        Self(field.name().to_owned())
    }
}
