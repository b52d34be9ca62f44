//! The file that a cell names.

use sea_query::Value;

use super::{FileKey, StoredFile};
use crate::{Cell, FieldMeta, FieldType};

/// What a row says of its file: everything in a [`StoredFile`], the key alone in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct HeldFile {
    /// What names it in the storage.
    pub key: FileKey,
    /// What people call it: the name it came with, else the end of its key.
    pub name: String,
    /// How many bytes it has, if the row knows.
    pub size: Option<u64>,
    /// Width and height of a picture, if the row knows.
    pub dimensions: Option<(u32, u32)>,
    /// Its media type, if the row knows.
    pub mime: Option<String>,
}

impl HeldFile {
    /// The file of a field with files; `None` when there is none, or none that a storage could have.
    pub fn of(meta: &FieldMeta, cell: &Cell) -> Option<Self> {
        meta.file()?;
        match cell {
            Ok(Value::String(Some(key))) => {
                let key: FileKey = key.parse().ok()?;
                let name = key.file_name().to_owned();
                Some(Self { key, name, size: None, dimensions: None, mime: None })
            }
            Ok(held @ Value::Json(Some(_))) => {
                let file = StoredFile::from_value(held.clone()).ok()?;
                let dimensions = file.width.zip(file.height);
                Some(Self { key: file.key, name: file.name, size: Some(file.size), dimensions, mime: Some(file.mime) })
            }
            _ => None,
        }
    }
}
