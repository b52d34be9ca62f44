//! `Vec<T>` of scalars: an array on PostgreSQL, JSON elsewhere, a JSON array in between.

use sea_query::Value;

use super::{FieldType, TypeOf, ValueError};
use crate::{
    Kind, TypeMeta, tr,
    value::{from_json, to_json},
};

/// A scalar that a `Vec` field may hold. Every field type but `u8`, since `Vec<u8>` is bytes.
pub trait ListItem: FieldType {}

impl<T: ListItem> FieldType for Vec<T> {
    const TYPE: TypeMeta = TypeMeta::new(Kind::List(TypeOf::<T>::META));

    fn to_value(&self) -> Value {
        let items = self.iter().map(|item| to_json(&item.to_value())).collect();
        Value::Json(Some(Box::new(serde_json::Value::Array(items))))
    }

    fn from_value(value: Value) -> Result<Self, ValueError> {
        let Value::Json(Some(json)) = value else { return Err(ValueError::unexpected(&tr!("kind-list"), &value)) };
        let serde_json::Value::Array(items) = *json else {
            return Err(ValueError::new(tr!(
                "value-unexpected",
                expected = tr!("kind-list"),
                found = json.to_string()
            )));
        };
        items
            .iter()
            .map(|item| {
                let value = from_json(T::TYPE.kind, item).map_err(ValueError::new)?;
                T::from_value(value)
            })
            .collect()
    }
}
