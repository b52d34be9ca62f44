//! Types whose JSON a form can draw as fields.

use serde::{Serialize, de::DeserializeOwned};

use super::FieldType;
use crate::AdminFields;

/// The type of a field with `#[admin(embedded)]`: `Json<Settings>` or `Json<Vec<Item>>`, also in an
/// `Option`, where the struct derives [`AdminFields`] and what serde needs.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no fields that a form could draw",
    label = "not the JSON of a struct with `AdminFields`",
    note = "`embedded` is for `Json<T>` and `Json<Vec<T>>`, also in an `Option`, where `T` derives `AdminFields`, `Serialize` and `Deserialize`"
)]
pub trait Embed: FieldType {
    /// One of what it holds.
    type Item: AdminFields + Serialize + DeserializeOwned;
    /// Whether it holds a list.
    const IS_LIST: bool;
}

impl<E: Embed> Embed for Option<E> {
    type Item = E::Item;
    const IS_LIST: bool = E::IS_LIST;
}

#[cfg(any(feature = "sqlite", feature = "postgres", feature = "mysql"))]
impl<T: AdminFields + Serialize + DeserializeOwned> Embed for sqlx::types::Json<T> {
    type Item = T;
    const IS_LIST: bool = false;
}

#[cfg(any(feature = "sqlite", feature = "postgres", feature = "mysql"))]
impl<T: AdminFields + Serialize + DeserializeOwned> Embed for sqlx::types::Json<Vec<T>> {
    type Item = T;
    const IS_LIST: bool = true;
}
