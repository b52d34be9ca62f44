//! `Option<T>`: the same type, which may be NULL.

use sea_query::Value;

use super::{FieldType, ValueError};
use crate::{TypeMeta, value};

impl<T: FieldType> FieldType for Option<T> {
    const TYPE: TypeMeta = T::TYPE.nullable();

    fn to_value(&self) -> Value {
        self.as_ref().map_or(value::NULL, T::to_value)
    }

    fn from_value(value: Value) -> Result<Self, ValueError> {
        if value::is_null(&value) { Ok(None) } else { T::from_value(value).map(Some) }
    }
}
