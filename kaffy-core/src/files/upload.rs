//! A file on its way from the browser.

use std::{
    fmt, io,
    io::{BufReader, Seek, SeekFrom},
};

use tokio::{fs::File, io::AsyncWriteExt};

use super::{
    FileContent,
    name::clean_name,
    sniff::{FileType, HEAD},
};

/// A file that was posted, in a temporary file without a name: the system removes it when the upload is
/// dropped, and also when the program is killed.
pub struct Upload {
    name: String,
    size: u64,
    most: u64,
    head: Vec<u8>,
    file: File,
}

impl Upload {
    /// An upload of this name, as the browser sent it, that keeps at most so many bytes.
    ///
    /// # Errors
    /// When there is no temporary folder or no room in it.
    pub async fn begin(name: &str, most: u64) -> io::Result<Self> {
        let file = tokio::task::spawn_blocking(tempfile::tempfile).await.map_err(io::Error::other)??;
        Ok(Self { name: clean_name(name), size: 0, most, head: Vec::new(), file: File::from_std(file) })
    }

    /// Takes the next bytes. Those over the limit are counted and thrown away.
    ///
    /// # Errors
    /// When there is no room.
    pub async fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.size += bytes.len() as u64;
        if self.is_too_large() {
            return Ok(());
        }
        let room = HEAD.saturating_sub(self.head.len()).min(bytes.len());
        self.head.extend_from_slice(&bytes[..room]);
        self.file.write_all(bytes).await
    }

    /// Makes sure that everything can be read.
    ///
    /// # Errors
    /// When there is no room.
    pub async fn finish(&mut self) -> io::Result<()> {
        self.file.flush().await
    }

    /// Its name, without folders and invisible characters.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// How many bytes came.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Whether more bytes came than were to be kept.
    pub fn is_too_large(&self) -> bool {
        self.size > self.most
    }

    /// All that was kept of it.
    ///
    /// # Errors
    /// When it cannot be read.
    pub async fn bytes(&self) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        tokio::io::AsyncReadExt::read_to_end(&mut self.content().await?, &mut bytes).await?;
        Ok(bytes)
    }

    pub(crate) fn file_type(&self) -> FileType {
        FileType::of(&self.head)
    }

    /// Width and height of a picture, from its header; `None` when they cannot be read.
    pub(crate) async fn dimensions(&self) -> io::Result<Option<(usize, usize)>> {
        let mut file = self.file.try_clone().await?.into_std().await;
        let read = move || {
            file.seek(SeekFrom::Start(0))?;
            let size = imagesize::reader_size(BufReader::new(file)).ok();
            Ok(size.map(|size| (size.width, size.height)))
        };
        tokio::task::spawn_blocking(read).await.map_err(io::Error::other)?
    }

    /// What came, from its start.
    ///
    /// # Errors
    /// When it cannot be read.
    pub async fn content(&self) -> io::Result<FileContent> {
        let mut file = self.file.try_clone().await?;
        tokio::io::AsyncSeekExt::seek(&mut file, SeekFrom::Start(0)).await?;
        Ok(FileContent::new(self.size, file))
    }
}

impl fmt::Debug for Upload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Upload").field("name", &self.name).field("size", &self.size).finish_non_exhaustive()
    }
}
