//! What a form asks of a field with a file.

use std::sync::Arc;

use sea_query::Value;

use super::{StoredFile, Upload};
use crate::{FieldType, FormField, Kind, tr, value::NULL};

/// What was posted for a field with a file. Nothing means: leave it as it is.
#[derive(Clone, Debug)]
pub(crate) enum Asked {
    /// This file, which nobody has looked at yet.
    Upload(Arc<Upload>),
    /// This file, which the storage keeps by now.
    Stored(Box<StoredFile>),
    /// No file any more.
    Clear,
    /// A file that will not do, for this reason.
    Wrong(String),
}

impl Asked {
    /// What the file is called that was chosen.
    pub(crate) fn name(&self) -> Option<&str> {
        match self {
            Self::Upload(upload) => Some(upload.name()),
            _ => None,
        }
    }
}

/// The value to write, if there is one.
///
/// # Errors
/// In words for beside the input.
pub(crate) fn asked(field: &FormField, posted: Option<&Asked>, is_new: bool) -> Result<Option<Value>, String> {
    let ty = field.column.meta.ty;
    let empty = || match ty.kind {
        _ if ty.nullable => Some(NULL),
        Kind::Text if field.column.meta.blank => Some(Value::String(Some(String::new()))),
        _ => None,
    };
    match posted {
        Some(Asked::Stored(file)) => Ok(Some(match ty.kind {
            Kind::Text => Value::String(Some(file.key.to_string())),
            _ => file.to_value(),
        })),
        Some(Asked::Wrong(words)) => Err(words.clone()),
        Some(Asked::Clear) => empty().map(Some).ok_or_else(|| tr!("file-required")),
        // Others of the form were wrong, so that none was stored.
        Some(Asked::Upload(_)) => Ok(None),
        None if is_new => empty().map(Some).ok_or_else(|| tr!("file-required")),
        None => Ok(None),
    }
}
