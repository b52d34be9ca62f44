//! A file of a record, for somebody who may see the record.

use tokio::io::AsyncReadExt;

use super::{
    FileContent, HeldFile, StorageError,
    sniff::{FileType, HEAD},
};
use crate::{Allowed, DbError, Key, Mode, View, access::Realm};

/// A file that was opened, and what its content says it is.
#[derive(Debug)]
#[non_exhaustive]
pub struct OpenedFile {
    /// What people call it.
    pub name: String,
    /// Its media type, by its content.
    pub mime: &'static str,
    /// Whether it is a picture that a browser draws and cannot be led astray by.
    pub is_raster_image: bool,
    /// What is in it.
    pub content: FileContent,
}

/// A file that could not be opened.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OpenError {
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DbError),
    /// The storage failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

impl Allowed<View> {
    /// Opens the file of a field of a record; `None` when there is no such record for this actor, its form
    /// does not show the field, or there is no file.
    ///
    /// # Errors
    /// When the database or the storage fails.
    pub async fn open_file(&self, key: &Key, field: &str) -> Result<Option<OpenedFile>, OpenError> {
        let shown = self.resource().form(Mode::Update).into_iter().flat_map(|section| section.fields);
        let column = shown.map(|field| field.column).find(|column| column.meta.name == field);
        let (Some(column), Some(storage)) = (column.filter(|it| it.meta.file().is_some()), self.admin().files()) else {
            return Ok(None);
        };
        let Some(found) = self.within(Realm::Anywhere).find(key).await? else { return Ok(None) };
        let held = found.record.cells().get(column.index).and_then(|cell| HeldFile::of(column.meta, cell));
        let Some(held) = held else { return Ok(None) };
        let Some(mut content) = storage.open(&held.key).await? else { return Ok(None) };
        let mut head = Vec::with_capacity(HEAD);
        (&mut content).take(HEAD as u64).read_to_end(&mut head).await.map_err(StorageError::from)?;
        let found = FileType::of(&head);
        let content = FileContent::new(content.size(), std::io::Cursor::new(head).chain(content));
        Ok(Some(OpenedFile { name: held.name, mime: found.mime, is_raster_image: found.is_raster_image(), content }))
    }
}
