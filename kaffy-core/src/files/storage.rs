//! Where files are kept: the trait for people, and the erased one for the machine.

use std::{fmt, future::Future, io, pin::Pin, sync::Arc};

use tokio::io::AsyncRead;

use super::FileKey;

/// A place for files: a folder, a bucket, a table.
///
/// [`LocalFolder`](super::LocalFolder) is one, `ObjectStorage` (feature `object-store`) another. An admin
/// is given one with [`AdminBuilder::files`](crate::AdminBuilder::files).
///
/// ```
/// use std::{collections::HashMap, io::Cursor, sync::Mutex};
/// use kaffy_core::{FileContent, FileKey, FileStorage, StorageError};
/// use tokio::io::AsyncReadExt;
///
/// /// In memory, for tests.
/// #[derive(Default)]
/// struct Held(Mutex<HashMap<FileKey, Vec<u8>>>);
///
/// impl FileStorage for Held {
///     async fn save(&self, key: &FileKey, mut content: FileContent) -> Result<(), StorageError> {
///         let mut bytes = Vec::new();
///         content.read_to_end(&mut bytes).await?;
///         self.0.lock().expect("no panic").insert(key.clone(), bytes);
///         Ok(())
///     }
///
///     async fn open(&self, key: &FileKey) -> Result<Option<FileContent>, StorageError> {
///         let bytes = self.0.lock().expect("no panic").get(key).cloned();
///         Ok(bytes.map(|bytes| FileContent::new(bytes.len() as u64, Cursor::new(bytes))))
///     }
///
///     async fn delete(&self, key: &FileKey) -> Result<(), StorageError> {
///         self.0.lock().expect("no panic").remove(key);
///         Ok(())
///     }
/// }
/// ```
pub trait FileStorage: Send + Sync + 'static {
    /// Keeps a file under a key that no file has yet. One that fails leaves nothing behind.
    fn save(&self, key: &FileKey, content: FileContent) -> impl Future<Output = Result<(), StorageError>> + Send;

    /// Opens a file; `None` when there is none.
    fn open(&self, key: &FileKey) -> impl Future<Output = Result<Option<FileContent>, StorageError>> + Send;

    /// Deletes a file. One that is not there is no mistake.
    fn delete(&self, key: &FileKey) -> impl Future<Output = Result<(), StorageError>> + Send;

    /// Where everybody may fetch a file without asking the admin; nowhere by default.
    fn public_url(&self, key: &FileKey) -> Option<String> {
        let _ = key;
        None
    }
}

/// What is in a file, to be read once from its start.
pub struct FileContent {
    size: u64,
    reader: Pin<Box<dyn AsyncRead + Send>>,
}

impl FileContent {
    /// Content of so many bytes.
    pub fn new(size: u64, reader: impl AsyncRead + Send + 'static) -> Self {
        Self { size, reader: Box::pin(reader) }
    }

    /// How many bytes there are.
    pub fn size(&self) -> u64 {
        self.size
    }
}

impl AsyncRead for FileContent {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut std::task::Context<'_>,
        buffer: &mut tokio::io::ReadBuf<'_>,
    ) -> std::task::Poll<io::Result<()>> {
        self.reader.as_mut().poll_read(cx, buffer)
    }
}

impl fmt::Debug for FileContent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FileContent").field("size", &self.size).finish_non_exhaustive()
    }
}

/// A storage that failed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StorageError {
    /// Reading or writing failed: no room, no right, no such folder.
    #[error("the file could not be read or written")]
    Io(#[from] io::Error),
    /// Anything else.
    #[error("the storage of files failed")]
    Other(#[source] Box<dyn std::error::Error + Send + Sync>),
}

/// The storage of an admin. Cheap to clone.
#[derive(Clone)]
pub struct Files(Arc<dyn DynStorage>);

type Answer<'a, T> = Pin<Box<dyn Future<Output = Result<T, StorageError>> + Send + 'a>>;

trait DynStorage: Send + Sync {
    fn save<'a>(&'a self, key: &'a FileKey, content: FileContent) -> Answer<'a, ()>;
    fn open<'a>(&'a self, key: &'a FileKey) -> Answer<'a, Option<FileContent>>;
    fn delete<'a>(&'a self, key: &'a FileKey) -> Answer<'a, ()>;
    fn public_url(&self, key: &FileKey) -> Option<String>;
}

impl<S: FileStorage> DynStorage for S {
    fn save<'a>(&'a self, key: &'a FileKey, content: FileContent) -> Answer<'a, ()> {
        Box::pin(FileStorage::save(self, key, content))
    }

    fn open<'a>(&'a self, key: &'a FileKey) -> Answer<'a, Option<FileContent>> {
        Box::pin(FileStorage::open(self, key))
    }

    fn delete<'a>(&'a self, key: &'a FileKey) -> Answer<'a, ()> {
        Box::pin(FileStorage::delete(self, key))
    }

    fn public_url(&self, key: &FileKey) -> Option<String> {
        FileStorage::public_url(self, key)
    }
}

impl Files {
    pub(crate) fn new(storage: impl FileStorage) -> Self {
        Self(Arc::new(storage))
    }

    /// See [`FileStorage::save`].
    ///
    /// # Errors
    /// When the storage fails.
    pub async fn save(&self, key: &FileKey, content: FileContent) -> Result<(), StorageError> {
        self.0.save(key, content).await
    }

    /// See [`FileStorage::open`].
    ///
    /// # Errors
    /// When the storage fails.
    pub async fn open(&self, key: &FileKey) -> Result<Option<FileContent>, StorageError> {
        self.0.open(key).await
    }

    /// See [`FileStorage::delete`].
    ///
    /// # Errors
    /// When the storage fails.
    pub async fn delete(&self, key: &FileKey) -> Result<(), StorageError> {
        self.0.delete(key).await
    }

    /// See [`FileStorage::public_url`].
    pub fn public_url(&self, key: &FileKey) -> Option<String> {
        self.0.public_url(key)
    }
}

impl fmt::Debug for Files {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Files")
    }
}
