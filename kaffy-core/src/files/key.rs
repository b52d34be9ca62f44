//! What names a file in its storage.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// The longest key.
const LONGEST: usize = 500;

/// The name of a file in its [`FileStorage`](super::FileStorage): `products/photo/0c2f….png`.
///
/// The admin makes up random ones. A database may hold any text, so one that is read is checked: a
/// relative path of plain segments, which no storage can be led astray by (S10).
///
/// ```
/// use kaffy_core::FileKey;
///
/// assert!("products/photo/0c2f.png".parse::<FileKey>().is_ok());
/// for bad in ["", "/etc/passwd", "../x", "a//b", "a/./b", "C:\\x", "a\0b"] {
///     assert!(bad.parse::<FileKey>().is_err(), "{bad}");
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct FileKey(String);

/// A text that names no file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", crate::tr!("file-bad-key"))]
pub struct InvalidFileKey;

impl FileKey {
    /// A key that nobody can guess and no other file has.
    pub(crate) fn fresh(folder: &str, extension: Option<&str>) -> Self {
        let random = uuid::Uuid::new_v4().simple();
        Self(match extension {
            Some(extension) => format!("{folder}/{random}.{extension}"),
            None => format!("{folder}/{random}"),
        })
    }

    /// The key as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Its last segment.
    pub fn file_name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or_default()
    }
}

impl FromStr for FileKey {
    type Err = InvalidFileKey;

    fn from_str(text: &str) -> Result<Self, InvalidFileKey> {
        let is_plain = |segment: &str| {
            !matches!(segment, "" | "." | "..")
                && segment.len() <= 255
                && !segment.chars().any(|c| c.is_control() || matches!(c, '\\' | ':'))
        };
        if text.len() <= LONGEST && text.split('/').all(is_plain) {
            Ok(Self(text.to_owned()))
        } else {
            Err(InvalidFileKey)
        }
    }
}

impl TryFrom<String> for FileKey {
    type Error = InvalidFileKey;

    fn try_from(text: String) -> Result<Self, InvalidFileKey> {
        text.parse()
    }
}

impl From<FileKey> for String {
    fn from(key: FileKey) -> Self {
        key.0
    }
}

impl fmt::Display for FileKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
