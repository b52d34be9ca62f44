//! Files beside the rows: what was uploaded, what it is, where it is kept, and which row it belongs to.
//!
//! A row holds a [`FileKey`], alone or in a [`StoredFile`]; a [`FileStorage`] holds what is behind it. An
//! [`Upload`] is a file on its way from the browser. What a file is, its content says (`sniff.rs`), never
//! its name nor the browser.

mod asked;
mod folder;
mod held;
mod key;
mod name;
#[cfg(feature = "object-store")]
mod object_store;
mod opened;
mod saving;
mod sniff;
mod storage;
mod stored;
mod upload;
mod words;

#[cfg(feature = "object-store")]
pub use self::object_store::ObjectStorage;
pub(crate) use asked::{Asked, asked};
pub use folder::LocalFolder;
pub use held::HeldFile;
pub use key::{FileKey, InvalidFileKey};
pub use opened::{OpenError, OpenedFile};
pub(crate) use saving::{NewFiles, forget_all, forget_replaced};
pub use storage::{FileContent, FileStorage, Files, StorageError};
pub use stored::StoredFile;
pub use upload::Upload;
pub use words::{media_type_name, size_in_words};
