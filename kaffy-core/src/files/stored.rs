//! A file as a row holds it.

use sea_query::Value;
use serde::{Deserialize, Serialize};

use super::FileKey;
use crate::{FieldType, Kind, TypeMeta, ValueError};

/// A file that a storage keeps, with what is known of it: the type of a field in a JSON or text column.
///
/// Such a field is a file input without further ado; `#[admin(file(…))]` and `#[admin(image(…))]` say what
/// may be uploaded. A `String` with one of them holds the key alone.
///
/// The file belongs to its row: it is deleted with it, and when another takes its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct StoredFile {
    /// What names it in the storage.
    pub key: FileKey,
    /// The name it came with, without folders and invisible characters. Escape it where you draw it.
    pub name: String,
    /// How many bytes it has.
    pub size: u64,
    /// Its media type, by its content.
    #[serde(rename = "type")]
    pub mime: String,
    /// The width of a picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub width: Option<u32>,
    /// The height of a picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub height: Option<u32>,
}

impl FieldType for StoredFile {
    const TYPE: TypeMeta = TypeMeta::new(Kind::Json).file().check(|value| match value {
        Value::Json(Some(json)) => Self::deserialize(json.as_ref()).map(drop).map_err(|error| error.to_string()),
        _ => Ok(()),
    });

    fn to_value(&self) -> Value {
        serde_json::to_value(self).map_or(crate::value::NULL, |json| Value::Json(Some(Box::new(json))))
    }

    fn from_value(value: Value) -> Result<Self, ValueError> {
        let json = serde_json::Value::from_value(value)?;
        serde_json::from_value(json).map_err(|error| ValueError::new(error.to_string()))
    }
}
