//! Files in a bucket, through the crate `object_store`.

use std::sync::Arc;

use futures_util::TryStreamExt;
use object_store::{Error, ObjectStore, ObjectStoreExt, buffered::BufWriter, path::Path};
use tokio::io::AsyncWriteExt;
use tokio_util::io::StreamReader;

use super::{FileContent, FileKey, FileStorage, StorageError};

/// As much of a file as is in memory while it is sent; the least that S3 takes as a part.
const PART: usize = 5 * 1024 * 1024;

/// Keeps files in S3, Azure Blob Storage, Google Cloud Storage, or whatever else the crate `object_store`
/// speaks to.
///
/// ```
/// use std::sync::Arc;
/// use kaffy_core::ObjectStorage;
///
/// let store = object_store::memory::InMemory::new();
/// let storage = ObjectStorage::new(Arc::new(store)).below("uploads");
/// ```
#[derive(Clone, Debug)]
pub struct ObjectStorage {
    store: Arc<dyn ObjectStore>,
    below: Option<String>,
}

impl ObjectStorage {
    /// The files of this store.
    pub fn new(store: Arc<dyn ObjectStore>) -> Self {
        Self { store, below: None }
    }

    /// Puts all keys below a path.
    #[must_use]
    pub fn below(mut self, path: impl Into<String>) -> Self {
        self.below = Some(path.into());
        self
    }

    fn path(&self, key: &FileKey) -> Result<Path, StorageError> {
        let whole = self.below.as_ref().map_or_else(|| key.to_string(), |below| format!("{below}/{key}"));
        Path::parse(whole).map_err(|error| StorageError::Other(Box::new(error)))
    }
}

impl FileStorage for ObjectStorage {
    async fn save(&self, key: &FileKey, mut content: FileContent) -> Result<(), StorageError> {
        let mut writer = BufWriter::with_capacity(self.store.clone(), self.path(key)?, PART);
        let sent = async {
            tokio::io::copy(&mut content, &mut writer).await?;
            writer.shutdown().await
        };
        if let Err(error) = sent.await {
            // What was sent in parts costs money until it is given up; there is nothing to say if that fails.
            let _ = writer.abort().await;
            return Err(error.into());
        }
        Ok(())
    }

    async fn open(&self, key: &FileKey) -> Result<Option<FileContent>, StorageError> {
        match self.store.get(&self.path(key)?).await {
            Ok(found) => {
                let size = found.meta.size;
                let reader = StreamReader::new(found.into_stream().map_err(std::io::Error::other));
                Ok(Some(FileContent::new(size, reader)))
            }
            Err(Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(StorageError::Other(Box::new(error))),
        }
    }

    async fn delete(&self, key: &FileKey) -> Result<(), StorageError> {
        match self.store.delete(&self.path(key)?).await {
            Err(error) if !matches!(error, Error::NotFound { .. }) => Err(StorageError::Other(Box::new(error))),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::AsyncReadExt;

    use super::*;

    #[tokio::test]
    async fn k96_files_in_a_bucket_are_kept_opened_and_deleted() {
        let storage = ObjectStorage::new(Arc::new(object_store::memory::InMemory::new())).below("uploads");
        let key: FileKey = "products/photo/1.png".parse().expect("a key");
        assert!(storage.open(&key).await.expect("answers").is_none());
        // More than one part.
        let bytes: Vec<u8> = (0..PART * 2 + 17).map(|at| at as u8).collect();
        let content = FileContent::new(bytes.len() as u64, std::io::Cursor::new(bytes.clone()));
        storage.save(&key, content).await.expect("is kept");
        let mut opened = storage.open(&key).await.expect("answers").expect("is there");
        let mut read = Vec::new();
        opened.read_to_end(&mut read).await.expect("can be read");
        assert!(opened.size() == bytes.len() as u64 && read == bytes);
        storage.delete(&key).await.expect("is deleted");
        storage.delete(&key).await.expect("is not there any more, which is no mistake");
        assert!(storage.open(&key).await.expect("answers").is_none());
    }
}
