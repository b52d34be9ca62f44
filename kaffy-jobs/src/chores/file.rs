//! A file as an input of a chore.

use kaffy_core::{FieldType, Kind, TypeMeta, ValueError, size_in_words, tr};
use sea_query::Value;
use tokio::io::{AsyncRead, AsyncReadExt};
use uuid::Uuid;

use super::{ChoreError, ChoreRun, RunFile};
use crate::store::chores::files::{self, Content};

/// A file that whoever starts a chore chooses: the type of an input. Its content lies in the database, so that every
/// node can read it.
///
/// ```
/// # use kaffy_jobs::chores::{ChoreError, ChoreFile, ChoreRun};
/// # use tokio::io::AsyncReadExt;
/// async fn count(letter: ChoreFile, run: ChoreRun) -> Result<usize, ChoreError> {
///     let mut text = String::new();
///     letter.open(&run).await?.read_to_string(&mut text).await?;
///     Ok(text.lines().count())
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChoreFile(Uuid);

impl ChoreFile {
    /// The file of an id, as an upload made it.
    pub const fn new(id: Uuid) -> Self {
        Self(id)
    }

    /// Its id.
    pub const fn id(self) -> Uuid {
        self.0
    }

    /// Its name, its media type as the browser named it, and its length.
    ///
    /// # Errors
    /// When it is not there any more, or the database fails.
    pub async fn about(self, run: &ChoreRun) -> Result<RunFile, ChoreError> {
        files::find(run.db(), self.0).await?.ok_or_else(|| ChoreError::failed(tr!("chore-file-lost")))
    }

    /// Its content, which is fetched piece by piece while it is read.
    ///
    /// # Errors
    /// See [`about`](Self::about).
    pub async fn open(self, run: &ChoreRun) -> Result<impl AsyncRead + Send + Unpin + use<>, ChoreError> {
        self.content(run).await
    }

    /// All of its content, where it has this many bytes at most.
    ///
    /// # Errors
    /// When it has more; see [`about`](Self::about).
    pub async fn bytes(self, run: &ChoreRun, most: u64) -> Result<Vec<u8>, ChoreError> {
        let file = self.about(run).await?;
        if file.size > most {
            let (name, size, most) = (file.name.as_str(), size_in_words(file.size), size_in_words(most));
            return Err(ChoreError::failed(tr!("chore-file-large", name = name, size = size, most = most)));
        }
        let mut bytes = Vec::new();
        files::open(run.db(), &file).read_to_end(&mut bytes).await?;
        Ok(bytes)
    }

    pub(super) async fn content(self, run: &ChoreRun) -> Result<Content, ChoreError> {
        Ok(files::open(run.db(), &self.about(run).await?))
    }
}

impl FieldType for ChoreFile {
    const TYPE: TypeMeta = TypeMeta::new(Kind::Uuid).upload();

    fn to_value(&self) -> Value {
        self.0.to_value()
    }

    fn from_value(value: Value) -> Result<Self, ValueError> {
        Uuid::from_value(value).map(Self)
    }
}
