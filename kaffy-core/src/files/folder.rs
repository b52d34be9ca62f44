//! Files in a folder of this machine.

use std::{
    io,
    path::{Path, PathBuf},
};

use tokio::{
    fs,
    io::{AsyncReadExt, AsyncWriteExt},
};

use super::{FileContent, FileKey, FileStorage, StorageError};

/// Keeps files in a folder, which is made when the first one comes.
///
/// Do not let a web server serve it: the admin hands files out to those who may see their record. On
/// several machines it has to be a folder that all of them share.
///
/// ```
/// let storage = kaffy_core::LocalFolder::new("data/uploads");
/// ```
#[derive(Clone, Debug)]
pub struct LocalFolder {
    folder: PathBuf,
}

impl LocalFolder {
    /// The files below this folder.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into() }
    }

    /// Where a file is. A key is a relative path of plain segments, so it cannot lead out of the folder.
    fn path(&self, key: &FileKey) -> PathBuf {
        key.as_str().split('/').fold(self.folder.clone(), |path, segment| path.join(segment))
    }
}

impl FileStorage for LocalFolder {
    async fn save(&self, key: &FileKey, mut content: FileContent) -> Result<(), StorageError> {
        let path = self.path(key);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).await?;
        }
        // Written beside its place and moved there, so that no reader and no crash sees half of it.
        let unfinished = Unfinished(path.with_extension("unfinished"));
        let mut file = fs::File::create(&unfinished.0).await?;
        let size = content.size();
        let written = tokio::io::copy(&mut (&mut content).take(size + 1), &mut file).await?;
        if written != size {
            return Err(io::Error::new(io::ErrorKind::UnexpectedEof, "a file of another size than announced").into());
        }
        file.flush().await?;
        file.sync_all().await?;
        fs::rename(&unfinished.0, &path).await?;
        Ok(())
    }

    async fn open(&self, key: &FileKey) -> Result<Option<FileContent>, StorageError> {
        let file = match fs::File::open(self.path(key)).await {
            Ok(file) => file,
            Err(error) if is_missing(&error) => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        let facts = file.metadata().await?;
        Ok(facts.is_file().then(|| FileContent::new(facts.len(), file)))
    }

    async fn delete(&self, key: &FileKey) -> Result<(), StorageError> {
        match fs::remove_file(self.path(key)).await {
            Err(error) if !is_missing(&error) => Err(error.into()),
            _ => Ok(()),
        }
    }
}

fn is_missing(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// A file that is removed unless it was moved to its place.
struct Unfinished(PathBuf);

impl Drop for Unfinished {
    fn drop(&mut self) {
        let path: &Path = &self.0;
        if path.exists() {
            let _ = std::fs::remove_file(path);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    #[tokio::test]
    async fn k96_files_in_a_folder_are_kept_opened_and_deleted() {
        let place = tempfile::tempdir().expect("a folder");
        let storage = LocalFolder::new(place.path().join("uploads"));
        let key = FileKey::fresh("products/photo", Some("png"));
        assert!(storage.open(&key).await.expect("answers").is_none());
        storage.save(&key, FileContent::new(3, Cursor::new(b"abc".to_vec()))).await.expect("is kept");
        let mut read = Vec::new();
        let mut opened = storage.open(&key).await.expect("answers").expect("is there");
        opened.read_to_end(&mut read).await.expect("can be read");
        assert_eq!((opened.size(), read.as_slice()), (3, &b"abc"[..]));
        storage.delete(&key).await.expect("is deleted");
        storage.delete(&key).await.expect("is not there any more, which is no mistake");
        assert!(storage.open(&key).await.expect("answers").is_none());
        let folder: FileKey = "products".parse().expect("a key");
        assert!(storage.open(&folder).await.expect("answers").is_none(), "a folder is no file");
    }

    #[tokio::test]
    async fn f24_half_a_file_leaves_nothing_behind() {
        let place = tempfile::tempdir().expect("a folder");
        let storage = LocalFolder::new(place.path());
        let key = FileKey::fresh("photo", None);
        assert!(storage.save(&key, FileContent::new(9, Cursor::new(b"abc".to_vec()))).await.is_err());
        assert_eq!(std::fs::read_dir(place.path().join("photo")).expect("a folder").count(), 0);
    }
}
